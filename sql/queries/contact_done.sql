-- Nobody has to see to a call any more that is no case.
-- $1 uuid  idempotency key
-- $2 uuid  the call
-- -> refusal, field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version from api.contact_done($1::uuid, $2::uuid);
