-- Which keys are still wrapped under an earlier epoch of this realm?
-- $1 uuid     the realm
-- $2 integer  at most so many, up to 10,000
-- $3 integer, $4 uuid, $5 text, $6 integer  behind this epoch, subject, key, generation; null: from the first
-- -> subject, key, generation, born, epoch, wrapped
select subject, key, generation, born, epoch, wrapped
from api.sealed_keys_old($1::uuid, $2::integer, $3::integer, $4::uuid, $5::text, $6::integer);
