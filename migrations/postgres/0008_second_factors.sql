-- A second factor beside the password, and the mails that somebody does without.

-- The secret must be readable by the server. It is kept sealed with a key that is not in here.
create table second_factors (
    account_id bigint primary key references accounts (id),
    secret bytea not null,
    -- Nothing while its first code is awaited.
    confirmed_at bigint,
    -- The last step of time that a code was taken of; of it and before none is taken any more.
    last_step bigint not null default 0
);

-- For who has lost the app: each works once. Kept as SHA-256 only.
create table recovery_codes (
    hash bytea primary key,
    account_id bigint not null references accounts (id),
    used_at bigint
);
create index recovery_codes_by_account on recovery_codes (account_id);

-- Whoever works at the storefront sets up a second factor before anything else.
alter table storefronts add column second_factor_for_staff boolean not null default false;

-- What is not in here is sent.
create table muted_mails (
    account_id bigint not null references accounts (id),
    topic text not null,
    primary key (account_id, topic)
);

-- Whose choice a message was and of which kind; nothing where there is none to be had.
alter table outbox add column account_id bigint references accounts (id);
alter table outbox add column topic text;
create index outbox_by_choice on outbox (account_id, topic) where sent_at is null;
