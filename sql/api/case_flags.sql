-- Two verbs of one key: how great the danger is, and the warnings on a case.
set local role hw_api;

create function api.case_risk(p_key uuid, p_case uuid, p_version integer, p_risk text) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_case(p_key, 'case.risk', p_case, p_version, to_jsonb(p_risk));
	was app.case := call.was;
	chosen smallint;
begin
	if call.done then
		return call.answer;
	end if;
	if was.closed_at is not null then
		return app.refuse(call, 'closed');
	end if;
	-- "not assessed" is what taking back leads to, not what somebody says of her.
	select r.id into chosen from app.risk r where r.name = lower(p_risk) and r.id > 0;
	if not found then
		return app.refuse(call, 'no_such_risk', 'risk');
	end if;
	if was.risk = chosen then
		return app.refuse(call, 'unchanged', 'risk');
	end if;
	update app.case set version = version + 1, touched_at = app.now(), risk = chosen where id = p_case;
	return app.finish(call, was.version + 1, jsonb_build_object('risk', jsonb_build_array(was.risk, chosen)));
end $$;
comment on function api.case_risk(uuid, uuid, integer, text) is
	'Say how great the danger to her is: low, medium or high. It stands until somebody says so again or assesses it.';

create function api.case_flag(p_key uuid, p_case uuid, p_version integer, p_flag text) returns api.outcome
	language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp
as $$
declare
	call app.call := app.begin_case(p_key, 'case.flag', p_case, p_version, to_jsonb(p_flag));
	was app.case := call.was;
	word text := lower(p_flag);
	off boolean := coalesce(word like 'no %', false);
	became text[];
begin
	if call.done then
		return call.answer;
	end if;
	if was.closed_at is not null then
		return app.refuse(call, 'closed');
	end if;
	if off then
		word := substr(word, 4);
	end if;
	if not exists (select from app.flag f where f.name = word) then
		return app.refuse(call, 'no_such_flag', 'flag');
	end if;
	if off <> (word = any (was.flags)) then
		return app.refuse(call, 'unchanged', 'flag');
	elsif off and word = 'detained' and app.detention_runs(p_case) then
		return app.refuse(call, 'detention_runs', 'flag');
	end if;
	became := case when off then array_remove(was.flags, word) else array(select f.name from app.flag f
		where f.name = word or f.name = any (was.flags) order by f.position) end;
	update app.case set version = version + 1, touched_at = app.now(), flags = became where id = p_case;
	return app.finish(call, was.version + 1, jsonb_build_object('flags', jsonb_build_array(was.flags, became)));
end $$;
comment on function api.case_flag(uuid, uuid, integer, text) is
	'Put a flag of app.flag on a case; with "no " before it, take it away; not "detained", while '
	'a detention of hers runs.';
