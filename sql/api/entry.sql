-- Entries of the case file: what of a sealed record is told in clear, what follows from it, and the file as a list.
set local role hw_owner;

create or replace function app.entry_fields(kind text) returns text[]
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
	where a.attrelid = ('app.entry_' || kind)::regclass and a.attnum > 0 and not a.attisdropped
	and a.attname <> all ('{id,case_id,subject,office_id,entered_at,code}'));
comment on function app.entry_fields(text) is 'What of a record of this kind is told in clear.';

-- A day that never comes would stand before all others, and in every list that tells days.
create or replace function app.entry_no_day(kind text, clear jsonb) returns text
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select min(a.attname) from pg_attribute a
	where a.attrelid = ('app.entry_' || kind)::regclass and a.atttypid in ('date'::regtype, 'timestamptz'::regtype)
	and clear ->> a.attname ~* '^\s*(-?inf|\d{5}|\d+-\d+-\d{5})');
comment on function app.entry_no_day(text, jsonb) is
	'The first day or time that never comes, or not before the year 10000; null: none.';

-- Each by itself, once all together were refused: which of them has no such form.
create or replace function app.entry_unreadable(kind text, clear jsonb) returns text
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	one record;
begin
	for one in select * from jsonb_each(clear) loop
		begin
			execute format('select jsonb_populate_record(null::app.%I, $1)', 'entry_' || kind)
			using jsonb_build_object(one.key, one.value);
		exception when data_exception then
			return one.key;
		end;
	end loop;
	return null;
end $$;
comment on function app.entry_unreadable(text, jsonb) is 'The first that is no day, number or list where one is wanted.';

create or replace function app.entry_keep(of app.record_kind, record uuid, subject uuid, office smallint, clear jsonb)
	returns jsonb
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	entry text := format('app.%I', 'entry_' || of.name);
	fields text[];
	was jsonb;
	changes jsonb;
	broken text;
	field text;
begin
	if not of.clear and clear is null then
		return null;
	elsif not of.clear then
		perform app.entry_refuse('clear', 'no_such_fact');
	elsif jsonb_typeof(clear) is distinct from 'object' then
		perform app.entry_refuse('clear', 'fact_missing');
	end if;
	fields := app.entry_fields(of.name);
	perform app.entry_refuse(k, 'no_such_fact') from jsonb_object_keys(clear) as k where k <> all (fields);
	perform app.entry_refuse(d, 'fact_format') from app.entry_no_day(of.name, clear) as d where d is not null;
	-- A list is one of words, each once: no longer than there are words, and none in another.
	perform app.entry_refuse(v.key, 'fact_format') from jsonb_each(clear) as v
	where case jsonb_typeof(v.value) when 'array' then (select count(*) > count(distinct x.value) or bool_or(jsonb_typeof(x.value) <> 'string')
		from jsonb_array_elements(v.value) as x) end;
	execute format('select to_jsonb(e) from %s e where e.id = $1', entry) into was using record;
	begin
		-- One or the other: of an insert that becomes an update the triggers would see both.
		execute format(case when was is null
			then 'insert into %1$s (id, %3$s, office_id, %2$s) select $1, $2, $3, %2$s from jsonb_populate_record(null::%1$s, $4)'
			else 'update %1$s set (%2$s) = (select %2$s from jsonb_populate_record(null::%1$s, $4)) where id = $1' end, entry,
			(select string_agg(quote_ident(f), ', ' order by n) from unnest(fields) with ordinality as u(f, n)),
			case of.subject when 'case' then 'case_id' else 'subject' end)
		using record, subject, office, clear;
	exception
	when data_exception then
		perform app.entry_refuse(app.entry_unreadable(of.name, clear), 'fact_format');
	when not_null_violation then
		get stacked diagnostics field = column_name;
		perform app.entry_refuse(field, 'fact_missing');
	when check_violation or foreign_key_violation then
		get stacked diagnostics broken = constraint_name;
		if strpos(broken, '__') > 0 then
			raise;
		end if;
		-- What PostgreSQL calls the list of words of one column.
		perform app.entry_refuse(f, 'no_such_choice') from unnest(fields) as f
		where broken in (format('entry_%s_%s_check', of.name, f), format('entry_%s_%s_fkey', of.name, f));
		raise;
	end;
	execute format('select jsonb_object_agg(f, jsonb_build_array($1 -> f, n.line -> f))
		from unnest($2) as f, (select to_jsonb(e) as line from %s e where e.id = $3) as n
		where coalesce($1 -> f, ''null'') is distinct from n.line -> f', entry) into changes using was, fields, record;
	return changes;
end $$;
comment on function app.entry_keep(app.record_kind, uuid, uuid, smallint, jsonb) is
	'Keep what of a record is told in clear: an object with a value for each of its fields. A kind that tells nothing takes '
	'null. Gives {"field": [before, after]}, or breaks off as app.entry_refuse() does.';

create or replace function app.case_followed(was app.case) returns jsonb
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select jsonb_object_agg(f, jsonb_build_array(to_jsonb(was) -> f, to_jsonb(c) -> f))
	from app.case c
	cross join unnest('{stage,status,status_by,risk,afraid,flags,exploitation,age_low,age_high,priority,sex,language,people,standing}'::text[]) as f
	where c.id = was.id and to_jsonb(c) -> f is distinct from to_jsonb(was) -> f);
comment on function app.case_followed(app.case) is
	'What of a case is another since it was this one, because of an entry: {"risk": [before, after]}; null: nothing.';

create or replace function app.entry_of(kind text, record uuid) returns jsonb
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	clear jsonb;
begin
	execute format('select to_jsonb(e) - ''{id,case_id,subject,office_id,entered_at,code}''::text[] from app.%I e where e.id = $1',
		'entry_' || kind) into clear using record;
	return clear;
end $$;
comment on function app.entry_of(text, uuid) is 'What is told in clear of a record of this kind.';

create or replace function app.entry_is_case(kind text, subject uuid) returns jsonb
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return coalesce((select jsonb_build_object('case', case entry_is_case.kind when 'status' then s.name when 'afraid' then c.afraid end)
	from app.case c left join app.status s on s.id = c.status
	where c.id = entry_is_case.subject and entry_is_case.kind in ('status', 'afraid')), '{}');
comment on function app.entry_is_case(text, uuid) is
	'What a case has that nothing but the last of its records of this kind gives it: {"case": its status, or whether she is '
	'afraid}; {}: nothing.';

grant execute on function app.entry_fields(text), app.entry_no_day(text, jsonb), app.entry_unreadable(text, jsonb), app.entry_of(text, uuid),
	app.entry_is_case(text, uuid),
	app.case_followed(app.case), app.entry_keep(app.record_kind, uuid, uuid, smallint, jsonb) to hw_api;

set local role hw_api;

create function api.case_file(p_case uuid)
	returns table (id uuid, kind text, version integer, person text, at timestamptz, clear jsonb, code text, answer text,
		answered_by text, answered_at timestamptz)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('case.file', 'case', p_case) then
		return;
	end if;
	return query
	select s.id, s.kind, s.version, w.name, s.written_at, case when k.clear then app.entry_of(k.name, s.id) end,
		r.code, r.answer, r.person, r.at
	from app.sealed s
	join app.record_kind k on k.name = s.kind
	join app.staff w on w.id = s.written_by
	left join lateral (select e.code, concat_ws(': ', l.answer, l.reason) as answer, t.name as person, l.at
		from app.entry_referral e
		left join app.referral_answer l on l.referral_id = e.id and l.id = (app.referral_last(e.id)).id
			and app.referral_rank(l.answer) > app.referral_rank(e.state)
		left join app.staff t on t.id = l.staff_id
		where e.id = s.id) as r on s.kind = 'referral'
	where s.case_id = p_case and k.many
	and app.me() in (select app.realm_people(app.realm_of(s.office_id, k.key)))
	order by s.kind, s.written_at desc, s.id;
end $$;
comment on function api.case_file(uuid) is
	'The file of a case, kind by kind and newest first: its entries with what is told of each in clear, and its notes, of '
	'which nothing is. For whoever belongs to the realm it is sealed for. Of a referral its code, too, and beside it what the other side '
	'has answered that the entry does not say yet: who of theirs, and when.';

reset role;
