-- Who am I to the vault, and which keys am I known by? One row.
-- -> person, login, number (of my keys in the directory in force; null: none), box, sign,
--    offered (number of those that wait; null: none), offered_box, offered_sign, serial (in force; null: no directory yet)
select person, login, number, box, sign, offered, offered_box, offered_sign, serial
from api.vault_self();
