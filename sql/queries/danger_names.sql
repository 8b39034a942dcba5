-- What are those called about whom there is a danger note? Recorded, so asked twice with one key: the first answer is the
-- refusal ask_again. Refused: one row with refusal and message.
-- $1 uuid  key of the request
-- -> subject (the party), code, severity (beware, never), id, kind, key, generation, version, blob, realm, epoch, born, wrapped,
--    refusal, message
select subject, code, severity, id, kind, key, generation, version, blob, realm, epoch, born, wrapped, refusal, message
from api.danger_names($1::uuid);
