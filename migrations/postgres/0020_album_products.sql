-- The products and categories that an album is shared with.

-- Of a shared album: offered by every product that asks for an image, or by those below and by those in
-- the categories below.
alter table albums add column for_all_products boolean not null default true;

create table album_products (
    album_id bigint not null references albums (id),
    -- An album is not shared with a product that is gone, nor with every other because of that.
    product_id bigint not null references products (id) on delete cascade,
    primary key (album_id, product_id)
);
create index album_products_by_product on album_products (product_id);

create table album_categories (
    album_id bigint not null references albums (id),
    -- As products.category has it.
    category text not null,
    primary key (album_id, category)
);
