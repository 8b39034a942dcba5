-- Each step of a transfer, the newest first.
-- $1 uuid  the transfer
-- -> state, at, person (null: its time was over), why, signed
select s.state, s.at, s.person, s.why, s.signature is not null as signed
from api.transfer_open($1::uuid) t
cross join jsonb_to_recordset(t.steps) as s(state text, at bigint, person text, why text, signature text)
order by s.at desc;
