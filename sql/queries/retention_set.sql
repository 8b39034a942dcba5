-- How many years does an office keep a file after its case was closed?
-- $1 uuid     key of the request
-- $2 text     the office, its code
-- $3 integer  years
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version from api.retention_set($1::uuid, $2::text, $3::integer);
