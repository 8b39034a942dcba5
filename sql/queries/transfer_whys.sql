-- For which reasons does a transfer end so?
-- $1 text  the state
-- $2 text  person or file
-- -> value, label
select name as value, name || ' . ' || meaning as label from api.transfer_why_line
where to_state = $1::text and coalesce(what, $2::text) = $2::text order by position;
