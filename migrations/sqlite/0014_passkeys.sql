-- Passkeys: a key pair that a person's device keeps, and opens with a finger or a PIN.

create table passkeys (
    id integer primary key,
    account_id bigint not null references accounts (id),
    -- A passkey works at the host that it was made at, and nowhere else.
    host text not null,
    -- By which the device knows it.
    credential blob not null,
    -- As the device told it (COSE). There is no secret in here.
    public_key blob not null,
    -- How often it was used, as far as the device counts; two devices of one passkey show in it.
    counter bigint not null,
    name text not null,
    created_at bigint not null,
    used_at bigint,
    constraint passkeys_credential unique (host, credential)
);
create index passkeys_by_account on passkeys (account_id);

-- What a device was asked to sign, as SHA-256: each is good once, and not for long.
create table passkey_challenges (
    hash blob primary key,
    -- Who adds a passkey; nothing where somebody signs in.
    account_id bigint references accounts (id),
    ends_at bigint not null
);
create index passkey_challenges_by_end on passkey_challenges (ends_at);
