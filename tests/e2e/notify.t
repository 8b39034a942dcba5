#!/bin/sh
# The service that wakes people: by a program and by a mail server, while either fails, hangs or is gone, and while it
# is killed itself. Nothing of a case is in what it sends.
# To see it fail: app.notice_take without claimed_until or `outcome`; the environment of the console handed on
# (run_program, conf/notify/errand.c); no deadline there; USE_SSL always NONE (conf/notify/mail.c); people_find() without its look
# at the mode; a told() that forgets what the database has not kept; *outcome told at the end of mail_send().
. "$(dirname "$0")/shell.sh"
NOTIFY=${HOMEWARD_ASAN%/*}/homeward-notify
started=
leave() {
	for p in $started; do kill -9 "$p" 2>/dev/null; done
	sql 'select pg_terminate_backend(pid) from pg_stat_activity where usename = '"'hw_notify'"' and datname = current_database()' >/dev/null
}
trap leave EXIT
person night 1
person supervisor 1
person coordinator 1
night=$(login night) supervisor=$(login supervisor) coordinator=$(login coordinator)
people=$TMPDIR/people
people() { # the addresses of supervisor and coordinator
	(umask 077 && printf '# who\n\n%s\t%s\n%s   %s\n' "$supervisor" "$1" "$coordinator" "$2" >"$people.new")
	mv "$people.new" "$people"
}
# Appends what it is given to $TMPDIR/woken; an address can make it hang or fail.
cat >"$TMPDIR/wake" <<END
#!/bin/sh
{ echo "arguments \$#"; env | grep -v -e ^PWD= -e ^SHLVL= -e ^_= -e ^OLDPWD= | sort; echo "sockets \$(ls -l /proc/self/fd | grep -c socket)"; cat; echo --; } >$TMPDIR/call.\$\$
to=\$(sed -n 's/^To: //p' $TMPDIR/call.\$\$)
case \$to in
hangs) echo \$\$ >$TMPDIR/hanging; exec sleep 1000 ;;
fails) exit 75 ;;
esac
cat $TMPDIR/call.\$\$ >>$TMPDIR/woken
END
chmod 700 "$TMPDIR/wake"
settings() { # KEY=VALUE... of group notify
	{
		echo 'notify: {'
		printf '\tpeople = "%s";\n' "$people"
		printf '\t%s;\n' "$@"
		echo '};'
	} >"$TMPDIR/conf"
	chmod 600 "$TMPDIR/conf"
}
service() { # NAME [PROGRAM]: says what it does in $TMPDIR/NAME, its number in $pid
	"${2:-$NOTIFY}" -c "$TMPDIR/conf" -d "$server" >"$TMPDIR/$1" 2>&1 </dev/null &
	pid=$!
	started="$started $pid"
}
says() { grep -qF -- "$2" "$TMPDIR/$1"; }
# A new case, escalated by the night; $code is that of the message.
escalate() {
	case=$(sql "insert into app.case (office_id, source) values (1, 1) returning code")
	psql -XAtq -v ON_ERROR_STOP=1 -d "$TESTS_CONNINFO" -c "set session authorization $night" -c "select coalesce(refusal, '')
		from api.case_escalate(gen_random_uuid(), (select id from api.case_line where code = '$case'), 1, 'danger now')" >/dev/null
	code=$(sql "select n.code from app.notice n join app.escalation e on e.id = n.escalation_id join app.case c on c.id = e.case_id
		where c.code = '$case'")
}
outcome() { sql "select concat_ws(' ', outcome, status) from app.notice where code = '$code'"; }
became() { [ "$(outcome)" = "$1" ]; }
woken() { [ "$(grep -c "please log in, $1" "$TMPDIR/woken" 2>/dev/null)" = "$2" ]; }
later() { # this message is due, as if time had passed
	sql "update app.notice set due_at = now() where code = '$code'; select pg_notify('hw_notice', '')" >/dev/null
}
serves() { [ "$(sql 'select api.notify_serves()')" = "$1" ]; }
ends() { ! kill -0 "$1" 2>/dev/null; }

# ---- who is on call, from a shell
run night oncall BKK first "$supervisor" 8h
is $rc 1 "the night has nobody on call"
like "$err" "Your roles do not allow this" "and is told so"
run supervisor oncall BKK first "$night" 07:00
is "$rc $(cat "$err")" "0 " "a supervisor has somebody on call"
run night list oncall --format csv
like "$out" "BKK,first,$night" "whom everybody can list"
run supervisor oncall BKK first "$night" soon
like "$err" "Say until when: 07:00, 8h, 3d" "a time that is none is refused"
run supervisor oncall BKK
is $rc 2 "and so is half a line"
run supervisor oncall BKK first "$night" end
is "$rc $(sql 'select count(*) from app.on_call where ends_at > now()')" "0 0" "she is on call no more"

# ---- by a program
people +66-1 +66-2
settings "program = \"$TMPDIR/wake\"" 'timeout_s = 5'
SECRET_OF_OURS=1
export SECRET_OF_OURS
run night doctor
like "$out" "nobody is woken (homeward-notify)" "the doctor knows that nothing serves"
service first
first=$pid
in_time "it serves" says first serving
run night doctor
like "$out" "a notify service serves" "and that something does"
escalate
in_time "who is in line is woken" woken "$code" 1
cat >"$TMPDIR/wanted" <<END
arguments 0
LC_ALL=C.UTF-8
PATH=/usr/local/bin:/usr/bin:/bin
sockets 0
To: +66-1

please log in, $code
--
END
same "$TMPDIR/woken" "$TMPDIR/wanted" "by a number and four symbols: no argument, no environment, no file of ours, no word more"
in_time "what became of it is kept" became "sent 0"
run supervisor list inbox
like "$out" "escalated $code" "the code stands in her inbox"
run coordinator list inbox
unlike "$out" "escalated" "and in nobody else's"
unlike "$TMPDIR/first" "$supervisor" "it writes down no login"
unlike "$TMPDIR/first" "+66-1" "and no address"

# ---- two of them, and one that is killed
service second
in_time "a second one stands by" says second 'standing by'
people hangs +66-2
rm -f "$TMPDIR/hanging"
escalate
killed=$code
in_time "while a message is under way" test -s "$TMPDIR/hanging"
kill -9 "$first"
people +66-1 +66-2
in_time "it is killed: the second takes over" says second serving
in_time "and sends what nobody told of" woken "$killed" 1
in_time "what the first had begun is over" ends "$(cat "$TMPDIR/hanging")"
code=$killed
in_time "it is kept as sent" became "sent 0"

# ---- the database does not answer when it is to be told
sql "alter function api.notice_told(uuid, text, integer) rename to notice_lost" >/dev/null
escalate
in_time "a message goes out while the database keeps nothing" woken "$code" 1
sql "update app.notice set claimed_until = now() where code = '$code'; select pg_notify('hw_notice', '')" >/dev/null
sql "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'hw_notify' and datname = current_database()" >/dev/null
sql "alter function api.notice_lost(uuid, text, integer) rename to notice_told" >/dev/null
in_time "it is told as soon as that can be" became "sent 0"
in_time "it has gone out once" woken "$code" 1

# ---- it hangs, it fails, nobody has an address
people hangs +66-2
rm -f "$TMPDIR/hanging"
escalate
hanging=$code
wait_until test -s "$TMPDIR/hanging"
people fails +66-2
escalate
in_time "while one program hangs, another fails" became "failed 75"
people +66-1 +66-2
later
in_time "and is asked again, until it does not" became "sent 0"
people '' +66-2
escalate
in_time "a file with a wrong line: no address" became "no address"
people +66-1 +66-2
later
in_time "until it is right" became "sent 0"

# ---- who sleeps
escalate
in_time "the first in line is woken" woken "$code" 1
sql "update app.escalation set next_at = now() where ended_at is null and case_id = (select id from app.case where code = '$case');
	select pg_notify('hw_notice', '')" >/dev/null
next() {
	code=$(sql "select n.code from app.notice n join app.escalation e on e.id = n.escalation_id join app.case c on c.id = e.case_id
		join app.staff s on s.id = n.staff_id where c.code = '$case' and s.login = '$coordinator'")
	[ -n "$code" ] && grep -q '^To: +66-2$' "$TMPDIR/woken" && woken "$code" 1
}
in_time "who does not look for ten minutes is followed by the next" next
run coordinator list inbox
like "$out" "escalated $code" "who has it in her inbox"
code=$hanging
in_time "the program that hung was ended" says second "$hanging unknown"
in_time "and what it began" ends "$(cat "$TMPDIR/hanging")"
later
in_time "its message goes out after all" woken "$hanging" 1
kill "$pid"
in_time "told to end it ends" serves f

# ---- by a mail server
mails=0
mail_server() { # ADDRESS [WAY]
	mails=$((mails + 1))
	box=$TMPDIR/mail$mails
	mkdir "$box"
	tests/tools/mail.py "$1" "$box" "$TMPDIR/cert.pem" "$TMPDIR/key.pem" ${2:+"$2"} >"$box.log" 2>&1 &
	mail=$!
	started="$started $mail"
	wait_until test -s "$box/port"
	port=$(cat "$box/port")
}
openssl req -x509 -newkey ed25519 -nodes -days 2 -subj /CN=mail -addext 'subjectAltName=DNS:localhost,IP:127.0.0.1,IP:127.0.0.2' \
	-keyout "$TMPDIR/key.pem" -out "$TMPDIR/cert.pem" 2>/dev/null
people supervisor@example.org coordinator@example.org
by_mail() { settings "mail_server = \"$1\"" 'mail_from = "wake@office.example"' "mail_root = \"$TMPDIR/cert.pem\""; }
mail_server 127.0.0.1
by_mail "smtp://127.0.0.1:$port"
service mail "${HOMEWARD}-notify"
escalate
in_time "a mail server of this machine takes it" became "sent 250"
sed -e 's/^Date: .*/Date:/; s/^Message-ID: <[0-9a-f]*@office.example>/Message-ID:/; s/\r$//' "$box/1" >"$TMPDIR/mail"
cat >"$TMPDIR/wanted" <<END
EHLO office.example
TLS False
FROM wake@office.example
TO supervisor@example.org
Date:
From: <wake@office.example>
To: <supervisor@example.org>
Message-ID:
Subject: please log in

please log in, $code
END
same "$TMPDIR/mail" "$TMPDIR/wanted" "envelope, headers and text say nothing but that"
echo '451 later' >"$box/deny"
escalate
in_time "one that puts it off" became "failed 451"
rm "$box/deny"
later
in_time "is asked again" became "sent 250"
: >"$box/rude"
escalate
in_time "one that takes it and is silent when it is left" became "sent 250"
is "$(grep -l "please log in, $code" "$box"/[0-9]* | wc -l)" 1 "has it once"
rm "$box/rude"
kill "$mail"
wait "$mail" 2>/dev/null
escalate
in_time "one that is down" became "failed"
kill "$pid"
in_time "it ends" serves f

mail_server 127.0.0.2
by_mail "smtp://127.0.0.2:$port"
service plain "${HOMEWARD}-notify"
later
within 60 says plain "$code failed" || :
is "$(ls "$box" | tr '\n' ' ')" "port " "a server elsewhere that has no TLS gets nothing"
kill "$pid"
wait_until serves f
mail_server 127.0.0.2 starttls
by_mail "smtp://127.0.0.2:$port"
service starttls "${HOMEWARD}-notify"
later
in_time "one that changes to TLS does" became "sent 250"
like "$box/1" "TLS True" "and gets it so"
kill "$pid"
wait_until serves f
mail_server 127.0.0.2 tls
by_mail "smtps://127.0.0.2:$port"
service tls "${HOMEWARD}-notify"
escalate
in_time "and one that begins with it" became "sent 250"
kill "$pid"
wait_until serves f
settings "mail_server = \"smtps://127.0.0.2:$port\"" 'mail_from = "wake@office.example"'
service unknown "${HOMEWARD}-notify"
escalate
in_time "whose certificate nobody vouches for gets nothing" became "failed"
kill "$pid"
wait_until serves f

# ---- what it does not begin with
refuses() { # WHAT SENTENCE
	timeout 60 "$NOTIFY" -c "$TMPDIR/conf" -d "$server" >"$out" 2>"$err"
	is $? 2 "$1: it does not begin"
	like "$err" "$2" "and says why"
}
settings "program = \"$TMPDIR/wake\""
chmod 644 "$people"
refuses "addresses that others can read" "chmod 600"
chmod 600 "$people"
chmod 777 "$TMPDIR/wake"
refuses "a program that others can write" "chmod go-w"
chmod 700 "$TMPDIR/wake"
settings 'timeout_s = 5'
refuses "no way to send" "notify.program or notify.mail_server"
settings "program = \"$TMPDIR/wake\"" 'mail_server = "smtp://localhost"'
refuses "two ways" "one of them"
settings 'mail_server = "smtp://me:secret@localhost"' 'mail_from = "a@b"'
refuses "a password in the settings" "without a name or password"
unlike "$err" secret "without repeating it"
finish
