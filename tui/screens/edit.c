/* One sealed record is written: a sheet of a case, place or party, or a note; or the facts of a
 * place. What is typed stays until it is saved: while the vault is locked, while the line is gone,
 * when the console ends. */
#include "tui/screens/edit_int.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tui/app/choose.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"
#include "tui/term/pane.h"

static int begin_fresh(struct edit *state)
{
	state->fresh = state->subject.place = true;
	state->sheet = &sheets[SHEET_FACTS];
	text_copy(state->subject.code, sizeof state->subject.code, _("new place"));
	if (uuid_make(state->subject.id) == 0)
		return 0;
	app_say(edit_app(state), SAY_ERROR, "%s", _("No random numbers: nothing can be written."));
	return -1;
}

static int open_edit(struct view *view, const struct call *call)
{
	struct edit *state = view->state;
	const char *verb = call != NULL ? call->verb->name : "";
	const struct sheet *own;
	int many;

	state->view = view;
	opening_init(&state->opening, view, edit_opened, state);
	keeping_init(&state->keeping, view->app, edit_kept, state);
	state->draft = strcmp(verb, "draft") == 0;
	state->take = state->draft && call->value[0] != NULL;
	if (state->draft)
		return 0;
	if (app_me(view->app)->read_only) {
		app_say(view->app, SAY_WARN, "%s", _("Your role reads only: nothing is written."));
		return -1;
	}
	if (app_veiled(view->app)) {
		app_say(view->app, SAY_INFO, "%s", _("The veil is on: z lifts it."));
		return -1;
	}
	if (strcmp(verb, "new-place") == 0)
		return begin_fresh(state);
	if (strcmp(verb, "new") == 0 || strcmp(verb, "split") == 0)
		return edit_new_call(state, call);
	if (strcmp(verb, "batch") == 0)
		return edit_open_batch(state, call);
	many = edit_many_open(state, call);
	if (many != 0)
		return many < 0 ? -1 : 0;
	if (!subject_of_call(&state->subject, view->app, call))
		return -1;
	own = sheet_by_verb(verb);
	if (own != NULL)
		state->sheet = own;
	else if (state->subject.party)
		state->sheet = &sheets[SHEET_PARTY];
	else if (state->subject.place)
		state->sheet = call->value[1] != NULL ? sheet_named(call->value[1]) : NULL;
	else if (call != NULL && call->value[0] != NULL)
		state->sheet = sheet_named(call->value[0]);
	if (state->sheet != NULL && state->sheet->many != NULL && call->value[1] != NULL)
		text_copy(state->entry, sizeof state->entry, call->value[1]);
	return 0;
}

static void close_edit(struct view *view)
{
	struct edit *state = view->state;

	if (state->draft_due != 0)
		edit_write_draft(state);
	app_forget(view->app, state);
	keeping_done(&state->keeping);
	opening_done(&state->opening);
	edit_close_form(state);
	draft_release(&state->place);
	rows_unref(state->kinds);
	rows_unref(state->keys);
	edit_forget_names(state);
	edit_many_close(state);
}

static void load(struct view *view)
{
	struct edit *state = view->state;

	view->asked_at = 0;
	view->loaded = view->shown = true;
	view->loaded_at = app_now(view->app);
	if (state->begun)
		return;
	state->begun = true;
	if (state->subject.place)
		(void)edit_begin_place(state);
	else
		(void)edit_begin(state); /* where it ends at once, the next tick closes it */
}

static bool typing(const struct view *view)
{
	const struct edit *state = view->state;

	return !state->away && !app_veiled(view->app);
}

/* ---- keys -------------------------------------------------------------------------------- */

/* The form stays where it cannot be kept. */
static unsigned keep(struct edit *state)
{
	return edit_write_draft(state) ?
		edit_give_up(state, SAY_INFO, _("Kept as a draft: :draft opens it again.")) :
		EFFECT_REDRAW;
}

static unsigned left(struct edit *state, enum form_result result)
{
	switch (result) {
	case FORM_KEEP:
		return keep(state);
	case FORM_DISCARD:
		edit_drop_draft(state);
		return edit_leave(state);
	case FORM_LEAVE:
		edit_drop_draft(state);
		return edit_leave(state);
	case FORM_IGNORED:
	case FORM_STAYS:
	case FORM_CHANGED:
	case FORM_SAVE:
	case FORM_COMMAND:
	case FORM_LOCK:
		break;
	}
	return EFFECT_REDRAW;
}

static unsigned form_typed(struct edit *state, const struct input_event *event)
{
	enum form_result result;

	if (edit_card_key(state, event))
		return EFFECT_REDRAW;
	form_tell(&state->form, app_epoch_ms(edit_app(state)));
	result = form_key(&state->form, event);
	switch (result) {
	case FORM_IGNORED:
		if (event->key == INPUT_F2)
			edit_write_draft(state); /* a new call comes over it */
		return EFFECT_IGNORED;
	case FORM_STAYS:
		/* The draft knows the field that she goes to. */
		if (form_changed(&state->form))
			edit_typed(state);
		return EFFECT_REDRAW;
	case FORM_CHANGED:
		edit_typed(state);
		return EFFECT_REDRAW;
	case FORM_SAVE:
		return edit_save(state);
	case FORM_COMMAND:
		app_prompt(edit_app(state), ':', "");
		return EFFECT_REDRAW;
	case FORM_LOCK:
		(void)app_lock(edit_app(state));
		return EFFECT_REDRAW;
	case FORM_LEAVE:
	case FORM_KEEP:
	case FORM_DISCARD:
		break;
	}
	return left(state, result);
}

static unsigned conflict_typed(struct edit *state, const struct input_event *event)
{
	if (event->key == INPUT_CTRL('o') || layout_to_latin(event->key) == ':') {
		app_prompt(edit_app(state), ':', "");
		return EFFECT_REDRAW;
	}
	switch (conflict_key(&state->conflict, event)) {
	case CONFLICT_IGNORED:
		return EFFECT_IGNORED;
	case CONFLICT_STAYS:
		return EFFECT_REDRAW;
	case CONFLICT_SAVE:
		return edit_save_chosen(state);
	case CONFLICT_LEAVE:
		return keep(state);
	}
	return EFFECT_REDRAW;
}

static unsigned went_back(void *who, const char *value)
{
	(void)value;
	return edit_leave(who);
}

/* The form is on its way: no letter is a verb, and each goes into it when it is there. */
static unsigned ahead(struct edit *state, const struct input_event *event)
{
	if (choose_is_escape(event->key))
		return edit_leave(state);
	app_hold(edit_app(state), went_back, state, event);
	return EFFECT_REDRAW;
}

/* What is on its way is waited for, but the next call is not: a new form comes over this one. */
static unsigned meanwhile(struct edit *state, const struct input_event *event)
{
	const struct keeping *keeping = &state->keeping;
	const char *words = keeping_is_unsure(keeping) ?
		_("Whether it is saved is asked when the line is back. F2 takes a call.") :
		keeping->busy || state->names.busy || edit_many_is_busy(state) ?
		_("It is being saved: one moment.") :
		_("It is being opened: one moment.");

	if (event->key == INPUT_F2 && keeping->busy) {
		edit_write_draft(state);
		return EFFECT_IGNORED;
	}
	app_say(edit_app(state), SAY_INFO, "%s", words);
	return EFFECT_REDRAW;
}

static unsigned key(struct view *view, const struct input_event *event)
{
	struct edit *state = view->state;
	bool busy = state->keeping.busy || state->names.busy || state->opening.busy ||
		state->comparing || edit_many_is_busy(state);

	/* She may lock it. */
	if (!typing(view) ||
		((busy || state->step == EDIT_ASKING) &&
			(event->key == INPUT_CTRL('z') || event->key == INPUT_CTRL('l'))))
		return EFFECT_IGNORED;
	if (state->step == EDIT_ASKING)
		return ahead(state, event);
	if (busy)
		return meanwhile(state, event);
	return state->step == EDIT_COMPARING ? conflict_typed(state, event) :
					       form_typed(state, event);
}

/* ---- drawing, time ----------------------------------------------------------------------- */

static void draw(struct view *view, struct pane *pane)
{
	struct edit *state = view->state;

	if (app_veiled(view->app)) {
		pane_put(pane, 0, 0, PANE_REST, STYLE_DIM, _("The veil is on: z lifts it."));
	} else if (state->step == EDIT_TYPING) {
		form_tell(&state->form, app_epoch_ms(view->app));
		edit_draw_form(state, pane);
	} else if (state->step == EDIT_COMPARING) {
		conflict_draw(&state->conflict, pane);
	} else {
		pane_put(pane, 0, 0, PANE_REST, STYLE_DIM,
			state->away ? _("What you typed waits for the vault: :unlock opens it.") :
				state->place.number > 0 ? "" : /* what becomes of it is asked */
							  _("opening ..."));
		pane_cursor(pane, 0, 0);
	}
}

static void where(const struct view *view, char *text, size_t size)
{
	const struct edit *state = view->state;

	if (edit_is_many(state)) {
		edit_many_where(state, text, size);
		return;
	}
	snprintf(text, size, "%s %s", state->subject.code,
		state->sheet != NULL ? _(state->sheet->noun) : "");
}

/* The sum stands before all else: it is what is said on the telephone. */
static void batch_status(const struct edit *state, char *text, size_t size)
{
	int64_t people = edit_batch_people(state);
	int used = snprintf(text, size,
		ngettext("%" PRId64 " person  ", "%" PRId64 " people  ", (unsigned long)people),
		people);

	form_status(&state->form, text + used, size - (size_t)used);
}

static void status(const struct view *view, char *text, size_t size)
{
	const struct edit *state = view->state;

	if (state->keeping.busy)
		snprintf(text, size, "%s",
			keeping_is_unsure(&state->keeping) ?
				_("saved? asked when the line is back") :
				_("saving ..."));
	else if (edit_many_is_busy(state))
		edit_many_status(state, text, size);
	else if (state->names.busy)
		text_copy(text, size, _("looking for that name among the danger notes ..."));
	else if (state->step == EDIT_TYPING && edit_is_batch(state))
		batch_status(state, text, size);
	else if (state->step == EDIT_TYPING)
		form_status(&state->form, text, size);
	else if (state->step == EDIT_COMPARING)
		conflict_status(&state->conflict, text, size);
	else
		text_copy(text, size, "");
}

/* Then it does not wait for the database. */
static bool needs_nothing(const struct edit *state)
{
	return edit_is_call(state) || edit_is_new_batch(state);
}

static int64_t due(const struct view *view)
{
	const struct edit *state = view->state;

	if (needs_nothing(state) && !state->begun)
		return 1;
	return state->done || edit_is_shut(state) ? 1 : state->draft_due;
}

static unsigned tick(struct view *view, int64_t now)
{
	struct edit *state = view->state;

	(void)now;
	if (needs_nothing(state) && !state->begun) {
		load(view);
		return EFFECT_REDRAW;
	}
	if (edit_is_shut(state))
		return edit_leave_shut(state);
	if (state->done)
		return EFFECT_CLOSE;
	edit_write_draft(state);
	return EFFECT_REDRAW;
}

/* Letters are text while somebody types, and no verbs. */
static const struct key_hint *keys(const struct view *view)
{
	static const struct key_hint form[] = { { "^X", N_("save") }, { "Tab", N_("next") },
		{ "^E", N_("next error") }, { "^N ^P", N_("choices") }, { "Esc", N_("leave") },
		{ 0 } };
	static const struct key_hint call[] = { { "^X", N_("save") }, { "Tab", N_("next") },
		{ "F3", N_("what to say") }, { "^E", N_("next error") }, { "^N ^P", N_("choices") },
		{ "Esc", N_("leave") }, { 0 } };
	static const struct key_hint waiting[] = { { "Esc", N_("leave") }, { 0 } };
	static const struct key_hint leaving[] = { { "Enter", N_("choose") }, { "Esc", N_("back") },
		{ 0 } };
	static const struct key_hint choosing[] = { { "^X", N_("save") }, { "m", N_("mine") },
		{ "t", N_("theirs") }, { "b", N_("both") }, { "PgDn", N_("more") },
		{ "Tab", N_("next") }, { "Esc", N_("keep draft") }, { 0 } };
	static const struct key_hint one_side[] = { { "^X", N_("save") }, { "m", N_("mine") },
		{ "t", N_("theirs") }, { "PgDn", N_("more") }, { "Tab", N_("next") },
		{ "Esc", N_("keep draft") }, { 0 } };
	const struct edit *state = view->state;

	if (!typing(view))
		return NULL;
	if (state->step == EDIT_ASKING)
		return waiting;
	if (state->step == EDIT_COMPARING)
		return (conflict_offers_both(&state->conflict) ? choosing : one_side) +
			(conflict_open_lines(&state->conflict) > 0); /* nothing to save yet */
	if (state->form.asking)
		return leaving;
	return edit_has_card(state) && state->card_place != CARD_BESIDE ? call : form;
}

static const char *const hints[] = { "veil", "back", "help", NULL };

const struct screen screen_edit = {
	.name = "edit",
	.title = N_("Edit"),
	.help = N_("Tab goes to the next field, ^X saves, Esc leaves. `:` is text here: ^O is for "
		   "a command, ^Z locks. What is typed is kept as a draft until it is saved, "
		   "sealed for nobody but you, within 5 seconds. F3 says what to say while a call "
		   "is written down."),
	.hints = hints,
	.topics = TOPIC_CASE,
	.size = sizeof(struct edit),
	.open = open_edit,
	.close = close_edit,
	.load = load,
	.draw = draw,
	.key = key,
	.where = where,
	.status = status,
	.put_away = edit_put_away,
	.take_back = edit_take_back,
	.typing = typing,
	.keys = keys,
	.due = due,
	.tick = tick,
};
