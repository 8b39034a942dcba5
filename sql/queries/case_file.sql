-- The entries of a case's file and its notes: kind by kind, newest first; what they say is sealed.
-- $1 uuid  the case
-- -> id, kind, version, person, at, names (of what is told in clear), contents (the value of each, as in its sheet)
select f.id, f.kind, f.version, f.person, api.ms(f.at) as at, c.names, c.contents
from api.case_file($1::uuid) as f
left join lateral (
	select array_agg(e.key order by e.key) as names, array_agg(case jsonb_typeof(e.value)
		when 'array' then (select string_agg(x, ';') from jsonb_array_elements_text(e.value) as x)
		else e.value #>> '{}' end order by e.key) as contents
	from jsonb_each(f.clear) as e where jsonb_typeof(e.value) <> 'null') as c on true;
