-- Is a restored copy the same as the original?
set local role hw_api;

-- Runs as its caller, who must be able to read every table as a whole: hw_backup or the owner. Table
-- names come from the catalog and are quoted. The digest does not depend on the order of the rows.
-- What is not logged is forgotten by a crash and absent from a replica, so it is nothing to compare.
create function api.manifest() returns table (table_name text, rows bigint, digest text)
	language plpgsql stable security invoker
	set search_path = pg_catalog, pg_temp set timezone = 'UTC' set datestyle = 'ISO, YMD'
	set intervalstyle = 'postgres' set extra_float_digits = 1 set row_security = off
as $$
begin
	for table_name in
		select c.relname from pg_class c
		where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p' order by c.relname
	loop
		execute format($q$
			select count(*), md5(count(*) || ' ' || coalesce(sum(('x' || left(h, 16))::bit(64)::bigint), 0)
				|| ' ' || coalesce(sum(('x' || right(h, 16))::bit(64)::bigint), 0))
			from (select md5(t::text) as h from app.%I as t) as r$q$, table_name) into rows, digest;
		return next;
	end loop;
end $$;
comment on function api.manifest() is
	'Every table with its number of rows and a digest over them, for backup-check.';
