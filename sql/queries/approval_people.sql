-- To whom can this request be passed on?
-- $1 uuid  the request
-- -> login, name, away
select login, name, away from api.approval_people($1::uuid);
