-- Who of my offices is away, and who answers in her place?
-- -> login, person, delegate_login, delegate, office, zone, starts_at, ends_at
select login, person, delegate_login, delegate, office, zone, api.ms(starts_at) as starts_at, api.ms(ends_at) as ends_at
from api.away_line order by ends_at, login;
