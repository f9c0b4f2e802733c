-- Albums of images that a storefront keeps for its products.

-- What an uploaded file is: a PDF, or an image of an album.
alter table artwork add column media text not null default 'pdf';

create table albums (
    id integer primary key,
    storefront_id bigint not null references storefronts (id),
    name text not null,
    -- There for everybody who orders a product that asks for an image.
    shared boolean not null default false,
    created_at bigint not null,
    version bigint not null default 1,
    constraint albums_name unique (storefront_id, name)
);
create index albums_by_name on albums (name, id);

-- The bytes, and what was found in them, are the artwork's: what was ordered stays as it was, whatever
-- becomes of the album.
create table album_images (
    id integer primary key,
    album_id bigint not null references albums (id),
    artwork_id bigint not null references artwork (id),
    name text not null,
    created_at bigint not null,
    version bigint not null default 1
);
create index album_images_by_album on album_images (album_id, name, id);
create index album_images_by_artwork on album_images (artwork_id);
