/* `demo-load`: fill a database that is marked for it with invented people. The files of sql/demo
 * and what they define do the work; here is only the order, and how far it is. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "embedded.h"
#include "tui/app/app.h"
#include "tui/intl.h"

enum {
	CASES = 400, /* unless somebody wants more */
	CASES_MAX = 20000000,
	STEP = 5000 /* cases in one transaction */
};

struct demo {
	struct app *app;
	const struct embedded_file *file; /* the one asked last */
	int64_t wanted, there, before; /* cases; there -1: not asked yet */
};

/* 1000000 as "1,000,000". */
static const char *grouped(int64_t number, char text[static 32])
{
	char digits[24];
	size_t length = (size_t)snprintf(digits, sizeof digits, "%" PRId64, number), at = 0;

	for (size_t i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			text[at++] = ',';
		text[at++] = digits[i];
	}
	text[at] = '\0';
	return text;
}

static void show_progress(const struct demo *demo)
{
	char there[32], wanted[32];

	if (!isatty(STDERR_FILENO))
		return;
	fputs("\r\033[K", stderr);
	fprintf(stderr, _("demo: %s of %s cases"), grouped(demo->there, there),
		grouped(demo->wanted, wanted));
}

static void end_progress(void)
{
	if (isatty(STDERR_FILENO))
		fputs("\r\033[K", stderr);
}

static void end(struct demo *demo)
{
	struct app *app = demo->app;

	free(demo);
	app_end(app);
}

/* True after saying why it ends here, and ending it. */
static bool failed(struct demo *demo, const struct answer *answer)
{
	if (answer->err == 0)
		return false;
	end_progress();
	if (answer->sqlstate[0] == '\0')
		app_say(demo->app, SAY_ERROR, "%s",
			_("The line fell. Run it again: what is loaded stays."));
	else if (strcmp(answer->sqlstate, "42501") == 0)
		app_say(demo->app, SAY_ERROR, "%s",
			_("Only the owner of the database may load an invented region."));
	else
		app_say(demo->app, SAY_ERROR, _("The database refused (code %s): %.*s"),
			answer->sqlstate, (int)strcspn(answer->message, "\n"), answer->message);
	end(demo);
	return true;
}

/* What was not even sent has no answer that could tell why it ends here. */
static void sent(struct demo *demo, int r)
{
	if (r == 0)
		return;
	end_progress();
	app_say(demo->app, SAY_ERROR, "%s", _("There is no memory left."));
	end(demo);
}

static unsigned summed_up(void *who, const struct answer *answer)
{
	const struct rows *rows = answer->rows;
	struct demo *demo = who;
	char cases[32], open_cases[32], ended[32], tonight[32], nobody[32];

	if (failed(demo, answer))
		return EFFECT_NONE;
	app_say(demo->app, SAY_INFO,
		_("%s invented cases in %" PRId64 " offices: %s open, %s clocks ended, "
		  "%s end within 12 hours, NOBODY is responsible for %s."),
		grouped(rows_int(rows, 0, 0), cases), rows_int(rows, 0, 2),
		grouped(rows_int(rows, 0, 1), open_cases), grouped(rows_int(rows, 0, 3), ended),
		grouped(rows_int(rows, 0, 4), tonight), grouped(rows_int(rows, 0, 5), nobody));
	end(demo);
	return EFFECT_NONE;
}

static unsigned checked(void *who, const struct answer *answer)
{
	struct demo *demo = who;

	if (failed(demo, answer))
		return EFFECT_NONE;
	for (int r = 0; r < rows_count(answer->rows); r++)
		app_say(demo->app, SAY_ERROR, "%s", rows_text(answer->rows, r, 0));
	sent(demo, app_ask(demo->app, Q_DEMO_SUMMARY, NULL, 0, summed_up, demo));
	return EFFECT_NONE;
}

static unsigned cleaned(void *who, const struct answer *answer)
{
	struct demo *demo = who;

	if (!failed(demo, answer))
		sent(demo, app_ask(demo->app, Q_DEMO_CHECK, NULL, 0, checked, demo));
	return EFFECT_NONE;
}

static unsigned filled(void *who, const struct answer *answer);

static void fill(struct demo *demo, int step)
{
	const struct param params[] = { param_int(demo->wanted), param_int(step) };

	sent(demo, app_change(demo->app, Q_DEMO_FILL, params, 2, filled, demo));
}

static unsigned filled(void *who, const struct answer *answer)
{
	struct demo *demo = who;
	char there[32];

	if (failed(demo, answer))
		return EFFECT_NONE;
	if (demo->there < 0)
		demo->before = rows_int(answer->rows, 0, 0);
	demo->there = rows_int(answer->rows, 0, 0);
	if (demo->there < demo->wanted) {
		show_progress(demo);
		fill(demo, STEP);
		return EFFECT_NONE;
	}
	end_progress();
	if (demo->before < demo->wanted) {
		sent(demo, app_change(demo->app, Q_DEMO_UPKEEP, NULL, 0, cleaned, demo));
		return EFFECT_NONE;
	}
	app_say(demo->app, SAY_INFO, _("There are %s invented cases already: nothing added."),
		grouped(demo->there, there));
	end(demo);
	return EFFECT_NONE;
}

/* ---- before that: is it allowed, and what the files define ---- */

static void file_run(const struct answer *answer, void *who);

/* The next file of sql/demo; behind the last one the filling begins. */
static void run_next_file(struct demo *demo)
{
	struct ask ask = { .script = true, .change = true, .answer = file_run, .who = demo };

	while (demo->file->path != NULL && strncmp(demo->file->path, "sql/demo/", 9) != 0)
		demo->file++;
	if (demo->file->path == NULL) {
		fill(demo, 0);
		return;
	}
	ask.text = demo->file->text;
	sent(demo, pg_ask(app_pg(demo->app), &ask));
}

static void file_run(const struct answer *answer, void *who)
{
	struct demo *demo = who;

	if (failed(demo, answer))
		return;
	demo->file++;
	run_next_file(demo);
}

static unsigned greeted(void *who, const struct answer *answer)
{
	struct demo *demo = who;

	if (answer->err != 0 && answer->sqlstate[0] != '\0') {
		app_say(demo->app, SAY_ERROR, "%s",
			_("This database is not one of homeward yet: `homeward migrate --demo` "
			  "makes it one."));
		end(demo);
		return EFFECT_NONE;
	}
	if (failed(demo, answer))
		return EFFECT_NONE;
	if (!rows_field_bool(answer->rows, 0, "demo")) {
		app_say(demo->app, SAY_ERROR, "%s",
			_("This database is not marked as one with invented people, so none are "
			  "loaded into it. `homeward migrate --demo` marks one that has no cases "
			  "yet."));
		end(demo);
		return EFFECT_NONE;
	}
	run_next_file(demo);
	return EFFECT_NONE;
}

static unsigned demo_load(struct call *call)
{
	const struct param params[] = { param_int(APP_CONTRACT), param_null() };
	long long wanted = CASES;
	struct demo *demo;
	char *rest = NULL;

	if (call->value[0] != NULL)
		wanted = strtoll(call->value[0], &rest, 10);
	if (wanted < 1 || wanted > CASES_MAX || (rest != NULL && *rest != '\0')) {
		app_exit_code(call->app, EXIT_USAGE);
		app_say(call->app, SAY_ERROR, _("--cases wants a number from 1 to %d"), CASES_MAX);
		return EFFECT_NONE;
	}
	demo = calloc(1, sizeof *demo);
	if (demo == NULL) {
		app_say(call->app, SAY_ERROR, "%s", _("There is no memory left."));
		return EFFECT_NONE;
	}
	*demo = (struct demo){
		.app = call->app, .file = embedded_files, .wanted = wanted, .there = -1
	};
	app_begin(call->app);
	sent(demo, app_ask(call->app, Q_HELLO, params, 2, greeted, demo));
	return EFFECT_NONE;
}

const struct verb demo_verbs[] = {
	{ .name = "demo-load",
		.flags = VERB_SHELL | VERB_ONLY_SHELL | VERB_OWNER,
		.arguments = { { .name = "cases",
			.kind = ARGUMENT_WORD,
			.help = N_("how many invented cases there shall be; 400 unless said") } },
		.help = N_("Load an invented region into a database marked for it, as its owner"),
		.act = demo_load },
	{ 0 },
};
