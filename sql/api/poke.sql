-- The poking process: see app.poke. Its login, hw_poke, may call poke_due() and nothing else.
set local role hw_api;

-- Waiting for the lock goes before new writers, so that they leave rows instead of notifying and the
-- lock becomes free; a writer who stays within her transaction is not waited for. Rows are taken
-- either way: whoever serves may hang. As one login only: not as one who may do more than this.
--
-- Whoever serves begins where its session left off, at the oldest transaction that was still open
-- then: so it need not read what it has taken. While it serves no writer holds rows of app.poke_due.
create function api.poke_due(p_stand_by boolean, p_since bigint default 0,
		out serving boolean, out poked integer, out since bigint, out spent_us integer)
	language plpgsql volatile security definer
	set search_path = pg_catalog, app, pg_temp set lock_timeout = '200ms' set enable_seqscan = off
as $$
declare
	first xid8 := p_since::text::xid8;
	began timestamptz;
begin
	if session_user <> 'hw_poke' then
		raise insufficient_privilege using message = 'only hw_poke pokes';
	end if;
	serving := true;
	since := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
	if p_stand_by then
		begin
			perform pg_advisory_lock(app.poke_lock());
		exception when lock_not_available then
			serving := false;
		end;
	end if;
	began := clock_timestamp();
	if serving then
		with gone as (delete from app.poke_due d where d.xid >= first returning d.topic)
		select count(pg_notify(g.topic, '')) into poked from (select distinct topic from gone) as g;
	else
		since := 0;
		poked := app.poke_left();
	end if;
	spent_us := extract(epoch from clock_timestamp() - began) * 1000000;
end $$;
comment on function api.poke_due(boolean, bigint) is
	'Notify once of each topic that writers left a row for. From a stand-by: tries first to become '
	'the one that serves, which lasts as long as its session. That one gives back what it was told '
	'as since the last time; 0: begin anew.';

-- Looks without taking the lock: who held it here until her transaction ended would keep every
-- process from serving. A writer who stays in the transaction of her change does so, until the limits
-- of idle transactions end it; meanwhile the process stands by, takes rows once a second all the same,
-- and writers notify. One who waits for the lock does not serve.
create function api.poke_served() returns boolean
	language sql volatile security definer set search_path = pg_catalog, app, pg_temp
return exists (select from pg_locks l
	where l.locktype = 'advisory' and l.mode = 'ExclusiveLock' and l.granted and l.objsubid = 1
	and l.database = (select d.oid from pg_database d where d.datname = current_database())
	and l.classid::bigint << 32 | l.objid::bigint = app.poke_lock());
comment on function api.poke_served() is
	'Whether a poking process serves this database. Without one everything works, writers wait longer.';
