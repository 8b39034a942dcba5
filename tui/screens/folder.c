#include "tui/screens/folder.h"

#include <stdio.h>
#include <string.h>

#include "tui/app/app.h"
#include "tui/app/initials.h"
#include "tui/app/rights.h"
#include "tui/app/spill.h"
#include "tui/app/vault.h"
#include "tui/intl.h"
#include "tui/sheets/sheet.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"
#include "tui/term/pane.h"

/* ---- opening ----------------------------------------------------------------------------- */

static unsigned opened(void *who, int r)
{
	struct folder *folder = who;
	const struct opened *identity = opening_of(&folder->opening, "identity");

	if (r == 0 && identity != NULL && identity->problem == 0)
		initials_keep(folder->view->app, folder->subject.id, &identity->record);
	if (r == 0 && folder->opening.count == 0)
		app_say(folder->view->app, SAY_INFO, _("There is nothing of that."));
	return EFFECT_REDRAW;
}

/* What was open has had more rows than what stands there now. */
static void gone(void *who)
{
	struct folder *folder = who;

	folder->hidden = true;
	folder->go = paper_focused_section(&folder->paper);
}

static unsigned gone_back(void *who, const char *value)
{
	struct folder *folder = who;

	(void)value;
	folder->begun = true;
	return EFFECT_REDRAW;
}

/* A reason, typed before it can be asked for, is no verb. */
static void expect(struct folder *folder)
{
	struct app *app = folder->view->app;

	if (!folder->begun && !folder->unlocking &&
		(!folder->subject.place || folder->wanted != NULL) && folder->view->asked_at != 0 &&
		app_is_live(app) && !app_veiled(app))
		app_expect(app, gone_back, folder);
}

static unsigned unlocked(void *who, bool open);

static bool has_keys(const struct folder *folder)
{
	struct error e = { 0 };
	bool has = vault_is_open(folder->view->app) || vault_has_keys(folder->view->app, &e);

	if (!has)
		app_say(folder->view->app, SAY_WARN, "%s", e.text);
	return has;
}

/* True: the passphrase is asked for. Who has none is told so, and its letters are no verbs; nor
 * are they behind a veil. */
static bool asks_passphrase(struct folder *folder)
{
	struct app *app = folder->view->app;

	if (vault_is_open(app))
		return false;
	if (app_veiled(app) || !has_keys(folder)) {
		spill_refused(app);
		return false;
	}
	folder->unlocking = true;
	(void)app_unlock(app, unlocked, folder->view);
	return true;
}

static unsigned open_kind(struct folder *folder, const char *kind)
{
	struct app *app = folder->view->app;

	if (asks_passphrase(folder)) {
		folder->wanted = sheet_named(kind);
		folder->begun = folder->kinds != NULL;
		return EFFECT_REDRAW;
	}
	if (app_veiled(app)) {
		app_say(app, SAY_INFO, "%s", _("The veil is on: z lifts it."));
		return EFFECT_REDRAW;
	}
	if (folder->kinds == NULL) { /* as soon as it is known whether she may */
		folder->wanted = sheet_named(kind);
		folder->begun = false;
		expect(folder);
		return EFFECT_REDRAW;
	}
	if (!rights_to_open(app, folder->kinds, kind))
		return EFFECT_REDRAW;
	folder->hidden = false;
	return opening_start(&folder->opening, folder->subject.id, folder->subject.code,
		(const char *const[]){ kind, sheets[SHEET_DANGER].kind },
		folder->subject.place && strcmp(kind, sheets[SHEET_DANGER].kind) != 0 ? 2 : 1,
		OPENING_REASON | OPENING_BRIEF);
}

/* The sheet with the focus. */
static const struct sheet *focused(const struct folder *folder)
{
	size_t section = paper_focused_section(&folder->paper);
	const struct sheet *sheet =
		section > 0 ? sheet_of(folder->subject.place, section - 1) : NULL;

	return sheet != NULL ? sheet : sheet_of(folder->subject.place, 0);
}

/* What it is called, and its danger notes, are opened wherever the focus is: the rest of a place is
 * open. */
static const struct sheet *to_open(const struct folder *folder)
{
	if (!folder->subject.place)
		return focused(folder);
	return rows_count(folder->dangers) > 0 && !rights_there(folder->kinds, "place") ?
		&sheets[SHEET_DANGER] :
		&sheets[SHEET_PLACE];
}

/* Of a case the first that she may open, which for health staff is another than for others. */
static const struct sheet *first(const struct folder *folder)
{
	for (size_t i = 0; i < SHEETS_SINGLE && !folder->subject.place; i++)
		if (rights_may_open(folder->kinds, sheets[i].kind))
			return &sheets[i];
	return folder->subject.place ? &sheets[SHEET_PLACE] : NULL;
}

/* A sheet by its name, or the first. What of a place is to be opened is known only with its notes:
 * `o` may have been typed before they came. */
static const struct sheet *asked_for(const struct folder *folder)
{
	if (folder->wanted == NULL)
		return first(folder);
	return folder->subject.place ? to_open(folder) : folder->wanted;
}

/* What this screen was asked for, once. What she did not name refuses nothing; and of a place much
 * is seen without it. */
static unsigned begin(struct folder *folder)
{
	const struct sheet *sheet = asked_for(folder);
	size_t nth;

	if (folder->begun || folder->unlocking)
		return EFFECT_NONE;
	folder->begun = true;
	if (sheet == NULL)
		return EFFECT_NONE;
	nth = (size_t)(sheet - sheet_of(folder->subject.place, 0));
	folder->go = sheet_of(folder->subject.place, nth) == sheet ? nth + 1 : 1;
	if (folder->wanted == NULL &&
		(folder->subject.place || !rights_there(folder->kinds, sheet->kind)))
		return EFFECT_NONE;
	return open_kind(folder, sheet->kind);
}

/* Nothing was opened: a reason that was typed ahead is no verb. */
static void nothing_came(struct folder *folder)
{
	if (!folder->opening.busy)
		spill_refused(folder->view->app);
}

static bool may_open(const struct folder *folder)
{
	const struct sheet *sheet = asked_for(folder);

	return sheet != NULL && rights_there(folder->kinds, sheet->kind) &&
		rights_may_open(folder->kinds, sheet->kind);
}

/* Where nothing can be opened it is asked for once more: a reason that was typed ahead waits for
 * that, and is dropped. */
static unsigned unlocked(void *who, bool open)
{
	struct view *view = who;
	struct folder *folder = view->state;

	folder->unlocking = false;
	if (open && may_open(folder))
		return EFFECT_REDRAW |
			(folder->begun ? open_kind(folder, asked_for(folder)->kind) :
					 begin(folder));
	folder->begun = !open;
	if (app_is_live(view->app)) {
		view->asked_at = app_now(view->app);
		folder_load(view);
	}
	return EFFECT_REDRAW;
}

/* ---- the view ---------------------------------------------------------------------------- */

int folder_open(struct view *view, const struct call *call)
{
	struct folder *folder = view->state;

	folder->view = view;
	if (!subject_of_call(&folder->subject, view->app, call))
		return -1;
	opening_init(&folder->opening, view, opened, folder);
	folder->opening.gone = gone;
	if (!folder->subject.place && call != NULL && call->value[0] != NULL)
		folder->wanted = sheet_named(call->value[0]);
	if (!folder->subject.place)
		(void)asks_passphrase(folder);
	return 0;
}

void folder_close(struct view *view)
{
	struct folder *folder = view->state;

	app_forget(view->app, folder);
	app_forget(view->app, &folder->load);
	opening_done(&folder->opening);
	rows_unref(folder->facts);
	rows_unref(folder->list);
	rows_unref(folder->kinds);
	rows_unref(folder->dangers);
	rows_unref(folder->units);
	rows_unref(folder->stays);
	paper_done(&folder->paper);
}

struct folder *folder_of_load(const struct load *load)
{
	return load->view->state;
}

static unsigned listed(void *who, const struct answer *answer)
{
	struct folder *folder = folder_of_load(who);

	load_kept(&folder->load, answer, &folder->list);
	return EFFECT_REDRAW;
}

static const char *not_seen(const struct folder *folder)
{
	if (folder->subject.place)
		return _("This place is not in your offices any more.");
	return app_me(folder->view->app)->read_only ?
		_("Your role does not open cases, only lists of them.") :
		_("This case is not in your offices, or your role does not open cases.");
}

/* Not said behind the prompt for the passphrase: when that is typed it is asked once more. */
static bool is_for_later(const struct folder *folder, bool problem, const struct answer *answer)
{
	return folder->unlocking && folder->kinds == NULL &&
		(problem || answer->err != 0 || rows_count(answer->rows) == 0);
}

/* Whoever may not see it at all is told so, and is asked for nothing. */
static unsigned told_kinds(void *who, const struct answer *answer)
{
	struct folder *folder = folder_of_load(who);
	struct app *app = folder->view->app;
	const char *dropped = app_unexpect(app, folder);
	unsigned effects;

	if (is_for_later(folder, false, answer))
		return EFFECT_NONE;
	if (!load_took(&folder->load, answer)) {
		app_say_more(app, dropped);
		return EFFECT_REDRAW;
	}
	if (rows_count(answer->rows) == 0) {
		app_say(app, SAY_ERROR, "%s%s", not_seen(folder), dropped);
		spill_refused(app);
		return app_front(app) == folder->view ? EFFECT_CLOSE : EFFECT_REDRAW;
	}
	rows_unref(folder->kinds);
	folder->kinds = rows_ref(answer->rows);
	if (!folder->begun && !folder->subject.place)
		(void)has_keys(folder);
	app_say_more(app, dropped);
	effects = begin(folder) | EFFECT_REDRAW;
	if (dropped[0] != '\0')
		nothing_came(folder);
	return effects;
}

static void ask_list(struct folder *folder)
{
	const struct param id = param_text(folder->subject.id);
	struct app *app = folder->view->app;

	load_asked(&folder->load, app_ask(app, Q_SEALED_LIST, &id, 1, listed, &folder->load));
	if (folder->subject.place) {
		folder_ask_dangers(folder);
		folder_ask_beds(folder);
	}
	load_asked(&folder->load, app_ask(app, Q_SEALED_KINDS, &id, 1, told_kinds, &folder->load));
}

static unsigned found(void *who, const struct answer *answer)
{
	struct folder *folder = folder_of_load(who);
	struct app *app = folder->view->app;

	if (is_for_later(folder, rows_field(answer->rows, 0, "problem")[0] != '\0', answer))
		return EFFECT_NONE;
	if (!load_took(&folder->load, answer) && folder->facts != NULL) {
		app_say_more(app, app_unexpect(app, folder));
		return EFFECT_REDRAW; /* what was known stays */
	}
	if (!subject_found(&folder->subject, app, answer)) {
		app_say_more(app, app_unexpect(app, folder));
		return app_front(app) == folder->view ? EFFECT_CLOSE : EFFECT_REDRAW;
	}
	rows_unref(folder->facts);
	folder->facts = rows_ref(answer->rows);
	folder->view->loaded = false;
	ask_list(folder);
	return EFFECT_REDRAW;
}

/* What is known of a place in clear comes with its id, each time. */
void folder_load(struct view *view)
{
	struct folder *folder = view->state;

	app_forget(view->app, &folder->load);
	view->news = false;
	load_begin(&folder->load, view);
	expect(folder);
	if (folder->subject.place || folder->subject.version == 0)
		load_asked(&folder->load,
			subject_ask(&folder->subject, view->app, found, &folder->load));
	else
		ask_list(folder);
}

size_t folder_put_away(struct view *view, unsigned char *plain, size_t room)
{
	struct folder *folder = view->state;

	(void)plain, (void)room;
	folder->hidden |= folder->opening.count > 0;
	opening_lost(&folder->opening);
	return 0;
}

/* ---- what it says of itself --------------------------------------------------------------- */

void folder_where(const struct view *view, char *text, size_t size)
{
	const struct folder *folder = view->state;

	text_copy(text, size, folder->subject.code);
}

static bool may_keep(const struct folder *folder)
{
	return rows_field_bool(folder->facts, 0, "may_keep");
}

/* What may be done with the sheet that has the focus. */
static const char *offers(const struct folder *folder)
{
	const struct sheet *sheet = focused(folder);
	bool opens = rights_there(folder->kinds, sheet->kind) &&
		rights_may_open(folder->kinds, sheet->kind);
	bool writes = rights_may_write(folder->kinds, sheet->kind);

	if (folder_danger(folder) >= 0)
		return _("e edits the danger note . D writes another");
	if (sheet == &sheets[SHEET_FACTS])
		return may_keep(folder) ? _("e edits what it is") : "";
	if (!folder_is_told(folder))
		return "";
	if (opens && !vault_is_open(folder->view->app))
		return _("vault closed . o asks for your passphrase");
	if (opens)
		return writes ? _("o opens the sheet . e edits it") : _("o opens the sheet");
	return writes ? _("e writes the sheet") : "";
}

void folder_status(const struct view *view, char *text, size_t size)
{
	const struct folder *folder = view->state;
	int left = opening_left_s(&folder->opening);

	if (left > 10)
		snprintf(text, size, _("open for %d s more"), (left + 9) / 10 * 10);
	else if (left > 0)
		snprintf(text, size, _("open for %d s more . o keeps it open"), left);
	else if (folder->hidden)
		snprintf(text, size, "%s", _("closed again . o opens it"));
	else if (folder->opening.busy)
		snprintf(text, size, "%s", _("opening ..."));
	else if (!folder_bed_words(folder, text, size))
		snprintf(text, size, "%s%s", offers(folder), load_words(view));
}

/* ---- keys, time -------------------------------------------------------------------------- */

static bool is_for_her(const struct folder *folder, const struct sheet *sheet)
{
	struct app *app = folder->view->app;

	if (sheet != &sheets[SHEET_FACTS])
		return folder->kinds != NULL && rights_to_write(app, folder->kinds, sheet->kind);
	if (!may_keep(folder))
		app_say(app, SAY_WARN, "%s",
			_("Your role does not change this: a coordinator or a supervisor does."));
	return may_keep(folder);
}

static unsigned edit(struct folder *folder)
{
	const struct sheet *sheet = focused(folder);
	const char *verb = folder->subject.place ? "place" : "edit";
	struct call call = { .app = folder->view->app,
		.view = folder->view,
		.verb = verb_find(verb, strlen(verb), NULL),
		.value = { sheet->kind } };

	if (!is_for_her(folder, sheet)) {
		spill_refused(call.app);
		return EFFECT_REDRAW;
	}
	folder->go = paper_focused_section(&folder->paper);
	if (folder->subject.place) {
		call.value[0] = folder->subject.code;
		call.value[1] = sheet->kind;
	}
	return app_open(call.app, screen_find("edit"), &call);
}

/* `o`, `e` and `D` come here by their verbs: they are for the sheet with the focus. */
unsigned folder_key(struct view *view, const struct input_event *event)
{
	struct folder *folder = view->state;
	unsigned effects = event->key == INPUT_ENTER ? folder_enter_bed(folder) : EFFECT_IGNORED;

	if (!(effects & EFFECT_IGNORED))
		return effects;
	if (event->key == 'D' || (event->key == 'e' && folder_danger(folder) >= 0))
		return folder_edit_danger(folder, event->key == 'D');
	if (event->key == 'e')
		return edit(folder);
	if (event->key == INPUT_ENTER || layout_to_latin(event->key) == 'o')
		return open_kind(folder, to_open(folder)->kind);
	return paper_move(&folder->paper, event) ? EFFECT_REDRAW : EFFECT_IGNORED;
}

size_t folder_targets(const struct view *view, struct target *targets, size_t n)
{
	const struct folder *folder = view->state;
	const char *code = folder_bed_of(folder);

	if (n > 0 && code != NULL) {
		targets[0] = (struct target){ .version = 0 };
		text_copy(targets[0].code, sizeof targets[0].code, code);
		return 1;
	}
	if (folder->subject.place || n == 0 || folder->subject.id[0] == '\0')
		return 0;
	targets[0] = (struct target){ .version = folder->subject.version };
	memcpy(targets[0].id, folder->subject.id, sizeof targets[0].id);
	text_copy(targets[0].code, sizeof targets[0].code, folder->subject.code);
	return 1;
}

/* Who is responsible is not on this screen: news change nothing of what she has seen of that. */
void folder_changed(struct view *view, const char *id, int version)
{
	struct subject *subject = &((struct folder *)view->state)->subject;

	if (id == NULL)
		subject->version = 0;
	else if (strcmp(id, subject->id) == 0 && version == subject->version + 1)
		subject->version = version;
}

/* The words of the time that is left change every ten seconds, in the end each second. */
int64_t folder_due(const struct view *view)
{
	const struct folder *folder = view->state;
	int left = opening_left_s(&folder->opening);
	int64_t next = left > 10 ? (left - 1) / 10 * 10 : left - 1;

	if (left == 0)
		return load_due(view);
	return folder->opening.until - next * 1000;
}
