-- Built-in roles that were adjusted: what they grant instead of what they come with, and where their
-- holders start. A role without a row is as it comes. Both columns are JSON.
create table role_edits (
    role text primary key,
    allows text not null,
    ways text not null default '{}',
    version bigint not null default 1
);

-- Where the holders of a custom role start, and which roles they hand out; JSON.
alter table custom_roles add column ways text not null default '{}';
-- Two of the platform are told apart as two of a storefront are.
create unique index custom_roles_of_platform on custom_roles (name) where storefront_id is null;
create index assignments_by_custom_role on assignments (custom_role_id);
create index assignments_by_role on assignments (role);

-- Each entry covers the one before it: `hash` is that of the entry and of the hash before. The company
-- is that of who acted, as it was then.
alter table audit add column company_id bigint references companies (id);
alter table audit add column seq bigint;
alter table audit add column hash text;
create unique index audit_seq on audit (seq);
create index audit_by_company on audit (company_id, at desc, id desc);

-- The end of the chain: one row, which every writer of an entry takes first. `unchained` counts the
-- entries that are older than the chain.
create table audit_chain (
    id bigint primary key,
    length bigint not null,
    hash text not null,
    unchained bigint not null
);
insert into audit_chain (id, length, hash, unchained) select 1, 0, '', count(*) from audit;

-- Not even by mistake. Who can drop a trigger can change an entry; then the chain tells.
create function audit_stays() returns trigger language plpgsql as $$
begin
    raise exception 'entries of the audit trail are never changed or removed';
end
$$;
create trigger audit_is_not_changed before update or delete on audit
    for each row execute function audit_stays();
create trigger audit_is_not_emptied before truncate on audit
    for each statement execute function audit_stays();
