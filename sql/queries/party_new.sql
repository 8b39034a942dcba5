-- Know somebody new.
-- $1 uuid  key of the request
-- $2 uuid  the party; made by the console
-- $3 text  kind
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version from api.party_new($1::uuid, $2::uuid, $3::text, null);
