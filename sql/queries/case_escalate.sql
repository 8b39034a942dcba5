-- Have somebody above looked for, until one of them has seen this case.
-- $1 uuid     key of the request
-- $2 uuid     the case
-- $3 integer  the version I saw
-- $4 text     why: a word of app.escalation_reason
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.case_escalate($1::uuid, $2::uuid, $3::integer, $4::text);
