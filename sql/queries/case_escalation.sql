-- Is somebody above asked for this case, and has one of them looked?
-- $1 uuid  the case
-- -> reason, raised_by (null: a rule), raised_at, to_person (null: nobody is there), next_person, next_at,
--    seen_by, seen_at (null: nobody has looked), outcome (of the message: sent, failed ...; null: not tried)
select reason, raised_by, api.ms(raised_at) as raised_at, to_person, next_person, api.ms(next_at) as next_at,
	seen_by, api.ms(seen_at) as seen_at, outcome
from api.escalation_open where case_id = $1::uuid;
