-- What do we know about this case? One row; if refused, one with refusal and message alone. The first time it is
-- the refusal ask_again: asked again, the facts come.
-- $1 uuid  the case
-- -> id, version, code, office_id, office, country, zone, stage, stage_name, priority, priority_name, risk, risk_name,
--    sex, age_low, age_high, child, exploitation, status, status_by, afraid, source, flags, responsible, mine,
--    clock_code, clock_at, clock_standing, need, reported_at, touched_at (or a transfer of hers was), closed_at, close_reason, keep_until,
--    held (why it is kept whatever its day), erasure (its code), erased_at, shared (how often something went to somebody),
--    shared_on, glass (who of another office has looked and is not reviewed), refusal, message
select id, version, code, office_id, office, country, zone, stage, stage_name, priority, priority_name, risk, risk_name,
	sex, age_low, age_high, child, exploitation, status, status_by, afraid, source, flags, responsible, mine,
	clock_code, api.ms(clock_at) as clock_at, clock_standing, need, api.ms(reported_at) as reported_at,
	api.ms(greatest(touched_at, (select max(t.touched_at) from api.transfer_line t where t.case_id = c.id))) as touched_at, api.ms(closed_at) as closed_at, close_reason, keep_until, held, erasure,
	api.ms(erased_at) as erased_at, shared, shared_on, glass, refusal, message
from api.case_open($1::uuid) c;
