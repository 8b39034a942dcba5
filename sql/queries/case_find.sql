-- Which cases have these codes, however they were typed?
-- $1 text[]  as typed
-- -> asked, id, version, code, problem (null, check, no_such_case)
select asked, id, version, code, problem from api.case_find($1::text[]);
