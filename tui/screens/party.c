/* One whom we can call or have to beware of: what is told in clear, its name and telephone, and the
 * danger notes. Who reads is in the record; a reason is not asked for, for a telephone has to be
 * there in seconds. */
#include <stdio.h>
#include <string.h>

#include "tui/app/app.h"
#include "tui/app/opening.h"
#include "tui/app/subject.h"
#include "tui/app/vault.h"
#include "tui/intl.h"
#include "tui/sheets/dossier.h"
#include "tui/sheets/file.h"
#include "tui/sheets/party.h"
#include "tui/sheets/sheet.h"
#include "tui/term/input.h"
#include "tui/widgets/listing.h"
#include "tui/widgets/load.h"
#include "tui/widgets/paper.h"

struct state {
	struct view *view;
	struct subject subject;
	struct rows *facts, *dangers; /* party_find, danger_list */
	struct load load;
	struct paper paper;
	struct opening opening;
	uint64_t mark, tried; /* of what is there, of what was opened */
};

/* ---- what is sealed ---------------------------------------------------------------------- */

/* Of what there is to open, in which version; 0: nothing. */
static uint64_t mark_of(const struct state *state)
{
	const char *touched_at = rows_field(state->facts, 0, "touched_at");

	if (!rows_field_bool(state->facts, 0, "sealed") && rows_count(state->dangers) == 0)
		return 0;
	return text_mark(file_mark(state->dangers), touched_at, strlen(touched_at));
}

static unsigned opened(void *who, int r)
{
	(void)who, (void)r; /* what is wrong has been said */
	return EFFECT_REDRAW;
}

/* Each opening is in the record: once, and again only where there is something else. */
static bool wants_opening(const struct state *state)
{
	return state->mark != 0 && state->mark != state->tried && !state->opening.busy &&
		vault_is_open(state->view->app) && !app_veiled(state->view->app);
}

static unsigned open_all(struct state *state)
{
	static const char *const kinds[] = { "party", "danger" };
	struct app *app = state->view->app;

	if (app_veiled(app)) {
		app_say(app, SAY_INFO, "%s", _("The veil is on: z lifts it."));
		return EFFECT_REDRAW;
	}
	if (state->mark == 0) {
		app_say(app, SAY_INFO, "%s", _("Nothing is written yet: e writes it."));
		return EFFECT_REDRAW;
	}
	state->tried = state->mark;
	return EFFECT_REDRAW |
		opening_start(&state->opening, state->subject.id, state->subject.code, kinds, 2, 0);
}

static size_t put_away(struct view *view, unsigned char *plain, size_t room)
{
	struct state *state = view->state;

	(void)plain, (void)room;
	opening_lost(&state->opening);
	state->tried = 0;
	return 0;
}

/* ---- opening and closing, asking --------------------------------------------------------- */

static int open_party(struct view *view, const struct call *call)
{
	struct state *state = view->state;

	state->view = view;
	opening_init(&state->opening, view, opened, state);
	return subject_of_call(&state->subject, view->app, call) ? 0 : -1;
}

static void close_party(struct view *view)
{
	struct state *state = view->state;

	app_forget(view->app, state);
	opening_done(&state->opening);
	rows_unref(state->facts);
	rows_unref(state->dangers);
	paper_done(&state->paper);
}

static unsigned listed(void *who, const struct answer *answer)
{
	struct state *state = who;

	if (load_kept(&state->load, answer, &state->dangers))
		state->mark = mark_of(state);
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
	load_asked(&state->load, app_ask(app, Q_DANGER_LIST, &id, 1, listed, state));
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

/* ---- drawing ----------------------------------------------------------------------------- */

static void write_facts(struct state *state)
{
	char words[PARTY_WORDS];

	party_words(state->facts, 0, words);
	paper_section(&state->paper, party_kind(rows_field(state->facts, 0, "kind")));
	if (words[0] != '\0')
		paper_line(&state->paper, STYLE_NORMAL, words);
	paper_linef(&state->paper, STYLE_DIM, _("known to the office %s"),
		rows_field(state->facts, 0, "office"));
}

static void write_name(struct state *state)
{
	const struct opened *item = opening_of(&state->opening, "party");
	struct paper *paper = &state->paper;

	paper_section(paper, _(sheets[SHEET_PARTY].title));
	if (!rows_field_bool(state->facts, 0, "sealed"))
		paper_line(paper, STYLE_WARN, _("nobody has written it yet: e writes it"));
	else if (item == NULL)
		paper_line(paper, STYLE_DIM, _("sealed . Enter opens it"));
	else if (item->problem != 0)
		paper_line(paper, STYLE_ERROR, item->why);
	else if (item->differs)
		file_write_all(paper, &sheets[SHEET_PARTY], item);
	else
		file_write_said(paper, &sheets[SHEET_PARTY], &item->record);
}

static void write_all(struct state *state)
{
	const char *danger = rows_field(state->facts, 0, "danger");
	const struct dossier dossier = { .paper = &state->paper,
		.rows = { [DOSSIER_FILE] = state->dangers },
		.clock = listing_clock(state->view->app),
		.file = &state->opening,
		.shut = !vault_is_open(state->view->app) };

	write_facts(state);
	if (danger[0] != '\0')
		paper_linef(&state->paper, STYLE_ERROR, "%s", party_danger(danger));
	write_name(state);
	party_write_dangers(&dossier);
}

static void draw(struct view *view, struct pane *pane)
{
	struct state *state = view->state;
	char text[200];

	paper_begin(&state->paper);
	if (app_veiled(view->app)) {
		paper_line(&state->paper, STYLE_DIM, _("The veil is on: z lifts it."));
	} else if (state->facts == NULL) {
		load_skeleton(view, text, sizeof text);
		paper_line(&state->paper, STYLE_NORMAL, text);
	} else {
		write_all(state);
	}
	paper_draw(&state->paper, pane);
}

/* ---- the slots --------------------------------------------------------------------------- */

/* The danger note with the focus, or a new one (fresh); elsewhere its name and telephone. */
static unsigned edit(const struct state *state, bool fresh)
{
	int row = fresh ? -1 : file_row(state->dangers, paper_focused_key(&state->paper));
	const char *verb = fresh || row >= 0 ? "danger" : "party";
	const struct call call = { .app = state->view->app,
		.view = state->view,
		.verb = verb_find(verb, strlen(verb), NULL),
		.value = { state->subject.code,
			row >= 0 ? rows_field(state->dangers, row, "id") : NULL } };

	return app_open(call.app, screen_find("edit"), &call);
}

/* `o`, `e` and `D` come here by their verbs. */
static unsigned key(struct view *view, const struct input_event *event)
{
	struct state *state = view->state;

	switch (event->key) {
	case INPUT_ENTER:
	case 'o':
		return open_all(state);
	case 'e':
		return edit(state, false);
	case 'D':
		return edit(state, true);
	default:
		return paper_move(&state->paper, event) ? EFFECT_REDRAW : EFFECT_IGNORED;
	}
}

static void where(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;

	text_copy(text, size, state->subject.code);
}

static void status(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;

	snprintf(text, size, "%s%s",
		state->opening.busy              ? _("opening ...") :
			state->opening.count > 0 ? _("e edits it . D writes a danger note") :
						   _("Enter opens name and telephone"),
		load_words(view));
}

static int64_t due(const struct view *view)
{
	return wants_opening(view->state) ? 1 : load_due(view);
}

static unsigned tick(struct view *view, int64_t now)
{
	struct state *state = view->state;

	(void)now;
	return EFFECT_REDRAW | (wants_opening(state) ? open_all(state) : 0);
}

static const char *const hints[] = { "open", "edit", "danger", "veil", "back", "help", NULL };

const struct screen screen_party = {
	.name = "party",
	.title = N_("We know"),
	.help = N_("Somebody whom we can call, or have to beware of. Enter opens name and "
		   "telephone: no reason is asked for, and it is kept who read them. e edits what "
		   "has the cursor, D writes a danger note. Until a note is withdrawn it holds."),
	.hints = hints,
	.topics = TOPIC_CASE | TOPIC_OFFICE,
	.size = sizeof(struct state),
	.one = true,
	.open = open_party,
	.close = close_party,
	.load = load,
	.draw = draw,
	.key = key,
	.where = where,
	.status = status,
	.put_away = put_away,
	.due = due,
	.tick = tick,
};
