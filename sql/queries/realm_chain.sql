-- How do I come by the earlier keys of a realm? Newest first.
-- $1 uuid  the realm
-- -> epoch (whose chain this is), chain (the seed of the epoch before)
select epoch, chain from api.realm_chain($1::uuid);
