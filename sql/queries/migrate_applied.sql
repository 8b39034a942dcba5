-- What was applied to this database, and is schema api still there?
-- -> version, name, sha256, api
select version, name, sha256, to_regnamespace('api') is not null as api
from app.schema_migration
order by version;
