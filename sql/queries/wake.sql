-- Who can be called now for this case?
-- $1 uuid  the case
-- $2 text  the language that is needed, two letters, else three; null: the case's
-- -> id (null: a colleague), code, asked_for, country, district, languages (codes, blanks between), sex, hours, speaks (the
--    language; null: it is not known), awake (null: it is not known), danger (null, beware, never), sealed (its telephone is
--    written), result (of the last call; null: never called), at, person (who called), tried (calls in 12 hours), who (a
--    colleague, or the kind of a place), room
select id, code, asked_for, country, district, languages, sex, hours, speaks, awake, danger, sealed, result, api.ms(at) as at,
	person, tried, who, room
from api.wake($1::uuid, $2::text);
