-- What do I hand over, and what is handed to me?
-- -> part (give, take, rest), case_id, version, code, office, watched, changes, changed_at, clock_code, clock_at, need,
--    record (null: no line is written), severity, next, next_at, person, at, read_by, read_at, people, rest,
--    urgent (danger now, escalated, in triage)
select part, case_id, version, code, office, watched, changes, api.ms(changed_at) as changed_at, clock_code,
	api.ms(clock_at) as clock_at, need, record, severity, next, api.ms(next_at) as next_at, person, api.ms(at) as at,
	read_by, api.ms(read_at) as read_at, people, rest, urgent
from api.handover();
