-- Wait until nobody else brings this database up to date.
-- -> locked
select pg_advisory_lock(hashtextextended('homeward migrate', 0)) is not null as locked;
