-- Enrol somebody.
-- $1 uuid    key of the request
-- $2 text    login
-- $3 text    working name
-- $4 text    home office, code
-- $5 text[]  other offices, codes
-- $6 text[]  roles
-- $7 text    what the server keeps of her password (SCRAM-SHA-256); null: she has none
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.staff_enrol($1::uuid, $2::text, $3::text, $4::text, $5::text[], $6::text[], $7::text);
