-- Tell whoever listens what writers have left to be told. For hw_poke.
-- $1 boolean  standing by: becomes the one that serves, if none does
-- $2 bigint   since, as told the last time on this connection; 0: begin anew
-- -> serving, poked (how many topics), spent_us (on looking for them), since
select serving, poked, spent_us, since from api.poke_due($1::boolean, $2::bigint);
