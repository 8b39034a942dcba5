-- Triage: what waits for somebody who decides is found in its order, however many cases there are.
set local role hw_owner;

-- In danger now, or a child in detention, before all others; then the clock that ends first; then the risk, where one that nobody has assessed
-- yet comes before a low one; then the oldest report. Written as in api.triage_waiting.
create index case_waiting on app.case (office_id,
	(not ('danger now' = any (flags) or coalesce(child, false) and 'detained' = any (flags))), clock_order,
	(case risk when 3 then 0 when 2 then 1 when 0 then 2 else 3 end), reported_at, id)
	where stage = 1;
-- How long the oldest one waits.
create index case_waiting_since on app.case (office_id, reported_at) where stage = 1;

-- What was reported about the same time.
create index case_reported on app.case (office_id, reported_at);
-- Calls that are no case: those that wait, or have just been seen to.
create index contact_waiting on app.contact (office_id, kind, (coalesce(done_at, 'infinity'))) where not gone;

reset role;

insert into app.allowed (action, role)
select a, r from unnest('{triage.head,triage.story}'::text[]) as a,
	unnest('{coordinator,officer,night,supervisor}'::text[]) as r;
