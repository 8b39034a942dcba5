-- Which keys have come with the approval of a file for my office?
-- As db/crossing.h receives them, with who has sealed each, which of her keys signed, the version, text and hash that she approved,
-- and her signature.
-- $1 uuid  the transfer
-- -> subject, key, generation, from_realm, realm, epoch, letter, given_by, number, version, content, hash, signature
select subject, key, generation, from_realm, realm, epoch, letter, given_by, number, version, content, hash, signature
from api.transfer_keys($1::uuid);
