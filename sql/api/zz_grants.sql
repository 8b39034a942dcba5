-- Applied last: what is above belongs to hw_api, and people may use it.
set local role hw_api;
grant select on all tables in schema api to hw_staff;
grant execute on all functions in schema api to hw_staff;
revoke execute on function api.manifest() from hw_staff;
grant execute on function api.manifest() to hw_backup;
revoke execute on function api.poke_due(boolean, bigint) from hw_staff;
grant execute on function api.poke_due(boolean, bigint) to hw_poke;
revoke execute on function api.notice_take(boolean), api.notice_told(uuid, text, integer) from hw_staff;
grant execute on function api.notice_take(boolean), api.notice_told(uuid, text, integer) to hw_notify;
reset role;
