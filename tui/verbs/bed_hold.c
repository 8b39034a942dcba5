#include "tui/verbs/bed_hold.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/app/app.h"
#include "tui/app/choose.h"
#include "tui/app/job.h"
#include "tui/app/outcome.h"
#include "tui/intl.h"
#include "tui/sheets/bed.h"

static const struct job_kind hold_kind = { .query = Q_BED_HOLD,
	.value_count = 3,
	.values = { { .title = N_("Which bed? Type its code: UN-...., B lists them."),
			    .choices = JOB_CHOICES_CODE },
		{ .title = N_("Until when is it held? :hold takes any time, for=18:00"),
			.choices = JOB_CHOICES_QUERY,
			.query = Q_BED_TIMES },
		{ .only_for = "" } },
	.done = N_("a bed is held: %s, for %s"),
	.order = N_("hold a bed: %s"),
	.question = N_("Hold a bed for %s: %s?"),
	.final = true };

/* Of cases as they were when it was asked for, whatever the cursor does meanwhile. */
struct holding {
	struct app *app;
	struct call call; /* its words are those below */
	char value[BED_CLOSED][80];
	char about[160];
	char codes[APP_AT_ONCE][40];
};

static unsigned end_holding(struct holding *holding)
{
	app_forget(holding->app, holding);
	app_end(holding->app);
	free(holding);
	return EFFECT_REDRAW;
}

static unsigned go_on_holding(struct holding *holding)
{
	unsigned effects;

	holding->call.view = app_front(holding->app);
	app_drop_typed(holding->app, holding);
	effects = job_start(&holding->call, &hold_kind);
	return effects | end_holding(holding);
}

static unsigned kept(void *who, const char *value)
{
	struct holding *holding = who;

	if (value != NULL)
		return go_on_holding(holding);
	app_say(holding->app, SAY_INFO, "%s", _("Nothing is held."));
	return end_holding(holding);
}

/* As the database reads a code: with its hyphens or without, and without what it begins with. */
static void symbols_of(char out[static 12], const char *code, const char *prefix)
{
	size_t length = 0;

	for (; *code != '\0' && length < 11; code++)
		if (isalnum((unsigned char)*code))
			out[length++] = (char)toupper((unsigned char)*code);
	out[length] = '\0';
	if (length == 10 && strncmp(out, prefix, 2) == 0)
		memmove(out, out + 2, 9);
}

/* The row of which this field is that code; -1: none. */
static int row_of(const struct rows *rows, const char *field, const char *prefix, const char *typed)
{
	char wanted[12], its[12];

	symbols_of(wanted, typed, prefix);
	for (int row = 0; row < rows_count(rows); row++) {
		symbols_of(its, rows_field(rows, row, field), prefix);
		if (strcmp(its, wanted) == 0)
			return row;
	}
	return -1;
}

/* Nobody is put behind a door by a slip of a key. */
static unsigned ask_closed(struct holding *holding, const struct rows *rows, int row)
{
	struct choice choice = { .value = "closed" };
	char title[120], text[240];

	text_copy(choice.label, sizeof choice.label, _("hold it: she is to be kept there"));
	snprintf(title, sizeof title, _("CLOSED. Whoever is there is kept there, by %s."),
		intl_word(rows_field(rows, row, "legal_basis")));
	snprintf(text, sizeof text, "%s%s", holding->about,
		rows_field_bool(rows, row, "review_over") ?
			_("\nNobody has looked again whether that holds.") :
			"");
	app_choose_by_cursor(holding->app, title, text, &choice, 1, kept, holding);
	return EFFECT_REDRAW;
}

/* Of each case, and what says it. */
static unsigned refuse_closed(struct holding *holding, const struct rows *rows, int row)
{
	char text[240];

	snprintf(text, sizeof text,
		_("%s is CLOSED: whoever is there is kept there, by %s. Nothing is held. Where she "
		  "is to be kept there: --closed"),
		rows_field(rows, row, "code"), intl_word(rows_field(rows, row, "legal_basis")));
	app_exit_code(holding->app, EXIT_REFUSED);
	app_say(holding->app, SAY_WARN, "%s", text);
	for (size_t i = 0; i < holding->call.code_count; i++)
		outcome_tell(holding->app,
			&(struct outcome){ .code = holding->codes[i], .message = text });
	return end_holding(holding);
}

/* A place by its code has no more than its open units for her, and says so where it has none. */
static unsigned units_told(void *who, const struct answer *answer)
{
	struct holding *holding = who;
	const char *where = holding->value[BED_WHERE];
	int row = answer->err == 0 ? row_of(answer->rows, "code", "UN", where) : -1;
	int place = answer->err == 0 ? row_of(answer->rows, "place", "PL", where) : -1;

	if (answer->err != 0) {
		app_exit_code(holding->app, EXIT_REFUSED);
		app_say(holding->app, SAY_WARN, "%s",
			_("Not read whether it is closed: nothing is held. Ask again."));
		return end_holding(holding);
	}
	if (row >= 0 || place >= 0)
		bed_put_which(holding->about, sizeof holding->about, answer->rows,
			row >= 0 ? row : place, row >= 0);
	if (row < 0 || strcmp(rows_field(answer->rows, row, "regime"), "open") == 0)
		return go_on_holding(holding);
	return app_is_shell(holding->app) ? refuse_closed(holding, answer->rows, row) :
					    ask_closed(holding, answer->rows, row);
}

/* As many as there are: of more than fit none is kept. */
static size_t keep_call(struct holding *holding, const struct call *call)
{
	struct target targets[APP_AT_ONCE];
	size_t count = call->code_count;

	if (count == 0 && call->view != NULL && call->view->screen->targets != NULL)
		count = call->view->screen->targets(call->view, targets, APP_AT_ONCE);
	holding->app = call->app;
	holding->call = *call;
	memset(holding->call.value, 0, sizeof holding->call.value);
	holding->call.about = holding->about;
	holding->call.code_count = count;
	for (size_t i = 0; i < count && i < APP_AT_ONCE; i++) {
		text_copy(holding->codes[i], sizeof holding->codes[i],
			call->code_count > 0 ? call->codes[i] : targets[i].code);
		holding->call.codes[i] = holding->codes[i];
	}
	for (int i = 0; i < BED_CLOSED; i++)
		if (call->value[i] != NULL && call->value[i][0] != '\0') {
			text_copy(holding->value[i], sizeof holding->value[i], call->value[i]);
			holding->call.value[i] = holding->value[i];
		}
	return count;
}

/* A line names a unit without showing it: whether it is closed is read first. */
static unsigned hold_unit(struct call *call)
{
	struct holding *holding = calloc(1, sizeof *holding);
	const struct param nobody = param_null();
	size_t count;

	if (holding == NULL) {
		app_say(call->app, SAY_ERROR, "%s", _("No memory left."));
		return EFFECT_REDRAW;
	}
	count = keep_call(holding, call);
	if (count == 0 || count > APP_AT_ONCE) {
		free(holding);
		return job_start(call, &hold_kind); /* says why not */
	}
	app_begin(call->app);
	if (app_ask(call->app, Q_BED_LIST, &nobody, 1, units_told, holding) != 0) {
		app_say(call->app, SAY_ERROR, "%s", _("No memory left."));
		return end_holding(holding);
	}
	if (!app_is_shell(call->app))
		app_expect(call->app, kept, holding);
	return EFFECT_REDRAW;
}

unsigned bed_hold(struct call *call)
{
	const bool said = app_is_shell(call->app) ?
		call->value[BED_WHERE] == NULL || call->value[BED_CLOSED] != NULL :
		call->value[BED_OPEN] != NULL;

	return said ? job_start(call, &hold_kind) : hold_unit(call);
}
