-- The invented region in numbers.
-- -> cases, open_cases, offices, ended, tonight, nobody
select cases, open_cases, offices, ended, tonight, nobody from demo.summary();
