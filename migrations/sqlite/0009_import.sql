-- Files that are imported: what is in them until it is done, and how far it is.

create table imports (
    id integer primary key,
    -- The key of the form: sent twice, it is one import.
    once text not null constraint imports_once unique,
    storefront_id bigint not null references storefronts (id),
    -- Where all rows go; nothing where the file names companies.
    company_id bigint references companies (id) on delete cascade,
    account_id bigint not null references accounts (id),
    -- The administrator who was logged in as the account.
    acting_account_id bigint references accounts (id),
    kind text not null,
    file_name text not null,
    state text not null,
    -- All rows or none, or those that can be; empty before that is said.
    mode text not null default '',
    -- Heading, columns and rows as JSON; emptied when it is over.
    content text not null,
    mapping text not null,
    rows_total bigint not null,
    rows_done bigint not null default 0,
    -- How many rows did what, and which were left out, as JSON.
    outcome text not null default '{}',
    created_at bigint not null,
    changed_at bigint not null,
    version bigint not null default 1
);
create index imports_by_account on imports (account_id, id desc);
create index imports_under_way on imports (id) where state in ('waiting', 'checking', 'writing');
