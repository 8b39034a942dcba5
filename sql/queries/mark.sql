-- A mark of the record as it is now: whether the database met after a break is this one.
-- -> mark (null: nothing was recorded yet)
select api.mark() as mark;
