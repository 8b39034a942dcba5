/* One sealed record is written: a sheet of a case, or a note. What is typed stays until it is
 * saved: while the vault is locked, while the line is gone, when the console ends. */
#include <stdio.h>
#include <string.h>

#include "db/base/clock.h"
#include "db/base/date.h"
#include "tui/app/app.h"
#include "tui/app/choose.h"
#include "tui/app/draft.h"
#include "tui/app/keeping.h"
#include "tui/app/opening.h"
#include "tui/app/subject.h"
#include "tui/app/vault.h"
#include "tui/intl.h"
#include "tui/sheets/sheet.h"
#include "tui/term/pane.h"
#include "tui/widgets/conflict.h"
#include "tui/widgets/load.h"

enum { DRAFT_MS = 5000 /* a draft is written so long after what was typed first */ };

enum step { STEP_ASKING = 0, STEP_TYPING, STEP_COMPARING };

struct state {
	struct view *view;
	struct subject subject;
	const struct sheet *sheet; /* NULL: to be chosen */
	struct sealed_at at; /* version: the one that the form was opened on; 0: it is new */
	enum step step;
	bool begun, done; /* ... and it is to be closed */
	bool draft; /* the draft that is kept is to be opened, whatever it is of */
	bool mine_draft; /* the one that is kept is of this form */
	int64_t draft_due; /* clock_now_ms(); 0: nothing new is typed */
	int answers; /* that are waited for, of what is asked first */
	struct rows *list, *keys;
	struct opening opening;
	struct keeping keeping;
	/* All of these lie in the vault's slab, and are gone when it is locked. */
	struct record base, mine, theirs;
	void *form_memory, *conflict_memory;
	struct form form;
	struct conflict conflict;
	struct sealed_at theirs_at;
	char title[160]; /* of the conflict */
};

static struct app *app_of(const struct state *state)
{
	return state->view->app;
}

static unsigned leave(struct state *state)
{
	state->done = true;
	return app_front(app_of(state)) == state->view ? EFFECT_CLOSE : EFFECT_REDRAW;
}

static unsigned give_up(struct state *state, enum say_level level, const char *text)
{
	app_say(app_of(state), level, "%s", text);
	return leave(state);
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

static struct form_store store_of(struct record *record)
{
	return (struct form_store){ get, set, record };
}

static void drop(struct state *state, struct record *record)
{
	struct slab *slab = vault_slab(app_of(state));

	if (slab != NULL)
		slab_give(slab, record->bytes);
	*record = (struct record){ 0 };
}

/* An empty record, or a copy of from, with room for so many bytes more. */
static int make(struct state *state, struct record *record, const struct record *from, size_t more)
{
	size_t length = from != NULL ? from->length : 0, room = ring_room(length + more + 64);
	void *bytes = slab_take(vault_slab(app_of(state)), room);

	drop(state, record);
	if (bytes == NULL)
		return ERR_MEMORY;
	if (from == NULL)
		return record_begin(record, bytes, room, NULL);
	memcpy(bytes, from->bytes, length);
	*record = (struct record){ bytes, length, room };
	return 0;
}

static void close_form(struct state *state)
{
	struct slab *slab = vault_slab(app_of(state));
	bool shown = state->step != STEP_ASKING;

	if (slab != NULL && state->conflict_memory != NULL) {
		conflict_close(&state->conflict);
		slab_give(slab, state->conflict_memory);
	}
	if (slab != NULL && state->form_memory != NULL) {
		form_close(&state->form);
		slab_give(slab, state->form_memory);
	}
	state->form_memory = state->conflict_memory = NULL;
	drop(state, &state->base);
	drop(state, &state->mine);
	drop(state, &state->theirs);
	state->step = STEP_ASKING;
	if (shown)
		opening_unshow(app_of(state));
}

/* ---- drafts ------------------------------------------------------------------------------ */

static size_t pack(struct state *state, unsigned char *plain, size_t room)
{
	struct draft_of of = { .at = state->at, .saved_ms = app_epoch_ms(app_of(state)) };

	text_copy(of.at.subject, sizeof of.at.subject, state->subject.id);
	text_copy(of.at.kind, sizeof of.at.kind, state->sheet->kind);
	text_copy(of.at.key, sizeof of.at.key, state->sheet->key);
	text_copy(of.code, sizeof of.code, state->subject.code);
	return draft_pack(&of, &state->base, &state->form, plain, room);
}

static void write_packed(struct state *state, unsigned char *plain, size_t length, size_t room)
{
	struct error e = { 0 };

	state->draft_due = 0;
	if (length > 0 && draft_write(app_of(state), plain, length, room, &e) == 0)
		state->mine_draft = true;
	else
		app_say(app_of(state), SAY_WARN,
			_("What you type is not kept beside your keys: save it soon. %s"), e.text);
}

static void write_draft(struct state *state)
{
	size_t room = ring_room(VAULT_KEPT);
	struct slab *slab = vault_slab(app_of(state));
	unsigned char *plain = slab != NULL ? slab_take(slab, room) : NULL;

	state->draft_due = 0;
	if (plain == NULL || state->step == STEP_ASKING || !form_changed(&state->form)) {
		slab_give(slab, plain);
		return;
	}
	write_packed(state, plain, pack(state, plain, VAULT_KEPT), room);
	slab_give(slab, plain);
}

static void drop_draft(struct state *state)
{
	if (state->mine_draft)
		draft_drop(app_of(state));
	state->mine_draft = false;
	state->draft_due = 0;
}

/* ---- the form ---------------------------------------------------------------------------- */

static struct form_clock clock_of(const struct state *state)
{
	const struct me *me = app_me(app_of(state));

	return (struct form_clock){ app_epoch_ms(app_of(state)), me->offset_min, me->zone };
}

/* On the base, which is there. */
static int open_form(struct state *state)
{
	struct form_options options = { .fields = state->sheet->fields,
		.store = store_of(&state->base),
		.choice = sheet_choice,
		.clock = clock_of(state) };

	options.memory = slab_take(vault_slab(app_of(state)), form_memory(options.fields));
	if (options.memory == NULL)
		return ERR_MEMORY;
	state->form_memory = options.memory;
	form_open(&state->form, &options);
	state->step = STEP_TYPING;
	return 0;
}

static unsigned begin_form(struct state *state, const struct record *from)
{
	if (make(state, &state->base, from, 0) != 0 || open_form(state) != 0) {
		close_form(state);
		return give_up(state, SAY_ERROR,
			_("There is no room to edit this beside what is open."));
	}
	return EFFECT_REDRAW;
}

/* What draft_pack() has written, in memory that may be written to. */
static unsigned restore(struct state *state, unsigned char *plain, size_t length)
{
	struct draft_of of;
	struct record packed;
	struct error e = { 0 };
	int r = draft_unpack(&of, &packed, plain, length, &e);
	const struct form_store store = store_of(&packed);
	const struct sheet *sheet = r == 0 ? sheet_named(of.at.kind) : NULL;

	if (r == 0 && sheet == NULL)
		r = error_set(&e, ERR_CONTRACT, _("A newer homeward wrote it."));
	if (r != 0) {
		app_say(app_of(state), SAY_ERROR, _("The draft does not come back. %s"), e.text);
		return leave(state);
	}
	state->sheet = sheet;
	state->at = of.at;
	text_copy(state->subject.id, sizeof state->subject.id, of.at.subject);
	text_copy(state->subject.code, sizeof state->subject.code, of.code);
	if (make(state, &state->base, NULL, packed.length) != 0 ||
		draft_base(&state->base, &packed, &e) != 0 || open_form(state) != 0) {
		close_form(state);
		return give_up(state, SAY_ERROR, _("There is no room for the draft."));
	}
	form_draft_read(&state->form, &store);
	return EFFECT_REDRAW;
}

static unsigned resume(struct state *state)
{
	struct app *app = app_of(state);
	struct error e = { 0 };
	unsigned char *plain;
	unsigned effects;
	size_t length;

	if (draft_read(app, &plain, &length, &e) != 0) {
		app_say(app, SAY_ERROR, _("The draft does not come back. %s"), e.text);
		return leave(state);
	}
	effects = restore(state, plain, length);
	state->mine_draft = state->step == STEP_TYPING;
	slab_give(vault_slab(app), plain);
	return effects;
}

/* ---- a newer version --------------------------------------------------------------------- */

static unsigned compare(struct state *state, const struct opened *item)
{
	struct conflict_options options = { .form = { .fields = state->sheet->fields,
						    .choice = sheet_choice,
						    .clock = clock_of(state) },
		.before = store_of(&state->base),
		.mine = store_of(&state->mine),
		.title = state->title };
	char day[DATE_TEXT];

	if (state->conflict_memory != NULL) {
		conflict_close(&state->conflict);
		slab_give(vault_slab(app_of(state)), state->conflict_memory);
	}
	state->conflict_memory =
		slab_take(vault_slab(app_of(state)), conflict_memory(state->sheet->fields));
	if (state->conflict_memory == NULL || make(state, &state->theirs, &item->record, 0) != 0)
		return give_up(state, SAY_ERROR,
			_("There is no room to compare it: what you typed is kept as a draft."));
	state->theirs_at = item->at;
	date_day_time(day, item->written_at, app_me(app_of(state))->offset_min);
	snprintf(state->title, sizeof state->title,
		_("%s was changed by %s, %s (version %u; yours is on %u)"), state->subject.code,
		item->writer, day, (unsigned)item->at.version, (unsigned)state->at.version);
	options.form.memory = state->conflict_memory;
	options.form.store = store_of(&state->theirs);
	conflict_open(&state->conflict, &options);
	state->step = STEP_COMPARING;
	return EFFECT_REDRAW;
}

static unsigned fetch(struct state *state)
{
	return opening_start(&state->opening, state->subject.id, state->subject.code,
		&state->sheet->kind, 1, state->sheet->reason ? OPENING_REASON : 0);
}

/* The record to be edited, or, after a save that met it, somebody else's version. */
static unsigned opened(void *who, int r)
{
	struct state *state = who;
	const struct opened *item = opening_of(&state->opening, state->sheet->kind);
	unsigned effects;

	if (r != 0 && state->step != STEP_ASKING)
		return EFFECT_REDRAW; /* has been said; what was typed is still there */
	if (r != 0)
		return leave(state);
	if (item != NULL && item->problem != 0) {
		app_say(app_of(state), SAY_ERROR, "%s", item->why);
		effects = state->step == STEP_ASKING ? leave(state) : EFFECT_REDRAW;
	} else if (state->step != STEP_ASKING) {
		effects = item != NULL ? compare(state, item) : EFFECT_REDRAW;
	} else {
		if (item != NULL)
			state->at = item->at;
		effects = begin_form(state, item != NULL ? &item->record : NULL);
	}
	opening_release(&state->opening);
	return effects;
}

/* ---- saving ------------------------------------------------------------------------------ */

static unsigned kept(void *who, enum keeping_result result)
{
	struct state *state = who;
	struct app *app = app_of(state);

	switch (result) {
	case KEEPING_SAVED:
		app_say(app, SAY_INFO, _("%s: %s saved, version %u."), state->subject.code,
			_(state->sheet->noun), (unsigned)state->keeping.at.version);
		drop_draft(state);
		close_form(state);
		return leave(state);
	case KEEPING_STALE:
		app_say(app, SAY_WARN, "%s", keeping_words(&state->keeping, result));
		return fetch(state);
	case KEEPING_TURNING:
	case KEEPING_LOCKED:
	case KEEPING_OFFLINE:
	case KEEPING_REFUSED:
		break;
	}
	app_say(app, SAY_WARN, "%s", keeping_words(&state->keeping, result));
	if (state->keeping.field[0] != '\0' && state->step == STEP_TYPING)
		form_refuse(&state->form, state->keeping.field, state->keeping.problem);
	write_draft(state);
	return EFFECT_REDRAW;
}

static unsigned send(struct state *state, const struct sealed_at *at)
{
	struct sealed_at to = *at;

	text_copy(to.subject, sizeof to.subject, state->subject.id);
	text_copy(to.kind, sizeof to.kind, state->sheet->kind);
	text_copy(to.key, sizeof to.key, state->sheet->key);
	return EFFECT_REDRAW | keeping_start(&state->keeping, &to, &state->mine);
}

static unsigned not_written(struct state *state, const struct error *e)
{
	app_say(app_of(state), SAY_ERROR, _("Not saved. %s"), e->text);
	return EFFECT_REDRAW;
}

static unsigned save(struct state *state)
{
	const struct record *before = state->at.version > 0 ? &state->base : NULL;
	struct form_store mine = store_of(&state->mine);
	struct error e = { 0 };

	if (!form_changed(&state->form) && before != NULL)
		return give_up(state, SAY_INFO, _("Nothing was changed."));
	if (make(state, &state->mine, &state->base, state->form.size) != 0)
		error_set(&e, ERR_MEMORY, _("There is no room for it beside what is open."));
	else if (form_write(&state->form, &mine, &e) == 0)
		sheet_complete(state->sheet, before, &state->mine, &e);
	return e.code != 0 ? not_written(state, &e) : send(state, &state->at);
}

/* What was chosen goes into a copy of theirs. */
static unsigned save_chosen(struct state *state)
{
	struct record merged = { 0 };
	struct form_store to = store_of(&merged);
	struct error e = { 0 };

	if (make(state, &merged, &state->theirs, state->form.size) != 0)
		error_set(&e, ERR_MEMORY, _("There is no room for it beside what is open."));
	else
		conflict_write(&state->conflict, &to, &e);
	if (e.code != 0) {
		drop(state, &merged);
		return not_written(state, &e);
	}
	/* From here on it is mine, on top of theirs. */
	drop(state, &state->mine);
	state->mine = merged;
	return send(state, &state->theirs_at);
}

/* ---- before the form --------------------------------------------------------------------- */

static bool has_key(const struct state *state)
{
	for (int row = 0; row < rows_count(state->keys); row++)
		if (strcmp(rows_field(state->keys, row, "key"), state->sheet->key) == 0)
			return true;
	return false;
}

static bool is_there(const struct state *state)
{
	for (int row = 0; row < rows_count(state->list); row++)
		if (strcmp(rows_field(state->list, row, "kind"), state->sheet->kind) == 0)
			return true;
	return false;
}

static unsigned go_on(struct state *state)
{
	if (!has_key(state))
		return give_up(state, SAY_WARN,
			_("You have no key for this: a custodian of the office can give it to "
			  "you. Nothing was opened."));
	if (state->sheet != &sheets[SHEET_NOTE] && is_there(state))
		return fetch(state);
	state->at = (struct sealed_at){ .version = 0 };
	if (uuid_make(state->at.id) != 0)
		return give_up(state, SAY_ERROR, _("No random numbers: nothing can be written."));
	return begin_form(state, NULL);
}

static unsigned came(struct state *state, struct rows **rows, const struct answer *answer)
{
	if (answer->err != 0) {
		app_forget(app_of(state), &state->list);
		app_forget(app_of(state), &state->keys);
		return give_up(state, SAY_ERROR, _("The line is gone. Try again when LIVE."));
	}
	rows_unref(*rows);
	*rows = rows_ref(answer->rows);
	return --state->answers == 0 ? go_on(state) : EFFECT_NONE;
}

static unsigned took_list(void *who, const struct answer *answer)
{
	struct rows **rows = who;

	return came((struct state *)((char *)rows - offsetof(struct state, list)), rows, answer);
}

static unsigned took_keys(void *who, const struct answer *answer)
{
	struct rows **rows = who;

	return came((struct state *)((char *)rows - offsetof(struct state, keys)), rows, answer);
}

static unsigned ask(struct state *state)
{
	const struct param id = param_text(state->subject.id);
	struct app *app = app_of(state);

	state->answers = 2;
	if (app_ask(app, Q_SEALED_LIST, &id, 1, took_list, &state->list) != 0 ||
		app_ask(app, Q_SEALED_KEYS, &id, 1, took_keys, &state->keys) != 0)
		return give_up(state, SAY_ERROR, _("No memory left."));
	return EFFECT_REDRAW;
}

static unsigned draft_chosen(void *who, const char *value)
{
	struct state *state = who;

	if (value == NULL)
		return leave(state);
	if (strcmp(value, "resume") == 0)
		return resume(state);
	draft_drop(app_of(state));
	return ask(state);
}

/* Nothing else is typed before somebody has said what becomes of it. */
static unsigned offer_draft(struct state *state)
{
	static const struct choice choices[] = { { .letter = 'r', .value = "resume", .label = "" },
		{ .letter = 'd', .value = "discard", .label = "" } };
	struct choice shown[2] = { choices[0], choices[1] };
	struct app *app = app_of(state);
	struct error e = { 0 };
	struct record packed;
	struct draft_of of;
	unsigned char *plain;
	char title[120], day[DATE_TEXT];
	size_t length;
	int r = draft_read(app, &plain, &length, &e);

	if (r == 0)
		r = draft_unpack(&of, &packed, plain, length, &e);
	slab_give(vault_slab(app), plain);
	if (r != 0) {
		app_say(app, SAY_WARN, _("There is a draft, and it does not come back. %s"),
			e.text);
		return leave(state);
	}
	date_day_time(day, of.saved_ms, app_me(app)->offset_min);
	snprintf(title, sizeof title, _("A draft of %s (%s), %s"), of.code, intl_word(of.at.kind),
		day);
	text_copy(shown[0].label, sizeof shown[0].label, _("resume it"));
	text_copy(shown[1].label, sizeof shown[1].label, _("discard it: what was typed is gone"));
	app_choose(app, title, _("It was not saved."), shown, 2, draft_chosen, state);
	return EFFECT_REDRAW;
}

static unsigned unlocked(void *who, bool open)
{
	struct state *state = who;

	if (!open)
		return leave(state);
	if (!draft_is_there(app_of(state)))
		return state->draft ? give_up(state, SAY_INFO, _("There is no draft.")) :
				      ask(state);
	return state->draft ? resume(state) : offer_draft(state);
}

static unsigned sheet_chosen(void *who, const char *value)
{
	struct state *state = who;

	if (value == NULL)
		return leave(state);
	state->sheet = sheet_named(value);
	return app_unlock(app_of(state), unlocked, state);
}

static unsigned choose_sheet(struct state *state)
{
	struct choice choices[SHEETS_SINGLE] = { 0 };
	char title[120];

	if (state->sheet != NULL || state->draft)
		return app_unlock(app_of(state), unlocked, state);
	for (size_t i = 0; i < SHEETS_SINGLE; i++) {
		choices[i].letter = sheets[i].kind[0];
		text_copy(choices[i].value, sizeof choices[i].value, sheets[i].kind);
		text_copy(choices[i].label, sizeof choices[i].label, _(sheets[i].noun));
	}
	snprintf(title, sizeof title, _("What of %s is edited?"), state->subject.code);
	app_choose(app_of(state), title, NULL, choices, SHEETS_SINGLE, sheet_chosen, state);
	return EFFECT_REDRAW;
}

static unsigned found(void *who, const struct answer *answer)
{
	struct state *state = who;

	return subject_found(&state->subject, app_of(state), answer) ? choose_sheet(state) :
								       leave(state);
}

static unsigned begin(struct state *state)
{
	if (state->draft || state->subject.id[0] != '\0')
		return choose_sheet(state);
	if (subject_ask(&state->subject, app_of(state), found, state) != 0)
		return give_up(state, SAY_ERROR, _("No memory left."));
	return EFFECT_NONE;
}

/* ---- the view ---------------------------------------------------------------------------- */

static int open_edit(struct view *view, const struct call *call)
{
	struct state *state = view->state;
	const char *verb = call != NULL ? call->verb->name : "";

	state->view = view;
	opening_init(&state->opening, view, opened, state);
	keeping_init(&state->keeping, view->app, kept, state);
	state->draft = strcmp(verb, "draft") == 0;
	if (state->draft)
		return 0;
	if (app_me(view->app)->read_only) {
		app_say(view->app, SAY_WARN, "%s", _("Your role reads only: nothing is written."));
		return -1;
	}
	if (!subject_of_call(&state->subject, view->app, call))
		return -1;
	if (strcmp(verb, "note") == 0)
		state->sheet = &sheets[SHEET_NOTE];
	else if (call != NULL && call->value[0] != NULL)
		state->sheet = sheet_named(call->value[0]);
	return 0;
}

static void close_edit(struct view *view)
{
	struct state *state = view->state;

	if (state->draft_due != 0)
		write_draft(state);
	app_forget(view->app, state);
	app_forget(view->app, &state->list);
	app_forget(view->app, &state->keys);
	keeping_done(&state->keeping);
	opening_done(&state->opening);
	close_form(state);
	rows_unref(state->list);
	rows_unref(state->keys);
}

static void load(struct view *view)
{
	struct state *state = view->state;

	view->asked_at = 0;
	view->loaded = view->shown = true;
	view->loaded_at = app_now(view->app);
	if (state->begun)
		return;
	state->begun = true;
	(void)begin(state); /* where it ends at once, the next tick closes it */
}

static size_t put_away(struct view *view, unsigned char *plain, size_t room)
{
	struct state *state = view->state;
	size_t length = 0;

	if (state->step != STEP_ASKING && plain != NULL) {
		length = pack(state, plain, room);
		if (length > 0 && form_changed(&state->form))
			write_packed(state, plain, length, room);
	}
	/* What was only being asked for is asked for anew, by whoever wants it still. */
	state->done = length == 0;
	opening_lost(&state->opening);
	keeping_lost(&state->keeping);
	state->base = state->mine = state->theirs = (struct record){ 0 };
	state->form_memory = state->conflict_memory = NULL;
	state->step = STEP_ASKING;
	return length;
}

static unsigned take_back(struct view *view, const unsigned char *plain, size_t length)
{
	struct state *state = view->state;
	struct slab *slab = vault_slab(view->app);
	unsigned char *copy = slab_take(slab, length);
	unsigned effects;

	if (copy == NULL)
		return give_up(state, SAY_ERROR, _("There is no room for the draft."));
	memcpy(copy, plain, length);
	effects = restore(state, copy, length);
	slab_give(slab, copy);
	return effects;
}

static bool typing(const struct view *view)
{
	const struct state *state = view->state;

	return state->step != STEP_ASKING && !app_veiled(view->app);
}

/* ---- keys -------------------------------------------------------------------------------- */

static unsigned left(struct state *state, enum form_result result)
{
	switch (result) {
	case FORM_KEEP:
		write_draft(state);
		return give_up(state, SAY_INFO, _("Kept as a draft: :draft opens it again."));
	case FORM_DISCARD:
		drop_draft(state);
		return leave(state);
	case FORM_LEAVE:
		drop_draft(state);
		return leave(state);
	case FORM_IGNORED:
	case FORM_STAYS:
	case FORM_CHANGED:
	case FORM_SAVE:
	case FORM_COMMAND:
		break;
	}
	return EFFECT_REDRAW;
}

static unsigned form_typed(struct state *state, const struct input_event *event)
{
	enum form_result result;

	form_tell(&state->form, app_epoch_ms(app_of(state)));
	result = form_key(&state->form, event);
	switch (result) {
	case FORM_IGNORED:
		return EFFECT_IGNORED;
	case FORM_STAYS:
		return EFFECT_REDRAW;
	case FORM_CHANGED:
		if (state->draft_due == 0)
			state->draft_due = app_now(app_of(state)) + DRAFT_MS;
		return EFFECT_REDRAW;
	case FORM_SAVE:
		return save(state);
	case FORM_COMMAND:
		app_prompt(app_of(state), ':', "");
		return EFFECT_REDRAW;
	case FORM_LEAVE:
	case FORM_KEEP:
	case FORM_DISCARD:
		break;
	}
	return left(state, result);
}

static unsigned conflict_typed(struct state *state, const struct input_event *event)
{
	switch (conflict_key(&state->conflict, event)) {
	case CONFLICT_IGNORED:
		return EFFECT_IGNORED;
	case CONFLICT_STAYS:
		return EFFECT_REDRAW;
	case CONFLICT_SAVE:
		return save_chosen(state);
	case CONFLICT_LEAVE:
		write_draft(state);
		return give_up(state, SAY_INFO, _("Kept as a draft: :draft opens it again."));
	}
	return EFFECT_REDRAW;
}

static unsigned key(struct view *view, const struct input_event *event)
{
	struct state *state = view->state;

	if (!typing(view))
		return EFFECT_IGNORED;
	if (state->keeping.busy || state->opening.busy) {
		app_say(view->app, SAY_INFO, "%s", _("It is being saved: one moment."));
		return EFFECT_REDRAW;
	}
	return state->step == STEP_COMPARING ? conflict_typed(state, event) :
					       form_typed(state, event);
}

/* ---- drawing, time ----------------------------------------------------------------------- */

static void draw(struct view *view, struct pane *pane)
{
	struct state *state = view->state;

	if (app_veiled(view->app)) {
		pane_put(pane, 0, 0, PANE_REST, STYLE_DIM, _("The veil is on: z lifts it."));
	} else if (state->step == STEP_TYPING) {
		form_tell(&state->form, app_epoch_ms(view->app));
		form_draw(&state->form, pane);
	} else if (state->step == STEP_COMPARING) {
		conflict_draw(&state->conflict, pane);
	} else {
		pane_put(pane, 0, 0, PANE_REST, STYLE_DIM, _("opening ..."));
		pane_cursor(pane, 0, 0);
	}
}

static void where(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;

	snprintf(text, size, "%s %s", state->subject.code,
		state->sheet != NULL ? _(state->sheet->noun) : "");
}

static void form_words(const struct state *state, char *text, size_t size)
{
	size_t length;

	form_status(&state->form, text, size);
	length = strlen(text);
	snprintf(text + length, size - length, "  %s", _("Tab next  ^X save  Esc leave"));
}

static void status(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;

	if (state->keeping.busy)
		snprintf(text, size, "%s",
			keeping_is_unsure(&state->keeping) ?
				_("saved? asked when the line is back") :
				_("saving ..."));
	else if (state->step == STEP_TYPING)
		form_words(state, text, size);
	else if (state->step == STEP_COMPARING)
		conflict_status(&state->conflict, text, size);
	else
		text_copy(text, size, "");
}

static int64_t due(const struct view *view)
{
	const struct state *state = view->state;

	return state->done ? 1 : state->draft_due;
}

static unsigned tick(struct view *view, int64_t now)
{
	struct state *state = view->state;

	(void)now;
	if (state->done)
		return EFFECT_CLOSE;
	write_draft(state);
	return EFFECT_REDRAW;
}

/* Letters are typed here: the keys stand in the status line. */
static const char *const hints[] = { NULL };

const struct screen screen_edit = {
	.name = "edit",
	.title = N_("Edit"),
	.help = N_("Tab goes to the next field, ^X saves, Esc leaves. What is typed is kept as a "
		   "draft until it is saved, sealed for nobody but you."),
	.hints = hints,
	.topics = TOPIC_CASE,
	.size = sizeof(struct state),
	.open = open_edit,
	.close = close_edit,
	.load = load,
	.draw = draw,
	.key = key,
	.where = where,
	.status = status,
	.put_away = put_away,
	.take_back = take_back,
	.typing = typing,
	.due = due,
	.tick = tick,
};
