-- Which request that a file is erased has this code, or is the last one of the case of this code?
-- $1 text  as it was typed: ER-.... or HW-....
-- -> id, code, problem (check, no_such_erasure; null: it is there)
select id, code, problem from api.erasure_find($1::text);
