-- Take back what I did.
-- $1 uuid    key of the request
-- $2 bigint  the event_id it was answered with; null: the latest not taken back
-- -> refusal (null: done), field, message, hint, event_id, case_id, version, code of the case
select u.refusal, u.field, u.message, u.hint, u.event_id, u.case_id, u.version,
	(select l.code from api.case_line l where l.id = u.case_id) as code
from api.undo($1::uuid, $2::bigint) as u;
