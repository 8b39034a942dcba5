-- How a console knows the database again: which one it is, and a mark of the record that only this
-- record holds. A backup keeps the identity and the generation, but not what came after it.
--
-- A copy of this cluster, a replica or a backup with its log, holds all that was committed before
-- some moment, so whoever has seen the commit that came last has to find it again. Which that is,
-- nobody knows: the line of the highest transaction may have been overtaken by a lower one that
-- ended later. But such a one was still open, or not begun, when that line was written. So a line
-- says who was open beside it, and a mark names the latest line's transaction and of those beside
-- it all that are in the record by now. What ended before the line was written is in every copy that
-- holds the line.
set local role hw_owner;

alter table app.event
	add witness uuid not null default gen_random_uuid(),
	add beside pg_snapshot default case when pg_snapshot_xmin(pg_current_snapshot()) < pg_current_xact_id()
		then pg_current_snapshot() end;
comment on column app.event.witness is
	'nothing but chance: whoever knows it has met this line. Marks prove it; nobody is shown it';
comment on column app.event.beside is
	'what had ended when it was written; null: every transaction before its own';

create policy witness on app.event for select to hw_owner using (true);

create function app.here() returns text
	language sql stable security definer set search_path = pg_catalog, app, pg_temp
return (select c.system_identifier || '.' || d.oid
	from pg_control_system() as c, pg_database as d where d.datname = current_database());
comment on function app.here() is
	'Which database this is, by what no dump takes along: the cluster''s identifier and the oid.';

-- Of each transaction one line, the first: it is there as a whole or not at all. Asked for in the
-- order of event_cursor, which no other index has: another would find it after all that came before.
create function app.mark(generation integer, xids xid8[]) returns text
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$ begin
return (select mark.generation || '.' || string_agg(x.xid::text, ',' order by x.n) || '.'
		|| left(encode(sha256(string_agg(uuid_send(w.witness), ''::bytea order by x.n)), 'hex'), 32)
	from unnest(mark.xids) with ordinality as x (xid, n)
	cross join lateral (select e.generation, e.xid, e.witness from app.event e
		where (e.generation, e.xid) >= (mark.generation, x.xid) order by e.generation, e.xid, e.id limit 1) as w
	where w.generation = mark.generation and w.xid = x.xid);
end $$;
comment on function app.mark(integer, xid8[]) is
	'Those of these transactions that are in the record, and a digest of their witnesses: of chance '
	'alone, so nobody can tell from it what a line says, or try what it might say. Null: none is.';

-- What came between who was open then and the line itself is few transactions, or those of one whole
-- long statement: of more than 200 the latest.
create function app.head() returns text
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
as $$ begin
return (
	with recursive head as (
		select e.generation, e.xid, e.beside from app.event e
		order by e.generation desc, e.xid desc, e.id desc limit 1
	), since (generation, low, xid) as (
		select head.generation, pg_snapshot_xmax(head.beside), head.xid from head
		union all
		select s.generation, s.low, (select e.xid from app.event e
			where e.generation = s.generation and e.xid < s.xid and e.xid >= s.low order by e.xid desc limit 1)
		from since s where s.low < s.xid
	), beside (xid) as (
		(select since.xid from since where since.xid is not null limit 200)
		union all
		select x.xid from head, pg_snapshot_xip(head.beside) as x (xid) where x.xid < head.xid
	)
	select app.mark(head.generation, array(select beside.xid from beside order by beside.xid desc limit 200))
	from head);
end $$;
comment on function app.head() is
	'The mark of the record as it is now; null: there is no line yet.';

create function app.holds(mark text) returns boolean
	language sql stable security definer set search_path = pg_catalog, app, pg_temp
return case when holds.mark is null then null
	when holds.mark ~ '^[0-9]{1,9}[.][0-9]{1,18}(,[0-9]{1,18})*[.][0-9a-f]{32}$'
		and cardinality(string_to_array(holds.mark, ',')) <= 200 then coalesce(holds.mark =
		app.mark(split_part(holds.mark, '.', 1)::integer,
			string_to_array(split_part(holds.mark, '.', 2), ',')::xid8[]), false)
	else false end;
comment on function app.holds(text) is 'Whether the record holds all lines of this mark.';

grant execute on function app.here(), app.head(), app.holds(text) to hw_api;

-- Who writes now is waited for: lines of the old generation come before those of the new one.
create function app.begin_generation() returns integer
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
begin
	lock table app.event in share row exclusive mode;
	update app.cluster set generation = generation + 1;
	insert into app.event (action, kind) values ('generation.begin', 'none');
	return app.generation();
end $$;
comment on function app.begin_generation() is
	'This copy is the database from now on, though what came last may not be in it: consoles that '
	'refused it go on, and tell their people to look. For its owner, after a replica that was not '
	'synchronous was promoted or the cluster restored.';
revoke execute on function app.begin_generation() from public;
reset role;
