-- Shifts: a person begins and ends her own; who is on shift is told to everybody but people of other organisations.
set local role hw_api;

create view api.shift_line as
select h.office_id, o.short as office, o.code as office_code, s.name as person, h.starts_at, h.ends_at,
	h.staff_id is not distinct from (select app.me()) as mine,
	h.office_id is not distinct from (select s.office_id from app.staff s where s.id = (select app.me())) as here
from app.shift h
join app.staff s on s.id = h.staff_id and s.retired_at is null
join app.office o on o.id = h.office_id
where h.starts_at <= (select app.now()) and h.ends_at > (select app.now()) and 'partner' <> all ((select app.my_roles())::text[]);
comment on view api.shift_line is 'Who is on shift now; nobody, for people of other organisations.';
comment on column api.shift_line.office_id is 'the office';
comment on column api.shift_line.office is 'its short name';
comment on column api.shift_line.office_code is 'its code';
comment on column api.shift_line.person is 'who';
comment on column api.shift_line.starts_at is 'since when';
comment on column api.shift_line.ends_at is 'until when';
comment on column api.shift_line.mine is 'it is I';
comment on column api.shift_line.here is 'it is my home office';

create function api.shift_begin(p_key uuid, p_office text default null, p_until text default null) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'shift.begin', 'staff', jsonb_build_array(p_office, p_until));
	here app.office;
	ends timestamptz;
begin
	if call.done then
		return call.answer;
	end if;
	-- Two of hers at once: the second sees what the first has begun, though it began a moment before.
	perform pg_advisory_xact_lock(hashtextextended('shift', call.staff_id));
	select o.* into here from app.office o
	where case when p_office is null then o.id = call.office_id else o.code = upper(p_office) end;
	if here.id is null then
		return app.refuse(call, 'no_such_office', 'office');
	elsif here.id <> all (app.my_offices()) then
		return app.refuse(call, 'office', 'office');
	elsif exists (select from app.shift h where h.staff_id = call.staff_id
		and h.starts_at < app.now() + interval '1 minute' and h.ends_at > app.now()) then
		return app.refuse(call, 'on_shift');
	elsif p_until !~ '^([01]?[0-9]|2[0-3]):[0-5][0-9]$' then
		return app.refuse(call, 'no_such_time', 'until');
	end if;
	call.office_id := here.id;
	-- The next time that the clocks of that office show this; without one, twelve hours.
	ends := ((app.now() at time zone here.zone)::date + p_until::time) at time zone here.zone;
	ends := coalesce(case when ends > app.now() then ends
		else ((app.now() at time zone here.zone)::date + 1 + p_until::time) at time zone here.zone end,
		app.now() + interval '12 hours');
	insert into app.shift (staff_id, office_id, starts_at, ends_at)
	values (call.staff_id, here.id, app.now(), least(ends, app.now() + interval '24 hours'))
	on conflict (staff_id, starts_at) do update set ends_at = excluded.ends_at;
	return app.finish(call, null, jsonb_build_object('office', jsonb_build_array(null, here.code),
		'until', jsonb_build_array(null, ends)));
end $$;
comment on function api.shift_begin(uuid, text, text) is
	'Begin my shift in one of my offices (null: my home office), until a time of day there such as 07:00 (null: for twelve '
	'hours).';

create function api.shift_end(p_key uuid) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'shift.end', 'staff', null);
	was app.shift;
begin
	if call.done then
		return call.answer;
	end if;
	select h.* into was from app.shift h
	where h.staff_id = call.staff_id and h.starts_at <= app.now() and h.ends_at > app.now()
	order by h.starts_at desc limit 1;
	if was.staff_id is null then
		return app.refuse(call, 'no_shift');
	end if;
	call.office_id := was.office_id;
	if was.starts_at = app.now() then
		delete from app.shift h where (h.staff_id, h.starts_at) = (was.staff_id, was.starts_at);
	else
		update app.shift h set ends_at = app.now() where (h.staff_id, h.starts_at) = (was.staff_id, was.starts_at);
	end if;
	return app.finish(call, null, jsonb_build_object('until', jsonb_build_array(was.ends_at, app.now())));
end $$;
comment on function api.shift_end(uuid) is 'End the shift I am on.';
