/* One form for several cases: what is typed once is sealed and saved for each by itself, one after
 * the other. Each is done or not; those that are not stay in the form, and are told with why. The
 * record of each has its id from the beginning: asked for twice it is the same one. */
#include "tui/screens/edit_int.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/app/choose.h"
#include "tui/app/job.h"
#include "tui/app/state.h"
#include "tui/app/target.h"
#include "tui/intl.h"

enum { SHOWN = 5 /* codes in the question */, FIELD_NAME = 48, WORDS = 400 };

struct one {
	struct target target;
	char entry[UUID_TEXT]; /* the record that is written of it */
	bool done;
};

struct edit_many {
	struct one *ones;
	size_t count, at; /* ... which is being saved */
	bool sending;
	size_t done; /* in this round */
	char problem[WORDS], field[FIELD_NAME]; /* why the first was refused; "": none was */
};

bool edit_is_many(const struct edit *state)
{
	return state->many != NULL && state->many->count > 1;
}

bool edit_many_is_busy(const struct edit *state)
{
	return state->many != NULL && state->many->sending;
}

void edit_many_where(const struct edit *state, char *text, size_t size)
{
	snprintf(text, size, ngettext("%zu case", "%zu cases", state->many->count),
		state->many->count);
}

void edit_many_status(const struct edit *state, char *text, size_t size)
{
	snprintf(text, size, _("saving %zu of %zu ..."), state->many->at + 1, state->many->count);
}

void edit_many_close(struct edit *state)
{
	if (state->many != NULL)
		free(state->many->ones);
	free(state->many);
	state->many = NULL;
}

/* The form is that of the first of them: its keys, its day, its draft. */
void edit_many_stand(struct edit *state)
{
	const struct one *first = state->many->ones;

	text_copy(state->subject.id, sizeof state->subject.id, first->target.id);
	text_copy(state->subject.code, sizeof state->subject.code, first->target.code);
	state->subject.version = first->target.version;
	state->at = (struct sealed_at){ .version = 0 };
	text_copy(state->at.id, sizeof state->at.id, first->entry);
}

/* ---- which ------------------------------------------------------------------------------- */

static size_t marked(const struct call *call, struct target *targets)
{
	size_t count = 0;

	if (call != NULL && call->code_count == 0 && call->view != NULL &&
		call->view->screen->targets != NULL)
		count = call->view->screen->targets(call->view, targets, APP_AT_ONCE);
	return count > 0 && targets[0].marked ? count : 0;
}

static int take(struct edit_many *many, const struct target *targets)
{
	for (size_t i = 0; i < many->count; i++) {
		many->ones[i].target = targets[i];
		if (uuid_make(many->ones[i].entry) != 0)
			return -1;
	}
	return 0;
}

int edit_many_open(struct edit *state, const struct call *call)
{
	struct app *app = edit_app(state);
	struct target targets[APP_AT_ONCE];
	const struct sheet *sheet = sheet_by_verb(call != NULL ? call->verb->name : "");
	size_t count = sheet == &sheets[SHEET_TRANSFER] ? marked(call, targets) : 0;

	if (count == 0)
		return 0;
	if (count > APP_AT_ONCE) {
		app_say(app, SAY_WARN,
			_("%zu cases are marked, and %d at most are changed at once. Nothing was "
			  "changed."),
			count, APP_AT_ONCE);
		return -1;
	}
	state->many = calloc(1, sizeof *state->many);
	if (state->many != NULL)
		state->many->ones = calloc(count, sizeof *state->many->ones);
	if (state->many == NULL || state->many->ones == NULL) {
		app_say(app, SAY_ERROR, "%s", _("No memory left: nothing was changed."));
		return -1;
	}
	state->many->count = count;
	if (take(state->many, targets) != 0) {
		app_say(app, SAY_ERROR, "%s", _("No random numbers: nothing can be written."));
		return -1;
	}
	state->sheet = sheet;
	edit_many_stand(state);
	if (count == 1)
		edit_many_close(state);
	return 1;
}

unsigned edit_many_begin(struct edit *state)
{
	char bytes[64];
	struct record record = { 0 };

	if (record_begin(&record, bytes, sizeof bytes, NULL) != 0 ||
		record_put(&record, "what", "person", NULL) != 0)
		return edit_begin_form(state, NULL);
	return edit_begin_form(state, &record);
}

/* ---- the end of a round ------------------------------------------------------------------- */

/* The form goes on with those that are not done. */
static void keep_the_rest(struct edit_many *many)
{
	size_t left = 0;

	for (size_t i = 0; i < many->count; i++)
		if (!many->ones[i].done)
			many->ones[left++] = many->ones[i];
	many->count = left;
}

static unsigned end_round(struct edit *state, const char *stopped)
{
	struct edit_many *many = state->many;
	struct app *app = edit_app(state);
	size_t done = many->done;

	many->sending = false;
	keep_the_rest(many);
	if (many->count == 0) {
		app_say(app, SAY_INFO,
			ngettext("%zu asked for (:messages tells what is missing of each).",
				"%zu asked for (:messages tells what is missing of each).", done),
			done);
		edit_drop_draft(state);
		edit_close_form(state);
		return edit_leave(state);
	}
	edit_many_stand(state);
	edit_drop(state, &state->mine);
	if (many->field[0] != '\0' && state->step == EDIT_TYPING)
		form_refuse(&state->form, many->field, many->problem);
	edit_write_draft(state);
	app_say(app, SAY_WARN,
		_("%zu asked for, %zu not, which stay in the form (:messages tells each): %s"),
		done, many->count, stopped != NULL ? stopped : many->problem);
	return EFFECT_REDRAW;
}

/* ---- one after the other ------------------------------------------------------------------ */

static unsigned send_next(struct edit *state)
{
	struct edit_many *many = state->many;
	struct sealed_at at = { .version = 0 };
	struct error e = { 0 };

	while (many->at < many->count && many->ones[many->at].done)
		many->at++;
	if (many->at == many->count)
		return end_round(state, NULL);
	if (state->mine.bytes == NULL)
		return end_round(state, keeping_words(&state->keeping, KEEPING_LOCKED));
	text_copy(at.id, sizeof at.id, many->ones[many->at].entry);
	text_copy(at.subject, sizeof at.subject, many->ones[many->at].target.id);
	text_copy(at.kind, sizeof at.kind, state->sheet->kind);
	text_copy(at.key, sizeof at.key, state->sheet->key);
	text_clear(&state->keeping.told);
	if (sheet_clear(state->sheet, &state->mine, &state->keeping.told, &e) != 0)
		return end_round(state, e.text);
	return EFFECT_REDRAW | keeping_start(&state->keeping, &at, &state->mine);
}

static unsigned told(void *who, const struct answer *answer)
{
	struct edit *state = who;

	edit_transfer_told(edit_app(state), state->many->ones[state->many->at].target.code, answer);
	state->many->at++;
	return send_next(state);
}

/* Also where it had been saved before, and nobody could say so. */
static unsigned one_is_done(struct edit *state)
{
	struct edit_many *many = state->many;
	struct one *one = &many->ones[many->at];
	const struct param id = param_text(one->entry);

	one->done = true;
	many->done++;
	views_unmark(edit_app(state), one->target.id);
	if (app_ask(edit_app(state), Q_APPROVAL_OPEN, &id, 1, told, state) == 0)
		return EFFECT_REDRAW;
	many->at++;
	return send_next(state);
}

static unsigned one_is_refused(struct edit *state, enum keeping_result result)
{
	struct edit_many *many = state->many;
	const struct one *one = &many->ones[many->at];
	char words[WORDS];

	snprintf(words, sizeof words, "%s: %s", one->target.code,
		keeping_words(&state->keeping, result));
	if (many->problem[0] == '\0') {
		text_copy(many->problem, sizeof many->problem, words);
		text_copy(many->field, sizeof many->field, state->keeping.field);
	}
	say_plain(edit_app(state), SAY_WARN, words);
	many->at++;
	return send_next(state);
}

unsigned edit_many_kept(struct edit *state, enum keeping_result result)
{
	switch (result) {
	case KEEPING_SAVED:
	case KEEPING_STALE:
		return one_is_done(state);
	case KEEPING_TURNING:
	case KEEPING_REFUSED:
		return one_is_refused(state, result);
	case KEEPING_LOCKED:
	case KEEPING_OFFLINE:
		break;
	}
	return end_round(state, keeping_words(&state->keeping, result));
}

void edit_many_lost(struct edit *state)
{
	struct edit_many *many = state->many;

	if (many == NULL || !many->sending || state->keeping.busy)
		return;
	many->sending = false;
	keep_the_rest(many);
	if (many->count > 0)
		app_say(edit_app(state), SAY_WARN,
			_("%zu asked for, %zu not yet: the vault was locked. ^X goes on."),
			many->done, many->count);
	state->done |= many->count == 0;
}

/* ---- is she sure -------------------------------------------------------------------------- */

static unsigned confirmed(void *who, const char *value)
{
	struct edit *state = who;
	struct edit_many *many = state->many;

	if (value == NULL || state->mine.bytes == NULL) {
		edit_drop(state, &state->mine);
		edit_write_draft(state);
		app_say(edit_app(state), SAY_INFO, "%s",
			many->count > JOB_FREELY ?
				_("Nothing was asked for: their number was not typed.") :
				_("Nothing was asked for."));
		return EFFECT_REDRAW;
	}
	many->sending = true;
	many->at = many->done = 0;
	many->problem[0] = many->field[0] = '\0';
	return send_next(state);
}

static void put_question(struct text *text, const struct edit_many *many, bool free)
{
	for (size_t i = 0; i < many->count && i < SHOWN; i++)
		text_addf(text, "%s%s", i > 0 ? ", " : "", many->ones[i].target.code);
	if (many->count > SHOWN)
		text_addf(text, _(" and %zu more"), many->count - SHOWN);
	text_addf(text, "\n%s",
		_("All of it goes into the file of each, and each is approved by itself."));
	if (!free)
		text_addf(text, _("\nTo be sure, type their number, %zu, and Enter."), many->count);
}

unsigned edit_many_send(struct edit *state)
{
	const struct edit_many *many = state->many;
	struct choice yes = { .letter = 'y', .value = "yes" };
	const bool free = many->count <= JOB_FREELY;
	struct text text = { 0 };
	char title[120];

	snprintf(title, sizeof title, _("Ask for this for each of %zu cases?"), many->count);
	put_question(&text, many, free);
	text_copy(yes.label, sizeof yes.label, _("ask for it"));
	if (!free) {
		yes.letter = 0;
		snprintf(yes.value, sizeof yes.value, "%zu", many->count);
	}
	(free ? app_choose : app_choose_exact)(edit_app(state), title, text_string(&text), &yes, 1,
		confirmed, state);
	text_done(&text);
	return EFFECT_REDRAW;
}

/* What one of them said stands in her file, and in no other. */
bool edit_many_refuses(struct edit *state)
{
	const char *sentence =
		_("These are the words of one: leave this empty, and write them in her own (e).");

	if (record_value(&state->mine, "text") == NULL)
		return false;
	form_refuse(&state->form, "text", sentence);
	app_say(edit_app(state), SAY_WARN, _("Not saved. %s"), sentence);
	edit_drop(state, &state->mine);
	edit_write_draft(state);
	return true;
}
