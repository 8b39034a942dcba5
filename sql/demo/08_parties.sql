-- Whom people of the invented region can call, and of whom they have to beware. Districts are real, and large; nobody and
-- nothing named here exists, and the telephone numbers are of those that nobody is given.
create table demo.party (
	id uuid primary key,
	country text not null,
	district text,
	languages text[] not null,
	sex text,
	hours text not null,
	name text not null,
	contact text
);
comment on table demo.party is 'What is known of a party: told in clear and sealed by demo-enrol.';

insert into demo.party (id, country, district, languages, sex, hours, name, contact)
select md5('party ' || v.office || v.n)::uuid, v.country, v.district, string_to_array(v.languages, ' '), v.sex, v.hours, v.name, v.contact
from (values
	('BKK', 1, 'TH', 'Bang Kapi', 'lo th', 'female', 'any time', 'Lao Interpreter of the Demo', null),
	('BKK', 2, 'TH', 'Min Buri', 'lo th en', 'male', 'by day', 'Second Lao Interpreter of the Demo', null),
	('BKK', 3, 'TH', 'Samut Sakhon', 'my mnw th', 'female', 'any time', 'Burmese Interpreter of the Demo', null),
	('BKK', 4, 'TH', 'Aranyaprathet', 'km th', 'male', 'by day', 'Khmer Interpreter of the Demo', null),
	('BKK', 5, 'TH', 'Pathum Wan', 'th en', null, 'any time', 'Police Liaison of the Demo', 'ask for the night desk'),
	('BKK', 6, 'TH', 'Ratchathewi', 'th en', 'female', 'any time', 'Doctor of the Demo', null),
	('BKK', 7, 'TH', 'Bang Kapi', 'th lo', 'male', 'any time', 'Driver of the Demo', null),
	('BKK', 8, 'TH', 'Sathon', 'th en', 'female', 'office hours', 'Lawyer of the Demo', null),
	('BKK', 9, 'TH', 'Sathon', 'lo th', null, 'office hours', 'Consulate of the Demo', 'ask for protection'),
	('BKK', 10, 'TH', 'Mukdahan', 'th', null, 'office hours', 'Agency of the Demo', null),
	('BKK', 11, 'TH', 'Mukdahan', '', null, 'any time', 'A crossing of the Demo', null),
	('BKK', 12, 'TH', 'Din Daeng', 'th my', null, 'any time', 'House of the Demo', 'ask for who has the keys'),
	('VTE', 1, 'LA', 'Xaysetha', 'lo vi', 'female', 'any time', 'Vietnamese Interpreter of the Demo', null),
	('VTE', 2, 'LA', 'Sisattanak', 'lo', null, 'by day', 'Police Liaison of the Demo', 'ask for the duty officer'),
	('VTE', 3, 'LA', 'Hadxayfong', 'lo', 'male', 'any time', 'Driver of the Demo', null),
	('PKS', 1, 'LA', 'Pakse', 'lo th', 'male', 'by day', 'Driver of the Demo', null)) as v(office, n, country, district, languages, sex, hours,
		name, contact);

insert into app.party (id, office_id, kind)
select md5('party ' || v.office || v.n)::uuid, o.id, v.kind
from (values ('BKK', 1, 'interpreter'), ('BKK', 2, 'interpreter'), ('BKK', 3, 'interpreter'), ('BKK', 4, 'interpreter'),
	('BKK', 5, 'police liaison'), ('BKK', 6, 'doctor'), ('BKK', 7, 'driver'), ('BKK', 8, 'lawyer'), ('BKK', 9, 'embassy'),
	('BKK', 10, 'organisation'), ('BKK', 11, 'area'), ('BKK', 12, 'organisation'), ('VTE', 1, 'interpreter'), ('VTE', 2, 'police liaison'), ('VTE', 3, 'driver'),
	('PKS', 1, 'driver')) as v(office, n, kind)
join app.office o on o.code = v.office
on conflict do nothing;

insert into app.staff_party (staff_id, party_id, set_by)
select s.id, p.id, a.id from app.staff s cross join app.staff a cross join app.party p
where s.login = 'partner' and a.login = 'admin' and p.id = md5('party BKK12')::uuid
on conflict do nothing;

create function demo.party_fields(p_party demo.party) returns text[]
	language sql stable set search_path = pg_catalog, pg_temp
return array['name', (p_party).name, 'phone', '+1 202 555 01' || lpad((abs(hashtext((p_party).id::text)) % 100)::text, 2, '0'),
	'hours', (p_party).hours, 'country', (p_party).country, 'text', 'invented, as all of this region']
	|| case when (p_party).district is null then '{}' else array['district', (p_party).district] end
	|| case when (p_party).languages = '{}' then '{}' else array['languages', array_to_string((p_party).languages, ';')] end
	|| case when (p_party).sex is null then '{}' else array['sex', (p_party).sex] end
	|| case when (p_party).contact is null then '{}' else array['contact', (p_party).contact] end;
comment on function demo.party_fields(demo.party) is 'What is sealed of it: names and values in turn.';

create table demo.danger (
	party uuid primary key,
	concerns text not null,
	severity text not null,
	standing text not null,
	since date not null,
	review_on date not null,
	body text not null
);
comment on table demo.danger is 'Danger notes, told in clear and sealed by demo-enrol.';
insert into demo.danger (party, concerns, severity, standing, since, review_on, body) values
	(md5('party BKK11')::uuid, 'area', 'never', 'several sources', app.now()::date - 40, app.now()::date + 50,
		'Invented: who was sent back over this crossing was met by recruiters on the other side, twice.'),
	(md5('party BKK10')::uuid, 'organisation', 'beware', 'suspected', app.now()::date - 90, app.now()::date - 2,
		'Invented: somebody in it sells the lists of who has come home.');
create function demo.danger_fields(p_danger demo.danger) returns text[]
	language sql stable set search_path = pg_catalog, pg_temp
return array['concerns', (p_danger).concerns, 'severity', (p_danger).severity, 'standing', (p_danger).standing,
	'since', (p_danger).since::text, 'review_on', (p_danger).review_on::text, 'text', (p_danger).body];
comment on function demo.danger_fields(demo.danger) is 'What is sealed of it: names and values in turn.';
grant select on demo.party, demo.danger to hw_backup;
