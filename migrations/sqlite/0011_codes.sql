-- Codes for the buyers' bookkeeping, and the folders of a company's products.

-- What the checkout asks a company's people: 'no', 'optional', 'required'.
alter table companies add column ask_cost_centre text not null default 'no';
alter table companies add column ask_purchase_order text not null default 'optional';
-- What a purchase order number looks like: # for a digit, @ for a letter; empty for any.
alter table companies add column purchase_order_pattern text not null default '';

-- What an order of a company can be charged to.
create table cost_centres (
    id integer primary key,
    company_id bigint not null references companies (id),
    code text not null,
    name text not null,
    active boolean not null default true,
    -- False where cost_centre_departments limits it.
    for_all_departments boolean not null default true,
    constraint cost_centres_code unique (company_id, code)
);

create table cost_centre_departments (
    cost_centre_id bigint not null references cost_centres (id),
    department_id bigint not null references departments (id),
    primary key (cost_centre_id, department_id)
);
create index cost_centre_departments_by_department on cost_centre_departments (department_id);

-- The cost centre as it was when ordered; empty where there is none.
alter table orders add column cost_centre text not null default '';
alter table orders add column cost_centre_name text not null default '';

-- A folder of products for one company, assigned to its departments.
create table publication_types (
    id integer primary key,
    storefront_id bigint not null references storefronts (id),
    company_id bigint not null references companies (id),
    name text not null,
    -- False where publication_type_departments limits it.
    for_all_departments boolean not null default true,
    version bigint not null default 1,
    constraint publication_types_name unique (company_id, name)
);
create index publication_types_by_name on publication_types (name, id);

create table publication_type_departments (
    publication_type_id bigint not null references publication_types (id),
    department_id bigint not null references departments (id),
    primary key (publication_type_id, department_id)
);
create index publication_type_departments_by_department on publication_type_departments (department_id);

-- A product of a publication type is for its company and its departments alone, within what the product
-- itself is limited to.
alter table products add column publication_type_id bigint references publication_types (id);
create index products_by_publication_type on products (publication_type_id) where publication_type_id is not null;
