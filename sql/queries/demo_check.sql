-- What is wrong with the counts and the next clocks of the invented region? No row: nothing.
-- -> problem
select problem from demo.check() limit 20;
