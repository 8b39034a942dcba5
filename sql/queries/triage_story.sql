-- What is told in clear of this case while it waits? No row: it does not, or it is not yours.
-- $1 uuid  the case
-- -> code, child, sex, age_low, age_high, risk, source, reported_at, flags, people, language, caller, call_from,
-- call_until, answers, access, act, means, purpose, lacks, escalated_at, to_person, to_me, next_at, next_person, seen_by,
-- links, alike, alike_at, alike_by, here, open_tasks, tasks (one line), timeline (up to three lines)
select code, child, sex, age_low, age_high, risk, source, api.ms(reported_at) as reported_at, flags, people, language,
	caller, api.ms(call_from) as call_from, api.ms(call_until) as call_until, answers, access, act, means, purpose, lacks,
	api.ms(escalated_at) as escalated_at, to_person, to_me, api.ms(next_at) as next_at, next_person, seen_by,
	links, alike, api.ms(alike_at) as alike_at, alike_by, here, open_tasks, tasks, timeline
from api.triage_story($1::uuid);
