/* Many people at once: counted in a form, or from a shell; split out into cases; closed. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/base/date.h"
#include "db/base/json.h"
#include "db/base/uuid.h"
#include "tui/app/app.h"
#include "tui/app/lost.h"
#include "tui/intl.h"
#include "tui/sheets/batch.h"
#include "tui/term/input.h"

enum { WHAT, COUNTS, OFFICE, AT, PLACE, FORMAT };

/* ---- from a shell -------------------------------------------------------------------------- */

/* On its way; owned by its answer. */
struct count {
	struct app *app;
	char key[UUID_TEXT], id[UUID_TEXT], kind[16], office[16], place[24], at[DATE_TEXT];
	struct text counts;
	bool json, unsure; /* it may be kept: see lost.h */
};

static unsigned end(struct count *count)
{
	struct app *app = count->app;

	app_forget(app, count);
	text_done(&count->counts);
	free(count);
	app_end(app);
	return EFFECT_REDRAW;
}

static unsigned wrong(struct count *count, int line, const char *word)
{
	app_exit_code(count->app, EXIT_USAGE);
	if (line > 0)
		app_say(count->app, SAY_ERROR,
			_("batch: line %d: not read at \"%.40s\". A count is MM girls 4: country, "
			  "stateless or not-known; men, women, boys, girls or other; a number."),
			line, word);
	else
		app_say(count->app, SAY_ERROR,
			_("batch: not read at \"%.40s\". A count is MM girls 4: country, "
			  "stateless or not-known; men, women, boys, girls or other; a number."),
			word);
	return end(count);
}

static void add_json(struct text *line, const char *name, const char *value, bool number)
{
	text_add(line, line->length == 0 ? "{" : ", ");
	json_add_string(line, name, false);
	text_add(line, ": ");
	if (value[0] == '\0')
		text_add(line, "null");
	else if (number)
		text_add(line, value);
	else
		json_add_string(line, value, false);
}

static void print_json(const struct count *count, const struct rows *rows)
{
	static const struct {
		const char *name;
		bool number;
	} members[] = { { "code", false }, { "refusal", false }, { "field", false },
		{ "message", false }, { "hint", false }, { "people", true }, { "version", true },
		{ "event_id", true } };
	struct text line = { 0 };

	add_json(&line, "done", rows_field_is_null(rows, 0, "refusal") ? "true" : "false", true);
	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		add_json(&line, members[i].name, rows_field(rows, 0, members[i].name),
			members[i].number);
	text_add(&line, "}");
	app_say(count->app, SAY_INFO, "%s", text_string(&line));
	text_done(&line);
}

static void send(void *who);

static unsigned answered(void *who, const struct answer *answer)
{
	struct count *count = who;
	struct app *app = count->app;
	const struct rows *rows = answer->rows;
	char text[LOST_WORDS];
	bool refused;

	/* Under the same key they are counted once, whether they were or not. */
	if (lost_answer(app, answer, &count->unsure, send, count))
		return EFFECT_NONE;
	if (answer->err != 0) {
		lost_words(text, app, answer, count->unsure);
		app_say(app, SAY_ERROR, "%s", text);
		return end(count);
	}
	refused = !rows_field_is_null(rows, 0, "refusal");
	if (count->json)
		print_json(count, rows);
	if (refused)
		app_say(app, SAY_WARN, _("Not counted. %s %s"),
			intl_word(rows_field(rows, 0, "message")),
			intl_word(rows_field(rows, 0, "hint")));
	else if (!count->json)
		app_say(app, SAY_INFO, _("%s: %s people are counted (event %s)."),
			rows_field(rows, 0, "code"), rows_field(rows, 0, "people"),
			rows_field(rows, 0, "event_id"));
	return end(count);
}

static struct param text_or_null(const char *text)
{
	return text[0] != '\0' ? param_text(text) : param_null();
}

static void send(void *who)
{
	struct count *count = who;
	const struct param params[] = { param_text(count->key), param_text(count->id), param_int(0),
		text_or_null(count->office), param_text(count->kind),
		param_text(text_string(&count->counts)), text_or_null(count->at),
		text_or_null(count->place) };

	if (app_change(count->app, Q_BATCH_KEEP, params, 8, answered, count) == 0)
		return;
	app_say(count->app, SAY_ERROR, "%s", _("Not counted: no memory left."));
	end(count);
}

static bool is_class(const char *word)
{
	for (size_t i = 0; batch_classes[i] != NULL; i++)
		if (strcmp(batch_classes[i], word) == 0)
			return true;
	return false;
}

/* "MM girls 4", as often as it comes. NULL: all was read; else the word that does not fit. */
static const char *add_counts(struct count *count, char *text)
{
	char *save = NULL, *nationality;

	while ((nationality = strtok_r(save == NULL ? text : NULL, " \t\r\n,", &save)) != NULL) {
		char *class = strtok_r(NULL, " \t\r\n,", &save);
		char *n = class != NULL ? strtok_r(NULL, " \t\r\n,", &save) : NULL;

		if (class == NULL || !is_class(class))
			return class != NULL ? class : nationality;
		if (n == NULL || strspn(n, "0123456789") != strlen(n) || strlen(n) > 5)
			return n != NULL ? n : class;
		if (strlen(nationality) == 2)
			for (char *at = nationality; *at != '\0'; at++)
				*at = (char)toupper((unsigned char)*at);
		text_add(&count->counts,
			count->counts.length > 1 ? ",{\"nationality\":" : "{\"nationality\":");
		json_add_string(&count->counts,
			strcmp(nationality, "not-known") == 0 ? "not known" : nationality, false);
		text_add(&count->counts, ",\"class\":");
		json_add_string(&count->counts, class, false);
		text_add(&count->counts, ",\"n\":");
		text_add(&count->counts, n);
		text_add(&count->counts, "}");
	}
	return NULL;
}

/* A line that begins with # is none. The number of the line that does not fit, 0: all do. */
static int read_input(struct count *count, char word[static 48])
{
	char line[400];
	int number = 0;

	while (fgets(line, sizeof line, stdin) != NULL) {
		const char *bad;

		number++;
		bad = strchr(line, '\n') == NULL && !feof(stdin) ? line :
			line[0] == '#'                           ? NULL :
								   add_counts(count, line);
		if (bad == NULL)
			continue;
		text_copy(word, 48, bad);
		return number;
	}
	return 0;
}

static unsigned read_counts(struct count *count, const char *typed)
{
	char text[LINE_MAX_BYTES], word[48] = "";
	const char *bad;
	int line;

	text_add_char(&count->counts, '[');
	if (typed != NULL) {
		text_copy(text, sizeof text, typed);
		bad = add_counts(count, text);
		if (bad != NULL)
			return wrong(count, 0, bad);
	} else if (isatty(STDIN_FILENO)) {
		return wrong(count, 0, "");
	} else if ((line = read_input(count, word)) > 0) {
		return wrong(count, line, word);
	}
	text_add_char(&count->counts, ']');
	send(count);
	return EFFECT_NONE;
}

static bool is_kind(const char *word)
{
	static const char *const kinds[] = { "raid", "push-back", "handover", NULL };

	for (size_t i = 0; kinds[i] != NULL; i++)
		if (strcmp(kinds[i], word) == 0)
			return true;
	return false;
}

static void copy(const struct call *call, int place, char *to, size_t size)
{
	text_copy(to, size, call->value[place] != NULL ? call->value[place] : "");
}

/* False, after saying so: no such time. */
static bool read_at(struct count *count, const char *typed)
{
	const struct me *me = app_me(count->app);
	struct date_read read;
	enum date_problem problem;

	if (typed == NULL)
		return true;
	problem = date_read_moment(&read, typed, app_epoch_ms(count->app), me->offset_min);
	if (problem == DATE_FINE) {
		date_iso(count->at, read.at, me->offset_min);
		return true;
	}
	app_exit_code(count->app, EXIT_USAGE);
	app_say(count->app, SAY_ERROR, _("batch: at: %s"), date_problem_text(problem));
	return false;
}

static unsigned keep(struct call *call)
{
	struct count *count = calloc(1, sizeof *count);

	if (count == NULL || uuid_make(count->key) != 0 || uuid_make(count->id) != 0) {
		free(count);
		app_say(call->app, SAY_ERROR, "%s", _("Not counted: no memory left."));
		return EFFECT_NONE;
	}
	count->app = call->app;
	app_begin(call->app);
	copy(call, WHAT, count->kind, sizeof count->kind);
	copy(call, OFFICE, count->office, sizeof count->office);
	copy(call, PLACE, count->place, sizeof count->place);
	count->json = call->value[FORMAT] != NULL;
	if (call->value[WHAT] != NULL && !is_kind(call->value[WHAT])) {
		app_exit_code(call->app, EXIT_USAGE);
		app_say(call->app, SAY_ERROR, "%s", _("batch: raid, push-back or handover?"));
		return end(count);
	}
	if (!read_at(count, call->value[AT]))
		return end(count);
	return read_counts(count, call->value[COUNTS]);
}

/* ---- in the console ------------------------------------------------------------------------ */

static unsigned batch(struct call *call)
{
	const char *what = call->value[WHAT];
	const bool edits = call->value[COUNTS] != NULL && strcmp(call->value[COUNTS], "edit") == 0;
	const bool fresh = what == NULL || is_kind(what);

	if (app_is_shell(call->app))
		return keep(call);
	if (app_bar(call->app, call->verb) == BAR_ROLE) {
		app_say(call->app, SAY_WARN, "%s", _("Your role counts nobody who came at once."));
		return EFFECT_REDRAW;
	}
	return app_open(call->app, screen_find(fresh || edits ? "edit" : "batch"), call);
}

/* Without a code: of those that have the cursor. */
static unsigned of_them(struct call *call, int letter)
{
	const struct input_event event = { .key = letter, .raw = "" };
	unsigned effects = EFFECT_IGNORED;

	if (call->value[0] == NULL && call->view != NULL && call->view->screen->key != NULL)
		effects = call->view->screen->key(call->view, &event);
	return effects & EFFECT_IGNORED ? app_open(call->app, screen_find("batch"), call) : effects;
}

static unsigned split(struct call *call)
{
	return of_them(call, 'S');
}

static unsigned close_them(struct call *call)
{
	return of_them(call, 'X');
}

static const char *const formats[] = { "json", NULL };

const struct verb batch_verbs[] = {
	{ .name = "batch",
		.flags = VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { [WHAT] = { .name = "what",
				       .help = N_("raid, push-back or handover; or BT-....") },
			[COUNTS] = { .name = "counts",
				.kind = ARGUMENT_REST,
				.help = N_("MM girls 4 LA men 31; none: on standard input") },
			[OFFICE] = { .name = "office",
				.help = N_("three letters; none: your own") },
			[AT] = { .name = "at", .help = N_("when they came; none: now") },
			[PLACE] = { .name = "place", .help = N_("where they are, PL-....") },
			[FORMAT] = { .name = "format",
				.kind = ARGUMENT_CHOICE,
				.choices = formats,
				.help = N_("json: one object") } },
		.help = N_("Count people who came at once, in a raid or a push-back"),
		.act = batch },
	{ .name = "split",
		.key = "S",
		.flags = VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.arguments = { { .name = "code", .help = N_("BT-....") },
			{ .name = "nationality", .help = N_("two letters, such as MM") },
			{ .name = "group", .help = N_("men, women, boys, girls or other") } },
		.help = N_("Split one of many out: write down her case"),
		.hint = N_("split out"),
		.act = split },
	{ .name = "close",
		.key = "X",
		.flags = VERB_CHANGES | VERB_WORKS,
		.arguments = { { .name = "code", .help = N_("BT-....") } },
		.help = N_("Close many who came at once: nobody else is split out"),
		.hint = N_("close"),
		.act = close_them },
	{ 0 },
};
