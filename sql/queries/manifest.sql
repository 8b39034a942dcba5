-- What is in every table? For backup-check, as hw_backup or the owner.
-- -> table_name, rows, digest
select table_name, rows, digest from api.manifest();
