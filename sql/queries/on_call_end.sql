-- Have somebody no longer on call.
-- $1 uuid  key of the request
-- $2 text  code of the office
-- $3 text  first, second or coordinator
-- $4 text  her login
-- -> refusal (null: done), field, message, hint, event_id
select refusal, field, message, hint, event_id from api.on_call_end($1::uuid, $2::text, $3::text, $4::text);
