-- Keys of forms that are sent twice, and of lines that are imported.

-- The line that an import under way has written somebody down for: it is one person. Nothing once the
-- import is over.
alter table accounts add column import_id bigint;
alter table accounts add column import_line bigint;
update accounts as a
set import_id = i.id,
    import_line = cast(substr(a.once, length('import-' || i.id || '-') + 1) as bigint)
from imports i
where i.state = 'writing' and a.once like 'import-' || i.id || '-%';
update accounts set once = null where once like 'import-%';
create unique index accounts_imported on accounts (import_id, import_line) where import_id is not null;

-- The key of the form that a line or a message came with: sent twice, it is one.
alter table cart_lines add column once text;
alter table messages add column once text;
