/* Before the form: of which case, what of it, with which key, or the draft that is there. */
#include "tui/screens/edit_int.h"

#include <stdio.h>
#include <string.h>

#include "tui/app/choose.h"
#include "tui/app/draft.h"
#include "tui/intl.h"

static bool has_key(const struct edit *state)
{
	for (int row = 0; row < rows_count(state->keys); row++)
		if (strcmp(rows_field(state->keys, row, "key"), state->sheet->key) == 0)
			return true;
	return false;
}

static bool is_there(const struct edit *state)
{
	for (int row = 0; row < rows_count(state->list); row++)
		if (strcmp(rows_field(state->list, row, "kind"), state->sheet->kind) == 0)
			return true;
	return false;
}

static unsigned go_on(struct edit *state)
{
	if (!has_key(state))
		return edit_give_up(state, SAY_WARN,
			_("You have no key for this: a custodian of the office can give it to "
			  "you. Nothing was opened."));
	if (state->sheet != &sheets[SHEET_NOTE] && is_there(state))
		return edit_fetch(state);
	state->at = (struct sealed_at){ .version = 0 };
	if (uuid_make(state->at.id) != 0)
		return edit_give_up(state, SAY_ERROR,
			_("No random numbers: nothing can be written."));
	return edit_begin_form(state, NULL);
}

static unsigned came(struct edit *state, struct rows **rows, const struct answer *answer)
{
	if (answer->err != 0) {
		app_forget(edit_app(state), &state->list);
		app_forget(edit_app(state), &state->keys);
		return edit_give_up(state, SAY_ERROR, _("The line is gone. Try again when LIVE."));
	}
	rows_unref(*rows);
	*rows = rows_ref(answer->rows);
	return --state->answers == 0 ? go_on(state) : EFFECT_NONE;
}

static unsigned took_list(void *who, const struct answer *answer)
{
	struct rows **rows = who;

	return came((struct edit *)((char *)rows - offsetof(struct edit, list)), rows, answer);
}

static unsigned took_keys(void *who, const struct answer *answer)
{
	struct rows **rows = who;

	return came((struct edit *)((char *)rows - offsetof(struct edit, keys)), rows, answer);
}

unsigned edit_ask(struct edit *state)
{
	const struct param id = param_text(state->subject.id);
	struct app *app = edit_app(state);

	state->answers = 2;
	if (app_ask(app, Q_SEALED_LIST, &id, 1, took_list, &state->list) != 0 ||
		app_ask(app, Q_SEALED_KEYS, &id, 1, took_keys, &state->keys) != 0)
		return edit_give_up(state, SAY_ERROR, _("No memory left."));
	return EFFECT_REDRAW;
}

static unsigned unlocked(void *who, bool open)
{
	struct edit *state = who;

	if (!open)
		return edit_leave(state);
	if (!edit_find_draft(state))
		return state->draft ? edit_give_up(state, SAY_INFO,
					      _("There is no draft that is not open already.")) :
				      edit_ask(state);
	return state->draft ? edit_resume(state) : edit_offer_draft(state);
}

static unsigned sheet_chosen(void *who, const char *value)
{
	struct edit *state = who;

	if (value == NULL)
		return edit_leave(state);
	state->sheet = sheet_named(value);
	return app_unlock(edit_app(state), unlocked, state);
}

static unsigned choose_sheet(struct edit *state)
{
	struct choice choices[SHEETS_SINGLE] = { 0 };
	char title[120];

	if (state->sheet != NULL || state->draft)
		return app_unlock(edit_app(state), unlocked, state);
	for (size_t i = 0; i < SHEETS_SINGLE; i++) {
		choices[i].letter = sheets[i].kind[0];
		text_copy(choices[i].value, sizeof choices[i].value, sheets[i].kind);
		text_copy(choices[i].label, sizeof choices[i].label, _(sheets[i].noun));
	}
	snprintf(title, sizeof title, _("What of %s is edited?"), state->subject.code);
	app_choose(edit_app(state), title, NULL, choices, SHEETS_SINGLE, sheet_chosen, state);
	return EFFECT_REDRAW;
}

static unsigned found(void *who, const struct answer *answer)
{
	struct edit *state = who;

	return subject_found(&state->subject, edit_app(state), answer) ? choose_sheet(state) :
									 edit_leave(state);
}

unsigned edit_begin(struct edit *state)
{
	if (state->draft || state->subject.id[0] != '\0')
		return choose_sheet(state);
	if (subject_ask(&state->subject, edit_app(state), found, state) != 0)
		return edit_give_up(state, SAY_ERROR, _("No memory left."));
	return EFFECT_NONE;
}
