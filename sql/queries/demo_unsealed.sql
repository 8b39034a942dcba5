-- What is yet to be sealed of the invented region, by whom and under which key? Needs the schema demo, as its owner.
-- $1 integer  of the first so many cases
-- $2 integer  in each office, so many of them with who they are
-- $3 uuid[]   whose keys are at hand
-- -> kind, id, subject, office_id, staff_id, person, at, realm, epoch, generation (0: no key yet), born, key_epoch, wrapped,
--    fields (names and values in turn)
select kind, id, subject, office_id, staff_id, person, at, realm, epoch, generation, born, key_epoch, wrapped, fields
from demo.unsealed($1::integer, $2::integer, $3::uuid[]);
