/*
 * pg_int: what db/pg.c (the pump), db/pg_dial.c (conninfo, hosts, one attempt to connect),
 * db/pg_tls.c (what a host has to prove), db/pg_ask.c (requests) and db/pg_rows.c share. Included
 * by these five only, which are also the only files that know libpq.
 */
#ifndef DB_PG_INT_H
#define DB_PG_INT_H

#include <libpq-fe.h>
#include "db/pg.h"

enum {
	PG_HOSTS = 8, /* dialled in turn */
	PG_TOPICS = 8, /* told apart within one pump; more are told as "everything" */
	PG_TEXTS = 64, /* filtered texts prepared per connection; the least recently used goes */
	PG_REQUESTS = 4096, /* not ended yet */
};

/* A statement of this connection: named NAME.version on the server. */
struct pg_statement {
	char *text; /* of a filtered query; NULL for a plain one */
	int64_t used; /* when, counted in uses of all texts; 0: a free place */
	int version; /* counts its preparations; old ones stay unused until the line goes */
	bool known; /* that version is prepared, or is on its way to the server */
};

struct pg_request {
	struct pg_request *next;
	enum query query;
	char *text; /* owned; NULL: the query's own */
	char **values; /* owned, one block with their bytes */
	int count;
	bool change, script;
	bool sent; /* it may have reached the server */
	bool retried; /* was planned afresh and sent once more */
	bool preparing; /* its first result tells how the preparation went */
	struct pg_statement *statement; /* NULL: sent unprepared */
	int version; /* of the statement, when it was sent */
	int tag;
	int64_t asked_ms, deadline_ms;
	pg_answer_fn *answer; /* NULL: nobody waits */
	void *who;
	PGresult *result; /* the first error, or else the latest result */
};

struct pg_queue {
	struct pg_request *head, *tail;
	int count;
};

struct pg_host {
	char *host, *hostaddr, *port; /* NULL: as libpq does without */
};

enum pg_phase {
	PHASE_OFFLINE = 0,
	PHASE_DIAL, /* libpq connects */
	PHASE_GREET, /* listen and greet are on their way */
	PHASE_LIVE,
};

struct pg {
	struct pg_options o; /* defaults filled in; its texts are those below */
	char *conninfo, *user, *application;
	char *options; /* for the server: -c statement_timeout=... */
	PQconninfoOption *info;
	struct pg_host hosts[PG_HOSTS];
	int host_count, host_next; /* which to dial next; 0: a round is over */
	struct pg_tls tls;
	char *root; /* its path */
	int refusals; /* attempts in a row that were told that she may not enter */

	enum pg_phase phase;
	PGconn *conn; /* NULL in PHASE_OFFLINE only */
	PostgresPollingStatusType polling;
	bool flushing; /* libpq has more to send than the socket takes */
	bool script; /* outside pipeline mode, for one script */
	int64_t now_ms; /* as given to the latest pump */
	int64_t since_ms, heard_ms, next_try_ms, dial_deadline_ms;
	int tries, lives;
	unsigned notices;
	struct error error;
	char *message;
	struct error refusal; /* code set: drop with the next pump; ERR_CONTRACT: and stay away */

	struct pg_queue waiting, sent;
	struct pg_queue ending; /* of a line that fell, while their callbacks run */
	struct pg_statement query[QUERY_COUNT];
	struct pg_statement texts[PG_TEXTS];
	int64_t text_uses;
};

/* ---- pg_dial.c ------------------------------------------------------------------------------ */

/* What the connection string says of it; NULL: nothing. Borrowed. */
const char *pg_given(const struct pg *pg, const char *keyword);
int pg_dial_parse(struct pg *pg, struct error *e); /* pg->o.conninfo -> info and hosts */
void pg_dial_done(struct pg *pg);
/* The first host is a socket of this machine: to dial it takes no time. */
bool pg_dial_is_near(const struct pg *pg);
/* Begin to connect to the next host; false: no at once (pg->conn may still tell why). */
bool pg_dial(struct pg *pg);
/* The attempt came to nothing: drops it. ERR_REFUSED only where every host refuses her. */
void pg_dial_failed(struct pg *pg);

/* ---- pg_tls.c ------------------------------------------------------------------------------- */

/* What this host has to prove -> pg->tls; lists as in the conninfo. */
void pg_tls_choose(struct pg *pg, const char *host, const char *hostaddr);
/* The attempt failed because it could not: says so in text. */
bool pg_tls_why(const struct pg *pg, const char *message, char *text, size_t size);

/* ---- pg.c ----------------------------------------------------------------------------------- */

/* Give up the connection: every request that was sent or waits ends, and the next attempt is
 * planned. why and the sentence go to the status; raw (may be NULL) are libpq's words. */
void pg_drop(struct pg *pg, enum err why, const char *sentence, const char *raw);

/* ---- pg_ask.c ------------------------------------------------------------------------------- */

/* Put a request into the queue; a copy of all that `ask` points to. */
int pg_ask_queue(struct pg *pg, struct pg_queue *queue, const struct ask *ask);
/* Send what waits, as far as it may be sent now; false: the connection is broken. */
bool pg_ask_send(struct pg *pg);
bool pg_ask_send_one(struct pg *pg, struct pg_request *r);
/* Take the results that are here, and end their requests; false: the connection is of no use. */
bool pg_ask_collect(struct pg *pg);
/* End every request, in the order asked; raw: libpq's words on it. */
void pg_ask_end_all(struct pg *pg, const char *raw);
/* End those whose deadline passed while they waited, and the first that was sent and is late;
 * true: there was one, so this connection cannot be trusted any more. */
bool pg_ask_expire(struct pg *pg);
int64_t pg_ask_deadline(const struct pg *pg); /* the earliest; 0: none */
void pg_ask_forget_statements(struct pg *pg); /* with the connection */
void pg_ask_discard(struct pg_queue *queue); /* in silence */

/* ---- pg_rows.c ------------------------------------------------------------------------------ */

/* Owns the result from now on, also when it returns NULL (no memory). */
struct rows *pg_rows(PGresult *result);

/* The notice processor of every connection, from its first byte on: libpq's own writes to
 * stderr. */
void pg_count_notice(void *who, const char *message);

#endif
