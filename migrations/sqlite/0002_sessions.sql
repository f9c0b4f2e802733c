-- Sign-in: sessions, one-time tokens, limits. Secrets are kept as SHA-256 only.

create table sessions (
    id_hash blob primary key,
    account_id bigint references accounts (id),
    -- The administrator who is logged in as the account.
    acting_account_id bigint references accounts (id),
    data text not null,
    agent text not null default '',
    created_at bigint not null,
    seen_at bigint not null,
    ends_at bigint not null
);
create index sessions_by_account on sessions (account_id);
create index sessions_by_end on sessions (ends_at);

create table tokens (
    hash blob primary key,
    kind text not null,
    account_id bigint not null references accounts (id),
    created_at bigint not null,
    ends_at bigint not null,
    used_at bigint,
    -- What is to be done when it is shown, as JSON: the company that a registration founds.
    detail text not null default '{}'
);
create index tokens_by_account on tokens (account_id);

-- How often something was tried since a moment, under a name such as `sign-in:1.2.3.4`.
create table attempts (
    bucket text primary key,
    since bigint not null,
    count bigint not null
);

-- Mail to be sent; written in the transaction of the act that causes it.
create table outbox (
    id integer primary key,
    storefront_id bigint references storefronts (id),
    to_name text not null,
    to_address text not null,
    subject text not null,
    body text not null,
    created_at bigint not null,
    due_at bigint not null,
    attempts bigint not null default 0,
    sent_at bigint,
    last_error text
);
create index outbox_due on outbox (due_at) where sent_at is null;

-- What was done by whom; nothing is ever changed or removed here.
create table audit (
    id integer primary key,
    at bigint not null,
    storefront_id bigint references storefronts (id),
    account_id bigint references accounts (id),
    acting_account_id bigint references accounts (id),
    act text not null,
    object text not null,
    object_id bigint,
    detail text not null default '{}'
);
create index audit_by_storefront on audit (storefront_id, at desc, id desc);
