-- Who am I, where am I, and do we understand each other? One row, for strangers too.
-- $1 integer  the contract number of the program
-- -> staff_id, login, name, roles, read_only, office_id, office, offices, zone, now_ms, frozen, utc_offset_minutes,
--    contract_oldest, contract_newest, generation, system_id, demo, refusal
select staff_id, login, name, roles, read_only, office_id, office, offices, zone, now_ms, frozen, utc_offset_minutes,
	contract_oldest, contract_newest, generation, system_id, demo, refusal
from api.hello($1::integer);
