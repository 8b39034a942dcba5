-- Whether an office lets initials stand in its lists. They are sealed as everything else that tells who she is.
set local role hw_owner;

alter table app.office add column initials boolean not null default false;
comment on column app.office.initials is 'whether lists may show initials of its cases, as an admin has decided';

alter table app.event drop constraint event_kind_check;
alter table app.event add constraint event_kind_check check (
	kind in ('case', 'place', 'view', 'staff', 'office', 'directory', 'realm', 'import', 'record', 'none'));

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
