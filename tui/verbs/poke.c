/*
 * `homeward poke`: the process that tells the consoles that something has changed, so that writers
 * need not (app.poke says why). It asks api.poke_due() over and over, as hw_poke, until it is
 * ended:
 *
 *	stand by   another process serves: asks once a second whether it still does
 *	serve      nothing was due: asks again after TICK_MS; something was: after PAUSE_MS
 *
 * So a lone change is told within a tick, and a stream of them ten times a second: a console reads
 * no more than paint_per_s, and each poke wakes the backends of all of them (8 ms of CPU for 200).
 * An empty tick costs the server 0.1 ms. Where it costs more (somebody has kept a transaction open
 * in which she writes, so that what was taken stays to be read) the ticks become rarer: SHARE times
 * what one takes, so no more than 2 percent of a core, and one a second at least.
 *
 * What becomes of the rows that are left for it when it ends: told to end, it takes them a last
 * time; killed, the next process takes them, or the next writer who finds that none serves. A row
 * of a change that was still under way waits for these as well. Until then it is untold, and
 * consoles see the change when they read by themselves.
 *
 * A session that falls silent is ended by the server (idle_session_timeout of hw_poke), with its
 * lock. One in which FAILURES questions in a row were refused is left: nobody else tells anything
 * while the lock is held.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/app/app.h"
#include "tui/intl.h"

enum {
	TICK_MS = 20,
	PAUSE_MS = 100,
	STAND_BY_MS = 1000,
	ANSWER_MS = 5000,
	AGAIN_MS = 60000, /* the same trouble is told once a minute */
	SHARE = 50,
	FAILURES = 5
};

enum poking_state {
	POKING_UNKNOWN = 0,
	POKING_OFFLINE,
	POKING_FAILS,
	POKING_STAND_BY,
	POKING_SERVE
};

struct poking {
	struct app *app;
	enum poking_state state; /* as last said, with why and when */
	char why[200];
	int64_t said_ms;
	int lives; /* of the connection: the lock that we may have had was of that one */
	bool serves;
	int failures; /* in a row, of this connection */
	bool last; /* asked when told to end: what was left before that it takes along */
	int64_t since; /* where to read on, of this connection */
	int spent_us; /* on a tick, undisturbed */
};

static void enter(struct poking *poking, enum poking_state state, const char *why)
{
	static const struct {
		const char *code, *says;
	} words[] = {
		[POKING_UNKNOWN] = { "", "" },
		[POKING_OFFLINE] = { "offline", N_("not poking:") },
		[POKING_FAILS] = { "fails", N_("cannot poke for the moment:") },
		[POKING_STAND_BY] = { "standby", N_("standing by: another process serves") },
		[POKING_SERVE] = { "serving", N_("poking") },
	};
	int64_t now = app_now(poking->app);

	if (poking->state == state && strcmp(poking->why, why) == 0 &&
		(why[0] == '\0' || now - poking->said_ms < AGAIN_MS))
		return;
	poking->state = state;
	poking->said_ms = now;
	snprintf(poking->why, sizeof poking->why, "%s", why);
	app_log(poking->app, "poke", words[state].code);
	fprintf(stderr, "homeward: %s%s%s\n", _(words[state].says), why[0] != '\0' ? " " : "", why);
}

static void ask(void *who);

/* ---- ending ---- */

static void told_to_end(sigset_t *signals)
{
	sigemptyset(signals);
	sigaddset(signals, SIGTERM);
	sigaddset(signals, SIGINT);
}

static bool must_end(void)
{
	sigset_t pending;

	sigpending(&pending);
	return sigismember(&pending, SIGTERM) || sigismember(&pending, SIGINT);
}

/* Of the signal that waits: whoever sent it sees that it was that. */
static void end(void)
{
	sigset_t signals;

	told_to_end(&signals);
	sigprocmask(SIG_UNBLOCK, &signals, NULL);
}

/* ---- asking ---- */

/* A tick that took long once was disturbed by others; one that goes on taking long costs that. */
static int tick_ms(struct poking *poking, int spent_us)
{
	int most_us = poking->spent_us * 2 + 1, ms;

	poking->spent_us = spent_us < most_us ? spent_us : most_us;
	ms = poking->spent_us / 1000 * SHARE + poking->spent_us % 1000 * SHARE / 1000;
	if (ms > STAND_BY_MS)
		return STAND_BY_MS;
	return ms > TICK_MS ? ms : TICK_MS;
}

static void refused(struct poking *poking, const struct answer *answer)
{
	char why[100];

	/* Of no use to ask again: this login may not. */
	if (strcmp(answer->sqlstate, "42501") == 0) {
		app_say(poking->app, SAY_ERROR, "%s",
			_("The process that pokes must log in as hw_poke, and as nobody else."));
		app_end(poking->app);
		free(poking);
		return;
	}
	if (answer->sqlstate[0] != '\0')
		snprintf(why, sizeof why, _("the database answered with the error %s"),
			answer->sqlstate);
	else
		snprintf(why, sizeof why, _("the database did not answer (%s)"),
			error_word(answer->err));
	enter(poking, poking->serves ? POKING_FAILS : POKING_OFFLINE, why);
	if (++poking->failures == FAILURES && poking->serves) {
		struct error left;

		error_set(&left, ERR_OFFLINE, "%s", why);
		pg_refuse(app_pg(poking->app), &left);
	}
	app_after(poking->app, STAND_BY_MS, ask, poking);
}

static void answered(const struct answer *answer, void *who)
{
	struct poking *poking = who;
	int ms = STAND_BY_MS;

	if (must_end() && (poking->last || answer->err != 0))
		end();
	if (answer->err != 0) {
		refused(poking, answer);
		return;
	}
	poking->failures = 0;
	poking->serves = rows_bool(answer->rows, 0, 0);
	poking->since = rows_int(answer->rows, 0, 3);
	if (poking->serves)
		ms = rows_int(answer->rows, 0, 1) > 0 ?
			PAUSE_MS :
			tick_ms(poking, (int)rows_int(answer->rows, 0, 2));
	enter(poking, poking->serves ? POKING_SERVE : POKING_STAND_BY, "");
	app_after(poking->app, must_end() ? 0 : ms, ask, poking);
}

static void ask(void *who)
{
	struct poking *poking = who;
	struct pg_status status;
	struct param params[2];

	pg_status(app_pg(poking->app), &status);
	if (must_end() && (status.state != PG_LIVE || !poking->serves))
		end();
	if (status.state != PG_LIVE) {
		if (status.error.code != ERR_NONE)
			enter(poking, POKING_OFFLINE, status.error.text);
		if (poking->failures >= FAILURES) /* we left it ourselves */
			pg_retry_now(app_pg(poking->app));
		poking->failures = 0;
		app_after(poking->app, STAND_BY_MS / 10, ask, poking);
		return;
	}
	if (status.lives != poking->lives) {
		poking->serves = false;
		poking->failures = 0;
		poking->since = 0;
	}
	poking->lives = status.lives;
	poking->last = must_end();
	params[0] = param_bool(!poking->serves);
	params[1] = param_int(poking->since);
	if (pg_ask(app_pg(poking->app),
		    &(struct ask){ .query = Q_POKE_DUE,
			    .params = params,
			    .count = 2,
			    .deadline_ms = ANSWER_MS,
			    .answer = answered,
			    .who = poking }) != 0)
		app_after(poking->app, STAND_BY_MS, ask, poking);
}

/* Until the program ends. */
static unsigned poke(struct call *call)
{
	struct poking *poking = calloc(1, sizeof *poking);
	sigset_t signals;

	if (poking == NULL) {
		app_say(call->app, SAY_ERROR, "%s", _("There is no memory left."));
		return EFFECT_NONE;
	}
	told_to_end(&signals);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	poking->app = call->app;
	app_begin(call->app);
	ask(poking);
	return EFFECT_NONE;
}

const struct verb poke_verbs[] = {
	{ .name = "poke",
		.flags = VERB_SHELL | VERB_ONLY_SHELL | VERB_OWNER | VERB_ANYWAY,
		.help = N_("Tell consoles what has changed, until ended, as hw_poke"),
		.act = poke },
	{ 0 },
};
