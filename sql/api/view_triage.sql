-- Triage: what waits for somebody who decides, over all offices of whoever asks. A view for each reason, so that each
-- is read in the order of its own index. For whoever works on cases: danger now is in no other list.
set local role hw_owner;

-- Of one office, among the latest that were reported: as many as a bad night has, and no more.
create or replace function app.case_alike(of app.case, out code text, out reported_at timestamptz, out by text[])
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$
	select c.code, c.reported_at, y.by
	from (select * from app.case x
		where x.office_id = of.office_id and x.id <> of.id
		and x.reported_at between of.reported_at - interval '14 days' and of.reported_at + interval '14 days'
		order by x.reported_at desc limit 200) as c
	cross join lateral (select array_remove(array[
		case when of.sex = c.sex and c.sex <> 'unknown' then 'sex' end,
		case when num_nonnulls(of.age_low, of.age_high) > 0 and num_nonnulls(c.age_low, c.age_high) > 0
			and int4range(of.age_low, of.age_high, '[]') && int4range(c.age_low, c.age_high, '[]') then 'age' end,
		case when of.language = c.language then 'language' end,
		case when of.exploitation = c.exploitation then 'purpose' end], null) as by) as y
	where cardinality(y.by) >= 3
	and coalesce(c.close_reason, 0) <> 12
	and not exists (select from app.case_link l where (l.case_a, l.case_b) in ((of.id, c.id), (c.id, of.id)))
	order by cardinality(y.by) desc, abs(extract(epoch from c.reported_at - of.reported_at)), c.id
	limit 1;
$$;
comment on function app.case_alike(app.case) is
	'The case of the same office that is most like this one: at least three of sex, age, language and purpose agree, two '
	'weeks between the reports at most, and nobody has linked them yet. A hint to look, no more.';
grant execute on function app.case_alike(app.case) to hw_api;

set local role hw_api;

create view api.triage_case as
select t.id, t.id as case_id, c.version, c.code, t.office_id, c.office, c.office_code, c.country,
	case when 'danger now' = any (t.flags) then 1 when coalesce(t.child, false) and 'detained' = any (t.flags) then 2 else 0 end as danger,
	not ('danger now' = any (t.flags) or coalesce(t.child, false) and 'detained' = any (t.flags)) as calm, c.clock_code,
	(select jsonb_object_agg(x.code, case when char_length(x.name) < 15 then x.name else x.code end) from app.clock_rule x)
		->> c.clock_code as clock_name,
	c.clock_at, t.clock_order, c.clock_standing, c.priority, t.risk,
	case t.risk when 3 then 0 when 2 then 1 when 0 then 2 else 3 end as risk_order, c.child,
	c.responsible, c.mine, case t.stage when 1 then c.source else 'escalated' end as source, t.stage, c.stage_name,
	t.reported_at, t.touched_at, (select e.raised_at from app.escalation e where e.case_id = t.id and e.ended_at is null
		and e.raised_at <= (select app.now())) as escalated_at,
	null::text as about, null::text as person, null::text as language,
	null::text as left_by, null::timestamptz as left_at, null::integer as people, null::integer as split
from app.case t
cross join lateral (select * from api.case_line x where x.id = t.id limit 1) as c
where (select app.my_roles() && '{coordinator,officer,night,supervisor}')
and (t.stage = 1 or t.touched_at > (select app.now() - interval '10 seconds')
	or exists (select from app.escalation e where e.case_id = t.id and e.ended_at is null
		and e.raised_at <= (select app.now())));
comment on view api.triage_case is
	'Cases that wait, are escalated or have just been moved on. Columns as in api.triage_line.';

create view api.triage_waiting as select * from api.triage_case c where c.stage = 1;
comment on view api.triage_waiting is 'Reports that nobody has triaged yet. Columns as in api.triage_line.';

create view api.triage_escalated as
select c.*
from app.escalation e
cross join lateral (select * from api.triage_case x
	where x.id = e.case_id and x.office_id = e.office_id and x.stage not in (1, 11) limit 1) as c
where e.ended_at is null and e.seen_at is null and e.raised_at <= (select app.now());
comment on view api.triage_escalated is
	'Cases beyond triage for which somebody above is asked and has not looked yet. Columns as in api.triage_line.';

-- A call that is no case and asks for somebody. What is done about one that is about a case is done in that case.
create view api.triage_contact as
select c.id, null::uuid as case_id, null::integer as version, '(contact)' as code, c.office_id, o.short as office, o.code as office_code,
	o.country_id as country, 0 as danger, true as calm, null::text as clock_code, null::text as clock_name,
	null::timestamptz as clock_at, 'infinity'::timestamptz as clock_order, null::text as clock_standing, 3::smallint as priority,
	0::smallint as risk, case when t.id is null then 2 else 3 end as risk_order, null::boolean as child, t.name as responsible,
	coalesce(t.id = (select app.me()), false) as mine, c.kind as source, 1::smallint as stage, null::text as stage_name,
	c.came_at as reported_at, coalesce(c.done_at, c.taken_at, c.came_at) as touched_at, null::timestamptz as escalated_at,
	(select x.code from app.case x where x.id = c.case_id) as about, s.name as person, c.language,
	d.name as left_by, c.done_at as left_at, null::integer as people, null::integer as split
from app.contact c
join app.office o on o.id = c.office_id
join app.staff s on s.id = c.staff_id
left join app.staff t on t.id = c.taken_by and t.retired_at is null
left join app.staff d on d.id = c.done_by
where not c.gone and c.kind = any (array(select k.name from app.contact_kind k where k.needs))
and coalesce(c.done_at, 'infinity') > (select app.now() - interval '10 seconds') and c.done_by is distinct from (select app.me())
and (select app.my_roles() && '{coordinator,officer,night,supervisor}');
comment on view api.triage_contact is
	'Calls that are no case, and somebody has to do something about them, until she says that it is done. Columns as in api.triage_line.';

-- Many at once: until each of them is a case, or somebody has closed them.
create view api.triage_batch as
select b.id, null::uuid as case_id, b.version, b.code, b.office_id, b.office_name as office, b.office as office_code,
	b.country, 0 as danger, true as calm, k.code as clock_code, k.name as clock_name, b.clock_at,
	coalesce(b.clock_at, 'infinity') as clock_order, k.standing as clock_standing, 3::smallint as priority, 0::smallint as risk,
	case when b.children then 0 else 2 end as risk_order, b.children as child, b.responsible, b.mine, b.kind as source, 1::smallint as stage,
	null::text as stage_name, b.came_at as reported_at, b.entered_at as touched_at, null::timestamptz as escalated_at,
	null::text as about, b.person, null::text as language, null::text as left_by, null::timestamptz as left_at, b.people,
	b.cases as split
from api.batch_open b
left join app.clock_rule k on k.code = 'TRIAGE';
comment on view api.triage_batch is
	'People who came at once, while not all of them are cases and nobody has closed them. Columns as in api.triage_line.';

-- Whoever looks at the list learns where a line went, and does not start on what somebody else has just done.
create view api.triage_left as
select c.id, c.case_id, c.version, c.code, c.office_id, c.office, c.office_code, c.country, c.danger, c.calm, c.clock_code,
	c.clock_name, c.clock_at, c.clock_order, c.clock_standing, c.priority, c.risk, c.risk_order, c.child, c.responsible, c.mine,
	c.source, c.stage, c.stage_name, c.reported_at, c.touched_at, c.escalated_at, c.about, c.person, c.language,
	e.person as left_by, e.at as left_at, c.people, c.split
from api.triage_case c
cross join lateral (select s.name as person, x.at from app.event x join app.staff s on s.id = x.staff_id
	where x.object_id = c.id and x.action = 'case.move' and x.refusal is null
	and x.at > (select app.now() - interval '10 seconds') and x.detail -> 'stage' ->> 0 = '1'
	and x.staff_id <> (select app.me())
	order by x.id desc limit 1) as e
where c.touched_at > (select app.now() - interval '10 seconds') and c.stage <> 1
and not exists (select from app.escalation s where s.case_id = c.id and s.ended_at is null and s.seen_at is null
	and s.raised_at <= (select app.now()));
comment on view api.triage_left is
	'What others have moved on within the last ten seconds. Columns as in api.triage_line.';

create view api.triage_line as
select * from api.triage_waiting union all select * from api.triage_escalated union all select * from api.triage_contact
union all select * from api.triage_batch union all select * from api.triage_left;
comment on view api.triage_line is
	'What waits for somebody who decides, and what has just been decided: danger now and children in detention '
	'first, then the clock that ends first, then the risk, then the oldest report.';
comment on column api.triage_line.id is 'the line';
comment on column api.triage_line.case_id is 'its case; null: it is a call that is no case, or people who came at once';
comment on column api.triage_line.version is 'to name in a change';
comment on column api.triage_line.code is 'what people say; (contact): a call that is no case';
comment on column api.triage_line.office_id is 'the office that answers for it';
comment on column api.triage_line.office is 'its short name';
comment on column api.triage_line.office_code is 'its code';
comment on column api.triage_line.country is 'the country it stands in';
comment on column api.triage_line.danger is '1: marked as danger now; 2: a child who is detained';
comment on column api.triage_line.calm is
	'for sorting: it is not, nor is she a child in detention';
comment on column api.triage_line.clock_code is 'the clock that ends next';
comment on column api.triage_line.clock_name is 'its name; its code, where that has no room beside its doubt';
comment on column api.triage_line.clock_at is 'when it ends, or ended';
comment on column api.triage_line.clock_order is 'the same for sorting: never null';
comment on column api.triage_line.clock_standing is 'law, unverified, policy, practice, office rule';
comment on column api.triage_line.priority is '1 is the most urgent';
comment on column api.triage_line.risk is '3 is the highest, 0 is not assessed';
comment on column api.triage_line.risk_order is
	'the same for sorting, the highest first; not assessed comes before low';
comment on column api.triage_line.child is 'treated as a child; null: no age known';
comment on column api.triage_line.responsible is 'who answers for it; null: NOBODY';
comment on column api.triage_line.mine is 'I do';
comment on column api.triage_line.source is
	'where the report came from; escalated: somebody above is asked; of a call that is no case, or of people, of what kind';
comment on column api.triage_line.stage is 'stage';
comment on column api.triage_line.stage_name is 'its name';
comment on column api.triage_line.reported_at is 'when we heard of it';
comment on column api.triage_line.touched_at is 'when somebody last worked on it';
comment on column api.triage_line.escalated_at is 'since when somebody above is asked; null: nobody is';
comment on column api.triage_line.about is 'of a call that is no case: code of the case it was about';
comment on column api.triage_line.person is 'who took that call, or counted these people';
comment on column api.triage_line.language is 'in which it was';
comment on column api.triage_line.left_by is 'who has just moved it on, or seen to it; null: it waits';
comment on column api.triage_line.left_at is 'when that was';
comment on column api.triage_line.people is 'of people who came at once: how many they are; null: it is no such line';
comment on column api.triage_line.split is '... and how many of them are cases';

do $$
declare
	part record;
begin
	for part in
		select v.relname as view, a.attname as name, col_description(o.oid, a.attnum) as meaning
		from pg_class v
		join pg_class o on o.relnamespace = v.relnamespace and o.relname = 'triage_line' and o.oid <> v.oid
		join pg_attribute a on a.attrelid = v.oid and a.attnum > 0
		where v.relnamespace = 'api'::regnamespace and v.relname like 'triage\_%'
	loop
		execute format('comment on column api.%I.%I is %L', part.view, part.name, part.meaning);
	end loop;
end $$;

create function api.triage_head()
	returns table (waiting bigint, oldest timestamptz, on_shift text, on_call text, handover timestamptz)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	home smallint := (select s.office_id from app.staff s where s.id = app.me());
begin
	if not app.begin_read('triage.head', 'none') then
		return;
	end if;
	return query
	with line as (
		select x.reported_at from unnest(app.my_offices()) as o(id)
		cross join lateral (
			(select c.reported_at from app.case c where c.office_id = o.id and c.stage = 1 order by c.reported_at limit 1001)
			union all
			(select l.escalated_at from api.triage_escalated l where l.office_id = o.id limit 1001)
			union all
			(select l.reported_at from api.triage_contact l where l.office_id = o.id and l.left_by is null
				order by l.reported_at limit 1001)
			union all
			(select l.reported_at from api.triage_batch l where l.office_id = o.id limit 1001)) as x
	)
	select (select count(*) from (select from line limit 1001) as n), (select min(l.reported_at) from line l),
		(select string_agg(s.name, ', ' order by s.name) from app.staff s where s.id in (select app.on_shift(home))),
		(select string_agg(l.person, ', ' order by l.person) from api.on_call_line l join app.office o on o.code = l.office_code
			where l.now and o.id = home and l.position = 'first'),
		(select min(l.ends_at) from api.shift_line l where l.office_id = home);
end $$;
comment on function api.triage_head() is
	'How many wait, counted up to 1001, since when the oldest one; who is on duty and who on call in my home office, and '
	'when the first shift there ends.';

create function api.triage_story(p_case uuid)
	returns table (code text, child boolean, sex text, age_low smallint, age_high smallint, risk text, source text,
		reported_at timestamptz, flags text[], people smallint, language text, caller text, call_from timestamptz,
		call_until timestamptz, answers text, access text[], act text[], means text[], purpose text[], lacks text[],
		escalated_at timestamptz, to_person text, to_me boolean, next_at timestamptz, next_person text, seen_by text,
		links text, alike text, alike_at timestamptz, alike_by text[], here text, open_tasks bigint, tasks text, timeline text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('triage.story', 'case', p_case) then
		return;
	end if;
	return query
	select c.code, c.child, c.sex, c.age_low, c.age_high, p.risk, p.source, c.reported_at, c.flags, c.people, c.language,
		k.caller, k.call_from, k.call_until, k.answers, k.access, k.act, k.means, k.purpose, k.lacks,
		e.raised_at, e.to_person, e.to_me, e.next_at, e.next_person, e.seen_by,
		(select string_agg(concat_ws(' ', coalesce(l.code, l.office), '(' || l.kind || ')'), ', ' order by l.kind, l.code) from api.case_links(c.id) as l),
		a.code, a.reported_at, a.by,
		(select string_agg(h.person, ', ' order by h.person) from api.presence_line h where h.case_id = c.id),
		p.open_tasks, p.tasks, p.timeline
	from app.case c
	cross join lateral api.case_peek(c.id) as p
	left join lateral api.case_call(c.id) as k on true
	left join lateral (select * from api.escalation_open x where x.case_id = c.id) as e on true
	left join lateral app.case_alike(c) as a on true
	where c.id = p_case and c.id in (select t.id from api.triage_case t where t.id = p_case);
end $$;
comment on function api.triage_story(uuid) is
	'What is known in clear of a case that waits, is escalated or has just been moved on; of others nothing. No name, no '
	'place, no word that somebody wrote. It is no line in the record, and nobody has seen the case by it.';

reset role;
