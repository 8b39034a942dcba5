/* Before the form: of which case, what of it she may write, with which key, or the draft that is
 * there. */
#include "tui/screens/edit_int.h"

#include <stdio.h>
#include <string.h>

#include "tui/app/choose.h"
#include "tui/app/draft.h"
#include "tui/app/rights.h"
#include "tui/app/spill.h"
#include "tui/intl.h"

enum { DRAFTED = 8192 /* bytes of what a new entry begins with */ };

/* The form does not come: what is typed on is no text. */
static unsigned refuse(struct edit *state, enum say_level level, const char *text)
{
	spill_refused(edit_app(state));
	return edit_give_up(state, level, text);
}

static bool has_key(const struct edit *state)
{
	for (int row = 0; row < rows_count(state->keys); row++)
		if (strcmp(rows_field(state->keys, row, "key"), state->sheet->key) == 0)
			return true;
	return false;
}

/* What the database knows a new entry to begin with. Without it the form is empty. */
static unsigned took_draft(void *who, const struct answer *answer)
{
	struct edit *state = who;
	char bytes[DRAFTED];
	struct record record;

	if (answer->err != 0 || !vault_is_open(edit_app(state)) ||
		record_begin(&record, bytes, sizeof bytes, NULL) != 0)
		return edit_begin_form(state, NULL);
	for (int row = 0; row < rows_count(answer->rows); row++)
		(void)record_put(&record, rows_field(answer->rows, row, "name"),
			rows_field(answer->rows, row, "content"), NULL);
	return edit_begin_form(state, &record);
}

static unsigned ask_draft(struct edit *state)
{
	const struct param id = param_text(state->subject.id);

	if (app_ask(edit_app(state), state->sheet->draft, &id, 1, took_draft, state) != 0)
		return edit_begin_form(state, NULL);
	return EFFECT_REDRAW;
}

static unsigned go_on(struct edit *state)
{
	if (!has_key(state))
		return refuse(state, SAY_WARN,
			_("You have no key for this: a custodian of the office can give it to "
			  "you. Nothing was opened."));
	if (state->sheet->many != NULL ? state->entry[0] != '\0' :
					 rights_there(state->kinds, state->sheet->kind))
		return edit_fetch(state);
	if (state->many != NULL) /* each has its own already */
		return edit_many_begin(state);
	state->at = (struct sealed_at){ .version = 0 };
	if (uuid_make(state->at.id) != 0)
		return refuse(state, SAY_ERROR, _("No random numbers: nothing can be written."));
	return state->sheet->draft != Q_NONE ? ask_draft(state) : edit_begin_form(state, NULL);
}

static unsigned no_answer(struct edit *state, const struct answer *answer)
{
	char trouble[OPENING_TROUBLE];

	opening_trouble(trouble, answer);
	return refuse(state, SAY_ERROR, trouble);
}

static unsigned took_keys(void *who, const struct answer *answer)
{
	struct edit *state = who;

	if (answer->err != 0)
		return no_answer(state, answer);
	rows_unref(state->keys);
	state->keys = rows_ref(answer->rows);
	return go_on(state);
}

unsigned edit_ask(struct edit *state)
{
	const struct param id = param_text(state->subject.id);

	if (state->sheet == &sheets[SHEET_FACTS])
		return edit_fetch_facts(state);
	if (edit_is_batch(state))
		return edit_fetch_batch(state);
	if (app_ask(edit_app(state), Q_SEALED_KEYS, &id, 1, took_keys, state) != 0)
		return refuse(state, SAY_ERROR, _("No memory left."));
	return EFFECT_REDRAW;
}

static unsigned no_draft(struct edit *state)
{
	char words[DRAFT_WORDS];

	draft_words(edit_app(state), words);
	return edit_give_up(state, SAY_INFO,
		words[0] != '\0' ? words : _("There is no draft that is not open already."));
}

static unsigned unlocked(void *who, bool open)
{
	struct edit *state = who;

	if (!open)
		return edit_leave(state);
	if (edit_is_call(state))
		return edit_begin_call(state);
	if (state->take)
		return edit_take_over(state) ? edit_resume(state) : edit_leave(state);
	if (state->many == NULL && edit_find_draft(state))
		return state->draft ? edit_resume(state) : edit_offer_draft(state);
	if (!state->draft)
		return edit_ask(state);
	if (state->unread)
		return edit_leave(state);
	return no_draft(state);
}

/* What was typed ahead goes into no prompt for a passphrase, and no passphrase into a form. */
unsigned edit_unlock(struct edit *state)
{
	struct app *app = edit_app(state);

	if (!vault_is_open(app) && app_unexpect(app, state)[0] != '\0')
		app_say(app, SAY_WARN, "%s",
			_("What you typed before the passphrase was asked for is dropped."));
	return app_unlock(edit_app(state), unlocked, state);
}

static unsigned sheet_chosen(void *who, const char *value)
{
	struct edit *state = who;

	if (value == NULL)
		return edit_leave(state);
	state->sheet = sheet_named(value);
	return edit_unlock(state);
}

/* Of what she may write. */
static unsigned choose_sheet(struct edit *state)
{
	struct choice choices[SHEETS_SINGLE] = { 0 };
	char title[120];
	size_t count = 0;

	for (size_t i = 0; i < SHEETS_SINGLE; i++) {
		if (!rights_may_write(state->kinds, sheets[i].kind) &&
			!rights_waits(state->kinds, sheets[i].kind))
			continue;
		choices[count].letter = sheets[i].kind[0];
		text_copy(choices[count].value, sizeof choices[count].value, sheets[i].kind);
		text_copy(choices[count].label, sizeof choices[count].label, _(sheets[i].noun));
		count++;
	}
	if (count == 0) {
		rights_to_write(edit_app(state), state->kinds, sheets[0].kind);
		return edit_leave(state);
	}
	snprintf(title, sizeof title, _("What of %s is edited?"), state->subject.code);
	app_choose(edit_app(state), title, NULL, choices, count, sheet_chosen, state);
	return EFFECT_REDRAW;
}

void edit_take_day(struct edit *state, const struct rows *kinds)
{
	if (rows_count(kinds) == 0)
		return;
	state->day_min = (int)rows_field_int(kinds, 0, "utc_offset_minutes") -
		app_me(edit_app(state))->offset_min;
	state->form.options.clock.day_min = state->day_min;
}

static unsigned told_day(void *who, const struct answer *answer)
{
	if (answer->err == 0)
		edit_take_day(who, answer->rows);
	return EFFECT_REDRAW;
}

void edit_ask_day(struct edit *state)
{
	const struct param id = param_text(state->subject.id);

	(void)app_ask(edit_app(state), Q_SEALED_KINDS, &id, 1, told_day, state);
}

static unsigned told_kinds(void *who, const struct answer *answer)
{
	struct edit *state = who;
	struct app *app = edit_app(state);

	rows_unref(state->kinds);
	state->kinds = answer->err == 0 ? rows_ref(answer->rows) : NULL;
	edit_take_day(state, state->kinds);
	if (answer->err == 0 && state->sheet == NULL)
		return choose_sheet(state);
	if (answer->err != 0)
		return no_answer(state, answer);
	if (rights_to_write(app, state->kinds, state->sheet->kind))
		return edit_unlock(state);
	spill_refused(app);
	return edit_leave(state);
}

/* Before a passphrase or a reason is asked for. */
static unsigned ask_kinds(struct edit *state)
{
	const struct param id = param_text(state->subject.id);

	if (app_ask(edit_app(state), Q_SEALED_KINDS, &id, 1, told_kinds, state) != 0)
		return refuse(state, SAY_ERROR, _("No memory left."));
	return EFFECT_NONE;
}

static unsigned found(void *who, const struct answer *answer)
{
	struct edit *state = who;

	return subject_found(&state->subject, edit_app(state), answer) ? ask_kinds(state) :
									 edit_leave(state);
}

unsigned edit_begin(struct edit *state)
{
	if (state->draft || edit_is_call(state) || edit_is_batch(state))
		return edit_unlock(state);
	if (state->subject.id[0] != '\0')
		return ask_kinds(state);
	if (subject_ask(&state->subject, edit_app(state), found, state) != 0)
		return refuse(state, SAY_ERROR, _("No memory left."));
	return EFFECT_NONE;
}
