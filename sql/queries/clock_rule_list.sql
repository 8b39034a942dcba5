-- Which time limits are there, and what do they rest on?
-- -> code, country, name, starts, bound, length, expiry, standing, source, article, version, checked_by
select code, country, name, starts, bound, length, expiry, standing, source, article, version, checked_by
from api.clock_rule_line order by country, code;
