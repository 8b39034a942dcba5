#include "tui/verbs/approval_shell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/date.h"
#include "db/base/json_read.h"
#include "tui/app/app.h"
#include "tui/app/change.h"
#include "tui/app/outcome.h"
#include "tui/intl.h"
#include "tui/term/cells.h"
#include "tui/verbs/rows_json.h"

enum { LABEL = 12 /* columns */ };

static const struct said {
	const char *verb;
	enum query query;
	const char *answer; /* of api.approval_answer(); NULL: the query says it */
	bool version, why;
	const char *done; /* N_() */
	const char *ask, *such_as; /* where `why` is not given: N_(), and one */
} all_said[] = {
	{ "refuse", Q_APPROVAL_ANSWER, "refuse", true, true, N_("refused"), N_("why?"),
		"not safe" },
	{ "ask", Q_APPROVAL_ANSWER, "ask back", true, true, N_("sent back with a question"),
		N_("what?"), "which place" },
	{ "withdraw", Q_APPROVAL_WITHDRAW, NULL, true, true, N_("withdrawn"), N_("why?"),
		"by mistake" },
	{ "ask-again", Q_APPROVAL_AGAIN, NULL, true, false, N_("asked again"), NULL, NULL },
	{ "delegate", Q_APPROVAL_DELEGATE, NULL, false, true, N_("passed on"), N_("to whom?"),
		"LOGIN" },
};

struct saying {
	struct app *app;
	const struct said *said; /* NULL: it is shown */
	bool json;
	char code[40], why[80], id[40];
};

static unsigned end(struct saying *saying)
{
	app_forget(saying->app, saying);
	app_end(saying->app);
	free(saying);
	return EFFECT_REDRAW;
}

static unsigned fail(struct saying *saying, const char *text)
{
	app_exit_code(saying->app, EXIT_REFUSED);
	app_say(saying->app, SAY_WARN, "%s: %s", saying->code, text);
	outcome_tell(saying->app, &(struct outcome){ .code = saying->code, .message = text });
	return end(saying);
}

/* ---- shown --------------------------------------------------------------------------------- */

/* What the database has goes through the gate, whole: no byte becomes more than four. */
static void print_line(const char *label, const char *words)
{
	const size_t length = strlen(words), room = 4 * length + 1;
	struct text line = { 0 };
	char name[80];
	unsigned char *safe = text_extend(&line, room);

	cells_safe(name, sizeof name, label, strlen(label), LABEL);
	if (safe != NULL)
		cells_safe((char *)safe, room, words, length, -1);
	printf("%s %s\n", name, text_string(&line));
	text_done(&line);
}

static void print_list(const char *label, const char *words)
{
	char word[400];

	while (rows_list_next(&words, word, sizeof word))
		print_line(label, intl_word(word));
}

/* Every part of the text that is signed, by its name, times as such; what cannot be read as it
 * stands. The codes of what is sealed say nothing to a person. */
static void print_content(const char *content, int offset_min)
{
	static const char sealed[] = "sealed.";
	struct json json;
	struct text line = { 0 };
	char at[DATE_TEXT];

	if (json_read(&json, content, strlen(content), NULL) != 0) {
		print_line(_("content"), content);
		return;
	}
	for (size_t i = 0; i < json.count; i++) {
		const char *value = json_text(&json, i), *path = json_path(&json, i);
		const bool time = json.leaves[i].type == JSON_IS_NUMBER && strlen(value) == 13;

		if (json.leaves[i].type == JSON_IS_NULL || value[0] == '\0' ||
			strncmp(path, sealed, sizeof sealed - 1) == 0)
			continue;
		if (time)
			date_day_time(at, strtoll(value, NULL, 10), offset_min);
		text_clear(&line);
		text_addf(&line, "%s: %s", path, time ? at : intl_word(value));
		print_line(i == 0 ? _("content") : "", text_string(&line));
	}
	text_done(&line);
	json_done(&json);
}

static void print_text(const struct saying *saying, const struct rows *rows)
{
	char asked[DATE_TEXT], due[DATE_TEXT], by[400];
	const int offset = app_me(saying->app)->offset_min;

	date_day_time(asked, rows_field_ms(rows, 0, "asked_at"), offset);
	date_day_time(due, rows_field_ms(rows, 0, "due_at"), offset);
	snprintf(by, sizeof by, "%s, %s, %s", rows_field(rows, 0, "asked_by"),
		rows_field(rows, 0, "asked_from"), asked);
	print_line(rows_field(rows, 0, "code"), intl_word(rows_field(rows, 0, "kind")));
	print_line(_("state"), intl_word(rows_field(rows, 0, "state")));
	print_line(_("asked by"), by);
	print_line(_("answer by"), due);
	print_list(_("MISSING"), rows_field(rows, 0, "lacks_words"));
	print_content(rows_field(rows, 0, "content"), offset);
}

static unsigned show(struct saying *saying, const struct rows *rows)
{
	static const struct json_column columns[] = { { .name = "code" }, { .name = "kind" },
		{ .name = "version", .kind = JSON_NUMBER }, { .name = "case_code", .as = "case" },
		{ .name = "office" }, { .name = "to_office" }, { .name = "asked_by" },
		{ .name = "asked_at", .kind = JSON_TIME },
		{ .name = "acted_at", .kind = JSON_TIME }, { .name = "state" },
		{ .name = "asked_of" }, { .name = "due_at", .kind = JSON_TIME },
		{ .name = "expires_at", .kind = JSON_TIME }, { .name = "lacks" },
		{ .name = "may_answer" }, { .name = "content" }, { .name = "votes" }, { 0 } };

	if (saying->json)
		rows_json_print(saying->app, rows, columns);
	else
		print_text(saying, rows);
	return end(saying);
}

/* ---- said ---------------------------------------------------------------------------------- */

static unsigned send(struct saying *saying, const struct rows *rows)
{
	const struct said *said = saying->said;
	struct param params[CHANGE_PARAMS] = { param_text(saying->id) };
	char before[80], done[120];
	size_t count = 1;

	if (said->version)
		params[count++] = param_text(rows_field(rows, 0, "version"));
	if (said->answer != NULL) {
		params[count++] = param_text(rows_field(rows, 0, "hash"));
		params[count++] = param_text(said->answer);
	}
	if (said->why)
		params[count++] = param_text(saying->why);
	if (said->answer != NULL)
		count = CHANGE_PARAMS; /* number, signature and what goes with it: none */
	snprintf(before, sizeof before, "%s:", saying->code);
	snprintf(done, sizeof done, "%s %s%s", saying->code, _(said->done),
		said->query == Q_APPROVAL_AGAIN && strcmp(rows_field(rows, 0, "lacks"), "{}") != 0 ?
			_(". Something is MISSING still: `homeward approval` says what.") :
			"");
	return change_send(saying->app,
		       &(struct change){ .query = said->query,
			       .params = params,
			       .count = count,
			       .code = saying->code,
			       .before = before,
			       .done = done }) |
		end(saying);
}

static unsigned opened(void *who, const struct answer *answer)
{
	struct saying *saying = who;

	if (answer->err != 0) {
		rows_json_failed(saying->app, answer);
		return end(saying);
	}
	if (rows_count(answer->rows) == 0)
		return fail(saying, _("There is no such request in your offices."));
	return saying->said != NULL ? send(saying, answer->rows) : show(saying, answer->rows);
}

static unsigned found(void *who, const struct answer *answer)
{
	struct saying *saying = who;
	const char *problem = rows_field(answer->rows, 0, "problem");
	struct param id;

	if (answer->err != 0) {
		rows_json_failed(saying->app, answer);
		return end(saying);
	}
	if (rows_count(answer->rows) == 0)
		return fail(saying, _("Your role does not see what is to be approved."));
	if (problem[0] != '\0')
		return fail(saying,
			strcmp(problem, "check") == 0 ?
				_("It is no such code: misread or mistyped.") :
				_("There is no such request in your offices."));
	text_copy(saying->id, sizeof saying->id, rows_field(answer->rows, 0, "id"));
	text_copy(saying->code, sizeof saying->code, rows_field(answer->rows, 0, "code"));
	id = param_text(saying->id);
	if (app_ask(saying->app, Q_APPROVAL_OPEN, &id, 1, opened, saying) != 0)
		return fail(saying, _("No memory left: nothing was changed."));
	return EFFECT_NONE;
}

static unsigned usage(struct call *call, const char *text)
{
	app_exit_code(call->app, EXIT_USAGE);
	app_say(call->app, SAY_ERROR, "%s", text);
	return EFFECT_REDRAW;
}

static unsigned usage_of(struct call *call, const struct said *said)
{
	char text[200];

	snprintf(text, sizeof text,
		app_is_shell(call->app) ? _("%s: %s Such as: %s TR-.... %s") :
					  _("%s: %s Such as :%s TR-.... %s; or open it by its "
					    "code and choose."),
		said->verb, _(said->ask), said->verb, said->such_as);
	return usage(call, text);
}

static unsigned begin(struct call *call, const struct said *said)
{
	const char *which = call->value[APPROVAL_WHICH], *why = call->value[APPROVAL_WHY];
	struct saying *saying;
	struct param code;

	if (which == NULL)
		return usage(call, _("Which request? Give its code: TR-...."));
	if (said != NULL && said->why && why == NULL)
		return usage_of(call, said);
	saying = calloc(1, sizeof *saying);
	if (saying == NULL)
		return usage(call, _("No memory left."));
	saying->app = call->app;
	saying->said = said;
	saying->json = call->json;
	text_copy(saying->code, sizeof saying->code, which);
	text_copy(saying->why, sizeof saying->why, why != NULL ? why : "");
	app_begin(call->app);
	code = param_text(saying->code);
	if (app_ask(call->app, Q_APPROVAL_FIND, &code, 1, found, saying) != 0)
		return fail(saying, _("No memory left: nothing was changed."));
	return EFFECT_NONE;
}

unsigned approval_show(struct call *call)
{
	return begin(call, NULL);
}

unsigned approval_say(struct call *call)
{
	for (size_t i = 0; i < sizeof all_said / sizeof *all_said; i++)
		if (strcmp(all_said[i].verb, call->verb->name) == 0)
			return begin(call, &all_said[i]);
	return EFFECT_NONE;
}
