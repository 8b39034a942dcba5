-- Make more invented cases: how many are there then? Needs the schema demo, as its owner.
-- $1 integer  how many there shall be in the end
-- $2 integer  at most so many now; 0 only asks
-- -> there
select demo.fill_up($1::integer, $2::integer) as there;
