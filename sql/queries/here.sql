-- I have this case open, or no more; who else has?
-- $1 uuid     the case
-- $2 boolean  I leave it
-- -> person, since
select person, api.ms(since) as since from api.here($1::uuid, $2::boolean);
