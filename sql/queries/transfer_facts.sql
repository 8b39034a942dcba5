-- What of a transfer is told in clear, word by word?
-- $1 uuid  the transfer
-- -> name, content
select f.key as name, f.value as content
from api.approval_open($1::uuid) a
cross join jsonb_each_text(a.content::jsonb - '{sealed,wish,guardian,interest,consent,bed,flags,keys}'::text[]) as f
where f.value is not null
union all
select 'bed_' || b.key, b.value
from api.approval_open($1::uuid) a
cross join jsonb_each_text(coalesce(nullif(a.content::jsonb -> 'bed', 'null'), '{}')) as b
where b.value is not null;
