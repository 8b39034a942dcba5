-- Write a unit of a place, or change one.
-- $1 uuid  key of the request
-- $2 text  PL-....: a new one; UN-....: that one
-- $3 text  its name; null, as the others: as it is
-- $4 text  for whom: girls 15-17
-- $5 text  how many beds; or nobody new, anybody
-- $6 text  open; or, closed, by what law
-- $7 text  when somebody looks again whether that holds
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.unit_say($1::uuid, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text);
