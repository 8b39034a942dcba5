#include "tui/app/change.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "db/base/uuid.h"
#include "tui/app/lost.h"
#include "tui/app/outcome.h"
#include "tui/app/state.h"
#include "tui/intl.h"

/* Owned by the list in struct app until its answer. */
struct change_sent {
	struct change_sent *next;
	struct app *app;
	enum query query;
	void (*then)(struct app *app, const struct rows *rows, const char *undo);
	char key[UUID_TEXT], code[40], before[160], done[APP_MESSAGE], undo[APP_MESSAGE];
	char *values[CHANGE_PARAMS]; /* NULL: null */
	size_t count;
	bool unsure; /* an answer was lost: see lost.h */
};

static void drop(struct change_sent *sent)
{
	struct app *app = sent->app;
	struct change_sent **at = &app->changes;

	while (*at != sent)
		at = &(*at)->next;
	*at = sent->next;
	app_forget(app, sent);
	app_end(app);
	for (size_t i = 0; i < CHANGE_PARAMS; i++)
		free(sent->values[i]);
	free(sent);
}

void change_free_all(struct app *app)
{
	while (app->changes != NULL)
		drop(app->changes);
}

bool change_unknown(const struct app *app)
{
	for (const struct change_sent *sent = app->changes; sent != NULL; sent = sent->next)
		if (sent->unsure)
			return true;
	return false;
}

void change_tell_unknown(const struct app *app)
{
	for (const struct change_sent *sent = app->changes; sent != NULL; sent = sent->next)
		outcome_tell(app, &(struct outcome){ .code = sent->code, .unknown = true });
}

static bool is_equal(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

bool change_is_open(const struct app *app, enum query query, const char *value)
{
	for (const struct change_sent *sent = app->changes; sent != NULL; sent = sent->next)
		if (sent->query == query && is_equal(sent->values[0], value))
			return true;
	return false;
}

/* ---- what became of it ------------------------------------------------------------------- */

static unsigned not_done(struct change_sent *sent, enum say_level level, const char *why,
	const char *hint)
{
	app_say(sent->app, level, "%s%s%s%s%s", sent->before, sent->before[0] != '\0' ? " " : "",
		why, hint[0] != '\0' ? " " : "", hint);
	drop(sent);
	return EFFECT_REDRAW;
}

/* It is done, and something has to be known of it. To a shell that would be a failure. */
static void say_done(struct change_sent *sent, const struct rows *rows)
{
	const char *message = rows_field(rows, 0, "message");

	if (message[0] == '\0')
		app_say(sent->app, SAY_INFO, "%s", sent->done);
	else
		app_say(sent->app, app_is_shell(sent->app) ? SAY_INFO : SAY_WARN, "%s %s %s",
			sent->before, intl_word(message), intl_word(rows_field(rows, 0, "hint")));
}

static unsigned came(struct change_sent *sent, const struct rows *rows)
{
	struct app *app = sent->app;

	outcome_tell(app,
		&(struct outcome){
			.code = sent->code[0] != '\0' ? sent->code : rows_field(rows, 0, "code"),
			.rows = rows });
	if (!rows_field_is_null(rows, 0, "refusal"))
		return EFFECT_RELOAD |
			not_done(sent, SAY_WARN, intl_word(rows_field(rows, 0, "message")),
				intl_word(rows_field(rows, 0, "hint")));
	if (sent->then != NULL) {
		sent->then(app, rows, sent->undo);
	} else {
		if (sent->undo[0] != '\0')
			app_did(app, rows_field_int(rows, 0, "event_id"), sent->undo);
		say_done(sent, rows);
	}
	drop(sent);
	return EFFECT_REDRAW | EFFECT_RELOAD;
}

static void send(void *who);

static unsigned answered(void *who, const struct answer *answer)
{
	struct change_sent *sent = who;
	char text[LOST_WORDS];

	if (lost_answer(sent->app, answer, &sent->unsure, send, sent))
		return EFFECT_REDRAW;
	if (answer->err == 0 && rows_count(answer->rows) == 1)
		return came(sent, answer->rows);
	if (answer->err == 0) {
		app_exit_code(sent->app, EXIT_REFUSED);
		text_copy(text, sizeof text, _("Not saved: the database did not say that it is."));
	} else {
		lost_words(text, sent->app, answer, sent->unsure);
	}
	outcome_tell(sent->app,
		&(struct outcome){ .code = sent->code, .message = text, .unknown = sent->unsure });
	return not_done(sent, SAY_WARN, text, "");
}

static void send(void *who)
{
	struct change_sent *sent = who;
	struct param params[1 + CHANGE_PARAMS] = { param_text(sent->key) };

	for (size_t i = 0; i < sent->count; i++)
		params[1 + i] = param_text(sent->values[i]);
	if (app_change(sent->app, sent->query, params, 1 + sent->count, answered, sent) == 0)
		return;
	if (sent->unsure)
		app_exit_code(sent->app, EXIT_UNKNOWN);
	sent->app->effects |= not_done(sent, SAY_ERROR,
		sent->unsure ? _("It is not known whether it is saved: there is no memory left. "
				 "Look before you try again.") :
			       _("No memory left: nothing was changed."),
		"");
}

/* ---- asking for it ----------------------------------------------------------------------- */

static void copy(char *to, size_t size, const char *from)
{
	text_copy(to, size, from != NULL ? from : "");
}

static const char *value_of(const struct change *change, size_t i)
{
	const char *text = i < change->count ? change->params[i].text : NULL;

	return text != NULL && text[0] != '\0' ? text : NULL;
}

static bool copy_all(struct change_sent *sent, const struct change *change)
{
	sent->query = change->query;
	sent->then = change->then;
	sent->count = change->count;
	copy(sent->key, sizeof sent->key, change->key);
	copy(sent->code, sizeof sent->code, change->code);
	copy(sent->before, sizeof sent->before, change->before);
	copy(sent->done, sizeof sent->done, change->done);
	copy(sent->undo, sizeof sent->undo, change->undo);
	for (size_t i = 0; i < change->count; i++) {
		const char *value = value_of(change, i);

		sent->values[i] = value != NULL ? strdup(value) : NULL;
		if (value != NULL && sent->values[i] == NULL)
			return false;
	}
	return change->key != NULL || uuid_make(sent->key) == 0;
}

static bool is_same(const struct change_sent *sent, const struct change *change)
{
	for (size_t i = 0; i < CHANGE_PARAMS; i++)
		if (!is_equal(sent->values[i], value_of(change, i)))
			return false;
	return sent->query == change->query;
}

unsigned change_send(struct app *app, const struct change *change)
{
	struct change_sent *sent = app->changes;

	while (sent != NULL && !is_same(sent, change))
		sent = sent->next;
	if (sent != NULL)
		return EFFECT_NONE;
	sent = calloc(1, sizeof *sent);
	if (sent == NULL) {
		app_say(app, SAY_ERROR, "%s", _("No memory left: nothing was changed."));
		return EFFECT_REDRAW;
	}
	sent->app = app;
	sent->next = app->changes;
	app->changes = sent;
	app_begin(app);
	if (!copy_all(sent, change))
		return not_done(sent, SAY_ERROR, _("No memory left: nothing was changed."), "");
	send(sent);
	return EFFECT_REDRAW;
}
