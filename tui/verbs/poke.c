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
 * An empty tick costs 0.1 ms, thus half a percent of a core.
 *
 * Nothing is lost with it: where none serves, writers notify by themselves, and a session that
 * falls silent is ended by the server (idle_session_timeout of hw_poke), with its lock.
 */
#include <stdio.h>
#include <string.h>

#include "tui/app/app.h"
#include "tui/intl.h"

enum { TICK_MS = 20, PAUSE_MS = 100, STAND_BY_MS = 1000, ANSWER_MS = 5000 };

enum poking_state { POKING_UNKNOWN = 0, POKING_OFFLINE, POKING_STAND_BY, POKING_SERVE };

struct poking {
	struct app *app;
	enum poking_state state;
	int lives; /* of the connection: the lock that we may have had was of that one */
};

static void enter(struct poking *poking, enum poking_state state, const char *why)
{
	static const struct {
		const char *code, *says;
	} words[] = {
		[POKING_UNKNOWN] = { "", "" },
		[POKING_OFFLINE] = { "offline", N_("not poking:") },
		[POKING_STAND_BY] = { "standby", N_("standing by: another process serves") },
		[POKING_SERVE] = { "serving", N_("poking") },
	};

	if (poking->state == state)
		return;
	poking->state = state;
	app_log(poking->app, "poke", words[state].code);
	fprintf(stderr, "homeward: %s%s%s\n", _(words[state].says), why[0] != '\0' ? " " : "", why);
}

static void ask(void *who);

static void refused(struct poking *poking, const struct answer *answer)
{
	char why[100];

	/* Of no use to ask again: this login may not. */
	if (strcmp(answer->sqlstate, "42501") == 0) {
		app_say(poking->app, SAY_ERROR, "%s",
			_("The process that pokes must log in as hw_poke, and as nobody else."));
		app_end(poking->app);
		return;
	}
	snprintf(why, sizeof why, _("the database did not answer (code %s)"),
		answer->sqlstate[0] != '\0' ? answer->sqlstate : error_word(answer->err));
	enter(poking, POKING_OFFLINE, why);
	app_after(poking->app, STAND_BY_MS, ask, poking);
}

static void answered(const struct answer *answer, void *who)
{
	struct poking *poking = who;
	int ms = STAND_BY_MS;

	if (answer->err != 0) {
		refused(poking, answer);
		return;
	}
	if (rows_bool(answer->rows, 0, 0))
		ms = rows_int(answer->rows, 0, 1) > 0 ? PAUSE_MS : TICK_MS;
	enter(poking, ms == STAND_BY_MS ? POKING_STAND_BY : POKING_SERVE, "");
	app_after(poking->app, ms, ask, poking);
}

static void ask(void *who)
{
	struct poking *poking = who;
	struct pg_status status;
	struct param stand_by;

	pg_status(app_pg(poking->app), &status);
	if (status.state != PG_LIVE) {
		if (status.error.code != ERR_NONE)
			enter(poking, POKING_OFFLINE, status.error.text);
		app_after(poking->app, STAND_BY_MS / 10, ask, poking);
		return;
	}
	if (status.lives != poking->lives)
		poking->state = POKING_UNKNOWN;
	poking->lives = status.lives;
	stand_by = param_bool(poking->state != POKING_SERVE);
	if (pg_ask(app_pg(poking->app),
		    &(struct ask){ .query = Q_POKE_DUE,
			    .params = &stand_by,
			    .count = 1,
			    .deadline_ms = ANSWER_MS,
			    .answer = answered,
			    .who = poking }) != 0)
		app_after(poking->app, STAND_BY_MS, ask, poking);
}

/* One a process, until the program ends. */
static unsigned poke(struct call *call)
{
	static struct poking poking;

	poking.app = call->app;
	app_begin(call->app);
	ask(&poking);
	return EFFECT_NONE;
}

const struct verb poke_verbs[] = {
	{ .name = "poke",
		.flags = VERB_SHELL | VERB_ONLY_SHELL | VERB_OWNER | VERB_ANYWAY,
		.help = N_("Tell consoles what has changed, until ended, as hw_poke"),
		.act = poke },
	{ 0 },
};
