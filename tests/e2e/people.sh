# people.sh: people with keys, without a console; sourced after shell.sh.
#
#   everybody                    keys for all of the region in $KEYS (folder), settings in $CONF
#   settings NAME KEY=VALUE...   other settings in $CONF.NAME: registrars= keys= host_secret=
#   played DESC LOGIN WORD...    <SCRIPT: homeward WORD... on a terminal, as tests/tools/pty plays it;
#                                what came is in $said. In SCRIPT `passphrase` types the demo's,
#                                `chosen WORDS` a new one, `new-keys WORDS` too, after a yes
#   sign WHAT                    both registrars of the demo sign what the next directory changes
#   rows LOGIN [WHERE]           all that the server has for her, as tests/tools/opener reads it
#   opens LOGIN FILE PASSPHRASE  <ROWS: how many records her key file opens
#   all_sealed WHERE             how many there are
KEYS=$TMPDIR/keys
CONF=$KEYS/homeward.conf
said=$TMPDIR/said
PASSPHRASE='everybody knows this'

everybody() { "$HOMEWARD" -d "$TESTS_CONNINFO" demo-enrol --into "$KEYS" >"$out" 2>"$err" || not_ok "everybody has keys"; }
settings() {
	to=$CONF.$1
	shift
	cp "$CONF" "$to"
	for change in "$@"; do
		case ${change%%=*} in
		registrars) perl -0pi -e "s{registrars = \[.*?\]}{registrars = [ ${change#*=} ]}s" "$to" ;;
		*) perl -pi -e "s{^\t${change%%=*} = .*}{\t${change%%=*} = \"${change#*=}\";}" "$to" ;;
		esac
	done
}
played() {
	v_desc=$1 v_who=$2
	shift 2
	sed -e "s/^passphrase$/wait Passphrase:\ntype $PASSPHRASE\\\\r/" \
		-e 's/^new-keys /wait Make new ones?\ntype yes\\r\nchosen /' \
		-e 's/\(^\|\n\)chosen \(.*\)/\1wait New passphrase:\ntype \2\\r\nwait The same again:\ntype \2\\r/' \
		>"$TMPDIR/script"
	if build/tests/tools/pty 40 150 -r "$said" -- "$HOMEWARD" -c "${USE:-$CONF}" -d "$server" -u "$v_who" "$@" \
		<"$TMPDIR/script" >"$out" 2>"$err"; then ok "$v_desc"; else not_ok "$v_desc"; fi
}
sign() {
	for registrar in registrar registrar_vientiane; do
		played "$registrar signs $1" $registrar admin sign <<-END
			passphrase
			wait Sign all of this?
			type yes\r
			wait irector
			expect-exit 0
		END
	done
}
rows() {
	sql "copy (select * from (
		select 1, 'directory', encode(convert_to(body, 'UTF8'), 'hex'), encode(by_1, 'hex'), encode(signature_1, 'hex'),
			encode(by_2, 'hex'), encode(signature_2, 'hex'), '', '', '', '', ''
		from (select * from app.directory where in_force_at is not null order by serial desc limit 1) as d
		union all
		select 2, 'letter', l.realm_id::text, l.epoch::text, encode(e.box, 'hex'), coalesce(encode(e.chain, 'hex'), ''),
			e.recovery_id::text, encode(e.recovery, 'hex'), e.opened_by::text, encode(e.signature, 'hex'), l.given_by::text, encode(l.letter, 'hex')
		from app.realm_letter l join app.realm_epoch e using (realm_id, epoch) join app.staff s using (person)
		where s.login = '$1'
		union all
		select 3000 - epoch, 'chain', realm_id::text, epoch::text, encode(chain, 'hex'), '', '', '', '', '', '', ''
		from app.realm_epoch where chain is not null
		union all
		select 5000 + hashtext(k.subject::text) % 1000 * 2, 'wrap', k.subject::text, k.key, k.generation::text, k.born::text, k.realm_id::text, k.epoch::text,
			encode(k.wrapped, 'hex'), '', '', ''
		from app.sealed_key k
		union all
		select 5001 + hashtext(r.subject::text) % 1000 * 2, 'record', r.id::text, r.subject::text, r.kind, 'office', r.generation::text, r.version::text,
			encode(r.blob, 'hex'), '', '', ''
		from app.sealed r where ${2:-true}) as x order by 1) to stdout" | cut -f 2-
}
opens() {
	person=$(sql "select person from app.staff where login = '$1'")
	registrars=$(sed -n 's/^\t\t"\([0-9a-f]*\)",*$/\1/p' "$CONF")
	# shellcheck disable=SC2086
	{ echo "$3"; cat; } | build/tests/tools/opener "$person" "$2" "$KEYS/host.secret" $registrars >"$TMPDIR/opened" 2>"$TMPDIR/opener" || :
	sort -u "$TMPDIR/opened" | wc -l
}
