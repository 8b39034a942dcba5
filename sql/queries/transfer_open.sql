-- Where does a transfer stand? No row: there is none in my offices.
-- $1 uuid  the transfer
-- -> id, version, code, what, case_id, state, since, emergency, zone, sides, moves (states I can move it to), steps (JSON)
select id, version, code, what, case_id, state, api.ms(since) as since, emergency, zone, sides, moves, steps
from api.transfer_open($1::uuid);
