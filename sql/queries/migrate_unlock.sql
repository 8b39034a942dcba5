-- Let the next one bring this database up to date.
-- -> unlocked
select pg_advisory_unlock(hashtextextended('homeward migrate', 0)) as unlocked;
