-- Which keys have come with the approval of a file for my office?
-- $1 uuid  the transfer
-- As db/crossing.h receives them, with who has sealed and signed each, and which of her keys did.
-- -> subject, key, generation, from_realm, realm, epoch, letter, given_by, number
select subject, key, generation, from_realm, realm, epoch, letter, given_by, number from api.transfer_keys($1::uuid);
