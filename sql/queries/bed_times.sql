-- Until when can a bed be held for this case?
-- $1 uuid  the case
-- $2 text  where: it does not matter
-- -> value, label (the time in the office)
select value, label from api.bed_times($1::uuid) where $2::text is not null;
