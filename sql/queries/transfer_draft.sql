-- What does a new request for a transfer begin with?
-- $1 uuid  the case
-- -> name (of a field), content
select name, content from api.transfer_draft($1::uuid);
