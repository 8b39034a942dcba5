-- What is referred to other organisations, and what those see of it and answer (see 0037_referral_partner.sql).
set local role hw_api;

create function api.referral_list()
	returns table (id uuid, version integer, code text, direction text, case_id uuid, case_code text, office text, party text,
		other_side text, services text, asked_on text, answer_by text, state text, waits text, child boolean, over boolean)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	me smallint := app.me();
begin
	if not app.begin_read('referral.list', 'case') then
		return;
	end if;
	-- Each office finds in its own record what of hers was shown, once in a quarter of an hour.
	insert into app.event (staff_id, office_id, action, kind, detail)
	select me, r.office_id, 'referral.list', 'case', jsonb_build_object('referrals', r.codes)
	from (select x.office_id, jsonb_agg(x.code order by x.code) as codes from app.referred() as x group by x.office_id) as r
	where not exists (select from app.event e where e.staff_id = me and e.office_id = r.office_id and e.action = 'referral.list'
		and e.refusal is null and e.at > app.now() - interval '15 minutes' and e.detail -> 'referrals' @> r.codes);
	return query
	select e.id, s.version, e.code, e.direction, c.id, c.code, o.code, e.party, e.other_side, array_to_string(e.services, ' '),
		e.asked_on::text, e.answer_by::text, coalesce(l.answer, e.state),
		case when l.answer is not null then 'to be confirmed' when e.state <> 'asked' then null
			when e.answer_by < app.office_day(e.office_id) then 'overdue' when e.direction = 'in' then 'our answer'
			else 'their answer' end,
		c.child, coalesce(l.answer, e.state) not in ('asked', 'accepted')
	from app.entry_referral e
	join app.sealed s on s.id = e.id
	join app.case c on c.id = e.case_id
	join app.office o on o.id = e.office_id
	left join lateral (select (app.referral_last(e.id)).answer as answer) as a on true
	left join lateral (select a.answer where app.referral_rank(a.answer) > app.referral_rank(e.state)) as l on true
	where c.closed_at is null or e.state in ('asked', 'accepted')
	union all
	select r.id, r.version, r.code, 'out', null, r.case_code,
		r.office_code, r.party, null,
		array_to_string(r.services, ' '), r.asked_on::text, r.answer_by::text, r.state,
		case when r.state <> 'asked' then null when r.answer_by < app.office_day(r.office_id) then 'overdue' else 'your answer' end,
		r.child, r.state not in ('asked', 'accepted')
	from app.referred() as r;
end $$;
comment on function api.referral_list() is
	'Referrals in and out of my offices; for a partner those to the organisations that she stands for, and that she has read them is in '
	'the record. waits: who has to do something. Of what she sees nothing says who it is: that is asked of api.referral_open().';

create function api.referral_open(p_id uuid)
	returns table (id uuid, version integer, code text, case_code text, office text, party text, asked_on date, answer_by date,
		services text[], shared text[], child boolean, age_low smallint, age_high smallint, state text, answers text[], refusal text,
		message text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call;
	this record;
	opening bigint;
begin
	if not app.begin_read('referral.open', 'case', p_id) then
		select r.code, r.message into refusal, message from app.refusal r
		where r.code = case when app.me() is null then 'unknown_person' else 'role' end;
		return next;
		return;
	end if;
	select r.* into this from app.referred(p_id) as r;
	call.action := 'referral.open';
	call.kind := 'case';
	call.staff_id := app.me();
	if this.id is null then
		select s.office_id into call.office_id from app.staff s where s.id = call.staff_id;
		select o.refusal, o.message into refusal, message from app.refuse(call, 'no_such_referral') as o;
		return next;
		return;
	end if;
	call.office_id := this.office_id;
	call.object_id := this.case_id;
	select min(e.id) into opening from app.event e
	where e.object_id = this.case_id and e.staff_id = call.staff_id and e.action = 'referral.open' and e.refusal is null
	and e.detail -> 'referral' ->> 1 = this.code and e.version = this.version and e.at > app.now() - interval '15 minutes';
	if opening is null then
		perform app.finish(call, this.version, jsonb_build_object('referral', jsonb_build_array(null, this.code)));
	end if;
	if opening is null or not app.recorded(opening) then
		select r.code, r.message into refusal, message from app.refusal r where r.code = 'ask_again';
		return next;
		return;
	end if;
	return query
	select r.id, r.version, r.code, r.case_code, r.office, r.party, r.asked_on, r.answer_by, r.services, r.shared, r.child, r.age_low,
		r.age_high, r.state,
		array(select x from unnest('{accepted,refused,done}'::text[]) as x
			where not r.withdrawn and app.referral_rank(x) > app.referral_rank(r.state)),
		null::text, null::text
	from app.referred(p_id) as r;
end $$;
comment on function api.referral_open(uuid) is
	'What was referred to the organisation that I stand for: what is asked, what they are told of her (shared: what of it is given by '
	'telephone or on paper), her ages where these are shared, whether she may be a child always, and what can be answered. The first '
	'time the answer is the refusal ask_again: that it was read is in the record then.';

create function api.referral_answer(p_key uuid, p_id uuid, p_version integer, p_answer text, p_reason text default null)
	returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'referral.answer', 'case', jsonb_build_array(p_id, p_version, p_answer, p_reason));
	this record;
	said text := lower(btrim(p_answer));
	why text;
begin
	if call.done then
		return call.answer;
	end if;
	select r.* into this from app.referred(p_id) as r;
	if this.id is null then
		return app.refuse(call, 'no_such_referral', 'id');
	elsif not app.referral_lock(p_id) then
		return app.refuse(call, 'busy');
	end if;
	select r.* into this from app.referred(p_id) as r; -- as it is now that nobody else changes it
	if this.id is null then
		return app.refuse(call, 'no_such_referral', 'id');
	end if;
	call.office_id := this.office_id;
	call.object_id := this.case_id;
	select x.name into why from app.referral_reason x where x.name = lower(btrim(p_reason)) and said = 'refused';
	if this.withdrawn then
		return app.refuse(call, 'referral_withdrawn');
	elsif this.version is distinct from p_version then
		return app.refuse(call, 'referral_stale');
	elsif said is null or said not in ('accepted', 'refused', 'done') then
		return app.refuse(call, 'referral_answer', 'answer');
	elsif app.referral_rank(said) <= app.referral_rank(this.state) then
		return app.refuse(call, 'referral_over', 'answer');
	elsif said = 'refused' and why is null then
		return app.refuse(call, 'why_refused', 'reason');
	end if;
	perform app.referral_answered(p_id, said, why);
	return app.finish(call, this.version + 1, jsonb_build_object('referral',
		jsonb_build_array(this.state, this.code || ': ' || concat_ws(', ', said, why))));
end $$;
comment on function api.referral_answer(uuid, uuid, integer, text, text) is
	'What the organisation that I stand for answers to what was referred to it: accepted, refused (for a reason of '
	'app.referral_reason) or done. It stands beside the entry, which is signed by us, until whoever works on the case confirms it there. '
	'p_version: what I have read.';

create function api.referral_reasons() returns table (value text, label text)
	language sql stable security definer set search_path = pg_catalog, app, pg_temp
begin atomic
	select r.name, r.name || '  ' || r.meaning from app.referral_reason r order by r.position;
end;
comment on function api.referral_reasons() is 'Why an organisation refuses what is asked of it, to choose from.';

create function api.staff_party_set(p_key uuid, p_login text, p_party text, p_ends boolean default false) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_change(p_key, 'staff.party.set', 'staff', jsonb_build_array(p_login, p_party, p_ends));
	person app.staff;
	it record;
begin
	if call.done then
		return call.answer;
	end if;
	select * into person from app.staff s where s.login = p_login;
	select * into it from app.party_anywhere(p_party);
	if person.id is null then
		return app.refuse(call, 'no_such_staff', 'login');
	elsif person.retired_at is not null then
		return app.refuse(call, 'retired', 'login');
	elsif (select array_agg(r.role) from app.staff_role r where r.staff_id = person.id) is distinct from '{partner}' and not p_ends then
		return app.refuse(call, 'not_partner', 'login');
	elsif it.id is null then
		return app.refuse(call, 'no_such_party', 'party');
	elsif it.kind <> 'organisation' then
		return app.refuse(call, 'not_organisation', 'party');
	end if;
	call.office_id := it.office_id;
	if p_ends then
		delete from app.staff_party m where (m.staff_id, m.party_id) = (person.id, it.id);
	else
		insert into app.staff_party (staff_id, party_id, set_by) values (person.id, it.id, call.staff_id) on conflict do nothing;
	end if;
	if not found then
		return app.refuse(call, case when p_ends then 'stands_not' else 'stands_already' end, 'party');
	end if;
	return app.finish(call, null, jsonb_build_object('staff', person.id,
		'party', jsonb_build_array(case when p_ends then it.code end, case when not p_ends then it.code end)));
end $$;
comment on function api.staff_party_set(uuid, text, text, boolean) is
	'Whoever has this login, and no role but partner, stands for an organisation (the code of a party) from now on, or (p_ends) no more: '
	'she sees what is referred to it.';

reset role;
