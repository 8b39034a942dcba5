-- Keep a place, new or changed.
-- $1 uuid     key of the request
-- $2 uuid     the place; a new one's is made by the console
-- $3 integer  the version I saw; 0: it is new
-- $4 text     office code
-- $5 text     kind
-- $6 text     country, two letters
-- $7 text     district, and nothing closer
-- $8 integer  for how many; null: unknown
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.place_keep($1::uuid, $2::uuid, $3::integer, $4::text, $5::text, $6::text, $7::text, $8::integer);
