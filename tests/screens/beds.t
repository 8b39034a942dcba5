#!/bin/sh
# Beds: of nobody, of a case, where there is none; and the units of a place with who is in them.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/looks.sh"
region
sql >/dev/null <<'END'
insert into app.place (id, code, office_id, kind, country_id, district, capacity) values
	('00000000-0000-4000-8000-0000000000a1', 'PL-QC6P-QRNP', 1, 'shelter', 'TH', 'Bang Kapi', 40),
	('00000000-0000-4000-8000-0000000000a2', 'PL-34EX-QKFN', 6, 'learning centre', 'LA', 'Xaysetha', 12),
	('00000000-0000-4000-8000-0000000000a3', 'PL-36FC-QQJY', 10, 'transit centre', 'KH', 'Poipet', 80);
insert into app.unit (id, code, place_id, office_id, name, sex, age_low, age_high, beds, regime, legal_basis, review_on, accepts) values
	('00000000-0000-4000-8000-0000000000b1', 'UN-QC6P-QRNP', '00000000-0000-4000-8000-0000000000a1', 1, 'house 1', 'female', 15, 17, 6, 'open', null, null, true),
	('00000000-0000-4000-8000-0000000000b2', 'UN-34EX-QKFN', '00000000-0000-4000-8000-0000000000a1', 1, 'ward', 'female', 12, 17, 4, 'closed', 'child protection order', '2026-03-01', true),
	('00000000-0000-4000-8000-0000000000b3', 'UN-36FC-QQJY', '00000000-0000-4000-8000-0000000000a1', 1, 'house 2', 'female', 18, null, 20, 'open', null, null, false),
	('00000000-0000-4000-8000-0000000000b4', 'UN-37GM-PXNX', '00000000-0000-4000-8000-0000000000a2', 6, 'emergency beds', 'any', null, null, 1, 'open', null, null, true),
	('00000000-0000-4000-8000-0000000000b5', 'UN-39HY-N6RW', '00000000-0000-4000-8000-0000000000a3', 10, 'dormitory', 'male', 18, null, 60, 'open', null, null, true),
	('00000000-0000-4000-8000-0000000000b6', 'UN-3AKD-NCYW', '00000000-0000-4000-8000-0000000000a3', 10, 'quiet room', 'any', null, 17, 0, 'open', null, null, true);
insert into app.stay (unit_id, office_id, case_id, case_office_id, state, since, held_by, held_until, back_by, left_at)
select x.unit::uuid, u.office_id, c.id, c.office_id, x.state, app.now() - x.ago, 101, app.now() + x.until, app.now() + x.back, case x.state when 'left' then app.now() - x.ago end
from (values ('HW-37GM-PXNX', '00000000-0000-4000-8000-0000000000b1', 'in', interval '6 days', interval '-6 days', null::interval),
	('HW-39HY-N6RW', '00000000-0000-4000-8000-0000000000b1', 'left', '90 minutes', '-2 days', null),
	('HW-3AKD-NCYW', '00000000-0000-4000-8000-0000000000b1', 'on leave', '1 day', '-2 days', '-2 hours'),
	('HW-3CMN-MG6T', '00000000-0000-4000-8000-0000000000b4', 'held', '0 hours', '50 minutes', null)) as x(code, unit, state, ago, until, back)
join app.case c on c.code = x.code join app.unit u on u.id = x.unit::uuid;
update app.case set sex = 'female' where code in ('HW-34EX-QKFN', 'HW-39HY-N6RW', 'HW-3CMN-MG6T');
update app.case set sex = 'male', age_low = 16, age_high = 16 where code = 'HW-36FC-QQJY';
END

# Who has a bed comes last, and by an answer of its own.
to_end() { keys G; sleep 0.2; screen | grep -qF 'Enter says what becomes of her bed'; }

for size in 80x24 132x43 60x20 40x15; do
	console $size night
	wait_for "HW-34EX-QKFN"
	keys B
	wait_for 'FITS, AND IS FREE' && wait_for 'house 1'
	picture "beds-$size-girl"
	on_focus "beds-$size-girl"
	keys Enter
	wait_for 'Until when is it held?'
	[ $size = 40x15 ] || like "$(screen | tr -s ' \n' ' ')" 'PL-QC6P-QRNP, shelter in Thailand: house 1, girls 15-17' "$size: the question says which bed, where"
	keys Escape
	wait_gone 'Until when is it held?'
	wait_until to_end
	picture "beds-$size-who"
	keys q P
	wait_for 'Places' && wait_for 'PL-QC6P-QRNP' && keys B
	wait_for 'FREE' && wait_for 'UN-'
	picture "beds-$size"
	leave
done

# ---- where there is none
console 80x24 night
wait_for "HW-34EX-QKFN"
keys -l ':beds HW-36FC-QQJY'
keys Enter
wait_for 'NONE. No unit that fits has a bed free'
picture beds-80x24-none
keys q
wait_for 'Board >'
keys -l ':place PL-QC6P-QRNP'
keys Enter
wait_for 'WHO IS HERE'
wait_until to_end
picture beds-80x24-place
keys Enter
wait_for 'What becomes of the bed'
picture beds-80x24-step
leave
finish
