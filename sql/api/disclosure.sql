-- What courts and authorities are given of a file, and the sharing log (see 0035_disclosure.sql).
set local role hw_owner;

create or replace function app.disclosure_content(request uuid) returns jsonb
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select jsonb_build_object('code', d.code, 'what', 'disclosure', 'case', c.code, 'office', o.code, 'child', c.child, 'asker', e.asker, 'ground', e.ground,
		'scope', to_jsonb(e.scope), 'asked_on', e.asked_on, 'answer_by', e.answer_by, 'lawyer', coalesce(e.lawyer, 'not_asked'), 'told_her', e.told_her,
		'sealed', jsonb_build_object('version', s.version, 'sha256', encode(sha256(s.blob), 'hex')))
	from app.disclosure d
	join app.entry_disclosure e on e.id = d.id
	join app.sealed s on s.id = d.id
	join app.case c on c.id = d.case_id
	join app.office o on o.id = d.office_id
	where d.id = request);
comment on function app.disclosure_content(uuid) is 'What is asked for, by whom and on what ground; what is sealed of it by its hash.';

create or replace function app.disclosure_lacks(request uuid) returns setof text
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
begin atomic
	select x.code from app.entry_disclosure e
	cross join lateral (values (1, 'ground_missing', e.ground in ('letter', 'word of mouth')),
		(2, 'lawyer_missing', coalesce(e.lawyer, 'not_asked') = 'not_asked'), (3, 'lawyer_against', e.lawyer = 'must not be given')) as x(n, code, lacks)
	where e.id = request and x.lacks order by x.n;
end;
comment on function app.disclosure_lacks(uuid) is 'What has to be there before something may be given.';

create or replace function app.disclosure_decided(request uuid, answer text, reason text, detail jsonb) returns text
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
	update app.disclosure d set state = case answer when 'approve' then 'approved' else 'not approved' end
	where d.id = request and answer in ('approve', 'refuse', 'withdraw', 'expire');
	return null;
end $$;
comment on function app.disclosure_decided(uuid, text, text, jsonb) is 'Once it is approved somebody gives it, and enters what was given.';
-- As hw_owner: what went when the file was with another office is told, too.
create or replace function app.shared(p_case uuid)
	returns table (on_day date, how text, to_whom text, what text[], withheld text[], because text, person text, code text)
	language sql stable security definer set search_path = pg_catalog, app, pg_temp
begin atomic
	select coalesce(e.answered_on, e.asked_on), 'referral', e.other_side, e.shared, e.withheld, coalesce(e.despite, 'she agreed'), w.name, e.code
	from app.entry_referral e join app.sealed s on s.id = e.id join app.staff w on w.id = s.written_by
	where e.case_id = p_case and e.direction = 'out' and cardinality(e.shared) > 0 and (e.state in ('accepted', 'done') or e.party is not null)
	union all
	select e.answered_on, 'disclosure', e.asker, e.given,
		array(select x from unnest(e.scope) as x where x <> all (e.given)), e.ground, w.name, d.code
	from app.entry_disclosure e join app.disclosure d on d.id = e.id join app.sealed s on s.id = e.id join app.staff w on w.id = s.written_by
	where e.case_id = p_case and e.state in ('given', 'partly given', 'refused')
	union all
	select (t.since at time zone o.zone)::date, 'file', d.code, '{whole file}'::text[], '{}'::text[], coalesce(e.despite, 'she agreed'), w.name, t.code
	from app.transfer t
	join app.entry_transfer e on e.id = t.id
	join app.office o on o.id = t.office_id
	join app.office d on d.id = t.to_office_id
	join app.transfer_step p on p.transfer_id = t.id and p.state = 'approved'
	join app.staff w on w.id = p.staff_id
	where t.case_id = p_case and t.what = 'file' and t.state = 'handed over'
	union all
	select (g.opened_at at time zone o.zone)::date, 'break-glass', h.code, '{what is told in clear}'::text[], '{}'::text[], g.reason, w.name, g.code
	from app.glass g
	join app.office o on o.id = g.office_id
	join app.staff w on w.id = g.staff_id
	join app.office h on h.id = w.office_id
	where g.case_id = p_case;
end;
comment on function app.shared(uuid) is
	'What of a case went to whom, of whichever offices it was. Whether it may be seen is asked before. A referral counts from when the other side has agreed, and at once where it is named by its code: its '
	'people see it then. What an authority asked for and did not get is told, too; what is withheld of a referral is what they are not '
	'told on purpose.';
grant execute on function app.disclosure_content(uuid), app.disclosure_lacks(uuid), app.disclosure_decided(uuid, text, text, jsonb), app.shared(uuid) to hw_api;

set local role hw_api;

create function api.case_shared(p_case uuid)
	returns table (on_day date, how text, to_whom text, what text[], withheld text[], because text, person text, code text)
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
begin
	if app.begin_read('case.shared', 'case', p_case) then
		if not exists (select from app.case c where c.id = p_case) then
			perform app.refuse_read('case.shared', 'case', p_case, 'no_such_case');
			return;
		end if;
		return query select x.* from app.shared(p_case) as x order by x.on_day desc, x.how, x.to_whom, x.code;
	end if;
end $$;
comment on function api.case_shared(uuid) is
	'The sharing log of a case: what of hers went to whom and what did not, on which day, why (she agreed, or a word that says what stands in for '
	'that), who wrote or approved it, and by what (a referral, a request of an authority, the transfer of its file, a broken glass). Only '
	'words of lists: it can be read to her as it is.';
