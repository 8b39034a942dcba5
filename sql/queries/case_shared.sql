-- What of hers went to whom, and why?
-- $1 uuid  the case
-- -> on_day, how (referral, disclosure, file, break-glass), to_whom, what (in braces), withheld (in braces), because, person, code
select on_day, how, to_whom, what, withheld, because, person, code from api.case_shared($1::uuid);
