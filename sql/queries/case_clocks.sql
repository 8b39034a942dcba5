-- Which clocks run for this case? Running ones first.
-- $1 uuid  the case
-- -> id, code, name, bound, started_at, ends_at, stopped_at (null: runs), expiry, standing, source, article
select id, code, name, bound, api.ms(started_at) as started_at, api.ms(ends_at) as ends_at,
	api.ms(stopped_at) as stopped_at, expiry, standing, source, article
from api.case_clocks($1::uuid);
