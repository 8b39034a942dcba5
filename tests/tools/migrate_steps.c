/*
 * migrate_steps CONNINFO: db/migrate on the empty database of CONNINFO, as TAP: from nothing,
 * again, edited, newer, broken, broken off, two at once. Run by tests/fault/migrate.t.
 * migrate_steps CONNINFO once: just migrate it.
 */
#include "db/base/clock.h"
#include "db/base/text.h"
#include "db/migrate.h"
#include "tests/tools/tap.h"
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { FILES = 200 };

struct job {
	struct pg *pg;
	struct migrate *m;
	bool over, ordered; /* the steps counted up to their total */
	int last, total;
	char first[80];
	struct migrate_end end;
	char message[100], value[100]; /* of a question asked besides */
	bool answered;
};

static const char *conninfo;
/* What the program carries, and room for more. */
static struct embedded_file files[FILES];
static int file_count;

static void on_step(const struct migrate_step *step, void *who)
{
	struct job *j = who;

	if (!step->done)
		text_copy(j->first, sizeof(j->first), step->name);
	j->ordered = step->done == j->last + 1 && step->done < step->total;
	j->last = step->done;
	j->total = step->total;
}

static void on_done(const struct migrate_end *end, void *who)
{
	struct job *j = who;

	j->over = true;
	j->end = *end;
	text_copy(j->message, sizeof(j->message), end->message);
}

static void on_answer(const struct answer *a, void *who)
{
	struct job *j = who;

	text_copy(j->value, sizeof(j->value), a->err ? a->sqlstate : rows_text(a->rows, 0, 0));
	j->answered = true;
}

static void turn(struct job *jobs, int n)
{
	struct pollfd fds[2];

	for (int i = 0; i < n; i++) {
		struct pg_wants w = pg_wants(jobs[i].pg);

		fds[i] = (struct pollfd){ .fd = w.fd, .events = w.events };
	}
	poll(fds, (nfds_t)n, 5);
	for (int i = 0; i < n; i++)
		pg_pump(jobs[i].pg, fds[i].revents, clock_now_ms());
}

static void begin(struct job *j, bool demo)
{
	struct pg_options o = { .conninfo = conninfo, .statement_ms = -1, .request_ms = 30000 };
	struct migrate_options mo = {
		.files = files, .demo = demo, .who = j, .step = on_step, .done = on_done
	};
	struct error e;

	*j = (struct job){ .last = -1 };
	if (pg_new(&j->pg, &o, &e) || migrate_start(&j->m, j->pg, &mo, &e)) {
		printf("Bail out! %s\n", e.text);
		exit(1);
	}
}

static const char *value_of(struct job *j, const char *sql)
{
	j->answered = false;
	pg_ask(j->pg, &(struct ask){ .text = sql, .answer = on_answer, .who = j });
	while (!j->answered)
		turn(j, 1);
	return j->value;
}

static void end(struct job *j)
{
	migrate_free(j->m);
	pg_free(j->pg);
	j->m = NULL;
	j->pg = NULL;
}

/* Migrate to the end and leave the pg open for questions. */
static void migrate(struct job *j, bool demo)
{
	begin(j, demo);
	while (!j->over)
		turn(j, 1);
}

static void add(const char *path, const char *sha256, const char *text)
{
	files[file_count++] = (struct embedded_file){ path, sha256, text };
	files[file_count] = (struct embedded_file){ 0 };
}

static struct embedded_file *find(const char *path)
{
	for (int i = 0; i < file_count; i++)
		if (strstr(files[i].path, path))
			return &files[i];
	abort();
}

static bool is_sound(struct job *j)
{
	return strcmp(value_of(j, "select (api.contract()).newest"), "1") == 0;
}

static void test_two_at_once(void)
{
	struct job jobs[2];

	begin(&jobs[0], false);
	begin(&jobs[1], false);
	while (!jobs[0].over || !jobs[1].over)
		turn(jobs, 2);
	ok(!jobs[0].end.error.code && !jobs[1].end.error.code,
		"two at once on nothing: both are well (%s%s)", jobs[0].end.error.text,
		jobs[1].end.error.text);
	ok((jobs[0].end.migrations > 0) != (jobs[1].end.migrations > 0) &&
			jobs[0].end.api != jobs[1].end.api,
		"one of them did it all");
	ok(jobs[0].ordered && jobs[1].ordered && jobs[0].last == jobs[0].total - 1,
		"steps are counted up to their total");
	ok(is_sound(&jobs[1]), "schema api answers");
	end(&jobs[0]);
	end(&jobs[1]);
}

static void test_again(void)
{
	struct job j;
	int64_t start = clock_now_ms();

	migrate(&j, false);
	ok(!j.end.error.code && !j.end.migrations && !j.end.api && j.total == 1,
		"again: nothing to do, in %d ms", (int)(clock_now_ms() - start));
	ok(!strcmp(value_of(&j, "select demo from app.cluster"), "f"), "it is no demo");
	end(&j);
	migrate(&j, true);
	ok(!strcmp(value_of(&j, "select demo from app.cluster"), "t"),
		"until it is told to be one");
	end(&j);
}

static void test_edited(void)
{
	struct job j;
	struct embedded_file *f = find("migrations/0002"), *a = find("api/hello"), was = *f,
			     api = *a;

	f->sha256 = "0000";
	a->sha256 = "0001"; /* would be applied, if it came so far */
	migrate(&j, false);
	ok(j.end.error.code == ERR_CONTRACT && strstr(j.end.error.text, was.path),
		"an edited file is named");
	ok(!strcmp(value_of(&j,
			   "select count(*) from app.schema_migration where sha256 like '000_'"),
		   "0"),
		"and nothing is applied");
	*f = was;
	end(&j);
	migrate(&j, false);
	ok(!j.end.error.code && !j.end.migrations && j.end.api,
		"an edited file of api: all of api again");
	ok(is_sound(&j), "and it answers");
	*a = api;
	end(&j);
}

static void test_newer(void)
{
	struct job j;
	struct embedded_file *f = find("migrations/0002"), was = *f;

	f->path = "sql/other/0002_x.sql";
	migrate(&j, false);
	ok(j.end.error.code == ERR_CONTRACT && strstr(j.end.error.text, "newer") &&
			strstr(j.end.error.text, "0002"),
		"a database that knows more is told apart");
	*f = was;
	end(&j);
}

static void test_broken(void)
{
	struct job j;

	add("sql/migrations/9001_half.sql", "9001", "create table app.half (i int); select 1/0;");
	migrate(&j, false);
	ok(j.end.error.code == ERR_SERVER && strstr(j.end.error.text, "9001_half") &&
			strstr(j.end.error.text, "22012") && strstr(j.message, "zero"),
		"a broken file is named with its SQLSTATE");
	ok(!strcmp(value_of(&j, "select to_regclass('app.half') is null"), "t"),
		"nothing of it was kept");
	ok(!strcmp(value_of(&j, "select count(*) from pg_locks where locktype = 'advisory'"), "0"),
		"and the lock is free");
	ok(is_sound(&j), "schema api is as it was");
	end(&j);
	files[--file_count] = (struct embedded_file){ 0 };

	add("sql/api/zzz_broken.sql", "9002", "create view api.bad as select nothing;");
	migrate(&j, false);
	ok(j.end.error.code == ERR_SERVER && strstr(j.end.error.text, "zzz_broken"),
		"a broken file of api is named");
	ok(is_sound(&j), "and the old api still answers");
	end(&j);
	files[--file_count] = (struct embedded_file){ 0 };
}

static void test_broken_off(void)
{
	struct job j;
	struct pg_status s;

	add("sql/migrations/9003_slow.sql", "9003",
		"create table app.slow (i int); select pg_sleep(1);");
	begin(&j, false);
	while (strcmp(j.first, "migrations/9003_slow"))
		turn(&j, 1);
	for (int i = 0; i < 20; i++)
		turn(&j, 1);
	pg_status(j.pg, &s);
	kill(s.backend_pid, SIGTERM);
	while (!j.over)
		turn(&j, 1);
	ok(j.end.error.code == ERR_UNKNOWN && strstr(j.end.error.text, "Run it again"),
		"the line falls in the middle: it says what to do");
	end(&j);
	migrate(&j, false);
	ok(!j.end.error.code && j.end.migrations == 1 && j.end.api,
		"and run again it goes on from there");
	ok(!strcmp(value_of(&j, "select count(*) from app.slow"), "0"), "to the end");
	end(&j);
}

int main(int argc, char **argv)
{
	struct job j;

	if (argc < 2)
		return 2;
	conninfo = argv[1];
	for (const struct embedded_file *f = embedded_files; f->path; f++)
		add(f->path, f->sha256, f->text);
	if (argc > 2) {
		migrate(&j, false);
		end(&j);
		return j.end.error.code != 0;
	}
	test_two_at_once();
	test_again();
	test_edited();
	test_newer();
	test_broken();
	test_broken_off();
	return tap_end();
}
