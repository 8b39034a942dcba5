-- People who came at once are counted, or counted again.
-- $1 uuid         key of the request
-- $2 uuid         they; made by the console
-- $3 integer      the version I saw; 0: they are new
-- $4 text         office code; null: my own, or theirs
-- $5 text         push-back, raid, handover
-- $6 jsonb        the counts, as api.batch_keep() takes them
-- $7 text         when they came, a timestamptz; null: now, or as it was
-- $8 text         code of the place where they are; null: not said
-- -> refusal (null: done), field, message, hint, event_id, case_id, version, code, people
select refusal, field, message, hint, event_id, case_id, version, code, people
from api.batch_keep($1::uuid, $2::uuid, $3::integer, $4::text, $5::text, $6::jsonb, $7::text::timestamptz, $8::text);
