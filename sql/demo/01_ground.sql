-- An invented region: `homeward demo-load` runs these files in name order as the database's owner and
-- then calls demo.fill. They may run again: people and cases stay, the schema is made afresh. Nothing
-- here is about a real person, and nobody has a personal name: staff are called by what they do.
--
-- Every number comes from hashing the number of the case, so two loads at the same app.now() are the
-- same but for the numbers that the server itself hands out.
do $$
begin
	if (select demo from app.cluster) is distinct from true then
		raise exception 'this database is not marked as one with invented people';
	end if;
end $$;

-- What waits to be sealed was written with the cases, which stay.
alter table if exists demo.note set schema public;
drop schema if exists demo cascade;
create schema demo;
alter table if exists public.note set schema demo;
comment on schema demo is 'Makes an invented region. Only in a database that app.cluster marks as one.';
revoke all on schema demo from public;
alter default privileges in schema demo revoke execute on functions from public;

create table if not exists demo.note (
	id uuid primary key,
	case_id uuid not null references app.case on delete cascade,
	staff_id smallint not null references app.staff,
	at timestamptz not null,
	lang text not null check (lang ~ '^[a-z]{2}$'),
	body text not null check (char_length(body) between 1 and 2000)
);
comment on table demo.note is
	'Notes that the people of the invented region have yet to seal, which takes their keys. Nothing shows them: whoever '
	'seals one takes it from here.';
grant usage on schema demo to hw_backup;
grant select on demo.note to hw_backup;

create function demo.roll(n bigint, salt integer) returns double precision
	language sql immutable parallel safe
return (hashint8extended(n, salt) & 9007199254740991) / 9007199254740992.0::double precision;
comment on function demo.roll(bigint, integer) is
	'A number from 0 up to 1 that looks random and is always the same for this case and this question.';

create function demo.spread(n bigint, step double precision) returns double precision
	language sql immutable parallel safe
return n * step - floor(n * step);
comment on function demo.spread(bigint, double precision) is
	'Likewise, but the numbers of the first few hundred cases already lie evenly; step is irrational.';

create function demo.among(list anyarray, roll double precision) returns anyelement
	language sql immutable parallel safe
as $$ select list[1 + floor(roll * cardinality(list))::integer] $$;
comment on function demo.among(anyarray, double precision) is 'One of a list; what stands there twice is twice as likely.';

create function demo.case_id(n bigint) returns uuid
	language sql immutable parallel safe
return md5('an invented case ' || n)::uuid;
comment on function demo.case_id(bigint) is 'The id of the n-th invented case.';

-- Multiplying by a number that 23 does not divide only reorders the 23^7 possible codes, so no two
-- invented cases ever meet.
create function demo.case_code(n bigint) returns text
	language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
	rest bigint := (n * 2654435761 + 1234567890) % 3404825447;
	alphabet text := app.code_alphabet();
	symbols text := '';
begin
	for i in 1..7 loop
		symbols := symbols || substr(alphabet, (rest % 23)::integer + 1, 1);
		rest := rest / 23;
	end loop;
	return 'HW-' || left(symbols, 4) || '-' || right(symbols, 3) || app.code_check(symbols);
end $$;
comment on function demo.case_code(bigint) is 'The code of the n-th invented case.';

create function demo.filled() returns integer
	language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	there bigint := 0;
	step bigint := 2 ^ 30;
begin
	-- Steps of filling are whole or not at all and follow each other, so there is one edge to find.
	while step >= 1 loop
		if exists (select from app.case c where c.id = demo.case_id(there + step)) then
			there := there + step;
		end if;
		step := step / 2;
	end loop;
	return there;
end $$;
comment on function demo.filled() is 'How many invented cases there are.';
