-- What does the morning bring, over all countries?
-- -> section (country, ends, waits, office, danger, batch, review, transfer, approval, beds, free), country, office, case_id, version, code, what, person,
--    at, days, n
select section, country, office, case_id, version, code, what, person, api.ms(at) as at, days, n from api.morning();
