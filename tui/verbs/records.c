/* What is told of files themselves: what went to whom, until when each is kept, what was erased. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/app/app.h"
#include "tui/app/change.h"
#include "tui/app/subject.h"
#include "tui/intl.h"
#include "tui/sheets/records.h"
#include "tui/verbs/rows_json.h"
#include "tui/widgets/paper.h"

/* ---- from a shell ------------------------------------------------------------------------ */

struct print {
	struct app *app;
	struct subject subject; /* of a case */
	char code[40]; /* of an erasure */
	bool json;
};

static const char *const formats[] = { "table", "json", NULL };

static const struct json_column shared_columns[] = { { .name = "on_day" }, { .name = "how" },
	{ .name = "code" }, { .name = "to_whom" }, { .name = "what" }, { .name = "withheld" },
	{ .name = "because" }, { .name = "person" }, { 0 } };

static unsigned end(struct print *print)
{
	app_forget(print->app, print);
	app_end(print->app);
	free(print);
	return EFFECT_NONE;
}

static unsigned no_memory(struct print *print)
{
	app_say(print->app, SAY_ERROR, "%s", _("No memory left."));
	return end(print);
}

static unsigned shared_told(void *who, const struct answer *answer)
{
	struct print *print = who;
	struct paper paper = { 0 };

	if (answer->err != 0) {
		rows_json_failed(print->app, answer);
	} else if (!(app_me(print->app)->may & VERB_WORKS)) {
		app_say(print->app, SAY_ERROR, "%s", _("Your role does not read this."));
	} else if (print->json) {
		rows_json_print(print->app, answer->rows, shared_columns);
	} else {
		records_write_shared(&paper, print->subject.code, answer->rows);
		records_print(&paper);
		paper_done(&paper);
	}
	return end(print);
}

static unsigned shared_found(void *who, const struct answer *answer)
{
	struct print *print = who;
	const struct param id = param_text(print->subject.id);

	if (!subject_found(&print->subject, print->app, answer))
		return end(print);
	return app_ask(print->app, Q_CASE_SHARED, &id, 1, shared_told, print) == 0 ?
		EFFECT_NONE :
		no_memory(print);
}

static unsigned shared_print(struct call *call)
{
	struct print *print = calloc(1, sizeof *print);

	if (print == NULL) {
		app_say(call->app, SAY_ERROR, "%s", _("No memory left."));
		return EFFECT_NONE;
	}
	print->app = call->app;
	print->json = call->value[0] != NULL && strcmp(call->value[0], "json") == 0;
	app_begin(call->app);
	if (call->code_count > 1 || !subject_of_call(&print->subject, call->app, call)) {
		app_exit_code(call->app, EXIT_USAGE);
		if (call->code_count > 1)
			app_say(call->app, SAY_ERROR, "%s",
				_("One case at a time: give one code."));
		return end(print);
	}
	return subject_ask(&print->subject, call->app, shared_found, print) == 0 ? EFFECT_NONE :
										   no_memory(print);
}

/* ---- the receipt of an erasure, from a shell --------------------------------------------- */

static const struct json_column receipt_columns[] = { { .name = "code" },
	{ .name = "case_code", .as = "case" }, { .name = "office" }, { .name = "state" },
	{ .name = "reason" }, { .name = "asked_by" }, { .name = "asked_at", .kind = JSON_TIME },
	{ .name = "approved_by" }, { .name = "erased_at", .kind = JSON_TIME },
	{ .name = "records", .kind = JSON_NUMBER }, { .name = "keys", .kind = JSON_NUMBER },
	{ .name = "backups_until" }, { .name = "closed_on" }, { .name = "close_reason" },
	{ .name = "child", .kind = JSON_BOOL }, { .name = "sex" },
	{ .name = "age_low", .kind = JSON_NUMBER }, { .name = "age_high", .kind = JSON_NUMBER },
	{ .name = "status" }, { .name = "exploitation" }, { 0 } };

static unsigned receipt_told(void *who, const struct answer *answer)
{
	struct print *print = who;
	const struct cell_clock clock = { .epoch_ms = app_epoch_ms(print->app),
		.offset_min = app_me(print->app)->offset_min };
	struct paper paper = { 0 };

	if (answer->err != 0) {
		rows_json_failed(print->app, answer);
	} else if (rows_count(answer->rows) == 0) {
		app_say(print->app, SAY_ERROR, "%s", _("It is not in your offices any more."));
	} else if (print->json) {
		rows_json_print(print->app, answer->rows, receipt_columns);
	} else {
		records_write_receipt(&paper, &clock, answer->rows);
		records_print(&paper);
		paper_done(&paper);
	}
	return end(print);
}

static unsigned receipt_found(void *who, const struct answer *answer)
{
	struct print *print = who;
	struct param id;
	char why[RECORDS_WHY];

	if (answer->err != 0) {
		rows_json_failed(print->app, answer);
		return end(print);
	}
	if (!records_found(answer->rows, print->code, why)) {
		app_say(print->app, SAY_ERROR, "%s", why);
		return end(print);
	}
	id = param_text(rows_field(answer->rows, 0, "id"));
	return app_ask(print->app, Q_ERASURE_OPEN, &id, 1, receipt_told, print) == 0 ?
		EFFECT_NONE :
		no_memory(print);
}

static unsigned receipt_print(struct call *call)
{
	struct print *print = calloc(1, sizeof *print);
	struct param code;

	if (print == NULL) {
		app_say(call->app, SAY_ERROR, "%s", _("No memory left."));
		return EFFECT_NONE;
	}
	print->app = call->app;
	print->json = call->value[1] != NULL && strcmp(call->value[1], "json") == 0;
	app_begin(call->app);
	if (call->value[0] == NULL) {
		app_exit_code(call->app, EXIT_USAGE);
		app_say(call->app, SAY_ERROR, "%s", _(records_which));
		return end(print);
	}
	text_copy(print->code, sizeof print->code, call->value[0]);
	code = param_text(print->code);
	return app_ask(call->app, Q_ERASURE_FIND, &code, 1, receipt_found, print) == 0 ?
		EFFECT_NONE :
		no_memory(print);
}

/* ---- how long files are kept -------------------------------------------------------------- */

enum { WHAT, OFFICE, YEARS }; /* by place in the verb's row */
static const char *const whats[] = { "set", "due", "there", "held", NULL };

static unsigned set_years(struct call *call)
{
	const char *office = call->value[OFFICE], *years = call->value[YEARS];
	char done[160];

	if (!app_may_change(call->app))
		return EFFECT_REDRAW;
	if (office == NULL || years == NULL || strspn(years, "0123456789") != strlen(years)) {
		app_exit_code(call->app, EXIT_USAGE);
		app_say(call->app, SAY_ERROR, "%s",
			_("Whose files, and for how many years? Such as: retention set BKK 7"));
		return EFFECT_REDRAW;
	}
	snprintf(done, sizeof done,
		_("%s keeps a file %s years after its case was closed. What is closed already "
		  "keeps its day."),
		office, years);
	return change_send(call->app,
		&(struct change){ .query = Q_RETENTION_SET,
			.params = (const struct param[]){ param_text(office), param_text(years) },
			.count = 2,
			.done = done });
}

static unsigned retention(struct call *call)
{
	const char *what = call->value[WHAT];

	if (what != NULL && strcmp(what, "set") == 0)
		return set_years(call);
	if (!app_is_shell(call->app))
		return app_open(call->app, screen_find("retention"), call);
	app_exit_code(call->app, EXIT_USAGE);
	app_say(call->app, SAY_ERROR, "%s",
		_("`homeward list retention` lists them; retention set OFFICE YEARS changes how "
		  "long files are kept."));
	return EFFECT_NONE;
}

/* ---- the verbs --------------------------------------------------------------------------- */

static unsigned shared(struct call *call)
{
	return app_is_shell(call->app) ? shared_print(call) :
					 app_open(call->app, screen_find("shared"), call);
}

static unsigned receipt(struct call *call)
{
	return app_is_shell(call->app) ? receipt_print(call) :
					 app_open(call->app, screen_find("receipt"), call);
}

const struct verb records_verbs[] = {
	{ .name = "shared",
		.flags = VERB_CASE | VERB_WORKS | VERB_SHELL,
		.arguments = { { .name = "format",
			.kind = ARGUMENT_CHOICE,
			.choices = formats,
			.help = N_("from a shell: table or json") } },
		.help = N_("Show what of a case went to whom, and what was withheld"),
		.act = shared },
	{ .name = "retention",
		.flags = VERB_CHANGES | VERB_SHOWS | VERB_WORKS | VERB_SHELL,
		.arguments = { [WHAT] = { .name = "what",
				       .kind = ARGUMENT_CHOICE,
				       .choices = whats,
				       .help = N_("due, there or held: these alone; set: for how "
						  "long") },
			[OFFICE] = { .name = "office", .help = N_("set: the office, its code") },
			[YEARS] = { .name = "years", .help = N_("set: from the closing on") } },
		.help = N_("Show until when files are kept; with set, say for how many years"),
		.act = retention },
	{ .name = "receipt",
		.flags = VERB_SHELL,
		.arguments = { { .name = "code", .help = N_("ER-...., or HW-.... of its case") },
			{ .name = "format",
				.kind = ARGUMENT_CHOICE,
				.choices = formats,
				.help = N_("from a shell: table or json") } },
		.help = N_("Show what was erased, who approved it, what backups still hold"),
		.act = receipt },
	{ 0 },
};
