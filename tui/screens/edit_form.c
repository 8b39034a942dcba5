/* The records of a form, in the vault's slab, and the form on them. */
#include "tui/screens/edit_int.h"

#include <string.h>

#include "tui/intl.h"
#include "tui/term/input.h"

enum { DRAFT_MS = 5000 /* a draft is written so long after what was typed first */ };

struct app *edit_app(const struct edit *state)
{
	return state->view->app;
}

unsigned edit_leave(struct edit *state)
{
	app_say_more(edit_app(state), app_unexpect(edit_app(state), state));
	if (state->founded)
		app_say_more(edit_app(state),
			_(" The place is kept; its name and address are not: e writes them."));
	state->founded = false;
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

	return (struct form_clock){ app_epoch_ms(edit_app(state)), me->offset_min, me->zone,
		state->day_min };
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
	if (edit_is_call(state))
		form_go(&state->form, "said");
	state->step = EDIT_TYPING;
	return 0;
}

void edit_typed(struct edit *state)
{
	if (state->draft_due == 0)
		state->draft_due = app_now(edit_app(state)) + DRAFT_MS;
}

/* Nothing is saved or asked by a key that was typed before the form could be read. */
static bool type_on(void *who, const struct input_event *event)
{
	struct edit *state = who;
	enum form_result result;

	if (event->key == INPUT_CTRL('x') || state->form.asking)
		return false;
	result = form_key(&state->form, event);
	if (result == FORM_CHANGED)
		edit_typed(state);
	return result == FORM_CHANGED || result == FORM_STAYS;
}

unsigned edit_came(struct edit *state)
{
	struct app *app = edit_app(state);

	if (state->founded)
		app_say(app, SAY_INFO, "%s",
			_("The place is kept. Now its name and address; Esc leaves them for "
			  "later."));
	state->founded = false;
	form_tell(&state->form, app_epoch_ms(app));
	if (!app_typed(app, state, type_on))
		app_say(app, SAY_WARN, "%s",
			_("Some of what you typed before the form was there is not in it. Look at "
			  "it, then type on."));
	return EFFECT_REDRAW;
}

unsigned edit_begin_form(struct edit *state, const struct record *from)
{
	if (edit_make(state, &state->base, from, 0) != 0 || edit_open_form(state) != 0) {
		edit_close_form(state);
		return edit_give_up(state, SAY_ERROR,
			_("There is no room to edit this beside what is open."));
	}
	return edit_came(state);
}
