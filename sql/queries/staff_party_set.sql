-- For which organisation somebody with the role partner stands.
-- $1 uuid     key of the request
-- $2 text     her login
-- $3 text     code of a party
-- $4 boolean  no longer
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.staff_party_set($1::uuid, $2::text, $3::text, $4::boolean);
