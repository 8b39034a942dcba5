# asked.sh: something that is asked and has to be approved; sourced after tmux.sh and vault.sh, once people
# are enrolled.
#
#   clerk WHAT...             as tests/tools/clerk, with the keys of this test; what it says is in $said
#   woman [N]                 $case, $subject: the N-th open case of BKK, of a woman who wants to be brought elsewhere and agreed
#                             to it and to the sharing of her file: all of it sealed by the officer
#   journey [LOGIN [CHANGE]]  LOGIN (officer) asks that she is brought to the hospital of AFL; CHANGE: JSON told in clear.
#                             $asked is the id of the request, $code its code
#   soon [CHANGE]             CHANGE, by which she leaves within hours
#   file [LOGIN]              ... that her file goes to VTE
#   edits LOGIN [CHANGE]      LOGIN writes the last journey anew
said=$T_DIR/said
clerk() { build/tests/tools/clerk "$KEYS" "$@" >"$said" 2>&1; }
must() { "$@" || { sed 's/^/# /' "$said"; echo "Bail out! $*"; exit 1; }; }
a_tab=$(printf '\t')
woman() {
	case=$(sql -c "select code from app.case c where office_id = 1 and closed_at is null and not exists (select from app.sealed s
		where s.case_id = c.id and s.kind in ('transfer', 'wish', 'consent', 'guardian', 'interest')) order by code offset ${1:-0} limit 1")
	subject=$(sql -c "update app.case set sex = 'female', age_low = 24, age_high = 29, language = 'lo' where code = '$case' returning id")
	a_day=$(sql -c "select app.office_day(1::smallint) - 1")
	must clerk seal officer <<END
$case${a_tab}wish${a_tab}about${a_tab}transfer${a_tab}answer${a_tab}wants to${a_tab}asked_on${a_tab}$a_day${a_tab}lang${a_tab}lo${a_tab}own_language${a_tab}yes${a_tab}alone${a_tab}yes
$case${a_tab}+consent${a_tab}purpose${a_tab}transfer${a_tab}answer${a_tab}given${a_tab}by${a_tab}herself${a_tab}asked_on${a_tab}$a_day
$case${a_tab}+consent${a_tab}purpose${a_tab}sharing${a_tab}answer${a_tab}given${a_tab}by${a_tab}herself${a_tab}asked_on${a_tab}$a_day
END
}
a_hospital() { sql -c "select code from app.place where office_id = 9 and kind = 'hospital'"; }
# The hour that is that far from now, as a sheet has it.
an_hour() { sql -c "select to_char(date_trunc('hour', app.now() + interval '$1') at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"+00:00\"')"; }
# What is told in clear, as the sheet has it: names and values, by tabs.
a_sheet() { sql -c "select string_agg(key || e'\t' || value, e'\t' order by key) from jsonb_each_text('$1'::jsonb || '${2:-{\}}')"; }
a_journey() { # CHANGE
	a_sheet "$(sql -c "select jsonb_build_object('what', 'person', 'purpose', 'health care', 'urgency', 'planned', 'origin', 'a place of ours', 'place', '$(a_hospital)',
		'leave_at', '$(an_hour '1 day')', 'escort', 'woman of ours', 'risk_checked', 'yes')")" "${1:-}"
}
soon() { sql -c "select jsonb_build_object('leave_at', '$(an_hour '5 hours')') || '${1:-{\}}'"; }
is_asked() {
	asked=$(sql -c "select id from app.transfer where case_id = '$subject' order by touched_at desc limit 1")
	code=$(sql -c "select code from app.transfer where id = '$asked'")
}
journey() {
	must clerk seal "${1:-officer}" <<END
$case${a_tab}+transfer${a_tab}$(a_journey "${2:-}")${a_tab}route${a_tab}by Nong Khai in the morning, by car${a_tab}with${a_tab}CANARY escort${a_tab}not_to${a_tab}CANARY the uncle
END
	is_asked
}
edits() {
	must clerk seal "$1" <<END
$case${a_tab}transfer${a_tab}$(a_journey "${2:-}")${a_tab}route${a_tab}by another way
END
}
file() {
	must clerk seal "${1:-officer}" <<END
$case${a_tab}+transfer${a_tab}$(a_sheet '{"what": "file", "purpose": "services nearer to her", "urgency": "today", "office": "VTE", "risk_checked": "yes"}')${a_tab}text${a_tab}CANARY why
END
	is_asked
}
