-- What is known of these people who came at once?
-- $1 text  their code, as typed
-- $2 uuid  they; null: by their code
-- -> id, version, code, office (code), kind, came_at, place (code; null: not said), entered_at, person,
--    responsible (null: nobody), mine, touched_by, touched_at, people, cases, rest, closed_at (null: open), close_reason, counts ("line class number nationality" of
--    each), offices (codes of mine), problem (null, check, no_such_batch)
select id, version, code, office, kind, api.ms(came_at) as came_at, place, api.ms(entered_at) as entered_at, person,
	responsible, mine, touched_by, api.ms(touched_at) as touched_at, people, cases, rest, api.ms(closed_at) as closed_at, close_reason, counts,
	offices, problem
from api.batch_find($1::text, $2::uuid);
