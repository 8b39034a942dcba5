-- Four eyes: what one person asks and others approve (see 0029_approval.sql). Whoever asked, or wrote part of what is asked,
-- never answers it; an answer names the version and the hash of what was read; the last approval that is needed carries it
-- out, in its own transaction, once.
set local role hw_owner;

create or replace function app.ms(at timestamptz) returns bigint
	language sql immutable strict security invoker set search_path = pg_catalog, app, pg_temp
return (extract(epoch from at) * 1000)::bigint;
comment on function app.ms(timestamptz) is
	'A moment in what is signed, as milliseconds since 1970 UTC: the same text for everybody, whatever her time zone.';

-- Who asked and how many have to sign is signed, too: a row of the database that says otherwise makes nobody's own word an approval.
create or replace function app.approval_now(kind app.approval_kind, id uuid, askers smallint[]) returns text
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	content jsonb;
begin
	execute format('select app.%I($1)', kind.content) into content using id;
	return (content || jsonb_build_object('people', kind.people, 'offices', kind.offices,
		'asked_by', (select jsonb_agg(s.person order by s.person::text) from app.staff s where s.id = any (askers))))::text;
end $$;
comment on function app.approval_now(app.approval_kind, uuid, smallint[]) is
	'The text that is approved, as it would be read now: what its kind tells of it, who asked (asked_by: each app.staff.person) and '
	'how many people, of how many offices, have to approve it.';

create or replace function app.approval_lacks(kind app.approval_kind, id uuid) returns text[]
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	codes text[];
begin
	execute format('select array_agg(x) from app.%I($1) as x', kind.lacks) into codes using id;
	return coalesce(codes, '{}');
end $$;
comment on function app.approval_lacks(app.approval_kind, uuid) is
	'What has to be there before it can be approved, and is not: codes of app.refusal.';

create or replace function app.approval_follow(kind app.approval_kind, id uuid, answer text, reason text, detail jsonb) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	problem text;
begin
	execute format('select app.%I($1, $2, $3, $4)', kind.decided) into problem using id, answer, reason, detail;
	return problem;
end $$;
comment on function app.approval_follow(app.approval_kind, uuid, text, text, jsonb) is
	'Carry out what was approved, or follow what was decided otherwise; the code of a refusal, or null.';

-- Of what is about a case the case is locked first: so does whoever changes its file.
create or replace function app.lock_approval(id uuid, out this app.approval, out was app.case, out busy text)
	language plpgsql volatile security invoker
	set search_path = pg_catalog, app, pg_temp set lock_timeout = '3s'
as $$
declare
	held record;
begin
	select a.* into this from app.approval a where a.id = lock_approval.id;
	if this.case_id is not null then
		select * into held from app.lock_case(this.case_id);
		was := held.was;
		if held.busy or was.id is null and not app.transfer_lock(this.case_id) then
			busy := 'busy';
			return;
		end if;
	end if;
	select a.* into this from app.approval a where a.id = lock_approval.id for update;
exception when lock_not_available or deadlock_detected then
	perform app.end_idle();
	busy := 'busy_approval';
end $$;
comment on function app.lock_approval(uuid) is
	'The request and its case, locked until the end; null: there is none. busy: the code of the refusal, somebody else is at it.';

create or replace function app.try_approval(id uuid, out this app.approval, out busy text)
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	select a.* into this from app.approval a where a.id = try_approval.id;
	perform from app.case c where c.id = this.case_id for no key update nowait;
	select a.* into this from app.approval a where a.id = try_approval.id for update nowait;
exception when lock_not_available then
	busy := 'busy_approval';
end $$;
comment on function app.try_approval(uuid) is 'As lock_approval, for whoever only reads: she waits for nobody.';

-- Whoever approves it works for the office that asks; a request of hers she does not, whatever her roles are.
create or replace function app.approvers(kind text, office smallint) returns setof smallint
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
begin atomic
	select s.id from app.staff s join app.staff_office o on o.staff_id = s.id and o.office_id = office
	where s.retired_at is null and exists (select from app.staff_role r join app.approval_role x on x.role = r.role
		where r.staff_id = s.id and x.kind = approvers.kind);
end;
comment on function app.approvers(text, smallint) is 'Who could approve what an office asks of this kind, if she has not asked it.';

-- Whoever has answered this version has answered it: what needs another answer needs another person.
create or replace function app.approval_can(this app.approval) returns setof smallint
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
begin atomic
	select x from app.approvers(this.kind, this.office_id) as x
	where x <> all (this.askers)
	and not exists (select from app.approval_vote v where v.approval_id = this.id and v.version = this.version and v.staff_id = x);
end;
comment on function app.approval_can(app.approval) is
	'Who could still decide it, there or away: neither asked it nor answered it as it is. None: nobody can, however long it waits.';

-- Who is asked sees it at once; she is woken for what was done already. As hw_owner, since nobody but he writes messages.
create or replace function app.approval_call(id uuid, woken boolean) returns void
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
	perform app.approval_step(a, woken) from app.approval a where a.id = approval_call.id;
end $$;
comment on function app.approval_call(uuid, boolean) is 'Ask the first in line for a request.';

create or replace function app.approval_begin(id uuid, code text, kind text, office smallint, to_office smallint, case_id uuid,
		answer_within interval default null, acted_at timestamptz default null, others smallint[] default '{}')
	returns void
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	k app.approval_kind;
	content text;
	me smallint := app.me();
	wrote smallint[] := me || others;
begin
	select * into k from app.approval_kind x where x.name = approval_begin.kind;
	content := app.approval_now(k, id, wrote);
	insert into app.approval (id, code, kind, office_id, to_office_id, case_id, asked_by, askers, content, hash, first_content, acted_at,
		answer_within, due_at, expires_at)
	values (id, code, kind, office, to_office, case_id, me, wrote, content, sha256(convert_to(content, 'UTF8')), content, acted_at, answer_within,
		app.now() + least(answer_within, k.answer_within), coalesce(acted_at + k.sign_within, app.now() + k.expires_after));
	perform app.approval_call(id, acted_at is not null);
end $$;
comment on function app.approval_begin(uuid, text, text, smallint, smallint, uuid, interval, timestamptz, smallint[]) is
	'Ask for it: the row that says what is asked is there already. answer_within, acted_at: see app.approval. others: who else has had a part '
	'in what is asked, and does not approve it.';

create or replace function app.approval_over(this app.approval, now_is text) returns void
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	update app.approval a set state = now_is, ended_at = app.now(), touched_at = app.now(), to_id = null, seen_by = '{}' where a.id = this.id;
end $$;
comment on function app.approval_over(app.approval, text) is 'It is decided, or over.';

-- Of a request that nobody decided in time: whoever comes by sees to it. What was done already does not run out.
create or replace function app.approval_expire(this app.approval) returns boolean
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	k app.approval_kind;
begin
	if this.ended_at is not null or this.acted_at is not null or this.expires_at > app.now() then
		return false;
	end if;
	select * into k from app.approval_kind x where x.name = this.kind;
	perform app.approval_over(this, 'expired');
	perform app.approval_follow(k, this.id, 'expire', null, null);
	return true;
end $$;
comment on function app.approval_expire(app.approval) is 'End it where its time is over. Whether it was.';

-- Away is not there: her delegate is asked in her place, where she could decide it, and once.
create or replace function app.approval_next(this app.approval, out first smallint, out second smallint)
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	line smallint[];
begin
	line := array(select x.id from (
			select coalesce(w.delegate_id, l.staff_id) as id, min(l.place) as place
			from app.in_line(this.office_id, null) as l
			left join app.away w on w.staff_id = l.staff_id and w.starts_at <= app.now() and w.ends_at > app.now()
			group by 1) as x
		where x.id in (select app.approval_can(this))
		and not exists (select from app.away w where w.staff_id = x.id and w.starts_at <= app.now() and w.ends_at > app.now())
		order by cardinality(array_positions(this.asked, x.id)),
			this.acted_at is not null and this.expires_at <= app.now() and not exists (select from app.staff_role r
				where r.staff_id = x.id and r.role = 'coordinator'), x.place);
	first := line[1];
	second := line[2];
end $$;
comment on function app.approval_next(app.approval) is
	'Who is to be asked now, and who would be after her: who was asked least often, by her place in the line of the office; of what '
	'was done in an emergency and nobody has signed in time, a coordinator before others. Null: nobody is there.';

-- Nobody keeps what was done already from a coordinator by being asked herself.
create or replace function app.approval_until(this app.approval) returns timestamptz
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select least(app.now() + k.answer_within, case when this.asked = '{}' then app.now() + this.answer_within end, case when this.acted_at is not null and this.expires_at > app.now() then this.expires_at end)
	from app.approval_kind k where k.name = this.kind);
comment on function app.approval_until(app.approval) is
	'Until when who is asked now has time, the first in line less where it is urgent; of what was done already not longer than until it goes to a coordinator.';

create or replace function app.approval_step(this app.approval, woken boolean) returns void
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	line record;
begin
	select * into line from app.approval_next(this);
	insert into app.notice (approval_id, office_id, staff_id, code)
	select this.id, this.office_id, x.id, app.new_notice_code()
	from unnest(case when woken then array[line.first, case when this.asked = '{}' and this.acted_at is not null then line.second end] end) as x(id)
	where x.id is not null;
	update app.approval a set to_id = line.first, asked = array_remove((a.asked || line.first)[greatest(1, cardinality(a.asked) - 200):], null),
		due_at = case when line.first is null then app.now() + interval '1 minute' else app.approval_until(a) end
	where a.id = this.id;
	if woken and (this.asked = '{}' or this.to_id is distinct from line.first) then
		insert into app.event (office_id, action, kind, object_id, detail)
		values (this.office_id, 'approval.next', case when this.case_id is null then 'approval' else 'case' end, coalesce(this.case_id, this.id),
			jsonb_build_object('asked', jsonb_build_array(this.to_id, line.first), 'request', this.id));
	end if;
end $$;
comment on function app.approval_step(app.approval, boolean) is
	'Ask the next in line, by a message where she is to be woken; where nobody is, look again in a minute. Of what was done in an '
	'emergency two are woken at once.';

-- As escalate_due(): whoever comes by, in all offices.
create or replace function app.approval_due() returns integer
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	open app.approval;
	moved integer := 0;
begin
	for open in
		select * from app.approval a
		where a.ended_at is null and least(a.due_at, a.expires_at) <= app.now() and (a.acted_at is null or a.due_at <= app.now())
		and (a.state = 'open' or a.expires_at <= app.now())
		order by a.due_at limit 100 for update skip locked
	loop
		if app.approval_expire(open) then
			insert into app.event (office_id, action, kind, object_id, detail)
			values (open.office_id, 'approval.over', case when open.case_id is null then 'approval' else 'case' end,
				coalesce(open.case_id, open.id), app.approval_detail(open, 'nobody decided it in time'));
		elsif open.state = 'asked back' then
			perform app.approval_back(open);
			perform app.approval_call(open.id, true);
		else
			perform app.approval_step(open, true);
		end if;
		moved := moved + 1;
	end loop;
	return moved;
end $$;
comment on function app.approval_due() is
	'Move on every request that nobody has answered in time, and end those whose time is over, in all offices; what was done already and '
	'sent back with a question that nobody has answered is asked of a coordinator. How many.';

-- What was done already is signed by the office that did it, as it stood when the file went; nothing else of theirs is decided then.
create or replace function app.approval_left(this app.approval) returns boolean
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return this.case_id is not null and not exists (select from app.case c where (c.id, c.office_id) = (this.case_id, this.office_id));
comment on function app.approval_left(app.approval) is
	'The file that it is about is of another office by now: what is asked stays as it was last read.';

create or replace function app.approval_read(this app.approval, writer smallint default null) returns app.approval
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	k app.approval_kind;
	wrote smallint[] := case when writer = any (this.askers) or writer is null then this.askers else this.askers || writer end;
	reads text;
begin
	select * into k from app.approval_kind x where x.name = this.kind;
	if this.ended_at is not null or app.approval_left(this) then
		return this;
	end if;
	reads := app.approval_now(k, this.id, wrote);
	if reads = this.content then
		return this;
	end if;
	update app.approval a set content = reads, hash = sha256(convert_to(reads, 'UTF8')), version = a.version + 1, askers = wrote,
		touched_at = app.now()
	where a.id = this.id returning a.* into this;
	if this.to_id = any (wrote) then
		perform app.approval_call(this.id, this.acted_at is not null);
		select a.* into this from app.approval a where a.id = this.id;
	end if;
	return this;
end $$;
comment on function app.approval_read(app.approval, smallint) is
	'The request with its content as it is now: another version, where it has changed. writer: whoever has just written part of '
	'what is asked, who does not approve it from then on: was she asked, the next one is.';

-- Who has sent it back reads it again, also where the answer is a note and not a word of it has changed. What was done already has
-- no more time by that.
create or replace function app.approval_back(this app.approval) returns void
	language sql volatile security invoker set search_path = pg_catalog, app, pg_temp
begin atomic
	update app.approval a set state = 'open', version = a.version + 1, touched_at = app.now(), asked = '{}', to_id = null,
		due_at = app.approval_until(a),
		expires_at = case when a.acted_at is null then greatest(a.expires_at, app.now() + (select k.expires_after from app.approval_kind k
			where k.name = a.kind)) else a.expires_at end
	where a.id = this.id;
end;
comment on function app.approval_back(app.approval) is 'What was sent back with a question waits again, as another version: whom to ask is the caller''s.';

create or replace function app.approval_reopen(this app.approval) returns void
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	if app.approval_expire(this) then
		return;
	end if;
	perform app.approval_back(this);
	perform app.approval_call(this.id, false);
	perform app.approval_follow(k, this.id, 'ask again', null, null) from app.approval_kind k where k.name = this.kind;
end $$;
comment on function app.approval_reopen(app.approval) is 'What was sent back with a question is asked again, by whoever has answered it, unless its time is over: then that is said.';

create or replace function app.approval_detail(this app.approval, what text) returns jsonb
	language sql immutable security invoker set search_path = pg_catalog, app, pg_temp
return jsonb_build_object('approval', jsonb_build_array(null, this.code || ': ' || what), 'request', this.id, 'version', this.version,
	'sha256', encode(this.hash, 'hex'));
comment on function app.approval_detail(app.approval, text) is 'What the record says of it.';

-- The beginning of everything that is done with a request. It is locked, its time is not over, and she sees it.
create or replace function app.begin_approval(key uuid, action text, id uuid, args jsonb, out call app.call, out this app.approval)
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	held record;
	code text;
begin
	call := app.begin_change(key, action, 'approval', args);
	call.object_id := id;
	if call.done then
		return;
	end if;
	call.done := true;
	if app.waited_long() then
		call.answer := app.refuse(call, 'waited_long');
		return;
	end if;
	select * into held from app.lock_approval(id);
	this := held.this;
	if held.busy is not null or this.id is null or this.office_id <> all (app.my_offices()) then
		call.answer := app.refuse(call, coalesce(held.busy, 'no_such_approval'), 'id');
		return;
	end if;
	call.office_id := this.office_id;
	if this.case_id is not null then
		call.was := held.was;
		call.kind := 'case';
		call.object_id := this.case_id;
	end if;
	code := case when this.ended_at is not null and this.state <> 'expired' then 'approval_over'
		when this.state = 'expired' or app.approval_expire(this) then 'approval_expired' end;
	if code is not null then
		call.answer := app.refuse(call, code, 'id');
		return;
	end if;
	call.done := false;
end $$;
comment on function app.begin_approval(uuid, text, uuid, jsonb) is
	'Begin to do something with an open request of one of my offices: it and its case are locked.';

create or replace function app.approval_enough(this app.approval) returns boolean
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select count(distinct v.staff_id) >= k.people and count(distinct x.home_id) >= k.offices
	from app.approval_kind k
	left join app.approval_vote v on v.approval_id = this.id and v.version = this.version and v.answer = 'approve'
		and v.staff_id <> all (this.askers) and v.staff_id in (select app.approvers(this.kind, this.office_id))
	left join lateral (select v.home_id union select s.office_id from app.staff s where s.id = this.asked_by) as x on true
	where k.name = this.kind group by k.people, k.offices);
comment on function app.approval_enough(app.approval) is
	'Whether as many people, of as many offices, have approved this version as it needs: people who could do so now, too.';

create or replace function app.approval_refusal(this app.approval, person smallint, p_version integer, p_hash bytea, p_answer text,
		p_reason text, p_number integer, p_signature bytea)
	returns text[]
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	return case
		when this.state = 'asked back' then '{id,approval_asked_back}'
		when person = any (this.askers) then '{id,own_request}'
		when person not in (select app.approvers(this.kind, this.office_id)) then '{id,not_approver}'
		when exists (select from app.approval_vote v where v.approval_id = this.id and v.version = this.version and v.staff_id = person)
			then '{id,answered_already}'
		when (this.version, this.hash) is distinct from (p_version, p_hash) then '{version,approval_changed}'
		when p_answer is null or p_answer not in ('approve', 'refuse', 'ask back') then '{answer,no_such_decision}'
		when p_answer = 'ask back' and not exists (select from app.staff s join app.staff_office o on o.staff_id = s.id
			where s.id = any (this.askers) and s.retired_at is null and o.office_id = this.office_id) then '{answer,nobody_answers}'
		when p_answer <> 'approve' and not exists (select from app.approval_reason r where (r.answer, r.name) = (p_answer, p_reason))
			then '{reason,why_refuse}'
		when p_answer <> 'approve' then null
		when this.acted_at is null and app.approval_left(this) then '{id,file_left}'
		when this.acted_at is null and app.approval_lacks((select k from app.approval_kind k where k.name = this.kind), this.id) <> '{}' then '{id,approval_lacks}'
		when coalesce(octet_length(p_signature), 0) <> 64 or p_number is null then '{signature,signature_needed}'
		when p_number is distinct from app.my_number() then '{signature,not_your_keys}'
		end::text[];
end $$;
comment on function app.approval_refusal(app.approval, smallint, integer, bytea, text, text, integer, bytea) is
	'Why somebody cannot answer so: the argument at fault and the code of the refusal; null: she can.';

grant execute on function app.ms(timestamptz), app.approval_now(app.approval_kind, uuid, smallint[]), app.approval_lacks(app.approval_kind, uuid),
	app.approval_follow(app.approval_kind, uuid, text, text, jsonb), app.lock_approval(uuid), app.try_approval(uuid), app.approvers(text, smallint), app.approval_can(app.approval),
	app.approval_begin(uuid, text, text, smallint, smallint, uuid, interval, timestamptz, smallint[]), app.approval_over(app.approval, text),
	app.approval_expire(app.approval), app.approval_left(app.approval), app.approval_read(app.approval, smallint), app.approval_reopen(app.approval), app.approval_back(app.approval),
	app.approval_until(app.approval),
	app.approval_detail(app.approval, text),
	app.approval_next(app.approval), app.approval_step(app.approval, boolean), app.approval_due(), app.approval_call(uuid, boolean),
	app.begin_approval(uuid, text, uuid, jsonb), app.approval_enough(app.approval),
	app.approval_refusal(app.approval, smallint, integer, bytea, text, text, integer, bytea) to hw_api;

set local role hw_api;

create view api.approval_line as
select a.id, a.version, a.code, a.kind, case when a.acted_at is not null and a.ended_at is null then case a.kind when 'glass' then 'BREAK-GLASS' else 'EMERGENCY unsigned' end else a.kind end as what,
	c.code as case_code, o.code as office, t.code as to_office, w.name as asked_by, a.asked_at,
	case when a.ended_at is null and a.acted_at is null and a.expires_at <= (select app.now()) then 'expired' else a.state end as state,
	a.acted_at, case when a.ended_at is not null then null when a.state = 'asked back' or n.nobody or a.to_id is null then a.expires_at else least(a.due_at, a.expires_at) end as due_at, a.expires_at,
	case when not n.nobody then p.name end as asked_of, n.nobody,
	n.waits as waits_on_me, (select app.me()) = any (a.askers) as mine,
	case when a.state in ('approved', 'refused', 'withdrawn') then array_position('{approved,refused,withdrawn}', a.state) + 4
		when a.state = 'expired' or a.acted_at is null and a.expires_at <= (select app.now()) then 8 when n.waits then 0
		when a.state = 'asked back' and (select app.me()) = any (a.askers) then 1 when n.nobody then 2
		when (select app.me()) = any (a.askers) then 3 else 4 end::smallint as turn, a.ended_at, a.touched_at
from app.approval a
join app.office o on o.id = a.office_id
join app.staff w on w.id = a.asked_by
left join app.office t on t.id = a.to_office_id
left join app.case c on c.id = a.case_id
left join app.staff p on p.id = a.to_id
cross join lateral (select case when a.ended_at is not null or a.state <> 'open' or a.acted_at is null and a.expires_at <= (select app.now()) then false else not exists (
	select from app.staff s join app.staff_office b on b.staff_id = s.id and b.office_id = a.office_id
	where s.retired_at is null and s.id <> all (a.askers)
	and exists (select from app.staff_role r join app.approval_role x on x.role = r.role where r.staff_id = s.id and x.kind = a.kind)
	and not exists (select from app.approval_vote v where v.approval_id = a.id and v.version = a.version and v.staff_id = s.id)) end as nobody,
	a.ended_at is null and a.state = 'open' and (a.acted_at is not null or a.expires_at > (select app.now()))
		and (select app.me()) <> all (a.askers) and a.office_id = any ((select app.my_offices())::smallint[])
		and exists (select from app.approval_role r where r.kind = a.kind and r.role = any ((select app.my_roles())::text[]))
		and not exists (select from app.approval_vote v
			where v.approval_id = a.id and v.version = a.version and v.staff_id = (select app.me())) as waits) as n
where exists (select from app.allowed x where x.action = 'approval.open' and x.role = any ((select app.my_roles())::text[]));
comment on view api.approval_line is
	'What is to be approved, or was, of my offices or for one of them, as lines of a list; of none, where my role decides nothing.';
comment on column api.approval_line.id is 'the request';
comment on column api.approval_line.version is 'of its content, as it was last read';
comment on column api.approval_line.code is 'what people say';
comment on column api.approval_line.kind is 'what it is: a word of app.approval_kind';
comment on column api.approval_line.what is 'the same, for whoever reads a list: what was done already and nobody has signed says so first';
comment on column api.approval_line.case_code is 'the case it is about; null: none, or none of mine';
comment on column api.approval_line.office is 'the office that asks';
comment on column api.approval_line.to_office is 'the office that it goes to; null: none';
comment on column api.approval_line.asked_by is 'who asked';
comment on column api.approval_line.asked_at is 'when';
comment on column api.approval_line.state is 'open, asked back, approved, refused, withdrawn, expired';
comment on column api.approval_line.acted_at is 'it was done already, in an emergency: it has to be signed; null: it was not';
comment on column api.approval_line.due_at is 'until when who is asked now has time, or who was asked back; where nobody is asked expires_at; null: it is over';
comment on column api.approval_line.expires_at is 'when it is over if nobody decides, or, where it was done already, goes to a coordinator';
comment on column api.approval_line.asked_of is 'who is asked now; null: nobody in particular';
comment on column api.approval_line.nobody is 'it is open, and nobody of the office that asks could decide it: as app.approval_can';
comment on column api.approval_line.waits_on_me is 'I can decide it, and have not';
comment on column api.approval_line.mine is 'I have asked for it, or written part of it';
comment on column api.approval_line.turn is
	'whose turn it is, in this order they are shown: 0 I can decide it, 1 sent back to me who asked, 2 nobody can decide it, 3 I asked, 4 others; it is over: 5 approved, 6 refused, 7 withdrawn, 8 expired';
comment on column api.approval_line.ended_at is 'since when it is over; null: it is open';
comment on column api.approval_line.touched_at is 'last change';

create view api.approval_reason_line as
select r.answer, r.name, r.meaning, r.position from app.approval_reason r;
comment on view api.approval_reason_line is 'Why a request can be refused, asked back or withdrawn.';
comment on column api.approval_reason_line.answer is 'refuse, ask back or withdraw';
comment on column api.approval_reason_line.name is 'the word';
comment on column api.approval_reason_line.meaning is 'in a sentence';
comment on column api.approval_reason_line.position is 'its place in the list';

create function api.approval_find(p_code text) returns table (id uuid, code text, kind text, case_id uuid, problem text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	symbols text := regexp_replace(upper(p_code), '[^A-Z0-9]', '', 'g');
	wanted text := app.code_typed(p_code, left(symbols, 2));
begin
	if not app.begin_read('approval.open', 'approval') then
		return;
	end if;
	if char_length(symbols) = 4 then
		select a.code into wanted from app.notice n join app.approval a on a.id = n.approval_id
		where n.code = symbols and n.staff_id = (select app.me());
	end if;
	return query
	select a.id, a.code, a.kind, a.case_id,
		case when a.id is null then case when app.code_valid(wanted) then 'no_such_approval' else 'check' end end
	from (select) as x left join app.approval a on a.code = wanted;
end $$;
comment on function api.approval_find(text) is
	'The request with this code, however it was typed; four symbols are those of a message that I was woken with. problem: check (misread or mistyped) or no_such_approval.';

create function api.approval_open(p_id uuid)
	returns table (id uuid, version integer, code text, kind text, case_id uuid, case_code text, office text, zone text, to_office text,
		asked_by text, asked_at timestamptz, acted_at timestamptz, state text, asked_of text, due_at timestamptz, expires_at timestamptz,
		content text, hash bytea, first_content text, lacks text[], lacks_words text[], lacks_hints text[], people integer, offices integer,
		votes jsonb, may_answer text, meaning text, sealed_kind text, approved integer, askers jsonb, refused_before jsonb, can integer, roles text[])
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	held record;
	this app.approval;
	k app.approval_kind;
	missing text[];
	can integer;
begin
	if not app.begin_read('approval.open', 'approval', p_id) then
		return;
	end if;
	-- Whoever is changing it changes its content, too: then it is shown as it was, at once.
	select * into held from app.try_approval(p_id);
	this := held.this;
	if this.id is null then
		perform app.refuse_read('approval.open', 'approval', p_id, 'no_such_approval');
		return;
	end if;
	select * into k from app.approval_kind x where x.name = this.kind;
	if held.busy is null and this.office_id = any (app.my_offices()) and not app.approval_expire(this) then
		this := app.approval_read(this);
	end if;
	update app.approval a set seen_by = a.seen_by || app.me()
	where a.id = p_id and a.ended_at is not null and app.me() = any (a.askers) and app.me() <> all (a.seen_by) and held.busy is null;
	select a.* into this from app.approval a where a.id = p_id;
	-- Who she is, the office that gets her is told when she comes.
	if this.office_id <> all (app.my_offices()) and this.state <> 'approved' and this.acted_at is null then
		this.content := (select coalesce(jsonb_object_agg(x.key, x.value), '{}') from jsonb_each(this.content::jsonb) as x
			where x.key in ('code', 'what', 'office', 'to_office', 'place', 'with'));
		this.first_content := this.content;
		this.hash := sha256(convert_to(this.content, 'UTF8'));
	end if;
	missing := case when this.ended_at is null and this.office_id = any (app.my_offices()) and not app.approval_left(this) then app.approval_lacks(k, p_id) else '{}' end;
	can := case when this.state = 'open' then (select count(*) from app.approval_can(this)) end;
	return query
	select this.id, this.version, this.code, this.kind, c.id, c.code, o.code, o.zone, t.code, w.name, this.asked_at, this.acted_at, this.state,
		case when can > 0 then p.name end, case when this.state = 'open' and (can = 0 or this.to_id is null) then this.expires_at else this.due_at end, this.expires_at, this.content, this.hash, this.first_content,
		case when this.acted_at is null then missing else '{}' end,
		array(select r.message from unnest(missing) with ordinality as m(code, n) join app.refusal r on r.code = m.code order by m.n),
		array(select concat_ws(' ', r.hint, case m.code when 'bed_ends_early' then 'It is ' || (this.content::jsonb #>> '{bed,unit}') || '.' end)
			from unnest(missing) with ordinality as m(code, n) join app.refusal r on r.code = m.code order by m.n),
		k.people::integer, k.offices::integer,
		(select coalesce(jsonb_agg(jsonb_build_object('person', s.person, 'login', s.login, 'name', s.name, 'version', v.version,
			'answer', v.answer, 'reason', v.reason, 'at', api.ms(v.at), 'hash', encode(v.hash, 'hex'), 'number', v.number,
			'signature', encode(v.signature, 'hex')) order by v.at, s.id), '[]')
			from app.approval_vote v join app.staff s on s.id = v.staff_id where v.approval_id = p_id),
		coalesce(case when this.ended_at is not null then case this.state when 'expired' then 'approval_expired' else 'approval_over' end
			when this.office_id <> all (app.my_offices()) then 'not_approver' end,
			(app.approval_refusal(this, app.me(), this.version, this.hash, 'refuse', 'doubtful', null, null))[2]),
		k.meaning, (select s.kind from app.sealed s where s.id = p_id),
		(select count(*) from app.approval_vote v where v.approval_id = p_id and v.version = this.version and v.answer = 'approve'
			and (this.ended_at is not null or v.staff_id <> all (this.askers) and v.staff_id in (select app.approvers(this.kind, this.office_id))))::integer,
		(select jsonb_agg(jsonb_build_object('person', s.person, 'login', s.login, 'name', s.name, 'office', h.code) order by s.id <> this.asked_by, s.person::text)
			from app.staff s join app.office h on h.id = s.office_id where s.id = any (this.askers)),
		(select coalesce(jsonb_agg(jsonb_build_object('code', b.code, 'at', api.ms(v.at), 'who', s.name, 'why', v.reason) order by v.at desc, b.code), '[]')
			from app.approval b
			join app.approval_vote v on v.approval_id = b.id and v.answer = 'refuse'
			join app.staff s on s.id = v.staff_id
			where (b.case_id, b.kind, b.state) = (this.case_id, this.kind, 'refused') and b.id <> p_id
			and b.ended_at > this.asked_at - interval '90 days' and (this.ended_at is null or b.ended_at < this.ended_at)
			and (this.kind <> 'glass' or b.asked_by = this.asked_by)
			and b.office_id = any (app.my_offices()) and this.office_id = any (app.my_offices())),
		can, array(select r.role from app.approval_role r where r.kind = this.kind order by r.role desc)
	from app.office o
	join app.staff w on w.id = this.asked_by
	left join app.office t on t.id = this.to_office_id
	left join app.case c on c.id = this.case_id
	left join app.staff p on p.id = this.to_id
	where o.id = this.office_id;
end $$;
comment on function api.approval_open(uuid) is
	'All of one request, with its content as it is now (and, for who asked, that she has seen what became of it): the very text whose sha256 is hash, and that an approver signs. The other '
	'office reads of it, until it is approved or was done already, what its line tells, too, with a hash of that. lacks: what '
	'is missing before it can be approved, in codes, words and what to do; of what was done already no codes: it is signed or refused '
	'as it was done. votes: who answered what, of which version, with her '
	'signature. may_answer: why I cannot answer it, a code of app.refusal; null: I can. meaning: what is asked, in a sentence. '
	'sealed_kind: of the sealed entry that belongs to it, which has its id; null: nothing of it is sealed, or not for my offices. '
	'approved: how many people have approved this version, and could still. askers: who those are whom content names in asked_by, and of which office, who asked first. '
	'refused_before: what was refused of the same kind and case within the 90 days before it was asked, or since (of looks at a case: of the same person), '
	'newest first, for the office that asks. can: how many people could still decide it, there or away; 0: nobody can, until somebody else of the '
	'office that asks has one of roles; null: it is not up for approval. due_at: where nobody is asked, expires_at. No row: there is none in my offices.';

create function api.approval_people(p_id uuid) returns table (login text, name text, away boolean)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if not app.begin_read('approval.open', 'approval', p_id) then
		return;
	end if;
	return query
	select s.login, s.name, exists (select from app.away w where w.staff_id = s.id and w.starts_at <= app.now() and w.ends_at > app.now())
	from app.approval a
	cross join lateral app.approvers(a.kind, a.office_id) as x
	join app.staff s on s.id = x
	where a.id = p_id and a.office_id = any (app.my_offices()) and s.id <> all (a.askers) and s.id <> app.me()
	order by 3, 2;
end $$;
comment on function api.approval_people(uuid) is
	'Who else could decide this request, and whether she is away: for whoever passes it on.';

create function api.approval_answer(p_key uuid, p_id uuid, p_version integer, p_hash bytea, p_answer text, p_reason text default null,
		p_number integer default null, p_signature bytea default null, p_detail jsonb default null)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	begun record := app.begin_approval(p_key, 'approval.answer', p_id,
		jsonb_build_array(p_id, p_version, encode(p_hash, 'hex'), p_answer, p_reason, p_number, encode(p_signature, 'hex'), p_detail));
	call app.call := begun.call;
	this app.approval := begun.this;
	why text := case when p_answer <> 'approve' then lower(btrim(p_reason)) end;
	k app.approval_kind;
	problem text[];
	broken text;
	answer api.outcome;
begin
	if call.done then
		return call.answer;
	end if;
	this := app.approval_read(this);
	problem := app.approval_refusal(this, call.staff_id, p_version, p_hash, p_answer, why, p_number, p_signature);
	if problem is not null then
		return app.refuse(call, problem[2], problem[1]);
	end if;
	select * into k from app.approval_kind x where x.name = this.kind;
	begin
		insert into app.approval_vote (approval_id, version, staff_id, home_id, answer, reason, hash, number, signature)
		select p_id, p_version, s.id, s.office_id, p_answer, why, p_hash, p_number, p_signature
		from app.staff s where s.id = call.staff_id;
		if p_answer <> 'approve' or app.approval_enough(this) then
			if p_answer = 'ask back' then
				update app.approval a set state = 'asked back', touched_at = app.now(), to_id = null where a.id = p_id;
			else
				perform app.approval_over(this, case p_answer when 'approve' then 'approved' else 'refused' end);
			end if;
			perform app.entry_refuse('detail', x) from app.approval_follow(k, p_id, p_answer, why, p_detail) as x where x is not null;
		else
			update app.approval a set touched_at = app.now() where a.id = p_id;
			perform app.approval_call(p_id, this.acted_at is not null) where coalesce(this.to_id, call.staff_id) = call.staff_id;
		end if;
	exception when check_violation then
		get stacked diagnostics broken = constraint_name;
		if strpos(broken, '__') = 0 then
			raise;
		end if;
		return app.refuse(call, split_part(broken, '__', 2), split_part(broken, '__', 1));
	end;
	answer := app.finish(call, (select c.version from app.case c where c.id = this.case_id),
		app.approval_detail(this, concat_ws(', ', p_answer, why)));
	if p_answer = 'approve' and not app.approval_enough(this) then
		answer.hint := case when exists (select from app.approval_can(this)) then 'Somebody else has to approve it, too.'
			else 'Somebody else has to approve it, too, and NOBODY of your office can: the request says what helps.' end;
	end if;
	return answer;
end $$;
comment on function api.approval_answer(uuid, uuid, integer, bytea, text, text, integer, bytea, jsonb) is
	'Answer a request, as I read it in this version, of which the hash is this: approve (signed with my key of that number; detail: what '
	'only I could make, if its kind needs it, which alone keeps it), refuse or ask back (for a reason of app.approval_reason). The last approval that is '
	'needed carries it out. hint, of what is done: whether somebody else has to approve it, too.';

create function api.approval_withdraw(p_key uuid, p_id uuid, p_version integer, p_reason text) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	begun record := app.begin_approval(p_key, 'approval.withdraw', p_id, jsonb_build_array(p_id, p_version, p_reason));
	call app.call := begun.call;
	this app.approval := begun.this;
	why text := lower(btrim(p_reason));
	problem text;
begin
	if call.done then
		return call.answer;
	elsif call.staff_id <> all (this.askers) then
		return app.refuse(call, 'not_asker', 'id');
	elsif this.version is distinct from p_version then
		return app.refuse(call, 'approval_changed', 'version');
	elsif not exists (select from app.approval_reason r where (r.answer, r.name) = ('withdraw', why)) then
		return app.refuse(call, 'why_refuse', 'reason');
	elsif this.acted_at is not null then
		return app.refuse(call, 'acted_already', 'id');
	end if;
	perform app.approval_over(this, 'withdrawn');
	problem := app.approval_follow((select k from app.approval_kind k where k.name = this.kind), p_id, 'withdraw', why, null);
	return app.finish(call, (select c.version from app.case c where c.id = this.case_id), app.approval_detail(this, 'withdrawn, ' || why));
end $$;
comment on function api.approval_withdraw(uuid, uuid, integer, text) is
	'Take back what I have asked for, before it is decided. What was done already in an emergency is signed or refused, not withdrawn.';

create function api.approval_again(p_key uuid, p_id uuid, p_version integer) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	begun record := app.begin_approval(p_key, 'approval.again', p_id, jsonb_build_array(p_id, p_version));
	call app.call := begun.call;
	this app.approval := begun.this;
begin
	if call.done then
		return call.answer;
	elsif call.staff_id <> all (this.askers) then
		return app.refuse(call, 'not_asker', 'id');
	elsif this.state <> 'asked back' then
		return app.refuse(call, 'unchanged', 'id');
	end if;
	this := app.approval_read(this);
	if this.version is distinct from p_version then
		return app.refuse(call, 'approval_changed', 'version');
	end if;
	perform app.approval_reopen(this);
	return app.finish(call, (select c.version from app.case c where c.id = this.case_id), app.approval_detail(this, 'asked again'));
end $$;
comment on function api.approval_again(uuid, uuid, integer) is
	'Ask again for what was sent back with a question. It is another version: whoever answered the last one can answer this one.';

create function api.approval_delegate(p_key uuid, p_id uuid, p_login text) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	begun record := app.begin_approval(p_key, 'approval.delegate', p_id, jsonb_build_array(p_id, p_login));
	call app.call := begun.call;
	this app.approval := begun.this;
	person smallint;
begin
	if call.done then
		return call.answer;
	end if;
	select s.id into person from app.staff s where s.login = p_login and s.retired_at is null;
	if person is null then
		return app.refuse(call, 'no_such_staff', 'person');
	elsif call.staff_id = any (this.askers) then
		return app.refuse(call, 'own_request', 'id');
	elsif call.staff_id not in (select app.approvers(this.kind, this.office_id)) then
		return app.refuse(call, 'not_approver', 'id');
	elsif person = any (this.askers) or person not in (select app.approvers(this.kind, this.office_id))
		or exists (select from app.approval_vote v where (v.approval_id, v.version, v.staff_id) = (this.id, this.version, person)) then
		return app.refuse(call, 'not_delegate', 'person');
	elsif person is not distinct from this.to_id then
		return app.refuse(call, 'unchanged', 'person');
	elsif this.acted_at is not null and this.expires_at <= app.now() and 'coordinator' <> all (app.my_roles())
		and not exists (select from app.staff_role r where r.staff_id = person and r.role = 'coordinator') then
		return app.refuse(call, 'coordinator_now', 'person');
	end if;
	update app.approval a set to_id = person, asked = a.asked || person, touched_at = app.now(), due_at = app.approval_until(a)
	where a.id = p_id;
	return app.finish(call, null, app.approval_detail(this, 'to ' || p_login));
end $$;
comment on function api.approval_delegate(uuid, uuid, text) is
	'Pass a request on to somebody else who can decide it: she is asked now, and has all the time that I had; what was done already goes to '
	'a coordinator as soon as it would have gone, and who is none passes it on to one from then on.';

create function api.away_set(p_key uuid, p_login text, p_delegate text, p_until text, p_from text default null) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'away.set', 'staff', jsonb_build_array(p_login, p_delegate, p_until, p_from));
	person app.staff;
	delegate app.staff;
	zone text;
	begins timestamptz;
	ends timestamptz;
	problem text[];
begin
	if call.done then
		return call.answer;
	end if;
	select s.* into person from app.staff s
	where s.login = coalesce(p_login, session_user) and s.retired_at is null and (s.id = call.staff_id or 'coordinator' = any (app.my_roles())
		and s.office_id = any (app.my_offices()));
	select s.* into delegate from app.staff s where s.login = p_delegate and s.retired_at is null;
	zone := (select o.zone from app.office o where o.id = person.office_id);
	begins := case when p_from is null then app.now() else app.moment(p_from, zone, app.now()) end;
	ends := app.moment(p_until, zone, coalesce(begins, app.now()));
	problem := case
		when person.id is null then '{person,no_such_staff}'
		when delegate.id is null then '{delegate,no_such_staff}'
		when delegate.id = person.id or not exists (select from app.approval_kind k, app.staff_office o where o.staff_id = person.id
			and delegate.id in (select app.approvers(k.name, o.office_id))) then '{delegate,not_delegate}'
		when begins is null then '{from,away_times}'
		when coalesce(ends <= begins or ends <= app.now() or ends > begins + interval '92 days', true) then '{until,away_times}'
		when exists (select from app.away w where w.staff_id = delegate.id and w.starts_at < ends and w.ends_at > begins)
			then '{delegate,delegate_away}'
		end::text[];
	if problem is not null then
		return app.refuse(call, problem[2], problem[1]);
	end if;
	insert into app.away as w (staff_id, delegate_id, starts_at, ends_at) values (person.id, delegate.id, begins, ends)
	on conflict (staff_id) do update set delegate_id = excluded.delegate_id, starts_at = excluded.starts_at, ends_at = excluded.ends_at;
	return app.finish(call, null, jsonb_build_object('staff', person.id, 'delegate', delegate.id, 'starts_at', jsonb_build_array(null, begins),
		'ends_at', jsonb_build_array(null, ends)));
end $$;
comment on function api.away_set(uuid, text, text, text, text) is
	'I am away (or, for a coordinator, somebody of her offices is): who answers in my place what waits for approval, until when, from '
	'when (null: now), as app.moment reads times. What was entered before is replaced.';

create function api.away_end(p_key uuid, p_login text) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'away.end', 'staff', to_jsonb(p_login));
	gone app.away;
begin
	if call.done then
		return call.answer;
	end if;
	delete from app.away w using app.staff s
	where w.staff_id = s.id and s.login = coalesce(p_login, session_user) and (s.id = call.staff_id or s.office_id = any (app.my_offices()))
	returning w.* into gone;
	if gone.staff_id is null then
		return app.refuse(call, 'unchanged', 'person');
	end if;
	return app.finish(call, null, jsonb_build_object('staff', gone.staff_id, 'ends_at', jsonb_build_array(gone.ends_at, app.now())));
end $$;
comment on function api.away_end(uuid, text) is 'I am back (or somebody of my offices is): who answered in my place does so no more.';

create view api.away_line as
select s.login, s.name as person, d.login as delegate_login, d.name as delegate, o.short as office, o.zone, w.starts_at, w.ends_at
from app.away w
join app.staff s on s.id = w.staff_id
join app.staff d on d.id = w.delegate_id
join app.office o on o.id = s.office_id
where w.ends_at > (select app.now()) and o.id = any ((select app.my_offices())::smallint[]);
comment on view api.away_line is 'Who of my offices is away, or will be, and who answers in her place.';
comment on column api.away_line.login is 'who is away, her login';
comment on column api.away_line.person is 'her name';
comment on column api.away_line.delegate_login is 'who answers, her login';
comment on column api.away_line.delegate is 'her name';
comment on column api.away_line.office is 'the home office of who is away';
comment on column api.away_line.zone is 'its time zone';
comment on column api.away_line.starts_at is 'from';
comment on column api.away_line.ends_at is 'until';
