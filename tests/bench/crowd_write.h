/*
 * crowd_write.h: writers who change cases of their own, and how long they wait for the answers.
 */
#ifndef CROWD_WRITE_H
#define CROWD_WRITE_H

#include "tests/bench/crowd.h"

static inline void send_change(struct writer *writer)
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
static inline bool take_answer(struct writer *writer)
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

static inline void open_writers(struct crowd *crowd)
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
static inline int send_due(struct crowd *crowd, struct pollfd *fds, int64_t until)
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
static inline long write_for(struct crowd *crowd, int64_t us, bool counts)
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

/* Until every listener has heard all that was written: nothing waits for the process, and what each
 * of them hears last, in the order of the commits, is a mark. */
static inline void wait_rest(struct crowd *crowd)
{
	int64_t until = bench_now() + REST_MS * 1000LL;
	long mark = ++crowd->marks;
	bool left = true;

	while (left) {
		PGresult *due = asked(crowd->owner,
			"select from app.poke_due where api.poke_served() limit 1",
			PGRES_TUPLES_OK);

		left = PQntuples(due) > 0;
		PQclear(due);
		if (left && bench_now() > until)
			bench_fail("the listeners", "the process does not tell them");
		poll(NULL, 0, left ? 5 : 0);
	}
	PQclear(asked(crowd->owner, "notify hw_case, 'mark'", PGRES_COMMAND_OK));
	for (int i = 0; i < crowd->listeners; i++) {
		while (crowd->shared->listener[i].marks < mark) {
			if (bench_now() > until)
				bench_fail("the listeners", "they never come to rest");
			poll(NULL, 0, 5);
		}
	}
}

/* How many listeners have heard nothing since, when all have heard what there was. */
static inline int deaf(struct crowd *crowd, const long *since)
{
	int count = 0;

	wait_rest(crowd);
	for (int i = 0; i < crowd->listeners; i++)
		count += crowd->shared->listener[i].seen == since[i];
	return count;
}

static inline void measure_writes(struct crowd *crowd)
{
	long since[MANY], done;
	int64_t began, took;

	crowd->samples = 0;
	write_for(crowd, 100000, false);
	if (crowd->listeners > 0)
		wait_rest(crowd);
	for (int i = 0; i < crowd->listeners; i++)
		since[i] = crowd->shared->listener[i].seen;
	began = bench_now();
	done = write_for(crowd, crowd->us, true);
	took = bench_now() - began;
	printf("writes_s %.0f\n", (double)done * 1e6 / (double)took);
	print_ms("write_ack", crowd->sample, crowd->samples);
	if (crowd->asked)
		printf("deaf %d\nend\n", deaf(crowd, since));
	fflush(stdout);
}

/* Once, or again whenever standard input has a line. */
static inline void write_when_asked(struct crowd *crowd)
{
	char line[16];

	open_writers(crowd);
	while (!crowd->asked || fgets(line, sizeof line, stdin)) {
		measure_writes(crowd);
		if (!crowd->asked)
			break;
	}
}

#endif
