#!/bin/sh
# database: demo
# What a vault meets: files that are missing, cut short, open to others, somebody else's, of another
# host; no memory that can be locked; a directory, a letter, what was seen, changed by whoever keeps
# them; another's turn on the host; ^Z, a hang-up. Criterion: a plain sentence each and the board goes
# on; what was changed is never called a wrong passphrase; what is stopped holds no key.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/../e2e/pty.sh"
. "$(dirname "$0")/../e2e/vault.sh"
enrol
secrets night > "$T_DIR/secrets"
cp -r "$KEYS" "$T_DIR/good"

console 132x43 night -c "$KEYS/conf"
wait_for 'HW-'
# Wherever its lines break.
says() { screen | tr -s ' \n' '  ' | grep -qF -- "$1"; }
silent() { ! says "$1"; }
wait_said() { within 60 says "$1" || { not_ok "the screen says: $1"; return 1; }; }
goes_on() { # It stays until she goes; what was said goes with the next key.
	keys Escape
	wait_gone 'Esc back'
	keys z
	wait_until silent "$1" && wait_for 'veil: Board' && keys z && wait_gone 'veil: Board'
}
# She types on without looking: what would be commands on the board is for nobody.
before_typing() { # WHAT SENTENCE
	row=$(focused | cut -c 1-14)
	keys -l ':unlock'
	keys Enter
	keys -l 'jj:quit'
	keys Enter
	wait_said "$2" && ok "$1"
	unlike "$(screen)" passphrase: "$1: nothing is asked for"
	goes_on "$2"
	is "$(focused | cut -c 1-14)" "$row" "$1: what was typed was no command"
	cp -p --remove-destination "$T_DIR"/good/* "$KEYS"
}
after_typing() { # WHAT SENTENCE [PASSPHRASE]
	types ':unlock'
	wait_for passphrase: && types "${3:-open sesame night}"
	wait_said "$2" && ok "$1"
	unlike "$(screen)" 'passphrase is wrong' "$1: it is not called a wrong passphrase"
	goes_on "$2"
	cp -p --remove-destination "$T_DIR"/good/* "$KEYS"
}

rm "$KEYS/night.key"
before_typing "no key file" 'You have no keys on this host'
chmod 644 "$KEYS/night.key"
before_typing "a key file that others may read" 'is open to others'
rm "$KEYS/night.key" && ln -s "$T_DIR/good/night.key" "$KEYS/night.key"
before_typing "a link to a key file" 'it is a link'
rm "$KEYS/night.key" && mkfifo -m 600 "$KEYS/night.key"
before_typing "a pipe in its place" 'is not a file'
head -c 5000 /dev/zero > "$KEYS/night.key"
before_typing "a key file that is too long" 'is too long for what it should be'
rm "$KEYS/host.secret"
before_typing "no secret of the host" 'No such file'
head -c 31 "$T_DIR/good/host.secret" > "$KEYS/host.secret"
before_typing "one cut short" 'is cut short'
chmod 604 "$KEYS/host.secret"
before_typing "one that everybody may read" 'is open to others'

# Nobody has tried her passphrase, and nobody is called to the telephone: what to do is said.
of_file() { # WHAT SENTENCE
	types ':unlock'
	wait_for passphrase: && types 'open sesame night'
	wait_said "$2" && ok "$1"
	says 'It is not your passphrase, which was not tried. Put back the copy' && says 'your keys again.' &&
		ok "$1: it is said what to do" || not_ok "$1: it is said what to do"
	unlike "$(screen)" TAMPERED "$1: nobody is said to have tampered"
	goes_on "$2"
	cp -p --remove-destination "$T_DIR"/good/* "$KEYS"
}
: > "$KEYS/night.key"
of_file "an empty key file" 'Your key file is empty'
head -c 300 "$T_DIR/good/night.key" > "$KEYS/night.key"
of_file "a key file cut short" 'Your key file is damaged or cut short'
spoil "$KEYS/night.key" 200
cmp -s "$KEYS/night.key" "$T_DIR/good/night.key" && not_ok "a byte is another"
of_file "one byte changed" 'or its bytes were changed'
head -c 32 /dev/zero > "$KEYS/host.secret"
of_file "the secret of another host" 'Your key file was made on another host'
cp "$T_DIR/good/coordinator.key" "$KEYS/night.key"
after_typing "the key file of somebody else" 'of somebody else' 'open sesame coordinator'

sql -c "update app.directory set body = replace(body, ' night ', ' nighx ')" >/dev/null
after_typing "a directory that nobody signed" 'TAMPERED: the directory'
sql -c "update app.directory set body = replace(body, ' nighx ', ' night ')" >/dev/null
sql -c "update app.realm_letter l set letter = o.letter from app.realm_letter o
	where l.person = o.person and l.realm_id <> o.realm_id
	and l.realm_id = (select r.id from app.realm r join app.office f on f.id = r.office_id where r.kind = 'office' and f.code = 'SPL')
	and o.realm_id = (select id from app.realm where kind = 'office' and office_id = 1)" >/dev/null
types ':unlock'
wait_for passphrase: && types 'open sesame night'
wait_gone passphrase:
types ':messages'
wait_for 'TAMPERED: the keys of SPL office' && ok "another realm's letter: that realm is refused, loudly"
wait_for 'The vault is open.' && ok "and the others open"
like "$(stat -c %a "$KEYS/night.seen")" 600 "what was seen is kept for her alone"
keys q
cp -p "$KEYS/night.seen" "$T_DIR/good"

types ':lock'
wait_until prompt_is_all
types 'open sesame night'
wait_for 'HW-'
keys C-z
only_prompt "before it stops it is locked"
not_in_memory "and holds no key" < "$T_DIR/secrets"
types 'open sesame night'
wait_for 'HW-' && ok "continued, it opens again"
kill -HUP "$(pid)"
wait_until test -e "$T_DIR/exit"
is "$(cat "$T_DIR/exit")" "exit 3" "hung up with an open vault it ends"

code=$(sql -c "select code from app.case where office_id = 1 and closed_at is null order by id limit 1")
writes() { # TEXT: into a note of that case, the vault being shut
	console 132x43 night -c "$KEYS/conf"
	wait_for 'HW-'
	types ":$code"
	wait_for SUMMARY
	keys n
	wait_for passphrase: && types 'open sesame night'
	wait_for '^X saves it'
	keys -l "$1"
	wait_for "$1"
}
ends() { rm -f "$T_DIR/exit"; kill -HUP "$(pid)"; wait_until test -e "$T_DIR/exit"; }
hangs_up() { # WHAT TEXT
	ends
	is "$(stat -c '%a %U' "$KEYS/night.draft") $(grep -c "$2" "$KEYS/night.draft")" "600 $(id -un) 0" \
		"$1: what was typed is kept, sealed"
	console 132x43 night -c "$KEYS/conf"
	wait_for 'HW-'
	types ':unlock'
	wait_for passphrase: && types 'open sesame night'
	wait_for 'You are back where your line broke off' && ok "$1: the next to open the vault is told"
	wait_for "$2" && ok "$1: and has it again"
	like "$(screen)" "$code" "$1: of the same case"
	keys -l ', and on'
	wait_for "$2, and on" && ok "$1: with the cursor where it was"
	ends
	rm "$KEYS/night.draft" "$KEYS/night.draft9"
}
writes 'the aunt calls on Friday'
hangs_up "hung up over a form" 'the aunt calls on Friday'
writes 'the van was white'
keys C-z
only_prompt "a form is locked before it stops"
hangs_up "hung up while it is locked" 'the van was white'

console 132x43 night -c "$KEYS/conf"
wait_for 'HW-'
spoil "$KEYS/night.seen" 100
after_typing "what was seen, changed" 'TAMPERED: what this host remembers'

mkfifo "$T_DIR/turn"
another_unlocks() { # until something is written to $T_DIR/turn
	rm -f "$T_DIR/held"
	flock "$KEYS/host.secret" timeout 60 sh -c "echo held > '$T_DIR/held'; read -r _ < '$T_DIR/turn'" &
	wait_until test -s "$T_DIR/held"
}
another_unlocks
types ':unlock'
wait_for passphrase: && types 'open sesame night'
wait_for 'others are unlocking on this host' && ok "another's turn is waited for"
echo >"$T_DIR/turn"
wait_for 'The vault is open.' && ok "and then it opens"
wait $!
free="flock -n '$KEYS/host.secret' true"
sh -c "$free" && ok "and it is the next one's turn" || not_ok "and it is the next one's turn"
another_unlocks
play "from a shell it is waited for, too, and said" 40 120 -- "$HOMEWARD" -c "$KEYS/conf" -u officer_bangkok keys <<END
wait assphrase
type not this one\r
wait Others are unlocking on this host
do echo >"$T_DIR/turn"
wait to leave.\r\nPassphrase:
do $free
type open sesame officer_bangkok\r
wait BKK office
expect-exit 0
END
wait $!

drop=
[ "$(id -u)" != 0 ] || drop='setpriv --bounding-set=-ipc_lock'
cat > "$T_DIR/unlocked" <<END
#!/bin/sh
ulimit -l 0
exec $drop '$HOMEWARD' "\$@"
END
chmod +x "$T_DIR/unlocked"
HOMEWARD=$T_DIR/unlocked
console 132x43 night -c "$KEYS/conf"
wait_for 'HW-' && ok "without memory that can be locked the board works"
before_typing "the vault does not" 'Memory cannot be locked'
HOMEWARD=$PWD/build/homeward
console 132x43 night
wait_for 'HW-'
before_typing "nobody who vouches" 'name no registrars'
console 132x43 night -c "$KEYS/conf" -d host=/nonexistent
wait_for 'again in'
before_typing "no database" 'when the database is reached'
console 132x43 night
wait_for 'HW-'
types ':lock'
wait_for 'Not locked' && ok "and nothing is locked that nothing opens"
finish
