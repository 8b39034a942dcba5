-- Sign the next directory, as it was shown to me.
-- $1 uuid   key of the request
-- $2 text   the whole text
-- $3 bytea  my public signing key
-- $4 bytea  the signature
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.directory_sign($1::uuid, $2::text, $3::bytea, $4::bytea);
