-- End the shift I am on.
-- $1 uuid  key of the request
-- -> refusal (null: done), field, message, hint, event_id
select refusal, field, message, hint, event_id from api.shift_end($1::uuid);
