-- Bring my own new public keys, for the next directory.
-- $1 uuid   key of the request
-- $2 bytea  to be sealed to (X25519)
-- $3 bytea  to sign with (Ed25519)
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.key_offer($1::uuid, $2::bytea, $3::bytea);
