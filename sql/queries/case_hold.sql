-- Keep the file of a case, whatever its day; or no more for this reason.
-- $1 uuid     key of the request
-- $2 uuid     the case
-- $3 integer  the version I saw
-- $4 text     keep, let go
-- $5 text     why
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.case_hold($1::uuid, $2::uuid, $3::integer, $4::text, $5::text);
