-- What would the next directory be? For registrars. No row: as the one in force. Refused: one row with refusal and
-- message.
-- -> serial, body, by_1 (null: nobody has signed), signature_1, registrar (who did), mine (I did), refusal, message
select serial, body, by_1, signature_1, registrar, mine, refusal, message
from api.directory_draft();
