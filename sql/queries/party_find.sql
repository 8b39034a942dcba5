-- What is known in clear of one whom one can call, or has to beware of?
-- $1 text  its code, as typed
-- $2 uuid  the party; null: by its code
-- -> id, version, code, kind, country, district, languages (codes, blanks between), sex, hours, office (code), touched_at,
--    danger (null, beware, never), sealed, problem (null, check, no_such_party)
select id, version, code, kind, country, district, languages, sex, hours, office, touched_at, danger, sealed, problem
from api.party_find($1::text, $2::uuid);
