-- Nobody else is split out of these people.
-- $1 uuid     key of the request
-- $2 uuid     they
-- $3 integer  the version I saw
-- $4 text     spoken to all, handed on, gone, counted twice
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.batch_close($1::uuid, $2::uuid, $3::integer, $4::text);
