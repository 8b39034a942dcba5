/*
 * pg_owner: an owner of db/pg that keeps a journal of all it is told, and a loop for it, with a
 * tick so that a test can see it turn. One source file includes it, and sets conninfo.
 */
#ifndef TESTS_TOOLS_PG_OWNER_H
#define TESTS_TOOLS_PG_OWNER_H

#include "db/base/clock.h"
#include "db/base/text.h"
#include "db/pg.h"
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct owner {
	struct pg *pg;
	int answers, last_tag;
	bool in_order;
	enum err err; /* of the latest answer, as the rest */
	char sqlstate[6], text[64];
	int by_tag[512];
	int lives, everything, topics; /* notices */
	int dials; /* attempts to connect */
	int pauses; /* how often the first of two hosts was followed by one */
	char topic[64];
	int refuse; /* how many servers to refuse yet */
	enum err refuse_as; /* 0: ERR_CONTRACT */
	struct ask again; /* asked from inside the next answer */
};

enum { PATIENCE = 30000 }; /* ms, for what a machine at work may be late with */

static const char *conninfo;

static inline void on_answer(const struct answer *a, void *who)
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

static inline void on_notice(const char *topic, void *who)
{
	struct owner *o = who;

	o->everything += !topic;
	o->topics += topic != NULL;
	text_copy(o->topic, sizeof(o->topic), topic ? topic : "");
}

static inline void on_state(enum pg_state state, void *who)
{
	struct owner *o = who;
	struct pg_status s;

	o->lives += state == PG_LIVE;
	o->dials += state == PG_CONNECTING;
	if (state != PG_OFFLINE || !o->pg)
		return;
	pg_status(o->pg, &s);
	o->pauses += o->dials % 2 == 1 && s.next_try_ms > clock_now_ms();
}

static inline int on_greeted(const struct answer *a, void *who, struct error *e)
{
	struct owner *o = who;

	(void)a;
	if (!o->refuse)
		return 0;
	o->refuse--;
	return error_set(e, o->refuse_as ? o->refuse_as : ERR_CONTRACT,
		"This is another database.");
}

static inline void open_with(struct owner *o, const char *info, struct pg_options options)
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

static inline void open_owner(struct owner *o)
{
	open_with(o, conninfo, (struct pg_options){ 0 });
}

/* For a server that is about to fall silent. */
static inline void open_hasty(struct owner *o)
{
	open_with(o, conninfo, (struct pg_options){ .request_ms = 1500 });
}

static inline void close_owner(struct owner *o)
{
	pg_free(o->pg);
	o->pg = NULL;
}

static inline void ask(struct owner *o, int tag, const char *sql)
{
	pg_ask(o->pg, &(struct ask){ .text = sql, .tag = tag, .answer = on_answer, .who = o });
}

static inline void change(struct owner *o, int tag, const char *sql)
{
	pg_ask(o->pg,
		&(struct ask){
			.text = sql, .tag = tag, .answer = on_answer, .who = o, .change = true });
}

/* ---- the loop ---- */

static int turns; /* ticks of 10 ms during the latest run */

static inline void turn(struct owner *const *owners, int n)
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

static inline bool is_live(const struct owner *o)
{
	return pg_state(o->pg) == PG_LIVE;
}

static inline bool is_offline(const struct owner *o)
{
	return pg_state(o->pg) == PG_OFFLINE;
}

/* Turn until `o` holds; how long it took in ms, or -1 when `most` ms were not enough. */
static inline int64_t run(struct owner *o, bool (*until)(const struct owner *), int64_t most)
{
	int64_t start = clock_now_ms();

	for (turns = 0; !until(o); turn(&o, 1))
		if (clock_now_ms() - start > most)
			return -1;
	return clock_now_ms() - start;
}

static inline bool answered(const struct owner *o)
{
	return o->answers > 0;
}

static inline bool is_idle(const struct owner *o)
{
	struct pg_status s;

	pg_status(o->pg, &s);
	return !s.waiting;
}

static inline const char *value_of(struct owner *o, const char *sql)
{
	o->answers = 0;
	ask(o, 0, sql);
	run(o, answered, PATIENCE);
	return o->text;
}

static inline int backend(struct owner *o)
{
	struct pg_status s;

	pg_status(o->pg, &s);
	return s.backend_pid;
}

static inline void statement(struct owner *o, const char *sql)
{
	o->answers = 0;
	pg_ask(o->pg, &(struct ask){ .text = sql, .script = true, .answer = on_answer, .who = o });
	run(o, answered, PATIENCE);
}

#endif
