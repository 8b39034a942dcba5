#!/bin/sh
# What somebody asks and others approve: the list, and all of one request on one screen: missing, nothing missing,
# one's own, in an emergency, of a file, over, tampered.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/looks.sh"
. "$(dirname "$0")/../e2e/vault.sh"
. "$(dirname "$0")/../e2e/asked.sh"
region
people
sql >/dev/null <<'END'
insert into app.place (id, code, office_id, kind, country_id, district)
values ('00000000-0000-4000-8000-0000000000d9', 'PL-C3K4-6E6P', 9, 'hospital', 'LA', 'Vientiane');
END
enrol
# Codes and hashes are others each time.
taken() {
	screen | sed -E 's/TR-[0-9A-Z]{4}-[0-9A-Z]{4}/TR-XXXX-XXXX/g; s/type [0-9A-Z]{4}\)/type XXXX)/; s/(sealed  +)[0-9a-f]{8} /\1ffffffff /'
	printf 'cursor %s\n' "$(cursor)"
}
comes() {
	console "$1" supervisor -c "$KEYS/conf"
	wait_for LIVE && unlocks supervisor
}
opened() { types ":approval $1" && wait_for "${2:-written}"; }

woman
journey && good=$code
woman
journey officer '{"escort": null, "risk_checked": "no"}' && missing=$code
sql -c "update app.case set age_low = 15, age_high = 17 where id = '$subject'" >/dev/null
woman
journey supervisor && own=$code
woman
journey officer '{"emergency": "threat", "agreed_by": "coordinator", "agreed_at": "2026-03-04T19:30:00+00:00"}' && emergency=$code
woman
file && file=$code
woman
journey && over=$code over_id=$asked
woman
journey && tampered=$code tampered_id=$asked
# Of those of one minute any could be first.
sql -c "update app.approval a set due_at = a.due_at + x.n * interval '1 minute' from (select id, row_number() over (order by content::jsonb ->> 'case') as n from app.approval) as x
	where x.id = a.id" >/dev/null
sql -c "update app.approval set expires_at = app.now() - interval '1 minute' where id = '$over_id'" \
	-c "alter table app.sealed disable trigger user" -c "update app.sealed set blob = set_byte(blob, 40, get_byte(blob, 40) # 1) where id = '$tampered_id'" \
	-c "alter table app.sealed enable trigger user" >/dev/null

for size in 80x24 132x43 60x20; do
	comes $size
	keys 6
	wait_for EMERGENCY
	keys g
	picture "approval-$size-list"
	on_focus "approval-$size-list"
	opened "$missing" MISSING
	picture "approval-$size-missing"
	opened "$good" JOURNEY
	wait_for 'x refuse'
	picture "approval-$size"
	if [ $size = 60x20 ]; then
		keys v
		wait_for 'There is more below'
		picture "approval-$size-more"
		keys NPage
		wait_for 'v approve (type'
		picture "approval-$size-end"
	fi
	leave
done
comes 80x24
opened "$own" 'by Nong Khai' && picture approval-80x24-own
opened "$emergency" 'EMERGENCY' && wait_for 'x refuse' && picture approval-80x24-emergency
opened "$file" 'FILE GOES' && wait_for 'x refuse' && picture approval-80x24-file
opened "$over" 'expired' && picture approval-80x24-over
opened "$tampered" 'TAMPERED' && keys G && wait_for '8Inbox 10' && picture approval-80x24-tampered
finish
