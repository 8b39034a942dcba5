-- Begin to read in a file. import_id null and refusal null: it is here already, with so many records,
-- since then.
-- $1 uuid     key of the request
-- $2 text     office code
-- $3 text     sha256 of the file, hex
-- $4 text     layout: ctdc
-- $5 integer  lines of the file
-- -> import_id, refusal, message, imported, at_ms
select import_id, refusal, message, imported, at_ms
from api.import_open($1::uuid, $2::text, $3::text, $4::text, $5::integer);
