-- Give a realm's newest keys to more people.
-- $1 uuid     key of the request
-- $2 uuid     the realm
-- $3 integer  serial of the directory by which they were sealed
-- $4 integer  the epoch
-- $5 uuid[]   to whom
-- $6 bytea[]  their letters
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.realm_give($1::uuid, $2::uuid, $3::integer, $4::integer, $5::uuid[], $6::bytea[]);
