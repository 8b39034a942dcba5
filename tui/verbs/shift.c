/* Shifts and handovers: who is on shift, which cases one keeps an eye on, what goes to the next. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/date.h"
#include "db/base/text.h"
#include "db/base/uuid.h"
#include "tui/app/app.h"
#include "tui/app/job.h"
#include "tui/app/outcome.h"
#include "tui/intl.h"
#include "tui/verbs/rows_json.h"

/* ---- a change to one's own shift ----------------------------------------------------------- */

struct change {
	struct app *app;
	enum query query;
	char key[UUID_TEXT], office[64], until[16];
};

static unsigned sent(void *who, const struct answer *answer);

static int send(struct change *change)
{
	const struct param params[] = { param_text(change->key),
		change->office[0] != '\0' ? param_text(change->office) : param_null(),
		change->until[0] != '\0' ? param_text(change->until) : param_null() };

	return app_change(change->app, change->query, params,
		change->query == Q_SHIFT_BEGIN ? 3 : 1, sent, change);
}

static unsigned end(struct change *change, enum say_level level, const char *text, const char *more)
{
	app_say(change->app, level, "%s%s%s", text, more[0] != '\0' ? " " : "", more);
	app_forget(change->app, change);
	free(change);
	return EFFECT_REDRAW | EFFECT_RELOAD;
}

/* The line is back: asked again under the same key, it is done once. */
static void again(void *who)
{
	struct change *change = who;

	if (send(change) != 0)
		(void)end(change, SAY_ERROR, _("No memory left."), "");
}

static unsigned sent(void *who, const struct answer *answer)
{
	struct change *change = who;
	bool begun = change->query == Q_SHIFT_BEGIN;

	if (answer->err == ERR_UNKNOWN) {
		app_when_live(change->app, again, change);
		return EFFECT_NONE;
	}
	outcome_tell_answer(change->app, answer);
	if (answer->err != 0) {
		app_exit_code(change->app, EXIT_OFFLINE);
		return end(change, SAY_ERROR,
			_("Not done: the database cannot be reached. Try again when LIVE."), "");
	}
	if (!rows_field_is_null(answer->rows, 0, "refusal"))
		return end(change, SAY_WARN, intl_word(rows_field(answer->rows, 0, "message")),
			intl_word(rows_field(answer->rows, 0, "hint")));
	if (begun)
		return end(change, SAY_INFO,
			_("Your shift has begun. :handover shows what was handed to you."), "");
	return end(change, SAY_INFO, _("Your shift has ended. Sleep well."), "");
}

static unsigned change_shift(struct call *call, enum query query)
{
	struct change *change;

	if (!app_may_change(call->app))
		return EFFECT_REDRAW;
	change = calloc(1, sizeof *change);
	if (change == NULL || uuid_make(change->key) != 0) {
		free(change);
		app_say(call->app, SAY_ERROR, "%s", _("No memory left: nothing was changed."));
		return EFFECT_REDRAW;
	}
	change->app = call->app;
	change->query = query;
	for (int i = 1; i <= 2; i++) {
		const char *value = call->value[i];

		if (value != NULL && strchr(value, ':') != NULL)
			text_copy(change->until, sizeof change->until, value);
		else if (value != NULL)
			text_copy(change->office, sizeof change->office, value);
	}
	if (send(change) != 0)
		return end(change, SAY_ERROR, _("No memory left: nothing was changed."), "");
	return EFFECT_NONE;
}

/* ---- who is on shift ----------------------------------------------------------------------- */

static unsigned listed(void *who, const struct answer *answer)
{
	struct app *app = who;
	const struct rows *rows = answer->rows;
	char until[DATE_TEXT];

	if (answer->err != 0) {
		app_exit_code(app, EXIT_OFFLINE);
		app_say(app, SAY_ERROR, "%s", _("The database cannot be reached."));
		return EFFECT_REDRAW;
	}
	for (int row = 0; row < rows_count(rows); row++) {
		date_time(until, rows_field_ms(rows, row, "ends_at"), app_me(app)->offset_min);
		app_say(app, SAY_INFO, _("%s  %-16s  until %s  %s"),
			rows_field(rows, row, "country"), rows_field(rows, row, "office"), until,
			rows_field(rows, row, "person"));
	}
	if (rows_count(rows) == 0)
		app_say(app, SAY_INFO, "%s", _("Nobody is on shift. :shift start begins yours."));
	return EFFECT_REDRAW;
}

static unsigned shift(struct call *call)
{
	static const struct json_column columns[] = { { .name = "country" }, { .name = "office" },
		{ .name = "person" }, { .name = "starts_at", .kind = JSON_TIME },
		{ .name = "ends_at", .kind = JSON_TIME }, { .name = "mine", .kind = JSON_BOOL },
		{ 0 } };
	const char *what = call->value[0];

	if (what != NULL && strcmp(what, "start") == 0)
		return change_shift(call, Q_SHIFT_BEGIN);
	if (what != NULL)
		return change_shift(call, Q_SHIFT_END);
	if (!app_is_shell(call->app))
		return app_open(call->app, screen_find("handover"), call);
	if (call->json)
		return rows_json_ask(call->app, Q_SHIFT_LIST, NULL, 0, columns);
	if (app_ask(call->app, Q_SHIFT_LIST, NULL, 0, listed, call->app) != 0)
		app_say(call->app, SAY_ERROR, "%s", _("No memory left."));
	return EFFECT_NONE;
}

/* ---- watching, and confirming -------------------------------------------------------------- */

static unsigned watch(struct call *call)
{
	static const struct job_kind kind = { .query = Q_CASE_WATCH,
		.done = N_("watched: it is in your :handover"),
		.order = N_("watch"),
		.question = N_("Watch %s?"),
		.final = true };

	return job_start(call, &kind);
}

static unsigned unwatch(struct call *call)
{
	static const struct job_kind kind = { .query = Q_CASE_UNWATCH,
		.done = N_("not watched any more"),
		.order = N_("watch no more"),
		.question = N_("Watch %s no more?"),
		.final = true };

	return job_start(call, &kind);
}

static unsigned confirm(struct call *call)
{
	static const struct job_kind kind = { .query = Q_CASE_CONFIRM,
		.value_count = 2,
		.values = { { .title = N_("What was handed over: how is she?") },
			{ .title = N_("... and what comes next?") } },
		.done = N_("handover confirmed: %s"),
		.order = N_("confirm: %s"),
		.question = N_("Confirm the handover of %s: %s?"),
		.final = true };

	return job_start(call, &kind);
}

static unsigned handover(struct call *call)
{
	static const struct json_column columns[] = { { .name = "part" }, { .name = "code" },
		{ .name = "version", .kind = JSON_NUMBER }, { .name = "office" },
		{ .name = "watched", .kind = JSON_BOOL },
		{ .name = "changes", .kind = JSON_NUMBER },
		{ .name = "changed_at", .kind = JSON_TIME }, { .name = "clock_code" },
		{ .name = "clock_at", .kind = JSON_TIME }, { .name = "need" },
		{ .name = "severity" }, { .name = "next" },
		{ .name = "next_at", .kind = JSON_TIME }, { .name = "person" },
		{ .name = "at", .kind = JSON_TIME }, { .name = "read_by" },
		{ .name = "read_at", .kind = JSON_TIME }, { 0 } };

	if (app_is_shell(call->app))
		return rows_json_ask(call->app, Q_HANDOVER_LIST, NULL, 0, columns);
	return app_open(call->app, screen_find("handover"), call);
}

static unsigned morning(struct call *call)
{
	static const struct json_column columns[] = { { .name = "section" }, { .name = "country" },
		{ .name = "office" }, { .name = "code" }, { .name = "what" }, { .name = "person" },
		{ .name = "at", .kind = JSON_TIME }, { .name = "days", .kind = JSON_NUMBER },
		{ .name = "n", .kind = JSON_NUMBER }, { 0 } };

	if (!app_is_shell(call->app))
		return app_open(call->app, screen_find("morning"), call);
	return rows_json_ask(call->app, Q_MORNING, NULL, 0, columns);
}

static unsigned pass(struct call *call)
{
	return app_open(call->app, screen_find("edit"), call);
}

static const char *const shift_words[] = { "start", "end", NULL };
static const char *const severities[] = { "stable", "watch", "unstable", NULL };
static const char *const steps[] = { "call her", "call back", "interpreter", "police", "doctor",
	"place for tonight", "visit", "transport", "document", "authority", "supervisor",
	"as written", "nothing", NULL };

const struct verb shift_verbs[] = {
	{ .name = "shift",
		.flags = VERB_CHANGES | VERB_SHOWS | VERB_SHELL,
		.arguments = { { .name = "what",
				       .kind = ARGUMENT_CHOICE,
				       .choices = shift_words,
				       .help = N_("start or end yours; none: who is on shift") },
			{ .name = "office", .help = N_("code of the office; none: your own") },
			{ .name = "until", .help = N_("07:00; none: twelve hours") } },
		.help = N_("Start or end your shift, or show who is on shift"),
		.act = shift },
	{ .name = "watch",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.help = N_("Keep an eye on the case: it is in what you hand over"),
		.act = watch },
	{ .name = "unwatch",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.help = N_("Keep an eye on the case no more"),
		.act = unwatch },
	{ .name = "handover",
		.flags = VERB_WORKS | VERB_SHELL,
		.help = N_("Show what you hand to the next shift, and what is handed to you"),
		.act = handover },
	{ .name = "morning",
		.flags = VERB_SHELL,
		.help = N_("Show what ends today and who waits on whom, over all countries"),
		.act = morning },
	{ .name = "pass",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.help = N_("Write what the next shift must know of the case; it is sealed"),
		.act = pass },
	{ .name = "confirm",
		.key = "y",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { { .name = "severity",
				       .kind = ARGUMENT_CHOICE,
				       .choices = severities,
				       .required = true,
				       .help = N_("stable, watch or unstable") },
			{ .name = "next",
				.kind = ARGUMENT_CHOICE,
				.choices = steps,
				.required = true,
				.help = N_("what comes next, as the line has it") } },
		.help = N_("Confirm what was handed over, by saying back what you understood"),
		.hint = N_("confirm"),
		.act = confirm },
	{ 0 },
};
