-- All of one request, as it is now; no row: there is none in my offices.
-- $1 uuid  the request
-- -> id, version, code, kind, case_id, case_code, office, zone, to_office, asked_by, asked_at, acted_at, state, asked_of, due_at,
--    expires_at, content (the text that is signed), hash (its sha256), first_content, lacks (codes, in braces), lacks_words,
--    lacks_hints, people, offices, votes (JSON), may_answer (why not; null: I may), meaning, sealed_kind (null: nothing is sealed, or not
--    for me), approved (so many people have, of this version), askers (JSON, asked_by first), refused_before (JSON),
--    can (how many could still decide it; null: it is not up for approval), roles (who may, in braces), asked_from (her own office)
select id, version, code, kind, case_id, case_code, office, zone, to_office, asked_by, api.ms(asked_at) as asked_at,
	api.ms(acted_at) as acted_at, state, asked_of, api.ms(due_at) as due_at, api.ms(expires_at) as expires_at, content, hash,
	first_content, lacks, lacks_words, lacks_hints, people, offices, votes, may_answer, meaning, sealed_kind, approved, askers, refused_before,
	can, roles, askers -> 0 ->> 'office' as asked_from
from api.approval_open($1::uuid);
