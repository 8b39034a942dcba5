-- Does a service wake people for this database?
-- -> serves
select api.notify_serves() as serves;
