-- Companies out of use: their people do not come in for now, and nothing of theirs is lost.
alter table companies add column active boolean not null default true;

-- Lists that are sorted by name, a page at a time.
create index companies_by_name on companies (name, id);
create index departments_by_name on departments (name, id);
create index addresses_by_label on addresses (label, id);
