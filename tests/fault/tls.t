#!/bin/sh
# database: none
# Over TCP the database has to prove that it is the one of that name. Criterion: whoever else answers (no TLS,
# another's certificate, another name, one that asks for the password itself) is refused in words, and is never
# told the password; the right one is let in without another word in the connection string.
# To see it fail: sslmode or channel_binding not put by pg_dial() (db/pg_dial.c).
cd "$(dirname "$0")/../.."
cluster=$TMPDIR/cluster
TESTS_CONNINFO="$(conf/cluster start "$cluster" test)" || exit 1
. tests/e2e/tmux.sh
spy=
leave() {
	[ -z "$spy" ] || kill "$spy" 2>/dev/null
	t_end
	conf/cluster remove "$cluster"
}
trap leave EXIT
"$HOMEWARD" -d "$TESTS_CONNINFO" migrate --demo >/dev/null 2>&1 && "$HOMEWARD" -d "$TESTS_CONNINFO" demo-load >/dev/null 2>&1 ||
	{ echo "Bail out! no database"; exit 1; }

# ---- two who sign, a server with a certificate, on an address of its own
tls=$T_DIR/tls
address=127.94.$(($$ / 250 % 250)).$(($$ % 250 + 1))
mkdir -m 755 "$tls"
signs() {
	openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$1" -keyout "$tls/$1.key" -out "$tls/$1.crt" >/dev/null 2>&1
}
{
	signs office && signs stranger &&
		openssl req -newkey rsa:2048 -nodes -subj /CN=db.office.test -keyout "$tls/server.key" -out "$tls/server.csr" &&
		printf 'subjectAltName = DNS:db.office.test\n' > "$tls/names" &&
		openssl x509 -req -days 2 -in "$tls/server.csr" -CA "$tls/office.crt" -CAkey "$tls/office.key" -CAcreateserial \
			-extfile "$tls/names" -out "$tls/server.crt"
} >"$T_DIR/openssl" 2>&1 || { cat "$T_DIR/openssl"; echo "Bail out! no certificates"; exit 1; }
cp "$tls/server.key" "$tls/server.crt" "$cluster/data/"
chmod 600 "$cluster/data/server.key"
cat > "$cluster/data/logins" <<'CONF'
local all all trust
hostssl all night all scram-sha-256
hostssl all officer all password
hostssl all coordinator all trust
hostnossl all all all scram-sha-256
CONF
chown --reference="$cluster/data/PG_VERSION" "$cluster/data/logins" "$cluster/data/server.key" "$cluster/data/server.crt"
sql -c "alter system set listen_addresses = '$address'" -c 'alter system set ssl = on' -c "alter system set hba_file = 'logins'" \
	-c "alter role night password 'her very own'" -c "alter role officer password 'her very own'" -c checkpoint # what is not written is lost by stop
conf/cluster stop "$cluster"
conf/cluster start "$cluster" test >/dev/null || { cat "$cluster/log"; echo "Bail out! no server with TLS"; exit 1; }
printf '*:*:*:*:her very own\n' > "$T_DIR/pass"
chmod 600 "$T_DIR/pass"

# doctor WHO HOST ROOT [MORE...]: what the doctor says of that line, in $said
doctor() {
	d_who=$1 d_line="host=$2 hostaddr=$address port=${port:-5432} dbname=postgres sslrootcert=$tls/$3"
	shift 3
	timeout 60 "$HOMEWARD" -d "$d_line $*" -u "$d_who" doctor > "$T_DIR/doctor" 2>&1
	d_code=$?
	said=$(cat "$T_DIR/doctor")
}
refused() {
	is "$d_code" 3 "$1 is refused"
	like "$said" "$2" "$1: in words"
}
proof='What answered does not prove that it is your database'

doctor night db.office.test office.crt "passfile=$T_DIR/pass"
is "$d_code" 0 "the right one lets her in"
like "$said" 'TLS, sslmode=verify-full, channel_binding=require' "by its certificate, and bound to it"
like "$said" 'office.crt is there' "which the doctor tells, and by what it is known"
doctor coordinator db.office.test office.crt
is "$d_code" 0 "who has no password is asked for no binding"
like "$said" 'sslmode=verify-full, channel_binding=prefer' "but the server for its name"
unlike "$said" 'database.conninfo' "and nobody is warned"

doctor night db.office.test stranger.crt "passfile=$T_DIR/pass"
refused "another's certificate" "$proof"
doctor night db.elsewhere.test office.crt "passfile=$T_DIR/pass"
refused "another name" "$proof"
doctor officer db.office.test office.crt "passfile=$T_DIR/pass"
refused "one that asks for the password itself" 'does not prove by your password'
doctor night db.office.test none.crt "passfile=$T_DIR/pass"
refused "any, where no certificate is there to know it by," "the file $tls/none.crt is not there. Ask an admin"
port=1 doctor night db.office.test none.crt "passfile=$T_DIR/pass"
is "$d_code" 3 "where nobody listens nothing comes"
unlike "$said" 'Nothing here can prove' "and no certificate is blamed"
doctor night "''" office.crt "passfile=$T_DIR/pass"
refused "a line without a host's name" 'write host=NAME beside it'

# ---- said otherwise
doctor night db.office.test none.crt "passfile=$T_DIR/pass sslmode=disable"
is "$d_code" 1 "who says sslmode=disable gets it"
like "$said" 'sslmode=disable (db.office.test): another may answer' "and is warned"
doctor officer db.office.test office.crt "passfile=$T_DIR/pass channel_binding=prefer"
is "$d_code" 1 "and who says channel_binding=prefer"
like "$said" 'channel_binding=prefer (db.office.test): who answers' "likewise"

# ---- somebody in its place, who has no certificate and asks for the password
cat > "$T_DIR/spy.pl" <<'PERL'
use strict;
use warnings;
use IO::Socket::INET;
$| = 1;
my ($address, $file) = @ARGV;
my $listen = IO::Socket::INET->new(Listen => 5, LocalAddr => $address) or die "$!";
open my $out, '>:raw', $file or die "$!";
$out->autoflush(1);
print $listen->sockport, "\n";
while (my $line = $listen->accept) {
	while (sysread $line, my $bytes, 4096) {
		print $out $bytes;
		syswrite $line, $bytes =~ /^\0\0\0\x08\x04\xd2\x16\x2f/ ? 'N' : $bytes =~ /user\0/ ? "R\0\0\0\x08\0\0\0\x03" : '';
	}
}
PERL
perl "$T_DIR/spy.pl" "$address" "$T_DIR/heard" > "$T_DIR/port" &
spy=$!
wait_until test -s "$T_DIR/port"
port=$(cat "$T_DIR/port")
doctor night db.office.test office.crt "passfile=$T_DIR/pass"
refused "one without TLS" "$proof"
is "$(grep -ac 'her very own' "$T_DIR/heard")" 0 "and is not told the password"
is "$(grep -ac night "$T_DIR/heard")" 0 "nor whose it would be"
doctor night db.office.test office.crt "passfile=$T_DIR/pass sslmode=disable"
is "$(grep -ac 'her very own' "$T_DIR/heard")" 1 "which it hears where it may (or the test hears nothing)"
finish
