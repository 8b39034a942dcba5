-- Receive a file.
-- $1 uuid       key of the request
-- $2 uuid       the transfer
-- $3 integer    the version I read
-- $4 text[]     of its keys, which
-- $5 integer[]  generations
-- $6 integer[]  the epoch of my office's key that each is wrapped under, its newest
-- $7 bytea[]    each of them, wrapped
-- $8 integer    which of my keys has signed
-- $9 bytea      my signature (db/vault/approval.h)
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.transfer_take($1::uuid, $2::uuid, $3::integer, $4::text[], $5::integer[], $6::integer[], $7::bytea[], $8::integer, $9::bytea);
