-- Write down a task of this case, say that it is done, put it off or give it up.
-- $1 uuid     key of the request
-- $2 uuid     the case
-- $3 integer  the version I saw
-- $4 text     new, done, later, cancel
-- $5 text     what: its kind
-- $6 text     new, later: until when
-- $7 text     new: by whom, a login, or responsible; null: whoever is responsible
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.case_task($1::uuid, $2::uuid, $3::integer, $4::text, $5::text, $6::text, $7::text);
