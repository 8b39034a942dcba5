/* The record that is to be edited comes, or somebody else's newer one. */
#include "tui/screens/edit_int.h"

#include <stdio.h>
#include <string.h>

#include "db/base/date.h"
#include "tui/intl.h"

/* What was typed stays where it is. */
static unsigned no_room(struct edit *state)
{
	slab_give(vault_slab(edit_app(state)), state->conflict_memory);
	state->conflict_memory = NULL;
	app_say(edit_app(state), SAY_ERROR,
		_("Not saved: there is no room to compare the two. What you typed is still here: "
		  "close other forms, then ^X."));
	edit_write_draft(state);
	return EFFECT_REDRAW;
}

static unsigned compare(struct edit *state, const struct opened *item)
{
	struct conflict_options options = { .form = { .fields = state->sheet->fields,
						    .choice = sheet_choice,
						    .clock = edit_clock(state) },
		.before = edit_store(&state->base),
		.mine = edit_store(&state->mine),
		.title = state->title };
	struct error e = { 0 };
	char day[DATE_TEXT];

	/* Locked since it was sent: the form is back, and what it made is not. */
	if (state->mine.bytes == NULL && edit_make_mine(state, &e) != 0)
		return edit_not_written(state, &e);
	if (state->conflict_memory != NULL) {
		conflict_close(&state->conflict);
		slab_give(vault_slab(edit_app(state)), state->conflict_memory);
	}
	state->conflict_memory =
		slab_take(vault_slab(edit_app(state)), conflict_memory(state->sheet->fields));
	if (state->conflict_memory == NULL ||
		edit_make(state, &state->theirs, &item->record, 0) != 0)
		return no_room(state);
	state->theirs_at = item->at;
	date_day_time(day, item->written_at, app_me(edit_app(state))->offset_min);
	snprintf(state->title, sizeof state->title,
		_("%s was changed by %s, %s (version %u; yours is on %u)"), state->subject.code,
		item->writer, day, (unsigned)item->at.version, (unsigned)state->at.version);
	options.form.memory = state->conflict_memory;
	options.form.store = edit_store(&state->theirs);
	conflict_open(&state->conflict, &options);
	state->step = EDIT_COMPARING;
	return EFFECT_REDRAW;
}

unsigned edit_fetch(struct edit *state)
{
	return opening_start(&state->opening, state->subject.id, state->subject.code,
		&state->sheet->kind, 1, state->sheet->reason ? OPENING_REASON : 0);
}

unsigned edit_opened(void *who, int r)
{
	struct edit *state = who;
	const struct opened *item = opening_of(&state->opening, state->sheet->kind);
	unsigned effects;

	if (r != 0 && state->step != EDIT_ASKING)
		return EFFECT_REDRAW; /* has been said; what was typed is still there */
	if (r != 0)
		return edit_leave(state);
	if (item != NULL && item->problem != 0) {
		app_say(edit_app(state), SAY_ERROR, "%s", item->why);
		effects = state->step == EDIT_ASKING ? edit_leave(state) : EFFECT_REDRAW;
	} else if (state->step != EDIT_ASKING) {
		effects = item != NULL ? compare(state, item) : EFFECT_REDRAW;
	} else {
		if (item != NULL)
			state->at = item->at;
		effects = edit_begin_form(state, item != NULL ? &item->record : NULL);
	}
	opening_release(&state->opening);
	return effects;
}
