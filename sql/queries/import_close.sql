-- The import is complete.
-- $1 uuid  the import
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version from api.import_close($1::uuid);
