-- Who works in the invented region, and which public keys does the server know as theirs?
-- -> id, person, login, registrar, custodian (by the directory in force), admin, sign (hers in the directory; null),
--    offered (those that wait for the next; null)
select s.id, s.person, s.login,
	exists (select from app.staff_role a where a.staff_id = s.id and a.role = 'registrar') as registrar,
	exists (select from app.directory_realm d where s.person = any (d.custodians)) as custodian,
	exists (select from app.staff_role a where a.staff_id = s.id and a.role = 'admin') as admin,
	p.sign, o.sign as offered
from app.staff s
left join app.directory_person p on p.person = s.person and not p.past
left join app.key_offer o on o.staff_id = s.id
where s.retired_at is null
order by s.id;
