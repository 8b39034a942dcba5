-- Whom to wake now. For hw_notify.
-- $1 boolean  standing by: becomes the one that serves, if none does
-- -> serving, id, login, code, waited_ms (id null: nobody)
select serving, id, login, code, waited_ms from api.notice_take($1::boolean);
