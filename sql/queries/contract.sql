-- Which programs does this schema serve?
-- -> oldest, newest, generation
select oldest, newest, generation from api.contract();
