-- Which initials may stand in a list beside these cases? No row: none may; id null: none are kept yet.
-- $1 uuid[]  cases, 200 at most
-- -> subject, id, kind, key, generation, version, blob, realm, epoch, born, wrapped
select subject, id, kind, key, generation, version, blob, realm, epoch, born, wrapped
from api.initials($1::uuid[]);
