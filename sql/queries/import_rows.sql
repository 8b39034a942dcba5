-- Add some rows to an open import; all arrays have one element a row, null is unknown.
-- $1 uuid        the import
-- $2 integer[]   line in the file
-- $3 integer[]   year of registration
-- $4 text[]      source: hotline, case management ...
-- $5 text[]      sex: female, male, other, unknown
-- $6 text[]      citizenship: ISO 3166-1 alpha-2
-- $7 text[]      exploitation: forced labour, sexual exploitation, forced marriage, other ...
-- $8 text[]      forced labour: true, false
-- $9 text[]      labour: agriculture, aquafarming, begging, construction, domestic work, manufacturing, peddling, other
-- $10 text[]     control: financial, threats, physical, survival, other
-- $11 integer[]  age, lower end
-- $12 integer[]  age, upper end
-- -> inserted
select api.import_rows($1::uuid, $2::integer[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::text[],
	$8::text[], $9::text[], $10::text[], $11::integer[], $12::integer[]) as inserted;
