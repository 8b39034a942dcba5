-- Which realms do I read with, and how do I come by their newest keys? One row a realm; see struct epoch in
-- db/vault/ring.h.
-- -> realm, name, kind, office (code; null: regional), epoch, box, chain (null: the first), recovery_id, recovery,
--    opened_by, signature, given_by, number (of my keys, that the letter is to), letter, custodian (I am), to_turn
select realm, name, kind, office, epoch, box, chain, recovery_id, recovery, opened_by, signature, given_by, number, letter,
	custodian, to_turn
from api.realm_mine();
