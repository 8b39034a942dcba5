/* Shifts and handovers: who is on shift, which cases one keeps an eye on, what goes to the next. */
#include <string.h>

#include "db/base/date.h"
#include "tui/app/app.h"
#include "tui/app/change.h"
#include "tui/app/job.h"
#include "tui/intl.h"
#include "tui/verbs/rows_json.h"

/* ---- a change to one's own shift ----------------------------------------------------------- */

static unsigned start_shift(struct call *call)
{
	const char *office = call->value[1], *until = call->value[2];

	if (!app_may_change(call->app))
		return EFFECT_REDRAW;
	if (until == NULL && office != NULL && strchr(office, ':') != NULL) {
		until = office; /* `shift start 07:00` */
		office = NULL;
	}
	return change_send(call->app,
		&(struct change){ .query = Q_SHIFT_BEGIN,
			.params = (const struct param[]){ param_text(office), param_text(until) },
			.count = 2,
			.done = _(
				"Your shift has begun. :handover shows what was handed to you.") });
}

static unsigned end_shift(struct call *call)
{
	if (!app_may_change(call->app))
		return EFFECT_REDRAW;
	return change_send(call->app,
		&(struct change){
			.query = Q_SHIFT_END, .done = _("Your shift has ended. Sleep well.") });
}

/* ---- who is on shift ----------------------------------------------------------------------- */

static unsigned listed(void *who, const struct answer *answer)
{
	struct app *app = who;
	const struct rows *rows = answer->rows;
	char until[DATE_TEXT];

	if (answer->err != 0) {
		rows_json_failed(app, answer);
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
		return start_shift(call);
	if (what != NULL)
		return end_shift(call);
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
		.done = N_("not watched any more; what you changed of it needs no line"),
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
		{ .name = "read_at", .kind = JSON_TIME }, { .name = "urgent" }, { 0 } };

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
		.help = N_("Keep an eye on the case no more; what you changed of it needs no line"),
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
