-- Keep what was sealed of the invented region, with the keys that were made for it, and forget what it said.
-- $1 jsonb  keys: [{subject, office_id, generation, realm, epoch, wrapped, staff_id}]
-- $2 jsonb  records: [{id, subject, office_id, kind, generation, blob, staff_id, at, clear}]; those with clear wait for demo_enter
-- -> records
with key as (
	insert into app.sealed_key (case_id, place_id, party_id, office_id, key, generation, born, realm_id, epoch, wrapped, made_by)
	select c.id, p.id, y.id, k.office_id, 'office', k.generation, k.epoch, k.realm, k.epoch, k.wrapped, k.staff_id
	from jsonb_to_recordset($1::jsonb) as k(subject uuid, office_id smallint, generation integer, realm uuid, epoch integer,
		wrapped bytea, staff_id smallint)
	left join app.case c on c.id = k.subject
	left join app.place p on p.id = k.subject
	left join app.party y on y.id = k.subject
	returning subject
), record as (
	insert into app.sealed (id, case_id, place_id, party_id, office_id, kind, many, generation, version, blob, written_by, written_at)
	select r.id, c.id, p.id, y.id, r.office_id, k.name, k.many, r.generation, 1, r.blob, r.staff_id, r.at
	from jsonb_to_recordset($2::jsonb) as r(id uuid, subject uuid, office_id smallint, kind text, generation integer,
		blob bytea, staff_id smallint, at timestamptz, clear jsonb)
	join app.record_kind k on k.name = r.kind
	left join app.case c on c.id = r.subject
	left join app.place p on p.id = r.subject
	left join app.party y on y.id = r.subject
	where r.clear is null
	returning id, party_id, office_id, kind, written_at
), party as (
	insert into app.entry_party (id, subject, office_id, entered_at, country, district, languages, sex, hours)
	select r.id, d.id, r.office_id, r.written_at, d.country, d.district, d.languages, d.sex, d.hours
	from record r join demo.party d on d.id = r.party_id where r.kind = 'party'
), danger as (
	insert into app.entry_danger (id, subject, office_id, entered_at, concerns, severity, standing, since, review_on)
	select r.id, d.party, r.office_id, r.written_at, d.concerns, d.severity, d.standing, d.since, d.review_on
	from record r join demo.danger d on d.party = r.party_id where r.kind = 'danger'
), note as (
	delete from demo.note t using jsonb_to_recordset($2::jsonb) as r(id uuid) where t.id = r.id
)
select count(*) as records from record;
