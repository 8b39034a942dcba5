/* The records of a form, in the vault's slab, and the form on them. */
#include "tui/screens/edit_int.h"

#include <string.h>

#include "tui/intl.h"

struct app *edit_app(const struct edit *state)
{
	return state->view->app;
}

unsigned edit_leave(struct edit *state)
{
	state->done = true;
	return app_front(edit_app(state)) == state->view ? EFFECT_CLOSE : EFFECT_REDRAW;
}

unsigned edit_give_up(struct edit *state, enum say_level level, const char *text)
{
	app_say(edit_app(state), level, "%s", text);
	return edit_leave(state);
}

/* ---- records in the slab ----------------------------------------------------------------- */

static const char *get(void *who, const char *name)
{
	return record_value(who, name);
}

static int set(void *who, const char *name, const char *value, struct error *e)
{
	return record_put(who, name, value, e);
}

struct form_store edit_store(struct record *record)
{
	return (struct form_store){ get, set, record };
}

void edit_drop(struct edit *state, struct record *record)
{
	struct slab *slab = vault_slab(edit_app(state));

	if (slab != NULL)
		slab_give(slab, record->bytes);
	*record = (struct record){ 0 };
}

int edit_make(struct edit *state, struct record *record, const struct record *from, size_t more)
{
	size_t length = from != NULL ? from->length : 0, room = ring_room(length + more + 64);
	void *bytes = slab_take(vault_slab(edit_app(state)), room);

	edit_drop(state, record);
	if (bytes == NULL)
		return ERR_MEMORY;
	if (from == NULL)
		return record_begin(record, bytes, room, NULL);
	memcpy(bytes, from->bytes, length);
	*record = (struct record){ bytes, length, room };
	return 0;
}

void edit_close_form(struct edit *state)
{
	struct slab *slab = vault_slab(edit_app(state));
	bool shown = state->step != EDIT_ASKING;

	if (slab != NULL && state->conflict_memory != NULL) {
		conflict_close(&state->conflict);
		slab_give(slab, state->conflict_memory);
	}
	if (slab != NULL && state->form_memory != NULL) {
		form_close(&state->form);
		slab_give(slab, state->form_memory);
	}
	state->form_memory = state->conflict_memory = NULL;
	edit_drop(state, &state->base);
	edit_drop(state, &state->mine);
	edit_drop(state, &state->theirs);
	state->step = EDIT_ASKING;
	if (shown)
		app_unshow(edit_app(state));
}

/* ---- the form ---------------------------------------------------------------------------- */

struct form_clock edit_clock(const struct edit *state)
{
	const struct me *me = app_me(edit_app(state));

	return (struct form_clock){ app_epoch_ms(edit_app(state)), me->offset_min, me->zone };
}

int edit_open_form(struct edit *state)
{
	struct form_options options = { .fields = state->sheet->fields,
		.store = edit_store(&state->base),
		.choice = sheet_choice,
		.clock = edit_clock(state) };

	if (state->form_memory == NULL)
		state->form_memory =
			slab_take(vault_slab(edit_app(state)), form_memory(options.fields));
	if (state->form_memory == NULL)
		return ERR_MEMORY;
	options.memory = state->form_memory;
	form_open(&state->form, &options);
	state->step = EDIT_TYPING;
	return 0;
}

unsigned edit_begin_form(struct edit *state, const struct record *from)
{
	if (edit_make(state, &state->base, from, 0) != 0 || edit_open_form(state) != 0) {
		edit_close_form(state);
		return edit_give_up(state, SAY_ERROR,
			_("There is no room to edit this beside what is open."));
	}
	return EFFECT_REDRAW;
}
