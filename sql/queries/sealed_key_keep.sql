-- Keep the first or next key of a case or place.
-- $1 uuid     key of the request
-- $2 uuid     the case or place
-- $3 text     which of its keys
-- $4 integer  generation
-- $5 uuid     the realm
-- $6 integer  its newest epoch
-- $7 bytea    the key, wrapped
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.sealed_key_keep($1::uuid, $2::uuid, $3::text, $4::integer, $5::uuid, $6::integer, $7::bytea);
