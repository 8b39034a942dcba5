-- What does a new line of a handover begin with?
-- $1 uuid  the case
-- -> name (of a field), content
select name, content from api.handover_draft($1::uuid);
