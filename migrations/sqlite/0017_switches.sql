-- What a storefront switches on and off for its customers.

-- Products that are limited to nobody are shown to everybody; otherwise to nobody.
alter table storefronts add column default_visible boolean not null default true;
-- People's addresses are theirs and the print shop's, and not for who manages them to see.
alter table storefronts add column personal_addresses_hidden boolean not null default false;
