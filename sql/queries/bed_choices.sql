-- Which beds fit this case, and are free?
-- $1 uuid  the case
-- -> value (the unit's code), label
select value, label from api.bed_choices($1::uuid);
