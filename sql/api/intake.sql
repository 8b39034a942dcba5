-- What begins with a call: a case, a line that there was a call, or many people at once, of whom cases are split out.
set local role hw_owner;

create or replace function app.my_office(code text) returns smallint
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select o.id from app.office o where o.id = any (app.my_offices())
	and case when my_office.code is null then o.id = (select s.office_id from app.staff s where s.id = app.me())
		else o.code = upper(my_office.code) end);
comment on function app.my_office(text) is 'The office of this code, where it is one of mine; null: my own one. Null: it is none of mine.';

create or replace function app.lock_batch(id uuid, out was app.batch, out busy boolean)
	language plpgsql volatile security invoker
	set search_path = pg_catalog, app, pg_temp set lock_timeout = '3s'
as $$
begin
	select b.* into was from app.batch b where b.id = lock_batch.id for update;
	busy := false;
exception when lock_not_available then
	perform app.end_idle();
	busy := true;
end $$;
comment on function app.lock_batch(uuid) is
	'People who came at once, locked until the end; null: there are none. busy: somebody else holds them.';

create or replace function app.batch_lacks(batch uuid, office smallint) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	held record;
begin
	if batch is null then
		return null;
	end if;
	select * into held from app.lock_batch(batch);
	return case when held.busy then 'busy' when (held.was).office_id is distinct from office then 'no_such_batch'
		when (select count(*) from app.case c where c.batch_id = batch)
			>= (select sum(n.n) from app.batch_count n where n.batch_id = batch) then 'batch_full' end;
end $$;
comment on function app.batch_lacks(uuid, smallint) is
	'Why no case of this office can be split out of these people, a code of app.refusal; null: it can. They are locked then.';

-- The case, its first key and the record of the call, or nothing of them.
create or replace function app.case_found(call app.call, responsible smallint, realm uuid, epoch integer, wrapped bytea, record uuid,
		clear jsonb, blob bytea, batch uuid)
	returns jsonb
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	kept app.record_kind := (select k from app.record_kind k where k.name = 'call');
begin
	insert into app.case (id, office_id, responsible_id, source, batch_id)
	values (call.object_id, call.office_id, responsible, coalesce((select s.id from app.source s where s.name = clear ->> 'source'), 1), batch);
	insert into app.sealed_key (case_id, office_id, key, generation, born, realm_id, epoch, wrapped, made_by)
	values (call.object_id, call.office_id, kept.key, 1, case_found.epoch, realm, case_found.epoch, case_found.wrapped, call.staff_id);
	insert into app.sealed (id, case_id, office_id, kind, many, generation, blob, written_by)
	values (record, call.object_id, call.office_id, kept.name, kept.many, 1, case_found.blob, call.staff_id);
	return app.entry_keep(kept, record, call.object_id, call.office_id, clear);
end $$;
comment on function app.case_found(app.call, smallint, uuid, integer, bytea, uuid, jsonb, bytea, uuid) is
	'Found a case. Gives what was told in clear, or breaks off as app.entry_keep() does.';

create or replace function app.undo_contact(change app.event) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	this app.contact := (select c from app.contact c where c.id = change.object_id);
begin
	if this.id is null then
		return 'no_such_contact';
	elsif this.gone or (change.action = 'contact.take' and this.taken_by is distinct from change.staff_id) then
		return 'undone_already';
	elsif change.action = 'contact.keep' and this.taken_by is not null then
		return 'contact_taken';
	end if;
	-- Somebody may take it at this moment.
	update app.contact c set gone = change.action = 'contact.keep', taken_by = null, taken_at = null
	where c.id = this.id and c.taken_by is not distinct from this.taken_by and not c.gone;
	return case when not found then 'contact_taken' end;
end $$;
comment on function app.undo_contact(app.event) is 'Take back that there was a call, or that somebody sees to it; a code of app.refusal: it cannot be.';

grant execute on function app.my_office(text), app.lock_batch(uuid), app.batch_lacks(uuid, smallint),
	app.case_found(app.call, smallint, uuid, integer, bytea, uuid, jsonb, bytea, uuid), app.undo_contact(app.event) to hw_api;

set local role hw_api;

create function api.call_keys(p_office text)
	returns table (key text, generation integer, born integer, realm uuid, epoch integer, wrapped bytea, newest integer,
		to_turn boolean)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('case.new', 'none') then
		return;
	end if;
	return query
	select k.key, 0, 0, n.id, 0, null::bytea, app.epoch_of(n.id), app.to_turn(n.id)
	from app.record_kind k
	cross join lateral (select app.realm_of(app.my_office(p_office), k.key) as id) as n
	where k.name = 'call' and app.has_letter(n.id);
end $$;
comment on function api.call_keys(text) is
	'Under which realm''s key a new case of this office begins (null: my own one), in the form of api.sealed_keys(). No row: '
	'it is none of mine, or nobody has given me its keys.';

create function api.case_new(p_key uuid, p_case uuid, p_office text, p_responsible text, p_realm uuid, p_epoch integer,
		p_wrapped bytea, p_record uuid, p_clear jsonb, p_blob bytea, p_batch uuid default null)
	returns table (refusal text, field text, message text, hint text, event_id bigint, case_id uuid, version integer, code text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'case.new', 'case', jsonb_build_array(p_case, p_office, p_responsible, p_realm,
		p_epoch, p_wrapped, p_record, p_clear, p_blob, p_batch));
	home smallint := app.my_office(p_office);
	responsible smallint := case when coalesce(p_responsible, 'me') = 'me' then call.staff_id end;
	answer api.outcome := call.answer;
	broken text;
	why text;
	changes jsonb;
begin
	if not call.done then
		call.object_id := p_case;
		call.office_id := coalesce(home, call.office_id);
		select x.code, x.field into why, broken from (values
			(1, 'office', 'office', home is null), (2, 'no_such_answer', 'responsible', p_responsible not in ('me', 'nobody')),
			(3, 'no_such_case', 'case', p_case is null or exists (select from app.party p where p.id = p_case)
				or exists (select from app.place p where p.id = p_case)), (4, 'no_such_record', 'record', p_record is null),
			(5, 'key_format', 'wrapped', coalesce(octet_length(p_wrapped), 0) <> 106),
			(6, 'key_format', 'blob', coalesce(octet_length(p_blob), 0) not between 202 and 1048714 or octet_length(p_blob) % 64 <> 10),
			(7, 'no_such_realm', 'realm', app.realm_of(home, 'office') is distinct from p_realm)) as x(n, code, field, holds)
		where x.holds order by x.n limit 1;
		why := coalesce(why, app.ready_realm(p_realm));
		if why is null and app.epoch_of(p_realm) is distinct from p_epoch then
			why := 'epoch';
			broken := 'epoch';
		end if;
		if why is null then
			why := app.batch_lacks(p_batch, home);
			broken := case when why is not null then 'batch' end;
		end if;
		-- Two codes of a million may be equal.
		for i in 1 .. 5 loop
			exit when why is not null or changes is not null;
			begin
				changes := app.case_found(call, responsible, p_realm, p_epoch, p_wrapped, p_record, p_clear, p_blob, p_batch);
			exception
			when unique_violation then
				get stacked diagnostics broken = constraint_name;
				if broken <> 'case_code_key' then
					why := case when broken <> 'case_pkey' then 'no_such_record'
						when exists (select from app.case c where c.id = p_case) then 'case_there' else 'no_such_case' end;
					broken := case broken when 'case_pkey' then 'case' else 'record' end;
				end if;
			when check_violation then
				get stacked diagnostics broken = constraint_name;
				why := split_part(broken, '__', 2);
				broken := split_part(broken, '__', 1);
			end;
		end loop;
		if changes is null then
			answer := app.refuse(call, coalesce(why, 'busy'), broken);
		else
			select c into call.was from app.case c where c.id = p_case;
			answer := app.finish(call, (call.was).version, jsonb_strip_nulls(jsonb_build_object('record', p_record,
				'kind', 'call', 'version', 1, 'generation', 1, 'epoch', p_epoch, 'sha256', encode(sha256(p_blob), 'hex'),
				'batch', p_batch, 'clear', changes)) || jsonb_build_object('responsible_id', jsonb_build_array(null, responsible)));
		end if;
	end if;
	return query select answer.refusal, answer.field, answer.message, answer.hint, answer.event_id, answer.case_id, answer.version,
		(select c.code from app.case c where c.id = answer.case_id and answer.refusal is null);
end $$;
comment on function api.case_new(uuid, uuid, text, text, uuid, integer, bytea, uuid, jsonb, bytea, uuid) is
	'A call becomes a case, at once with its first key and the sealed record of what was said; all ids are the console''s. '
	'p_office null: my own one. p_responsible: me (also null) or nobody. The record is the first of its kind, version 1, sealed '
	'under generation 1, which is born in the realm''s newest epoch. p_batch: the people out of whom she is split.';

create function api.contact_keep(p_key uuid, p_id uuid, p_kind text, p_office text default null, p_language text default null,
		p_case uuid default null)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'contact.keep', 'contact', jsonb_build_array(p_id, p_kind, p_office, p_language, p_case));
	home smallint := app.my_office(p_office);
	word text := lower(p_kind);
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := p_id;
	call.office_id := coalesce(home, call.office_id);
	if home is null then
		return app.refuse(call, 'office', 'office');
	elsif p_id is null then
		return app.refuse(call, 'no_such_contact', 'id');
	elsif not exists (select from app.contact_kind k where k.name = word) then
		return app.refuse(call, 'no_such_contact_kind', 'kind');
	elsif not app.language_valid(p_language) then
		return app.refuse(call, 'no_such_language', 'language');
	elsif p_case is not null and not exists (select from app.case c where c.id = p_case) then
		return app.refuse(call, 'no_such_case', 'case');
	end if;
	begin
		insert into app.contact (id, office_id, kind, language, case_id, staff_id)
		values (p_id, home, word, p_language, p_case, call.staff_id);
	exception when unique_violation then
		return app.refuse(call, 'no_such_contact', 'id');
	end;
	return app.finish(call, 1, jsonb_strip_nulls(jsonb_build_object('kind', word, 'language', p_language, 'case', p_case)));
end $$;
comment on function api.contact_keep(uuid, uuid, text, text, text, uuid) is
	'There was a call that is no case: of what kind, and no word of it. p_office null: my own one; p_case: the one it was about.';

create function api.contact_take(p_key uuid, p_id uuid) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'contact.take', 'contact', to_jsonb(p_id));
	office smallint;
	n integer;
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := p_id;
	update app.contact c set taken_by = call.staff_id, taken_at = app.now()
	where c.id = p_id and not c.gone and (c.taken_by is null or exists (select from app.staff s
		where s.id = c.taken_by and s.retired_at is not null)) returning c.office_id into office;
	get diagnostics n = row_count;
	if n = 0 then
		select c.office_id into office from app.contact c where c.id = p_id and not c.gone;
		call.office_id := coalesce(office, call.office_id);
		return app.refuse(call, case when office is null then 'no_such_contact' else 'contact_taken' end, 'id');
	end if;
	call.office_id := office;
	return app.finish(call, 1);
end $$;
comment on function api.contact_take(uuid, uuid) is
	'I see to this call: one that nobody sees to, or only somebody who works here no more.';

create view api.contact_line as
select c.id, c.kind, k.needs, o.code as office, o.short as office_name, c.language, x.code as about, w.name as person,
	c.came_at, t.name as taken_by, c.taken_at
from app.contact c
join app.contact_kind k on k.name = c.kind
join app.office o on o.id = c.office_id
join app.staff w on w.id = c.staff_id
left join app.case x on x.id = c.case_id
left join app.staff t on t.id = c.taken_by
where not c.gone
and exists (select from app.allowed a where a.action = 'contact.keep' and a.role = any ((select app.my_roles())::text[]));
comment on view api.contact_line is 'Calls that are no case, of my offices; none, where my role takes no calls.';
comment on column api.contact_line.id is 'the call';
comment on column api.contact_line.kind is 'of what kind';
comment on column api.contact_line.needs is 'somebody has to do something about it';
comment on column api.contact_line.office is 'code of the office whose telephone it was';
comment on column api.contact_line.office_name is 'the office, in short';
comment on column api.contact_line.language is 'in which it was; null: not said';
comment on column api.contact_line.about is 'code of the case it was about; null: of none, or of one that is not mine';
comment on column api.contact_line.person is 'who took it';
comment on column api.contact_line.came_at is 'when';
comment on column api.contact_line.taken_by is 'who sees to it; null: nobody';
comment on column api.contact_line.taken_at is 'since when';

create function api.batch_keep(p_key uuid, p_id uuid, p_version integer, p_office text, p_kind text, p_counts jsonb)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'batch.keep', 'batch', jsonb_build_array(p_id, p_version, p_office, p_kind, p_counts));
	home smallint := app.my_office(p_office);
	held record;
	this app.batch;
	total bigint;
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := p_id;
	select * into held from app.lock_batch(p_id);
	this := held.was;
	call.office_id := coalesce(this.office_id, home, call.office_id);
	if held.busy then
		return app.refuse(call, 'busy');
	elsif p_id is null or (this.id is null and p_version is distinct from 0) then
		return app.refuse(call, 'no_such_batch', 'id');
	elsif coalesce(this.version, 0) is distinct from p_version then
		return app.refuse(call, 'stale_batch', 'version');
	elsif home is null or this.office_id <> home then
		return app.refuse(call, 'office', 'office');
	elsif coalesce(p_kind not in ('push-back', 'raid', 'handover'), true) then
		return app.refuse(call, 'no_such_batch_kind', 'kind');
	end if;
	begin
		if this.id is null then
			insert into app.batch (id, office_id, kind, staff_id) values (p_id, home, p_kind, call.staff_id);
		else
			delete from app.batch_count n where n.batch_id = p_id;
			update app.batch b set version = p_version + 1, kind = p_kind where b.id = p_id;
		end if;
		insert into app.batch_count (batch_id, office_id, nationality, class, n)
		select p_id, home, x.nationality, x.class, x.n
		from jsonb_to_recordset(p_counts) as x(nationality text, class text, n integer);
		if exists (select from jsonb_array_elements(p_counts) as c where c - '{nationality,class,n}'::text[] <> '{}') then
			raise check_violation;
		end if;
		select sum(n.n) into total from app.batch_count n where n.batch_id = p_id;
		if total is null or total < (select count(*) from app.case c where c.batch_id = p_id) then
			raise no_data_found;
		end if;
	exception
	when no_data_found then
		return app.refuse(call, case when total is null then 'batch_counts' else 'batch_less' end, 'counts');
	when data_exception or check_violation or not_null_violation or unique_violation then
		return app.refuse(call, 'batch_counts', 'counts');
	end;
	return app.finish(call, p_version + 1, jsonb_build_object('kind', p_kind, 'people', total, 'counts', p_counts));
end $$;
comment on function api.batch_keep(uuid, uuid, integer, text, text, jsonb) is
	'People who came at once, counted: [{"nationality": "MM", "class": "girls", "n": 4}]. p_version is the one it was read '
	'at, 0 for new ones, whose p_id the console makes. They are never fewer than the cases that were split out of them.';

create view api.batch_line as
select b.id, b.version, b.code, o.code as office, b.kind, b.entered_at, w.name as person, n.total as people, c.cases,
	n.total - c.cases as rest, n.counts
from app.batch b
join app.office o on o.id = b.office_id
join app.staff w on w.id = b.staff_id
cross join lateral (select sum(x.n)::integer as total, jsonb_agg(jsonb_build_object('nationality', x.nationality,
	'class', x.class, 'n', x.n) order by x.nationality, x.class) as counts
	from app.batch_count x where x.batch_id = b.id) as n
cross join lateral (select count(*)::integer as cases from app.case x where x.batch_id = b.id) as c
where exists (select from app.allowed a where a.action = 'batch.keep' and a.role = any ((select app.my_roles())::text[]));
comment on view api.batch_line is 'People who came at once, of my offices: all of them are the cases that were split out and the rest.';
comment on column api.batch_line.id is 'the people';
comment on column api.batch_line.version is 'to name in a change';
comment on column api.batch_line.code is 'what people say';
comment on column api.batch_line.office is 'code of the office that counts them';
comment on column api.batch_line.kind is 'push-back, raid or handover';
comment on column api.batch_line.entered_at is 'when it was entered';
comment on column api.batch_line.person is 'by whom';
comment on column api.batch_line.people is 'how many they are';
comment on column api.batch_line.cases is 'how many of them are cases';
comment on column api.batch_line.rest is 'how many are not yet';
comment on column api.batch_line.counts is 'by nationality and group, as api.batch_keep() takes them';

create function api.case_call(p_case uuid)
	returns table (at timestamptz, source text, caller text, danger text, people integer, language text, call_from timestamptz,
		call_until timestamptz, answers text, access text[], act text[], means text[], purpose text[], lacks text[])
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('case.file', 'case', p_case) then
		return;
	end if;
	return query
	select e.entered_at, e.source, e.caller, e.danger, e.people, e.lang, e.call_from, e.call_until, e.answers, e.access, e.act,
		e.means, e.purpose, app.palermo_lacks(e.act, e.means, e.purpose, c.child)
	from app.entry_call e
	join app.case c on c.id = e.case_id
	where e.case_id = p_case and app.me() in (select app.realm_people(app.realm_of(e.office_id, 'office')))
	order by e.entered_at desc, e.id limit 1;
end $$;
comment on function api.case_call(uuid) is
	'What the latest call about a case has told in clear. lacks: of act, means and purpose what nobody has told of yet; of '
	'whoever may be a child the means is not asked. For whoever belongs to the realm it is sealed for.';

reset role;
