-- Who holds what, and what is wrong with it? For admins, registrars and auditors; what is wrong comes first.
-- -> what (epoch: the newest statement of a realm, person and number signed it; letter: who has the newest keys, by
--    whom, recovery is the letter; retired: she is still in the directory; task: a custodian has yet to turn the realm,
--    person knew it), realm, name, epoch, person, login, number,
--    given_by, box, chain, recovery_id, recovery, signature, since, wrong (null: nothing that the server knows of)
select what, realm, name, epoch, person, login, number, given_by, box, chain, recovery_id, recovery, signature,
	api.ms(since) as since, wrong
from api.key_audit();
