-- Does a poking process serve this database?
-- -> served
select api.poke_served() as served;
