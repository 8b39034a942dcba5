-- How many of these people are what, and which cases were split out of them?
-- $1 uuid  they
-- -> part (count, case), line, nationality, class, n, cases, rest, case_id, version, code, stage, responsible
select part, line, nationality, class, n, cases, rest, case_id, version, code, stage, responsible
from api.batch_parts($1::uuid);
