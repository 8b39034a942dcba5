#include "tui/app/opening.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/app/alarm.h"
#include "tui/app/choose.h"
#include "tui/app/state.h"
#include "tui/app/vault.h"
#include "tui/intl.h"
#include "tui/term/screen.h"

static struct app *app_of(const struct opening *opening)
{
	return opening->view->app;
}

/* ---- what is there, and taking it away --------------------------------------------------- */

static void unlist(struct opening *opening)
{
	for (struct opening **at = &app_of(opening)->openings; *at != NULL; at = &(*at)->next) {
		if (*at == opening) {
			*at = opening->next;
			break;
		}
	}
	opening->next = NULL;
}

static void drop_items(struct opening *opening)
{
	unlist(opening);
	free(opening->items);
	opening->items = NULL;
	opening->count = 0;
	opening->until = 0;
	lacking_drop(&opening->lacking);
	rows_unref(opening->rows);
	opening->rows = NULL;
}

void opening_release(struct opening *opening)
{
	struct slab *slab = vault_slab(app_of(opening));

	for (size_t i = 0; slab != NULL && i < opening->count; i++)
		slab_give(slab, opening->items[i].record.bytes);
	drop_items(opening);
}

void opening_wipe(struct opening *opening)
{
	struct app *app = app_of(opening);

	if (opening->items == NULL)
		return;
	opening_release(opening);
	app_unshow(app);
}

void opening_lost(struct opening *opening)
{
	app_forget(app_of(opening), opening);
	opening->busy = false;
	drop_items(opening);
}

void opening_init(struct opening *opening, struct view *view, opening_fn *fn, void *who)
{
	*opening = (struct opening){ .view = view, .fn = fn, .who = who };
}

void opening_done(struct opening *opening)
{
	if (opening->view == NULL)
		return;
	app_forget(app_of(opening), opening);
	opening->busy = false;
	opening_wipe(opening);
	drop_items(opening);
}

const struct opened *opening_of(const struct opening *opening, const char *kind)
{
	for (size_t i = 0; i < opening->count; i++)
		if (strcmp(opening->items[i].at.kind, kind) == 0)
			return &opening->items[i];
	return NULL;
}

int opening_left_s(const struct opening *opening)
{
	int64_t left = opening->until - app_of(opening)->now;

	return opening->until == 0 || left <= 0 ? 0 : (int)((left + 999) / 1000);
}

int64_t openings_due(const struct app *app)
{
	int64_t due = 0;

	for (const struct opening *at = app->openings; at != NULL; at = at->next)
		if (at->until != 0 && (due == 0 || at->until < due))
			due = at->until;
	return due;
}

static bool is_over(const struct opening *opening)
{
	const struct app *app = app_of(opening);

	return (opening->flags & OPENING_BRIEF) &&
		(opening->until <= app->now || app->veiled || app_front(app) != opening->view);
}

void openings_watch(struct app *app)
{
	struct opening *next;

	for (struct opening *at = app->openings; at != NULL; at = next) {
		next = at->next;
		if (!is_over(at))
			continue;
		opening_wipe(at);
		if (at->gone != NULL)
			at->gone(at->who);
	}
}

/* ---- reasons that were given ------------------------------------------------------------- */

static struct reason_said *said_for(struct app *app, const char *subject)
{
	for (size_t i = 0; i < APP_REASONS; i++)
		if (strcmp(app->reasons[i].subject, subject) == 0)
			return &app->reasons[i];
	return NULL;
}

static bool is_said(const struct opening *opening)
{
	const struct reason_said *said = said_for(app_of(opening), opening->subject);

	return said != NULL && said->until > app_of(opening)->now;
}

static void remember(struct opening *opening)
{
	struct app *app = app_of(opening);
	struct reason_said *said = said_for(app, opening->subject);

	for (size_t i = 0; said == NULL && i < APP_REASONS; i++)
		if (app->reasons[i].until <= app->now)
			said = &app->reasons[i];
	if (said == NULL)
		said = &app->reasons[0];
	memcpy(said->subject, opening->subject, sizeof said->subject);
	said->until = app->now + INT64_C(1000) * OPENING_REASON_S;
}

/* ---- the end ----------------------------------------------------------------------------- */

static unsigned end(struct opening *opening, int r)
{
	opening->busy = false;
	if (r != 0)
		drop_items(opening);
	return EFFECT_REDRAW | opening->fn(opening->who, r);
}

static unsigned fail(struct opening *opening, int r, const char *text)
{
	app_say(app_of(opening), r == ERR_REFUSED ? SAY_WARN : SAY_ERROR, "%s", text);
	return end(opening, r);
}

void opening_trouble(char text[static OPENING_TROUBLE], const struct answer *answer)
{
	if (answer->err == ERR_OFFLINE || answer->err == ERR_UNKNOWN)
		text_copy(text, OPENING_TROUBLE,
			_("Nothing was opened: the line is gone. Try again when LIVE."));
	else if (answer->err == ERR_TIMEOUT)
		text_copy(text, OPENING_TROUBLE,
			_("Nothing was opened: the database did not answer in time. Try again."));
	else
		snprintf(text, OPENING_TROUBLE,
			_("Nothing was opened: the database answered with error %s."),
			answer->sqlstate[0] != '\0' ? answer->sqlstate : error_word(answer->err));
}

/* False, after saying why, where an answer has nothing in it. */
static bool is_answer(struct opening *opening, const struct answer *answer)
{
	char text[OPENING_TROUBLE];

	if (answer->err == 0)
		return true;
	opening_trouble(text, answer);
	app_of(opening)->effects |= fail(opening, answer->err, text);
	return false;
}

/* ---- opening what came ------------------------------------------------------------------- */

static unsigned open_all(struct opening *opening)
{
	struct app *app = app_of(opening);
	int rows = rows_count(opening->rows);

	opening->items = calloc((size_t)rows + 1, sizeof *opening->items);
	if (opening->items == NULL)
		return fail(opening, ERR_MEMORY, _("No memory left: nothing was opened."));
	for (int row = 0; row < rows; row++)
		opening_row(opening, row, &opening->items[row]);
	opening->count = (size_t)rows;
	opening_hold(opening);
	if (opening->flags & OPENING_BRIEF)
		opening->until = app->now + INT64_C(1000) * OPENING_SHOWN_S;
	opening->next = app->openings;
	app->openings = opening;
	return end(opening, 0);
}

static unsigned have_keys(void *who, int r)
{
	struct opening *opening = who;

	if (r != 0)
		return end(opening, r);
	lacking_drop(&opening->lacking);
	return open_all(opening);
}

/* ---- asking ------------------------------------------------------------------------------ */

static unsigned ask_reason(struct opening *opening);
static unsigned send(struct opening *opening);

static unsigned refused(struct opening *opening, const struct rows *rows)
{
	const char *refusal = rows_field(rows, 0, "refusal");

	if (strcmp(refusal, "ask_again") == 0 && !opening->again) {
		opening->again = true;
		if (opening->reason[0] != '\0')
			remember(opening);
		return send(opening);
	}
	/* What was said before does not count any more. */
	if (strcmp(refusal, "no_such_reason") == 0 && opening->reason[0] == '\0' &&
		(opening->flags & OPENING_REASON))
		return ask_reason(opening);
	return fail(opening, ERR_REFUSED, intl_word(rows_field(rows, 0, "message")));
}

static unsigned answered(void *who, const struct answer *answer)
{
	struct opening *opening = who;

	if (!is_answer(opening, answer))
		return EFFECT_NONE;
	if (rows_count(answer->rows) > 0 && !rows_field_is_null(answer->rows, 0, "refusal"))
		return refused(opening, answer->rows);
	if (!vault_is_open(app_of(opening)))
		return end(opening, ERR_KEY);
	opening->rows = rows_ref(answer->rows);
	return lacking_fetch(&opening->lacking, app_of(opening), opening->rows, have_keys, opening);
}

static unsigned send(struct opening *opening)
{
	struct text kinds = { 0 };
	int r;

	param_array_open(&kinds);
	for (size_t i = 0; i < opening->kind_count; i++)
		param_array_add(&kinds, opening->kinds[i]);
	param_array_close(&kinds);
	const struct param params[] = { param_text(opening->key), param_text(opening->subject),
		param_text(text_string(&kinds)),
		param_text(opening->reason[0] != '\0' ? opening->reason : NULL) };
	r = text_check(&kinds, NULL);
	if (r == 0)
		r = app_change(app_of(opening), Q_SEALED_OPEN, params, 4, answered, opening);
	text_done(&kinds);
	if (r != 0)
		return fail(opening, r, _("No memory left: nothing was opened."));
	return EFFECT_NONE;
}

static unsigned ask(struct opening *opening)
{
	opening->again = false;
	if (uuid_make(opening->key) != 0)
		return fail(opening, ERR_IO, _("No random numbers: nothing was opened."));
	return send(opening);
}

/* ---- why --------------------------------------------------------------------------------- */

static unsigned chosen(void *who, const char *value)
{
	struct opening *opening = who;

	if (value == NULL) {
		app_forget(app_of(opening), opening);
		return fail(opening, ERR_REFUSED, _("Nothing was opened."));
	}
	text_copy(opening->reason, sizeof opening->reason, value);
	return ask(opening);
}

/* A letter of the word that no other has, that a question does not take itself, and that is not the
 * key which asks: pressed twice it is no answer. */
static char letter_of(const char *word, const struct choice *choices, size_t count)
{
	for (const char *at = word; *at != '\0'; at++) {
		bool taken = *at < 'a' || *at > 'z' || strchr("jkoq", *at) != NULL;

		for (size_t i = 0; i < count && !taken; i++)
			taken = choices[i].letter == *at;
		if (!taken)
			return *at;
	}
	return 0;
}

static unsigned reasons_answered(void *who, const struct answer *answer)
{
	struct opening *opening = who;
	struct app *app = app_of(opening);
	struct choice *choices;
	char title[120];
	size_t count = 0;

	if (!is_answer(opening, answer))
		return EFFECT_NONE;
	choices = calloc((size_t)rows_count(answer->rows) + 1, sizeof *choices);
	for (int row = 0; choices != NULL && row < rows_count(answer->rows); row++) {
		const char *name = rows_field(answer->rows, row, "name");
		struct choice *choice = &choices[count];

		if (!rows_field_bool(answer->rows, row, "opening"))
			continue;
		choice->letter = letter_of(name, choices, count);
		text_copy(choice->value, sizeof choice->value, name);
		snprintf(choice->label, sizeof choice->label, "%-20s %s", intl_word(name),
			intl_word(rows_field(answer->rows, row, "meaning")));
		count++;
	}
	snprintf(title, sizeof title, _("Why is %s opened?"), opening->code);
	app_choose(app, title, _("Who opens it, when and why is in the record."), choices, count,
		chosen, opening);
	free(choices);
	return EFFECT_REDRAW;
}

static unsigned ask_reason(struct opening *opening)
{
	struct app *app = app_of(opening);

	/* Of the form behind it: a letter of a name gives no reason. */
	app_drop_typed(app, opening->view->state);
	app_expect(app, chosen, opening);
	if (app_ask(app, Q_REASON_LIST, NULL, 0, reasons_answered, opening) != 0)
		return fail(opening, ERR_MEMORY, _("No memory left: nothing was opened."));
	return EFFECT_NONE;
}

static unsigned unlocked(void *who, bool open)
{
	struct opening *opening = who;

	if (!open)
		return end(opening, ERR_KEY);
	if ((opening->flags & OPENING_REASON) && !is_said(opening))
		return ask_reason(opening);
	return ask(opening);
}

unsigned opening_start(struct opening *opening, const char *subject, const char *code,
	const char *const *kinds, size_t count, unsigned flags)
{
	struct app *app = app_of(opening);

	app_forget(app, opening);
	opening_wipe(opening);
	drop_items(opening); /* and what waited for keys */
	text_copy(opening->subject, sizeof opening->subject, subject);
	text_copy(opening->code, sizeof opening->code, code);
	opening->kind_count = count < OPENING_KINDS ? count : OPENING_KINDS;
	memcpy(opening->kinds, kinds, opening->kind_count * sizeof *kinds);
	opening->flags = flags;
	opening->reason[0] = '\0';
	opening->busy = true;
	return app_unlock(app, unlocked, opening);
}
