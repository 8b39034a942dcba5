/*
 * live WATCHERS BLOCKS COMMITS WRITER LISTENER CODE PROGRAM [ARGUMENT...]
 *
 * From the moment that a commit is sent until the last of so many watchers knows: raw connections
 * that LISTEN (conninfo LISTENER), and the program on as many terminals, of which each must have
 * painted the new word. Turn by turn, COMMITS at a time, BLOCKS times. Each commit turns the risk
 * of the case CODE, which must be in sight, from low to medium or back, over the conninfo WRITER.
 * Prints the medians in microseconds: watchers on terminals, raw ones, the writer's own answer in
 * either case.
 */
#include "tests/bench/bench.h"
#include <libpq-fe.h>

enum { WATCHERS = 256, SAMPLES = 4096, PAUSE_MS = 600 };

/* One watcher: a terminal, or a raw connection. */
struct watcher {
	struct terminal terminal;
	PGconn *db;
	int knows;
};

struct live {
	PGconn *writer;
	const char *code, *word;
	int count;
	struct watcher watchers[WATCHERS];
	int64_t begin, acknowledged, last;
};

static const char *const words[] = { "low", "med" };

static void run(PGconn *db, const char *sql)
{
	PGresult *r = PQexec(db, sql);

	if (PQresultStatus(r) != PGRES_COMMAND_OK)
		bench_fail(sql, PQerrorMessage(db));
	PQclear(r);
}

static PGconn *open_db(const char *conninfo)
{
	PGconn *db = PQconnectdb(conninfo);

	if (PQstatus(db) != CONNECTION_OK)
		bench_fail("no connection", PQerrorMessage(db));
	return db;
}

static int fd_of(const struct watcher *w)
{
	return w->db ? PQsocket(w->db) : w->terminal.fd;
}

static void hear(struct live *l, struct watcher *w)
{
	PGnotify *note;

	if (!w->db) {
		if (bench_take(&w->terminal) == 0)
			bench_fail("terminal", "the program has ended");
		w->knows = w->knows || bench_holds(&w->terminal, l->word);
	} else {
		if (!PQconsumeInput(w->db))
			bench_fail("listener", PQerrorMessage(w->db));
		while ((note = PQnotifies(w->db)) != NULL) {
			w->knows = 1;
			PQfreemem(note);
		}
	}
}

/* Reads whatever comes until `end`, or until all know and the writer has its answer. */
static void watch(struct live *l, int64_t end, int whole)
{
	struct pollfd in[WATCHERS + 1];
	int missing;

	for (;;) {
		int64_t now = bench_now();

		missing = l->acknowledged == 0;
		for (int i = 0; i < l->count; i++) {
			in[i] = (struct pollfd){ fd_of(&l->watchers[i]), POLLIN, 0 };
			missing += !l->watchers[i].knows;
		}
		if ((!missing && !whole) || now >= end)
			break;
		in[l->count] = (struct pollfd){ PQsocket(l->writer), POLLIN, 0 };
		poll(in, (nfds_t)l->count + 1, (int)((end - now) / 1000) + 1);
		now = bench_now();
		if (in[l->count].revents && PQconsumeInput(l->writer) && !PQisBusy(l->writer) &&
			l->acknowledged == 0)
			l->acknowledged = now;
		for (int i = 0; i < l->count; i++) {
			int knew = l->watchers[i].knows;

			if (in[i].revents)
				hear(l, &l->watchers[i]);
			if (!knew && l->watchers[i].knows)
				l->last = bench_now();
		}
	}
	if (missing && !whole)
		bench_fail("a watcher never heard of", l->code);
}

static void change(struct live *l, int risk)
{
	char sql[200];
	PGresult *r;

	l->word = words[risk - 1];
	for (int i = 0; i < l->count; i++) {
		bench_forget(&l->watchers[i].terminal);
		l->watchers[i].knows = 0;
	}
	snprintf(sql, sizeof sql, "update app.case set risk = %d where code = '%s'", risk, l->code);
	run(l->writer, "begin");
	run(l->writer, sql);
	l->acknowledged = l->last = 0;
	l->begin = bench_now();
	if (!PQsendQuery(l->writer, "commit") || PQflush(l->writer) < 0)
		bench_fail("commit", PQerrorMessage(l->writer));
	watch(l, l->begin + BENCH_PATIENCE_MS * 1000, 0);
	while ((r = PQgetResult(l->writer)) != NULL)
		PQclear(r);
	watch(l, bench_now() + PAUSE_MS * 1000, 1);
}

static void open_watchers(struct live *l, const char *conninfo, char **program)
{
	for (int i = 0; i < l->count; i++) {
		struct watcher *w = &l->watchers[i];

		*w = (struct watcher){ .terminal = { .fd = -1 } };
		if (program) {
			w->terminal = bench_start(program, 24, 80, 0);
			bench_await(&w->terminal, "LIVE");
		} else {
			w->db = open_db(conninfo);
			run(w->db, "listen hw_case");
			run(w->db, "listen hw_office");
		}
	}
	l->acknowledged = 1;
	for (int i = 0; i < 3; i++) {
		for (int j = 0; j < l->count; j++)
			bench_forget(&l->watchers[j].terminal);
		l->word = words[0];
		watch(l, bench_now() + PAUSE_MS * 1000, 1);
	}
}

static void close_watchers(struct live *l)
{
	for (int i = 0; i < l->count; i++) {
		if (l->watchers[i].db)
			PQfinish(l->watchers[i].db);
		else
			bench_end(&l->watchers[i].terminal);
	}
}

int main(int argc, char **argv)
{
	static int64_t last[2][SAMPLES], acknowledged[2][SAMPLES];
	static struct live l;
	size_t n[2] = { 0 };
	int blocks, commits;

	if (argc < 8)
		bench_fail("live", "WATCHERS BLOCKS COMMITS WRITER LISTENER CODE PROGRAM ...");
	l.count = atoi(argv[1]);
	blocks = atoi(argv[2]);
	commits = atoi(argv[3]);
	if (l.count < 1 || l.count > WATCHERS || blocks * commits > SAMPLES)
		bench_fail("live", "too many");
	l.code = argv[6];
	l.writer = open_db(argv[4]);
	for (int b = 0; b < 2 * blocks; b++) {
		int raw = b % 2;

		open_watchers(&l, argv[5], raw ? NULL : argv + 7);
		for (int c = 0; c < commits; c++) {
			change(&l, 1 + c % 2);
			last[raw][n[raw]] = l.last - l.begin;
			acknowledged[raw][n[raw]++] = l.acknowledged - l.begin;
		}
		close_watchers(&l);
	}
	printf("%lld %lld %lld %lld\n", (long long)bench_percentile(last[0], n[0], 50),
		(long long)bench_percentile(last[1], n[1], 50),
		(long long)bench_percentile(acknowledged[0], n[0], 50),
		(long long)bench_percentile(acknowledged[1], n[1], 50));
	PQfinish(l.writer);
	return 0;
}
