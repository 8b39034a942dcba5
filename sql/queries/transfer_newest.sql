-- What is the newest key of the office that gets this file, as its custodian states it? See struct epoch in db/vault/ring.h.
-- $1 uuid  the transfer
-- -> realm, epoch, box, chain, recovery_id, recovery, opened_by, signature
select realm, epoch, box, chain, recovery_id, recovery, opened_by, signature from api.transfer_newest($1::uuid);
