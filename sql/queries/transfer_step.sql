-- Say where a transfer stands now.
-- $1 uuid     key of the request
-- $2 uuid     the transfer
-- $3 integer  the version I read
-- $4 text     accepted, en route, arrived, handed over, aborted
-- $5 text     aborted: why, a word of transfer_whys
-- $6 integer  handed over: which of my keys has signed
-- $7 bytea    handed over: my signature (db/vault/approval.h)
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.transfer_step($1::uuid, $2::uuid, $3::integer, $4::text, $5::text, $6::integer, $7::bytea);
