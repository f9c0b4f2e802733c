-- Whose people, or whose organisation, an entry of the audit trail is about, as it was then: a company
-- that was removed leaves what was done to it. Entries from before this say it of nobody.
alter table audit add column subject_company_id bigint;
create index audit_by_subject_company on audit (subject_company_id, at desc, id desc);
