-- What a storefront switches on and off for its customers.

-- Products that are limited to nobody are shown to everybody; otherwise to nobody.
alter table storefronts add column default_visible boolean not null default true;
