-- Which keys are still wrapped under an earlier epoch of this realm?
-- $1 uuid     the realm
-- $2 integer  at most so many, up to 10,000
-- -> subject, key, generation, born, epoch, wrapped
select subject, key, generation, born, epoch, wrapped
from api.sealed_keys_old($1::uuid, $2::integer);
