-- What may I do with this case?
-- $1 uuid  the case
-- -> verb (take, assign, priority, move, risk, flag, link, unlink), allowed, refusal, choices text[]
select verb, allowed, refusal, choices from api.case_verbs($1::uuid);
