/*
 * pg_faults CONNINFO: what db/pg promises when things go wrong, as TAP. The server is a throw-away
 * one: its processes are stopped and killed. Run by tests/fault/pg.t.
 */
#include "db/base/clock.h"
#include "db/base/text.h"
#include "db/pg.h"
#include "tests/tools/tap.h"
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* ---- an owner: it keeps a journal of all it is told ------------------------------------------ */

struct owner {
	struct pg *pg;
	int answers, last_tag;
	bool in_order;
	enum err err; /* of the latest answer, as the rest */
	char sqlstate[6], text[64];
	int by_tag[512];
	int lives, everything, topics; /* notices */
	char topic[64];
	int refuse; /* how many servers to refuse yet */
	enum err refuse_as; /* 0: ERR_CONTRACT */
	struct ask again; /* asked from inside the next answer */
};

static const char *conninfo;

static void on_answer(const struct answer *a, void *who)
{
	struct owner *o = who;

	o->answers++;
	o->in_order = o->answers == 1 || (o->in_order && a->tag > o->last_tag);
	o->last_tag = a->tag;
	o->by_tag[a->tag]++;
	o->err = a->err;
	strcpy(o->sqlstate, a->sqlstate);
	text_copy(o->text, sizeof(o->text), rows_text(a->rows, 0, 0));
	if (o->again.text) {
		struct ask again = o->again;

		o->again = (struct ask){ 0 };
		pg_ask(o->pg, &again);
	}
}

static void on_notice(const char *topic, void *who)
{
	struct owner *o = who;

	o->everything += !topic;
	o->topics += topic != NULL;
	text_copy(o->topic, sizeof(o->topic), topic ? topic : "");
}

static void on_state(enum pg_state state, void *who)
{
	struct owner *o = who;

	o->lives += state == PG_LIVE;
}

static int on_greeted(const struct answer *a, void *who, struct error *e)
{
	struct owner *o = who;

	(void)a;
	if (!o->refuse)
		return 0;
	o->refuse--;
	return error_set(
		e, o->refuse_as ? o->refuse_as : ERR_CONTRACT, "This is another database.");
}

static void open_with(struct owner *o, const char *info, struct pg_options options)
{
	struct error e;

	*o = (struct owner){ .refuse = o->refuse };
	options.conninfo = info;
	options.listen = Q_LISTEN;
	if (!options.greet)
		options.greet = Q_PING;
	options.retry_base_ms = 100;
	options.who = o;
	options.greeted = on_greeted;
	options.changed = on_state;
	options.notice = on_notice;
	if (pg_new(&o->pg, &options, &e)) {
		printf("Bail out! %s\n", e.text);
		exit(1);
	}
}

static void open_owner(struct owner *o)
{
	open_with(o, conninfo, (struct pg_options){ 0 });
}

/* For a server that is about to fall silent. */
static void open_hasty(struct owner *o)
{
	open_with(o, conninfo, (struct pg_options){ .request_ms = 1500 });
}

static void close_owner(struct owner *o)
{
	pg_free(o->pg);
	o->pg = NULL;
}

static void ask(struct owner *o, int tag, const char *sql)
{
	pg_ask(o->pg, &(struct ask){ .text = sql, .tag = tag, .answer = on_answer, .who = o });
}

static void change(struct owner *o, int tag, const char *sql)
{
	pg_ask(o->pg,
		&(struct ask){
			.text = sql, .tag = tag, .answer = on_answer, .who = o, .change = true });
}

/* ---- the loop of the program, with a tick so that a test can see it turn --------------- */

static int turns; /* ticks of 10 ms during the latest run */

static void turn(struct owner *const *owners, int n)
{
	struct pollfd fds[4];
	int64_t now = clock_now_ms(), wait = 10;

	for (int i = 0; i < n; i++) {
		struct pg_wants w = pg_wants(owners[i]->pg);

		fds[i] = (struct pollfd){ .fd = w.fd, .events = w.events };
		if (w.deadline_ms && w.deadline_ms - now < wait)
			wait = w.deadline_ms > now ? w.deadline_ms - now : 0;
	}
	turns += poll(fds, (nfds_t)n, (int)wait) == 0 && wait == 10;
	for (int i = 0; i < n; i++)
		if (fds[i].revents || pg_wants(owners[i]->pg).deadline_ms <= clock_now_ms())
			pg_pump(owners[i]->pg, fds[i].revents, clock_now_ms());
}

static bool is_live(const struct owner *o)
{
	return pg_state(o->pg) == PG_LIVE;
}

static bool is_offline(const struct owner *o)
{
	return pg_state(o->pg) == PG_OFFLINE;
}

/* Turn until `o` holds; how long it took in ms, or -1 when `most` ms were not enough. */
static int64_t run(struct owner *o, bool (*until)(const struct owner *), int64_t most)
{
	int64_t start = clock_now_ms();

	for (turns = 0; !until(o); turn(&o, 1))
		if (clock_now_ms() - start > most)
			return -1;
	return clock_now_ms() - start;
}

static bool answered(const struct owner *o)
{
	return o->answers > 0;
}

static bool is_idle(const struct owner *o)
{
	struct pg_status s;

	pg_status(o->pg, &s);
	return !s.waiting;
}

static const char *value_of(struct owner *o, const char *sql)
{
	o->answers = 0;
	ask(o, 0, sql);
	run(o, answered, 12000);
	return o->text;
}

static int backend(struct owner *o)
{
	struct pg_status s;

	pg_status(o->pg, &s);
	return s.backend_pid;
}

static void statement(struct owner *o, const char *sql)
{
	o->answers = 0;
	pg_ask(o->pg, &(struct ask){ .text = sql, .script = true, .answer = on_answer, .who = o });
	run(o, answered, 12000);
}

/* ---- the tests ------------------------------------------------------------------------------- */

static void test_pipeline(void)
{
	struct owner o = { 0 };
	char sql[64];

	open_owner(&o);
	ask(&o, 1, "select 1"); /* asked before there is a line */
	ok(run(&o, is_live, 5000) >= 0 && o.lives == 1, "connects, and is LIVE once");
	ok(o.everything == 1, "LIVE tells to read everything");
	for (int i = 2; i <= 200; i++) {
		snprintf(sql, sizeof(sql), i % 10 ? "select %d" : "select %d/0", i % 7);
		ask(&o, i, sql);
	}
	run(&o, is_idle, 5000);
	ok(o.answers == 200 && o.in_order, "200 answers in the order asked, errors among them");
	ask(&o, 201, "select $1::int");
	run(&o, is_idle, 5000);
	ok(o.err == ERR_SERVER && !strcmp(o.sqlstate, "08P01"), "a missing parameter is an error");
	ok(!strcmp(value_of(&o, "select 'still ' || 'here'"), "still here"),
		"the line is well after it");
	o.answers = 0;
	pg_ask(o.pg,
		&(struct ask){ .text = "select array_length($1::text[], 1)",
			.count = 1,
			.params = (struct param[]){ param_text("{a,b,c}") },
			.answer = on_answer,
			.who = &o });
	run(&o, answered, 5000);
	ok(!strcmp(o.text, "3"), "an array is a parameter");
	close_owner(&o);
}

static void test_prepared(void)
{
	struct owner o = { 0 };
	char sql[64];

	open_owner(&o);
	run(&o, is_live, 5000);
	for (int i = 1; i <= 150; i++) {
		snprintf(sql, sizeof(sql), "select %d", 1000 + i);
		ask(&o, i, sql);
	}
	run(&o, is_idle, 5000);
	ok(o.answers == 150 && o.err == 0, "more texts than are prepared at once are answered");
	ok(atoi(value_of(&o, "select count(*) from pg_prepared_statements")) <= 64 + 2,
		"prepared texts are bounded");
	ok(!strcmp(value_of(&o, "select count(*) from pg_prepared_statements where statement in "
				"('select 1149', 'select 1150')"),
		   "2"),
		"the latest are prepared");
	ok(!strcmp(value_of(&o, "select count(*) from pg_prepared_statements where statement in "
				"('select 1001', 'select 1002')"),
		   "0"),
		"what was not used for long is not");
	for (int i = 1; i <= 150; i++) {
		snprintf(sql, sizeof(sql), "select %d", i % 2 ? 7 : i);
		ask(&o, 300 + i, sql);
	}
	run(&o, is_idle, 5000);
	ok(!strcmp(value_of(&o, "select count(*) from pg_prepared_statements where statement = "
				"'select 7'"),
		   "1"),
		"what is used over and over stays");
	ok(!strcmp(value_of(&o, "select 1001"), "1001"), "and what went comes back");
	close_owner(&o);
}

static void test_large(void)
{
	struct owner o = { 0 };
	struct text array = { 0 };

	open_owner(&o);
	param_array_open(&array);
	for (int i = 0; i < 500000; i++)
		param_array_add(&array, "0123456789");
	param_array_close(&array);
	for (int i = 0; i < 3; i++)
		pg_ask(o.pg,
			&(struct ask){ .text = "select cardinality($1::text[])",
				.count = 1,
				.params = (struct param[]){ param_text(text_string(&array)) },
				.answer = on_answer,
				.who = &o,
				.deadline_ms = 20000 });
	ok(run(&o, is_idle, 20000) >= 0 && o.answers == 3 && !strcmp(o.text, "500000"),
		"three arrays of 6 MB go through without waiting");
	text_done(&array);
	close_owner(&o);
}

static void test_callbacks(void)
{
	struct owner o = { 0 }, quiet = { 0 };

	open_owner(&o);
	run(&o, is_live, 5000);
	o.again = (struct ask){ .text = "select 'asked inside'", .answer = on_answer, .who = &o };
	ask(&o, 1, "select 1");
	run(&o, is_idle, 5000);
	ok(o.answers == 2 && !strcmp(o.text, "asked inside"), "an answer may ask");
	pg_ask(o.pg, &(struct ask){ .text = "select 1", .answer = on_answer, .who = &quiet });
	pg_forget(o.pg, &quiet);
	ok(!strcmp(value_of(&o, "select 'after'"), "after") && !quiet.answers,
		"what is forgotten before it is sent goes unanswered");
	pg_ask(o.pg,
		&(struct ask){
			.text = "select pg_sleep(0.1)", .answer = on_answer, .who = &quiet });
	turn(&(struct owner *){ &o }, 1);
	pg_forget(o.pg, &quiet);
	ok(!strcmp(value_of(&o, "select 'after'"), "after") && !quiet.answers,
		"and so does what was sent");
	ok(pg_ask(o.pg, &(struct ask){ 0 }) == ERR_INPUT, "nothing is not a question");
	pg_ask(o.pg, &(struct ask){ .text = "select 1", .answer = on_answer, .who = &quiet });
	pg_free(o.pg);
	ok(!quiet.answers, "freeing ends in silence");
}

static void test_scripts(void)
{
	struct owner o = { 0 };

	open_owner(&o);
	run(&o, is_live, 5000);
	ask(&o, 1, "select 1");
	pg_ask(o.pg,
		&(struct ask){ .text = "create table s (i int); insert into s values (7); "
				       "select i from s",
			.tag = 2,
			.script = true,
			.answer = on_answer,
			.who = &o });
	ask(&o, 3, "select i + 1 from s");
	run(&o, is_idle, 5000);
	ok(o.answers == 3 && o.in_order && !strcmp(o.text, "8"), "a script between two questions");
	statement(&o, "insert into s values (8); select 1/0");
	ok(o.err == ERR_SERVER && !strcmp(o.sqlstate, "22012"), "a script that fails says so");
	ok(!strcmp(value_of(&o, "select count(*) from s"), "1"), "and left nothing behind");
	statement(&o, "copy s from stdin");
	run(&o, is_live, 5000);
	ok(!strcmp(value_of(&o, "select count(*) from s"), "1"), "COPY drops the line, no more");
	statement(&o, "do $$ begin raise warning 'told to nobody'; end $$");
	ok(o.err == 0, "notices are swallowed");
	close_owner(&o);
}

static void test_stale_plans(void)
{
	struct owner o = { 0 };

	open_owner(&o);
	run(&o, is_live, 5000);
	statement(&o, "create schema v; create view v.one as select 1 as a");
	ok(!strcmp(value_of(&o, "select * from v.one"), "1"), "a view is asked");
	statement(&o,
		"drop schema v cascade; create schema v; "
		"create view v.one as select 'x'::text as b, 2");
	ok(!strcmp(value_of(&o, "select * from v.one"), "x") && o.err == 0,
		"it is replaced by another shape, and asked again without a word");
	statement(&o, "drop schema v cascade");
	ok(!strcmp(value_of(&o, "select * from v.one"), "") && !strcmp(o.sqlstate, "42P01"),
		"it is gone: an error, once");
	statement(&o, "create schema v; create view v.one as select 3");
	ok(!strcmp(value_of(&o, "select * from v.one"), "3"), "it is back");
	close_owner(&o);
}

static void test_listening(void)
{
	struct owner a = { 0 }, b = { 0 };
	struct owner *both[] = { &a, &b };
	int64_t end;

	open_owner(&a);
	open_owner(&b);
	run(&a, is_live, 5000);
	run(&b, is_live, 5000);
	ask(&b, 0, "select pg_notify('hw_case', n::text) from generate_series(1, 50) n");
	for (end = clock_now_ms() + 3000; !a.topics && clock_now_ms() < end;)
		turn(both, 2);
	ok(a.topics == 1 && !strcmp(a.topic, "hw_case"), "fifty pokes at once are told once");
	close_owner(&a);
	close_owner(&b);
}

static bool has_ended(const struct owner *o)
{
	return o->answers >= 3;
}

static void test_stopped(void)
{
	struct owner o = { 0 };
	int pid;
	int64_t took;

	open_hasty(&o);
	run(&o, is_live, 5000);
	pid = backend(&o);
	kill(pid, SIGSTOP);
	ask(&o, 1, "select 1");
	change(&o, 2, "select 2");
	ask(&o, 3, "select 3");
	took = run(&o, has_ended, 10000);
	ok(took >= 1400 && took < 2500, "a stopped server is noticed by the deadline: %d ms",
		(int)took);
	ok(turns > 100, "while the loop turned: %d ticks", turns);
	ok(o.by_tag[1] == 1 && o.by_tag[2] == 1 && o.by_tag[3] == 1 && is_offline(&o),
		"each request ended once, OFFLINE");
	ok(run(&o, is_live, 5000) >= 0 && backend(&o) != pid && o.everything == 2,
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
	run(&o, is_live, 5000);
	pid = backend(&o);
	kill(postmaster, SIGSTOP);
	kill(pid, SIGSTOP);
	ask(&o, 1, "select 1");
	run(&o, is_offline, 5000);
	ok(o.err == ERR_TIMEOUT, "a question to a stopped server ends as a timeout");
	o.answers = 0;
	for (int64_t end = clock_now_ms() + 2500; clock_now_ms() < end;)
		turn(&(struct owner *){ &o }, 1);
	pg_status(o.pg, &s);
	ok(o.lives == 1 && s.tries > 1, "dialling a stopped server has its own deadline: %d tries",
		s.tries);
	kill(postmaster, SIGCONT);
	kill(pid, SIGCONT);
	ok(run(&o, is_live, 10000) >= 0, "and it is LIVE when the server goes on");
	close_owner(&o);
}

static void test_killed(void)
{
	struct owner o = { 0 };
	struct pg_status s;

	open_owner(&o);
	run(&o, is_live, 5000);
	ask(&o, 1, "select pg_sleep(1)");
	change(&o, 2, "select 2");
	turn(&(struct owner *){ &o }, 1);
	kill(backend(&o), SIGKILL);
	run(&o, is_offline, 3000);
	ok(o.by_tag[1] == 1 && o.by_tag[2] == 1 && o.err == ERR_UNKNOWN,
		"kill -9: the question ends OFFLINE, the change UNKNOWN");
	pg_status(o.pg, &s);
	ok(s.error.code == ERR_OFFLINE && s.error.text[0] && s.next_try_ms,
		"the status says why and when");
	ok(run(&o, is_live, 10000) >= 0 && o.lives == 2, "LIVE again after the crash");
	ask(&o, 3, "select pg_notify('hw_office', '')");
	o.topics = 0;
	for (int64_t end = clock_now_ms() + 3000; !o.topics && clock_now_ms() < end;)
		turn(&(struct owner *){ &o }, 1);
	ok(o.topics == 1 && !strcmp(o.topic, "hw_office"), "and listens again");
	close_owner(&o);
}

static void test_hosts(const char *folder)
{
	struct owner o = { 0 };
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int silent = socket(AF_UNIX, SOCK_STREAM, 0);
	char info[400], server[200];
	int64_t took;

	snprintf(server, sizeof(server), "%.*s", (int)strcspn(conninfo + 5, " "), conninfo + 5);
	snprintf(info, sizeof(info), "host=/nonexistent,%s%s", server,
		conninfo + 5 + strlen(server));
	open_with(&o, info, (struct pg_options){ 0 });
	took = run(&o, is_live, 5000);
	ok(took >= 0 && took < 1000, "first host dead: the second at once, %d ms", (int)took);
	close_owner(&o);

	snprintf(at.sun_path, sizeof(at.sun_path), "%s/.s.PGSQL.5432", folder);
	unlink(at.sun_path);
	bind(silent, (struct sockaddr *)&at, sizeof(at));
	listen(silent, 8);
	snprintf(info, sizeof(info), "host=%s,%s%s", folder, server, conninfo + 5 + strlen(server));
	open_with(&o, info, (struct pg_options){ .connect_ms = 500 });
	took = run(&o, is_live, 5000);
	ok(took >= 450 && took < 2000, "first host silent: one deadline, then the second, %d ms",
		(int)took);
	kill(backend(&o), SIGTERM);
	run(&o, is_offline, 2000);
	took = run(&o, is_live, 5000);
	ok(took >= 0 && took < 450, "when the line falls it begins with the host it had, %d ms",
		(int)took);
	close_owner(&o);
	close(silent);
}

static void test_refused(void)
{
	struct owner o = { .refuse = 1 };
	struct pg_status s;

	open_owner(&o);
	ask(&o, 1, "select 1");
	run(&o, answered, 5000);
	pg_status(o.pg, &s);
	ok(o.err == ERR_OFFLINE && s.error.code == ERR_CONTRACT && !s.next_try_ms &&
			!strcmp(s.error.text, "This is another database."),
		"a server that is refused in the greeting is left alone");
	ok(run(&o, is_live, 700) < 0, "for good");
	pg_retry_now(o.pg);
	ok(run(&o, is_live, 5000) >= 0, "until somebody says so");
	pg_refuse(o.pg, &(struct error){ 0, "It went back in time." });
	run(&o, is_offline, 1000);
	pg_status(o.pg, &s);
	ok(!s.next_try_ms && !strcmp(s.error.text, "It went back in time."),
		"a live one is refused alike");
	close_owner(&o);
}

static bool is_tried_twice(const struct owner *o)
{
	struct pg_status s;

	pg_status(o->pg, &s);
	return s.tries >= 2;
}

static void test_refused_for_now(void)
{
	struct owner o = { 0 };
	struct pg_status lost, later;

	open_owner(&o);
	run(&o, is_live, 5000);
	o.refuse = 3;
	o.refuse_as = ERR_OFFLINE;
	kill(backend(&o), SIGTERM);
	run(&o, is_offline, 2000);
	pg_status(o.pg, &lost);
	run(&o, is_tried_twice, 5000);
	pg_status(o.pg, &later);
	ok(later.since_ms == lost.since_ms, "vain attempts do not change since when it is offline");
	ok(run(&o, is_live, 5000) >= 0 && !o.refuse,
		"a server that is refused for now is tried again until it is the right one");
	close_owner(&o);
}

/* A greeting that waits too long behind somebody's lock, as during a migration. */
static void test_greeting_stopped(void)
{
	struct owner holder = { 0 }, o = { 0 };
	struct pg_status s;

	open_owner(&holder);
	pg_ask(holder.pg,
		&(struct ask){ .query = Q_MIGRATE_LOCK, .answer = on_answer, .who = &holder });
	run(&holder, answered, 5000);
	open_with(&o, conninfo,
		(struct pg_options){ .greet = Q_MIGRATE_LOCK, .statement_ms = 200 });
	turn(&(struct owner *){ &o }, 1);
	ok(run(&o, is_offline, 5000) >= 0, "a greeting that the server stopped is no connection");
	pg_status(o.pg, &s);
	ok(s.error.code == ERR_TIMEOUT && s.next_try_ms, "and it is tried again");
	close_owner(&holder);
	ok(run(&o, is_live, 5000) >= 0, "until it comes through");
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
	run(&o, answered, 1000);
	ok(o.err == ERR_OFFLINE, "nobody there: what was asked was never sent");
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

	open_with(&o, conninfo, (struct pg_options){ .request_ms = 500, .heartbeat_ms = 300 });
	run(&o, is_live, 5000);
	for (int64_t end = clock_now_ms() + 1500; clock_now_ms() < end;)
		turn(&(struct owner *){ &o }, 1);
	ok(o.lives == 1 && is_live(&o), "a quiet line stays LIVE");
	kill(backend(&o), SIGSTOP);
	ok(run(&o, is_offline, 3000) >= 0, "a line that went dead while idle is noticed");
	pg_retry_now(o.pg);
	ok(run(&o, is_live, 3000) >= 0 && o.lives == 2, "and made anew");
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
	test_pipeline();
	test_prepared();
	test_large();
	test_callbacks();
	test_scripts();
	test_stale_plans();
	test_listening();
	test_stopped();
	test_stopped_postmaster((pid_t)atoi(argv[2]));
	test_killed();
	test_hosts(folder);
	test_refused();
	test_refused_for_now();
	test_greeting_stopped();
	test_unreachable();
	test_heartbeat();
	strcat(folder, "/.s.PGSQL.5432");
	unlink(folder);
	*strrchr(folder, '/') = 0;
	rmdir(folder);
	return tap_end();
}
