-- A referral or a plan may name whom, and which place, it is about; where there is a danger note about that, it stops.
set local role hw_owner;

alter table app.entry_referral
	add column party text references app.party (code),
	add column place text references app.place (code),
	add column danger text references app.danger_answer (name);
create index entry_referral_party on app.entry_referral (party);
create index entry_referral_place on app.entry_referral (place);
create index entry_referral_danger on app.entry_referral (danger);
comment on column app.entry_referral.party is 'the code of the other side, where it is one whom we know';
comment on column app.entry_referral.place is 'the code of the place where she is to go, where it is one that we know';
comment on column app.entry_referral.danger is 'what is done about a danger that is known of these; null: nothing, or none is known';

alter table app.entry_plan
	add column party text references app.party (code),
	add column place text references app.place (code),
	add column danger text references app.danger_answer (name);
create index entry_plan_party on app.entry_plan (party);
create index entry_plan_place on app.entry_plan (place);
create index entry_plan_danger on app.entry_plan (danger);
comment on column app.entry_plan.party is 'the code of whoever does it with us, where it is one whom we know';
comment on column app.entry_plan.place is 'the code of the place where she is to be, where it is one that we know';
comment on column app.entry_plan.danger is 'what is done about a danger that is known of these; null: nothing, or none is known';

create function app.code_typed(typed text, letters text) returns text
	language sql immutable set search_path = pg_catalog, app, pg_temp
return (select letters || '-' || left(x.symbols, 4) || '-' || substr(x.symbols, 5)
	from (select regexp_replace(regexp_replace(upper(typed), '[^A-Z0-9]', '', 'g'), '^' || letters || '(?=.{8}$)', '') as symbols) as x);
comment on function app.code_typed(text, text) is
	'The code that somebody meant who may have left out hyphens and what it begins with; null: she typed none.';

create function app.entry_stops() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	line jsonb := to_jsonb(new);
	known uuid;
	there uuid;
	code text;
begin
	if new.party is not null then
		select p.id, p.code into known, new.party from app.party p where p.code = app.code_typed(new.party, 'PA');
		if known is null then
			perform app.entry_refuse('party', 'no_such_party');
		end if;
	end if;
	if new.place is not null then
		select p.id, p.code into there, new.place from app.place p where p.code = app.code_typed(new.place, 'PL');
		if there is null then
			perform app.entry_refuse('place', 'no_such_place');
		end if;
	end if;
	-- What comes from there, was not done, or is over, touches nobody.
	if line ->> 'direction' = 'in' or line ->> 'state' in ('refused', 'taken back') or line ->> 'ended_on' is not null then
		return new;
	end if;
	code := coalesce(app.danger_stops(known, new.danger), app.danger_stops(there, new.danger));
	-- Who writes on what somebody who leads has answered is not asked for that answer again.
	if code = 'danger_lead' and tg_op = 'UPDATE'
		and (old.party, old.place, old.danger) is not distinct from (new.party, new.place, new.danger) then
		return new;
	end if;
	if code is not null then
		perform app.entry_refuse('danger', code);
	end if;
	return new;
end $$;
comment on function app.entry_stops() is
	'Nobody is sent, and nothing is planned, where a danger is known, unless it is said what is done about that.';
create trigger entry_referral_stops before insert or update on app.entry_referral
	for each row execute function app.entry_stops();
create trigger entry_plan_stops before insert or update on app.entry_plan
	for each row execute function app.entry_stops();
grant execute on function app.code_typed(text, text), app.entry_stops() to hw_api;

reset role;
