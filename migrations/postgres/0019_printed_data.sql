-- Who is in no department of a company that has some fills in anybody's data there; otherwise their
-- own alone.
alter table storefronts add column data_without_department boolean not null default false;
