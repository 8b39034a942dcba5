-- Answer a request, as I have read it.
-- $1 uuid     key of the request to the database
-- $2 uuid     what is to be approved
-- $3 integer  the version I read
-- $4 bytea    the sha256 of the text I read
-- $5 text     approve, refuse, ask back
-- $6 text     refuse, ask back: why, a word of approval_reasons
-- $7 integer  approve: which of my keys has signed
-- $8 bytea    approve: my signature (db/vault/approval.h)
-- $9 jsonb    approve: what only I could make; null: nothing
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.approval_answer($1::uuid, $2::uuid, $3::integer, $4::bytea, $5::text, $6::text, $7::integer, $8::bytea, $9::jsonb);
