-- What the organisation that I stand for answers to a referral.
-- $1 uuid     key of the request
-- $2 uuid     the referral
-- $3 integer  its version, as I have read it
-- $4 text     accepted, refused, done
-- $5 text     why it is refused; null: it is not
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.referral_answer($1::uuid, $2::uuid, $3::integer, $4::text, $5::text);
