-- What begins with a call: a case, or a line that there was a call.
set local role hw_owner;

create or replace function app.my_office(code text) returns smallint
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select o.id from app.office o where o.id = any (app.my_offices())
	and case when my_office.code is null then o.id = (select s.office_id from app.staff s where s.id = app.me())
		else o.code = upper(my_office.code) end);
comment on function app.my_office(text) is 'The office of this code, where it is one of mine; null: my own one. Null: it is none of mine.';

-- The case, its first key and the record of the call, or nothing of them.
create or replace function app.case_found(call app.call, responsible smallint, realm uuid, epoch integer, wrapped bytea, record uuid,
		clear jsonb, blob bytea, batch uuid, nationality text, class text)
	returns jsonb
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	kept app.record_kind := (select k from app.record_kind k where k.name = 'call');
begin
	insert into app.case (id, office_id, responsible_id, source, batch_id)
	values (call.object_id, call.office_id, responsible, coalesce((select s.id from app.source s where s.name = clear ->> 'source'), 1), batch);
	update app.batch_count n set split = n.split + 1
	where n.batch_id = batch and n.nationality = case_found.nationality and n.class = case_found.class;
	insert into app.sealed_key (case_id, office_id, key, generation, born, realm_id, epoch, wrapped, made_by)
	values (call.object_id, call.office_id, kept.key, 1, case_found.epoch, realm, case_found.epoch, case_found.wrapped, call.staff_id);
	insert into app.sealed (id, case_id, office_id, kind, many, generation, blob, written_by)
	values (record, call.object_id, call.office_id, kept.name, kept.many, 1, case_found.blob, call.staff_id);
	return app.entry_keep(kept, record, call.object_id, call.office_id, clear);
end $$;
comment on function app.case_found(app.call, smallint, uuid, integer, bytea, uuid, jsonb, bytea, uuid, text, text) is
	'Found a case. Gives what was told in clear, or breaks off as app.entry_keep() does.';

create or replace function app.undo_contact(change app.event) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	this app.contact := (select c from app.contact c where c.id = change.object_id);
begin
	if this.id is null then
		return 'no_such_contact';
	elsif this.gone or (change.action = 'contact.take' and this.taken_by is distinct from change.staff_id)
		or (change.action = 'contact.done' and this.done_by is distinct from change.staff_id) then
		return 'undone_already';
	elsif change.action <> 'contact.done' and this.done_at is not null then
		return 'contact_done';
	elsif change.action = 'contact.keep' and this.taken_by is not null then
		return 'contact_taken';
	end if;
	-- Somebody may take it at this moment.
	update app.contact c set gone = change.action = 'contact.keep', done_by = null, done_at = null,
		taken_by = case change.action when 'contact.done' then c.taken_by end,
		taken_at = case change.action when 'contact.done' then c.taken_at end
	where c.id = this.id and (c.taken_by, c.done_by) is not distinct from (this.taken_by, this.done_by) and not c.gone;
	return case when not found then 'contact_taken' end;
end $$;
comment on function app.undo_contact(app.event) is 'Take back that there was a call, that somebody sees to it, or has; a code of app.refusal: it cannot be.';

-- An hour: long enough to call back, and nobody waits a night for whoever went home and forgot.
create or replace function app.contact_free(c app.contact) returns boolean
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	return c.taken_by is null or c.taken_at < app.now() - interval '1 hour' and c.taken_by not in (select app.on_shift())
		or exists (select from app.staff s where s.id = c.taken_by and s.retired_at is not null);
end $$;
comment on function app.contact_free(app.contact) is
	'Nobody sees to this call: none has taken it, or only somebody who works here no more, or who took it an hour ago and is on '
	'no shift.';

grant execute on function app.my_office(text), app.contact_free(app.contact),
	app.case_found(app.call, smallint, uuid, integer, bytea, uuid, jsonb, bytea, uuid, text, text), app.undo_contact(app.event) to hw_api;

-- Why this call is neither taken nor done.
create or replace function app.contact_refused(call app.call) returns api.outcome
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	this app.contact := (select c from app.contact c where c.id = call.object_id and not c.gone);
begin
	call.office_id := coalesce(this.office_id, call.office_id);
	return app.refuse(call, case when this.id is null then 'no_such_contact' when this.done_at is not null then 'contact_done'
		else 'contact_taken' end, 'id');
end $$;
comment on function app.contact_refused(app.call) is 'This call is not for whoever asks; says why, and writes it down.';
grant execute on function app.contact_refused(app.call) to hw_api;

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
		p_wrapped bytea, p_record uuid, p_clear jsonb, p_blob bytea, p_batch uuid default null, p_nationality text default null,
		p_class text default null)
	returns table (refusal text, field text, message text, hint text, event_id bigint, case_id uuid, version integer, code text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'case.new', 'case', jsonb_build_array(p_case, p_office, p_responsible, p_realm,
		p_epoch, p_wrapped, p_record, p_clear, p_blob, p_batch, p_nationality, p_class));
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
			why := app.batch_lacks(p_batch, home, p_nationality, p_class);
			broken := case when why is not null then 'batch' end;
		end if;
		-- Two codes of a million may be equal.
		for i in 1 .. 5 loop
			exit when why is not null or changes is not null;
			begin
				changes := app.case_found(call, responsible, p_realm, p_epoch, p_wrapped, p_record, p_clear, p_blob, p_batch,
					p_nationality, p_class);
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
comment on function api.case_new(uuid, uuid, text, text, uuid, integer, bytea, uuid, jsonb, bytea, uuid, text, text) is
	'A call becomes a case, at once with its first key and the sealed record of what was said; all ids are the console''s. '
	'p_office null: my own one. p_responsible: me (also null) or nobody. The record is the first of its kind, version 1, sealed '
	'under generation 1, which is born in the realm''s newest epoch. p_batch: the people out of whom she '
	'is split, as one of this nationality and class.';

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
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := p_id;
	update app.contact c set taken_by = call.staff_id, taken_at = app.now()
	where c.id = p_id and not c.gone and c.done_at is null and app.contact_free(c) returning c.office_id into office;
	if not found then
		return app.contact_refused(call);
	end if;
	call.office_id := office;
	return app.finish(call, 1);
end $$;
comment on function api.contact_take(uuid, uuid) is
	'I see to this call, that somebody has to see to: of those that nobody sees to (app.contact_free).';

create function api.contact_done(p_key uuid, p_id uuid) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'contact.done', 'contact', to_jsonb(p_id));
	office smallint;
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := p_id;
	update app.contact c set done_by = call.staff_id, done_at = app.now()
	where c.id = p_id and not c.gone and c.done_at is null and (c.taken_by = call.staff_id or app.contact_free(c))
	returning c.office_id into office;
	if not found then
		return app.contact_refused(call);
	end if;
	call.office_id := office;
	return app.finish(call, 1);
end $$;
comment on function api.contact_done(uuid, uuid) is
	'Nobody has to see to this call any more: one that I see to, or nobody does. Until somebody says so it waits in triage.';

create view api.contact_line as
select c.id, c.kind, k.needs, o.code as office, o.short as office_name, c.language, x.code as about, w.name as person,
	c.came_at, t.name as taken_by, c.taken_at, d.name as done_by, c.done_at
from app.contact c
join app.contact_kind k on k.name = c.kind
join app.office o on o.id = c.office_id
join app.staff w on w.id = c.staff_id
left join app.case x on x.id = c.case_id
left join app.staff t on t.id = c.taken_by
left join app.staff d on d.id = c.done_by
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
comment on column api.contact_line.done_by is 'who said that nobody waits for it any more; null: nobody has';
comment on column api.contact_line.done_at is 'when that was';

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
