/* One place: what is known of it in clear, and the sealed sheet with its name and address, opened
 * for a reason as a case's sheets are, and gone after a minute. */
#include <stdio.h>
#include <string.h>

#include "db/base/date.h"
#include "tui/app/app.h"
#include "tui/app/opening.h"
#include "tui/app/subject.h"
#include "tui/intl.h"
#include "tui/sheets/sheet.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"
#include "tui/widgets/load.h"
#include "tui/widgets/paper.h"

struct state {
	struct view *view;
	struct subject subject;
	struct rows *facts, *list; /* place_find, sealed_list */
	struct load load;
	struct paper paper;
	struct opening opening;
	bool hidden; /* it was open, and its time is over */
};

static unsigned opened(void *who, int r)
{
	struct state *state = who;

	if (r == 0 && state->opening.count == 0)
		app_say(state->view->app, SAY_INFO,
			_("There is nothing of that yet: e writes it."));
	return EFFECT_REDRAW;
}

static void gone(void *who)
{
	struct state *state = who;

	state->hidden = true;
}

static unsigned open_sheet(struct state *state)
{
	struct app *app = state->view->app;

	if (app_veiled(app)) {
		app_say(app, SAY_INFO, "%s", _("The veil is on: z lifts it."));
		return EFFECT_REDRAW;
	}
	if (state->facts == NULL)
		return EFFECT_NONE;
	state->hidden = false;
	return opening_start(&state->opening, state->subject.id, state->subject.code,
		&sheets[SHEET_PLACE].kind, 1, OPENING_REASON | OPENING_BRIEF);
}

/* ---- the view ---------------------------------------------------------------------------- */

static int open_place(struct view *view, const struct call *call)
{
	struct state *state = view->state;

	state->view = view;
	if (!subject_of_call(&state->subject, view->app, call))
		return -1;
	opening_init(&state->opening, view, opened, state);
	state->opening.gone = gone;
	return 0;
}

static void close_place(struct view *view)
{
	struct state *state = view->state;

	app_forget(view->app, state);
	opening_done(&state->opening);
	rows_unref(state->facts);
	rows_unref(state->list);
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

static unsigned found(void *who, const struct answer *answer)
{
	struct state *state = who;
	struct app *app = state->view->app;
	struct param id;

	if (!load_took(&state->load, answer) && state->facts != NULL)
		return EFFECT_REDRAW; /* what was known stays */
	if (!subject_found(&state->subject, app, answer))
		return app_front(app) == state->view ? EFFECT_CLOSE : EFFECT_REDRAW;
	rows_unref(state->facts);
	state->facts = rows_ref(answer->rows);
	state->view->loaded = false;
	id = param_text(state->subject.id);
	load_asked(&state->load, app_ask(app, Q_SEALED_LIST, &id, 1, listed, state));
	return EFFECT_REDRAW;
}

static void load(struct view *view)
{
	struct state *state = view->state;

	app_forget(view->app, state);
	view->news = false;
	load_begin(&state->load, view);
	load_asked(&state->load, subject_ask(&state->subject, view->app, found, state));
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

static void write_facts(struct state *state)
{
	struct paper *paper = &state->paper;

	paper_section(paper, _(sheets[SHEET_FACTS].title));
	for (const struct field *field = sheets[SHEET_FACTS].fields; field->name != NULL; field++) {
		const char *value = rows_field(state->facts, 0, field->name);

		if (value[0] == '\0')
			value = _("not known");
		paper_field(paper, STYLE_NORMAL, _(field->label),
			field->choices != NULL ? intl_word(value) : value);
	}
}

static void write_opened(struct state *state, const struct opened *item)
{
	struct sheet_line line = { .sheet = &sheets[SHEET_PLACE], .record = &item->record };
	char day[DATE_TEXT];

	while (sheet_next(&line))
		paper_borrow(&state->paper, STYLE_NORMAL, _(line.field->label), line.value,
			line.length);
	date_day_time(day, item->written_at, app_me(state->view->app)->offset_min);
	paper_linef(&state->paper, item->past ? STYLE_WARN : STYLE_DIM, _("version %u . %s . %s"),
		(unsigned)item->at.version, day, item->writer);
}

static void write_sealed(struct state *state)
{
	const struct opened *item = opening_of(&state->opening, sheets[SHEET_PLACE].kind);
	char day[DATE_TEXT];

	paper_section(&state->paper, _(sheets[SHEET_PLACE].title));
	if (item != NULL && item->problem != 0) {
		paper_line(&state->paper, STYLE_ERROR, item->why);
	} else if (item != NULL) {
		write_opened(state, item);
	} else if (state->list != NULL && rows_count(state->list) == 0) {
		paper_line(&state->paper, STYLE_DIM, _("nothing yet . e writes it"));
	} else if (state->list != NULL) {
		date_day_time(day, rows_field_ms(state->list, 0, "at"),
			app_me(state->view->app)->offset_min);
		paper_linef(&state->paper, STYLE_DIM, _("sealed . version %s . %s . %s"),
			rows_field(state->list, 0, "version"), day,
			rows_field(state->list, 0, "person"));
	}
}

static void draw(struct view *view, struct pane *pane)
{
	struct state *state = view->state;

	paper_begin(&state->paper);
	if (app_veiled(view->app)) {
		paper_line(&state->paper, STYLE_DIM, _("The veil is on: z lifts it."));
	} else if (state->facts != NULL) {
		write_facts(state);
		write_sealed(state);
	}
	paper_draw(&state->paper, pane);
}

static void where(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;

	text_copy(text, size, state->subject.code);
}

static void status(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;
	int left = opening_left_s(&state->opening);

	if (left > 10)
		snprintf(text, size, _("open for %d s more"), (left + 9) / 10 * 10);
	else if (left > 0)
		snprintf(text, size, _("open for %d s more . o keeps it open"), left);
	else if (state->opening.busy)
		snprintf(text, size, "%s", _("opening ..."));
	else if (state->hidden)
		snprintf(text, size, "%s", _("closed again . o opens it"));
	else
		snprintf(text, size, "%s%s", _("o opens name and address . e edits"),
			load_words(view));
}

/* ---- keys, time -------------------------------------------------------------------------- */

static unsigned edit(struct state *state)
{
	const struct call call = { .app = state->view->app,
		.view = state->view,
		.verb = verb_find("place", strlen("place"), NULL),
		.value = { state->subject.code } };

	return app_open(call.app, screen_find("edit"), &call);
}

/* `o` and `e` come here by their verbs. */
static unsigned key(struct view *view, const struct input_event *event)
{
	struct state *state = view->state;

	if (event->key == 'e')
		return edit(state);
	if (event->key == INPUT_ENTER || layout_to_latin(event->key) == 'o')
		return open_sheet(state);
	return paper_move(&state->paper, event) ? EFFECT_REDRAW : EFFECT_IGNORED;
}

/* The words of the time that is left change every ten seconds, in the end each second. */
static int64_t due(const struct view *view)
{
	const struct state *state = view->state;
	int left = opening_left_s(&state->opening);
	int64_t next = left > 10 ? (left - 1) / 10 * 10 : left - 1;

	return left == 0 ? load_due(view) : state->opening.until - next * 1000;
}

static unsigned tick(struct view *view, int64_t now)
{
	(void)view, (void)now;
	return EFFECT_REDRAW;
}

static const char *const hints[] = { "edit", "veil", "back", "help", NULL };

const struct screen screen_place = {
	.name = "place",
	.title = N_("Place"),
	.help = N_("A place where somebody can be brought. Its name and address are opened with o, "
		   "for a reason that is kept with your name, and are gone after a minute, or when "
		   "you leave. e edits."),
	.hints = hints,
	.topics = TOPIC_CASE | TOPIC_OFFICE,
	.size = sizeof(struct state),
	.open = open_place,
	.close = close_place,
	.load = load,
	.draw = draw,
	.key = key,
	.where = where,
	.status = status,
	.put_away = put_away,
	.due = due,
	.tick = tick,
};
