-- My own shift. One row; none where my role has none.
-- -> office (null: I am on none), starts_at, ends_at, changed (cases), hard (of them), colleagues
select office, api.ms(starts_at) as starts_at, api.ms(ends_at) as ends_at, changed, hard, colleagues from api.shift_mine();
