-- Ask that the file of a closed case is erased.
-- $1 uuid     key of the request
-- $2 uuid     the case
-- $3 integer  the version I saw
-- $4 text     why
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version from api.erasure_ask($1::uuid, $2::uuid, $3::integer, $4::text);
