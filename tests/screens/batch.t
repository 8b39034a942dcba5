#!/bin/sh
# People who came at once: their line in triage, and who of them is left.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/looks.sh"
region
sql >/dev/null <<'END'
insert into app.batch (id, code, office_id, kind, came_at, staff_id, touched_by, entered_at, touched_at) values
	('00000000-0000-4000-8000-0000000000b1', 'BT-QC6P-QRNP', 1, 'raid', '2026-03-04 18:20+00', 101, 101, '2026-03-04 18:52+00', '2026-03-04 18:52+00');
insert into app.batch_count (batch_id, office_id, nationality, class, n, line, split)
select '00000000-0000-4000-8000-0000000000b1', 1, n, c, x, l, s
from (values ('MM', 'women', 12, 1, 0), ('MM', 'girls', 2, 1, 2), ('LA', 'men', 20, 2, 0), ('not known', 'other', 1, 3, 0)) as v(n, c, x, l, s);
update app.case set batch_id = '00000000-0000-4000-8000-0000000000b1'
where id in (select id from app.case where office_id = 1 and closed_at is null order by code limit 2);
END

for size in 80x24 132x43 60x20 40x15; do
	console $size night
	wait_for "HW-34EX-QKFN"
	keys 0
	wait_for "waiting"
	until focused | grep -qF 'raid: 33 of 35 left'; do keys j; sleep 0.1; done
	picture "batch-$size-triage"
	keys Enter
	wait_for 'WHO THEY ARE'
	keys Tab j j
	picture "batch-$size"
	on_focus "batch-$size"
	[ $size != 40x15 ] || { leave; continue; }
	keys S
	wait_for 'All of these are cases already' && keys X
	wait_for 'Why is nobody else'
	picture "batch-$size-close"
	leave
done
finish
