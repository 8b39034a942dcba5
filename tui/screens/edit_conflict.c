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

/* Her console ended, or her line, between the save and its answer: what she has is there. */
static unsigned is_same(struct edit *state)
{
	char text[200];

	snprintf(text, sizeof text,
		_("%s: what you have here was saved before; nothing is changed since."),
		state->subject.code);
	edit_drop_draft(state);
	edit_close_form(state);
	return edit_give_up(state, SAY_INFO, text);
}

unsigned edit_compare(struct edit *state, const struct opened *item)
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
		_("Changed by %s, %s (version %u, yours %u)"),
		item->writer[0] != '\0' ? item->writer : _("somebody else"), day,
		(unsigned)item->at.version, (unsigned)state->at.version);
	options.form.memory = state->conflict_memory;
	options.form.store = edit_store(&state->theirs);
	conflict_open(&state->conflict, &options);
	if (state->conflict.count == 0)
		return is_same(state);
	/* Over the last line it would hide the keys that choose. */
	app_say_no_more(edit_app(state));
	conflict_say(&state->conflict, keeping_words(&state->keeping, KEEPING_STALE));
	state->step = EDIT_COMPARING;
	return EFFECT_REDRAW;
}

unsigned edit_fetch(struct edit *state)
{
	if (state->entry[0] != '\0')
		text_copy(state->at.id, sizeof state->at.id, state->entry);
	return opening_start(&state->opening, state->subject.id, state->subject.code,
		&state->sheet->kind, 1, state->sheet->reason ? OPENING_REASON : 0);
}

/* Of a case there are many of some kinds, and one of the others. */
static const struct opened *wanted_of(const struct edit *state)
{
	if (state->sheet->many == NULL)
		return opening_of(&state->opening, state->sheet->kind);
	for (size_t i = 0; i < state->opening.count; i++)
		if (strcmp(state->opening.items[i].at.id, state->at.id) == 0)
			return &state->opening.items[i];
	return NULL;
}

/* With her earlier keys, too: then more stands behind her login. */
static bool is_mine(const struct edit *state, const struct opened *item)
{
	const char *login = app_me(edit_app(state))->login;
	size_t length = strlen(login);

	return strncmp(item->writer, login, length) == 0 &&
		(item->writer[length] == '\0' || item->writer[length] == ',');
}

/* A note is corrected by her who signed it: under her signature stand her words. */
static const char *not_hers(const struct edit *state, const struct opened *item, char text[200])
{
	if (state->sheet != &sheets[SHEET_NOTE] || state->entry[0] == '\0' ||
		state->step != EDIT_ASKING)
		return NULL;
	if (item == NULL)
		return _("This note is not there any more.");
	if (item->problem != 0 || is_mine(state, item))
		return NULL;
	snprintf(text, 200, _("Only %s, who wrote this note, corrects it. n writes another."),
		item->writer);
	return text;
}

unsigned edit_opened(void *who, int r)
{
	struct edit *state = who;
	const struct opened *item = wanted_of(state);
	const char *words;
	char text[200];
	unsigned effects;

	if (r != 0 && state->step != EDIT_ASKING)
		return EFFECT_REDRAW; /* has been said; what was typed is still there */
	if (r != 0)
		return edit_leave(state);
	words = not_hers(state, item, text);
	if (words != NULL) {
		effects = edit_give_up(state, SAY_WARN, words);
	} else if (item != NULL && item->problem != 0) {
		app_say(edit_app(state), SAY_ERROR, "%s", item->why);
		effects = state->step == EDIT_ASKING ? edit_leave(state) : EFFECT_REDRAW;
	} else if (state->step != EDIT_ASKING) {
		effects = item != NULL ? edit_compare(state, item) : EFFECT_REDRAW;
	} else {
		if (item != NULL)
			state->at = item->at;
		effects = edit_begin_form(state, item != NULL ? &item->record : NULL);
	}
	opening_release(&state->opening);
	return effects;
}
