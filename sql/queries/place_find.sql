-- What is known in clear of one place, and may I change such?
-- $1 text  its code, as typed
-- $2 uuid  the place; null: by its code
-- -> id, version, code, kind, country, district, capacity (null: unknown), office (code), touched_at, may_keep,
--    offices (codes of mine), danger (null, beware, never), problem (null, check, no_such_place)
select id, version, code, kind, country, district, capacity, office, touched_at, may_keep, offices, danger, problem
from api.place_find($1::text, $2::uuid);
