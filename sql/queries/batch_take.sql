-- I see to people who came at once.
-- $1 uuid     idempotency key
-- $2 uuid     the people
-- $3 integer  the version that I saw
-- -> refusal, field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version from api.batch_take($1::uuid, $2::uuid, $3::integer);
