-- Something was found TAMPERED: that is to be in the record.
-- $1 uuid     key of the request
-- $2 text     what: a word of app.tampered_kind
-- $3 uuid     of which case, place or realm; null: of none
-- $4 uuid     which sealed record; null: none
-- $5 integer  its version, the realm's epoch, the directory's serial; null: none
-- -> refusal (null: it is), message, event_id
select refusal, message, event_id
from api.tampered($1::uuid, $2::text, $3::uuid, $4::uuid, $5::integer);
