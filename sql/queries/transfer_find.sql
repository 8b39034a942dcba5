-- Which transfer has this code?
-- $1 text  as it was typed
-- -> id, version, code, what, state, case_id (null: not of my offices), problem (check, no_such_transfer; null: it is there),
--    case_code (null likewise), to_office, place (null: of a file, or a place of another office),
--    unsigned (done in an emergency, and nobody has signed it)
select f.id, f.version, f.code, f.what, f.state, f.case_id, f.problem, l.case_code, l.to_office, l.place, l.unsigned
from api.transfer_find($1::text) f
left join api.transfer_line l on l.id = f.id;
