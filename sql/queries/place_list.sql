-- Which places do my offices know?
-- -> id, version, code, kind, country, district, capacity (null: unknown), office (code), sealed (there is a record of what
--    it is called and where it is), touched_at
select id, version, code, kind, country, district, capacity, office, sealed, touched_at
from api.place_list();
