/*
 * crowd: many at once on one database, and what that costs each of them.
 *
 *	crowd CONNINFO [-p MS] [-w WRITERS [-e MS]] [-l LISTENERS] [-c CONSOLES -x PROGRAM]
 *		[-s SECONDS]
 *
 * CONNINFO is its owner's, of a region loaded by demo-load; the writers, listeners and consoles log
 * in as people of it who work for Bangkok. Listeners wait for hw_case on connections of their own,
 * consoles are PROGRAM, each on a pseudo-terminal of 80x24, on the board.
 *   -p  two people take the first case of the board from each other, MS after everybody has seen
 *       it; for each change it is known when its answer, the first and the last listener and the
 *       last console's screen had it
 *   -w  then writers change cases of their own through api.case_priority: each as fast as it is
 *       answered, or with -e every MS
 *
 * Prints `NAME VALUE` lines, times in ms: ack_p50 and _p99 of -p, first_ and last_ (listeners),
 * screen_ (last console), missed (by so many of them), console_cpu_ms and backend_cpu_ms (of all
 * consoles, for one change); of -w writes_s, write_ack_p50 and _p99, pokes_s (each listener); and
 * of consoles console_kB_p50, _max (private) and backend_kB (their sum).
 */
#include <libpq-fe.h>
#include <stdbool.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include "tests/bench/bench.h"

enum { MANY = 512, SAMPLES = 1 << 20, OWN = 8 /* cases of a writer */, GIVE_UP_MS = 12000 };

/* What a listener or a console has seen; written by its process, read by the one that measures. */
struct seat {
	volatile unsigned round; /* the latest change of which it saw something */
	volatile int64_t at_us; /* when it saw that first */
	volatile long seen;
	volatile bool ready;
	pid_t pid;
};

struct shared {
	volatile unsigned round;
	struct seat listener[MANY], console[MANY];
};

struct case_of {
	char id[40];
	int version;
	bool urgent;
};

struct writer {
	PGconn *conn;
	struct case_of own[OWN];
	int turn;
	int64_t since_us;
};

struct crowd {
	const char *conninfo, *program;
	int writers, pause_ms, every_ms, listeners, consoles, seconds;
	struct shared *shared;
	struct writer writer[MANY];
	PGconn *owner;
	PGresult *first; /* id and version of the case that -p changes */
	int64_t *sample;
	size_t samples;
};

static const char *const people[] = { "night", "supervisor", "officer", "coordinator" };

static PGconn *log_in(const struct crowd *crowd, const char *who)
{
	char conninfo[1200];
	PGconn *conn;

	snprintf(conninfo, sizeof conninfo, "%s%s%s", crowd->conninfo, who ? " user=" : "",
		who ? who : "");
	conn = PQconnectdb(conninfo);
	if (PQstatus(conn) != CONNECTION_OK)
		bench_fail("cannot connect", PQerrorMessage(conn));
	return conn;
}

static PGresult *asked(PGconn *conn, const char *sql, ExecStatusType wanted)
{
	PGresult *result = PQexec(conn, sql);

	if (PQresultStatus(result) != wanted)
		bench_fail("refused", PQerrorMessage(conn));
	return result;
}

/* ---- figures ---- */

static void print_ms(const char *name, int64_t *us, size_t count)
{
	printf("%s_p50 %.3f\n", name, (double)bench_percentile(us, count, 50) / 1000);
	printf("%s_p99 %.3f\n", name, (double)bench_percentile(us, count, 99) / 1000);
}

static long cpu_ms(pid_t pid)
{
	char path[64], line[600];
	unsigned long user = 0, system = 0;
	const char *after;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	file = fopen(path, "r");
	if (file == NULL)
		return 0;
	if (fgets(line, sizeof line, file) && (after = strrchr(line, ')')))
		sscanf(after + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user,
			&system);
	fclose(file);
	return (long)((user + system) * 1000 / (unsigned long)sysconf(_SC_CLK_TCK));
}

/* The backends of the consoles. */
static int backends(const struct crowd *crowd, pid_t *pids)
{
	PGresult *result = asked(crowd->owner,
		"select pid from pg_stat_activity where application_name = 'homeward'",
		PGRES_TUPLES_OK);
	int count = PQntuples(result) < MANY ? PQntuples(result) : MANY;

	for (int i = 0; i < count; i++)
		pids[i] = (pid_t)strtol(PQgetvalue(result, i, 0), NULL, 10);
	PQclear(result);
	return count;
}

static long cpu_of(const pid_t *pids, int count)
{
	long sum = 0;

	for (int i = 0; i < count; i++)
		sum += cpu_ms(pids[i]);
	return sum;
}

static void print_memory(const struct crowd *crowd)
{
	int64_t kb[MANY], sum = 0;
	pid_t pids[MANY];
	int count = backends(crowd, pids);

	for (int i = 0; i < crowd->consoles; i++)
		kb[i] = bench_private(crowd->shared->console[i].pid);
	for (int i = 0; i < count; i++)
		sum += bench_private(pids[i]);
	printf("console_kB_p50 %ld\n", (long)bench_percentile(kb, (size_t)crowd->consoles, 50));
	printf("console_kB_max %ld\n", (long)bench_percentile(kb, (size_t)crowd->consoles, 100));
	printf("backend_kB %ld\n", (long)sum);
}

/* ---- those who watch, in processes of their own ---- */

static void note(const struct crowd *crowd, struct seat *seat)
{
	unsigned round = crowd->shared->round;

	seat->seen++;
	if (seat->round == round)
		return;
	seat->at_us = bench_now();
	seat->round = round;
}

static void watch(int poll_fd, int fd, int number)
{
	struct epoll_event event = { .events = EPOLLIN, .data = { .u32 = (uint32_t)number } };

	if (epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &event) != 0)
		bench_fail("epoll", strerror(errno));
}

static void listen_on(const struct crowd *crowd)
{
	static PGconn *conns[MANY];
	int poll_fd = epoll_create1(EPOLL_CLOEXEC);
	struct epoll_event events[64];

	for (int i = 0; i < crowd->listeners; i++) {
		conns[i] = log_in(crowd, people[i % 4]);
		PQclear(asked(conns[i], "listen hw_case", PGRES_COMMAND_OK));
		watch(poll_fd, PQsocket(conns[i]), i);
		crowd->shared->listener[i].ready = true;
	}
	for (;;) {
		int n = epoll_wait(poll_fd, events, 64, -1);

		for (int i = 0; i < n; i++) {
			uint32_t who = events[i].data.u32;
			PGnotify *notify;

			if (!PQconsumeInput(conns[who]))
				bench_fail("a listener", PQerrorMessage(conns[who]));
			while ((notify = PQnotifies(conns[who]))) {
				note(crowd, &crowd->shared->listener[who]);
				PQfreemem(notify);
			}
		}
	}
}

static int start_console(const struct crowd *crowd, int number)
{
	char program[512], conninfo[1024], who[32];
	char database[] = "-d", user[] = "-u";
	char *argv[] = { program, database, conninfo, user, who, NULL };
	struct terminal t;

	snprintf(program, sizeof program, "%s", crowd->program);
	snprintf(conninfo, sizeof conninfo, "%s", crowd->conninfo);
	snprintf(who, sizeof who, "%s", people[number % 4]);
	t = bench_start(argv, 24, 80, 1);
	free(t.bytes);
	crowd->shared->console[number].pid = t.pid;
	return t.fd;
}

/* Whether the bytes tell that the board is there; the word may be cut by the end of a read. */
static bool is_live(const char *bytes, char *tail)
{
	char both[4200];
	size_t length;

	snprintf(both, sizeof both, "%s%s", tail, bytes);
	length = strlen(both);
	snprintf(tail, 8, "%s", both + (length > 6 ? length - 6 : 0));
	return strstr(both, "LIVE") != NULL;
}

static void show_on(const struct crowd *crowd)
{
	static char tail[MANY][8];
	static int masters[MANY];
	int poll_fd = epoll_create1(EPOLL_CLOEXEC), started = 0, live = 0;
	struct epoll_event events[64];
	char bytes[4097];

	for (;;) {
		/* a few at a time: a machine that is started up by 200 people at once is another
		 * question */
		while (started < crowd->consoles && started < live + 8) {
			masters[started] = start_console(crowd, started);
			watch(poll_fd, masters[started], started);
			started++;
		}
		int n = epoll_wait(poll_fd, events, 64, -1);

		for (int i = 0; i < n; i++) {
			uint32_t who = events[i].data.u32;
			struct seat *seat = &crowd->shared->console[who];
			ssize_t got = read(masters[who], bytes, sizeof bytes - 1);

			if (got <= 0)
				bench_fail("a console", "it has ended");
			bytes[got] = '\0';
			note(crowd, seat);
			if (!seat->ready && is_live(bytes, tail[who])) {
				seat->ready = true;
				live++;
			}
		}
	}
}

static pid_t apart(const struct crowd *crowd, void (*work)(const struct crowd *))
{
	pid_t pid = fork();

	if (pid < 0)
		bench_fail("fork", strerror(errno));
	if (pid > 0)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	work(crowd);
	_exit(0);
}

static void wait_ready(const struct seat *seats, int count, const char *what)
{
	int64_t until = bench_now() + 90 * 1000000LL;

	for (int i = 0; i < count; i++) {
		while (!seats[i].ready) {
			if (bench_now() > until || waitpid(-1, NULL, WNOHANG) > 0)
				bench_fail(what, "not all of them came up");
			poll(NULL, 0, 20);
		}
	}
}

/* ---- writing ---- */

static void send_change(struct writer *writer)
{
	struct case_of *at = &writer->own[writer->turn];
	char version[16];
	const char *const values[] = { at->id, version, at->urgent ? "high" : "urgent" };

	snprintf(version, sizeof version, "%d", at->version);
	writer->since_us = bench_now();
	if (!PQsendQueryPrepared(writer->conn, "change", 3, values, NULL, NULL, 0))
		bench_fail("a writer", PQerrorMessage(writer->conn));
}

/* True: a change was answered. */
static bool take_answer(struct writer *writer)
{
	struct case_of *at = &writer->own[writer->turn];
	PGresult *result;
	bool done = false;

	if (!PQconsumeInput(writer->conn))
		bench_fail("a writer", PQerrorMessage(writer->conn));
	while (!PQisBusy(writer->conn) && (result = PQgetResult(writer->conn))) {
		if (PQresultStatus(result) != PGRES_TUPLES_OK)
			bench_fail("a change", PQerrorMessage(writer->conn));
		if (!PQgetisnull(result, 0, 0))
			bench_fail("a change was refused", PQgetvalue(result, 0, 0));
		at->version = (int)strtol(PQgetvalue(result, 0, 1), NULL, 10);
		at->urgent = !at->urgent;
		writer->turn = (writer->turn + 1) % OWN;
		PQclear(result);
		done = true;
	}
	return done;
}

static void open_writers(struct crowd *crowd)
{
	PGresult *cases = asked(crowd->owner,
		"select id, version, priority = 1 from app.case where office_id = 1 "
		"and closed_at is null order by id limit 2048",
		PGRES_TUPLES_OK);

	if (PQntuples(cases) < crowd->writers * OWN)
		bench_fail("too few cases", "load more");
	for (int i = 0; i < crowd->writers; i++) {
		struct writer *writer = &crowd->writer[i];

		writer->conn = log_in(crowd, people[i % 4]);
		PQclear(PQprepare(writer->conn, "change",
			"select refusal, version from api.case_priority(gen_random_uuid(), "
			"$1::uuid, $2::integer, $3)",
			0, NULL));
		for (int k = 0; k < OWN; k++) {
			struct case_of *own = &writer->own[k];
			int row = i * OWN + k;

			snprintf(own->id, sizeof own->id, "%s", PQgetvalue(cases, row, 0));
			own->version = (int)strtol(PQgetvalue(cases, row, 1), NULL, 10);
			own->urgent = *PQgetvalue(cases, row, 2) == 't';
		}
	}
	PQclear(cases);
}

/* Sends where a writer's time has come; returns the ms until the next of the others. */
static int send_due(struct crowd *crowd, struct pollfd *fds, int64_t until)
{
	int64_t now = bench_now(), rest = 30000000;

	for (int i = 0; i < crowd->writers; i++) {
		struct writer *writer = &crowd->writer[i];

		if (fds[i].fd >= 0 || now >= until)
			continue;
		if (writer->since_us + crowd->every_ms * 1000LL <= now) {
			fds[i].fd = PQsocket(writer->conn);
			send_change(writer);
		} else if (writer->since_us + crowd->every_ms * 1000LL - now < rest) {
			rest = writer->since_us + crowd->every_ms * 1000LL - now;
		}
	}
	return (int)(rest / 1000) + 1;
}

/* For so many microseconds, each writer as soon as it is answered, or every_ms after it last sent;
 * the answers are kept where `counts`. */
static long write_for(struct crowd *crowd, int64_t us, bool counts)
{
	struct pollfd fds[MANY];
	int64_t until = bench_now() + us;
	int waiting = crowd->writers;
	long done = 0;

	for (int i = 0; i < crowd->writers; i++) {
		fds[i] = (struct pollfd){ .fd = -1, .events = POLLIN };
		crowd->writer[i].since_us = 0;
	}
	while (waiting > 0 || bench_now() < until) {
		int rest = send_due(crowd, fds, until);

		if (poll(fds, (nfds_t)crowd->writers, rest) == 0 && rest > 30000)
			bench_fail("the writers", "no answer");
		waiting = 0;
		for (int i = 0; i < crowd->writers; i++) {
			struct writer *writer = &crowd->writer[i];

			if (fds[i].fd < 0 || !fds[i].revents || !take_answer(writer)) {
				waiting += fds[i].fd >= 0;
				continue;
			}
			fds[i].fd = -1;
			done++;
			if (counts && crowd->samples < SAMPLES)
				crowd->sample[crowd->samples++] = bench_now() - writer->since_us;
		}
	}
	return done;
}

static void measure_writes(struct crowd *crowd)
{
	long pokes = 0, done;
	int64_t began, took;

	open_writers(crowd);
	write_for(crowd, 300000, false);
	for (int i = 0; i < crowd->listeners; i++)
		pokes -= crowd->shared->listener[i].seen;
	began = bench_now();
	done = write_for(crowd, crowd->seconds * 1000000LL, true);
	took = bench_now() - began;
	for (int i = 0; i < crowd->listeners; i++)
		pokes += crowd->shared->listener[i].seen;
	printf("writes_s %.0f\n", (double)done * 1e6 / (double)took);
	print_ms("write_ack", crowd->sample, crowd->samples);
	if (crowd->listeners > 0)
		printf("pokes_s %.1f\n", (double)pokes * 1e6 / (double)took / crowd->listeners);
}

/* ---- one change at a time ---- */

static bool all_saw(const struct seat *seats, int count, unsigned round)
{
	for (int i = 0; i < count; i++)
		if (seats[i].round != round)
			return false;
	return true;
}

/* First and last that saw the round, in us since; returns how many did not, which count as seeing
 * it when we gave up. */
static int when_seen(const struct seat *seats, int count, unsigned round, int64_t since,
	int64_t *first, int64_t *last)
{
	int missed = 0;

	*first = INT64_MAX;
	*last = 0;
	for (int i = 0; i < count; i++) {
		int64_t us = seats[i].at_us - since;

		if (seats[i].round != round) {
			missed++;
			us = GIVE_UP_MS * 1000LL;
		}
		*first = us < *first ? us : *first;
		*last = us > *last ? us : *last;
	}
	return missed;
}

struct rounds {
	int64_t ack[MANY], first[MANY], last[MANY], screen[MANY];
	int count, missed;
};

static void one_round(struct crowd *crowd, PGconn *who, const char *id, char *version,
	struct rounds *rounds)
{
	struct shared *shared = crowd->shared;
	const char *const values[] = { id, version };
	int64_t since = bench_now(), until, none;
	PGresult *result;
	int n = rounds->count++;

	shared->round++;
	result = PQexecParams(who,
		"select refusal, version from api.case_take(gen_random_uuid(), $1::uuid, "
		"$2::integer)",
		2, NULL, values, NULL, NULL, 0);
	rounds->ack[n] = bench_now() - since;
	if (PQresultStatus(result) != PGRES_TUPLES_OK || !PQgetisnull(result, 0, 0))
		bench_fail("a change", PQerrorMessage(who));
	snprintf(version, 16, "%s", PQgetvalue(result, 0, 1));
	PQclear(result);
	until = since + GIVE_UP_MS * 1000;
	while (bench_now() < until &&
		!(all_saw(shared->listener, crowd->listeners, shared->round) &&
			all_saw(shared->console, crowd->consoles, shared->round)))
		poll(NULL, 0, 5);
	rounds->missed += when_seen(shared->listener, crowd->listeners, shared->round, since,
		&rounds->first[n], &rounds->last[n]);
	rounds->missed += when_seen(shared->console, crowd->consoles, shared->round, since, &none,
		&rounds->screen[n]);
}

/* Nobody's before anybody looks: then whoever takes it is seen to. */
static void choose_first(struct crowd *crowd)
{
	crowd->first = asked(crowd->owner,
		"update app.case set responsible_id = null where id = (select id "
		"from app.case where office_id = 1 and stage = 1 and closed_at is null "
		"order by priority, clock_at, touched_at, id limit 1) "
		"returning id, version",
		PGRES_TUPLES_OK);
	if (PQntuples(crowd->first) != 1)
		bench_fail("no case", "load a region");
}

static void measure_rounds(struct crowd *crowd)
{
	static struct rounds rounds;
	PGconn *one = log_in(crowd, "night"), *other = log_in(crowd, "supervisor");
	char version[16];
	pid_t backend[MANY], console[MANY];
	int count = backends(crowd, backend);
	long console_ms, backend_ms = cpu_of(backend, count);
	int64_t began = bench_now();

	for (int i = 0; i < crowd->consoles; i++)
		console[i] = crowd->shared->console[i].pid;
	console_ms = cpu_of(console, crowd->consoles);
	snprintf(version, sizeof version, "%s", PQgetvalue(crowd->first, 0, 1));
	while (bench_now() < began + crowd->seconds * 1000000LL && rounds.count < MANY) {
		one_round(crowd, rounds.count % 2 ? one : other, PQgetvalue(crowd->first, 0, 0),
			version, &rounds);
		poll(NULL, 0, crowd->pause_ms);
	}
	print_ms("ack", rounds.ack, (size_t)rounds.count);
	if (crowd->listeners > 0) {
		print_ms("first", rounds.first, (size_t)rounds.count);
		print_ms("last", rounds.last, (size_t)rounds.count);
	}
	if (crowd->consoles > 0) {
		print_ms("screen", rounds.screen, (size_t)rounds.count);
		printf("console_cpu_ms %.1f\n",
			(double)(cpu_of(console, crowd->consoles) - console_ms) / rounds.count);
		printf("backend_cpu_ms %.1f\n",
			(double)(cpu_of(backend, count) - backend_ms) / rounds.count);
	}
	printf("rounds %d\nmissed %d\n", rounds.count, rounds.missed);
}

/* ---- */

static void options(struct crowd *crowd, int argc, char **argv)
{
	int c;

	while ((c = getopt(argc, argv, "w:e:p:l:c:x:s:")) != -1) {
		int number = c == 'x' ? 0 : (int)strtol(optarg ? optarg : "0", NULL, 10);

		switch (c) {
		case 'w':
			crowd->writers = number;
			break;
		case 'e':
			crowd->every_ms = number;
			break;
		case 'p':
			crowd->pause_ms = number;
			break;
		case 'l':
			crowd->listeners = number;
			break;
		case 'c':
			crowd->consoles = number;
			break;
		case 's':
			crowd->seconds = number;
			break;
		case 'x':
			crowd->program = optarg;
			break;
		default:
			bench_fail("usage", "crowd CONNINFO [-w -e -p -l -c -x -s]");
		}
	}
	if (optind != argc - 1 || crowd->writers > MANY || crowd->listeners > MANY ||
		crowd->consoles > MANY || (crowd->consoles > 0 && crowd->program == NULL))
		bench_fail("usage", "crowd CONNINFO [-w -e -p -l -c -x -s]");
	crowd->conninfo = argv[optind];
}

int main(int argc, char **argv)
{
	static struct crowd crowd = { .seconds = 3 };
	pid_t watching[2] = { 0 };

	options(&crowd, argc, argv);
	crowd.shared = mmap(NULL, sizeof *crowd.shared, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	crowd.sample = calloc(SAMPLES, sizeof *crowd.sample);
	if (crowd.shared == MAP_FAILED || crowd.sample == NULL)
		bench_fail("no memory", strerror(errno));
	crowd.owner = log_in(&crowd, NULL);
	choose_first(&crowd);
	if (crowd.listeners > 0)
		watching[0] = apart(&crowd, listen_on);
	if (crowd.consoles > 0)
		watching[1] = apart(&crowd, show_on);
	wait_ready(crowd.shared->listener, crowd.listeners, "listeners");
	wait_ready(crowd.shared->console, crowd.consoles, "consoles");
	if (crowd.consoles > 0) {
		poll(NULL, 0, 1500); /* the last of them still asks */
		print_memory(&crowd);
	}
	if (crowd.pause_ms > 0)
		measure_rounds(&crowd);
	if (crowd.writers > 0)
		measure_writes(&crowd);
	for (int i = 0; i < 2; i++)
		if (watching[i] > 0)
			kill(watching[i], SIGTERM);
	return 0;
}
