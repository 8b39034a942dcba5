#!/bin/sh
# database: demo
# What people of the region read, in three ways that have to agree: what her role and offices say,
# what the api gives her where she comes with psql, and what her keys open of a dump in which everything
# is. Criterion: the same records each time, for one of each role; and no table of the vault is open to her.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/thief.sh"

t=$(printf '\t')
for office in BKK SPL CMK VTO PKS VTE MDY TGY AFL PPT; do
	who=$(sql -c "select s.login from app.staff s join app.staff_office x on x.staff_id = s.id join app.office o on o.id = x.office_id
		join app.staff_role r on r.staff_id = s.id where o.code = '$office' and r.role = 'officer' order by s.login limit 1")
	must clerk seal "$who" <<-END
	$(case_of $office 0)${t}identity${t}name.1.text${t}somebody
	$(case_of $office 0)${t}note${t}text${t}something
	END
done
must clerk seal health_afesip <<END
$(case_of AFL 0)${t}health${t}text${t}a result
END
total=$(sql -c "select count(*) from app.sealed")
is "$total" 21 "there is something to read in each office"

# By her role and offices: the ids of records.
says() {
	sql -c "select coalesce(string_agg(x.id::text, ' ' order by x.id), '') from (
		select distinct s.id from app.sealed s cross join app.staff p
		join app.staff_office o on o.staff_id = p.id and o.office_id = s.office_id
		join app.staff_role r on r.staff_id = p.id
		where p.login = '$1' and (case s.kind when 'health' then r.role = 'health' else r.role in ('coordinator', 'officer', 'night', 'supervisor') end)) as x"
}
# By the api, asked for everything there is: first it records why, then it gives.
sql -c "select distinct format('(%L::uuid, %L::uuid)', gen_random_uuid(), subject) from (select distinct subject from app.sealed) as s" |
	paste -sd, > "$TMPDIR/asked"
gives() {
	for round in 1 2; do
		psql -XAtq -d "$TESTS_CONNINFO user=$1" -c "select coalesce(string_agg(r.id::text, ' ' order by r.id), '')
			from (values $(cat "$TMPDIR/asked")) as c(key, subject)
			cross join lateral api.sealed_open(c.key, c.subject, '{identity,note,health}', 'case review') as r where r.id is not null" >"$TMPDIR/gave.$round" 2>&1
	done
	is "$(cat "$TMPDIR/gave.1")" "" "$1: nothing before it is in the record"
	cat "$TMPDIR/gave.2" >"$TMPDIR/gave"
}
opened=0
for who in admin auditor registrar partner_vientiane coordinator night_vientiane supervisor_mandalay officer_pakse \
	officer_vangtao officer_afesip supervisor_vientiane health_afesip health_vientiane health; do
	wanted=$(says "$who")
	gives "$who"
	is "$(cat "$TMPDIR/gave")" "$wanted" "$who: psql gives her $(echo "$wanted" | wc -w) records"
	must leaver keep "$who" "$TMPDIR/kept"
	must leaver try "$TMPDIR/kept" 2100-01-01
	is "$(sed -n 's/^records before \([0-9]*\) .*/\1/p' "$said")" "$(echo "$wanted" | wc -w)" "$who: her keys open so many of $total"
	opened=$((opened + $(echo "$wanted" | wc -w)))
	psql -XAtq -d "$TESTS_CONNINFO user=$who" >"$TMPDIR/denied" 2>&1 <<-'END'
	select blob from app.sealed; select blob from app.sealed_past; select wrapped from app.sealed_key; select letter from app.realm_letter;
	select chain from app.realm_epoch; update app.sealed set blob = ''; delete from app.sealed_key; insert into app.directory (serial, body) values (99, '');
	update app.directory_realm set custodians = '{}'; update app.staff set retired_at = now(); insert into app.realm_letter default values;
	END
	is "$(grep -c '^ERROR:  permission denied' "$TMPDIR/denied") $(grep -vc '^ERROR\|^LINE\|^ *^' "$TMPDIR/denied")" "11 0" "$who: no table is open to her"
done
is "$(sql -c "select count(*) > 0 from app.event where action = 'sealed.open' and refusal is not null")" t "what is refused is in the record"
[ $opened -gt 30 ] && ok "$opened openings in all" || not_ok "only $opened openings in all"

# The same once more, as the program shows it: an officer of one office asks for another's case.
clerk open officer_pakse "$(case_of PKS 0)" identity 'case review' && like "$(cat "$said")" somebody "an officer reads her office's" || not_ok "an officer reads her office's: $(cat "$said")"
clerk open officer_pakse "$(case_of MDY 0)" identity 'case review' && not_ok "and no other's" || ok "and no other's"
finish
