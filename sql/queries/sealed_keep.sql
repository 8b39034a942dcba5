-- Keep a sealed record.
-- $1 uuid     key of the request
-- $2 uuid     the case or place
-- $3 uuid     the record
-- $4 text     its kind
-- $5 integer  the version it was read at; 0: a new one
-- $6 integer  generation of the key
-- $7 bytea    the record, sealed as the version after that
-- $8 jsonb    what of it is told in clear; null: nothing of such a kind
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.sealed_keep($1::uuid, $2::uuid, $3::uuid, $4::text, $5::integer, $6::integer, $7::bytea, $8::jsonb);
