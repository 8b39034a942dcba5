-- Applied first of all: schema api has no history, it is made afresh from these files, in name order
-- and in one transaction.
drop schema if exists api cascade;
create schema api authorization hw_api;
