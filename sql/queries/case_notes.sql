-- What is noted about this case? Newest first.
-- $1 uuid  the case
-- -> id, at, person, lang, body
select id, api.ms(at) as at, person, lang, body from api.case_notes($1::uuid);
