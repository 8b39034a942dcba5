-- May this be decided about her? What was asked, found and decided before, and what is still missing. As for all entries, what
-- an office has entered is seen by its people: for whoever does not see the case all of it is missing.
set local role hw_owner;

-- Of one day the answer that stops more.
create or replace function app.wish_last(p_case uuid, p_about text, p_day date) returns app.entry_wish
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select e from app.entry_wish e where e.case_id = p_case and e.about = p_about and e.asked_on <= p_day
	order by e.asked_on desc, array_position('{does not want to,not able to say,not sure,wants to}'::text[], e.answer), e.entered_at desc, e.id
	limit 1);
comment on function app.wish_last(uuid, text, date) is 'What she said last, by that day, of what she wants about this; null: nothing.';

create or replace function app.guardian_last(p_case uuid, p_day date) returns app.entry_guardian
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select e from app.entry_guardian e where e.case_id = p_case and e.begun_on <= p_day and (e.ended_on is null or e.ended_on > p_day)
	order by e.kind <> 'none found' desc, coalesce(e.cleared = 'yes' and e.cleared_on <= p_day, false) desc,
		e.begun_on desc, e.entered_at desc, e.id
	limit 1);
comment on function app.guardian_last(uuid, date) is
	'The guardian whom she has on that day: of several one who is cleared, then the last one. null: nobody looked for one.';

create or replace function app.interest_last(p_case uuid, p_about text, p_day date) returns app.entry_interest
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return (select e from app.entry_interest e where e.case_id = p_case and e.about = p_about and e.decided_on <= p_day
	order by e.decided_on desc, e.entered_at desc, e.kind = 'determination' desc,
		array_position('{against,not yet,in favour}'::text[], e.decided), e.id
	limit 1);
comment on function app.interest_last(uuid, text, date) is 'What was decided last, by that day, to be best for her about this; null: nothing.';

create or replace function app.decision_lacks(p_case uuid, p_about text, p_abroad boolean, p_day date) returns setof text
	language plpgsql stable security invoker set search_path = pg_catalog, app, pg_temp
as $$
declare
	wish app.entry_wish := app.wish_last(p_case, p_about, p_day);
	guardian app.entry_guardian := app.guardian_last(p_case, p_day);
	interest app.entry_interest := app.interest_last(p_case, p_about, p_day);
	child boolean := (select c.child from app.case c where c.id = p_case);
	minor boolean := child is distinct from false;
	heard boolean := coalesce(wish.asked_on + (select r.length from app.decision_rule r where r.name = 'wish') >= p_day, false);
	found boolean := coalesce(guardian.kind <> 'none found', false);
	favoured boolean := coalesce(interest.decided = 'in favour', false);
	weighed boolean := coalesce(child, false) and favoured and interest.decided_on >= wish.asked_on;
begin
	return query select x.code from (values
		(1, 'wish_missing', not heard),
		(2, 'wish_against', heard and not weighed and wish.answer = 'does not want to'),
		(3, 'wish_unsure', heard and not weighed and wish.answer in ('not sure', 'not able to say')),
		(4, 'guardian_missing', minor and not found),
		(5, 'guardian_not_cleared', minor and found and not coalesce(guardian.cleared = 'yes' and guardian.cleared_on <= p_day, false)),
		(6, 'interest_missing', minor and coalesce(interest.decided, 'not yet') = 'not yet'),
		(7, 'interest_against', minor and interest.decided = 'against'),
		(8, 'interest_not_enough', minor and favoured and interest.kind <> 'determination'
			and (p_abroad is distinct from false or p_about = 'family')),
		(9, 'interest_review', minor and favoured and interest.review_on <= p_day),
		(10, 'interest_before_wish', minor and favoured and interest.decided_on < wish.asked_on)) as x(n, code, lacks)
	where x.lacks order by x.n;
end $$;
comment on function app.decision_lacks(uuid, text, boolean, date) is
	'What is missing, on that day, before it may be decided that she is brought somewhere: codes of app.refusal, in the order in '
	'which they are to be done; no row: nothing. For everybody her own view. For a child, and whoever may be one because no '
	'age is known, a guardian who is cleared and a decision on what is best for her, which is a determination where the way is '
	'abroad (null: nobody has said) or to her family. Only of whom it is known that she may be under 18, a decision that has '
	'heard it weighs more than her no: somebody of no known age is not overruled as a child.';

create or replace function app.decision_told(p_case uuid, p_about text) returns jsonb
	language sql stable security invoker set search_path = pg_catalog, app, pg_temp
return jsonb_build_object(
	'wish', to_jsonb(app.wish_last(p_case, p_about, 'infinity')) - '{id,case_id,office_id,entered_at}'::text[],
	'guardian', to_jsonb(app.guardian_last(p_case, 'infinity')) - '{id,case_id,office_id,entered_at}'::text[],
	'interest', to_jsonb(app.interest_last(p_case, p_about, 'infinity')) - '{id,case_id,office_id,entered_at}'::text[]);
comment on function app.decision_told(uuid, text) is
	'What is told in clear of what she said last about this, of her guardian, and of what was decided last to be best for her: '
	'{"wish": {...}, "guardian": {...}, "interest": {...}}, null where there is none. The same facts give the same text.';

grant execute on function app.wish_last(uuid, text, date), app.guardian_last(uuid, date), app.interest_last(uuid, text, date),
	app.decision_lacks(uuid, text, boolean, date), app.decision_told(uuid, text) to hw_api;
reset role;
