-- What the People pages show of an account, and find it by.

alter table accounts add column last_signed_in_at bigint;
update accounts set last_signed_in_at = first_signed_in_at;
-- An administrator's suspension is not lifted by a company's managers.
alter table accounts add column suspended_by_staff boolean not null default false;
-- The key of the form that wrote somebody down: pressed twice, it is one person.
alter table accounts add column once text;

create unique index accounts_once on accounts (once);
create index accounts_by_name on accounts (name, id);
create index audit_by_object on audit (object, object_id, id desc);
