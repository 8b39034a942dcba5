-- How is a realm recovered from paper? One row, for a custodian of it, and recorded.
-- $1 uuid  the realm
-- -> realm, epoch, box, chain, recovery_id, recovery, opened_by, signature
select realm, epoch, box, chain, recovery_id, recovery, opened_by, signature
from api.realm_recovery($1::uuid);
