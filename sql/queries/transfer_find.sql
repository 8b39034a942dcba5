-- Which transfer has this code?
-- $1 text  as it was typed
-- -> id, version, code, what, state, case_id (null: not of my offices), problem (check, no_such_transfer; null: it is there)
select id, version, code, what, state, case_id, problem from api.transfer_find($1::text);
