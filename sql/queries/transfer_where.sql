-- Say where she is whose transfer ended on the way, or was an emergency that was refused.
-- $1 uuid     key of the request
-- $2 uuid     the transfer
-- $3 integer  the version I read
-- $4 text     where, a word of transfer_wheres
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version from api.transfer_where($1::uuid, $2::uuid, $3::integer, $4::text);
