/* What is typed and not saved: kept beside the keys of who typed it, and taken up again. */
#include "tui/screens/edit_int.h"

#include <stdio.h>
#include <string.h>

#include "db/base/date.h"
#include "tui/app/choose.h"
#include "tui/app/draft.h"
#include "tui/app/lock.h"
#include "tui/intl.h"

static size_t pack(struct edit *state, unsigned char *plain, size_t room)
{
	struct draft_of of = { .at = state->at, .saved_ms = app_epoch_ms(edit_app(state)) };

	text_copy(of.at.subject, sizeof of.at.subject, state->subject.id);
	text_copy(of.at.kind, sizeof of.at.kind, state->sheet->kind);
	text_copy(of.at.key, sizeof of.at.key, state->sheet->key);
	text_copy(of.code, sizeof of.code, state->subject.code);
	return draft_pack(&of, &state->base, &state->form, plain, room);
}

/* Her other console has the draft: here is the text alone. */
static bool is_taken(struct edit *state)
{
	if (draft_is_taken(&state->place)) {
		state->taken = true;
		draft_release(&state->place);
	}
	if (state->taken)
		app_say(edit_app(state), SAY_WARN, "%s",
			_("Another console of yours has taken over this draft. What you type here "
			  "is kept nowhere: ^X saves it, or go on there."));
	return state->taken;
}

static bool write_packed(struct edit *state, unsigned char *plain, size_t length, size_t room)
{
	struct error e = { 0 };

	state->draft_due = 0;
	if (is_taken(state))
		return false;
	if (state->place.number == 0 && !draft_claim(edit_app(state), &state->place, 1, DRAFTS))
		error_set(&e, ERR_IO, _("There are too many drafts: :draft opens them."));
	else if (length > 0)
		draft_write(edit_app(state), &state->place, plain, length, room, &e);
	if (length > 0 && e.code == 0)
		return true;
	if (!is_taken(state))
		app_say(edit_app(state), SAY_WARN,
			_("What you type is not kept beside your keys: save it soon. %s"), e.text);
	return false;
}

bool edit_write_draft(struct edit *state)
{
	size_t room = ring_room(VAULT_KEPT);
	struct slab *slab = vault_slab(edit_app(state));
	unsigned char *plain;
	bool kept;

	state->draft_due = 0;
	if (state->step == EDIT_ASKING || !form_changed(&state->form))
		return true;
	plain = slab != NULL ? slab_take(slab, room) : NULL;
	kept = write_packed(state, plain, plain != NULL ? pack(state, plain, VAULT_KEPT) : 0, room);
	slab_give(slab, plain);
	return kept;
}

void edit_drop_draft(struct edit *state)
{
	draft_drop(edit_app(state), &state->place);
	state->taken = false;
	state->draft_due = 0;
}

/* What draft_pack() has written, in memory that may be written to. */
static unsigned restore(struct edit *state, unsigned char *plain, size_t length)
{
	struct draft_of of;
	struct record packed;
	struct error e = { 0 };
	int r = draft_unpack(&of, &packed, plain, length, &e);
	const struct form_store store = edit_store(&packed);
	const struct sheet *sheet = r == 0 ? sheet_named(of.at.kind) : NULL;

	if (r == 0 && sheet == NULL)
		r = error_set(&e, ERR_CONTRACT, _("A newer homeward wrote it."));
	if (r != 0) {
		app_say(edit_app(state), SAY_ERROR, _("The draft does not come back. %s"), e.text);
		return edit_leave(state);
	}
	state->sheet = sheet;
	state->at = of.at;
	state->subject.place = sheet == &sheets[SHEET_FACTS] || sheet == &sheets[SHEET_PLACE];
	state->subject.party = sheet == &sheets[SHEET_PARTY] || sheet == &sheets[SHEET_DANGER];
	state->subject.batch = sheet == &sheets[SHEET_BATCH];
	state->fresh = sheet == &sheets[SHEET_FACTS] && of.at.version == 0;
	text_copy(state->subject.id, sizeof state->subject.id, of.at.subject);
	text_copy(state->subject.code, sizeof state->subject.code, of.code);
	if (edit_make(state, &state->base, NULL, packed.length) != 0 ||
		draft_base(&state->base, &packed, &e) != 0 || edit_open_form(state) != 0) {
		edit_close_form(state);
		return edit_give_up(state, SAY_ERROR, _("There is no room for the draft."));
	}
	form_draft_read(&state->form, &store);
	return EFFECT_REDRAW;
}

static int peek(struct edit *state, const struct draft_place *place, struct draft_of *of,
	struct error *e)
{
	struct app *app = edit_app(state);
	struct record packed;
	unsigned char *plain;
	size_t length;
	int r = draft_read(app, place, &plain, &length, e);

	if (r == 0)
		r = draft_unpack(of, &packed, plain, length, e);
	slab_give(vault_slab(app), plain);
	return r;
}

static int read_of(struct edit *state, struct draft_place *place, struct draft_of *of)
{
	struct app *app = edit_app(state);
	struct error e = { 0 };
	int r = peek(state, place, of, &e);

	if (r == 0)
		return 0;
	/* No reason to deny her every other form. */
	state->unread = true;
	if (r == ERR_TAMPERED && draft_put_aside(app, place))
		app_say(app, SAY_WARN, _("A draft does not open and was set aside. %s"), e.text);
	else
		app_say(app, SAY_WARN, _("A draft does not open. %s"), e.text);
	draft_release(place);
	return r;
}

/* A new place has no name yet: each that was not kept is it. So it is with people counted. */
static bool is_wanted(const struct edit *state, const struct draft_of *of, int64_t newest)
{
	if (state->draft)
		return of->saved_ms > newest;
	if (newest > 0 || strcmp(of->at.kind, state->sheet->kind) != 0)
		return false;
	return state->fresh || edit_is_new_batch(state) ?
		of->at.version == 0 :
		strcmp(of->at.subject, state->subject.id) == 0;
}

bool edit_find_draft(struct edit *state)
{
	int64_t newest = 0;

	state->drafts = 0;
	state->unread = false;
	for (int number = 1; number <= DRAFTS; number++) {
		struct draft_place place = { 0 };
		struct draft_of of;

		if (!draft_take(edit_app(state), &place, number) ||
			read_of(state, &place, &of) != 0)
			continue;
		state->drafts++;
		if (is_wanted(state, &of, newest)) {
			draft_release(&state->place);
			state->place = place;
			newest = of.saved_ms;
		} else {
			draft_release(&place);
		}
	}
	return state->place.number > 0;
}

bool edit_take_over(struct edit *state)
{
	struct app *app = edit_app(state);
	struct error e = { 0 };
	int64_t newest = 0, since_ms;
	int found = 0;

	for (int number = 1; number <= DRAFTS; number++) {
		const struct draft_place there = { .number = number };
		struct draft_of of;

		if (draft_is_elsewhere(app, number, number, &since_ms) &&
			peek(state, &there, &of, &e) == 0 && of.saved_ms > newest) {
			newest = of.saved_ms;
			found = number;
		}
	}
	if (found > 0 && draft_take_over(app, &state->place, found, &e) == 0)
		return true;
	app_say(app, SAY_WARN, "%s",
		e.code != 0 ? e.text : _("No other console of yours has a draft open."));
	return false;
}

unsigned edit_resume(struct edit *state)
{
	struct app *app = edit_app(state);
	struct error e = { 0 };
	unsigned char *plain;
	unsigned effects;
	size_t length;

	if (draft_read(app, &state->place, &plain, &length, &e) != 0) {
		app_say(app, SAY_ERROR, _("The draft does not come back. %s"), e.text);
		return edit_leave(state);
	}
	effects = restore(state, plain, length);
	slab_give(vault_slab(app), plain);
	if (state->step == EDIT_TYPING)
		effects |= edit_came(state);
	if (state->draft && state->step == EDIT_TYPING && app_is_live(app))
		edit_ask_day(state);
	if (state->draft && state->step == EDIT_TYPING && state->drafts > 1)
		app_say(app, SAY_INFO, _("More drafts: %d. :draft opens the next one."),
			state->drafts - 1);
	return effects;
}

static unsigned draft_chosen(void *who, const char *value)
{
	struct edit *state = who;

	if (value == NULL)
		return edit_leave(state);
	if (strcmp(value, "resume") == 0)
		return edit_resume(state);
	edit_drop_draft(state);
	return edit_ask(state);
}

/* Nothing else is typed before somebody has said what becomes of it. */
unsigned edit_offer_draft(struct edit *state)
{
	struct choice choices[] = { { .value = "resume" }, { .value = "discard" } };
	struct app *app = edit_app(state);
	struct error e = { 0 };
	struct draft_of of;
	const struct sheet *sheet;
	char title[120], text[120], day[DATE_TEXT];

	if (peek(state, &state->place, &of, &e) != 0) {
		app_say(app, SAY_WARN, _("There is a draft, and it does not come back. %s"),
			e.text);
		return edit_leave(state);
	}
	date_day_time(day, of.saved_ms, app_me(app)->offset_min);
	sheet = sheet_named(of.at.kind);
	snprintf(title, sizeof title, _("A draft of %s: %s"), of.code,
		sheet != NULL ? _(sheet->noun) : of.at.kind);
	snprintf(text, sizeof text, _("It was typed %s, and not saved."), day);
	app_drop_typed(app, state);
	text_copy(choices[0].label, sizeof choices[0].label, _("resume it"));
	text_copy(choices[1].label, sizeof choices[1].label,
		_("discard it: what was typed is gone"));
	app_choose_by_cursor(app, title, text, choices, 2, draft_chosen, state);
	return EFFECT_REDRAW;
}

/* ---- while the vault is locked ----------------------------------------------------------- */

bool edit_is_shut(const struct edit *state)
{
	return state->away && !lock_covers(edit_app(state)) &&
		(state->drafted || state->view->away.length == 0);
}

unsigned edit_leave_shut(struct edit *state)
{
	struct app *app = edit_app(state);

	state->away = false;
	if (state->drafted && state->place.number > 0)
		app_say(app, SAY_WARN, _("%s What you typed is kept as a draft: :draft opens it."),
			vault_is_open(app) ? _("The form did not come back.") : vault_why(app));
	else
		app_say(app, SAY_WARN, "%s",
			vault_is_open(app) ? _("The form did not come back.") : vault_why(app));
	return edit_leave(state);
}

size_t edit_put_away(struct view *view, unsigned char *plain, size_t room)
{
	struct edit *state = view->state;
	size_t length = 0;

	bool changed = state->step != EDIT_ASKING && form_changed(&state->form);

	if (state->step != EDIT_ASKING && plain != NULL)
		length = pack(state, plain, room);
	state->drafted =
		length > 0 && (!changed || write_packed(state, plain, length, ring_room(room)));
	state->away = length > 0;
	if (changed && length == 0)
		app_say(edit_app(state), SAY_ERROR, "%s",
			_("What you typed is lost: it could not be kept while the vault is "
			  "locked."));
	app_forget(edit_app(state), state);
	state->comparing = false;
	edit_forget_names(state);
	edit_many_lost(state);
	/* What was only being asked for is asked for anew, by whoever wants it still. */
	if (length == 0 && !changed && !state->done)
		app_say_more(edit_app(state),
			_(" Locked before the form was there: ask for it again."));
	state->done |= length == 0;
	opening_lost(&state->opening);
	keeping_lost(&state->keeping);
	state->base = state->mine = state->theirs = (struct record){ 0 };
	state->form_memory = state->conflict_memory = NULL;
	state->step = EDIT_ASKING;
	return length;
}

unsigned edit_take_back(struct view *view, const unsigned char *plain, size_t length)
{
	struct edit *state = view->state;
	struct slab *slab = vault_slab(view->app);
	unsigned char *copy = slab_take(slab, length);
	unsigned effects;

	state->away = false;
	if (copy == NULL)
		return edit_give_up(state, SAY_ERROR, _("There is no room for the draft."));
	memcpy(copy, plain, length);
	effects = restore(state, copy, length);
	slab_give(slab, copy);
	if (state->many != NULL)
		edit_many_stand(state);
	if (state->step == EDIT_TYPING)
		(void)is_taken(state);
	return effects;
}
