-- There was a call that is no case.
-- $1 uuid  key of the request
-- $2 uuid  the call; made by the console
-- $3 text  information, wrong number, spam, silent, update, call back
-- $4 text  office code; null: my own
-- $5 text  language, two letters, else three; null: not said
-- $6 uuid  the case it was about; null: none
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.contact_keep($1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::uuid);
