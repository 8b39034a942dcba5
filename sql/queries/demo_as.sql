-- As whom the owner of an invented region asks from now on, as if that person had come herself.
-- $1 text  a login; the owner's own ends it
-- -> login
select set_config('session_authorization', $1::text, false) as login;
