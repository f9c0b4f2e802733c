-- The logo of a storefront, and the roles that an album is shared with.

-- SHA-256 of the picture in hexadecimal, and its size in pixels; nothing for the name instead.
alter table storefronts add column logo text;
alter table storefronts add column logo_width bigint;
alter table storefronts add column logo_height bigint;
