-- For which reasons can a case be closed? code is the argument of case_move, name what is shown.
-- -> code, name
select name as code, name from api.close_reason_line order by id;
