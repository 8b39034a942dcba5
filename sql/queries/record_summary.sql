-- How many records are there by exploitation and by citizenship?
-- $1 uuid  the import; null: all records of my offices
-- -> kind (exploitation, citizenship), value (unknown for null), n
select kind, value, n from api.record_summary($1::uuid);
