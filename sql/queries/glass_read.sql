-- What is told in clear of the case that I look at? The first time it is the refusal ask_again: asked again, it comes.
-- $1 uuid  key of the request
-- $2 uuid  that I look
-- -> code, office, zone, country, stage, priority, risk, child, sex, age_low, age_high, language, flags, afraid, clock, clock_at,
--    responsible, tasks, keys_with (who of its office can be called), until, refusal, message
select code, office, zone, country, stage, priority, risk, child, sex, age_low, age_high, language, flags, afraid, clock,
	api.ms(clock_at) as clock_at, responsible, tasks, keys_with, api.ms(until) as until, refusal, message
from api.glass_read($1::uuid, $2::uuid);
