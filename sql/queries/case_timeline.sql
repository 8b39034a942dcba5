-- What was done with this case? Newest first.
-- $1 uuid     the case
-- $2 bigint   null, or the id of the last line of the page before
-- $3 integer  how many
-- -> id, at, person, action, field (responsible, priority, stage or null), was, became, reason, undone
select id, api.ms(at) as at, person, action, field, was, became, reason, undone
from api.case_timeline($1::uuid, $2::bigint, $3::integer);
