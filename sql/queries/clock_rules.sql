-- How long do clocks run in my offices, and what do they rest on?
-- $1 text  one rule; null: all
-- $2 text  the code of one office; null: all of mine, my own first, or the case's
-- $3 uuid  a case; null: none
-- -> office, rule, country (null: anywhere), name, starts, bound, rule_length, length, longest (null: not extended),
--    expiry, standing, source, article, version, checked_by, checked_on, set_by (null: nobody), set_at, by_hand, policy,
--    causes (null: none)
select l.office, l.rule, l.country, l.name, l.starts, l.bound, l.rule_length, l.length, l.longest,
	l.expiry, l.standing, l.source, l.article, l.version, l.checked_by, l.checked_on, l.set_by, api.ms(l.set_at) as set_at,
	l.by_hand, l.policy, l.causes
from api.clock_policy_line l
where ($1::text is null or l.rule = upper($1::text)) and ($2::text is null or l.office = upper($2::text))
and ($3::uuid is null or l.office_id = (select c.office_id from api.case_line c where c.id = $3::uuid))
order by l.home desc, l.office, l.rule;
