-- How somebody comes to an account at a storefront, its colours, and the packs whose staff work there.

alter table storefronts add column registration text not null default 'open';
-- On light paper and on dark; nothing for the colours that come with the program.
alter table storefronts add column accent text;
alter table storefronts add column accent_dark text;
-- Keys of packs, with blanks between them.
alter table storefronts add column staff_packs text not null default 'storefront corporate printshop configurator';
create index storefront_hosts_by_storefront on storefront_hosts (storefront_id, host);

-- The word by which people of a company register as such; kept as a password is.
alter table companies add column passkey_hash text;
