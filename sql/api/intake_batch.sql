-- Many people at once (a raid, a push-back): counted before anybody is asked for a name. Cases are split out of them.
set local role hw_owner;

create or replace function app.lock_batch(id uuid, out was app.batch, out busy boolean)
	language plpgsql volatile security invoker
	set search_path = pg_catalog, app, pg_temp set lock_timeout = '3s'
as $$
begin
	select b.* into was from app.batch b where b.id = lock_batch.id and not b.gone for update;
	busy := false;
exception when lock_not_available then
	perform app.end_idle();
	busy := true;
end $$;
comment on function app.lock_batch(uuid) is
	'People who came at once, locked until the end; null: there are none. busy: somebody else holds them.';

create or replace function app.batch_lacks(batch uuid, office smallint, nationality text, class text) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	held record;
	n app.batch_count;
begin
	if batch is null then
		return case when num_nonnulls(nationality, class) > 0 then 'no_such_batch' end;
	end if;
	select * into held from app.lock_batch(batch);
	select x.* into n from app.batch_count x
	where x.batch_id = batch and x.nationality = batch_lacks.nationality and x.class = batch_lacks.class;
	return case when held.busy then 'busy' when (held.was).office_id is distinct from office then 'no_such_batch'
		when (held.was).closed_at is not null then 'batch_closed' when n.batch_id is null then 'no_such_batch_line' when n.split >= n.n then 'batch_full' end;
end $$;
comment on function app.batch_lacks(uuid, smallint, text, text) is
	'Why no case of this office can be split out of these people as one of these, a code of app.refusal; null: it can. '
	'They are locked then.';

-- In place of what was counted before: all of it, or nothing.
create or replace function app.batch_put(batch uuid, office smallint, counts jsonb) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	was jsonb := (select jsonb_agg(x) from app.batch_count x where x.batch_id = batch and x.split > 0);
	broken text;
begin
	delete from app.batch_count n where n.batch_id = batch;
	insert into app.batch_count (batch_id, office_id, nationality, class, n, line, split)
	select batch, office, y.nationality, y.class, y.n, coalesce(y.line, dense_rank() over (order by y.first)),
		coalesce((select w.split from jsonb_populate_recordset(null::app.batch_count, was) as w
			where w.nationality = y.nationality and w.class = y.class), 0)
	from (select x.*, min(x.nth) over (partition by x.nationality) as first
		from rows from (jsonb_to_recordset(counts) as (nationality text, class text, n integer, line smallint)) with ordinality
			as x(nationality, class, n, line, nth)) as y;
	if exists (select from jsonb_array_elements(counts) as c where c - '{nationality,class,n,line}'::text[] <> '{}')
		or exists (select from app.batch_count n where n.batch_id = batch group by n.line having count(distinct n.nationality) > 1)
		or exists (select from app.batch_count n where n.batch_id = batch group by n.nationality having count(distinct n.line) > 1)
		or not exists (select from app.batch_count n where n.batch_id = batch) then
		raise check_violation;
	end if;
	if (select count(*) from app.batch_count n where n.batch_id = batch and n.split > 0) < jsonb_array_length(was) then
		raise no_data_found;
	end if;
	return null;
exception
when no_data_found then
	return 'batch_less';
when data_exception or check_violation or not_null_violation or unique_violation then
	get stacked diagnostics broken = constraint_name;
	return case broken when 'no_more_than_counted' then 'batch_less' else 'batch_counts' end;
end $$;
comment on function app.batch_put(uuid, smallint, jsonb) is
	'Put these counts in the place of what was counted; a code of app.refusal: why not, and nothing is another.';

create or replace function app.undo_batch(change app.event) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	held record;
	before jsonb := change.detail -> 'before';
	problem text;
begin
	select * into held from app.lock_batch(change.object_id);
	if held.busy then
		return 'busy';
	elsif (held.was).id is null then
		return 'no_such_batch';
	elsif (held.was).version <> change.version
		or (before is null and exists (select from app.case c where c.batch_id = change.object_id)) then
		return 'changed_since';
	end if;
	if before is null then
		update app.batch b set gone = true, version = b.version + 1, touched_by = change.staff_id, touched_at = app.now()
		where b.id = change.object_id;
		return null;
	end if;
	problem := app.batch_put(change.object_id, (held.was).office_id, before -> 'counts');
	if problem is null then
		update app.batch b set version = b.version + 1, kind = before ->> 'kind', came_at = (before ->> 'came_at')::timestamptz,
			place_id = (before ->> 'place_id')::uuid, closed_at = (before ->> 'closed_at')::timestamptz,
			close_reason = before ->> 'close_reason', responsible_id = (before ->> 'responsible_id')::smallint, touched_by = change.staff_id, touched_at = app.now()
		where b.id = change.object_id;
	end if;
	return problem;
end $$;
comment on function app.undo_batch(app.event) is
	'Take back that people were counted, counted again, taken or closed; a code of app.refusal: it cannot be.';

create or replace function app.batch_was(was app.batch) returns jsonb
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return case when was.id is not null then jsonb_build_object('kind', was.kind, 'came_at', was.came_at, 'place_id', was.place_id,
	'closed_at', was.closed_at, 'close_reason', was.close_reason, 'responsible_id', was.responsible_id, 'counts', (select jsonb_agg(jsonb_build_object('nationality', n.nationality,
		'class', n.class, 'n', n.n, 'line', n.line)) from app.batch_count n where n.batch_id = was.id)) end;
comment on function app.batch_was(app.batch) is 'What app.undo_batch() puts back; null: they are new.';

create or replace function app.batch_kept(call app.call, id uuid, version integer, office text, kind text, counts jsonb,
		at timestamptz, place text)
	returns api.outcome
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	home smallint := app.my_office(office);
	held record;
	this app.batch;
	where_it_is uuid := (select p.id from app.place p where p.office_id = any (app.my_offices())
		and p.code = upper(regexp_replace(place, '\s', '', 'g')));
	before jsonb;
	problem text;
begin
	select * into held from app.lock_batch(id);
	this := held.was;
	home := case when office is null then coalesce(this.office_id, home) else home end;
	call.office_id := coalesce(this.office_id, home, call.office_id);
	if held.busy then
		return app.refuse(call, 'busy');
	elsif id is null or (this.id is null and version is distinct from 0) then
		return app.refuse(call, 'no_such_batch', 'id');
	elsif coalesce(this.version, 0) is distinct from version then
		return app.refuse(call, 'stale_batch', 'version');
	elsif home is null or this.office_id <> home then
		return app.refuse(call, 'office', 'office');
	elsif coalesce(kind not in ('push-back', 'raid', 'handover'), true) then
		return app.refuse(call, 'no_such_batch_kind', 'kind');
	elsif at > app.now() + interval '5 minutes' then
		return app.refuse(call, 'batch_future', 'at');
	elsif place is not null and where_it_is is null then
		return app.refuse(call, 'no_such_place', 'place');
	end if;
	before := app.batch_was(this);
	begin
		if this.id is null then
			insert into app.batch (id, office_id, kind, staff_id, responsible_id, touched_by)
			values (batch_kept.id, home, batch_kept.kind, call.staff_id, call.staff_id, call.staff_id);
		end if;
		problem := app.batch_put(id, home, counts);
		if problem is not null then
			raise no_data_found;
		end if;
	exception
	when no_data_found then
		return app.refuse(call, problem, 'counts');
	when unique_violation then -- of an office that is not hers, or taken back
		return app.refuse(call, 'no_such_batch', 'id');
	end;
	update app.batch b set version = batch_kept.version + 1, kind = batch_kept.kind, came_at = coalesce(at, b.came_at),
		place_id = where_it_is, closed_at = null, close_reason = null, touched_by = call.staff_id, touched_at = app.now()
	where b.id = batch_kept.id;
	return app.finish(call, version + 1, jsonb_strip_nulls(jsonb_build_object('kind', kind, 'counts', counts,
		'people', (select sum(n.n) from app.batch_count n where n.batch_id = batch_kept.id), 'before', before)));
end $$;
comment on function app.batch_kept(app.call, uuid, integer, text, text, jsonb, timestamptz, text) is
	'What api.batch_keep() does, once it is begun.';

create or replace function app.begin_batch(key uuid, action text, id uuid, version integer, args jsonb,
		out call app.call, out this app.batch)
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	held record;
	why text;
	field text;
begin
	call := app.begin_change(key, action, 'batch', args);
	if call.done then
		return;
	end if;
	call.object_id := id;
	select * into held from app.lock_batch(id);
	this := held.was;
	call.office_id := coalesce(this.office_id, call.office_id);
	select x.code, x.field into why, field from (values
		(1, 'busy', null, held.busy), (2, 'no_such_batch', 'id', this.id is null),
		(3, 'stale_batch', 'version', this.version is distinct from begin_batch.version),
		(4, 'batch_closed', 'id', this.closed_at is not null)) as x(n, code, field, holds)
	where x.holds order by x.n limit 1;
	if why is not null then
		call.done := true;
		call.answer := app.refuse(call, why, field);
	end if;
end $$;
comment on function app.begin_batch(uuid, text, uuid, integer, jsonb) is
	'Begin a change to people who came at once, of this version and open: they are locked. Otherwise done with its answer.';

grant execute on function app.begin_batch(uuid, text, uuid, integer, jsonb), app.lock_batch(uuid), app.batch_lacks(uuid, smallint, text, text),
	app.batch_put(uuid, smallint, jsonb), app.undo_batch(app.event), app.batch_was(app.batch),
	app.batch_kept(app.call, uuid, integer, text, text, jsonb, timestamptz, text) to hw_api;

set local role hw_api;

create function api.batch_keep(p_key uuid, p_id uuid, p_version integer, p_office text, p_kind text, p_counts jsonb,
		p_at timestamptz default null, p_place text default null)
	returns table (refusal text, field text, message text, hint text, event_id bigint, case_id uuid, version integer, code text,
		people integer)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'batch.keep', 'batch',
		jsonb_build_array(p_id, p_version, p_office, p_kind, p_counts, p_at, p_place));
	answer api.outcome := call.answer;
begin
	if not call.done then
		call.object_id := p_id;
		answer := app.batch_kept(call, p_id, p_version, p_office, p_kind, p_counts, p_at, p_place);
	end if;
	return query select answer.refusal, answer.field, answer.message, answer.hint, answer.event_id, answer.case_id,
		answer.version, b.code, b.people
	from (values (answer.refusal)) as x(refusal) left join api.batch_line b on b.id = p_id and x.refusal is null;
end $$;
comment on function api.batch_keep(uuid, uuid, integer, text, text, jsonb, timestamptz, text) is
	'People who came at once, counted: [{"nationality": "MM", "class": "girls", "n": 4, "line": 1}]; line may be left out. '
	'p_version is the one it was read at, 0 for new ones, whose p_id the console makes. p_office null: my own, or theirs; '
	'p_at null: now, or as it was; p_place: code of a place, null: not said. Of each kind they are never fewer than the '
	'cases that were split out. Those that were closed are open again. Who counts them first sees to them. code, people: what they are called, and how many.';

create function api.batch_close(p_key uuid, p_id uuid, p_version integer, p_reason text) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	begun record := app.begin_batch(p_key, 'batch.close', p_id, p_version, jsonb_build_array(p_id, p_version, p_reason));
	call app.call;
	this app.batch;
	word text := lower(btrim(p_reason));
begin
	call := begun.call;
	this := begun.this;
	if call.done then
		return call.answer;
	elsif not exists (select from app.batch_reason r where r.name = word) then
		return app.refuse(call, 'no_such_batch_reason', 'reason');
	end if;
	update app.batch b set version = p_version + 1, closed_at = app.now(), close_reason = word, touched_by = call.staff_id,
		touched_at = app.now()
	where b.id = p_id;
	return app.finish(call, p_version + 1, jsonb_build_object('reason', word, 'before', app.batch_was(this)));
end $$;
comment on function api.batch_close(uuid, uuid, integer, text) is
	'Nobody else is split out of these people, for a reason of app.batch_reason.';

create function api.batch_take(p_key uuid, p_id uuid, p_version integer) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	begun record := app.begin_batch(p_key, 'batch.take', p_id, p_version, jsonb_build_array(p_id, p_version));
	call app.call;
	this app.batch;
begin
	call := begun.call;
	this := begun.this;
	if call.done then
		return call.answer;
	elsif this.responsible_id = call.staff_id then
		return app.refuse(call, 'batch_yours', 'id');
	end if;
	update app.batch b set version = p_version + 1, responsible_id = call.staff_id, touched_by = call.staff_id,
		touched_at = app.now()
	where b.id = p_id;
	return app.finish(call, p_version + 1, jsonb_build_object('responsible_id', jsonb_build_array(this.responsible_id, call.staff_id),
		'before', app.batch_was(this)));
end $$;
comment on function api.batch_take(uuid, uuid, integer) is
	'From now on I see to it that these people are spoken to, whoever did before.';

create view api.batch_line as
select b.id, b.version, b.code, b.office_id, o.code as office, o.short as office_name, o.country_id as country, b.kind,
	b.came_at, p.code as place, b.entered_at, w.name as person, r.name as responsible,
	coalesce(r.id = (select app.me()), false) as mine, t.name as touched_by, b.touched_at,
	case when b.closed_at is null and n.total > c.cases
		then greatest(b.touched_at, c.last) + coalesce(y.length, k.length) end as clock_at,
	c.children, n.total as people, c.cases, n.total - c.cases as rest,
	b.closed_at, b.close_reason, n.counts
from app.batch b
join app.office o on o.id = b.office_id
join app.staff w on w.id = b.staff_id
join app.staff t on t.id = b.touched_by
left join app.staff r on r.id = b.responsible_id and r.retired_at is null
left join app.place p on p.id = b.place_id
left join app.clock_rule k on k.code = 'TRIAGE'
left join app.clock_policy y on y.rule = k.code and y.office_id = b.office_id
cross join lateral (select sum(x.n)::integer as total, jsonb_agg(jsonb_build_object('nationality', x.nationality,
	'class', x.class, 'n', x.n, 'line', x.line) order by x.line,
	array_position(array['men', 'women', 'boys', 'girls', 'other'], x.class)) as counts
	from app.batch_count x where x.batch_id = b.id) as n
cross join lateral (select count(*)::integer as cases, max(x.reported_at) as last,
	exists (select from app.batch_count y where y.batch_id = b.id and y.class in ('boys', 'girls') and y.split < y.n) as children
	from app.case x where x.batch_id = b.id) as c
where not b.gone
and exists (select from app.allowed a where a.action = 'batch.list' and a.role = any ((select app.my_roles())::text[]));
comment on view api.batch_line is 'People who came at once, of my offices: all of them are the cases that were split out and the rest.';
comment on column api.batch_line.id is 'the people';
comment on column api.batch_line.version is 'to name in a change';
comment on column api.batch_line.code is 'what people say';
comment on column api.batch_line.office_id is 'the office that counts them';
comment on column api.batch_line.office is 'its code';
comment on column api.batch_line.office_name is 'its short name';
comment on column api.batch_line.country is 'the country it stands in';
comment on column api.batch_line.kind is 'push-back, raid or handover';
comment on column api.batch_line.came_at is 'when they came, or were found';
comment on column api.batch_line.place is 'code of the place where they are; null: not said';
comment on column api.batch_line.entered_at is 'when it was entered';
comment on column api.batch_line.person is 'by whom';
comment on column api.batch_line.responsible is 'who sees to it that they are spoken to; null: NOBODY';
comment on column api.batch_line.mine is 'I do';
comment on column api.batch_line.touched_by is 'who changed it last';
comment on column api.batch_line.touched_at is 'when that was';
comment on column api.batch_line.clock_at is
	'when somebody else should be split out, as long after the last one as a report may wait for triage; null: nobody is left';
comment on column api.batch_line.children is 'boys or girls are among who is no case yet';
comment on column api.batch_line.people is 'how many they are';
comment on column api.batch_line.cases is 'how many of them are cases';
comment on column api.batch_line.rest is 'how many are not yet';
comment on column api.batch_line.closed_at is 'since when nobody else is split out; null: they are open';
comment on column api.batch_line.close_reason is 'why';
comment on column api.batch_line.counts is 'by nationality and group, as api.batch_keep() takes them';

create view api.batch_open as select * from api.batch_line b where b.closed_at is null and b.rest > 0;
comment on view api.batch_open is 'People of whom somebody is no case yet, and nobody has closed them. Columns as in api.batch_line.';
do $$
declare
	part record;
begin
	for part in select a.attname as name, col_description(a.attrelid, a.attnum) as meaning
		from pg_attribute a where a.attrelid = 'api.batch_line'::regclass and a.attnum > 0
	loop
		execute format('comment on column api.batch_open.%I is %L', part.name, part.meaning);
	end loop;
end $$;

create function api.batch_find(p_code text, p_id uuid)
	returns table (id uuid, version integer, code text, office text, kind text, came_at timestamptz, place text,
		entered_at timestamptz, person text, responsible text, mine boolean, touched_by text, touched_at timestamptz, people integer, cases integer, rest integer, closed_at timestamptz,
		close_reason text, counts text[], offices text[], problem text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	symbols text := regexp_replace(regexp_replace(upper(p_code), '[^A-Z0-9]', '', 'g'), '^BT(?=.{8}$)', '');
	wanted text := 'BT-' || left(symbols, 4) || '-' || substr(symbols, 5);
begin
	if not app.begin_read('batch.list', 'batch') then
		return;
	end if;
	return query
	select l.id, l.version, l.code, l.office, l.kind, l.came_at, l.place, l.entered_at, l.person, l.responsible, l.mine, l.touched_by, l.touched_at, l.people, l.cases, l.rest,
		l.closed_at, l.close_reason,
		array(select concat_ws(' ', x ->> 'line', x ->> 'class', x ->> 'n', x ->> 'nationality') from jsonb_array_elements(l.counts) as x),
		m.codes,
		case when l.id is not null then null when p_id is null and not app.code_valid(wanted) then 'check'
			else 'no_such_batch' end
	from (select array_agg(o.code order by o.code) as codes from app.office o where o.id = any (app.my_offices())) as m
	left join api.batch_line l on l.id = p_id or (p_id is null and l.code = wanted);
end $$;
comment on function api.batch_find(text, uuid) is
	'The people with this id or, where that is null, with this code, however it was typed. problem: check (misread or '
	'mistyped) or no_such_batch. counts: line, class, number and nationality of each, with blanks between. offices: mine. '
	'No row: my role counts nobody.';

create function api.batch_parts(p_id uuid)
	returns table (part text, line smallint, nationality text, class text, n integer, cases integer, rest integer,
		case_id uuid, version integer, code text, stage text, responsible text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('batch.list', 'batch', p_id) then
		return;
	end if;
	return query
	select 'count', x.line, x.nationality, x.class, x.n, x.split, x.n - x.split, null::uuid, null::integer, null::text,
		null::text, null::text
	from app.batch b
	join app.batch_count x on x.batch_id = b.id
	where b.id = p_id and not b.gone
	order by x.line, array_position(array['men', 'women', 'boys', 'girls', 'other'], x.class);
	return query
	select 'case', null::smallint, null::text, null::text, null::integer, null::integer, null::integer, c.id,
		c.version, c.code, g.name, s.name
	from app.case c
	join app.stage g on g.id = c.stage
	left join app.staff s on s.id = c.responsible_id
	where c.batch_id = p_id
	order by c.reported_at, c.code;
end $$;
comment on function api.batch_parts(uuid) is
	'count: how many of these people are of which nationality and group, how many of those are cases and how many are not. '
	'case: each case that was split out of them; as one of whom is not kept.';

reset role;
