/*
 * crowd.h: what the parts of crowd share: who takes part, what each of them has seen, logins.
 */
#ifndef CROWD_H
#define CROWD_H

#include <libpq-fe.h>
#include <stdbool.h>
#include "tests/bench/bench.h"

enum {
	MANY = 512,
	SAMPLES = 1 << 20,
	OWN = 8 /* cases of a writer */,
	GIVE_UP_MS = 12000,
	REST_MS = 120000
};

/* What a listener or a console has seen; written by its process, read by the one that measures. */
struct seat {
	volatile unsigned round; /* the latest change of which it saw something */
	volatile int64_t at_us; /* when it saw that first */
	volatile long seen, marks; /* news; and word from wait_rest() */
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
	int writers, pause_ms, every_ms, listeners, consoles;
	int64_t us; /* that each measuring lasts */
	bool asked; /* -r */
	struct shared *shared;
	struct writer writer[MANY];
	PGconn *owner;
	PGresult *first; /* id and version of the case that -p changes */
	int64_t *sample;
	size_t samples;
	long marks; /* sent to the listeners */
};

static const char *const people[] = { "night", "supervisor", "officer", "coordinator" };

static inline PGconn *log_in(const struct crowd *crowd, const char *who)
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

static inline PGresult *asked(PGconn *conn, const char *sql, ExecStatusType wanted)
{
	PGresult *result = PQexec(conn, sql);

	if (PQresultStatus(result) != wanted)
		bench_fail("refused", PQerrorMessage(conn));
	return result;
}

static inline void print_ms(const char *name, int64_t *us, size_t count)
{
	printf("%s_p50 %.3f\n", name, (double)bench_percentile(us, count, 50) / 1000);
	printf("%s_p99 %.3f\n", name, (double)bench_percentile(us, count, 99) / 1000);
}

#endif
