-- What do these sealed records hold? Recorded with the reason, so asked twice with one key: the first answer is the
-- refusal ask_again. Refused: one row with refusal and message.
-- $1 uuid    key of the request
-- $2 uuid    the case or place
-- $3 text[]  kinds
-- $4 text    why, a name of reason_list; null: as said within 15 minutes, or notes alone
-- -> id, kind, key, generation, version, blob, person (who wrote it last), at, realm, epoch, born, wrapped, names (of what
--    is told of it in clear), contents (the value of each, as in its sheet), refusal, message
select r.id, r.kind, r.key, r.generation, r.version, r.blob, r.person, api.ms(r.at) as at, r.realm, r.epoch, r.born, r.wrapped,
	t.names, t.contents, r.refusal, r.message
from api.sealed_open($1::uuid, $2::uuid, $3::text[], $4::text) as r
cross join lateral api.told(r.clear) as t;
