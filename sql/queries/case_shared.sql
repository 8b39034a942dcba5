-- What of hers went to whom, and why?
-- $1 uuid  the case
-- -> on_day, how (referral, disclosure, file), to_whom, what (in braces), because, person, code
select on_day, how, to_whom, what, because, person, code from api.case_shared($1::uuid);
