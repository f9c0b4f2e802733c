-- The logo of a storefront, and the roles that an album is shared with.

-- SHA-256 of the picture in hexadecimal, and its size in pixels; nothing for the name instead.
alter table storefronts add column logo text;
alter table storefronts add column logo_width bigint;
alter table storefronts add column logo_height bigint;

-- Of a shared album: there for everybody, or for whoever holds one of the roles below.
alter table albums add column for_all_roles boolean not null default true;

create table album_roles (
    album_id bigint not null references albums (id),
    -- A built-in role's key, or the number of a custom one.
    role text not null,
    -- Again, where it is custom: an album is not shared with a role that is gone, nor with the next one
    -- of its number.
    custom_role_id bigint references custom_roles (id) on delete cascade,
    primary key (album_id, role)
);
create index album_roles_by_custom_role on album_roles (custom_role_id);
