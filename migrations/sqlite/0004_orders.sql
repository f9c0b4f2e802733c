-- Carts, orders, jobs, and what happens to them.

create table carts (
    id integer primary key,
    storefront_id bigint not null references storefronts (id),
    account_id bigint references accounts (id),
    visitor_id bigint,
    version bigint not null default 1,
    updated_at bigint not null,
    constraint carts_account unique (storefront_id, account_id),
    constraint carts_visitor unique (storefront_id, visitor_id)
);

create table cart_lines (
    id integer primary key,
    cart_id bigint not null references carts (id),
    product_id bigint not null references products (id),
    quantity bigint not null,
    chosen text not null,
    reference text not null default '',
    artwork_id bigint references artwork (id),
    -- The job that this line orders again, and its order.
    from_job_id bigint,
    created_at bigint not null
);
create index cart_lines_by_cart on cart_lines (cart_id);

create table orders (
    id integer primary key,
    -- Random: it tells nobody how much others order.
    number bigint not null constraint orders_number unique,
    storefront_id bigint not null references storefronts (id),
    company_id bigint references companies (id),
    department_id bigint references departments (id),
    account_id bigint references accounts (id),
    visitor_id bigint,
    beneficiary_id bigint references accounts (id),
    contact_name text not null,
    contact_email text not null,
    state text not null,
    total bigint not null,
    currency text not null,
    purchase_order text not null default '',
    -- The address as it was when ordered, as JSON.
    delivery text not null,
    -- What Search looks through: number, people, company, products, references; lower case.
    search text not null,
    -- A key of the form: the same form sent twice is one order.
    once text not null,
    from_order_id bigint references orders (id),
    placed_at bigint not null,
    updated_at bigint not null,
    version bigint not null default 1,
    constraint orders_once unique (storefront_id, once)
);
-- A list is answered by one index in its order. Behind the keys stands what the reach asks beside, so
-- that the order itself is read only where it is shown.
create index orders_newest on orders (placed_at desc, id desc);
create index orders_by_storefront on orders (storefront_id, placed_at desc, id desc);
create index orders_by_company on orders (company_id, placed_at desc, id desc, storefront_id);
create index orders_by_department on orders (department_id, placed_at desc, id desc, storefront_id, company_id);
create index orders_by_account on orders (account_id, placed_at desc, id desc, storefront_id);
create index orders_by_visitor on orders (visitor_id, placed_at desc, id desc, storefront_id)
    where visitor_id is not null;
create index orders_by_beneficiary on orders (beneficiary_id, placed_at desc, id desc, storefront_id)
    where beneficiary_id is not null;
-- The folders of the Order Manager, and how many are in each.
create index orders_by_state on orders (state, placed_at desc, id desc);
create index orders_by_storefront_state on orders (storefront_id, state, placed_at desc, id desc);
create index orders_by_company_state on orders (company_id, state, placed_at desc, id desc, storefront_id);
create index orders_by_department_state
    on orders (department_id, state, placed_at desc, id desc, storefront_id, company_id);
create index orders_by_account_state on orders (account_id, state, placed_at desc, id desc, storefront_id);
create index orders_by_beneficiary_state on orders (beneficiary_id, state, placed_at desc, id desc, storefront_id)
    where beneficiary_id is not null;

-- Whom an order names: approvers asked (account), suppliers it is awarded to (supplier).
create table order_assignees (
    kind text not null,
    assignee_id bigint not null,
    order_id bigint not null references orders (id),
    -- That of the order, so that a supplier's list is read in its order.
    placed_at bigint not null,
    primary key (kind, assignee_id, order_id)
);
create index order_assignees_by_order on order_assignees (order_id);
create index order_assignees_newest on order_assignees (kind, assignee_id, placed_at desc, order_id desc);

create table jobs (
    id integer primary key,
    order_id bigint not null references orders (id),
    storefront_id bigint not null references storefronts (id),
    position bigint not null,
    product_id bigint not null references products (id),
    product_name text not null,
    quantity bigint not null,
    chosen text not null,
    price bigint not null,
    reference text not null default '',
    state text not null,
    due_at bigint not null,
    supplier_id bigint references suppliers (id),
    awarded_at bigint,
    block_reason text not null default '',
    artwork_id bigint references artwork (id),
    artwork_version bigint not null default 1,
    from_job_id bigint references jobs (id),
    version bigint not null default 1,
    constraint jobs_position unique (order_id, position)
);
create index jobs_by_state on jobs (storefront_id, state, due_at, id);
-- The floor of the whole platform, a status at a time.
create index jobs_by_due on jobs (state, due_at, id);
create index jobs_by_supplier on jobs (supplier_id);

-- Every artwork that a job ever had.
create table job_artwork (
    job_id bigint not null references jobs (id),
    version bigint not null,
    artwork_id bigint not null references artwork (id),
    account_id bigint references accounts (id),
    created_at bigint not null,
    primary key (job_id, version)
);

-- A request to approve, and its decision; kept for good.
create table approvals (
    id integer primary key,
    order_id bigint not null references orders (id),
    storefront_id bigint not null references storefronts (id),
    state text not null,
    requested_at bigint not null,
    -- The version of the order that was decided on.
    order_version bigint,
    decided_at bigint,
    decided_by bigint references accounts (id),
    decided_by_name text,
    reason text not null default ''
);
create index approvals_by_order on approvals (order_id);

-- The timeline of an order: each entry a kind from a closed set and its facts as JSON.
create table order_events (
    id integer primary key,
    order_id bigint not null references orders (id),
    job_id bigint references jobs (id),
    at bigint not null,
    account_id bigint references accounts (id),
    by_name text not null,
    acting_name text,
    kind text not null,
    detail text not null default '{}'
);
create index order_events_by_order on order_events (order_id, at, id);

-- What people write to each other about an order. `audience` is who reads it besides staff.
create table messages (
    id integer primary key,
    order_id bigint not null references orders (id),
    at bigint not null,
    account_id bigint references accounts (id),
    by_name text not null,
    audience text not null,
    body text not null
);
create index messages_by_order on messages (order_id, at, id);
