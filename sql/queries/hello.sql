-- Who am I, where am I, and do we understand each other? One row, for strangers too.
-- $1 integer  the contract number of the program
-- $2 text     the mark that this database gave last; null: none yet
-- -> staff_id, login, name, roles, read_only, office_id, office, offices, zone, now_ms, frozen, utc_offset_minutes,
--    contract_oldest, contract_newest, generation, system_id, demo, refusal,
--    held (the record holds the mark handed in; null: none was), mark,
--    works (she may change cases), opens (she may open sealed records),
--    keeps_places (she may write places), peeks (she may look into cases),
--    language (in which her office answers the telephone, ISO 639; null: not known),
--    referred (she sees what was referred to another organisation, and no case)
select staff_id, login, name, roles, read_only, office_id, office, offices, zone, now_ms, frozen, utc_offset_minutes,
	contract_oldest, contract_newest, generation, system_id, demo, refusal, held, mark, works, opens,
	keeps_places, peeks, language, referred
from api.hello($1::integer, $2::text);
