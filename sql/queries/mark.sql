-- A mark of the record as it is now: whether the database met after a break is this one. And the time.
-- -> mark (null: nothing was recorded yet, or whoever asks has no role here), now_ms
select api.mark() as mark, api.ms(api.now()) as now_ms;
