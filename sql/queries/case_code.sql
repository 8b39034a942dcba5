-- Which code has a case that was saved before? No row: there is none, or not for me.
-- $1 uuid  the case
-- -> code, version
select l.code, l.version from api.case_line l where l.id = $1::uuid;
