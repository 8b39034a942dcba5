-- I am back, or somebody of my offices is.
-- $1 uuid  key of the request to the database
-- $2 text  who, a login; null: I
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version from api.away_end($1::uuid, $2::text);
