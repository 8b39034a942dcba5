/*
 * crowd: many at once on one database, and what that costs each of them.
 *
 *	crowd CONNINFO [-p MS] [-w WRITERS [-e MS] [-r]] [-l LISTENERS] [-c CONSOLES -x PROGRAM]
 *		[-s SECONDS]
 *
 * CONNINFO is its owner's, of a region loaded by demo-load; the writers, listeners and consoles log
 * in as people of it who work for Bangkok. Listeners wait for hw_case on connections of their own,
 * consoles are PROGRAM, each on a pseudo-terminal of 80x24, on the board.
 *   -p  two people take the first case of the board from each other, MS after everybody has seen
 *       it; for each change it is known when its answer, the first and the last listener and the
 *       last console's screen had it
 *   -w  then writers change cases of their own through api.case_priority: each as fast as it is
 *       answered, or with -e every MS; with -r again for each line of standard input, and then it
 *       says `deaf` (how many listeners heard nothing of it) and `end`
 *
 * Prints `NAME VALUE` lines, times in ms: ack_p50 and _p99 of -p, first_ and last_ (listeners),
 * screen_ (last console), missed (by so many of them), console_cpu_ms and backend_cpu_ms (of all
 * consoles, for one change); of -w writes_s, write_ack_p50 and _p99; and
 * of consoles console_kB_p50, _max (private) and backend_kB (their sum).
 */
#include <sys/mman.h>
#include "tests/bench/crowd_watch.h"
#include "tests/bench/crowd_write.h"

/* ---- memory and CPU ---- */

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
	while (bench_now() < began + crowd->us && rounds.count < MANY) {
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

	while ((c = getopt(argc, argv, "w:e:p:l:c:x:s:r")) != -1) {
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
			crowd->us = (int64_t)(strtod(optarg, NULL) * 1e6);
			break;
		case 'r':
			crowd->asked = true;
			break;
		case 'x':
			crowd->program = optarg;
			break;
		default:
			bench_fail("usage", "crowd CONNINFO [-w -e -r -p -l -c -x -s]");
		}
	}
	if (optind != argc - 1 || crowd->writers > MANY || crowd->listeners > MANY ||
		crowd->consoles > MANY || (crowd->consoles > 0 && crowd->program == NULL))
		bench_fail("usage", "crowd CONNINFO [-w -e -r -p -l -c -x -s]");
	crowd->conninfo = argv[optind];
}

int main(int argc, char **argv)
{
	static struct crowd crowd = { .us = 3000000 };
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
		write_when_asked(&crowd);
	for (int i = 0; i < 2; i++)
		if (watching[i] > 0)
			kill(watching[i], SIGTERM);
	return 0;
}
