-- Whom one can call and of whom to beware: what each is, in clear. What it is called, its telephone, and danger notes
-- are sealed records (see sealed.sql).
set local role hw_owner;

create or replace function app.lock_party(id uuid, out office_id smallint, out busy boolean)
	language plpgsql volatile security invoker
	set search_path = pg_catalog, app, pg_temp set lock_timeout = '3s'
as $$
begin
	select p.office_id into office_id from app.party p where p.id = lock_party.id for no key update;
	busy := false;
exception when lock_not_available then
	perform app.end_idle();
	busy := true;
end $$;
comment on function app.lock_party(uuid) is
	'The office of a party that is locked until the end; null: there is none. busy: somebody else holds it.';

-- An area lies around what is in its district; without a district, around all of its country.
create or replace function app.danger_of(subject uuid)
	returns table (danger uuid, known_of uuid, concerns text, severity text, standing text, since date, review_on date)
	language sql stable security invoker rows 1 set search_path = pg_catalog, app, pg_temp
begin atomic
	with it as (
		select e.country, e.district from app.entry_party e where e.subject = danger_of.subject
		union all select p.country_id, p.district from app.place p where p.id = danger_of.subject
	)
	select d.id, d.subject, d.concerns, d.severity, d.standing, d.since, d.review_on
	from app.entry_danger d
	where d.standing <> 'withdrawn' and (d.subject = danger_of.subject or d.subject in (
		select a.id from it
		join app.entry_party e on e.country = it.country and (e.district is null or lower(e.district) = lower(it.district))
		join app.party a on a.id = e.subject and a.kind = 'area'))
	order by d.severity desc, d.since desc, d.id;
end;
comment on function app.danger_of(uuid) is
	'The danger notes that hold about a party or place, its own and those of the area it lies in, the worst first.';

create or replace function app.danger_stops(subject uuid, despite text, about text default 'her') returns text
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	chosen app.danger_answer;
begin
	if despite is not null and not exists (select from app.danger_answer a where a.name = despite) then
		return 'danger_answer'; -- also where none is known: it stands in the record
	elsif not exists (select from app.danger_of(subject)) then
		return null;
	elsif despite is null then
		return 'danger';
	end if;
	select * into chosen from app.danger_answer a where a.name = despite and a.about in ('her', danger_stops.about);
	return case
		when chosen.name is null then 'danger_answer'
		when chosen.lead and not app.my_roles() && '{supervisor,coordinator}' then 'danger_lead'
		end;
end $$;
comment on function app.danger_stops(uuid, text, text) is
	'The refusal of what is about to touch this party or place; null: no danger is known, or what is done about it (a word '
	'of app.danger_answer) serves. about: her, or a call, for which there is one more.';

grant execute on function app.lock_party(uuid), app.danger_of(uuid), app.danger_stops(uuid, text, text) to hw_api;

set local role hw_api;

create view api.party_line as
select p.id, 1 as version, p.code, p.kind, e.country, e.district, nullif(array_to_string(e.languages, ' '), '') as languages, e.sex, e.hours,
	o.code as office, e.id is not null as sealed,
	(select max(d.severity) from app.entry_danger d where d.standing <> 'withdrawn' and (d.subject = p.id or d.subject in (
		select a.subject from app.entry_party a join app.party x on x.id = a.subject and x.kind = 'area'
		where a.country = e.country and (a.district is null or lower(a.district) = lower(e.district))))) as danger,
	p.touched_at
from app.party p
join app.office o on o.id = p.office_id
left join app.entry_party e on e.subject = p.id
where exists (select from app.allowed a where a.action = 'party.list' and a.role = any ((select app.my_roles())::text[]));
comment on view api.party_line is
	'Whom my offices can call, and of whom they know: lines of a list; of none, where my role sees none.';
comment on column api.party_line.id is 'the party';
comment on column api.party_line.version is 'always 1: what it is does not change';
comment on column api.party_line.code is 'what people say';
comment on column api.party_line.kind is 'what it is';
comment on column api.party_line.country is 'in which country; null, as all below: nobody has written that yet';
comment on column api.party_line.district is 'in which district';
comment on column api.party_line.languages is 'what is spoken there, codes of ISO 639';
comment on column api.party_line.sex is 'female, male; null: not known, or several people';
comment on column api.party_line.hours is 'when it may be called';
comment on column api.party_line.office is 'code of the office that knows it';
comment on column api.party_line.sealed is 'there is a record of what it is called and its telephone';
comment on column api.party_line.danger is 'the worst of the danger notes that hold: beware, never; null: none';
comment on column api.party_line.touched_at is 'last change';

create function api.party_find(p_code text, p_id uuid)
	returns table (id uuid, version integer, code text, kind text, country text, district text, languages text, sex text, hours text,
		office text, touched_at timestamptz, danger text, sealed boolean, problem text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	wanted text := app.code_typed(p_code, 'PA');
begin
	if not app.begin_read('party.list', 'party') then
		return;
	end if;
	return query
	select l.id, l.version, l.code, l.kind, l.country, l.district, l.languages, l.sex, l.hours, l.office, l.touched_at, l.danger,
		l.sealed, case when l.id is not null then null when p_id is null and not app.code_valid(wanted) then 'check'
			else 'no_such_party' end
	from (values (1)) as one(row)
	left join api.party_line l on l.id = p_id or (p_id is null and l.code = wanted);
end $$;
comment on function api.party_find(text, uuid) is
	'The party with this id or, where that is null, with this code, however it was typed. problem: check (misread or '
	'mistyped) or no_such_party. No row: my role sees none.';

create function api.party_new(p_key uuid, p_id uuid, p_kind text, p_office text) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'party.new', 'party', jsonb_build_array(p_id, p_kind, p_office));
	home smallint;
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := p_id;
	select o.id into home from app.office o where o.id = any (app.my_offices())
	and case when p_office is null then o.id = call.office_id else o.code = upper(p_office) end;
	if home is null then
		return app.refuse(call, 'office', 'office');
	elsif not exists (select from app.party_kind k where k.name = p_kind) then
		return app.refuse(call, 'no_such_party_kind', 'kind');
	elsif p_id is null then
		return app.refuse(call, 'no_such_party', 'id');
	end if;
	call.office_id := home;
	begin
		insert into app.party (id, office_id, kind) values (p_id, home, p_kind);
	exception when unique_violation then
		return app.refuse(call, 'no_such_party', 'id');
	end;
	return app.finish(call, 1, jsonb_build_object('kind', jsonb_build_array(null, p_kind)));
end $$;
comment on function api.party_new(uuid, uuid, text, text) is
	'A party of one of my offices (null: my home), whose p_id the console makes. What is known of it comes with its sealed '
	'record, of kind party.';

create function api.danger_list(p_subject uuid)
	returns table (id uuid, kind text, version integer, person text, at timestamptz, clear jsonb, own boolean, code text, due boolean)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('danger.list', 'party', p_subject) then
		return;
	end if;
	return query
	select s.id, s.kind, s.version, w.name, s.written_at, app.entry_of('danger', s.id), d.subject = p_subject,
		coalesce((select p.code from app.party p where p.id = d.subject), (select p.code from app.place p where p.id = d.subject)),
		d.standing <> 'withdrawn' and d.review_on <= app.office_day(d.office_id)
	from app.entry_danger d
	join app.sealed s on s.id = d.id
	join app.staff w on w.id = s.written_by
	where d.subject = p_subject or d.id in (select x.danger from app.danger_of(p_subject) as x)
	order by d.subject <> p_subject, d.standing = 'withdrawn', d.severity desc, d.since desc, d.id;
end $$;
comment on function api.danger_list(uuid) is
	'The danger notes about a party or place, its own also where they are withdrawn, then those of its area (own false: '
	'opened there, code), with what is told of each in clear. due: its review is.';

create function api.danger_names(p_key uuid)
	returns table (subject uuid, code text, severity text, id uuid, kind text, key text, generation integer, version integer,
		blob bytea, realm uuid, epoch integer, born integer, wrapped bytea, refusal text, message text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'danger.names', 'party', '[]');
	line app.event;
begin
	if call.done and (call.answer).refusal is null then
		line := app.asked_again(call);
		if line.id is null then
			call.answer := app.ask_again(call);
		end if;
	elsif call.done then
		null;
	elsif p_key is null then
		call.answer := app.refuse(call, 'key_needed', 'key');
	else
		insert into app.event (staff_id, office_id, action, kind)
		values (call.staff_id, call.office_id, call.action, call.kind) returning app.event.id into line.id;
		call.answer := app.ask_again(call, line.id);
	end if;
	if (call.answer).refusal is not null then
		refusal := (call.answer).refusal;
		message := (call.answer).message;
		return next;
		return;
	end if;
	return query
	select p.id, p.code, d.severity, s.id, s.kind, k.key, s.generation, s.version, s.blob, k.realm_id, k.epoch, k.born, k.wrapped,
		null::text, null::text
	from (select x.subject, max(x.severity) as severity from app.entry_danger x where x.standing <> 'withdrawn' group by x.subject) as d
	join app.party p on p.id = d.subject
	join app.sealed s on s.subject = p.id and s.kind = 'party'
	join app.sealed_key k on k.subject = p.id and k.key = 'office' and k.generation = s.generation
	where app.has_letter(k.realm_id)
	order by d.severity desc, p.code limit 1000;
end $$;
comment on function api.danger_names(uuid) is
	'What those are called, sealed, about whom there is a danger note that holds: a console looks for the name that somebody '
	'has typed among them, for names do not go to the server. The first time the answer is the refusal ask_again, and that '
	'it was asked for is in the record then; asked again with the same key it gives them.';
