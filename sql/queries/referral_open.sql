-- What was referred to the organisation that I stand for?
-- $1 uuid  the referral
-- -> id, version, code, case_code, office, party, asked_on, answer_by, services, shared, child, age_low, age_high, state,
--    answers (what can be answered), refusal (ask_again: that it is read is in the record now), message
select id, version, code, case_code, office, party, asked_on, answer_by, services, shared, child, age_low, age_high, state,
	answers, refusal, message
from api.referral_open($1::uuid);
