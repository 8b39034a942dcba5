-- For which reasons is a request refused, asked back or withdrawn?
-- $1 text  refuse, ask back, withdraw
-- -> value, label
select name as value, name || ' . ' || meaning as label from api.approval_reason_line where answer = $1::text order by position;
