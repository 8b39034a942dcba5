-- A referral may name whom it goes to; where there is a danger note about that one, it stops.
set local role hw_owner;

alter table app.entry_referral
	add column party text references app.party (code),
	add column danger text references app.danger_answer (name);
create index entry_referral_party on app.entry_referral (party);
create index entry_referral_danger on app.entry_referral (danger);
comment on column app.entry_referral.party is 'the code of the other side, where it is one whom we know';
comment on column app.entry_referral.danger is 'what is done about a danger that is known of it; null: nothing, or none is known';

create function app.entry_referral_stops() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	symbols text := regexp_replace(regexp_replace(upper(new.party), '[^A-Z0-9]', '', 'g'), '^PA(?=.{8}$)', '');
	known app.party;
	code text;
begin
	select p.* into known from app.party p where p.code = 'PA-' || left(symbols, 4) || '-' || substr(symbols, 5);
	if new.party is not null and known.id is null then
		perform app.entry_refuse('party', 'no_such_party');
	end if;
	new.party := known.code;
	code := app.danger_stops(known.id, new.danger);
	if code is not null and new.direction = 'out' and new.state not in ('refused', 'taken back') then
		perform app.entry_refuse('danger', code);
	end if;
	return new;
end $$;
comment on function app.entry_referral_stops() is
	'Nobody is sent where a danger is known, unless it is said what is done about that.';
create trigger entry_referral_stops before insert or update on app.entry_referral
	for each row execute function app.entry_referral_stops();
grant execute on function app.entry_referral_stops() to hw_api;

reset role;
