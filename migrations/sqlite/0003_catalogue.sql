-- What a storefront sells, to whom.

create table products (
    id integer primary key,
    storefront_id bigint not null references storefronts (id),
    slug text not null,
    name text not null,
    category text not null,
    summary text not null,
    description text not null default '',
    picture text not null,
    -- Options, quantities and prices as JSON.
    configuration text not null,
    artwork text not null,
    production_days bigint not null default 4,
    active boolean not null default true,
    -- False where product_companies or product_departments limit it.
    for_all_companies boolean not null default true,
    for_all_departments boolean not null default true,
    default_supplier_id bigint references suppliers (id),
    operator_notes text not null default '',
    position bigint not null default 0,
    version bigint not null default 1,
    constraint products_slug unique (storefront_id, slug)
);

create table product_companies (
    product_id bigint not null references products (id),
    company_id bigint not null references companies (id),
    primary key (product_id, company_id)
);

create table product_departments (
    product_id bigint not null references products (id),
    department_id bigint not null references departments (id),
    primary key (product_id, department_id)
);

-- A company's (account_id is null) or a person's address.
create table addresses (
    id integer primary key,
    storefront_id bigint not null references storefronts (id),
    company_id bigint references companies (id),
    account_id bigint references accounts (id),
    label text not null,
    recipient text not null,
    line1 text not null,
    line2 text not null default '',
    postcode text not null,
    city text not null,
    country text not null,
    for_all_departments boolean not null default true,
    version bigint not null default 1
);
create index addresses_by_company on addresses (company_id);
create index addresses_by_account on addresses (account_id);

create table address_departments (
    address_id bigint not null references addresses (id),
    department_id bigint not null references departments (id),
    primary key (address_id, department_id)
);

-- An uploaded file as it came. The bytes lie in the artwork folder under their checksum.
create table artwork (
    id integer primary key,
    storefront_id bigint not null references storefronts (id),
    sha256 blob not null,
    bytes bigint not null,
    file_name text not null,
    pages bigint not null,
    -- Distinct page sizes in words, as JSON.
    sizes text not null,
    thumbnail_width bigint not null,
    thumbnail_height bigint not null,
    account_id bigint references accounts (id),
    created_at bigint not null
);
