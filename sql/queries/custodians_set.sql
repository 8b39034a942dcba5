-- Say who shall be a realm's custodians.
-- $1 uuid    key of the request
-- $2 uuid    the realm
-- $3 text[]  logins, 2 to 8
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.custodians_set($1::uuid, $2::uuid, $3::text[]);
