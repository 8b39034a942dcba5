-- Look at a case of an office that is not mine.
-- $1 uuid  key of the request
-- $2 uuid  that I look; made by the console
-- $3 text  the code of the case
-- $4 text  why, a word of glass_reasons
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version from api.glass_break($1::uuid, $2::uuid, $3::text, $4::text);
