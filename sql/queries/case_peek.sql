-- What does the preview of this case show? No row: not yours.
-- $1 uuid  the case
-- -> child, risk, source, reported_at, open_tasks, tasks (one line), timeline (up to three lines)
select child, risk, source, api.ms(reported_at) as reported_at, open_tasks, tasks, timeline
from api.case_peek($1::uuid);
