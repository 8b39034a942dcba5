#!/bin/sh
# database: none
# `make demo` and what belongs to it, in a copy of this tree: a path with spaces under a closed
# folder, as a checkout in root's home is.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
copy="$TMPDIR/closed/a copy of it"
mkdir -m 700 "$TMPDIR/closed"
mkdir "$copy"
tar -cf - --exclude=./.git --exclude=./.demo --exclude=./build/asan --exclude=./build/log . |
	tar -xf - -C "$copy"
cd "$copy" || exit 1
trap 'tmux -S "$TMPDIR/tmux" kill-server 2>/dev/null; make -s demo-clean' EXIT
trap 'exit 1' HUP INT TERM
as() { (. .demo/env && build/homeward "$@" 2>&1); }
cases() { # all, which the owner sees
	(. .demo/env && psql -XAt "$HOMEWARD_CONNINFO user=owner" -c 'select count(*) from app.case')
}
owner() { psql -Xq -d "$(. .demo/env; echo "$HOMEWARD_CONNINFO" | sed 's/user=[a-z]*/user=owner/')" "$@"; }
screen() { tmux -S "$TMPDIR/tmux" capture-pane -p 2>/dev/null; }
wait_for() {
	for _ in $(seq 600); do
		! screen | grep -q "$1" || { echo yes; return; }
		sleep 0.1
	done
	screen | sed 's/^/# /' >&2
	echo no
}
words_of() { tr -d '\0' <"/proc/$1/cmdline" 2>/dev/null; } # none: it has ended
milliseconds() {
	from=$(date +%s%3N)
	"$@" >/dev/null 2>&1
	echo $(($(date +%s%3N) - from))
}

make -s demo-up </dev/null >"$TMPDIR/said" 2>&1
is $? 0 'demo-up works without a terminal'
is "$(grep -c 'making a private PostgreSQL\|invented cases' "$TMPDIR/said")" 2 'and says what it does'
is "$(grep -c 'could not\|rror' "$TMPDIR/said")" 0 'and nothing that alarms'
is "$(stat -c %a .demo)" 700 'what it leaves is closed to others'
is "$(as doctor | grep -c '^you *coordinator')" 1 'its env opens the database as coordinator'
is "$(as -u night doctor | grep -c '^you *night')" 1 'or as somebody else'
is "$(as -u stranger doctor | grep -c 'Peer authentication failed')" 1 'but not as anybody'
is "$(cases)" 400 'the region is there'
is "$(owner -Atc 'select count(*) from app.staff s where retired_at is null and not exists (select
	from app.directory_person p where p.person = s.person)')" 0 'two registrars have signed the keys of everybody'
is "$(owner -Atc "select count(*) || ' ' || count(distinct office_id) from app.sealed where kind = 'identity'")" '50 10' \
	'in each office it is known who some are'
is "$(owner -Atc "select coalesce(string_agg(k.name, ' '), 'none') from app.record_kind k where k.clear and k.many
	and not exists (select from app.sealed s where s.kind = k.name)")" none 'of every kind of entry there is one'
is "$(owner -Atc 'select count(*) from app.handover_line where read_at is null')" 3 'three lines of a handover wait to be confirmed'
is "$(owner -Atc "select count(*) from app.clock")" 0 'and no clock stands still'
is "$(owner -Atc 'select count(*) from demo.note')" 0 'and what people wrote is sealed'
is "$(grep -c 'passphrase of all these keys is public: everybody knows this' "$TMPDIR/said")" 1 'the passphrase is told to be public'
is "$(stat -c %a .demo/keys/night.key)" 600 'the keys are closed to others for all that'
is "$(as -u auditor admin keys-check; echo $?)" 0 'the nightly check finds no fault'
is "$(as doctor | grep -c 'a poking process serves')" 1 'and a process that tells what changes in it'
urgent=$(owner -Atc 'select code from app.case where id = demo.case_id(1)')
is "$(owner -Atc 'set session authorization night' -c "select coalesce(o.refusal, 'done') from api.case_line c,
	api.case_escalate(gen_random_uuid(), c.id, c.version, 'danger now') as o where c.code = '$urgent'")" \
	done 'night escalates a case'
for _ in $(seq 600); do [ "$(grep -c 'please log in, ' .demo/woken 2>/dev/null)" != 3 ] || break; sleep 0.1; done
is "$(as doctor | grep -c 'a notify service serves') $(grep -c 'please log in, ' .demo/woken)" '1 3' 'and whoever would be woken stands in a file: of this, and two of an emergency that nobody has signed'
echo "# the second time: $(milliseconds make -s demo-up) ms"
is "$(make -s demo-up </dev/null 2>&1 | grep -c 'making a private PostgreSQL')" 0 \
	'the second time makes no other'
keys_of_night=$(cksum .demo/keys/night.key)
is "$(as -u admin admin enrol newcomer --role officer --office BKK | head -n 1)" 'newcomer is enrolled.' \
	'the admin enrols somebody'
make -s demo-up </dev/null >/dev/null 2>&1
is "$(ls .demo/keys/newcomer.key)" .demo/keys/newcomer.key 'who came later has keys the next time'
is "$(owner -Atc "select count(*) from app.realm_letter l join app.staff s using (person) where s.login = 'newcomer'")" 1 \
	'and her office'
is "$(cksum .demo/keys/night.key)" "$keys_of_night" 'and all others keep theirs'
is "$(make -s demo </dev/null 2>&1 | grep -c 'In a terminal, from this folder')" 1 \
	'demo without a terminal says what to do'

tmux -S "$TMPDIR/tmux" -f /dev/null new-session -d -x 100 -y 30 make -s demo
is "$(wait_for 'coordinator.*LIVE')" yes 'demo opens a live console as coordinator'
tmux -S "$TMPDIR/tmux" kill-server

# The process was killed, and its number has come to be somebody else's.
kill -9 "$(head -n 1 .demo/poke)"
sleep 300 &
other=$!
sed -i "1s/.*/$other/" .demo/poke
make -s demo-stop
is "$(words_of "$other")" sleep300 'nobody else is taken for the process and stopped'
kill $other
make -s demo-up >/dev/null 2>&1
is "$(as doctor | grep -c 'a poking process serves')" 1 'it is started again'

# One that may not log in says that it is not poking.
owner -c 'alter role hw_poke nologin'
poke=$(head -n 1 .demo/poke)
kill -9 "$poke"
for _ in $(seq 600); do [ -n "$(words_of "$poke")" ] || break; sleep 0.1; done
is "$(make -s demo-up </dev/null 2>&1 | grep -c 'no process tells the consoles')" 1 'one that cannot serve is told'
owner -c 'alter role hw_poke login'
poke=$(head -n 1 .demo/poke) notify=$(head -n 1 .demo/notify)

where=$(sed -n "s/^HOMEWARD_CONNINFO='host=\([^ ]*\) .*/\1/p" .demo/env)
make -s demo-stop
is "$(ls "$where"/.s.PGSQL.5432 2>/dev/null)" '' 'demo-stop stops its PostgreSQL'
is "$(words_of "$poke")$(words_of "$notify")" '' 'and the processes'
timeout 200 env MAKEFLAGS=-j2 build/tests/tools/pty 24 100 -- make -s demo-up >"$TMPDIR/said" 2>&1 <<-END
	wait demo: ready 150
	expect-exit 0 30
END
is $? 0 'a make that shares its jobs with others ends as well'
held() { ls -l /proc/"$(head -n 1 .demo/poke)"/fd /proc/"$(head -n 1 "$where/.s.PGSQL.5432.lock")"/fd 2>/dev/null; }
is "$(held | grep -c 'pts\|/log')/$(held | grep -c pts)" 2/0 'and nothing that runs on holds the terminal'
is "$(cases)" 400 'and keeps its data'
owner -c "update app.schema_migration set sha256 = repeat('0', 64) where version = 3"
make -s demo-up >"$TMPDIR/said" 2>&1
is "$(grep -c 'make demo-clean' "$TMPDIR/said")" 1 'a region of another version is told with what to do'
poke=$(head -n 1 .demo/poke)
make -s demo-clean
is "$(words_of "$poke")" '' 'demo-clean stops the process as well'
is "$(ls -d .demo "$where" "${where%/s}" 2>/dev/null)" '' 'demo-clean removes all of it'
finish
