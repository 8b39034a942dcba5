-- Where people of the invented region can be brought: districts are real, and large; no place in them is. What each is
-- called and where it is waits to be sealed: demo.place().
insert into app.place (id, office_id, kind, country_id, district, capacity)
select md5('place ' || v.office || v.n)::uuid, o.id, v.kind, o.country_id, v.district, v.capacity
from (values
	('BKK', 1, 'shelter', 'Bang Kapi', 40), ('BKK', 2, 'hospital', 'Ratchathewi', null), ('BKK', 3, 'foster family', 'Min Buri', 2),
	('SPL', 1, 'transit centre', 'Sathon', 120), ('CMK', 1, 'transit centre', 'Sirindhorn', 30), ('VTO', 1, 'authority', 'Phonthong', null),
	('PKS', 1, 'shelter', 'Pakse', 24), ('VTE', 1, 'shelter', 'Xaysetha', 60), ('VTE', 2, 'school', 'Sikhottabong', 90),
	('MDY', 1, 'shelter', 'Amarapura', 35), ('TGY', 1, 'foster family', 'Taunggyi', 3), ('AFL', 1, 'shelter', 'Hadxayfong', 50),
	('AFL', 2, 'hospital', 'Sisattanak', null), ('PPT', 1, 'transit centre', 'Poipet', 80)) as v(office, n, kind, district, capacity)
join app.office o on o.code = v.office
on conflict do nothing;
