/* A form is saved, and what the server says to it. */
#include "tui/screens/edit_int.h"

#include <string.h>

#include "tui/app/initials.h"
#include "tui/intl.h"

/* A new place is there: what it is called and where it is comes next. */
static unsigned go_on_fresh(struct edit *state)
{
	edit_drop_draft(state);
	edit_close_form(state);
	state->fresh = false;
	state->founded = true;
	state->sheet = &sheets[SHEET_PLACE];
	return edit_begin_place(state);
}

/* The counts of a form are many fields: the first of them says it. */
static void refused(struct edit *state)
{
	const char *field = state->keeping.field;

	if (field[0] != '\0' && state->step == EDIT_TYPING)
		form_refuse(&state->form,
			strcmp(field, "counts") == 0 ? "line.1.nationality" : field,
			state->keeping.problem);
}

unsigned edit_kept(void *who, enum keeping_result result)
{
	struct edit *state = who;
	struct app *app = edit_app(state);

	if (edit_many_is_busy(state))
		return edit_many_kept(state, result);
	switch (result) {
	case KEEPING_SAVED:
		if (state->fresh)
			return go_on_fresh(state);
		if (edit_is_call(state))
			edit_call_kept(state);
		else if (edit_is_batch(state))
			edit_batch_kept(state);
		else
			app_say(app, SAY_INFO, _("%s: %s saved, version %u."), state->subject.code,
				_(state->sheet->noun), (unsigned)state->keeping.at.version);
		if (state->sheet == &sheets[SHEET_TRANSFER])
			edit_transfer_kept(state);
		if (state->sheet == &sheets[SHEET_IDENTITY] && state->mine.bytes != NULL)
			initials_keep(app, state->subject.id, &state->mine);
		edit_drop_draft(state);
		edit_close_form(state);
		return edit_leave(state);
	case KEEPING_STALE:
		if (edit_is_call(state))
			return edit_call_is_there(state);
		app_say(app, SAY_WARN, "%s", keeping_words(&state->keeping, result));
		if (edit_is_batch(state))
			return edit_fetch_batch(state);
		return state->sheet == &sheets[SHEET_FACTS] ? edit_fetch_facts(state) :
							      edit_fetch(state);
	case KEEPING_TURNING:
	case KEEPING_LOCKED:
	case KEEPING_OFFLINE:
	case KEEPING_REFUSED:
		break;
	}
	app_say(app, SAY_WARN, "%s", keeping_words(&state->keeping, result));
	refused(state);
	edit_write_draft(state);
	/* Not over another form, whose letters would answer. */
	return EFFECT_REDRAW |
		(strcmp(state->keeping.field, "batch") == 0 && app_front(app) == state->view ?
				edit_call_is_left_over(state) :
				EFFECT_NONE);
}

unsigned edit_not_written(struct edit *state, const struct error *e)
{
	app_say(edit_app(state), SAY_ERROR, _("Not saved. %s"), e->text);
	return EFFECT_REDRAW;
}

unsigned edit_send(struct edit *state)
{
	struct sealed_at to = state->at;
	struct error e = { 0 };

	text_copy(to.subject, sizeof to.subject, state->subject.id);
	text_copy(to.kind, sizeof to.kind,
		edit_is_call(state) ? sheets[SHEET_CALL].kind : state->sheet->kind);
	text_copy(to.key, sizeof to.key, state->sheet->key);
	if (state->sheet == &sheets[SHEET_FACTS])
		return EFFECT_REDRAW | keeping_start_facts(&state->keeping, &to, &state->mine);
	if (edit_is_batch(state))
		return edit_send_batch(state, &to);
	if (edit_is_many(state))
		return edit_many_refuses(state) ? EFFECT_REDRAW : edit_many_send(state);
	text_clear(&state->keeping.told);
	if (sheet_clear(state->sheet, &state->mine, &state->keeping.told, &e) != 0)
		return edit_not_written(state, &e);
	if (edit_is_call(state))
		return edit_send_call(state, &to);
	return EFFECT_REDRAW | keeping_start(&state->keeping, &to, &state->mine);
}

static unsigned send(struct edit *state)
{
	return edit_names_somebody(state) ? edit_look_for_names(state) : edit_send(state);
}

int edit_make_mine(struct edit *state, struct error *e)
{
	const struct record *before = state->at.version > 0 ? &state->base : NULL;
	struct form_store mine = edit_store(&state->mine);
	int r;

	if (edit_make(state, &state->mine, &state->base, state->form.size) != 0)
		return error_set(e, ERR_MEMORY, _("There is no room for it beside what is open."));
	r = form_write(&state->form, &mine, e);
	if (r == 0)
		r = sheet_complete(state->sheet, before, &state->mine, e);
	if (r != 0)
		edit_drop(state, &state->mine);
	return r;
}

unsigned edit_save(struct edit *state)
{
	struct error e = { 0 };

	if (!form_changed(&state->form) && state->at.version > 0)
		return edit_give_up(state, SAY_INFO, _("Nothing was changed."));
	return edit_make_mine(state, &e) != 0 ? edit_not_written(state, &e) : send(state);
}

/* From here on what was chosen is mine, on top of theirs: whoever is met next, or what is typed on,
 * is held against that. */
static void stand_on_theirs(struct edit *state, struct record *merged)
{
	const struct form_store chosen = edit_store(merged);

	form_close(&state->form);
	conflict_close(&state->conflict);
	slab_give(vault_slab(edit_app(state)), state->conflict_memory);
	state->conflict_memory = NULL;
	edit_drop(state, &state->base);
	edit_drop(state, &state->mine);
	state->base = state->theirs;
	state->theirs = (struct record){ 0 };
	state->at = state->theirs_at;
	state->mine = *merged;
	(void)edit_open_form(state); /* in the room that it has */
	form_fill(&state->form, &chosen);
}

/* What was chosen goes into a copy of theirs. */
unsigned edit_save_chosen(struct edit *state)
{
	struct record merged = { 0 };
	struct form_store to = edit_store(&merged);
	struct error e = { 0 };

	if (edit_make(state, &merged, &state->theirs, state->form.size) != 0)
		error_set(&e, ERR_MEMORY, _("There is no room for it beside what is open."));
	else
		conflict_write(&state->conflict, &to, &e);
	if (e.code != 0) {
		edit_drop(state, &merged);
		return edit_not_written(state, &e);
	}
	stand_on_theirs(state, &merged);
	return send(state);
}
