/* What is known of a place in clear: edited in the same form, and no record. */
#include "tui/screens/edit_int.h"

#include <stdio.h>
#include <string.h>

#include "tui/app/choose.h"
#include "tui/intl.h"

/* False, after saying why, where it goes no further. */
static bool is_found(struct edit *state, const struct answer *answer)
{
	struct app *app = edit_app(state);
	bool told = answer->err == 0 && rows_count(answer->rows) == 1;

	/* A new one is not there yet. */
	if (!(state->fresh && told) && !subject_found(&state->subject, app, answer))
		return false;
	state->may_keep = rows_field_bool(answer->rows, 0, "may_keep");
	if (state->sheet != &sheets[SHEET_FACTS] || state->may_keep)
		return true;
	app_say(app, SAY_WARN, "%s",
		_("Your role does not change this: a coordinator or a supervisor does."));
	return false;
}

/* Of one that is not there yet only the office, where there is but one. */
static int put_facts(const struct edit *state, struct record *record, const struct rows *rows)
{
	static const char *const names[] = { "kind", "office", "country", "district", "capacity" };
	const char *offices = rows_field(rows, 0, "offices");
	char office[8], other[8];
	int r = 0;

	(void)state;
	if (rows_field_is_null(rows, 0, "id"))
		return rows_list_next(&offices, office, sizeof office) &&
				!rows_list_next(&offices, other, sizeof other) ?
			record_put(record, "office", office, NULL) :
			0;
	for (size_t i = 0; i < sizeof names / sizeof *names && r == 0; i++)
		if (!rows_field_is_null(rows, 0, names[i]))
			r = record_put(record, names[i], rows_field(rows, 0, names[i]), NULL);
	return r;
}

unsigned edit_read_clear(struct edit *state, const struct rows *rows, size_t room,
	const char *writer,
	int (*put)(const struct edit *state, struct record *record, const struct rows *rows))
{
	struct slab *slab = vault_slab(edit_app(state));
	void *bytes = slab != NULL ? slab_take(slab, room) : NULL;
	struct opened item = { .written_at = rows_field_ms(rows, 0, "touched_at") };
	unsigned effects;

	if (bytes == NULL || record_begin(&item.record, bytes, room, NULL) != 0 ||
		put(state, &item.record, rows) != 0) {
		slab_give(slab, bytes);
		return edit_give_up(state, SAY_ERROR,
			_("There is no room to edit this beside what is open."));
	}
	text_copy(item.writer, sizeof item.writer, writer);
	text_copy(item.at.id, sizeof item.at.id, state->subject.id);
	item.at.version = (uint32_t)rows_field_int(rows, 0, "version");
	if (state->step == EDIT_ASKING) {
		state->at = item.at;
		effects = edit_begin_form(state, &item.record);
	} else {
		effects = edit_compare(state, &item);
	}
	slab_give(slab, bytes);
	return effects;
}

static unsigned facts_told(void *who, const struct answer *answer)
{
	struct edit *state = who;

	state->comparing = false;
	if (!is_found(state, answer))
		return state->step == EDIT_ASKING ? edit_leave(state) : EFFECT_REDRAW;
	return vault_is_open(edit_app(state)) ?
		edit_read_clear(state, answer->rows, ring_room(VAULT_KEPT / 8), "", put_facts) :
		EFFECT_REDRAW;
}

unsigned edit_fetch_facts(struct edit *state)
{
	if (subject_ask(&state->subject, edit_app(state), facts_told, state) != 0)
		return edit_give_up(state, SAY_ERROR, _("No memory left."));
	state->comparing = state->step != EDIT_ASKING;
	return EFFECT_REDRAW;
}

/* ---- before the form --------------------------------------------------------------------- */

static unsigned go_on(struct edit *state)
{
	return state->sheet == &sheets[SHEET_FACTS] ? edit_unlock(state) : edit_begin(state);
}

static unsigned sheet_chosen(void *who, const char *value)
{
	struct edit *state = who;

	if (value == NULL)
		return edit_leave(state);
	state->sheet = sheet_named(value);
	return go_on(state);
}

static unsigned choose_sheet(struct edit *state)
{
	struct choice choices[SHEETS - SHEET_FACTS] = { 0 };
	const struct sheet *sheet;
	char title[120];
	size_t count = 0;

	for (; (sheet = sheet_of(true, count)) != NULL; count++) {
		choices[count].letter = sheet->noun[0];
		text_copy(choices[count].value, sizeof choices[count].value, sheet->kind);
		text_copy(choices[count].label, sizeof choices[count].label, _(sheet->noun));
	}
	snprintf(title, sizeof title, _("What of %s is edited?"), state->subject.code);
	app_choose(edit_app(state), title, NULL, choices, count, sheet_chosen, state);
	return EFFECT_REDRAW;
}

static unsigned found(void *who, const struct answer *answer)
{
	struct edit *state = who;

	if (!is_found(state, answer))
		return edit_leave(state);
	if (state->sheet == NULL && !state->may_keep)
		state->sheet = &sheets[SHEET_PLACE];
	return state->sheet == NULL ? choose_sheet(state) : go_on(state);
}

unsigned edit_begin_place(struct edit *state)
{
	if (subject_ask(&state->subject, edit_app(state), found, state) != 0)
		return edit_give_up(state, SAY_ERROR, _("No memory left."));
	return EFFECT_NONE;
}
