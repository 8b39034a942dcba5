-- Tell whoever listens what writers have left to be told. For hw_poke.
-- $1 boolean  standing by: becomes the one that serves, if none does
-- -> serving, poked (how many topics)
select serving, poked from api.poke_due($1::boolean);
