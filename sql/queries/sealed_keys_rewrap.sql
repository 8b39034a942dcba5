-- Keep keys that were wrapped again. Those that somebody else has wrapped meanwhile are left alone.
-- $1 uuid       key of the request
-- $2 uuid       the realm
-- $3 integer    its newest epoch
-- $4 uuid[]     the cases and places
-- $5 text[]     which of their keys
-- $6 integer[]  generations
-- $7 bytea[]    the keys, wrapped
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.sealed_keys_rewrap($1::uuid, $2::uuid, $3::integer, $4::uuid[], $5::text[], $6::integer[], $7::bytea[]);
