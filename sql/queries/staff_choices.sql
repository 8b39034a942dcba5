-- Who could be responsible for this case? On duty first.
-- $1 uuid  the case
-- -> login, name, office, on_shift, open_cases
select login, name, office, on_shift, open_cases from api.staff_choices($1::uuid);
