-- What has to be done for this case? Open tasks first.
-- $1 uuid  the case
-- -> id, kind, person (null: whoever is responsible), due_at, done_at (null: open)
select id, kind, person, api.ms(due_at) as due_at, api.ms(done_at) as done_at
from api.case_tasks($1::uuid);
