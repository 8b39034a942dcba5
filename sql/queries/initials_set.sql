-- Whether the lists of an office may show initials.
-- $1 uuid     key of the request
-- $2 text     code of the office
-- $3 boolean  they may; no: those that are kept are deleted
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.initials_set($1::uuid, $2::text, $3::boolean);
