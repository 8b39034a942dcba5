-- What is sealed of this case or place? Newest first; nothing of what it says.
-- $1 uuid  the case or place
-- -> id, kind, version, generation, person (who wrote it last), at, needs_reason
select id, kind, version, generation, person, api.ms(at) as at, needs_reason
from api.sealed_list($1::uuid);
