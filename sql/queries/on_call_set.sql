-- Have somebody on call.
-- $1 uuid  key of the request
-- $2 uuid  the line's id
-- $3 text  code of the office
-- $4 text  first, second or coordinator
-- $5 text  her login
-- $6 text  from when; null: now
-- $7 text  until when: 07:00, 8h, 3d, 2026-11-22 07:00
-- -> refusal (null: done), field, message, hint, event_id
select refusal, field, message, hint, event_id
from api.on_call_set($1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::text, $7::text);
