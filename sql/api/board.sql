-- The numbers above the lanes.
set local role hw_api;

create function api.board_counts(p_scope text)
	returns table (stage smallint, name text, lane smallint, n bigint)
	language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp
	-- A session keeps the plan of its first call while the table grows: always the index of what is hers.
	set random_page_cost = 0
as $$ begin
	return query
	select s.id, s.name, s.lane, coalesce(b.n, 0)::bigint
	from app.stage s
	left join (
		select d.stage, sum(d.open_cases) as n
		from (select c.office_id, c.stage, c.open_cases from app.board_count c
			union all select c.office_id, c.stage, c.open_cases from app.board_delta c) as d
		where p_scope in ('office', 'all')
		and (p_scope = 'all' or d.office_id = (select h.office_id from app.staff h where h.id = (select app.me())))
		group by d.stage
		union all
		select c.stage, count(*)
		from app.case c
		where p_scope = 'mine' and c.responsible_id = (select app.me()) and c.closed_at is null
		group by c.stage
	) as b on b.stage = s.id
	where s.lane is not null
	order by s.lane;
end $$;
comment on function api.board_counts(text) is
	'Open cases in each lane, exactly: mine, of my home office, or of all my offices.';
