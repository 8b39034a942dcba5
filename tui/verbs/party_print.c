#include "tui/verbs/party_print.h"

#include <stdlib.h>
#include <string.h>

#include "tui/app/app.h"
#include "tui/app/subject.h"
#include "tui/intl.h"
#include "tui/verbs/rows_json.h"

/* The case, or party, is looked for first. */
struct print {
	struct app *app;
	struct subject subject;
	char language[16];
	enum print_what { WAKE = 0, DANGERS, BEDS } what;
};

static const struct json_column wake_columns[] = { { .name = "code" }, { .name = "asked_for" },
	{ .name = "country" }, { .name = "district" }, { .name = "languages" }, { .name = "sex" },
	{ .name = "hours" }, { .name = "speaks", .kind = JSON_BOOL },
	{ .name = "awake", .kind = JSON_BOOL }, { .name = "danger" },
	{ .name = "sealed", .kind = JSON_BOOL }, { .name = "result" },
	{ .name = "at", .kind = JSON_TIME }, { .name = "person" },
	{ .name = "tried", .kind = JSON_NUMBER }, { .name = "who" },
	{ .name = "room", .kind = JSON_NUMBER }, { 0 } };

/* kind: around, of the area that it is in. */
static const struct json_column danger_columns[] = { { .name = "code" }, { .name = "kind" },
	{ .name = "own", .kind = JSON_BOOL }, { .name = "version", .kind = JSON_NUMBER },
	{ .name = "person" }, { .name = "at", .kind = JSON_TIME },
	{ .name = "due", .kind = JSON_BOOL },
	{ .name = "names", .kind = JSON_PAIRS, .values = "contents", .as = "clear" }, { 0 } };

static const struct json_column bed_columns[] = { { .name = "code" }, { .name = "place" },
	{ .name = "kind" }, { .name = "country" }, { .name = "district" }, { .name = "name" },
	{ .name = "sex" }, { .name = "age_low", .kind = JSON_NUMBER },
	{ .name = "age_high", .kind = JSON_NUMBER }, { .name = "regime" },
	{ .name = "legal_basis" }, { .name = "review_on" },
	{ .name = "review_over", .kind = JSON_BOOL }, { .name = "accepts", .kind = JSON_BOOL },
	{ .name = "beds", .kind = JSON_NUMBER }, { .name = "taken", .kind = JSON_NUMBER },
	{ .name = "held", .kind = JSON_NUMBER }, { .name = "free", .kind = JSON_NUMBER },
	{ .name = "next_free", .kind = JSON_TIME }, { .name = "danger" }, { .name = "problem" },
	{ .name = "mine", .kind = JSON_BOOL }, { .name = "held_for_her", .kind = JSON_TIME },
	{ 0 } };

static const struct {
	enum query query;
	size_t params;
	const struct json_column *columns;
} lists[] = { [WAKE] = { Q_WAKE, 2, wake_columns },
	[DANGERS] = { Q_DANGER_LIST, 1, danger_columns },
	[BEDS] = { Q_BED_LIST, 1, bed_columns } };

static unsigned end(struct print *print)
{
	app_end(print->app);
	free(print);
	return EFFECT_NONE;
}

static unsigned found(void *who, const struct answer *answer)
{
	struct print *print = who;
	const char *language = print->language[0] != '\0' ? print->language : NULL;

	if (subject_found(&print->subject, print->app, answer))
		(void)rows_json_ask(print->app, lists[print->what].query,
			(const struct param[]){
				param_text(print->subject.id), param_text(language) },
			lists[print->what].params, lists[print->what].columns);
	return end(print);
}

static unsigned start(struct call *call, enum print_what what)
{
	struct print *print = calloc(1, sizeof *print);

	if (print == NULL) {
		app_say(call->app, SAY_ERROR, "%s", _("No memory left."));
		return EFFECT_NONE;
	}
	print->app = call->app;
	print->what = what;
	if (what == WAKE && call->value[0] != NULL)
		text_copy(print->language, sizeof print->language, call->value[0]);
	app_begin(call->app);
	if (call->code_count > 1 || !subject_of_call(&print->subject, call->app, call)) {
		app_exit_code(call->app, EXIT_USAGE);
		if (call->code_count > 1)
			app_say(call->app, SAY_ERROR, "%s",
				_("One case at a time: give one code."));
		return end(print);
	}
	if (subject_ask(&print->subject, call->app, found, print) == 0)
		return EFFECT_NONE;
	app_say(call->app, SAY_ERROR, "%s", _("No memory left."));
	return end(print);
}

unsigned party_print_wake(struct call *call)
{
	return start(call, WAKE);
}

unsigned party_print_dangers(struct call *call)
{
	return start(call, DANGERS);
}

unsigned party_print_beds(struct call *call)
{
	const struct param nobody = param_null();

	return call->code_count > 0 ? start(call, BEDS) :
				      rows_json_ask(call->app, Q_BED_LIST, &nobody, 1, bed_columns);
}
