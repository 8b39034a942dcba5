-- Who could be responsible for this case? On duty first.
-- $1 uuid  the case
-- -> login, name, office, on_shift, open_cases (in words: 37, 1000+)
select login, name, office, on_shift, case when open_cases > 1000 then '1000+' else open_cases::text end as open_cases
from api.staff_choices($1::uuid);
