-- Exact counts for the board without counting. Every statement that changes how many open cases an
-- office has in a stage adds small rows of differences; now and then somebody folds them into the sums.
-- Updating the sums at once would make everybody in a busy office wait for everybody else.
set local role hw_owner;

create table app.board_count (
	office_id smallint not null references app.office,
	stage smallint not null references app.stage,
	open_cases bigint not null,
	nobody bigint not null,
	primary key (office_id, stage)
);
comment on table app.board_count is
	'Open cases by office and stage, up to the differences not yet folded.';
comment on column app.board_count.office_id is 'office';
comment on column app.board_count.stage is 'stage';
comment on column app.board_count.open_cases is 'open cases';
comment on column app.board_count.nobody is 'open cases that nobody is responsible for';

create table app.board_delta (
	id bigint generated always as identity primary key,
	office_id smallint not null,
	stage smallint not null,
	open_cases bigint not null,
	nobody bigint not null
);
comment on table app.board_delta is 'Differences to app.board_count, few.';
comment on column app.board_delta.id is 'number; who writes a multiple of 64 folds';
comment on column app.board_delta.office_id is 'office';
comment on column app.board_delta.stage is 'stage';
comment on column app.board_delta.open_cases is 'more, or fewer, open cases';
comment on column app.board_delta.nobody is 'more, or fewer, that nobody is responsible for';

create function app.board_fold() returns void
	language sql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
	with gone as (
		delete from app.board_delta returning office_id, stage, open_cases, nobody
	)
	insert into app.board_count as b (office_id, stage, open_cases, nobody)
	select office_id, stage, sum(open_cases), sum(nobody) from gone group by office_id, stage order by 1, 2
	on conflict (office_id, stage) do update
		set open_cases = b.open_cases + excluded.open_cases, nobody = b.nobody + excluded.nobody;
$$;
comment on function app.board_fold() is 'Fold the differences this caller may see into the sums.';
grant execute on function app.board_fold() to hw_api;

create function app.board_add(deltas app.board_delta[]) returns void
	language plpgsql volatile security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	first bigint;
	last bigint;
begin
	with added as (
		insert into app.board_delta (office_id, stage, open_cases, nobody)
		select office_id, stage, sum(open_cases), sum(nobody) from unnest(deltas) group by office_id, stage
		having sum(open_cases) <> 0 or sum(nobody) <> 0
		returning id
	)
	select min(id), max(id) into first, last from added;
	-- Nobody waits for a fold: if another is at it, there will be a next time.
	if last / 64 > (first - 1) / 64 and pg_try_advisory_xact_lock(hashtext('app.board_fold')) then
		perform app.board_fold();
	end if;
end $$;
comment on function app.board_add(app.board_delta[]) is 'Note differences, and sometimes fold.';
grant execute on function app.board_add(app.board_delta[]) to hw_api;

create function app.case_counted() returns trigger
	language plpgsql security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	deltas app.board_delta[];
begin
	if tg_op <> 'DELETE' then
		select array_agg(row(0, office_id, stage, n, nobody)::app.board_delta) into deltas
		from (select office_id, stage, count(*) as n, count(*) filter (where responsible_id is null) as nobody
			from now_rows where closed_at is null group by office_id, stage) as r;
	end if;
	if tg_op <> 'INSERT' then
		select coalesce(deltas, '{}') || array_agg(row(0, office_id, stage, -n, -nobody)::app.board_delta)
		into deltas
		from (select office_id, stage, count(*) as n, count(*) filter (where responsible_id is null) as nobody
			from was_rows where closed_at is null group by office_id, stage) as r;
	end if;
	perform app.board_add(deltas);
	return null;
end $$;
comment on function app.case_counted() is 'Statement trigger: keep the counts of the board.';

create trigger case_insert_counted after insert on app.case referencing new table as now_rows
	for each statement execute function app.case_counted();
create trigger case_update_counted after update on app.case
	referencing old table as was_rows new table as now_rows
	for each statement execute function app.case_counted();
create trigger case_delete_counted after delete on app.case referencing old table as was_rows
	for each statement execute function app.case_counted();

alter table app.board_count enable row level security, force row level security;
alter table app.board_delta enable row level security, force row level security;
create policy my_offices on app.board_count for all to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
create policy my_offices on app.board_delta for all to hw_api
	using (office_id = any ((select app.my_offices())::smallint[]));
grant select, insert, update on app.board_count to hw_api;
grant select, insert, delete on app.board_delta to hw_api;

reset role;
