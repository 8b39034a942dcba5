-- Whether an office lets initials stand in its lists. They are sealed as everything else that tells who she is.
set local role hw_owner;

alter table app.office add column initials boolean not null default false;
comment on column app.office.initials is 'whether lists may show initials of its cases, as an admin has decided';

alter table app.event drop constraint event_kind_check;
alter table app.event add constraint event_kind_check check (
	kind in ('case', 'place', 'party', 'view', 'staff', 'office', 'directory', 'realm', 'import', 'record', 'contact', 'batch',
	'approval', 'none'));

create policy admin on app.office for update to hw_api
	using ((select 'admin' = any (app.my_roles()))) with check ((select 'admin' = any (app.my_roles())));
grant update (initials) on app.office to hw_api;

-- An admin sees no case: what goes with the permission goes by app.initials_end().
create policy initials on app.sealed for select to hw_owner using (kind = 'initials');
create policy initials_end on app.sealed for delete to hw_owner using (kind = 'initials');
create policy initials on app.sealed_past for select to hw_owner
	using (exists (select from app.sealed s where s.id = sealed_past.id));
create policy initials_end on app.sealed_past for delete to hw_owner
	using (exists (select from app.sealed s where s.id = sealed_past.id));

-- A case takes its initials along into no office that has not allowed them. Its row is held until the end: what an
-- admin decides meanwhile waits, and finds them there.
create policy initials on app.office for select to hw_owner using (true);
create policy initials_held on app.office for update to hw_owner using (true) with check (false);
create function app.initials_moved() returns trigger
	language plpgsql security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	if not exists (select from app.office o where o.id = new.office_id and o.initials for share) then
		delete from app.sealed_past x using app.sealed s
		where s.id = x.id and s.case_id = new.id and s.kind = 'initials';
		delete from app.sealed s where s.case_id = new.id and s.kind = 'initials';
	end if;
	return null;
end $$;
comment on function app.initials_moved() is
	'Delete the initials of a case, with what they were before, that has come to an office that allows none.';
create trigger initials_moved after update of office_id on app.case
	for each row when (old.office_id <> new.office_id) execute function app.initials_moved();

reset role;

insert into app.record_kind (name, subject, key, many, needs_reason, meaning) values
	('initials', 'case', 'office', false, false, 'her initials, for lists of an office that allows them');

insert into app.allowed (action, role)
select a.action, r.role
from (values
	('initials', '{coordinator,officer,night,supervisor,partner,auditor,health,operations}'::text[]),
	('initials.set', '{admin}')) as a(action, roles)
cross join unnest(a.roles) as r(role);

insert into app.refusal (code, message, hint) values
	('initials_off', 'This office keeps no initials.', 'An admin can allow them.'),
	('yes_or_no', 'That is neither yes nor no.', 'Write yes or no.');
