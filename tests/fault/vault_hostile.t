#!/bin/sh
# database: demo
# Hostile text that somebody has sealed, in each kind of record that lines of text are sealed in: the
# gate stands behind the vault too. Criterion: nothing of it reaches the terminal but as cells that can be
# seen, and it was shown. To see it fail: cells_safe() that hands on what it is given.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/../e2e/vault.sh"
. "$(dirname "$0")/../e2e/pty.sh"
. "$(dirname "$0")/../e2e/arrived.sh"
. "$(dirname "$0")/thief.sh"
freeze
code=$(case_of BKK 0)
place=$(sql -c "select p.code from app.place p join app.office o on o.id = p.office_id where o.code = 'BKK' order by 1 limit 1")
# Lines are what clerk reads, so that a line's end and a tab are not among them.
perl -CS -e '
	my @sgr = ("\e[31;5mQsgr", "\e[2J\e[HQhome", "\e[6n\e[c\x05Qask");
	my @osc = ("\e]52;c;UFdO\x07Qclip", "\e]0;owned\e\\Qtitle", "\eP1\$r0m\e\\Qdcs");
	my @odd = ("\x{9b}31mQcsi\x{9d}0;x\x{9c}Qosc", "\rQcr\b\bQbs\x7f\x07Qbel", "\x{202e}Qrlo\x{2066}Qlri", "\x{200b}Qzwsp\x{feff}Qbom");
	my ($code, $place, @texts) = (shift, shift, @sgr, @osc, @odd);
	print join("\t", $code, "identity", map { ("name.$_.text", $texts[$_ - 1]) } 1 .. @texts), "\n";
	print join("\t", $code, "family", "person.1.name", "$texts[0]$texts[6]$texts[8]"), "\n";
	print join("\t", $code, "circumstances", "text", join "", @texts), "\n";
	print join("\t", $code, "note", "text", join "", @texts), "\n";
	print join("\t", $place, "place", "name", "$texts[1]$texts[3]", "address", join "", @texts), "\n";' "$code" "$place" >"$TMPDIR/lines"
grep ^HW- "$TMPDIR/lines" >"$TMPDIR/cases"
must clerk seal night <"$TMPDIR/cases"
grep ^PL- "$TMPDIR/lines" >"$TMPDIR/places"
must clerk seal supervisor <"$TMPDIR/places"

toured() { # NAME SIZE LOGIN KEYS WORD...: lines of a script, after which the console is left
	t_name=$1 t_size=$2 t_login=$3 t_keys=$4
	shift 4
	# shellcheck disable=SC2086
	play "$t_name, $t_size" $t_size -- "$HOMEWARD" -c "$KEYS/conf" -u "$t_login" <<-END
	wait LIVE 03:41
	$t_keys
	settle 100
	type :quit\r
	expect-exit 0
	END
	arrived "$t_name, $t_size: nothing arrives raw" tty "$RAW" "$@"
}
for size in '24 80' '50 200'; do
	toured "identity and notes" "$size" night "type :case $code\r
wait SUMMARY
type o
wait assphrase
type open sesame night\r
wait Why is
type i
wait Qhome
settle 200
key PgDn PgDn PgDn PgDn
settle 200
type q
settle 100
key Tab Tab" Qsgr Qhome Qclip Qcsi Qbs Qrlo
	toured "a place" "$size" supervisor "type :place $place\r
wait NAME AND ADDRESS
type o
wait assphrase
type open sesame supervisor\r
wait Why is
type a
wait Qhome
settle 200
type q" Qsgr Qhome Qclip Qcsi Qbs Qrlo
done
shown() { # WHAT [LINES]
	play "case show $1" 50 200 -- "$HOMEWARD" -c "$KEYS/conf" -u night case show "$code" "$1" <<-END
	wait assphrase
	type open sesame night\r
	${2:-}
	expect-exit 0
	END
	arrived "case show $1: nothing arrives raw" tty "$RAW" Qsgr Qhome Qclip Qcsi Qbs Qrlo
}
shown --identity 'wait begins
type case review\r'
shown --notes
finish
