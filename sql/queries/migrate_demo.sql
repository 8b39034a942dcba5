-- Mark this database as one filled with invented people.
-- -> mark_demo
select app.mark_demo();
