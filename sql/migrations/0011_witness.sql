-- How a console knows the database again: which one it is, and a mark of the record that only this
-- record holds. A backup keeps the identity and the generation, but not what came after it.
set local role hw_owner;

create policy witness on app.event for select to hw_owner using (true);

create function app.here() returns text
	language sql stable security definer set search_path = pg_catalog, app, pg_temp
return (select c.system_identifier || '.' || d.oid
	from pg_control_system() as c, pg_database as d where d.datname = current_database());
comment on function app.here() is
	'Which database this is, by what no dump takes along: the cluster''s identifier and the oid.';

-- Nothing in it that whoever may connect is not told by PostgreSQL: transaction numbers are public.
create function app.mark(line app.event) returns text
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return line.generation || '.' || line.xid || '.' || left(encode(sha256(convert_to(
	concat_ws('.', line.id, extract(epoch from line.at), line.object_id), 'UTF8')), 'hex'), 32);
comment on function app.mark(app.event) is
	'A line of the record as its place and a digest, from which nobody learns what it says.';

create function app.head() returns text
	language sql stable security definer set search_path = pg_catalog, app, pg_temp
return (select app.mark(e) from app.event e order by e.generation desc, e.xid desc, e.id desc limit 1);
comment on function app.head() is 'The mark of the latest line; null: there is none yet.';

create function app.holds(mark text) returns boolean
	language sql stable security definer set search_path = pg_catalog, app, pg_temp
return case when holds.mark is null then null
	when holds.mark ~ '^\d{1,9}\.\d{1,18}\.[0-9a-f]{32}$' then exists (select from app.event e
		where e.generation = split_part(holds.mark, '.', 1)::integer
		and e.xid = split_part(holds.mark, '.', 2)::xid8 and app.mark(e) = holds.mark)
	else false end;
comment on function app.holds(text) is 'Whether the record holds the line of this mark.';

grant execute on function app.here(), app.head(), app.holds(text) to hw_api;
reset role;
