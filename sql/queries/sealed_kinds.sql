-- Which records does this case or place have, and what may I do with them? One row a kind; no row: I do not see it.
-- $1 uuid  the case or place
-- -> kind, key, there, may_open, may_write, why (not: role, not_in_realm, no_keys, not_given, elsewhere, realm_to_turn; or
--    null), ask (the logins of those who could give keys or renew them, in a line; or null), utc_offset_minutes (of its office)
select kind, key, there, may_open, may_write, why, nullif(array_to_string(ask, ', '), '') as ask, utc_offset_minutes
from api.sealed_kinds($1::uuid);
