-- See to a call that is no case.
-- $1 uuid  idempotency key
-- $2 uuid  the call
-- -> refusal, field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version from api.contact_take($1::uuid, $2::uuid);
