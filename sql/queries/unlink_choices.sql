-- With which cases is this one linked?
-- $1 uuid  the case
-- -> value (for case_unlink), label
select l.code || ' ' || l.kind as value, l.code || '  ' || l.kind as label from api.case_links($1::uuid) as l where l.stage is not null;
