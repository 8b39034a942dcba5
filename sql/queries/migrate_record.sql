-- Note in the ledger that a file was applied; of schema api, only the latest time.
-- $1 integer  version
-- $2 text     name
-- $3 text     sha256
insert into app.schema_migration (version, name, sha256)
values ($1::integer, $2::text, $3::text)
on conflict (version) do update
set sha256 = excluded.sha256, applied_at = excluded.applied_at, applied_by = excluded.applied_by
where schema_migration.version = 0;
