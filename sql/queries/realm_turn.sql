-- Open a realm's next epoch, with letters to all who stay.
-- $1 uuid     key of the request
-- $2 uuid     the realm
-- $3 integer  serial of the directory by which it was sealed
-- $4 integer  the epoch
-- $5 bytea    its public key
-- $6 bytea    the chain; null: the first epoch
-- $7 bytea    the letter to the recovery key
-- $8 bytea    the signature over it
-- $9 uuid[]   to whom
-- $10 bytea[]  their letters
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.realm_turn($1::uuid, $2::uuid, $3::integer, $4::integer, $5::bytea, $6::bytea, $7::bytea, $8::bytea,
	$9::uuid[], $10::bytea[]);
