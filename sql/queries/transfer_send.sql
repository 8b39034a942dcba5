-- Which keys go with this file, if I approve it?
-- $1 uuid  the transfer
-- As db/crossing.h sends them.
-- -> subject, key, generation, born, realm, epoch, wrapped, to_realm
select subject, key, generation, born, realm, epoch, wrapped, to_realm from api.transfer_send($1::uuid);
