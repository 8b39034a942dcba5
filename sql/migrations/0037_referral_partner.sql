-- A referral says what is asked for and what is not told; another organisation sees what was referred to it, and nothing else.
set local role hw_owner;

alter table app.entry_referral
	add column code text not null unique default app.new_code('RF') check (app.code_valid(code) and code like 'RF-%'),
	add column services text[] not null default '{}' check (services <@ array['Education', 'Financial', 'Health',
		'LabourExploitationRehabilitation', 'Legal', 'Livelihood', 'RightsBasedTraining', 'SexualExploitationRehabilitation', 'SocialCare']),
	add column withheld text[] not null default '{}' check (withheld <@ array['name', 'age', 'health', 'story', 'address', 'family',
		'photograph']),
	add column answer_by date,
	add constraint withheld__shared_too check (not withheld && shared),
	add constraint answer_by__before_it check (answer_by >= asked_on);
comment on column app.entry_referral.code is 'what is said between the two sides; told in no record, and never changed';
comment on column app.entry_referral.services is 'what is asked for: the words of HTCDS, as in app.entry_need';
comment on column app.entry_referral.withheld is 'what of her they are not told, on purpose; from whom, and why, is sealed';
comment on column app.entry_referral.answer_by is 'until which day an answer is wanted; null: none was named';

-- An organisation is a party of each office that knows it, so somebody may stand for several.
create table app.staff_party (
	staff_id smallint not null references app.staff,
	party_id uuid not null references app.party,
	set_by smallint not null references app.staff,
	set_at timestamptz not null default app.now(),
	primary key (staff_id, party_id)
);
create index staff_party_party on app.staff_party (party_id);
create index staff_party_set on app.staff_party (set_by);
comment on table app.staff_party is 'For which organisations whoever has the role partner stands: she sees what is referred to these.';
comment on column app.staff_party.staff_id is 'who';
comment on column app.staff_party.party_id is 'the organisation, as one of our offices knows it';
comment on column app.staff_party.set_by is 'the admin who said so';
comment on column app.staff_party.set_at is 'since when';

create table app.referral_reason (
	name text primary key,
	position smallint not null unique,
	meaning text not null
);
comment on table app.referral_reason is 'Why an organisation refuses what is asked of it.';
comment on column app.referral_reason.name is 'the word';
comment on column app.referral_reason.position is 'its place where one is chosen';
comment on column app.referral_reason.meaning is 'in a sentence';

-- A referral is sealed and signed by us, and what is told in clear beside it has to be what was signed. So what the other side
-- says is never written into it: it stands here, under the login of who said it, and the case shows it beside the entry. Whoever
-- works on the case confirms it by changing the entry (its state, and the day of the answer); until then it waits in her inbox.
-- It waits as long as it goes beyond what the entry says: asked, accepted, then refused or done. So an answer that was told by
-- telephone and entered first waits for nobody, and none takes back what the entry says.
create table app.referral_answer (
	id uuid primary key default gen_random_uuid(),
	referral_id uuid not null references app.entry_referral on delete cascade,
	case_id uuid not null,
	office_id smallint not null,
	answer text not null check (answer in ('accepted', 'refused', 'done')),
	reason text references app.referral_reason,
	staff_id smallint not null references app.staff,
	at timestamptz not null default app.now(),
	foreign key (case_id, office_id) references app.case (id, office_id) on update cascade,
	constraint refused_for_a_reason check ((answer = 'refused') = (reason is not null))
);
create index referral_answer_referral on app.referral_answer (referral_id, at);
create index referral_answer_case on app.referral_answer (case_id, office_id);
create index referral_answer_office on app.referral_answer (office_id, at);
create index referral_answer_reason on app.referral_answer (reason);
create index referral_answer_staff on app.referral_answer (staff_id);
comment on table app.referral_answer is
	'What the organisation that somebody was referred to has answered: its own word, beside an entry that is ours. Rows are only added.';
comment on column app.referral_answer.id is 'number';
comment on column app.referral_answer.referral_id is 'to which referral';
comment on column app.referral_answer.case_id is 'whose';
comment on column app.referral_answer.office_id is 'the case''s office, for row security';
comment on column app.referral_answer.answer is 'accepted, refused, or done: it was given';
comment on column app.referral_answer.reason is 'why it is refused; null: it is not';
comment on column app.referral_answer.staff_id is 'who of theirs has said so';
comment on column app.referral_answer.at is 'when';

create function app.referral_rank(state text) returns integer
	language sql immutable strict set search_path = pg_catalog, app, pg_temp
return case state when 'asked' then 0 when 'accepted' then 1 when 'taken back' then 3 else 2 end;
comment on function app.referral_rank(text) is 'How far a referral has come: an answer goes beyond what an entry says, or it waits for nobody.';

create function app.referral_last(p_referral uuid) returns app.referral_answer
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select a from app.referral_answer a where a.referral_id = p_referral order by app.referral_rank(a.answer) desc, a.at desc, a.id limit 1);
comment on function app.referral_last(uuid) is 'The last answer to a referral; null: there is none.';

create function app.referral_holds(e app.entry_referral) returns boolean
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return e.despite is not null or app.agrees(e.case_id, 'sharing', app.office_day(e.office_id))
	or (cardinality(e.shared) = 0 and not exists (select from app.entry_consent c where c.case_id = e.case_id and c.purpose = 'sharing'));
comment on function app.referral_holds(app.entry_referral) is
	'Whether she agrees today that they know of her: what was taken back since it was referred is seen no more. Where nothing of hers is '
	'shared it is enough that she has not said no.';

-- As hw_owner: row security shows a partner no case, no entry and no party. What is here is all that she sees.
create function app.referred(p_id uuid default null)
	returns table (id uuid, version integer, code text, case_id uuid, office_id smallint, case_code text, office text, party text,
		asked_on date, answer_by date, services text[], shared text[], state text, withdrawn boolean, child boolean, age_low smallint,
		age_high smallint, office_code text)
	language sql stable security definer set search_path = pg_catalog, app, pg_temp
begin atomic
	with mine as (
		select e.id, e.code, e.case_id, e.office_id, p.code as party, p.office_id as known_to, h.holds, e.asked_on, e.answer_by, e.services, e.shared,
			s.version + (select count(*) from app.referral_answer x where x.referral_id = e.id)::integer as version,
			case when app.referral_rank(l.answer) > app.referral_rank(e.state) then l.answer else e.state end as state
		from app.staff_party m
		join app.party p on p.id = m.party_id
		join app.entry_referral e on e.party = p.code and e.direction = 'out' and e.state <> 'taken back'
		join app.sealed s on s.id = e.id
		cross join lateral (select app.referral_holds(e) as holds) as h
		left join lateral app.referral_last(e.id) as l on true
		where m.staff_id = (select app.me()) and (select 'partner' = any (app.my_roles())) and (p_id is null or e.id = p_id))
	select m.id, m.version, m.code, m.case_id, m.office_id, case when m.holds then c.code end, case when m.holds then o.name end, m.party,
		case when m.holds then m.asked_on end, case when m.holds then m.answer_by end, case when m.holds then m.services end,
		case when m.holds then m.shared end, case when m.holds then m.state else 'withdrawn' end, not m.holds,
		case when m.holds then c.child end,
		case when m.holds and m.state in ('asked', 'accepted') and 'age' = any (m.shared) then c.age_low end,
		case when m.holds and m.state in ('asked', 'accepted') and 'age' = any (m.shared) then c.age_high end,
		case when m.holds then o.code end
	from mine m
	join app.case c on c.id = m.case_id and c.erased_at is null
	join app.office o on o.id = m.known_to;
end;
comment on function app.referred(uuid) is
	'What was referred to the organisations for which whoever is connected stands, and nothing that was taken back; p_id: that one alone. '
	'Of one to which she does not agree any more only that it is withdrawn. Her ages are told where they are shared, as long as the '
	'referral is open; whether she may be a child always. office, office_code: the office that knows the organisation; to which her file has gone '
	'since she is not told.';

create function app.referral_lock(p_id uuid) returns boolean
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp set lock_timeout = '3s'
as $$ begin
	perform from app.case c join app.entry_referral e on e.case_id = c.id where e.id = p_id for no key update of c;
	return true;
exception when lock_not_available then
	perform app.end_idle();
	return false;
end $$;
comment on function app.referral_lock(uuid) is
	'Hold the case of a referral until the end, as whoever changes an entry does; false: somebody else holds it.';

create function app.referral_answered(p_id uuid, p_answer text, p_reason text) returns void
	language sql volatile security definer set search_path = pg_catalog, app, pg_temp
begin atomic
	insert into app.referral_answer (referral_id, case_id, office_id, answer, reason, staff_id)
	select r.id, r.case_id, r.office_id, p_answer, p_reason, app.me() from app.referred(p_id) as r;
end;
comment on function app.referral_answered(uuid, text, text) is 'Write down what the other side has answered to what was referred to her.';

create function app.party_anywhere(p_code text, out id uuid, out code text, out office_id smallint, out kind text)
	language sql stable security definer set search_path = pg_catalog, app, pg_temp
begin atomic
	select p.id, p.code, p.office_id, p.kind from app.party p where p.code = app.code_typed(p_code, 'PA');
end;
comment on function app.party_anywhere(text) is 'The party of this code, of whichever office; all null: there is none.';

create trigger referral_answer_poke after insert on app.referral_answer for each statement execute function app.poke_case();
create trigger staff_party_poke after insert or delete on app.staff_party for each statement execute function app.poke_case();

do $$
declare
	t regclass;
begin
	foreach t in array array['app.staff_party', 'app.referral_reason', 'app.referral_answer']::regclass[] loop
		execute format('alter table %s enable row level security, force row level security', t);
		execute format('create policy everything on %s for all to hw_owner using (true)', t);
		execute format('grant select on %s to hw_api', t);
	end loop;
	foreach t in array array['app.entry_referral', 'app.entry_consent']::regclass[] loop
		execute format('create policy referred on %s for select to hw_owner using (true)', t);
	end loop;
end $$;
create policy read on app.referral_reason for select to hw_api using (true);
create policy admin on app.staff_party for all to hw_api
	using ((select 'admin' = any (app.my_roles()))) with check ((select 'admin' = any (app.my_roles())) and set_by = (select app.me()));
create policy my_offices on app.referral_answer for select to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
grant insert, delete on app.staff_party to hw_api;
grant execute on function app.referral_rank(text), app.referral_last(uuid), app.referral_holds(app.entry_referral), app.referred(uuid),
	app.referral_lock(uuid), app.referral_answered(uuid, text, text), app.party_anywhere(text) to hw_api;
reset role;

-- Whoever belongs to another organisation sees no case, no board, no file: only what was referred.
update app.role set sees_offices = false, meaning = 'another organisation: sees what was referred to it, and answers' where name = 'partner';
delete from app.allowed where role = 'partner' and action in ('case.verbs', 'case.find', 'case.open', 'case.clocks', 'case.tasks',
	'case.timeline', 'case.peek', 'case.here', 'case.links', 'sealed.list', 'sealed.kinds', 'initials');
insert into app.allowed (action, role)
select a.action, r.role
from (values
	('referral.list', '{coordinator,officer,night,supervisor,partner}'::text[]),
	('referral.open', '{partner}'),
	('referral.answer', '{partner}'),
	('staff.party.set', '{admin}')) as a(action, roles)
cross join unnest(a.roles) as r(role);

insert into app.referral_reason (name, position, meaning) values
	('no room', 1, 'there is no place free'),
	('not our work', 2, 'it is nothing that they do'),
	('not for her', 3, 'they take nobody of her age or sex'),
	('not safe here', 4, 'she would not be safe with them'),
	('too far', 5, 'they are not where she is'),
	('not known yet', 6, 'they cannot say it in time');

insert into app.change (action, told, field, undoable, undone_by) values
	('referral.answer', 'answered %', 'referral', false, null);

insert into app.refusal (code, message, hint) values
	('shared_too', 'The same cannot be told and withheld.', 'Take it out of one of the two.'),
	('no_such_referral', 'There is no such referral, or it was taken back.', null),
	('referral_withdrawn', 'She does not agree to it any more.', 'Do nothing more with it. Ask the office that referred her.'),
	('referral_over', 'That does not follow from where it stands.', 'What is refused or done has ended: call the office.'),
	('referral_stale', 'It was changed since you opened it.', 'Read it again.'),
	('referral_answer', 'That is no answer to a referral.', 'accepted, refused or done.'),
	('why_refused', 'Refusing needs a reason from the list.', 'no room, not our work, not for her, not safe here, too far, not known yet.'),
	('not_partner', 'Only somebody who is a partner, and nothing else, stands for another organisation.',
		'Enrol her with --role partner.'),
	('not_organisation', 'This is no organisation.', 'Give the code of a party of the kind organisation.'),
	('stands_already', 'She stands for it already.', null),
	('stands_not', 'She does not stand for it.', null);
