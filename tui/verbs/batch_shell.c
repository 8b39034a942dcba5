#include "tui/verbs/batch_shell.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/base/date.h"
#include "db/base/json.h"
#include "db/base/text.h"
#include "db/base/uuid.h"
#include "tui/app/app.h"
#include "tui/app/change.h"
#include "tui/app/outcome.h"
#include "tui/app/subject.h"
#include "tui/intl.h"
#include "tui/sheets/batch.h"
#include "tui/verbs/own_key.h"
#include "tui/verbs/rows_json.h"

enum { CLASSES = 5, COUNTS_MOST = BATCH_LINES * CLASSES, WORD = 48, DIGITS = 5 };

/* ---- counting ------------------------------------------------------------------------------ */

/* An array of JSON as it is read; of the first word that does not fit where it stands. */
struct counts {
	struct text json;
	int count;
	int line; /* of standard input; 0: it was typed */
	char wrong[WORD];
};

static bool wrong(struct app *app, const char *text)
{
	app_exit_code(app, EXIT_USAGE);
	app_say(app, SAY_ERROR, "%s", text);
	outcome_tell(app, &(struct outcome){ .message = text });
	return false;
}

static bool not_read(struct app *app, const struct counts *counts)
{
	char text[300];

	if (counts->count > COUNTS_MOST)
		snprintf(text, sizeof text, _("batch: more than %d counts at once."), COUNTS_MOST);
	else if (counts->line > 0)
		snprintf(text, sizeof text,
			_("batch: line %d: not read at \"%s\". A count is MM girls 4: country, "
			  "stateless or not-known; men, women, boys, girls or other; a number."),
			counts->line, counts->wrong);
	else
		snprintf(text, sizeof text,
			_("batch: not read at \"%s\". A count is MM girls 4: country, "
			  "stateless or not-known; men, women, boys, girls or other; a number."),
			counts->wrong);
	return wrong(app, text);
}

static bool is_class(const char *word)
{
	for (size_t i = 0; batch_classes[i] != NULL; i++)
		if (strcmp(batch_classes[i], word) == 0)
			return true;
	return false;
}

/* "mm" is MM; NULL: it is no nationality. */
static const char *nationality_of(char *word)
{
	if (strcmp(word, "not-known") == 0)
		return "not known";
	if (strlen(word) == 2)
		for (char *at = word; *at != '\0'; at++)
			*at = (char)toupper((unsigned char)*at);
	return batch_is_nationality(word) ? word : NULL;
}

static void add_count(struct counts *counts, const char *nationality, const char *class,
	const char *n)
{
	text_add(&counts->json, counts->count > 1 ? ",{\"nationality\":" : "{\"nationality\":");
	json_add_string(&counts->json, nationality, false);
	text_add(&counts->json, ",\"class\":");
	json_add_string(&counts->json, class, false);
	text_addf(&counts->json, ",\"n\":%ld}", strtol(n, NULL, 10));
}

/* "MM girls 4", as often as it comes. */
static bool add_counts(struct counts *counts, char *text)
{
	char *save = NULL, *word;
	const char *bad = NULL;

	while (bad == NULL &&
		(word = strtok_r(save == NULL ? text : NULL, " \t\r\n,", &save)) != NULL) {
		const char *class = strtok_r(NULL, " \t\r\n,", &save);
		const char *n = class != NULL ? strtok_r(NULL, " \t\r\n,", &save) : NULL;
		const char *nationality = nationality_of(word);

		if (++counts->count > COUNTS_MOST || nationality == NULL)
			bad = word;
		else if (class == NULL || !is_class(class))
			bad = class != NULL ? class : word;
		else if (n == NULL || strspn(n, "0123456789") != strlen(n) || strlen(n) > DIGITS)
			bad = n != NULL ? n : class;
		else
			add_count(counts, nationality, class, n);
	}
	text_copy(counts->wrong, sizeof counts->wrong, bad != NULL ? bad : "");
	return bad == NULL;
}

/* A line that begins with # is none. */
static bool read_input(struct counts *counts)
{
	char line[400];

	while (fgets(line, sizeof line, stdin) != NULL) {
		const bool whole = strchr(line, '\n') != NULL || feof(stdin);

		counts->line++;
		if (!whole)
			text_copy(counts->wrong, sizeof counts->wrong, line);
		if (!whole || (line[0] != '#' && !add_counts(counts, line)))
			return false;
	}
	return true;
}

static bool read_counts(struct call *call, struct counts *counts)
{
	char typed[LINE_MAX_BYTES];
	bool fits;

	text_add_char(&counts->json, '[');
	if (call->value[BATCH_COUNTS] != NULL) {
		text_copy(typed, sizeof typed, call->value[BATCH_COUNTS]);
		fits = add_counts(counts, typed);
	} else {
		fits = !isatty(STDIN_FILENO) && read_input(counts);
	}
	if (!fits)
		return not_read(call->app, counts);
	if (ferror(stdin))
		return wrong(call->app, _("Standard input cannot be read."));
	text_add_char(&counts->json, ']');
	return text_check(&counts->json, NULL) == 0 ||
		wrong(call->app, _("Not counted: no memory left."));
}

static bool read_at(struct call *call, char at[static DATE_TEXT])
{
	const struct me *me = app_me(call->app);
	const char *typed = call->value[BATCH_AT];
	struct date_read read;
	enum date_problem problem;
	char text[200];

	at[0] = '\0';
	if (typed == NULL)
		return true;
	problem = date_read_moment(&read, typed, app_epoch_ms(call->app), me->offset_min);
	if (problem == DATE_FINE) {
		date_iso(at, read.at, me->offset_min);
		return true;
	}
	snprintf(text, sizeof text, _("batch: at: %s"), date_problem_text(problem));
	return wrong(call->app, text);
}

bool batch_is_kind(const char *word)
{
	static const char *const kinds[] = { "raid", "push-back", "handover", NULL };

	for (size_t i = 0; kinds[i] != NULL; i++)
		if (strcmp(kinds[i], word) == 0)
			return true;
	return false;
}

static bool is_clear(struct call *call)
{
	const char *what = call->value[BATCH_WHAT], *key = call->value[BATCH_KEY];

	if (what == NULL || !batch_is_kind(what))
		return wrong(call->app, _("batch: raid, push-back or handover?"));
	return key == NULL || own_key_is(key) ||
		wrong(call->app, _("key: a UUID in small letters is needed."));
}

static void counted(struct app *app, const struct rows *rows, const char *what)
{
	(void)what;
	app_say(app, SAY_INFO, _("%s: %s people are counted (undo %s)"),
		rows_field(rows, 0, "code"), rows_field(rows, 0, "people"),
		rows_field(rows, 0, "event_id"));
}

static unsigned send(struct call *call, const struct counts *counts, const char *at)
{
	const char *key = call->value[BATCH_KEY];
	char id[UUID_TEXT];
	const struct param params[] = { param_text(id), param_text("0"),
		param_text(call->value[BATCH_OFFICE]), param_text(call->value[BATCH_WHAT]),
		param_text(text_string(&counts->json)), param_text(at[0] != '\0' ? at : NULL),
		param_text(call->value[BATCH_PLACE]) };

	if (key != NULL)
		own_key_id(id, "batch", key);
	else if (uuid_make(id) != 0)
		return wrong(call->app, _("No random numbers: nobody was counted.")), EFFECT_NONE;
	return change_send(call->app,
		&(struct change){ .query = Q_BATCH_KEEP,
			.key = key,
			.params = params,
			.count = sizeof params / sizeof *params,
			.before = _("Not counted."),
			.then = counted });
}

unsigned batch_count(struct call *call)
{
	struct counts counts = { 0 };
	char at[DATE_TEXT];
	unsigned effects = EFFECT_NONE;

	if (is_clear(call) && read_at(call, at) && read_counts(call, &counts))
		effects = send(call, &counts, at);
	text_done(&counts.json);
	return effects;
}

/* ---- of people who are counted ------------------------------------------------------------- */

/* They are looked for first. */
struct about {
	struct app *app;
	struct subject subject;
	char reason[24]; /* to close them for; "": they are shown */
};

static const struct json_column head_columns[] = { { .name = "code" },
	{ .name = "version", .kind = JSON_NUMBER }, { .name = "office" }, { .name = "kind" },
	{ .name = "came_at", .kind = JSON_TIME }, { .name = "place" },
	{ .name = "entered_at", .kind = JSON_TIME }, { .name = "person" }, { .name = "touched_by" },
	{ .name = "touched_at", .kind = JSON_TIME }, { .name = "people", .kind = JSON_NUMBER },
	{ .name = "cases", .kind = JSON_NUMBER }, { .name = "rest", .kind = JSON_NUMBER },
	{ .name = "closed_at", .kind = JSON_TIME }, { .name = "close_reason" }, { 0 } };
static const struct json_column part_columns[] = { { .name = "part" }, { .name = "nationality" },
	{ .name = "class" }, { .name = "n", .kind = JSON_NUMBER },
	{ .name = "cases", .kind = JSON_NUMBER }, { .name = "rest", .kind = JSON_NUMBER },
	{ .name = "code" }, { .name = "version", .kind = JSON_NUMBER }, { .name = "stage" },
	{ .name = "responsible" }, { 0 } };

static unsigned end(struct about *about)
{
	app_forget(about->app, about);
	app_end(about->app);
	free(about);
	return EFFECT_REDRAW;
}

static void closed(struct app *app, const struct rows *rows, const char *what)
{
	const int64_t event = rows_field_int(rows, 0, "event_id");

	app_did(app, event, what);
	if (app_is_shell(app))
		app_say(app, SAY_INFO, _("%s (undo %" PRId64 ")"), what, event);
	else
		app_say(app, SAY_INFO, _("%s. u opens it again."), what);
}

static unsigned send_close(const struct about *about)
{
	char version[16], before[80], what[80];

	snprintf(version, sizeof version, "%d", about->subject.version);
	snprintf(before, sizeof before, _("%s: Not closed."), about->subject.code);
	snprintf(what, sizeof what, _("%s closed"), about->subject.code);
	return change_send(about->app,
		&(struct change){ .query = Q_BATCH_CLOSE,
			.params = (const struct param[]){ param_text(about->subject.id),
				param_text(version), param_text(about->reason) },
			.count = 3,
			.code = about->subject.code,
			.before = before,
			.undo = what,
			.then = closed });
}

static unsigned found(void *who, const struct answer *answer)
{
	struct about *about = who;
	const struct param id = param_text(about->subject.id);
	unsigned effects = EFFECT_NONE;

	if (!subject_found(&about->subject, about->app, answer))
		return end(about);
	if (about->reason[0] != '\0') {
		effects = send_close(about);
	} else {
		rows_json_print(about->app, answer->rows, head_columns);
		effects = rows_json_ask(about->app, Q_BATCH_PARTS, &id, 1, part_columns);
	}
	return effects | end(about);
}

static unsigned find(struct call *call, const char *reason)
{
	struct about *about = calloc(1, sizeof *about);

	if (about == NULL) {
		app_say(call->app, SAY_ERROR, "%s", _("No memory left: nothing was changed."));
		return EFFECT_REDRAW;
	}
	about->app = call->app;
	text_copy(about->reason, sizeof about->reason, reason);
	app_begin(call->app);
	if (!subject_of_call(&about->subject, call->app, call)) {
		app_exit_code(call->app, EXIT_USAGE);
		return end(about);
	}
	if (subject_ask(&about->subject, call->app, found, about) == 0)
		return EFFECT_NONE;
	app_say(call->app, SAY_ERROR, "%s", _("No memory left: nothing was changed."));
	return end(about);
}

unsigned batch_show(struct call *call)
{
	return find(call, "");
}

unsigned batch_close(struct call *call)
{
	if (call->value[BATCH_CODE] != NULL && call->value[BATCH_REASON] != NULL)
		return find(call, call->value[BATCH_REASON]);
	wrong(call->app, _("close: which people, and why: close BT-.... handed on"));
	return EFFECT_REDRAW;
}
