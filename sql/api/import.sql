-- Reading in a file of de-identified records: open, rows, close in one transaction.
set local role hw_api;

create function api.import_open(p_key uuid, p_office text, p_sha256 text, p_layout text,
		p_lines integer)
	returns table (import_id uuid, refusal text, message text, imported integer, at_ms bigint)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'import.open', 'import',
		jsonb_build_array(p_office, p_sha256, p_layout, p_lines));
	place smallint;
	complete boolean;
begin
	if not call.done then
		-- Two people with the same file: the second waits, and then finds it here.
		perform pg_advisory_xact_lock(hashtextextended('import ' || p_sha256, 0));
		select o.id into place from app.office o
		where o.code = upper(p_office) and o.id = any (app.my_offices());
		if place is null then
			call.answer := app.refuse(call, 'office', 'office');
			call.done := true;
		elsif coalesce(p_sha256 !~ '^[0-9a-f]{64}$' or p_layout <> 'ctdc' or p_lines < 0, true)
			or num_nulls(p_sha256, p_layout, p_lines) > 0 then
			call.answer := app.refuse(call, 'file_format', 'file');
			call.done := true;
		end if;
	end if;
	if call.done then
		refusal := (call.answer).refusal;
		message := (call.answer).message;
		-- Asked again after a lost answer: the import it opened, if it is still open.
		select i.id into import_id from app.import i join app.office o on o.id = i.office_id
		where refusal is null and i.sha256 = p_sha256 and o.code = upper(p_office) and i.closed_at is null;
		return next;
		return;
	end if;
	call.office_id := place;
	select i.closed_at is not null, coalesce(i.records, 0), api.ms(i.closed_at)
	into complete, imported, at_ms from app.import i
	where i.sha256 = p_sha256 and i.office_id = any (app.my_offices()) order by i.opened_at limit 1;
	if not found then
		insert into app.import (office_id, staff_id, sha256, layout, lines)
		values (place, call.staff_id, p_sha256, p_layout, p_lines)
		returning id into import_id;
		imported := 0;
	end if;
	if not complete then
		select o.refusal, o.message into refusal, message from app.refuse(call, 'half_read', 'file') as o;
		return next;
		return;
	end if;
	call.object_id := import_id;
	perform app.finish(call, null, jsonb_build_object('lines', p_lines, 'layout', p_layout,
		'again', import_id is null));
	return next;
end $$;
comment on function api.import_open(uuid, text, text, text, integer) is
	'Begin to read in a file. import_id null and no refusal: the file is here already, with so many records, '
	'since then.';

create function api.import_rows(p_import uuid, p_line integer[], p_year integer[], p_source text[], p_sex text[],
		p_citizenship text[], p_exploitation text[], p_forced_labour text[], p_labour text[], p_control text[],
		p_age_low integer[], p_age_high integer[])
	returns integer
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	place smallint;
	inserted integer;
begin
	if not app.begin_read('import.rows', 'import', p_import) then
		return null;
	end if;
	select i.office_id into place from app.import i
	where i.id = p_import and i.closed_at is null and i.staff_id = app.me();
	if not found then
		raise exception 'no open import of yours' using errcode = 'invalid_parameter_value';
	end if;
	-- A word without a number becomes null here and is noticed below; a null stays unknown.
	insert into app.record (import_id, line, office_id, year, source, sex, citizenship, exploitation, forced_labour,
		labour, control, age_low, age_high)
	select p_import, r.line, place, r.year, q.id, r.sex, r.citizenship,
		coalesce(x.id, case when r.exploitation is not null then 0 end), r.forced_labour::boolean,
		coalesce(l.id, case when r.labour is not null then 0 end),
		coalesce(k.id, case when r.control is not null then 0 end), r.age_low, r.age_high
	from unnest(p_line, p_year, p_source, p_sex, p_citizenship, p_exploitation, p_forced_labour, p_labour, p_control,
		p_age_low, p_age_high) as r(line, year, source, sex, citizenship, exploitation, forced_labour, labour, control,
		age_low, age_high)
	left join app.source q on q.name = r.source
	left join app.exploitation x on x.name = r.exploitation
	left join app.labour l on l.name = r.labour
	left join app.control k on k.name = r.control;
	get diagnostics inserted = row_count;
	return inserted;
end $$;
comment on function api.import_rows(uuid, integer[], integer[], text[], text[], text[], text[], text[], text[], text[],
	integer[], integer[]) is
	'Some rows of an open import; the words are the names in app.source, exploitation, labour '
	'and control. '
	'A word that is not there is an error: the importer has checked them.';

create function api.import_close(p_import uuid) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(null, 'import.close', 'import', to_jsonb(p_import));
	n integer;
	lines integer;
begin
	if call.done then
		return call.answer;
	end if;
	call.object_id := p_import;
	select i.office_id, i.lines into call.office_id, lines from app.import i
	where i.id = p_import and i.closed_at is null and i.staff_id = call.staff_id for update;
	if not found then
		select s.office_id into call.office_id from app.staff s where s.id = call.staff_id;
		return app.refuse(call, 'no_such_import', 'import');
	end if;
	select count(*) into n from app.record r where r.import_id = p_import;
	if n > lines then
		return app.refuse(call, 'file_format', 'import');
	end if;
	update app.import set closed_at = app.now(), records = n where id = p_import;
	return app.finish(call, null, jsonb_build_object('records', n));
end $$;
comment on function api.import_close(uuid) is 'An import is complete.';

create function api.record_summary(p_import uuid default null)
	returns table (kind text, value text, n bigint)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('record.summary', 'record', p_import) then
		return;
	end if;
	return query
	select case when grouping(r.exploitation) = 0 then 'exploitation' else 'citizenship' end as k,
		coalesce(case when grouping(r.exploitation) = 0
			then (select x.name from app.exploitation x where x.id = r.exploitation)
			else r.citizenship end, 'unknown') as v,
		count(*) as c
	from app.record r
	where p_import is null or r.import_id = p_import
	group by grouping sets ((r.exploitation), (r.citizenship))
	order by k desc, c desc, v;
end $$;
comment on function api.record_summary(uuid) is
	'Records by type of exploitation and by citizenship: of one import, or of all my offices.';
