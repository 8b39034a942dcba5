-- Bring a key by which realms shall be recovered.
-- $1 uuid    key of the request
-- $2 uuid    its id
-- $3 text    its name, as on the paper
-- $4 bytea   its public half
-- $5 uuid[]  the realms
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.recovery_offer($1::uuid, $2::uuid, $3::text, $4::bytea, $5::uuid[]);
