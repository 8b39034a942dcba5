-- Who wrote notes about this case, and when? Newest first; what they say is sealed.
-- $1 uuid  the case
-- -> id, at, person, version
select id, api.ms(at) as at, person, version from api.sealed_list($1::uuid) where kind = 'note';
