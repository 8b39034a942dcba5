-- What became of a message. For hw_notify.
-- $1 uuid     its id
-- $2 text     sent, failed, no address or unknown
-- $3 integer  what the program or the mail server gave; null: nothing
-- -> kept (false: it was sent already, or is gone)
select api.notice_told($1::uuid, $2::text, $3::integer) as kept;
