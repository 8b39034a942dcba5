/* The console on a terminal: the sources of the loop, and the loop. */
#include "tui/app/state.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "db/base/clock.h"
#include "db/base/date.h"
#include "tui/app/complete.h"
#include "tui/app/host.h"
#include "tui/intl.h"
#include "tui/app/keys.h"
#include "tui/app/opening.h"
#include "tui/app/prompt.h"
#include "tui/app/vault.h"
#include "tui/term/input.h"
#include "tui/term/screen.h"
#include "tui/app/here.h"
#include "tui/app/resume.h"

enum {
	ESC_MS_LOCAL = 25,
	ESC_MS_SSH = 100,
	FIRST_MS = 250 /* the first frame waits so long for its rows */
};

/* ---- the terminal ---- */

static struct loop_wants terminal_wants(void *who)
{
	const struct app *app = who;
	int64_t deadline = input_deadline(term_input(app->term));

	return (struct loop_wants){ .fd = term_fd(app->term),
		.events = (short)(POLLIN | (term_busy(app->term) ? POLLOUT : 0)),
		.deadline = deadline < 0 ? 0 : deadline };
}

static void hung_up(struct app *app)
{
	/* Nobody is there to be told: leave without another word to the terminal. */
	app->gone = true;
	app->ending = true;
}

static void terminal_ready(void *who, short revents, int64_t now)
{
	struct app *app = who;
	struct input_event event;

	app->now = now;
	/* Before a key counts: nobody may have been here since. */
	lock_watch(app);
	if ((revents & POLLOUT) && term_flush(app->term) < 0)
		hung_up(app);
	if ((revents & POLLIN) && term_read(app->term, now) < 0)
		hung_up(app);
	/* ncurses hides a dead terminal; poll() does not. */
	if ((revents & (POLLHUP | POLLERR | POLLNVAL)) && !(revents & POLLIN))
		hung_up(app);
	while (!app->ending && !app->suspending && input_next(term_input(app->term), now, &event)) {
		app_event(app, &event);
		app_carry_out(app);
	}
}

/* ---- signals ---- */

static int signals_open(void)
{
	sigset_t set;

	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGQUIT);
	sigaddset(&set, SIGWINCH);
	sigaddset(&set, SIGCONT);
	sigaddset(&set, SIGTSTP);
	sigaddset(&set, SIGUSR1);
	if (sigprocmask(SIG_BLOCK, &set, NULL) != 0)
		return -1;
	return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

static struct loop_wants signals_wants(void *who)
{
	const struct app *app = who;

	return (struct loop_wants){ .fd = app->signals, .events = POLLIN };
}

static void resized(struct app *app)
{
	if (!term_resize(app->term)) {
		/* There and back before we looked: what the terminal cut is unknown. */
		app->effects |= EFFECT_REPAINT;
		return;
	}
	prompt_resize(term_rows(app->term), term_cols(app->term));
	app->effects |= EFFECT_REDRAW;
	/* A taller window shows rows that were not asked for yet; whoever drags it asks once. */
	app_touch(app, TOPIC_CASE | TOPIC_OFFICE);
}

/* A shell was on the terminal in between: its modes, its size and its text are unknown. */
static void continued(struct app *app)
{
	if (term_resume(app->term) < 0) {
		hung_up(app);
		return;
	}
	prompt_resize(term_rows(app->term), term_cols(app->term));
	app->effects |= EFFECT_REDRAW | EFFECT_RELOAD;
}

static void signals_ready(void *who, short revents, int64_t now)
{
	struct app *app = who;
	struct signalfd_siginfo info;

	(void)revents;
	app->now = now;
	while (read(app->signals, &info, sizeof info) == (ssize_t)sizeof info) {
		switch (info.ssi_signo) {
		case SIGHUP:
			hung_up(app);
			break;
		case SIGWINCH:
			resized(app);
			break;
		case SIGUSR1:
			log_reopen(&app->log);
			break;
		case SIGCONT: /* after a SIGSTOP: our own stop takes its SIGCONT itself */
			continued(app);
			break;
		case SIGTSTP:
			app->suspending = true;
			break;
		default: /* TERM, INT, QUIT */
			app->ending = true;
			break;
		}
	}
}

/* ---- time ---- */

/* When a word on the frame changes by itself: the minute of the clock; where the line is gone or
 * the screen stale, the seconds. */
static int64_t frame_due(const struct app *app)
{
	int64_t epoch = app_epoch_ms(app);

	if (!app_is_live(app) || app->stale)
		return app->now + 1000;
	if (epoch == 0 || app->me.frozen_ms != 0)
		return 0;
	return app->now + (date_next_minute(epoch) - epoch);
}

static struct loop_wants time_wants(void *who)
{
	const struct app *app = who;
	const struct view *view = app_front(app);
	int64_t due = clock_earlier(app->touch_due, app->poll_due);

	due = clock_earlier(due, app->inbox_due);
	due = clock_earlier(due, app->frame_due);
	due = clock_earlier(due, app->first_due);
	due = clock_earlier(due, app->expected.show_at);
	due = clock_earlier(due, openings_due(app));
	due = clock_earlier(due, resume_due(app));
	due = clock_earlier(due, here_due(app));
	if (view != NULL && view->screen->due != NULL)
		due = clock_earlier(due, view->screen->due(view));
	return (struct loop_wants){ .fd = -1, .deadline = due };
}

static void time_ready(void *who, short revents, int64_t now)
{
	struct app *app = who;

	(void)revents;
	app->now = now;
	if (app->frame_due != 0 && app->frame_due <= now)
		app->effects |= EFFECT_REDRAW;
	app_tick(app);
}

/* ---- suspend ---- */

/* Stops as a shell expects it: the whole job, so that whoever waits for us (make, a script) stops
 * as well; until the SIGCONT, which is taken here. Where no shell could continue us (an orphaned
 * process group) the kernel does not stop us. */
static void stop(void)
{
	const struct timespec at_once = { 0 };
	sigset_t stopping, continuing;

	sigemptyset(&stopping);
	sigaddset(&stopping, SIGTSTP);
	sigemptyset(&continuing);
	sigaddset(&continuing, SIGCONT);
	kill(0, SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stopping, NULL);
	sigprocmask(SIG_BLOCK, &stopping, NULL);
	sigtimedwait(&continuing, NULL, &at_once);
}

/* Whoever is told to end while stopped is continued for that, but has not the terminal. */
static bool must_end(void)
{
	static const int ends[] = { SIGHUP, SIGTERM, SIGINT, SIGQUIT };
	sigset_t pending;

	sigpending(&pending);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (sigismember(&pending, ends[i]))
			return true;
	return false;
}

static void suspend(struct app *app)
{
	app->suspending = false;
	lock_before_stop(app);
	vault_rest(app);
	term_suspend(app->term);
	stop();
	app->now = clock_now_ms();
	if (must_end())
		app->ending = true;
	else
		continued(app);
}

/* ---- opening, running, leaving ---- */

static enum theme theme_wanted(const struct conf *conf)
{
	switch (conf->ui.theme) {
	case CONF_THEME_AUTO:
		return THEME_AUTO;
	case CONF_THEME_DARK:
		return THEME_DARK;
	case CONF_THEME_MONO:
		return THEME_MONO;
	}
	return THEME_AUTO;
}

static int terminal_open(struct app *app)
{
	const struct host *host = app->options->host;
	const struct conf *conf = app->conf;
	char problem[512];
	struct term_options options = {
		.type = host->term,
		.no_color = host->no_color ? "1" : NULL,
		.theme = theme_wanted(conf),
		.cursorline = conf->ui.cursorline == CONF_CURSORLINE_BAR ? TERM_BAR : TERM_MARKER,
		.ascii = conf->ui.ascii || !host->locale_ok,
		.esc_ms = conf->ui.escape_ms,
	};

	if (options.esc_ms == 0)
		options.esc_ms = host->ssh ? ESC_MS_SSH : ESC_MS_LOCAL;
	if (term_open(&app->term, &options, problem, sizeof problem) != 0) {
		say_early(problem);
		return -1;
	}
	return 0;
}

/* Who sees no case begins with what was referred to her. */
static void known(void *who)
{
	struct app *app = who;

	if (app->me.referred && app_depth(app) <= 1)
		app->effects |= app_open(app, screen_find("referrals"), NULL);
}

static void open_first_screen(struct app *app)
{
	char command[400];

	app_when_live(app, known, app);
	snprintf(command, sizeof command, "%s", app->conf->start.screen);
	app->effects |= app_command(app, command);
	if (app_front(app) == NULL)
		app->effects |= app_open(app, screen_find("board"), NULL);
	if (app->conf->start.filter[0] != '\0') {
		snprintf(command, sizeof command, "filter %s", app->conf->start.filter);
		app->effects |= app_command(app, command);
	}
}

static void run(struct app *app)
{
	const struct loop_source sources[] = {
		lock_source(app),
		{ terminal_wants, terminal_ready, app },
		{ signals_wants, signals_ready, app },
		session_source(app),
		{ time_wants, time_ready, app },
	};

	while (!app->ending) {
		app_turn_end(app);
		vault_rest(app);
		app->frame_due = frame_due(app);
		if (loop_turn(sources, sizeof sources / sizeof *sources) != 0)
			break;
		lock_watch(app);
		if (app->suspending)
			suspend(app);
	}
}

int run_console(const struct run_options *options)
{
	struct app *app;
	char problem[300];
	int code;

	if (keys_check(options->conf, problem, sizeof problem) != 0 ||
		screens_check(options->conf, problem, sizeof problem) != 0) {
		say_early(problem);
		return EXIT_USAGE;
	}
	app = app_new(options);
	if (app == NULL || session_open(app, options, true) != 0) {
		app_free(app);
		return EXIT_USAGE;
	}
	pg_begin(app->pg);
	/* The terminal last: what is said while the console has it goes with the screen. */
	if (terminal_open(app) != 0) {
		app_free(app);
		return EXIT_USAGE;
	}
	app->signals = signals_open();
	if (app->signals < 0) {
		app_free(app);
		return EXIT_USAGE;
	}
	prompt_start(&(struct prompt_options){ .complete = complete_line, .who = &app->complete });
	prompt_resize(term_rows(app->term), term_cols(app->term));
	open_first_screen(app);
	app->first_due = app->now + FIRST_MS;
	run(app);
	code = app->gone ? EXIT_OFFLINE : EXIT_DONE;
	prompt_stop();
	app_free(app);
	return code;
}
