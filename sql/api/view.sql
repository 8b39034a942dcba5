-- The lines that lists show, and the views a person keeps.
set local role hw_api;

-- What other tables say is taken from lists of theirs, each made once for a question and only if it is asked for:
-- so what asks for none of them is answered from an index alone, where joins that give nothing would still have
-- every case fetched, and what looks into many lines pays less than for joins.
create view api.case_line as
select c.id, c.version, c.code, c.office_id,
	(select jsonb_object_agg(x.id, x.short) from app.office x) ->> c.office_id::text as office,
	(select jsonb_object_agg(x.id, x.code) from app.office x) ->> c.office_id::text as office_code,
	(select jsonb_object_agg(x.id, x.country_id) from app.office x) ->> c.office_id::text as country,
	c.stage, (select jsonb_object_agg(x.id, x.name) from app.stage x) ->> c.stage::text as stage_name,
	((select jsonb_object_agg(x.id, x.lane) from app.stage x) ->> c.stage::text)::smallint as lane,
	c.priority, (select jsonb_object_agg(x.id, x.name) from app.priority x) ->> c.priority::text as priority_name,
	c.risk, (select jsonb_object_agg(x.id, x.name) from app.risk x) ->> c.risk::text as risk_name, c.child,
	c.clock_code, c.clock_at, c.clock_order,
	(select jsonb_object_agg(x.code, x.standing) from app.clock_rule x) ->> c.clock_code as clock_standing, c.responsible_id,
	(select jsonb_object_agg(x.id, x.name) from app.staff x) ->> c.responsible_id::text as responsible,
	c.responsible_id is not null and c.responsible_id = (select app.me()) as mine,
	c.responsible_seen, coalesce((select jsonb_object_agg(x.case_id, 'BREAK-GLASS') from app.glass x where x.review is null) ->> c.id::text,
		(select jsonb_object_agg(x.id, x.name) from app.task_kind x) ->> c.need::text) as need, c.task_at,
	(select jsonb_object_agg(x.id, x.name) from app.source x) ->> c.source::text as source, c.reported_at, c.touched_at, c.closed_at
from app.case c;
comment on view api.case_line is
	'A case as a line of a list: no personal fact but whether it is a child and its risk. What is here can be '
	'read, counted and searched for without a line in the record.';
comment on column api.case_line.id is 'the case';
comment on column api.case_line.version is 'to name in a change';
comment on column api.case_line.code is 'what people say';
comment on column api.case_line.office_id is 'the office that answers for it';
comment on column api.case_line.office is 'its short name';
comment on column api.case_line.office_code is 'its code';
comment on column api.case_line.country is 'the country it stands in';
comment on column api.case_line.stage is 'stage';
comment on column api.case_line.stage_name is 'its name';
comment on column api.case_line.lane is 'lane of the board; null: closed';
comment on column api.case_line.priority is '1 is the most urgent';
comment on column api.case_line.priority_name is 'its name';
comment on column api.case_line.risk is '3 is the highest';
comment on column api.case_line.risk_name is 'its name';
comment on column api.case_line.child is 'treated as a child; null: no age known';
comment on column api.case_line.clock_code is 'the clock that ends next';
comment on column api.case_line.clock_at is 'when it ends, or ended';
comment on column api.case_line.clock_order is 'the same for sorting: never null';
comment on column api.case_line.clock_standing is 'law, unverified, policy, practice, office rule';
comment on column api.case_line.responsible_id is 'who answers for it; null: NOBODY';
comment on column api.case_line.responsible is 'her name';
comment on column api.case_line.mine is 'I do';
comment on column api.case_line.responsible_seen is 'she has opened it since it was given to her';
comment on column api.case_line.task_at is 'when the first task is due that is hers without being given to anybody';
comment on column api.case_line.need is 'what the next open task asks for; BREAK-GLASS: somebody of another office has looked, and nobody has reviewed that';
comment on column api.case_line.source is 'where the report came from';
comment on column api.case_line.reported_at is 'when we heard of it';
comment on column api.case_line.touched_at is 'when somebody last worked on it';
comment on column api.case_line.closed_at is 'when it was closed; null: open';

-- What needs me, a view for each reason, so that each is read in the order of its own index. One case may
-- need me for several reasons, so an item has an id of its own, which stays the same when a clock that ends
-- tonight has ended.
create view api.my_office as select o.id from unnest(app.my_offices()) as o(id);
comment on view api.my_office is 'The offices whose lines I see.';
comment on column api.my_office.id is 'the office';

create view api.inbox_assigned as
select md5(c.id || 'assigned')::uuid as id, c.id as case_id, c.version, c.code, 'assigned' as why,
	null::timestamptz as at, c.touched_at as since, c.office_id, c.office, c.office_code, c.country, c.stage, c.stage_name,
	c.responsible, c.need, c.priority
from api.case_line c
where c.responsible_id = (select app.me()) and c.closed_at is null and not c.responsible_seen;
comment on view api.inbox_assigned is 'What was given to me and I have not opened. Columns as in api.inbox_line.';

create view api.inbox_clock as
select md5(c.id || 'clock' || k.rule)::uuid as id, c.id as case_id, c.version, c.code,
	case when k.ends_at <= (select app.now()) then 'clock ended' else 'clock tonight' end as why, k.ends_at as at,
	null::timestamptz as since, c.office_id, c.office, c.office_code, c.country, c.stage, c.stage_name,
	c.responsible, c.need, c.priority
from api.case_line c
join app.case_clock k on k.case_id = c.id and k.stopped_at is null
	and k.ends_at < (select app.now() + interval '12 hours') and k.rule <> 'CHILD-DETAINED'
where c.responsible_id = (select app.me()) and c.closed_at is null
and c.clock_at < (select app.now() + interval '12 hours');
comment on view api.inbox_clock is
	'Clocks of my cases that ended or end tonight, each of them: one that ended hides none that can be kept. Columns as in '
	'api.inbox_line.';

create view api.inbox_case_task as
select md5(c.id || 'task')::uuid as id, c.id as case_id, c.version, c.code, 'task due' as why, c.task_at as at,
	null::timestamptz as since, c.office_id, c.office, c.office_code, c.country, c.stage, c.stage_name,
	c.responsible, c.need, c.priority
from api.case_line c
where c.responsible_id = (select app.me()) and c.closed_at is null
and c.task_at < (select app.now() + interval '12 hours');
comment on view api.inbox_case_task is
	'My cases whose first task that is nobody''s in particular is due. Columns as in api.inbox_line.';

create view api.inbox_task as
select t.id as id, c.id as case_id, c.version, c.code, 'task due' as why, t.due_at as at,
	null::timestamptz as since, c.office_id, c.office, c.office_code, c.country, c.stage, c.stage_name,
	c.responsible, c.need, c.priority
from app.task t
cross join lateral (select * from api.case_line x where x.id = t.case_id limit 1) as c
where t.staff_id = (select app.me()) and t.done_at is null and c.closed_at is null
and t.due_at < (select app.now() + interval '12 hours');
comment on view api.inbox_task is 'Tasks given to me that are due. Columns as in api.inbox_line.';

create view api.inbox_task_left as
select t.id as id, c.id as case_id, c.version, c.code, 'task of who left' as why, t.due_at as at,
	null::timestamptz as since, c.office_id, c.office, c.office_code, c.country, c.stage, c.stage_name,
	c.responsible, c.need, c.priority
from app.staff s
join app.task t on t.staff_id = s.id and t.done_at is null
cross join lateral (select * from api.case_line x where x.id = t.case_id limit 1) as c
where s.retired_at is not null and c.closed_at is null and t.due_at < (select app.now() + interval '12 hours')
and (c.responsible_id = (select app.me()) or c.office_id = any ((select app.lead_offices())::smallint[]));
comment on view api.inbox_task_left is
	'For whoever is responsible for the case and who leads its office: tasks that are due of whoever works here no more. Columns as '
	'in api.inbox_line.';

create view api.inbox_taken as
select md5(c.id || 'taken')::uuid as id, c.id as case_id, c.version, c.code,
	case when c.closed_at is not null then 'closed by another' else 'taken from you' end as why,
	null::timestamptz as at, t.at as since, c.office_id, c.office, c.office_code, c.country, c.stage, c.stage_name,
	c.responsible, c.need, c.priority
from app.case_taken t
cross join lateral (select * from api.case_line x where x.id = t.case_id limit 1) as c
where t.staff_id = (select app.me());
comment on view api.inbox_taken is
	'Cases that were mine until somebody made them another''s or closed them, until I open them. Columns as in api.inbox_line.';

create view api.inbox_left as
select md5(c.id || 'left')::uuid as id, c.id as case_id, c.version, c.code, 'responsible left' as why,
	null::timestamptz as at, s.retired_at as since, c.office_id, c.office, c.office_code, c.country, c.stage, c.stage_name,
	c.responsible, c.need, c.priority
from app.staff s
cross join lateral (select * from api.case_line x where x.responsible_id = s.id and x.closed_at is null
	and x.office_id = any ((select case when app.my_roles() && array['coordinator', 'supervisor', 'night']
		then app.my_offices() end)::smallint[]) offset 0) as c
where s.retired_at is not null;
comment on view api.inbox_left is
	'For whoever must see that somebody is: cases of which whoever was responsible works here no more. Columns as in '
	'api.inbox_line.';

create view api.inbox_nobody as
select md5(c.id || 'nobody')::uuid as id, c.id as case_id, c.version, c.code, 'nobody responsible' as why,
	null::timestamptz as at, c.reported_at as since, c.office_id, c.office, c.office_code, c.country, c.stage, c.stage_name,
	c.responsible, c.need, c.priority
from api.case_line c
where c.responsible_id is null and c.closed_at is null
and c.office_id = any ((select case when app.my_roles() && array['coordinator', 'supervisor', 'night']
	then app.my_offices() end)::smallint[]);
comment on view api.inbox_nobody is
	'For whoever must see that somebody is: cases that nobody is responsible for. Columns as in api.inbox_line.';

create view api.inbox_tampered as
select md5(c.id || 'tampered')::uuid as id, c.id as case_id, c.version, c.code, 'TAMPERED' as why,
	null::timestamptz as at, t.since, c.office_id, c.office, c.office_code, c.country, c.stage, c.stage_name,
	c.responsible, c.need, c.priority
from (select e.object_id, max(e.at) as since from app.event e
	where e.action = 'tampered' and e.refusal is null and e.kind = 'case' and e.at > (select app.now() - interval '14 days')
	and (select app.my_roles() && '{coordinator,supervisor}')
	group by e.object_id) as t
cross join lateral (select * from api.case_line x where x.id = t.object_id limit 1) as c
where not exists (select from app.event o where o.object_id = t.object_id and o.staff_id = (select app.me())
	and o.action = 'case.open' and o.refusal is null and o.at > t.since);
comment on view api.inbox_tampered is
	'For whoever leads: cases of which something was found TAMPERED within 14 days, until she opens them. Columns as in '
	'api.inbox_line.';

create view api.inbox_escalated as
select md5(c.id || 'escalated')::uuid as id, c.id as case_id, c.version, c.code, concat_ws(' ', 'escalated', n.code) as why,
	null::timestamptz as at, e.raised_at as since, c.office_id, c.office, c.office_code, c.country, c.stage, c.stage_name,
	c.responsible, c.need, c.priority
from app.escalation e
cross join lateral (select * from api.case_line x where x.id = e.case_id limit 1) as c
left join lateral (select n.code from app.notice n where n.escalation_id = e.id and n.staff_id = (select app.me())
	order by n.made_at desc limit 1) as n on true
where e.ended_at is null and e.seen_at is null and e.raised_at <= (select app.now())
and (n.code is not null or e.to_id is null and (select app.my_roles() && '{coordinator,supervisor}'));
comment on view api.inbox_escalated is
	'Cases for which I was woken, or, where nobody could be, whoever leads. Columns as in api.inbox_line.';

create view api.inbox_handover as
select md5(c.id || 'handover')::uuid as id, c.id as case_id, c.version, c.code, 'handed over' as why,
	null::timestamptz as at, h.at as since, c.office_id, c.office, c.office_code, c.country, c.stage, c.stage_name,
	c.responsible, c.need, c.priority
from app.handover_line h
cross join lateral (select * from api.case_line x where x.id = h.case_id limit 1) as c
where h.read_at is null and h.written_by <> (select app.me()) and c.closed_at is null
and h.office_id = any ((select app.my_offices())::smallint[])
and (c.responsible_id = (select app.me()) or (select app.my_roles() && '{supervisor}')
	or h.office_id = any ((select array(select s.office_id from app.shift s
		where s.staff_id = app.me() and s.starts_at <= app.now() and s.ends_at > app.now()))::smallint[]))
and (select app.my_roles() && '{coordinator,officer,night,supervisor}');
comment on view api.inbox_handover is
	'Lines of a handover that nobody has confirmed, for whoever is on shift at the office, is responsible, or supervises. '
	'Columns as in api.inbox_line.';

create view api.inbox_overwritten as
select md5(c.id || 'overwritten')::uuid as id, c.id as case_id, c.version, c.code, 'changed after you' as why,
	null::timestamptz as at, w.since, c.office_id, c.office, c.office_code, c.country, c.stage, c.stage_name,
	c.responsible, c.need, c.priority
from (select s.case_id, max(s.written_at) as since
	from app.sealed_past p
	join app.sealed s on s.id = p.id
	where p.written_by = (select app.me()) and s.written_by <> (select app.me()) and s.case_id is not null
	and s.kind <> 'initials' and p.replaced_at < p.written_at + interval '12 hours'
	group by s.case_id) as w
cross join lateral (select * from api.case_line x where x.id = w.case_id limit 1) as c
where not exists (select from app.event o where o.object_id = w.case_id and o.staff_id = (select app.me())
	and o.action = 'case.open' and o.refusal is null and o.at > w.since);
comment on view api.inbox_overwritten is
	'Cases of which somebody else has changed what I had written within twelve hours before, until I open them. Columns as '
	'in api.inbox_line.';

create view api.inbox_detained as
select md5(c.id || 'detained')::uuid as id, c.id as case_id, c.version, c.code, 'child detained' as why,
	null::timestamptz as at, coalesce((select k.started_at from app.case_clock k
		where k.case_id = c.id and k.rule = 'CHILD-DETAINED' and k.stopped_at is null), x.reported_at) as since,
	x.office_id, c.office, c.office_code, c.country, c.stage, c.stage_name, c.responsible, c.need, c.priority
from app.case x
cross join lateral (select * from api.case_line l where l.id = x.id limit 1) as c
where x.closed_at is null and x.child and x.flags @> array['detained']
and (x.responsible_id = (select app.me()) or (select app.my_roles() && array['coordinator', 'supervisor', 'night']));
comment on view api.inbox_detained is
	'An open alarm for whoever is responsible, for who leads and for the night: whoever may be a child and is detained, until '
	'she or he is out. Columns as in api.inbox_line.';

create view api.inbox_lead_clock as
select md5(c.id || 'clock' || k.rule)::uuid as id, c.id as case_id, c.version, c.code, 'clock ended' as why, k.ends_at as at,
	null::timestamptz as since, k.office_id, c.office, c.office_code, c.country, c.stage, c.stage_name,
	c.responsible, c.need, c.priority
from app.case_clock k
cross join lateral (select * from api.case_line x where x.id = k.case_id limit 1) as c
where k.stopped_at is null and k.ends_at <= (select app.now()) and k.rule <> 'CHILD-DETAINED'
and c.closed_at is null and c.responsible_id is distinct from (select app.me())
and k.office_id = any ((select app.lead_offices())::smallint[]);
comment on view api.inbox_lead_clock is
	'For who leads an office: clocks that ended, whoever is responsible, until somebody has handled them. Columns as in '
	'api.inbox_line.';

create view api.inbox_danger as
select md5(d.id || 'danger')::uuid as id, null::uuid as case_id, null::integer as version, coalesce(p.code, l.code) as code,
	'danger note due' as why, d.review_on::timestamp at time zone o.zone as at, null::timestamptz as since, d.office_id,
	o.short as office, o.code as office_code, o.country_id as country, null::smallint as stage, null::text as stage_name,
	w.name as responsible, null::text as need, 3::smallint as priority
from app.entry_danger d
join app.office o on o.id = d.office_id
join app.sealed s on s.id = d.id
join app.staff w on w.id = s.written_by
left join app.party p on p.id = d.subject
left join app.place l on l.id = d.subject
where d.standing <> 'withdrawn' and d.review_on <= (select app.now()::date + 1)
and d.review_on::timestamp at time zone o.zone <= (select app.now())
and d.office_id = any ((select app.lead_offices())::smallint[]);
comment on view api.inbox_danger is
	'For who leads an office: its danger notes whose day has come, until somebody has looked at them and given another, or '
	'withdrawn them. They are of no case; responsible: who wrote the note last. Columns as in api.inbox_line.';

create view api.inbox_batch as
select md5(b.id || 'batch')::uuid as id, null::uuid as case_id, b.version, b.code, 'people waiting' as why, b.clock_at as at,
	null::timestamptz as since, b.office_id, b.office_name as office, b.office as office_code, b.country,
	null::smallint as stage, null::text as stage_name, b.responsible, null::text as need, 3::smallint as priority
from api.batch_open b
where b.clock_at <= (select app.now())
and (b.mine or b.responsible is null and (select app.my_roles() && '{night}')
	or b.office_id = any ((select app.lead_offices())::smallint[]));
comment on view api.inbox_batch is
	'For who sees to them and who leads the office, and of nobody''s for the night: people who came at once, of whom nobody was '
	'split out for as long as a report may wait. They are of no case. Columns as in api.inbox_line.';

create view api.inbox_stay as
select md5(s.id || 'stay')::uuid as id, c.id as case_id, c.version, c.code,
	case when s.left_at is not null then 'left without telling us' when s.state = 'on leave' then 'leave over'
		when s.held_until <= (select app.now()) then 'hold is over' else 'hold ends' end as why,
	coalesce(s.left_at, s.back_by, s.held_until) as at, null::timestamptz as since, c.office_id, c.office, c.office_code, c.country,
	c.stage, c.stage_name, c.responsible, c.need, c.priority
from (select x.* from app.stay x
	where x.left_at is not null and (x.state = 'left' or x.left_at > (select app.now() - interval '14 days'))
	and x.case_office_id = any ((select app.my_offices())::smallint[])
	union all select x.* from app.stay x
	where x.state = 'on leave' and x.left_at is null and x.back_by <= (select app.now())
	and x.case_office_id = any ((select app.my_offices())::smallint[])
	union all select x.* from app.stay x
	where x.state = 'held' and x.held_until > (select app.now() - interval '1 day') and x.held_until < (select app.now() + interval '1 hour')
	and x.case_office_id = any ((select app.my_offices())::smallint[])) as s
cross join lateral (select * from api.case_line x where x.id = s.case_id limit 1) as c
where c.closed_at is null
and case when s.left_at is not null
		then (c.responsible_id = (select app.me()) or s.case_office_id = any ((select app.lead_offices())::smallint[]))
			and (s.state = 'left' or not exists (select from app.event o where o.object_id = s.case_id and o.staff_id = (select app.me())
				and o.action = 'case.open' and o.refusal is null and o.at > s.left_at))
	when s.state = 'on leave' then c.responsible_id = (select app.me())
	else (select app.me()) in (c.responsible_id, s.held_by) end;
comment on view api.inbox_stay is
	'Cases of which somebody left a place without telling us, for who is responsible and who leads: until she is back there, or, '
	'once she is checked out, until I open the case; whose leave is over, for who is responsible; a bed of which the hold ends within '
	'the hour, or is over since no more than a day, for her and for who held it. Columns as in api.inbox_line.';

create view api.inbox_bed as
select md5(s.id || 'bed')::uuid as id, null::uuid as case_id, s.version, p.code,
	case s.state when 'held' then 'hold ends' else 'leave over' end as why, coalesce(s.back_by, s.held_until) as at,
	null::timestamptz as since, s.office_id, o.short as office, o.code as office_code, p.country_id as country,
	null::smallint as stage, null::text as stage_name, h.name as responsible, null::text as need, 3::smallint as priority
from (select x.* from app.stay x
	where x.state = 'on leave' and x.back_by <= (select app.now()) and x.office_id = any ((select app.my_offices())::smallint[])
	union all select x.* from app.stay x
	where x.state = 'held' and x.held_until > (select app.now()) and x.held_until < (select app.now() + interval '1 hour')
	and x.held_by <> (select app.me()) and x.office_id = any ((select app.my_offices())::smallint[])) as s
join app.unit u on u.id = s.unit_id
join app.place p on p.id = u.place_id
join app.office o on o.id = s.office_id
join app.staff h on h.id = s.held_by
where (select app.my_roles() && '{coordinator,officer,night,supervisor}')
union all
select md5(u.id || 'review')::uuid, null, u.version, p.code, 'closed: review due', u.review_on::timestamp at time zone o.zone,
	null, u.office_id, o.short, o.code, p.country_id, null, null, null, null, 1
from app.unit u
join app.place p on p.id = u.place_id
join app.office o on o.id = u.office_id
where u.regime = 'closed' and u.review_on <= (select app.now()::date + 1)
and u.review_on::timestamp at time zone o.zone <= (select app.now())
and u.office_id = any ((select app.lead_offices())::smallint[]);
comment on view api.inbox_bed is
	'Places of mine: a bed of which the hold ends within the hour, or a leave that is over (responsible: who held the bed), and, for '
	'who leads the office, a unit that keeps people of which the day of its review has come. They are of no case. Columns as in '
	'api.inbox_line.';

create view api.inbox_transfer as
select md5(x.id || x.why)::uuid as id, null::uuid as case_id, x.version, x.code, x.why, x.at, x.since, x.office_id, o.short as office,
	o.code as office_code, o.country_id as country, null::smallint as stage, null::text as stage_name, w.name as responsible, null::text as need,
	x.priority
from (select t.id, t.version, t.code, case when t.state = 'arrived' then 'hand-over to sign' when t.what = 'file' then 'file to receive'
		else 'transfer to accept' end as why, null::timestamptz as at, t.since, t.to_office_id as office_id, 2::smallint as priority
	from app.transfer t
	where not t.over and t.state in ('approved', 'arrived') and t.to_office_id = any ((select app.my_offices())::smallint[])
	union all
	select t.id, t.version, t.code, x.why, t.leave_at + x.late, null,
		case when t.office_id = any ((select app.my_offices())::smallint[]) then t.office_id else t.to_office_id end, 1
	from (values ('en route', 'not arrived', interval '2 hours'), ('approved', 'not left', '0'), ('accepted', 'not left', '0')) as x(state, why, late)
	join app.transfer t on t.state = x.state and t.leave_at + x.late < (select app.now())
	where not t.over and (t.office_id = any ((select app.my_offices())::smallint[]) or t.to_office_id = any ((select app.my_offices())::smallint[]))
	union all
	select t.id, t.version, t.code, 'WHERE IS SHE?', t.where_by, null, t.office_id, 1
	from app.transfer t
	join app.approval a on a.id = t.id
	left join lateral (select y.closed_at, y.responsible_id from app.case y where y.id = t.case_id limit 1) as c on true
	where t.where_by is not null and c.closed_at is null and t.office_id = any ((select app.my_offices())::smallint[])
	and ((select app.me()) = any (a.askers) or t.office_id = any ((select app.lead_offices())::smallint[])
		or c.responsible_id = (select app.me()) or (select 'coordinator' = any (app.my_roles()))
		or exists (select from app.transfer_step s where s.transfer_id = t.id and s.state = 'en route' and s.staff_id = (select app.me())))
	union all
	select t.id, t.version, t.code, 'NO BED', null, t.bedless_since,
		case when t.to_office_id = any ((select app.my_offices())::smallint[]) then t.to_office_id else t.office_id end, 1
	from app.transfer t
	left join lateral (select y.closed_at from app.case y where y.id = t.case_id limit 1) as c on true
	where t.bedless_since is not null and c.closed_at is null
	and (array[t.office_id, t.to_office_id] && (select app.lead_offices())::smallint[]
		or (select 'coordinator' = any (app.my_roles())) and array[t.office_id, t.to_office_id] && (select app.my_offices())::smallint[])) as x
join app.office o on o.id = x.office_id
join app.approval b on b.id = x.id
join app.staff w on w.id = b.asked_by
where (select app.my_roles() && '{coordinator,officer,night,supervisor}');
comment on view api.inbox_transfer is
	'Transfers: for the office that gets her one that is approved (accept it), or of which she is there (sign that you have her), or a file; '
	'for both offices that it is time and she has not left, or that she has not arrived two hours after she was to leave; for who '
	'asked, who said that she has left, who is responsible and who leads or coordinates there, that nobody has said where she is whose '
	'transfer ended on the way or was an emergency that was refused; for who leads or coordinates either office that she has arrived and has '
	'no bed. They are of no case; '
	'responsible: who asked. Columns as in api.inbox_line.';

create view api.inbox_approval as
select md5(x.id || x.why)::uuid as id, null::uuid as case_id, x.version, x.code, x.why, x.at, x.since, x.office_id, o.short as office,
	o.code as office_code, o.country_id as country, null::smallint as stage, null::text as stage_name, w.name as responsible, null::text as need,
	x.priority
from (select a.id, a.version, a.code, a.kind || ' to approve' as why, case when a.to_id is null then a.expires_at else least(a.due_at, a.expires_at) end as at, null::timestamptz as since, a.office_id,
		a.asked_by, case when a.to_id = (select app.me()) then 2 else 3 end::smallint as priority
	from app.approval a
	where a.ended_at is null and a.state = 'open' and a.acted_at is null and a.expires_at > (select app.now())
	and a.office_id = any ((select app.my_offices())::smallint[]) and (select app.me()) <> all (a.askers)
	and a.kind = any ((select array_agg(r.kind) from app.approval_role r where r.role = any ((select app.my_roles())::text[]))::text[])
	and not exists (select from app.approval_vote v where v.approval_id = a.id and v.version = a.version and v.staff_id = (select app.me()))
	union all
	select a.id, a.version, a.code, 'UNSIGNED ' || case a.kind when 'glass' then 'break-glass' else a.kind end, a.expires_at, null, a.office_id, a.asked_by, 1
	from app.approval a
	where a.ended_at is null and a.acted_at is not null
	and (a.office_id = any ((select app.lead_offices())::smallint[])
		or a.state = 'open' and a.office_id = any ((select app.my_offices())::smallint[]) and (select app.me()) <> all (a.askers)
			and a.kind = any ((select array_agg(r.kind) from app.approval_role r where r.role = any ((select app.my_roles())::text[]))::text[]))
	union all
	select a.id, a.version, a.code, a.kind || ' sent back', null, a.touched_at, a.office_id, a.asked_by, 2
	from app.approval a
	where a.ended_at is null and a.state = 'asked back' and (select app.me()) = any (a.askers)
	and a.office_id = any ((select app.my_offices())::smallint[])
	union all
	select a.id, a.version, a.code, a.kind || ' ' || a.state, null, a.ended_at, a.office_id, a.asked_by, 3
	from app.approval a
	where a.ended_at > (select app.now() - interval '14 days') and a.touched_at > (select app.now() - interval '14 days') and a.state <> 'withdrawn'
	and (select app.me()) = any (a.askers) and (select app.me()) <> all (a.seen_by) and a.office_id = any ((select app.my_offices())::smallint[])) as x
join app.office o on o.id = x.office_id
join app.staff w on w.id = x.asked_by
where (select app.my_roles() && '{coordinator,officer,night,supervisor}');
comment on view api.inbox_approval is
	'Requests: for each who can answer it one that waits, until she has; for them, and who leads, what was done already and nobody has signed; '
	'for who asked what was sent back to her, until it is answered, and what became of it, until she opens it, at most 14 days. They are of '
	'no case; responsible: who asked. Columns as in api.inbox_line.';

create view api.inbox_referral as
select md5(a.referral_id || 'referral')::uuid as id, c.id as case_id, c.version, c.code, 'referral answered' as why,
	null::timestamptz as at, a.since, c.office_id, c.office, c.office_code, c.country, c.stage, c.stage_name,
	c.responsible, c.need, c.priority
from (select x.referral_id, x.case_id, x.office_id, max(x.at) as since
	from app.referral_answer x
	join app.entry_referral e on e.id = x.referral_id
	where e.state = 'asked' or e.state = 'accepted' and x.answer <> 'accepted'
	group by x.referral_id, x.case_id, x.office_id) as a
cross join lateral (select * from api.case_line x where x.id = a.case_id limit 1) as c
where c.closed_at is null and (c.responsible_id = (select app.me())
	or c.responsible_id is null and a.office_id = any ((select app.lead_offices())::smallint[]));
comment on view api.inbox_referral is
	'For who is responsible, or leads where nobody is: what other organisations have answered to referrals, until the entry says it. '
	'Columns as in api.inbox_line.';

create view api.inbox_line as
select * from api.inbox_taken union all select * from api.inbox_left union all
select * from api.inbox_assigned union all select * from api.inbox_clock union all select * from api.inbox_case_task
union all select * from api.inbox_task union all select * from api.inbox_task_left union all select * from api.inbox_nobody
union all select * from api.inbox_tampered
union all select * from api.inbox_escalated
union all select * from api.inbox_handover union all select * from api.inbox_overwritten
union all select * from api.inbox_detained union all select * from api.inbox_lead_clock
union all select * from api.inbox_danger union all select * from api.inbox_batch
union all select * from api.inbox_stay union all select * from api.inbox_bed
union all select * from api.inbox_transfer union all select * from api.inbox_approval union all select * from api.inbox_referral;
comment on view api.inbox_line is 'What needs whoever is connected, and why.';
comment on column api.inbox_line.id is 'the item';
comment on column api.inbox_line.case_id is 'its case; null: it is of a party, a place or people, by its code';
comment on column api.inbox_line.version is 'to name in a change';
comment on column api.inbox_line.code is 'what people say';
comment on column api.inbox_line.why is
	'taken from you, closed by another (and not yet opened), responsible left (works here no more), '
	'assigned (and not yet opened), clock ended, clock tonight (within 12 hours), task due, task of who left (likewise, of somebody who works here no more), '
	'nobody responsible, TAMPERED (found since I opened it last), escalated and the code of the message that I was sent'
	' (until somebody looks at it)'
	', handed over (and confirmed by nobody), changed after you (what I had written)'
	', child detained (until out), danger note due (to be looked at again), people waiting (none was split out for long), left without telling us, leave over, hold ends, '
	'hold is over (of a bed), closed: review due (a unit that keeps people has to be looked at again), transfer to accept, file to '
	'receive, hand-over to sign, not left (it is time), not arrived (two hours after she was to leave), WHERE IS SHE? (her transfer ended on the way, or was refused behind '
	'her), NO BED (she is there), transfer to approve (or file, disclosure, erasure, glass: a request that I can answer), '
	'UNSIGNED transfer (done in an emergency), UNSIGNED break-glass, transfer sent back (to me who asked), transfer approved, refused or '
	'expired (and not yet opened), '
	'referral answered (by the other side, and the entry does not say it yet)';
comment on column api.inbox_line.at is
	'when the clock or the task ends; null: it waits without a limit';
comment on column api.inbox_line.since is 'how long it has waited, where it has no limit';
comment on column api.inbox_line.office_id is 'the office that answers for the case';
comment on column api.inbox_line.office is 'its short name';
comment on column api.inbox_line.office_code is 'its code';
comment on column api.inbox_line.country is 'the country it stands in';
comment on column api.inbox_line.stage is 'stage; null, as need: it is of no case';
comment on column api.inbox_line.stage_name is 'its name';
comment on column api.inbox_line.responsible is 'who answers for it; null: NOBODY';
comment on column api.inbox_line.need is 'what the next open task asks for';
comment on column api.inbox_line.priority is '1 is the most urgent';

do $$
declare
	part record;
begin
	for part in
		select v.relname as view, a.attname as name, col_description(o.oid, a.attnum) as meaning
		from pg_class v
		join pg_class o on o.relnamespace = v.relnamespace and o.relname = 'inbox_line' and o.oid <> v.oid
		join pg_attribute a on a.attrelid = v.oid and a.attnum > 0
		where v.relnamespace = 'api'::regnamespace and v.relname like 'inbox\_%'
	loop
		execute format('comment on column api.%I.%I is %L', part.view, part.name, part.meaning);
	end loop;
end $$;

create view api.office_line as
select o.id, o.code, o.name, o.country_id as country, o.kind, o.zone, g.short as organisation,
	n.open_cases, n.nobody, e.ended, d.on_shift
from app.office o
join app.organisation g on g.id = o.organisation_id
left join lateral (select coalesce(sum(b.open_cases), 0)::bigint as open_cases,
		coalesce(sum(b.nobody), 0)::bigint as nobody
	from (select open_cases, nobody from app.board_count where office_id = o.id
		union all select open_cases, nobody from app.board_delta where office_id = o.id) as b)
	as n on o.id = any ((select app.my_offices())::smallint[])
left join lateral (select count(*) as ended from app.case c
	where c.office_id = o.id and c.closed_at is null and c.clock_at <= (select app.now()))
	as e on o.id = any ((select app.my_offices())::smallint[])
left join lateral (select string_agg(s.name, ', ' order by s.name) as on_shift
	from app.shift h join app.staff s on s.id = h.staff_id and s.retired_at is null
	where h.office_id = o.id and h.starts_at <= (select app.now())
	and h.ends_at > (select app.now())) as d on 'partner' <> all ((select app.my_roles())::text[]);
comment on view api.office_line is
	'The directory of offices. Counts are shown for one''s own offices only.';
comment on column api.office_line.id is 'the office';
comment on column api.office_line.code is 'three letters';
comment on column api.office_line.name is 'full name';
comment on column api.office_line.country is 'where it stands';
comment on column api.office_line.kind is 'what it is for';
comment on column api.office_line.zone is 'its time zone';
comment on column api.office_line.organisation is 'who runs it';
comment on column api.office_line.open_cases is 'open cases; null: not one of mine';
comment on column api.office_line.nobody is 'of them, cases nobody is responsible for';
comment on column api.office_line.ended is 'of them, cases whose next clock has ended';
comment on column api.office_line.on_shift is 'who is on duty now; null for people of other organisations';

create view api.stage_line as
select s.id, s.name, s.lane, s.lane as position, s.outcome, s.closed from app.stage s;
comment on view api.stage_line is 'The stages.';
comment on column api.stage_line.id is 'number';
comment on column api.stage_line.name is 'name';
comment on column api.stage_line.lane is 'lane of the board; null: none';
comment on column api.stage_line.position is 'its place from the left';
comment on column api.stage_line.outcome is 'an outcome rather than a step';
comment on column api.stage_line.closed is 'closed';

create view api.close_reason_line as
select r.id, r.name from app.close_reason r;
comment on view api.close_reason_line is 'Why a case can be closed.';
comment on column api.close_reason_line.id is 'number';
comment on column api.close_reason_line.name is 'name';

create view api.clock_rule_line as
select r.code, r.country_id as country, r.name, r.starts, r.bound, r.length, r.expiry, r.standing, r.source,
	r.article, r.version, r.checked_by, r.checked_on
from app.clock_rule r;
comment on view api.clock_rule_line is 'The time limits, with what each of them rests on.';
comment on column api.clock_rule_line.code is 'code';
comment on column api.clock_rule_line.country is 'where it holds; null: anywhere';
comment on column api.clock_rule_line.name is 'a few words';
comment on column api.clock_rule_line.starts is 'what starts it';
comment on column api.clock_rule_line.bound is 'at most, at least, exactly, every';
comment on column api.clock_rule_line.length is 'how long';
comment on column api.clock_rule_line.expiry is 'what is due then';
comment on column api.clock_rule_line.standing is 'law, unverified, policy, practice, office rule';
comment on column api.clock_rule_line.source is 'where it was read';
comment on column api.clock_rule_line.article is 'article, once checked';
comment on column api.clock_rule_line.version is 'which text was checked';
comment on column api.clock_rule_line.checked_by is 'by whom';
comment on column api.clock_rule_line.checked_on is 'when';

create view api.saved_view_line as
select v.name, v.screen, v.filter, v.sort, v.scope from app.saved_view v;
comment on view api.saved_view_line is 'The views I keep.';
comment on column api.saved_view_line.name is 'name';
comment on column api.saved_view_line.screen is 'triage, board, cases, inbox or offices';
comment on column api.saved_view_line.filter is 'as typed after /';
comment on column api.saved_view_line.sort is 'column names, - before one turns it around';
comment on column api.saved_view_line.scope is 'mine, office or all';

create view api.event_line with (security_barrier) as
select e.id, e.generation, e.xid, e.at, s.name as person, e.login, e.office_id, o.short as office,
	e.action, e.kind, e.object_id, e.version, e.refusal, e.reason, e.detail
from app.event e
left join app.staff s on s.id = e.staff_id
left join app.office o on o.id = e.office_id
where (select 'auditor' = any (app.my_roles()))
and (e.generation < (select app.generation()) or e.xid < (select pg_snapshot_xmin(pg_current_snapshot())));
comment on view api.event_line is
	'The record, for auditors. Only what no running transaction can still come before: read on '
	'from the last '
	'(generation, xid, id) and no line is missed.';
comment on column api.event_line.id is 'number';
comment on column api.event_line.generation is 'first part of the order';
comment on column api.event_line.xid is 'second part of the order';
comment on column api.event_line.at is 'when';
comment on column api.event_line.person is 'who; null: a stranger';
comment on column api.event_line.login is 'the login it came through';
comment on column api.event_line.office_id is 'the office it concerns';
comment on column api.event_line.office is 'its short name';
comment on column api.event_line.action is 'what';
comment on column api.event_line.kind is 'what kind of object';
comment on column api.event_line.object_id is 'which';
comment on column api.event_line.version is 'its version after it';
comment on column api.event_line.refusal is 'why it was refused; null: it was done';
comment on column api.event_line.reason is 'why personal facts were asked for, or sealed records opened';
comment on column api.event_line.detail is 'coded values before and after';

create function api.view_save(p_key uuid, p_screen text, p_name text, p_filter text, p_sort text, p_scope text)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'view.save', 'view',
		jsonb_build_array(p_screen, p_name, p_filter, p_sort, p_scope));
begin
	if call.done then
		return call.answer;
	end if;
	if not app.name_valid(p_name) then
		return app.refuse(call, 'name_format', 'name');
	end if;
	if coalesce(p_screen not in ('triage', 'board', 'cases', 'inbox', 'offices'), true) then
		return app.refuse(call, 'no_such_screen', 'screen');
	end if;
	if coalesce(p_scope not in ('mine', 'office', 'all'), true) then
		return app.refuse(call, 'no_such_scope', 'scope');
	end if;
	if coalesce(char_length(p_filter) > 400 or p_filter ~ '[[:cntrl:]]', false) then
		return app.refuse(call, 'too_long', 'filter');
	end if;
	if coalesce(p_sort !~ '^[a-z_,-]{0,100}$', false) then
		return app.refuse(call, 'too_long', 'sort');
	end if;
	insert into app.saved_view as v (staff_id, name, screen, filter, sort, scope)
	values (call.staff_id, p_name, p_screen, coalesce(p_filter, ''), coalesce(p_sort, ''), p_scope)
	on conflict (staff_id, name) do update
		set screen = excluded.screen, filter = excluded.filter, sort = excluded.sort, scope = excluded.scope;
	return app.finish(call);
end $$;
comment on function api.view_save(uuid, text, text, text, text, text) is
	'Keep a view under a name, or replace it.';

create function api.view_delete(p_key uuid, p_name text) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'view.delete', 'view', jsonb_build_array(p_name));
begin
	if call.done then
		return call.answer;
	end if;
	delete from app.saved_view where staff_id = call.staff_id and name = p_name;
	if not found then
		return app.refuse(call, 'no_such_view', 'name');
	end if;
	return app.finish(call);
end $$;
comment on function api.view_delete(uuid, text) is 'Forget a view.';

create function api.event_hurry() returns integer
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	return case when app.begin_read('event.hurry', 'none') then app.end_idle() end;
end $$;
comment on function api.event_hurry() is
	'For auditors: end transactions that people keep open, for api.event_line shows nothing that '
	'began after the oldest of them. How many were ended.';
