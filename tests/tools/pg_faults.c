/*
 * pg_faults CONNINFO POSTMASTER: what db/pg promises when things go wrong, as TAP. The server is a
 * throw-away one: its processes are stopped and killed. Run by tests/fault/pg.t.
 */
#include "tests/tools/pg_owner.h"
#include "tests/tools/tap.h"
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static bool has_ended(const struct owner *o)
{
	return o->answers >= 3;
}

static bool is_tried_twice(const struct owner *o)
{
	struct pg_status s;

	pg_status(o->pg, &s);
	return s.tries >= 2;
}

static bool is_refused(const struct owner *o)
{
	struct pg_status s;

	pg_status(o->pg, &s);
	return s.state == PG_OFFLINE && s.error.code == ERR_REFUSED;
}

static void test_stopped(void)
{
	struct owner o = { 0 };
	int pid;
	int64_t took;

	open_hasty(&o);
	run(&o, is_live, PATIENCE);
	pid = backend(&o);
	kill(pid, SIGSTOP);
	ask(&o, 1, "select 1");
	change(&o, 2, "select 2");
	ask(&o, 3, "select 3");
	took = run(&o, has_ended, PATIENCE);
	ok(took >= 1400 && took < 9000, "a stopped server is noticed by the deadline: %d ms",
		(int)took);
	ok(turns > 20, "while the loop turned: %d ticks", turns);
	ok(o.by_tag[1] == 1 && o.by_tag[2] == 1 && o.by_tag[3] == 1 && is_offline(&o),
		"each request ended once, OFFLINE");
	ok(run(&o, is_live, PATIENCE) >= 0 && backend(&o) != pid && o.everything == 2,
		"LIVE again over a new line, and everything is to be read again");
	kill(pid, SIGCONT);
	ok(!strcmp(value_of(&o, "select 'well'"), "well") && o.by_tag[2] == 1,
		"what the stopped one says late reaches nobody");
	close_owner(&o);
}

static void test_stopped_postmaster(pid_t postmaster)
{
	struct owner o = { 0 };
	struct pg_status s;
	int pid;

	open_with(&o, conninfo, (struct pg_options){ .request_ms = 700, .connect_ms = 700 });
	run(&o, is_live, PATIENCE);
	pid = backend(&o);
	kill(postmaster, SIGSTOP);
	kill(pid, SIGSTOP);
	ask(&o, 1, "select 1");
	run(&o, is_offline, PATIENCE);
	ok(o.err == ERR_TIMEOUT, "a question to a stopped server ends as a timeout");
	o.answers = 0;
	run(&o, is_tried_twice, PATIENCE);
	pg_status(o.pg, &s);
	ok(o.lives == 1 && s.tries > 1, "dialling a stopped server has its own deadline: %d tries",
		s.tries);
	kill(postmaster, SIGCONT);
	kill(pid, SIGCONT);
	ok(run(&o, is_live, PATIENCE) >= 0, "and it is LIVE when the server goes on");
	close_owner(&o);
}

static void test_killed(void)
{
	struct owner o = { 0 };
	struct pg_status s;

	open_owner(&o);
	run(&o, is_live, PATIENCE);
	ask(&o, 1, "select pg_sleep(1)");
	change(&o, 2, "select 2");
	turn(&(struct owner *){ &o }, 1);
	kill(backend(&o), SIGKILL);
	run(&o, is_offline, PATIENCE);
	ok(o.by_tag[1] == 1 && o.by_tag[2] == 1 && o.err == ERR_UNKNOWN,
		"kill -9: the question ends OFFLINE, the change UNKNOWN");
	pg_status(o.pg, &s);
	ok(s.error.code == ERR_OFFLINE && s.error.text[0] && s.next_try_ms,
		"the status says why and when");
	ok(run(&o, is_live, PATIENCE) >= 0 && o.lives == 2, "LIVE again after the crash");
	ask(&o, 3, "select pg_notify('hw_office', '')");
	o.topics = 0;
	for (int64_t end = clock_now_ms() + PATIENCE; !o.topics && clock_now_ms() < end;)
		turn(&(struct owner *){ &o }, 1);
	ok(o.topics == 1 && !strcmp(o.topic, "hw_office"), "and listens again");
	close_owner(&o);
}

/* How often a socket that never answers was dialled since the last time. */
static int count_calls(int silent)
{
	int calls = 0;

	for (int fd; (fd = accept4(silent, NULL, NULL, SOCK_CLOEXEC)) >= 0; calls++)
		close(fd);
	return calls;
}

/* Only the second host answers: each round is two attempts, and one round but on a late machine. */
static bool took_turns(const struct owner *o)
{
	return is_live(o) && o->dials > 0 && o->dials % 2 == 0 && !o->pauses;
}

static void test_hosts(const char *folder)
{
	struct owner o = { 0 };
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int silent = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0), before;
	char info[400], server[200];
	int64_t took;

	snprintf(server, sizeof(server), "%.*s", (int)strcspn(conninfo + 5, " "), conninfo + 5);
	snprintf(info, sizeof(info), "host=/nonexistent,%s%s", server,
		conninfo + 5 + strlen(server));
	open_with(&o, info, (struct pg_options){ 0 });
	run(&o, is_live, PATIENCE);
	ok(took_turns(&o), "first host dead: the second without a pause, %d tries", o.dials);
	close_owner(&o);

	snprintf(at.sun_path, sizeof(at.sun_path), "%s/.s.PGSQL.5432", folder);
	unlink(at.sun_path);
	bind(silent, (struct sockaddr *)&at, sizeof(at));
	listen(silent, 8);
	snprintf(info, sizeof(info), "host=%s,%s%s", folder, server, conninfo + 5 + strlen(server));
	open_with(&o, info, (struct pg_options){ .connect_ms = 3000 });
	took = run(&o, is_live, PATIENCE);
	ok(took >= 2900 && took_turns(&o) && count_calls(silent) == o.dials / 2,
		"first host silent: one deadline, then the second, %d tries, %d ms", o.dials,
		(int)took);
	before = o.dials;
	kill(backend(&o), SIGTERM);
	run(&o, is_offline, PATIENCE);
	run(&o, is_live, PATIENCE);
	ok(is_live(&o) && (o.dials - before) % 2 == 1 &&
			count_calls(silent) == (o.dials - before) / 2,
		"when the line falls it begins with the host it had, %d tries", o.dials - before);
	close_owner(&o);
	close(silent);
}

static void test_refused(void)
{
	struct owner o = { .refuse = 1 };
	struct pg_status s;

	open_owner(&o);
	ask(&o, 1, "select 1");
	run(&o, answered, PATIENCE);
	pg_status(o.pg, &s);
	ok(o.err == ERR_OFFLINE && s.error.code == ERR_CONTRACT && !s.next_try_ms &&
			!strcmp(s.error.text, "This is another database."),
		"a server that is refused in the greeting is left alone");
	ok(run(&o, is_live, 700) < 0, "for good");
	pg_retry_now(o.pg);
	ok(run(&o, is_live, PATIENCE) >= 0, "until somebody says so");
	pg_refuse(o.pg, &(struct error){ 0, "It went back in time." });
	run(&o, is_offline, PATIENCE);
	pg_status(o.pg, &s);
	ok(!s.next_try_ms && !strcmp(s.error.text, "It went back in time."),
		"a live one is refused alike");
	close_owner(&o);
}

static void test_refused_for_now(void)
{
	struct owner o = { 0 };
	struct pg_status lost, later;

	open_owner(&o);
	run(&o, is_live, PATIENCE);
	o.refuse = 3;
	o.refuse_as = ERR_OFFLINE;
	kill(backend(&o), SIGTERM);
	run(&o, is_offline, PATIENCE);
	pg_status(o.pg, &lost);
	run(&o, is_tried_twice, PATIENCE);
	pg_status(o.pg, &later);
	ok(later.since_ms == lost.since_ms, "vain attempts do not change since when it is offline");
	ok(run(&o, is_live, PATIENCE) >= 0 && !o.refuse,
		"a server that is refused for now is tried again until it is the right one");
	close_owner(&o);
}

static void test_shut_out(void)
{
	struct owner o = { 0 }, admin = { 0 };
	struct pg_status s;

	open_owner(&admin);
	run(&admin, is_live, PATIENCE);
	value_of(&admin, "create role left_us login");
	open_with(&o, conninfo, (struct pg_options){ .user = "left_us" });
	run(&o, is_live, PATIENCE);
	value_of(&admin, "alter role left_us nologin");
	value_of(&admin,
		"select pg_terminate_backend(pid)::text from pg_stat_activity "
		"where usename = 'left_us'");
	run(&o, is_refused, PATIENCE);
	pg_status(o.pg, &s);
	ok(s.error.code == ERR_REFUSED && s.next_try_ms - clock_now_ms() > 20000,
		"a login that is refused is told as that, and tried seldom");
	value_of(&admin, "alter role left_us login");
	pg_retry_now(o.pg);
	ok(run(&o, is_live, PATIENCE) >= 0, "and let in again when somebody says so");
	close_owner(&o);
	value_of(&admin, "drop role left_us");
	close_owner(&admin);
}

/* A server of the test's own: in a folder, it says this SQLSTATE to whoever comes. */
struct refuser {
	char folder[100], path[120];
	pid_t pid;
};

static void refuse_all(int socket, const char *code)
{
	char packet[1000], said[100] = "SFATAL", *at = said + 7;
	unsigned char head[5] = { 'E' };

	at += sprintf(at, "VFATAL") + 1;
	at += sprintf(at, "C%s", code) + 1;
	at += sprintf(at, "Mnot you") + 2;
	head[4] = (unsigned char)(at - said + 4);
	for (int fd; (fd = accept(socket, NULL, NULL)) >= 0; close(fd))
		if (read(fd, packet, sizeof(packet)) > 0 && send(fd, head, 5, MSG_NOSIGNAL) == 5)
			send(fd, said, (size_t)(at - said), MSG_NOSIGNAL);
	_exit(1);
}

static void start_refuser(struct refuser *r, const char *folder, const char *name, const char *code)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(r->folder, sizeof(r->folder), "%s-%s", folder, name);
	snprintf(r->path, sizeof(r->path), "%s/.s.PGSQL.5432", r->folder);
	mkdir(r->folder, 0700);
	memcpy(at.sun_path, r->path, strlen(r->path) + 1);
	unlink(r->path);
	bind(listening, (struct sockaddr *)&at, sizeof(at));
	listen(listening, 8);
	fflush(stdout);
	r->pid = fork();
	if (r->pid == 0)
		refuse_all(listening, code);
	close(listening);
}

static void stop_refuser(struct refuser *r)
{
	kill(r->pid, SIGKILL);
	waitpid(r->pid, NULL, 0);
	unlink(r->path);
	rmdir(r->folder);
}

static bool is_tried_often(const struct owner *o)
{
	return o->dials >= 6;
}

/* Whether she is told that she may not enter, before each host was tried twice. */
static bool is_shut_out_of(const char *info, const char *more)
{
	struct owner o = { 0 };
	char whole[500];

	snprintf(whole, sizeof(whole), "host=%s user=nobody dbname=none%s", info, more);
	open_with(&o, whole, (struct pg_options){ 0 });
	while (!is_refused(&o) && !is_tried_often(&o))
		turn(&(struct owner *){ &o }, 1);
	bool refused = is_refused(&o);
	close_owner(&o);
	return refused;
}

/* One host that does not let her in, or a standby that nobody set up, is not the end. */
static void test_shut_out_of_one(const char *folder)
{
	static const char walked[] = " target_session_attrs=prefer-standby";
	struct refuser one, two, starting;
	struct owner o = { 0 };
	struct pg_status s;
	char info[500], server[200];

	start_refuser(&one, folder, "one", "28000");
	start_refuser(&two, folder, "two", "28P01");
	start_refuser(&starting, folder, "starting", "57P03");
	snprintf(server, sizeof(server), "%.*s", (int)strcspn(conninfo + 5, " "), conninfo + 5);
	snprintf(info, sizeof(info), "host=%s,%s%s", one.folder, server,
		conninfo + 5 + strlen(server));
	open_with(&o, info, (struct pg_options){ 0 });
	while (!is_live(&o) && !is_refused(&o))
		turn(&(struct owner *){ &o }, 1);
	ok(is_live(&o) && o.dials % 2 == 0 && !o.pauses,
		"the first of two hosts does not let her in, and the second does, %d tries",
		o.dials);
	close_owner(&o);

	snprintf(info, sizeof(info), "%s,%s", one.folder, two.folder);
	ok(is_shut_out_of(info, ""), "whom every host refuses is told so");
	snprintf(info, sizeof(info), "%s,/nonexistent", one.folder);
	ok(!is_shut_out_of(info, ""), "of a host that is not there nobody knows");
	snprintf(info, sizeof(info), "%s,%s,%s", one.folder, starting.folder, two.folder);
	ok(!is_shut_out_of(info, ""), "nor of one that is just starting");
	snprintf(info, sizeof(info), "%s,%s", starting.folder, one.folder);
	ok(!is_shut_out_of(info, walked), "nor where libpq walks through them and says both");
	ok(is_shut_out_of(one.folder, ""), "of one host it is enough");

	snprintf(info, sizeof(info), "host=%s,%s user=nobody", one.folder, two.folder);
	open_with(&o, info, (struct pg_options){ 0 });
	run(&o, is_refused, PATIENCE);
	int before = o.dials;
	pg_retry_now(o.pg);
	turn(&(struct owner *){ &o }, 1);
	run(&o, is_refused, PATIENCE);
	pg_status(o.pg, &s);
	ok(o.dials - before == 2 && s.next_try_ms - clock_now_ms() > 20000,
		"who tries again by hand asks each of them, once");
	close_owner(&o);
	stop_refuser(&one);
	stop_refuser(&two);
	stop_refuser(&starting);
}

/* A greeting that waits too long behind somebody's lock, as during a migration. */
static void test_greeting_stopped(void)
{
	struct owner holder = { 0 }, o = { 0 };
	struct pg_status s;

	open_owner(&holder);
	pg_ask(holder.pg,
		&(struct ask){ .query = Q_MIGRATE_LOCK, .answer = on_answer, .who = &holder });
	run(&holder, answered, PATIENCE);
	open_with(&o, conninfo,
		(struct pg_options){ .greet = Q_MIGRATE_LOCK, .statement_ms = 200 });
	turn(&(struct owner *){ &o }, 1);
	ok(run(&o, is_offline, PATIENCE) >= 0,
		"a greeting that the server stopped is no connection");
	pg_status(o.pg, &s);
	ok(s.error.code == ERR_TIMEOUT && s.next_try_ms, "and it is tried again");
	close_owner(&holder);
	ok(run(&o, is_live, PATIENCE) >= 0, "until it comes through");
	close_owner(&o);
}

static void test_unreachable(void)
{
	struct owner o = { 0 };
	struct pg_status s;
	struct pg *pg = NULL;
	struct error e;

	ok(pg_new(&pg, &(struct pg_options){ .conninfo = "host=a bogus=x" }, &e) == ERR_INPUT &&
			!strstr(e.text, "bogus"),
		"a connection string that does not parse is told, not repeated");
	ok(pg_new(&pg, &(struct pg_options){ .conninfo = "host=a,b port=1,2,3" }, &e) == ERR_INPUT,
		"lists that do not fit are told");
	open_with(&o, "host=/nonexistent", (struct pg_options){ 0 });
	ask(&o, 1, "select 1");
	run(&o, answered, PATIENCE);
	ok(o.err == ERR_OFFLINE, "nobody there: what was asked was never sent");
	run(&o, is_tried_twice, PATIENCE);
	for (int64_t end = clock_now_ms() + 600; clock_now_ms() < end;)
		turn(&(struct owner *){ &o }, 1);
	pg_status(o.pg, &s);
	ok(s.tries >= 2 && s.tries < 40 && s.message[0], "it dials with pauses: %d tries", s.tries);
	ask(&o, 2, "select 1");
	turn(&(struct owner *){ &o }, 1);
	turn(&(struct owner *){ &o }, 1);
	ok(o.by_tag[2] == 1, "asked while OFFLINE, it ends at once");
	close_owner(&o);
}

static void test_heartbeat(void)
{
	struct owner o = { 0 };

	open_with(&o, conninfo, (struct pg_options){ .request_ms = 3000, .heartbeat_ms = 300 });
	run(&o, is_live, PATIENCE);
	for (int64_t end = clock_now_ms() + 1500; clock_now_ms() < end;)
		turn(&(struct owner *){ &o }, 1);
	ok(o.lives == 1 && is_live(&o), "a quiet line stays LIVE");
	kill(backend(&o), SIGSTOP);
	ok(run(&o, is_offline, PATIENCE) >= 0, "a line that went dead while idle is noticed");
	pg_retry_now(o.pg);
	ok(run(&o, is_live, PATIENCE) >= 0 && o.lives == 2, "and made anew");
	statement(&o,
		"select pg_terminate_backend(pid) from pg_stat_activity "
		"where pid <> pg_backend_pid() "
		"and application_name = 'homeward'");
	close_owner(&o);
}

int main(int argc, char **argv)
{
	char folder[200];

	if (argc != 3)
		return 2;
	conninfo = argv[1];
	snprintf(folder, sizeof(folder), "/tmp/pg_faults-%d", (int)getpid());
	mkdir(folder, 0700);
	test_stopped();
	test_stopped_postmaster((pid_t)atoi(argv[2]));
	test_killed();
	test_hosts(folder);
	test_refused();
	test_refused_for_now();
	test_shut_out();
	test_shut_out_of_one(folder);
	test_greeting_stopped();
	test_unreachable();
	test_heartbeat();
	strcat(folder, "/.s.PGSQL.5432");
	unlink(folder);
	*strrchr(folder, '/') = 0;
	rmdir(folder);
	return tap_end();
}
