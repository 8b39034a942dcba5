-- Ask that the file of a closed case is erased.
-- $1 uuid     key of the request
-- $2 uuid     what is asked; made by the console
-- $3 uuid     the case
-- $4 integer  the version I saw
-- $5 text     why
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.erasure_ask($1::uuid, $2::uuid, $3::uuid, $4::integer, $5::text);
