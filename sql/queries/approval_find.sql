-- Which request has this code?
-- $1 text  as it was typed
-- -> id, code, kind, case_id, problem (check, no_such_approval; null: it is there)
select id, code, kind, case_id, problem from api.approval_find($1::text);
