-- Let a clock of policy, practice or office rule run so long in this office, from now on.
-- $1 uuid  key of the request
-- $2 text  code of the office
-- $3 text  which clock: its rule
-- $4 text  how long, such as 20 minutes; default: as the rule says
-- -> refusal (null: done), field, message, hint, event_id
select refusal, field, message, hint, event_id from api.clock_policy($1::uuid, $2::text, $3::text, $4::text);
