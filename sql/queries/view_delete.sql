-- Forget a view.
-- $1 uuid  key of the request
-- $2 text  name
-- -> refusal (null: done), field, message, hint, event_id, case_id, version
select refusal, field, message, hint, event_id, case_id, version
from api.view_delete($1::uuid, $2::text);
