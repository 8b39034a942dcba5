-- Which keys of this case or place can I open? Newest generation first.
-- $1 uuid  the case or place
-- -> key (health, office), generation (0: there is none yet), born, realm, epoch, wrapped (null: none yet in this realm),
--    newest (epoch that the realm is in), to_turn (nothing can be written now)
select key, generation, born, realm, epoch, wrapped, newest, to_turn
from api.sealed_keys($1::uuid);
