-- Which directory is in force? No row: there is none yet.
-- -> serial, body, by_1, signature_1, by_2, signature_2, in_force_at
select serial, body, by_1, signature_1, by_2, signature_2, api.ms(in_force_at) as in_force_at
from api.directory();
