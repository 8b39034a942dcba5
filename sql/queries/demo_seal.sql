-- Keep what was sealed of the invented region, with the keys that were made for it, and forget what it said.
-- $1 jsonb  keys: [{subject, office_id, generation, realm, epoch, wrapped, staff_id}]
-- $2 jsonb  records: [{id, subject, office_id, kind, generation, blob, staff_id, at}]
-- -> records
with key as (
	insert into app.sealed_key (case_id, place_id, office_id, key, generation, born, realm_id, epoch, wrapped, made_by)
	select c.id, p.id, k.office_id, 'office', k.generation, k.epoch, k.realm, k.epoch, k.wrapped, k.staff_id
	from jsonb_to_recordset($1::jsonb) as k(subject uuid, office_id smallint, generation integer, realm uuid, epoch integer,
		wrapped bytea, staff_id smallint)
	left join app.case c on c.id = k.subject
	left join app.place p on p.id = k.subject
	returning subject
), record as (
	insert into app.sealed (id, case_id, place_id, office_id, kind, generation, version, blob, written_by, written_at)
	select r.id, c.id, p.id, r.office_id, r.kind, r.generation, 1, r.blob, r.staff_id, r.at
	from jsonb_to_recordset($2::jsonb) as r(id uuid, subject uuid, office_id smallint, kind text, generation integer,
		blob bytea, staff_id smallint, at timestamptz)
	left join app.case c on c.id = r.subject
	left join app.place p on p.id = r.subject
	returning id
), note as (
	delete from demo.note t using jsonb_to_recordset($2::jsonb) as r(id uuid) where t.id = r.id
)
select count(*) as records from record;
