-- Which keys are still wrapped under an earlier epoch of this realm?
-- $1 uuid     the realm
-- $2 integer  at most so many, up to 10,000
-- $3 integer  behind this epoch; null: from the first
-- $4 uuid     and this subject
-- $5 text     and this key
-- $6 integer  and this generation
-- -> subject, key, generation, born, epoch, wrapped
select subject, key, generation, born, epoch, wrapped
from api.sealed_keys_old($1::uuid, $2::integer, $3::integer, $4::uuid, $5::text, $6::integer);
