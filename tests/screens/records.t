#!/bin/sh
# What went to whom, until when files are kept, what was erased; and a case of another office.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/looks.sh"
region
sql >/dev/null <<'END' || { echo "Bail out! no files"; exit 1; }
begin;
set local session_replication_role = replica;
insert into app.case (id, code, office_id, responsible_id, stage, priority, source, sex, age_low, age_high, exploitation, status, status_by, risk, flags,
	reported_at, touched_at, closed_at, close_reason, keep_until, erased_at)
select md5(x.code)::uuid, x.code, 1, null, 11, 3, 1, 'female', 15, 17, 1, 1, 2, 1, '{}', x.closed::timestamptz - interval '1 year', x.closed::timestamptz, x.closed::timestamptz,
	1, x.kept::date, x.erased::timestamptz
from (values ('HW-KHC9-C97P', '2019-02-20 09:00+07', '2026-02-20', null), ('HW-PMD6-RKH3', '2019-02-22 09:00+07', '2026-02-22', null),
	('HW-ERJH-X43T', '2019-02-25 09:00+07', '2026-02-25', null), ('HW-YWFX-TF7Q', '2019-01-15 09:00+07', '2026-01-15', '2026-02-27 16:20+07')) as x(code, closed, kept, erased);
insert into app.legal_hold (case_id, office_id, reason, set_by) values (md5('HW-PMD6-RKH3')::uuid, 1, 'compensation', 102);
insert into app.erasure (id, code, case_id, office_id, reason, asked_by, asked_at, state, erased_at, records, keys, backups_until) values
	(md5('asked')::uuid, 'ER-QC6P-QRNP', md5('HW-ERJH-X43T')::uuid, 1, 'time is over', 102, app.now() - interval '1 day', 'asked', null, null, null, null),
	(md5('erased')::uuid, 'ER-34EX-QKFN', md5('HW-YWFX-TF7Q')::uuid, 1, 'time is over', 102, '2026-02-26 10:00+07', 'erased', '2026-02-27 16:20+07', 12, 3, '2026-03-30');
insert into app.approval (id, code, kind, office_id, case_id, asked_by, askers, content, hash, first_content, due_at, expires_at, state, ended_at)
values (md5('erased')::uuid, 'ER-34EX-QKFN', 'erasure', 1, md5('HW-YWFX-TF7Q')::uuid, 102, '{102}', '{}', sha256('{}'), '{}', app.now(), app.now(), 'approved', app.now());
insert into app.approval_vote (approval_id, staff_id, home_id, version, hash, answer, at, number, signature)
select md5('erased')::uuid, s, 1, 1, sha256('x'), 'approve', '2026-02-27 16:20+07', 1, decode(repeat('ab', 64), 'hex') from unnest('{101,103}'::smallint[]) as s;
insert into app.sealed (id, case_id, office_id, kind, many, generation, blob, written_by, written_at)
select md5(x)::uuid, md5('HW-39HY-N6RW')::uuid, 1, split_part(x, ' ', 1), true, 1, decode(repeat('00', 202), 'hex'), 102, app.now() from unnest('{referral 1,disclosure 1,disclosure 2}'::text[]) as x;
insert into app.entry_referral (id, case_id, office_id, direction, other_side, because, state, asked_on, answered_on, shared, withheld, services, code)
values (md5('referral 1')::uuid, md5('HW-39HY-N6RW')::uuid, 1, 'out', 'Shelter', 'Other', 'accepted', '2026-03-01', '2026-03-02', '{age,story}', '{address,photograph}', '{Legal}', 'RF-QC6P-QRNP');
insert into app.entry_disclosure (id, case_id, office_id, asker, ground, scope, asked_on, lawyer, state, given, answered_on, told_her) values
	(md5('disclosure 1')::uuid, md5('HW-39HY-N6RW')::uuid, 1, 'court', 'court order', '{name,story}', '2026-02-20', 'must be given', 'partly given', '{name}', '2026-03-03', 'yes'),
	(md5('disclosure 2')::uuid, md5('HW-39HY-N6RW')::uuid, 1, 'police', 'law', '{address}', '2026-02-20', 'must not be given', 'refused', '{}', '2026-02-22', 'no');
insert into app.disclosure (id, code, case_id, office_id, state) values (md5('disclosure 1')::uuid, 'DS-QC6P-QRNP', md5('HW-39HY-N6RW')::uuid, 1, 'approved'),
	(md5('disclosure 2')::uuid, 'DS-34EX-QKFN', md5('HW-39HY-N6RW')::uuid, 1, 'not approved');
insert into app.case (id, code, office_id, stage, priority, source, sex, age_low, age_high, language, risk, flags, reported_at, touched_at, clock_code, clock_at)
values (md5('HW-9K7K-AJCH')::uuid, 'HW-9K7K-AJCH', 6, 3, 1, 1, 'female', 15, 17, 'lo', 3, '{alone}', app.now() - interval '1 day', app.now(), 'MY-24H', app.now() + interval '3 hours');
insert into app.glass (id, code, case_id, office_id, staff_id, reason, opened_at, until) values
	(md5('glass 1')::uuid, 'BG-QC6P-QRNP', md5('HW-9K7K-AJCH')::uuid, 6, 101, 'she is here', app.now() - interval '13 minutes', app.now() + interval '107 minutes'),
	(md5('glass 2')::uuid, 'BG-34EX-QKFN', md5('HW-39HY-N6RW')::uuid, 1, 103, 'found', app.now() - interval '3 hours', app.now() - interval '1 hour');
commit;
END
types() { keys -l "$1"; keys Enter; }
for size in 80x24 132x43 60x20; do
	console $size night
	wait_for "HW-34EX-QKFN"
	types ':shared HW-39HY-N6RW'
	wait_for 'WENT TO WHOM'
	picture "records-$size-shared"
	keys q
	types ':retention'
	wait_for 'KEPT UNTIL' && wait_for 'HW-KHC9-C97P'
	picture "records-$size-retention"
	on_focus "records-$size-retention"
	types ':receipt HW-YWFX-TF7Q'
	wait_for 'DESTROYED'
	picture "records-$size-receipt"
	keys q q
	types ':break-glass'
	wait_for 'A CASE OF ANOTHER OFFICE'
	picture "records-$size-glass"
	keys q
	types ':case HW-39HY-N6RW'
	wait_for 'BG-34EX-QKFN'
	picture "records-$size-reviewed"
	leave
done
console 80x24 night
wait_for "HW-34EX-QKFN"
types ':receipt ER-QC6P-QRNP'
wait_for 'nothing is erased yet'
picture records-80x24-asked
keys q
types ':shared HW-34EX-QKFN'
wait_for 'Nothing: no referral'
picture records-80x24-none
leave
finish
