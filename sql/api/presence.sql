-- Who else has a case open just now.
set local role hw_api;

create view api.presence_line as
select p.case_id, s.name as person, p.since
from app.presence p
join app.staff s on s.id = p.staff_id and s.retired_at is null
where p.until > (select app.now()) and p.staff_id is distinct from (select app.me());
comment on view api.presence_line is 'Who else has which case open.';
comment on column api.presence_line.case_id is 'the case';
comment on column api.presence_line.person is 'who';
comment on column api.presence_line.since is 'since when';

create function api.here(p_case uuid, p_leave boolean default false)
	returns table (person text, since timestamptz)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('case.here', 'case', p_case) then
		return;
	end if;
	-- What consoles that died have left, but for what somebody else is at.
	delete from app.presence x where x.ctid = any (array(select p.ctid from app.presence p
		where (p.staff_id = app.me() and (p.until <= app.now() or (p_leave and p.case_id = p_case)))
		or (p.case_id = p_case and p.until <= app.now())
		for update skip locked));
	if p_leave then
		return;
	end if;
	update app.presence p set until = app.now() + interval '40 seconds'
	where p.case_id = p_case and p.staff_id = app.me();
	if not found then
		insert into app.presence (case_id, staff_id, office_id, until)
		select c.id, app.me(), c.office_id, app.now() + interval '40 seconds' from app.case c where c.id = p_case
		on conflict do nothing;
	end if;
	return query select l.person, l.since from api.presence_line l where l.case_id = p_case order by l.since, l.person;
end $$;
comment on function api.here(uuid, boolean) is
	'I have this case open: to be said again within 40 seconds, or with p_leave that I have it no more. Who else has it '
	'open. It is no line in the record.';
