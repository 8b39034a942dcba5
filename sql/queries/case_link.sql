-- This case and that one belong together.
-- $1 uuid     key of the request
-- $2 uuid     the case
-- $3 integer  the version I saw
-- $4 text     possible duplicate, same person, same place or family
-- $5 text     code of the other case, however it was typed
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.case_link($1::uuid, $2::uuid, $3::integer, (select f.id from api.case_find(array[$5::text]) as f), $4::text);
