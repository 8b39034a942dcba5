-- Receive a file.
-- $1 uuid       key of the request
-- $2 uuid       the transfer
-- $3 integer    the version I read
-- $4 integer[]  generations of its keys
-- $5 integer    the epoch of my office's key that they are wrapped under, its newest
-- $6 bytea[]    each of them, wrapped
-- $7 integer    which of my keys has signed
-- $8 bytea      my signature (db/vault/approval.h)
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.transfer_take($1::uuid, $2::uuid, $3::integer, $4::integer[], $5::integer, $6::bytea[], $7::integer, $8::bytea);
