-- Which keys have come with the approval of a file for my office?
-- $1 uuid  the transfer
-- -> case_id, key, generation, from_realm, to_realm, to_epoch, letter, given_by, number, newest (epoch of to_realm)
select case_id, key, generation, from_realm, to_realm, to_epoch, letter, given_by, number, newest from api.transfer_keys($1::uuid);
