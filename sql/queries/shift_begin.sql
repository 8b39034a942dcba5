-- Begin my shift.
-- $1 uuid  key of the request
-- $2 text  code of the office; null: my home office
-- $3 text  until which time of day; null: for twelve hours
-- -> refusal (null: done), field, message, hint, event_id
select refusal, field, message, hint, event_id from api.shift_begin($1::uuid, $2::text, $3::text);
