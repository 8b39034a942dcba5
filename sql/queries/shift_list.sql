-- Who is on shift now? By country and office.
-- -> country, office, person, starts_at, ends_at, mine
select o.country, s.office, s.person, api.ms(s.starts_at) as starts_at, api.ms(s.ends_at) as ends_at, s.mine
from api.shift_line s
join api.office_line o on o.id = s.office_id
order by s.mine desc, o.country, s.office, s.starts_at, s.person;
