/* The connection as the console sees it: who is here, what is asked, what has changed. */
#include "tui/app/state.h"

#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/clock.h"
#include "db/base/date.h"
#include "tui/intl.h"
#include "tui/app/alarm.h"
#include "tui/app/job.h"
#include "tui/app/vault.h"
#include "tui/app/duty.h"
#include "tui/app/here.h"

enum { STALE_AFTER_POLLS = 2, QUIET_MS = 900 };

int64_t app_now(const struct app *app)
{
	return app->now;
}

int64_t app_epoch_ms(const struct app *app)
{
	if (app->me.frozen_ms != 0)
		return app->me.frozen_ms;
	return app->me.known ? app->now + app->me.clock_offset_ms : 0;
}

const struct me *app_me(const struct app *app)
{
	return &app->me;
}

enum bar app_bar(const struct app *app, const struct verb *verb)
{
	const struct me *me = &app->me;
	unsigned flags = verb->flags;

	if (flags & VERB_SHOWS)
		flags &= ~(unsigned)VERB_CHANGES;
	if (!me->known)
		return BAR_NONE;
	if ((flags & VERB_CHANGES) && me->other_version)
		return BAR_VERSION;
	return flags & VERB_ROLES & ~me->may ? BAR_ROLE : BAR_NONE;
}

bool app_may(struct app *app, const struct verb *verb)
{
	return app_bar(app, verb) != BAR_VERSION || app_may_change(app);
}

bool app_may_change(struct app *app)
{
	if (!app->me.known || !app->me.other_version)
		return true;
	app_say(app, SAY_WARN,
		_("Not done: this database serves other versions of homeward. Ask for an update."));
	return false;
}

const struct conf *app_conf(const struct app *app)
{
	return app->conf;
}

const struct host *app_host(const struct app *app)
{
	return app->options->host;
}

struct pg *app_pg(struct app *app)
{
	return app->pg;
}

const char *app_offices(const struct app *app, enum scope scope)
{
	if (app->offices_all == NULL)
		return "{}";
	return scope == SCOPE_OFFICE ? app->offices_home : app->offices_all;
}

/* ---- asking ---- */

static void asking_drop(struct app *app, struct asking *asking)
{
	for (struct asking **at = &app->askings; *at != NULL; at = &(*at)->next) {
		if (*at == asking) {
			*at = asking->next;
			break;
		}
	}
	free(asking);
}

static void asking_answered(const struct answer *answer, void *who)
{
	struct asking *asking = who, copy = *asking;
	const char *name = query_name(answer->query);

	if (answer->err != 0)
		log_write(&copy.app->log, CONF_LEVEL_ERROR, name,
			answer->sqlstate[0] != '\0' ? answer->sqlstate : error_word(answer->err),
			answer->took_ms);
	else
		log_write(&copy.app->log, CONF_LEVEL_DEBUG, name, "", answer->took_ms);
	asking_drop(copy.app, asking);
	if (copy.change && answer->err == 0)
		greet_mark(copy.app, true);
	copy.app->effects |= copy.fn(copy.who, answer) & ~(unsigned)EFFECT_IGNORED;
	app_end(copy.app);
}

static int ask(struct app *app, struct ask request, app_answer_fn *fn, void *who)
{
	struct asking *asking = calloc(1, sizeof *asking);
	int r;

	if (asking == NULL)
		return ERR_MEMORY;
	asking->app = app;
	asking->fn = fn;
	asking->who = who;
	asking->change = request.change;
	request.answer = asking_answered;
	request.who = asking;
	r = pg_ask(app->pg, &request);
	if (r != 0) {
		free(asking);
		return r;
	}
	asking->next = app->askings;
	app->askings = asking;
	app_begin(app);
	return 0;
}

int app_ask(struct app *app, enum query query, const struct param *params, size_t count,
	app_answer_fn *fn, void *who)
{
	return ask(app, (struct ask){ .query = query, .params = params, .count = (int)count }, fn,
		who);
}

int app_ask_text(struct app *app, enum query query, const char *sql, const struct param *params,
	size_t count, app_answer_fn *fn, void *who)
{
	return ask(app,
		(struct ask){ .query = query, .text = sql, .params = params, .count = (int)count },
		fn, who);
}

int app_change(struct app *app, enum query query, const struct param *params, size_t count,
	app_answer_fn *fn, void *who)
{
	return ask(app,
		(struct ask){
			.query = query, .params = params, .count = (int)count, .change = true },
		fn, who);
}

void app_after(struct app *app, int ms, app_timer_fn *fn, void *who)
{
	app->timer_due = clock_now_ms() + ms;
	app->timer_fn = fn;
	app->timer_who = who;
}

void app_at_end(struct app *app, void (*drop)(void *who), void *who)
{
	app->at_end = drop;
	app->at_end_who = who;
}

void app_log(const struct app *app, const char *event, const char *code)
{
	log_write(&app->log, CONF_LEVEL_INFO, event, code, 0);
}

void app_forget(struct app *app, void *who)
{
	struct asking *next;
	const char *dropped;

	live_forget(app, who);
	if (app->choice_who == who)
		app->choosing = false;
	lock_forget(app, who);
	dropped = app_unexpect(app, who);
	if (dropped[0] != '\0')
		app_say(app, SAY_WARN, "%s", dropped + strspn(dropped, " "));
	for (struct asking *asking = app->askings; asking != NULL; asking = next) {
		next = asking->next;
		if (asking->who != who)
			continue;
		pg_forget(app->pg, asking);
		asking_drop(app, asking);
		app_end(app);
	}
}

/* ---- what the connection tells ---- */

static bool is_shut_out(const struct app *app)
{
	struct pg_status status;

	pg_status(app->pg, &status);
	return app->me.known && !app_is_shell(app) && status.error.code == ERR_REFUSED;
}

static void changed(enum pg_state state, void *who)
{
	static const char *const words[] = {
		[PG_OFFLINE] = "offline", [PG_CONNECTING] = "connecting", [PG_LIVE] = "live"
	};
	struct app *app = who;

	log_write(&app->log, CONF_LEVEL_INFO, "database", words[state], 0);
	app->effects |= EFFECT_REDRAW;
	if (state == PG_OFFLINE && is_shut_out(app))
		lock_shut_out(app);
	if (state != PG_LIVE)
		return;
	lock_let_in(app);
	job_resume_all(app);
	vault_live(app);
	alarm_send(app);
	live_tell(app);
}

static const struct {
	const char *channel;
	unsigned topic;
} channels[] = { { "hw_case", TOPIC_CASE }, { "hw_office", TOPIC_OFFICE } };

static void noticed(const char *channel, void *who)
{
	struct app *app = who;

	if (channel == NULL) {
		here_news(app);
		app_touch(app, TOPIC_CASE | TOPIC_OFFICE);
		app->effects |= EFFECT_RELOAD;
		return;
	}
	for (size_t i = 0; i < sizeof channels / sizeof *channels; i++) {
		if (strcmp(channel, channels[i].channel) == 0)
			app_touch(app, channels[i].topic);
	}
	if (strcmp(channel, "hw_presence") == 0)
		here_news(app);
	/* Whose login or roles are taken hears of it when it is done, whatever she looks at. */
	if (strcmp(channel, "hw_office") != 0)
		return;
	greet_mark(app, true);
	duty_ask(app, true);
}

int session_open(struct app *app, const struct run_options *options, bool as_person)
{
	const struct conf *conf = app->conf;
	struct error e = { 0 };
	struct pg_options pg = {
		.conninfo = options->conninfo,
		.user = options->user,
		.application = "homeward",
		.connect_ms = conf->database.connect_timeout_s * 1000,
		.request_ms = conf->database.request_timeout_s * 1000,
		.retry_cap_ms = conf->database.reconnect_max_s * 1000,
		.who = app,
		.changed = changed,
	};

	if (as_person) {
		pg.listen = Q_LISTEN;
		pg.greet = Q_HELLO;
		pg.greet_with = greet_ask;
		pg.greeted = greet_answered;
		pg.notice = noticed;
	} else {
		pg.statement_ms = -1;
		pg.request_ms = 600000;
	}
	if (pg_new(&app->pg, &pg, &e) != 0) {
		say_early(e.text);
		return -1;
	}
	return 0;
}

void session_close(struct app *app)
{
	pg_free(app->pg);
	app->pg = NULL;
	free(app->offices_all);
	app->offices_all = NULL;
	while (app->askings != NULL)
		asking_drop(app, app->askings);
	live_free(app);
}

/* ---- the loop's view of it ---- */

static struct loop_wants wants(void *who)
{
	const struct app *app = who;
	struct pg_wants want = pg_wants(app->pg);

	return (struct loop_wants){
		.fd = want.fd, .events = want.events, .deadline = want.deadline_ms
	};
}

static void ready(void *who, short revents, int64_t now)
{
	struct app *app = who;

	app->now = now;
	pg_pump(app->pg, revents, now);
}

struct loop_source session_source(struct app *app)
{
	return (struct loop_source){ .wants = wants, .ready = ready, .who = app };
}

/* ---- in words ---- */

bool app_is_live(const struct app *app)
{
	return pg_state(app->pg) == PG_LIVE;
}

/* How old what is on the screen is, where that is worth saying; 0: fresh. What has just been asked
 * again on a live line is not told of: its answer is there before the word is read, or the line is
 * found to be gone. */
static int64_t stale_ms(const struct app *app)
{
	const struct view *view = app_front(app);
	int64_t limit = views_poll_ms(app) * STALE_AFTER_POLLS;

	if (view == NULL || !view->loaded || view->screen->topics == 0)
		return 0;
	if (view->asked_at != 0 && app->now - view->asked_at < limit)
		return 0;
	return app->now - view->loaded_at > limit ? app->now - view->loaded_at : 0;
}

bool app_is_stale(const struct app *app)
{
	return !app_is_live(app) || stale_ms(app) > 0;
}

void session_words(const struct app *app, char *text, size_t size, enum style *style)
{
	struct pg_status status;
	char since[DATE_TEXT], age[DATE_TEXT];
	int64_t epoch = app_epoch_ms(app), old;

	pg_status(app->pg, &status);
	if (status.state == PG_LIVE) {
		old = stale_ms(app);
		date_time(since, epoch, app->me.offset_min);
		*style = old > 0 ? STYLE_STALE : STYLE_LIVE;
		if (old > 0)
			snprintf(text, size, _("STALE %" PRId64 "s %s"), old / 1000, since);
		else
			snprintf(text, size, _("LIVE %s"), since);
		return;
	}
	if (status.lives == 0) {
		bool failed = status.error.code != ERR_NONE;

		*style = failed ? STYLE_OFFLINE : STYLE_STALE;
		snprintf(text, size, "%s", failed ? _("OFFLINE") : _("CONNECTING"));
		return;
	}
	*style = STYLE_OFFLINE;
	date_time(since, epoch - (app->now - status.since_ms), app->me.offset_min);
	date_age(age, status.since_ms, app->now);
	snprintf(text, size, _("OFFLINE since %s (%s)"), since, age);
}

void session_trouble(const struct app *app, char *text, size_t size)
{
	bool keys = !views_typed(app); /* R is one, and no letter of a text */
	struct pg_status status;

	text[0] = '\0';
	pg_status(app->pg, &status);
	if (status.state == PG_LIVE)
		return;
	/* A line that comes up at once is not worth words that have to be taken back. */
	if (status.lives == 0 && status.error.code == ERR_NONE &&
		app->now - status.since_ms < QUIET_MS)
		return;
	if (status.state == PG_CONNECTING || status.error.code == ERR_NONE) {
		snprintf(text, size, _("trying to reach the database ... %s"), status.error.text);
	} else if (status.next_try_ms == 0) {
		snprintf(text, size, keys ? _("%s (R tries again)") : "%s", status.error.text);
	} else {
		int64_t left = (status.next_try_ms - app->now + 999) / 1000;

		snprintf(text, size,
			keys ? _("trying again in %" PRId64 "s (R now). %s") :
			       _("trying again in %" PRId64 "s. %s"),
			left > 0 ? left : 0, status.error.text);
	}
}
