/*
 * pg: one connection to PostgreSQL that never waits.
 *
 * It dials, asks, listens, notices that the line is gone and dials again, and does so only inside
 * pg_pump() and pg_begin(). The owner polls what pg_wants() says and pumps; nothing here sleeps,
 * and callbacks run inside these two only, never inside pg_ask(). A callback may ask and forget,
 * but not pg_free().
 *
 *	struct pg_wants w = pg_wants(pg);
 *	poll({ w.fd, w.events }, until w.deadline_ms);
 *	pg_pump(pg, revents, clock_now_ms());
 *
 * Every request accepted by pg_ask() ends exactly once: in its answer, or in one of
 *	ERR_OFFLINE  nothing was changed: never sent, or a question whose line fell
 *	ERR_TIMEOUT  nothing was changed: a question without an answer by its deadline, or the
 *	             server stopped the statement at its own
 *	ERR_UNKNOWN  a change was sent and its answer lost: ask again with the same idempotency key
 * unless pg_forget() or pg_free() came first: then in silence. Nothing is ever sent twice, but for
 * a statement that the server refused to plan because schema api was replaced: that is prepared
 * afresh and tried once more.
 *
 * A deadline drops the connection (a stopped server keeps its socket open, and libpq 15 can only
 * cancel by waiting); the server notices the closed socket within 2 s and stops the query itself
 * (client_connection_check_interval), besides its own statement_timeout.
 *
 * Over TCP the host proves by its certificate that it is the one of that name
 * (sslmode=verify-full), and where there is a password that nobody stands in between
 * (channel_binding=require), unless the connection string itself says otherwise: libpq alone would
 * take whoever answers.
 *
 * libpq is included by db/pg*.c only. Host names block in the resolver: give hostaddr as well.
 */
#ifndef DB_PG_H
#define DB_PG_H

#include <stdbool.h>
#include <stdint.h>
#include "db/base/err.h"
#include "db/param.h"
#include "db/query.h"
#include "db/row.h"

struct pg;

enum { PG_GREET = 2 }; /* parameters of the greeting */

enum pg_state { PG_OFFLINE = 0, PG_CONNECTING, PG_LIVE };

struct answer {
	enum err err; /* 0: rows holds the answer */
	char sqlstate[6]; /* the server's code; "" when it said nothing */
	struct rows *rows; /* borrowed, see rows_ref(); NULL on an error */
	/* The server's or libpq's own words, "" if none: raw. Never log them, show them through the
	 * safe-text gate only. */
	const char *message;
	enum query query; /* what was asked */
	int tag; /* as given in struct ask */
	int64_t took_ms; /* from pg_ask() to now */
};
typedef void pg_answer_fn(const struct answer *answer, void *who);

/* One request; zero is the default of every field. */
struct ask {
	enum query query; /* a plain query, prepared once per connection */
	const char *text; /* or the text of a template from filter_expand(); query names it */
	const struct param *params; /* borrowed until pg_ask() returns, as all here */
	int count;
	bool change; /* it may change something: a lost answer is ERR_UNKNOWN */
	bool script; /* text holds several statements, no parameters; sent alone */
	int deadline_ms; /* from now; 0: the connection's own */
	int tag; /* handed back: which page, which lane */
	pg_answer_fn *answer; /* NULL: nobody wants to know */
	void *who; /* handed back, and the name for pg_forget() */
};

struct pg_options {
	/* Keywords or URI. Several hosts are dialled in turn, and a silent one costs one connect
	 * deadline, never the whole attempt. */
	const char *conninfo;
	const char *user; /* instead of the conninfo's; NULL: as it says */
	const char *application; /* application_name; NULL: homeward */
	int connect_ms; /* deadline of one attempt to connect; 0: 5 s */
	int request_ms; /* deadline of a request that names none; 0: 10 s */
	int statement_ms; /* the server's own statement_timeout; 0: 9/10 of request_ms; -1: none */
	int retry_base_ms; /* full jitter between 0 and base * 2^tries ...; 0: 500 ms */
	int retry_cap_ms; /* ... but never above this; 0: 30 s */
	int heartbeat_ms; /* ask Q_PING after so much silence; 0: 30 s; -1: never */
	enum query listen; /* a utility query run first on every connection; Q_NONE: none */
	enum query greet; /* then asked on every connection, before it is LIVE; Q_NONE: none */

	/* The callbacks; all may be NULL. who is given to each of them. */
	void *who;
	/* The parameters of greet, asked for on every connection: fills up to PG_GREET of them and
	 * returns how many. Their texts are borrowed until it is called again. */
	int (*greet_with)(struct param *params, void *who);
	/* The answer to greet. Anything but 0 refuses this server, and the sentence left in e is in
	 * pg_status(): after ERR_OFFLINE it is dialled again as after a lost line, for it may be
	 * another by then; after ERR_REFUSED seldom, as where the server refuses the login;
	 * otherwise pg stays OFFLINE until pg_retry_now(). An error from the
	 * server comes here too (no schema api: not migrated yet); 0 then accepts the server. */
	int (*greeted)(const struct answer *answer, void *who, struct error *e);
	void (*changed)(enum pg_state state, void *who);
	/* Somebody changed something of this topic; NULL: a connection has just become LIVE and
	 * listens, so read everything again. The same topic is told once per pump. */
	void (*notice)(const char *topic, void *who);
};

/* What a host has to prove before it is told anything. Borrowed; words as in the conninfo. */
struct pg_tls {
	const char *host; /* a list, as it was dialled */
	bool far; /* it is over TCP; a socket of this machine has nothing to prove */
	const char *mode; /* sslmode */
	const char *binding; /* channel_binding */
	bool password; /* there is one that could be sent */
	const char *root; /* the file of the root certificate */
	bool root_there;
};

struct pg_status {
	enum pg_state state;
	int64_t since_ms; /* when it became LIVE, or was so last (clock_now_ms) */
	int64_t heard_ms; /* when the server last said anything; 0: never */
	int64_t next_try_ms; /* OFFLINE: when it dials again; 0: only by pg_retry_now() */
	int tries; /* attempts since it was last LIVE */
	int lives; /* how often it became LIVE */
	/* Why it is not LIVE: our own words. ERR_REFUSED: this login may not enter; of several
	 * hosts each has said so, one after the other. */
	struct error error;
	const char *message; /* libpq's words on that, raw: safe-text gate; "" if none. Borrowed. */
	const char *host; /* of the connection, raw; "" when there is none. Borrowed. */
	const char *user; /* likewise */
	int server_version; /* 150020; 0 when not LIVE */
	int backend_pid; /* 0 when not LIVE */
	bool encrypted; /* TLS is on */
	struct pg_tls tls; /* of the host that is or was dialled last */
	unsigned notices; /* server notices swallowed so far */
	int waiting; /* requests not ended yet */
};

struct pg_wants {
	int fd; /* -1: none, poll ignores it */
	short events; /* POLLIN, POLLOUT */
	int64_t deadline_ms; /* pump at this clock_now_ms() even without an event; 0: never */
};

/* Check and copy the options; nothing is dialled before the first pump. 0 and the caller owns
 * *out, ERR_MEMORY, or ERR_INPUT (the conninfo does not parse: its text is not in the sentence). */
int pg_new(struct pg **out, const struct pg_options *options, struct error *e);
/* Close; pending requests end in silence. NULL is allowed. */
void pg_free(struct pg *pg);

/* The first pump, early: where nothing can keep it waiting the server begins its part while the
 * owner prepares its own. Nobody's name is looked up for that. Where no server is there it is
 * OFFLINE already on return, and `changed` was told. */
void pg_begin(struct pg *pg);
/* The fd may change with every pump. */
struct pg_wants pg_wants(const struct pg *pg);
void pg_pump(struct pg *pg, short revents, int64_t now_ms);

/*
 * Take a request. LIVE: sent with the next pump, behind those asked before. CONNECTING, or about
 * to dial: waits for LIVE. OFFLINE: ends as ERR_OFFLINE with the next pump. Returns 0; or
 * ERR_MEMORY or ERR_INPUT (too many waiting, a template without text): then it was not taken and
 * answer() is not called.
 */
int pg_ask(struct pg *pg, const struct ask *ask);
/* Whatever was asked for `who` goes unanswered from now on. What was sent still happens; what was
 * not is not sent any more. */
void pg_forget(struct pg *pg, const void *who);
/* OFFLINE: dial with the next pump. */
void pg_retry_now(struct pg *pg);
/* Drop the connection, if any, and stay OFFLINE until pg_retry_now(), after ERR_REFUSED for a
 * minute, after ERR_OFFLINE as after a lost line; error.text: why. */
void pg_refuse(struct pg *pg, const struct error *why);
/*
 * Appends what the server keeps of a password (SCRAM-SHA-256) in place of it, made here. LIVE only.
 * ERR_OFFLINE, ERR_MEMORY.
 */
int pg_verifier(struct pg *pg, struct text *out, const char *user, const char *password,
	struct error *e);
/* Of libpq, as 150018. */
int pg_library(void);
enum pg_state pg_state(const struct pg *pg);
void pg_status(const struct pg *pg, struct pg_status *out);

#endif
