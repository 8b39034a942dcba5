-- Which realms are there, and how do they stand?
-- -> id, kind (office, health, operations, regional), office (code; null: regional), name, epoch (0: none yet),
--    opened_at, custodians (logins, in force, who have not left), wished (logins), recovery_id, recovery (its name;
--    null: none), in_force (it is in the directory), to_turn (nothing can be written until a custodian has turned it)
select id, kind, office, name, epoch, api.ms(opened_at) as opened_at, custodians, wished, recovery_id, recovery, in_force,
	to_turn
from api.realm_list();
