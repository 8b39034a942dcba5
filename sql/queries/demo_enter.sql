-- Enter what was sealed of the invented region and is told in clear as well, as whoever wrote it, at its time.
-- $1 jsonb  as demo_seal
-- -> done
select demo.enter($1::jsonb) is not null as done;
