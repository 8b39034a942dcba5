-- A case begins: with its first key, and with the sealed record of a call.
-- $1 uuid     key of the request
-- $2 uuid     the case
-- $3 text     office code; null: my own
-- $4 text     who is responsible: me (also null) or nobody
-- $5 uuid     the realm under which its key is wrapped
-- $6 integer  ... in which epoch
-- $7 bytea    the wrapped key
-- $8 uuid     the record
-- $9 jsonb    what of it is told in clear
-- $10 bytea   the record, sealed as version 1 under generation 1
-- $11 uuid    the people out of whom she is split; null: she came alone
-- $12 text    as one of this nationality
-- $13 text    ... and of these: men, women, boys, girls, other
-- -> refusal (null: done), field, message, hint, event_id, case_id, version, code
select refusal, field, message, hint, event_id, case_id, version, code
from api.case_new($1::uuid, $2::uuid, $3::text, $4::text, $5::uuid, $6::integer, $7::bytea, $8::uuid, $9::jsonb, $10::bytea,
	$11::uuid, $12::text, $13::text);
