-- By whom can a task of this case be done? On duty first.
-- $1 uuid  the case
-- -> value (login), label
select 'responsible' as value, 'whoever is responsible' as label
union all
(select login, concat_ws(' . ', name, office, case when on_shift then 'on shift' end) from api.staff_choices($1::uuid));
