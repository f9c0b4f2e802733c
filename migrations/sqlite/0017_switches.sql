-- What a storefront switches on and off for its customers, and what the platform says to everybody.

-- Products that are limited to nobody are shown to everybody; otherwise to nobody.
alter table storefronts add column default_visible boolean not null default true;
-- People's addresses are theirs and the print shop's, and not for who manages them to see.
alter table storefronts add column personal_addresses_hidden boolean not null default false;

-- What is set for the whole platform by who runs it: one row, which is there from the beginning.
create table platform (
    id integer primary key constraint platform_once check (id = 1),
    -- The sender of mails; nothing for the one in the server's settings.
    name text,
    -- Where people ask for help who are refused something.
    support_email text,
    -- What everybody reads on every page, until an instant if there is one.
    notice text,
    notice_until bigint,
    version bigint not null default 1
);
insert into platform (id) values (1);
