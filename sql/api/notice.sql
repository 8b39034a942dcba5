-- Messages to people: what of an escalation, or of a request that nobody answers, is to be sent, and what became of it.
set local role hw_owner;

-- For the notify service. A notice is fetched once; fetched and not told of, it is fetched again, for it is worse to
-- wake nobody than to wake somebody twice. Told as sent, it is never fetched again.
create or replace function app.notice_take(p_new boolean)
	returns table (id uuid, login text, code text, waited_ms bigint)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	perform app.transfer_due(), app.escalate_due(), app.approval_due();
	-- Whoever begins to serve holds the lock alone: what another had fetched it will not tell of.
	if p_new then
		update app.notice n set claimed_until = null where n.claimed_until is not null;
	end if;
	insert into app.notify_served as s (at) values (app.now())
	on conflict (only_row) do update set at = excluded.at where s.at < excluded.at - interval '1 minute' or s.at > excluded.at;
	if found then
		delete from app.notice n where n.made_at < app.now() - interval '60 days';
	end if;
	return query
	with due as (
		select n.id from app.notice n
		left join app.escalation e on e.id = n.escalation_id
		left join app.approval a on a.id = n.approval_id
		join app.staff s on s.id = n.staff_id and s.retired_at is null
		where (e.ended_at is null and e.seen_at is null or n.escalation_id is null) and (a.state = 'open' or n.approval_id is null)
		and n.outcome is distinct from 'sent' and n.due_at <= app.now()
		and coalesce(n.claimed_until <= app.now(), true)
		order by n.due_at limit 16
		for update of n skip locked
	)
	update app.notice n set claimed_until = app.now() + interval '90 seconds', tries = least(n.tries, 32000) + 1
	from due, app.staff s where n.id = due.id and s.id = n.staff_id
	returning n.id, s.login, n.code, (extract(epoch from app.now() - n.made_at) * 1000)::bigint;
end $$;
comment on function app.notice_take(boolean) is
	'What is to be sent now: for the service that has just begun to serve (true), or goes on. Nothing of the case is in it.';

create or replace function app.notice_told(p_notice uuid, p_outcome text, p_status integer) returns boolean
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	told app.notice;
begin
	update app.notice n set outcome = p_outcome, status = p_status, told_at = app.now(), claimed_until = null,
		due_at = case when p_outcome = 'sent' then n.due_at
			else app.now() + least(interval '2 minutes', interval '10 seconds' * n.tries) end
	where n.id = p_notice and n.outcome is distinct from 'sent' returning * into told;
	if not found then
		return false;
	end if;
	insert into app.event (office_id, action, kind, object_id, detail)
	select x.office_id, 'notice.told', x.kind, x.object_id, jsonb_build_object('message', jsonb_build_array(told.code, p_outcome),
		'staff', told.staff_id, 'ended_with', p_status)
	from (select e.office_id, 'case' as kind, e.case_id as object_id from app.escalation e where e.id = told.escalation_id
		union all select a.office_id, case when a.case_id is null then 'approval' else 'case' end, coalesce(a.case_id, a.id)
		from app.approval a where a.id = told.approval_id) as x;
	return true;
end $$;
comment on function app.notice_told(uuid, text, integer) is
	'What became of a notice, as its service says. What was not sent is due again, ten seconds later, then twenty, up to two '
	'minutes. False: it was sent already, or is gone.';

grant execute on function app.notice_take(boolean), app.notice_told(uuid, text, integer) to hw_api;

set local role hw_api;

-- The service. Its login, hw_notify, may call these two and nothing else: it learns logins and codes of messages, and
-- not one case. The lock is held by its session; one that is silent for long loses it (hw_notify's
-- idle_session_timeout), so that a second one takes over from one that hangs.
create function api.notice_take(p_stand_by boolean)
	returns table (serving boolean, id uuid, login text, code text, waited_ms bigint)
	language plpgsql volatile security definer
	set search_path = pg_catalog, app, pg_temp set lock_timeout = '200ms'
as $$
begin
	if session_user <> 'hw_notify' then
		raise insufficient_privilege using message = 'only hw_notify notifies';
	end if;
	serving := true;
	if p_stand_by then
		begin
			perform pg_advisory_lock(app.notify_lock());
		exception when lock_not_available then
			serving := false;
		end;
	end if;
	if not serving then
		return next;
		return;
	end if;
	return query select true, t.* from app.notice_take(p_stand_by) as t;
	if not found then
		return next;
	end if;
end $$;
comment on function api.notice_take(boolean) is
	'For the notify service: the messages to be sent now, and whether it is the one that serves (true: ask for that first). '
	'Without a message one line that only says so. Each has to be told of within 90 seconds, or comes again.';

create function api.notice_told(p_notice uuid, p_outcome text, p_status integer) returns boolean
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if session_user <> 'hw_notify' then
		raise insufficient_privilege using message = 'only hw_notify notifies';
	end if;
	return app.notice_told(p_notice, p_outcome, p_status);
end $$;
comment on function api.notice_told(uuid, text, integer) is
	'For the notify service: what became of a message (sent, failed, no address, unknown), with the number that the program '
	'or the mail server gave. False: it is sent already, or gone.';
