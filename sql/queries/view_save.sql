-- Keep a view under a name.
-- $1 uuid  key of the request
-- $2 text  board, cases, inbox or offices
-- $3 text  name
-- $4 text  filter
-- $5 text  sort
-- $6 text  mine, office or all
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.view_save($1::uuid, $2::text, $3::text, $4::text, $5::text, $6::text);
