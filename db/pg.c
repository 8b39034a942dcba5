#include "db/pg_int.h"
#include "db/base/clock.h"
#include <poll.h>
#include <stdlib.h>
#include <string.h>

enum { SHUT_OUT_MS = 30000 }; /* and as much by chance, between two tries of a refused login */

/* ---- making and freeing --------------------------------------------------------------------- */

static int or_default(int value, int otherwise)
{
	return value ? value : otherwise;
}

static bool copy(char **out, const char *s)
{
	*out = s ? strdup(s) : NULL;
	return *out || !s;
}

/* Own the texts of the options, and fill in what was left at zero. */
static bool take_options(struct pg *pg, const struct pg_options *o)
{
	if (!copy(&pg->conninfo, o->conninfo ? o->conninfo : "") || !copy(&pg->user, o->user) ||
		!copy(&pg->application, o->application ? o->application : "homeward") ||
		!copy(&pg->message, ""))
		return false;
	pg->o = *o;
	pg->o.conninfo = pg->conninfo;
	pg->o.user = pg->user;
	pg->o.application = pg->application;
	pg->o.connect_ms = or_default(o->connect_ms, 5000);
	pg->o.request_ms = or_default(o->request_ms, 10000);
	/* a little earlier than we give up: then the line survives a slow question */
	pg->o.statement_ms = or_default(o->statement_ms, pg->o.request_ms / 10 * 9);
	pg->o.retry_base_ms = or_default(o->retry_base_ms, 500);
	pg->o.retry_cap_ms = or_default(o->retry_cap_ms, 30000);
	pg->o.heartbeat_ms = or_default(o->heartbeat_ms, 30000);
	return true;
}

int pg_new(struct pg **out, const struct pg_options *options, struct error *e)
{
	struct pg *pg = calloc(1, sizeof(*pg));
	int code;

	if (pg && take_options(pg, options))
		code = pg_dial_parse(pg, e);
	else
		code = error_set(e, ERR_MEMORY, "There is not enough memory to connect.");
	if (code) {
		pg_free(pg);
		return code;
	}
	pg->since_ms = clock_now_ms();
	pg->next_try_ms = 1;
	*out = pg;
	return 0;
}

void pg_free(struct pg *pg)
{
	if (!pg)
		return;
	pg_ask_discard(&pg->sent);
	pg_ask_discard(&pg->waiting);
	pg_ask_discard(&pg->ending);
	pg_ask_forget_statements(pg);
	PQfinish(pg->conn);
	pg_dial_done(pg);
	free(pg->conninfo);
	free(pg->user);
	free(pg->application);
	free(pg->message);
	free(pg);
}

/* ---- states --------------------------------------------------------------------------------- */

static const enum pg_state state_of[] = {
	[PHASE_OFFLINE] = PG_OFFLINE,
	[PHASE_DIAL] = PG_CONNECTING,
	[PHASE_GREET] = PG_CONNECTING,
	[PHASE_LIVE] = PG_LIVE,
};

static void enter(struct pg *pg, enum pg_phase phase)
{
	enum pg_state before = state_of[pg->phase], after = state_of[phase];

	pg->phase = phase;
	if (before == after)
		return;
	if (before == PG_LIVE || after == PG_LIVE)
		pg->since_ms = pg->now_ms; /* a vain attempt is no new beginning */
	if (pg->o.changed)
		pg->o.changed(after, pg->o.who);
}

static void set_message(struct pg *pg, const char *raw)
{
	char *copy = strdup(raw);

	if (!copy)
		return;
	free(pg->message);
	pg->message = copy;
}

/* Full jitter: anything between 0 and the bound, so that a hundred consoles do not come at once. */
static int64_t jitter(const struct pg *pg)
{
	int64_t bound = pg->o.retry_base_ms;
	int rounds = pg->host_count ? pg->tries / pg->host_count : pg->tries;

	for (int i = 1; i < rounds && bound < pg->o.retry_cap_ms; i++)
		bound *= 2;
	if (bound > pg->o.retry_cap_ms)
		bound = pg->o.retry_cap_ms;
	return clock_spread_ms(bound);
}

void pg_drop(struct pg *pg, enum err why, const char *sentence, const char *raw)
{
	PGconn *conn = pg->conn;

	error_set(&pg->error, why, "%s", sentence);
	set_message(pg, raw ? raw : "");
	pg->conn = NULL;
	pg->script = pg->flushing = false;
	/* The next host at once; only a whole round of them waits. */
	pg->next_try_ms = why == ERR_CONTRACT ? 0 :
		why == ERR_REFUSED ? pg->now_ms + SHUT_OUT_MS + clock_spread_ms(SHUT_OUT_MS) :
		pg->phase == PHASE_DIAL && pg->host_next ? pg->now_ms :
							   pg->now_ms + jitter(pg);
	pg_ask_forget_statements(pg);
	PQfinish(conn);
	enter(pg, PHASE_OFFLINE);
	pg_ask_end_all(pg, pg->message);
}

static void drop_lost(struct pg *pg)
{
	pg_drop(pg, ERR_OFFLINE, "The line to the database was lost.",
		pg->conn ? PQerrorMessage(pg->conn) : NULL);
}

static void dial_next(struct pg *pg)
{
	pg->tries++;
	enter(pg, PHASE_DIAL);
	if (!pg_dial(pg))
		pg_dial_failed(pg);
}

/* ---- greeting ------------------------------------------------------------------------------- */

static void become_live(struct pg *pg)
{
	pg->tries = 0;
	pg->lives++;
	pg->host_next = pg->host_count ? (pg->host_next + pg->host_count - 1) % pg->host_count : 0;
	error_set(&pg->error, ERR_NONE, "%s", "");
	set_message(pg, "");
	enter(pg, PHASE_LIVE);
	if (pg->o.notice)
		pg->o.notice(NULL, pg->o.who);
}

static void on_greeted(const struct answer *answer, void *who)
{
	struct pg *pg = who;
	struct error e = { 0 };

	if (answer->err && answer->err != ERR_SERVER)
		return; /* the line fell: that is told elsewhere */
	if (pg->o.greeted && pg->o.greeted(answer, pg->o.who, &e)) {
		pg_refuse(pg, &e);
		return;
	}
	become_live(pg);
}

static void on_listening(const struct answer *answer, void *who)
{
	struct pg *pg = who;

	if (answer->err == ERR_SERVER)
		pg_refuse(pg,
			&(struct error){ ERR_CONTRACT, "The database does not let us listen." });
	else if (!answer->err && !pg->o.greet)
		become_live(pg);
}

/* LISTEN first: what is read afterwards cannot miss a change. */
static bool begin_greeting(struct pg *pg)
{
	struct ask listen = { .query = pg->o.listen, .answer = on_listening, .who = pg };
	struct param params[PG_GREET];
	struct ask greet = {
		.query = pg->o.greet, .answer = on_greeted, .who = pg, .params = params
	};
	struct pg_queue queue = { 0 };
	struct pg_request *r;

	if (pg->o.greet_with)
		greet.count = pg->o.greet_with(params, pg->o.who);
	if (pg->o.listen && pg_ask_queue(pg, &queue, &listen))
		return false;
	if (pg->o.greet && pg_ask_queue(pg, &queue, &greet))
		return false;
	while ((r = queue.head)) {
		queue.head = r->next;
		if (!pg_ask_send_one(pg, r))
			return false;
	}
	return true;
}

void pg_count_notice(void *who, const char *message)
{
	struct pg *pg = who;

	(void)message; /* may quote what somebody typed */
	pg->notices++;
}

static bool flush(struct pg *pg)
{
	int r = PQflush(pg->conn);

	pg->flushing = r == 1;
	return r >= 0;
}

static void on_connected(struct pg *pg)
{
	pg->heard_ms = pg->now_ms;
	pg->refusals = 0;
	PQsetErrorVerbosity(pg->conn, PQERRORS_DEFAULT);
	enter(pg, PHASE_GREET);
	if (PQsetnonblocking(pg->conn, 1) || !PQenterPipelineMode(pg->conn) ||
		!begin_greeting(pg) || !flush(pg))
		drop_lost(pg);
	else if (!pg->sent.head)
		become_live(pg);
}

static void pump_dial(struct pg *pg, short revents)
{
	pg_ask_expire(pg);
	if (revents)
		pg->polling = PQconnectPoll(pg->conn);
	switch (pg->polling) {
	case PGRES_POLLING_OK:
		on_connected(pg);
		return;
	case PGRES_POLLING_FAILED:
		pg_dial_failed(pg);
		return;
	case PGRES_POLLING_READING:
	case PGRES_POLLING_WRITING:
	case PGRES_POLLING_ACTIVE:
		break;
	}
	if (pg->now_ms < pg->dial_deadline_ms)
		return;
	pg->refusals = 0;
	pg_drop(pg, ERR_TIMEOUT, "The database did not answer while connecting.", NULL);
}

/* ---- a live connection ---------------------------------------------------------------------- */

/* Each topic once, whatever came in. */
static void tell_topics(struct pg *pg)
{
	char topics[PG_TOPICS][64];
	int count = 0;
	bool all = false;
	PGnotify *n;

	while ((n = PQnotifies(pg->conn))) {
		int i = 0;

		while (i < count && strcmp(topics[i], n->relname))
			i++;
		if (i == PG_TOPICS || strlen(n->relname) >= sizeof(*topics))
			all = true;
		else if (i == count)
			memcpy(topics[count++], n->relname, strlen(n->relname) + 1);
		PQfreemem(n);
	}
	if (!pg->o.notice || pg->phase != PHASE_LIVE)
		return; /* LIVE tells everything */
	for (int i = 0; i < count && !all; i++)
		pg->o.notice(topics[i], pg->o.who);
	if (all)
		pg->o.notice(NULL, pg->o.who);
}

static void heartbeat(struct pg *pg)
{
	int64_t quiet = pg->now_ms - pg->heard_ms;

	if (pg->phase == PHASE_LIVE && pg->o.heartbeat_ms >= 0 && quiet >= pg->o.heartbeat_ms &&
		!pg->sent.head && !pg->waiting.head)
		pg_ask(pg, &(struct ask){ .query = Q_PING });
}

static void pump_line(struct pg *pg, short revents)
{
	bool alive = true;

	if (revents) {
		alive = PQconsumeInput(pg->conn) && PQstatus(pg->conn) == CONNECTION_OK;
		if (alive && (revents & POLLIN))
			pg->heard_ms = pg->now_ms;
		/* even on a broken line: what arrived before it broke was answered */
		alive = pg_ask_collect(pg) && alive;
		tell_topics(pg);
	}
	if (pg->refusal.code)
		return;
	/* The greeting was answered, but not with a greeting: the server stopped it. */
	if (alive && pg->phase == PHASE_GREET && !pg->sent.head) {
		pg_drop(pg, ERR_TIMEOUT, "The database did not answer while connecting.", NULL);
		return;
	}
	if (alive && pg_ask_expire(pg)) {
		pg_drop(pg, ERR_TIMEOUT, "The database did not answer in time.", NULL);
		return;
	}
	heartbeat(pg);
	if (alive && pg->phase == PHASE_LIVE)
		alive = pg_ask_send(pg);
	if (!alive || !flush(pg))
		drop_lost(pg);
}

static void pump_offline(struct pg *pg)
{
	if (pg->next_try_ms && pg->now_ms >= pg->next_try_ms)
		dial_next(pg); /* what waits may still be asked */
	else if (pg->waiting.head)
		pg_ask_end_all(pg, pg->message);
}

void pg_pump(struct pg *pg, short revents, int64_t now_ms)
{
	pg->now_ms = now_ms;
	switch (pg->phase) {
	case PHASE_OFFLINE:
		pump_offline(pg);
		break;
	case PHASE_DIAL:
		pump_dial(pg, revents);
		break;
	case PHASE_GREET:
	case PHASE_LIVE:
		pump_line(pg, revents);
		break;
	}
	if (pg->refusal.code) {
		struct error why = pg->refusal;

		pg->refusal = (struct error){ 0 };
		pg_drop(pg, why.code, why.text, NULL);
	}
}

void pg_begin(struct pg *pg)
{
	struct pollfd line = { .fd = -1 };

	if (!pg_dial_is_near(pg))
		return;
	pg_pump(pg, 0, clock_now_ms());
	line.fd = pg_wants(pg).fd;
	line.events = pg_wants(pg).events;
	if (pg->phase == PHASE_DIAL && poll(&line, 1, 0) > 0)
		pg_pump(pg, line.revents, clock_now_ms());
}

/* Whether the first of those that wait may be sent at once. */
static bool can_send(const struct pg *pg)
{
	return pg->phase == PHASE_LIVE && pg->waiting.head && !pg->script &&
		!(pg->waiting.head->script && pg->sent.head);
}

struct pg_wants pg_wants(const struct pg *pg)
{
	struct pg_wants w = { .fd = -1, .deadline_ms = pg_ask_deadline(pg) };

	switch (pg->phase) {
	case PHASE_OFFLINE:
		w.deadline_ms = pg->waiting.head ? 1 : pg->next_try_ms;
		break;
	case PHASE_DIAL:
		w.fd = PQsocket(pg->conn);
		w.events = pg->polling == PGRES_POLLING_READING ? POLLIN : POLLOUT;
		w.deadline_ms = clock_earlier(w.deadline_ms, pg->dial_deadline_ms);
		break;
	case PHASE_GREET:
	case PHASE_LIVE:
		w.fd = PQsocket(pg->conn);
		w.events = (short)(POLLIN | (pg->flushing ? POLLOUT : 0));
		if (can_send(pg))
			w.deadline_ms = 1;
		else if (!w.deadline_ms && pg->o.heartbeat_ms >= 0)
			w.deadline_ms = pg->heard_ms + pg->o.heartbeat_ms;
		break;
	}
	if (pg->refusal.code)
		w.deadline_ms = 1;
	return w;
}

/* ---- what the owner may ask of it ----------------------------------------------------------- */

void pg_retry_now(struct pg *pg)
{
	if (pg->phase == PHASE_OFFLINE)
		pg->next_try_ms = 1;
}

void pg_refuse(struct pg *pg, const struct error *why)
{
	pg->refusal = *why;
	if (why->code != ERR_REFUSED && why->code != ERR_OFFLINE)
		pg->refusal.code = ERR_CONTRACT;
}

int pg_library(void)
{
	return PQlibVersion();
}

enum pg_state pg_state(const struct pg *pg)
{
	return state_of[pg->phase];
}

void pg_status(const struct pg *pg, struct pg_status *out)
{
	bool live = pg->phase == PHASE_LIVE;
	const char *host = pg->conn ? PQhost(pg->conn) : NULL;
	const char *user = pg->conn ? PQuser(pg->conn) : pg->o.user;

	*out = (struct pg_status){
		.state = state_of[pg->phase],
		.since_ms = pg->since_ms,
		.heard_ms = pg->heard_ms,
		.next_try_ms = pg->phase == PHASE_OFFLINE ? pg->next_try_ms : 0,
		.tries = pg->tries,
		.lives = pg->lives,
		.error = pg->error,
		.message = pg->message,
		.host = host ? host : "",
		.user = user ? user : "",
		.server_version = live ? PQserverVersion(pg->conn) : 0,
		.backend_pid = live ? PQbackendPID(pg->conn) : 0,
		.tls = pg->tls,
		.encrypted = live && PQsslInUse(pg->conn),
		.notices = pg->notices,
		.waiting = pg->waiting.count + pg->sent.count,
	};
}

int pg_verifier(struct pg *pg, struct text *out, const char *user, const char *password,
	struct error *e)
{
	char *verifier;

	if (pg_state(pg) != PG_LIVE)
		return error_set(e, ERR_OFFLINE, "There is no database at hand.");
	verifier = PQencryptPasswordConn(pg->conn, password, user, "scram-sha-256");
	if (verifier == NULL)
		return error_set(e, ERR_MEMORY, "No memory.");
	text_add(out, verifier);
	PQfreemem(verifier);
	return text_check(out, e);
}
