-- Who is on shift in my own office now? Who began first stands first; no row: nobody.
-- -> person, starts_at
select person, api.ms(starts_at) as starts_at from api.shift_line where here order by starts_at, person;
