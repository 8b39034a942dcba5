-- This case and that one do not belong together.
-- $1 uuid     key of the request
-- $2 uuid     the case
-- $3 integer  the version I saw
-- $4 text     code of the other case, however it was typed; behind it may stand in which way, else in any
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select o.refusal, o.field, o.message, o.hint, o.event_id, o.case_id, o.version
from (select regexp_match($4::text, '^(.*?)(?:\s+(possible duplicate|same person|same place|family))?$') as part) as w
cross join lateral (select f.id from api.case_find(array[w.part[1]]) as f) as x
cross join lateral api.case_unlink($1::uuid, $2::uuid, $3::integer, x.id, w.part[2]) as o;
