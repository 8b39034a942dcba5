-- Hold a bed for this case.
-- $1 uuid     key of the request
-- $2 uuid     the case
-- $3 integer  the version I saw: it does not matter
-- $4 text     where: UN-...., or PL-....
-- $5 text     until when: 4h, 18:00
-- $6 text     what is done about a danger; null: none is known
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, coalesce(version, $3::integer) as version
from api.bed_hold($1::uuid, $2::uuid, $4::text, $5::text, $6::text);
