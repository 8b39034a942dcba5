/* One verb from a shell: the same rows, the same loop, no terminal. */
#include "tui/app/state.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/clock.h"
#include "tui/app/change.h"
#include "tui/app/outcome.h"
#include "tui/app/shell_read.h"
#include "tui/intl.h"
#include "tui/term/cells.h"

enum {
	UNKNOWN_WAITS =
		3 /* so many request timeouts a change whose answer was lost is asked about */
};

/* What the database or libpq says goes through the gate, and never alone: our words come first. */
static void say_offline(const struct pg_status *status)
{
	char safe[600];

	cells_safe(safe, sizeof safe, status->message, strcspn(status->message, "\n"), -1);
	fprintf(stderr, "homeward: %s%s%s\n", status->error.text, safe[0] != '\0' ? " " : "", safe);
}

/* Wakes the loop although the connection wants nothing for now. */
static struct loop_wants alarm_wants(void *who)
{
	return (struct loop_wants){ .fd = -1, .deadline = *(const int64_t *)who };
}

static void alarm_ready(void *who, short revents, int64_t now)
{
	(void)who, (void)revents, (void)now;
}

static struct loop_wants timer_wants(void *who)
{
	const struct app *app = who;

	return (struct loop_wants){ .fd = -1, .deadline = app->timer_due };
}

static void timer_ready(void *who, short revents, int64_t now)
{
	struct app *app = who;

	(void)revents, (void)now;
	app->timer_due = 0;
	app->timer_fn(app->timer_who);
}

/* until: clock_now_ms() at which it ends in any case; 0: as long as it takes. */
static int turn(struct app *app, int64_t until)
{
	const struct loop_source sources[] = { session_source(app),
		{ alarm_wants, alarm_ready, &until }, { timer_wants, timer_ready, app } };
	int r = loop_turn(sources, sizeof sources / sizeof *sources);

	app->now = clock_now_ms();
	app_carry_out(app);
	return r;
}

/* Until the first attempt has ended. EXIT_DONE when LIVE, or when the verb goes on anyway. */
static int connect_once(struct app *app, bool anyway)
{
	struct pg_status status;

	do {
		if (turn(app, 0) != 0)
			return EXIT_OFFLINE;
		pg_status(app->pg, &status);
	} while (status.state == PG_CONNECTING ||
		(status.state == PG_OFFLINE && status.tries == 0 && status.error.code == ERR_NONE));
	if (status.state == PG_LIVE || anyway)
		return EXIT_DONE;
	say_offline(&status);
	switch (status.error.code) {
	case ERR_CONTRACT:
		return EXIT_REFUSED;
	case ERR_REFUSED:
	case ERR_NONE:
	case ERR_MEMORY:
	case ERR_INPUT:
	case ERR_OFFLINE:
	case ERR_TIMEOUT:
	case ERR_UNKNOWN:
	case ERR_SERVER:
	case ERR_IO:
	case ERR_KEY:
	case ERR_TAMPERED:
	case ERR_PASSPHRASE:
		return EXIT_OFFLINE;
	}
	return EXIT_OFFLINE;
}

static void run_to_the_end(struct app *app)
{
	int64_t until = 0;

	while (app->pending > 0 && !app->ending) {
		if (turn(app, until) != 0)
			return;
		if (!job_unknown(app) && !change_unknown(app) && app->waiting == NULL) {
			until = 0;
		} else if (until == 0) {
			until = app->now +
				INT64_C(1000) * UNKNOWN_WAITS *
					app->conf->database.request_timeout_s;
		} else if (app->now >= until) {
			fprintf(stderr, "homeward: %s\n",
				_("it is not known whether the change was saved: the database "
				  "cannot be asked. "
				  "Look what is there before you try again."));
			app->exit_code = EXIT_UNKNOWN;
			if (job_unknown(app))
				job_tell_unknown(app);
			else if (change_unknown(app))
				change_tell_unknown(app);
			else
				outcome_tell(app, &(struct outcome){ .unknown = true });
			return;
		}
	}
}

/* To a program, of each: nothing was sent. */
static void tell_offline(const struct app *app, const struct call *call)
{
	struct outcome outcome = { .message = _("not saved: the database cannot be reached.") };

	for (size_t i = 0; i < call->code_count; i++) {
		if (call->verb->flags & VERB_EVENTS)
			outcome.undone = strtoll(call->codes[i], NULL, 10);
		else
			outcome.code = call->codes[i];
		outcome_tell(app, &outcome);
	}
	if (call->code_count == 0)
		outcome_tell(app, &outcome);
}

static int run_verb(const struct run_options *options, struct line *line)
{
	struct app *app = app_new(options);
	unsigned flags = line->call.verb->flags;
	int code = EXIT_DONE;

	if (app == NULL)
		return EXIT_REFUSED;
	app->json = line->call.json;
	if (!(flags & VERB_NO_DATABASE)) {
		if (session_open(app, options, !(flags & VERB_OWNER)) != 0)
			code = EXIT_USAGE;
		else
			code = connect_once(app, flags & VERB_ANYWAY);
		if (code == EXIT_OFFLINE)
			tell_offline(app, &line->call);
	}
	if (code == EXIT_DONE) {
		line->call.app = app;
		if (app_may(app, line->call.verb))
			app->effects |= line->call.verb->act(&line->call);
		app_carry_out(app);
		run_to_the_end(app);
		code = app->exit_code;
	}
	app_free(app);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		perror("homeward: standard output");
		return EXIT_REFUSED;
	}
	return code;
}

int run_shell(const struct run_options *options)
{
	static struct line line;
	static struct shell_read read;

	signal(SIGPIPE, SIG_IGN);
	if (verb_parse_words(&line, options->word_count, options->words) != 0) {
		say_early(line.problem);
		fprintf(stderr, "%s\n", _("`homeward help` lists the verbs."));
		return EXIT_USAGE;
	}
	if (line.call.input && line.call.code_count > 0) {
		say_early(_("codes, or `-` for those on standard input: not both."));
		return EXIT_USAGE;
	}
	if (line.call.input && shell_read(&read, line.call.verb, stdin) != 0) {
		say_early(_("Nothing was changed."));
		return EXIT_USAGE;
	}
	for (size_t i = 0; i < read.count; i++)
		line.call.codes[i] = read.word[i];
	if (line.call.input) {
		line.call.code_count = read.count;
		line.call.lines = read.line;
	}
	return run_verb(options, &line);
}
