-- All of one transfer in clear; no row: there is none in my offices.
-- $1 uuid  the transfer
-- -> id, version, code, what, case_code, office, to_office, place, state, since, unsigned, approval, with_code, over, next, next_by,
--    asked_of, zone, moves (states I can move it to), content (JSON, what is approved), lacks_words (before it can be approved), may_answer (why I cannot; null: I can),
--    until (when what was done already has to be signed), asked_by, asked_at
select l.id, t.version, l.code, l.what, l.case_code, l.office, l.to_office, l.place, t.state, api.ms(t.since) as since, l.unsigned, l.approval,
	l.with_code, l.over, l.next, l.next_by, l.asked_of, t.zone, t.moves, a.content,
	case when not t.emergency then a.lacks_words end as lacks_words, a.may_answer,
	api.ms(case when l.unsigned then a.expires_at end) as until, a.asked_by, api.ms(a.asked_at) as asked_at
from api.transfer_open($1::uuid) t
join api.transfer_line l on l.id = t.id
left join api.approval_open($1::uuid) a on a.id = t.id;
