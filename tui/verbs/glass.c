/* Breaking the glass: looking at a case of another office, for a reason and under review. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/uuid.h"
#include "tui/app/app.h"
#include "tui/app/change.h"
#include "tui/app/choose.h"
#include "tui/app/opening.h"
#include "tui/intl.h"

enum { CODE }; /* by place in the verb's row */

/* One that is asked for; freed by end(). */
struct breaking {
	struct app *app;
	char code[40];
};

static unsigned end(struct breaking *breaking)
{
	app_forget(breaking->app, breaking);
	app_end(breaking->app);
	free(breaking);
	return EFFECT_REDRAW;
}

static unsigned fail(struct breaking *breaking, const char *text)
{
	app_say(breaking->app, SAY_ERROR, "%s", text);
	return end(breaking);
}

static unsigned show(struct app *app, const char *code)
{
	const struct call call = { .app = app, .view = app_front(app), .value = { code } };

	return app_open(app, screen_find("break-glass"), &call);
}

/* undo is the code: u takes nothing of it back. */
static void broken(struct app *app, const struct rows *rows, const char *undo)
{
	(void)rows;
	app_say(app, SAY_WARN,
		_("%s is open to you for two hours. Two people of its office are told, and review "
		  "it."),
		undo);
	(void)show(app, undo);
}

static unsigned why_chosen(void *who, const char *value)
{
	struct breaking *breaking = who;
	char before[60], id[UUID_TEXT];
	unsigned effects;

	if (value == NULL)
		return end(breaking);
	if (uuid_make(id) != 0)
		return fail(breaking, _("No memory left: nothing was changed."));
	snprintf(before, sizeof before, "%s:", breaking->code);
	effects = change_send(breaking->app,
		&(struct change){ .query = Q_GLASS_BREAK,
			.params = (const struct param[]){ param_text(id),
				param_text(breaking->code), param_text(value) },
			.count = 3,
			.code = breaking->code,
			.before = before,
			.undo = breaking->code,
			.then = broken });
	return effects | end(breaking);
}

static unsigned reasons_told(void *who, const struct answer *answer)
{
	struct breaking *breaking = who;
	struct choice choices[16] = { 0 };
	char title[120], trouble[OPENING_TROUBLE];
	int count = rows_count(answer->rows);

	if (answer->err != 0) {
		opening_trouble(trouble, answer);
		return fail(breaking, trouble);
	}
	for (int row = 0; row < count && row < 16; row++) {
		text_copy(choices[row].value, sizeof choices[row].value,
			rows_field(answer->rows, row, "value"));
		text_copy(choices[row].label, sizeof choices[row].label,
			intl_word(rows_field(answer->rows, row, "label")));
	}
	snprintf(title, sizeof title, _("Look at %s, a case of another office? Why?"),
		breaking->code);
	app_choose(breaking->app, title,
		_("Two people of its office are told at once, and review it. It is in the record "
		  "of the case with your name.\nYou see what is told in clear, for two hours. What "
		  "is sealed stays sealed. Can you call somebody of that office instead?"),
		choices, (size_t)(count < 16 ? count : 16), why_chosen, breaking);
	return EFFECT_REDRAW;
}

/* She may look at it already: it opens, and nobody is woken again. */
static unsigned found(void *who, const struct answer *answer)
{
	struct breaking *breaking = who;
	const struct rows *rows = answer->rows;
	const char *problem = rows_field(rows, 0, "problem");
	char text[OPENING_TROUBLE];
	unsigned effects;

	if (answer->err != 0) {
		opening_trouble(text, answer);
		return fail(breaking, text);
	}
	if (rows_count(rows) == 0)
		return fail(breaking, _("Your role does not look at cases of other offices."));
	if (problem[0] == '\0') {
		effects = show(breaking->app, rows_field(rows, 0, "case_code"));
		return effects | end(breaking);
	}
	if (strcmp(problem, "check") == 0) {
		snprintf(text, sizeof text, _("%s is no case code: misread or mistyped."),
			breaking->code);
		return fail(breaking, text);
	}
	if (strcmp(problem, "yours") == 0) {
		snprintf(text, sizeof text,
			_("%s is a case of one of your offices: its code opens it."),
			rows_field(rows, 0, "case_code"));
		return fail(breaking, text);
	}
	if (rows_field_is_null(rows, 0, "case_code"))
		return fail(breaking, _("Which case? Give its code: :break-glass HW-...."));
	text_copy(breaking->code, sizeof breaking->code, rows_field(rows, 0, "case_code"));
	return app_ask(breaking->app, Q_GLASS_REASONS, NULL, 0, reasons_told, breaking) == 0 ?
		EFFECT_REDRAW :
		fail(breaking, _("No memory left: nothing was changed."));
}

static unsigned break_glass(struct call *call)
{
	struct app *app = call->app;
	struct breaking *breaking;
	struct param code = param_null();

	if (!app_may_change(app))
		return EFFECT_REDRAW;
	breaking = calloc(1, sizeof *breaking);
	if (breaking == NULL) {
		app_say(app, SAY_ERROR, "%s", _("No memory left: nothing was changed."));
		return EFFECT_REDRAW;
	}
	breaking->app = app;
	if (call->value[CODE] != NULL) {
		text_copy(breaking->code, sizeof breaking->code, call->value[CODE]);
		code = param_text(breaking->code);
	}
	app_begin(app);
	return app_ask(app, Q_GLASS_FIND, &code, 1, found, breaking) == 0 ?
		EFFECT_REDRAW :
		fail(breaking, _("No memory left: nothing was changed."));
}

const struct verb glass_verbs[] = {
	{ .name = "break-glass",
		.flags = VERB_CHANGES | VERB_WORKS,
		.arguments = { [CODE] = { .name = "code",
				       .help = N_(
					       "HW-.... of another office; none: the last one") } },
		.help = N_("Look at a case of another office, for a reason and under review"),
		.act = break_glass },
	{ 0 },
};
