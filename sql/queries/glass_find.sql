-- May I look at the case of this code, of another office, now?
-- $1 text  its code as it was typed; null: the last one that I have asked for
-- -> id (null: no), code, case_code, reason, until, problem (none, yours, check; null: I may)
select id, code, case_code, reason, api.ms(until) as until, problem from api.glass_find($1::text);
