-- What do the realms need that I am a custodian of? One row for each person who shall have a realm's keys and has keys
-- to be sealed to.
-- -> realm, name, epoch (0: the first is to be made), must_turn, person, login, number (of her keys), has_letter
select realm, name, epoch, must_turn, person, login, number, has_letter
from api.realm_needs();
