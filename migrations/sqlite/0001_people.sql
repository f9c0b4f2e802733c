-- Storefronts, companies and the people in them. Instants are milliseconds since 1970 in UTC.

create table storefronts (
    id integer primary key,
    slug text not null constraint storefronts_slug unique,
    name text not null,
    tagline text not null default '',
    public boolean not null,
    pack text not null,
    currency text not null,
    approval boolean not null,
    version bigint not null default 1
);

-- Addresses of a storefront's own, besides {slug}.{bare host}.
create table storefront_hosts (
    host text primary key,
    storefront_id bigint not null references storefronts (id)
);

create table companies (
    id integer primary key,
    storefront_id bigint not null references storefronts (id),
    name text not null,
    public boolean not null default false,
    version bigint not null default 1,
    constraint companies_name unique (storefront_id, name)
);

create table departments (
    id integer primary key,
    company_id bigint not null references companies (id),
    name text not null,
    version bigint not null default 1,
    constraint departments_name unique (company_id, name)
);

create table suppliers (
    id integer primary key,
    name text not null constraint suppliers_name unique,
    email text,
    active boolean not null default true,
    version bigint not null default 1
);

create table print_locations (
    id integer primary key,
    storefront_id bigint not null references storefronts (id),
    name text not null,
    constraint print_locations_name unique (storefront_id, name)
);

-- People: with access, or only as recipients and data. Nobody is ever removed: orders stay.
create table accounts (
    id integer primary key,
    storefront_id bigint references storefronts (id),
    company_id bigint references companies (id),
    supplier_id bigint references suppliers (id),
    print_location_id bigint references print_locations (id),
    name text not null,
    email text,
    phone text not null default '',
    state text not null,
    password_hash text,
    verified_at bigint,
    first_signed_in_at bigint,
    created_at bigint not null,
    version bigint not null default 1
);

-- One email is unique within a company, and among those without one on a storefront or the
-- platform; inactive records may repeat it.
create unique index accounts_email on accounts (coalesce(storefront_id, 0), coalesce(company_id, 0), email)
    where state in ('invited', 'active', 'suspended');
create index accounts_by_email on accounts (email);
create index accounts_by_company on accounts (company_id, name, id);
create index accounts_by_storefront on accounts (storefront_id, name, id);

-- Belonging to a department and managing it are two relations.
create table department_members (
    department_id bigint not null references departments (id),
    account_id bigint not null references accounts (id),
    primary key (department_id, account_id)
);
create index department_members_by_account on department_members (account_id);

create table department_managers (
    department_id bigint not null references departments (id),
    account_id bigint not null references accounts (id),
    primary key (department_id, account_id)
);
create index department_managers_by_account on department_managers (account_id);

-- Who is asked to approve: for everybody of a department, for one person, or for a product.
create table approver_links (
    id integer primary key,
    storefront_id bigint not null references storefronts (id),
    approver_id bigint not null references accounts (id),
    department_id bigint references departments (id),
    account_id bigint references accounts (id),
    product_id bigint
);

-- Roles that administrators made; the built-in ones are in the code. Grants are JSON.
create table custom_roles (
    id integer primary key,
    storefront_id bigint references storefronts (id),
    name text not null,
    side text not null,
    allows text not null,
    denies text not null,
    version bigint not null default 1,
    constraint custom_roles_name unique (storefront_id, name)
);

-- `role` is a built-in role's key, empty for a custom one. `anchor` says which of the others count.
create table assignments (
    id integer primary key,
    account_id bigint not null references accounts (id),
    role text not null,
    custom_role_id bigint references custom_roles (id),
    anchor text not null,
    storefront_id bigint references storefronts (id),
    company_id bigint references companies (id),
    supplier_id bigint references suppliers (id),
    created_at bigint not null,
    ends_at bigint
);
create index assignments_by_account on assignments (account_id);

create table assignment_storefronts (
    assignment_id bigint not null references assignments (id),
    storefront_id bigint not null references storefronts (id),
    primary key (assignment_id, storefront_id)
);

create table assignment_departments (
    assignment_id bigint not null references assignments (id),
    department_id bigint not null references departments (id),
    primary key (assignment_id, department_id)
);
