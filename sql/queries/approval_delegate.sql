-- Pass a request on to somebody else who can decide it.
-- $1 uuid  key of the request to the database
-- $2 uuid  what is to be approved
-- $3 text  to whom, a login
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version from api.approval_delegate($1::uuid, $2::uuid, $3::text);
