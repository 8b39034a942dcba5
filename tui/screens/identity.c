/* Who she is: what is sealed of a case, sheet by sheet. What is there, who wrote it and when is
 * seen without opening; a sheet is opened by itself, for a reason that is in the record, and is
 * gone again after a minute. */
#include <stdio.h>
#include <string.h>

#include "db/base/date.h"
#include "tui/app/app.h"
#include "tui/app/initials.h"
#include "tui/app/opening.h"
#include "tui/app/rights.h"
#include "tui/app/subject.h"
#include "tui/app/vault.h"
#include "tui/intl.h"
#include "tui/sheets/sheet.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"
#include "tui/term/pane.h"
#include "tui/widgets/load.h"
#include "tui/widgets/paper.h"

struct state {
	struct view *view;
	struct subject subject;
	struct rows *list; /* sealed_list */
	struct rows *kinds; /* sealed_kinds */
	struct load load;
	struct paper paper;
	struct opening opening;
	const struct sheet *wanted; /* asked for by name; NULL: none */
	bool begun; /* ... or the first that she may open, has been asked for */
	size_t go; /* the section that the focus goes to; 0: it stays */
	bool hidden; /* it was open, and its time is over */
};

/* ---- opening ----------------------------------------------------------------------------- */

static unsigned opened(void *who, int r)
{
	struct state *state = who;
	const struct opened *identity = opening_of(&state->opening, "identity");

	if (r == 0 && identity != NULL && identity->problem == 0)
		initials_keep(state->view->app, state->subject.id, &identity->record);
	if (r == 0 && state->opening.count == 0)
		app_say(state->view->app, SAY_INFO, _("There is nothing of that."));
	return EFFECT_REDRAW;
}

static void gone(void *who)
{
	struct state *state = who;

	state->hidden = true;
}

static unsigned open_kind(struct state *state, const char *kind)
{
	struct app *app = state->view->app;

	if (app_veiled(app)) {
		app_say(app, SAY_INFO, "%s", _("The veil is on: z lifts it."));
		return EFFECT_REDRAW;
	}
	if (state->kinds == NULL || !rights_to_open(app, state->kinds, kind))
		return EFFECT_REDRAW;
	state->hidden = false;
	return opening_start(&state->opening, state->subject.id, state->subject.code, &kind, 1,
		OPENING_REASON | OPENING_BRIEF);
}

/* What this screen was asked for, once: a sheet by its name, or the first that she may open, which
 * for health staff is another than for others. What she did not name refuses nothing. */
static unsigned begin(struct state *state)
{
	const struct sheet *sheet = state->wanted;

	if (state->begun)
		return EFFECT_NONE;
	state->begun = true;
	for (size_t i = 0; sheet == NULL && i < SHEETS_SINGLE; i++)
		if (rights_may_open(state->kinds, sheets[i].kind))
			sheet = &sheets[i];
	if (sheet == NULL)
		return EFFECT_NONE;
	state->go = (size_t)(sheet - sheets) + 1;
	if (state->wanted == NULL && !rights_there(state->kinds, sheet->kind))
		return EFFECT_NONE;
	return open_kind(state, sheet->kind);
}

static const char *focused_kind(const struct state *state)
{
	size_t section = paper_focused_section(&state->paper);

	return sheets[section > 0 && section <= SHEETS_SINGLE ? section - 1 : 0].kind;
}

/* ---- the view ---------------------------------------------------------------------------- */

static int open_identity(struct view *view, const struct call *call)
{
	struct state *state = view->state;

	state->view = view;
	if (!subject_of_call(&state->subject, view->app, call))
		return -1;
	opening_init(&state->opening, view, opened, state);
	state->opening.gone = gone;
	if (call != NULL && call->value[0] != NULL)
		state->wanted = sheet_named(call->value[0]);
	return 0;
}

static void close_identity(struct view *view)
{
	struct state *state = view->state;

	app_forget(view->app, state);
	opening_done(&state->opening);
	rows_unref(state->list);
	rows_unref(state->kinds);
	paper_done(&state->paper);
}

static unsigned listed(void *who, const struct answer *answer)
{
	struct state *state = who;

	if (!load_took(&state->load, answer))
		return EFFECT_REDRAW;
	rows_unref(state->list);
	state->list = rows_ref(answer->rows);
	return EFFECT_REDRAW;
}

static unsigned gone_back(void *who, const char *value)
{
	struct state *state = who;

	(void)value;
	state->begun = true;
	return EFFECT_REDRAW;
}

/* Whoever may not see the case at all is told so, and is asked for nothing. */
static unsigned told_kinds(void *who, const struct answer *answer)
{
	struct state *state = who;
	struct app *app = state->view->app;
	const char *dropped = app_unexpect(app, state);

	if (dropped[0] != '\0')
		app_say(app, SAY_WARN, "%s", dropped + strspn(dropped, " "));
	if (!load_took(&state->load, answer))
		return EFFECT_REDRAW;
	if (rows_count(answer->rows) == 0) {
		app_say(app, SAY_ERROR, "%s",
			app_me(app)->read_only ?
				_("Your role does not open cases, only lists of them.") :
				_("This case is not in your offices, or your role does not open "
				  "cases."));
		return app_front(app) == state->view ? EFFECT_CLOSE : EFFECT_REDRAW;
	}
	rows_unref(state->kinds);
	state->kinds = rows_ref(answer->rows);
	return begin(state) | EFFECT_REDRAW;
}

static void ask_list(struct state *state)
{
	const struct param id = param_text(state->subject.id);
	struct app *app = state->view->app;

	load_asked(&state->load, app_ask(app, Q_SEALED_LIST, &id, 1, listed, state));
	/* A reason, typed before it can be asked for, is no verb. */
	if (!state->begun && app_is_live(app) && !app_veiled(app))
		app_expect(app, gone_back, state);
	load_asked(&state->load, app_ask(app, Q_SEALED_KINDS, &id, 1, told_kinds, state));
}

static unsigned found(void *who, const struct answer *answer)
{
	struct state *state = who;
	struct app *app = state->view->app;

	load_took(&state->load, answer);
	if (!subject_found(&state->subject, app, answer))
		return app_front(app) == state->view ? EFFECT_CLOSE : EFFECT_REDRAW;
	state->view->loaded = false;
	ask_list(state);
	return EFFECT_REDRAW;
}

static void load(struct view *view)
{
	struct state *state = view->state;

	app_forget(view->app, state);
	view->news = false;
	load_begin(&state->load, view);
	if (state->subject.id[0] == '\0')
		load_asked(&state->load, subject_ask(&state->subject, view->app, found, state));
	else
		ask_list(state);
}

static size_t put_away(struct view *view, unsigned char *plain, size_t room)
{
	struct state *state = view->state;

	(void)plain, (void)room;
	state->hidden |= state->opening.count > 0;
	opening_lost(&state->opening);
	return 0;
}

/* ---- drawing ----------------------------------------------------------------------------- */

static int row_of(const struct rows *rows, const char *kind)
{
	for (int row = 0; row < rows_count(rows); row++)
		if (strcmp(rows_field(rows, row, "kind"), kind) == 0)
			return row;
	return -1;
}

static void put_day(const struct state *state, char out[static DATE_TEXT], int64_t at)
{
	date_day_time(out, at, app_me(state->view->app)->offset_min);
}

static void write_record(struct state *state, const struct sheet *sheet, const struct opened *item)
{
	struct sheet_line line = { .sheet = sheet, .record = &item->record };
	struct paper *paper = &state->paper;
	size_t unknown, lines = 0;
	char written[WRITER_LINE], label[80];

	while (sheet_next(&line)) {
		snprintf(label, sizeof label, line.nth > 1 ? "%s %d" : "%s", _(line.field->label),
			line.nth);
		/* A value that is one of several stands below the others. */
		paper_borrow(paper, STYLE_NORMAL, line.more ? " " : label, line.value, line.length);
		lines++;
	}
	if (lines == 0)
		paper_line(paper, STYLE_DIM, _("nothing is filled in"));
	unknown = sheet_unknown(sheet, &item->record);
	if (unknown > 0)
		paper_linef(paper, STYLE_DIM, _("%zu more, which a newer homeward shows"), unknown);
	writer_line(written, item->at.version, item->written_at,
		app_me(state->view->app)->offset_min, item->writer);
	paper_line(paper, item->past ? STYLE_WARN : STYLE_DIM, written);
}

static void write_closed(struct state *state, const struct sheet *sheet)
{
	int row = row_of(state->list, sheet->kind);
	char day[DATE_TEXT], words[RIGHTS_TEXT];

	if (state->list == NULL || state->kinds == NULL)
		return;
	if (row >= 0) {
		put_day(state, day, rows_field_ms(state->list, row, "at"));
		paper_linef(&state->paper, STYLE_DIM, _("sealed . version %s . %s . %s"),
			rows_field(state->list, row, "version"), day,
			rows_field(state->list, row, "person"));
	}
	rights_words(words, state->kinds, sheet->kind);
	if (words[0] != '\0')
		paper_line(&state->paper, STYLE_DIM, words);
}

static void write_sheet(struct state *state, const struct sheet *sheet)
{
	const struct opened *item = opening_of(&state->opening, sheet->kind);

	paper_section(&state->paper, _(sheet->title));
	if (item == NULL)
		write_closed(state, sheet);
	else if (item->problem != 0)
		paper_line(&state->paper, STYLE_ERROR, item->why);
	else
		write_record(state, sheet, item);
}

static void draw(struct view *view, struct pane *pane)
{
	struct state *state = view->state;

	paper_begin(&state->paper);
	if (state->go != 0 && !app_veiled(view->app)) {
		paper_go(&state->paper, state->go);
		state->go = 0;
	}
	if (app_veiled(view->app)) {
		paper_line(&state->paper, STYLE_DIM, _("The veil is on: z lifts it."));
	} else {
		for (size_t i = 0; i < SHEETS_SINGLE; i++)
			write_sheet(state, &sheets[i]);
	}
	paper_draw(&state->paper, pane);
}

static void where(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;

	text_copy(text, size, state->subject.code);
}

/* What may be done with the sheet that has the focus. */
static const char *offers(const struct state *state)
{
	const char *kind = focused_kind(state);
	bool opens = rights_there(state->kinds, kind) && rights_may_open(state->kinds, kind);
	bool writes = rights_may_write(state->kinds, kind);

	if (opens && !vault_is_open(state->view->app))
		return _("vault closed . o asks for your passphrase");
	if (opens)
		return writes ? _("o opens the sheet . e edits it") : _("o opens the sheet");
	return writes ? _("e writes the sheet") : "";
}

static void status(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;
	int left = opening_left_s(&state->opening);

	if (left > 10)
		snprintf(text, size, _("open for %d s more"), (left + 9) / 10 * 10);
	else if (left > 0)
		snprintf(text, size, _("open for %d s more . o keeps it open"), left);
	else if (state->hidden)
		snprintf(text, size, "%s", _("closed again . o opens it"));
	else if (state->opening.busy)
		snprintf(text, size, "%s", _("opening ..."));
	else
		snprintf(text, size, "%s%s", offers(state), load_words(view));
}

/* ---- keys, time -------------------------------------------------------------------------- */

static unsigned edit(struct state *state)
{
	const struct call call = { .app = state->view->app,
		.view = state->view,
		.verb = verb_find("edit", strlen("edit"), NULL),
		.value = { focused_kind(state) } };

	if (state->kinds == NULL || !rights_to_write(call.app, state->kinds, call.value[0]))
		return EFFECT_REDRAW;
	return app_open(call.app, screen_find("edit"), &call);
}

/* `o` and `e` come here by their verbs: they are for the sheet with the focus. */
static unsigned key(struct view *view, const struct input_event *event)
{
	struct state *state = view->state;

	if (event->key == 'e')
		return edit(state);
	if (event->key == INPUT_ENTER || layout_to_latin(event->key) == 'o')
		return open_kind(state, focused_kind(state));
	return paper_move(&state->paper, event) ? EFFECT_REDRAW : EFFECT_IGNORED;
}

static size_t targets(const struct view *view, struct target *targets, size_t n)
{
	const struct state *state = view->state;

	if (n == 0 || state->subject.id[0] == '\0')
		return 0;
	targets[0] = (struct target){ .version = 0 };
	memcpy(targets[0].id, state->subject.id, sizeof targets[0].id);
	text_copy(targets[0].code, sizeof targets[0].code, state->subject.code);
	return 1;
}

/* The words of the time that is left change every ten seconds, in the end each second. */
static int64_t due(const struct view *view)
{
	const struct state *state = view->state;
	int left = opening_left_s(&state->opening);
	int64_t next = left > 10 ? (left - 1) / 10 * 10 : left - 1;

	if (left == 0)
		return load_due(view);
	return state->opening.until - next * 1000;
}

static unsigned tick(struct view *view, int64_t now)
{
	(void)view, (void)now;
	return EFFECT_REDRAW;
}

static const char *const hints[] = { "identity", "edit", "note", "veil", "back", "help", NULL };

const struct screen screen_identity = {
	.name = "identity",
	.title = N_("Identity"),
	.help = N_("What is sealed of a case. Each sheet is opened by itself, for a reason that "
		   "is kept with your name, and is gone after a minute, or when you leave. Tab "
		   "goes to the next."),
	.hints = hints,
	.topics = TOPIC_CASE,
	.size = sizeof(struct state),
	.open = open_identity,
	.close = close_identity,
	.load = load,
	.draw = draw,
	.key = key,
	.where = where,
	.status = status,
	.targets = targets,
	.put_away = put_away,
	.due = due,
	.tick = tick,
};
