/* One transfer: where it stands, what comes next and who says it, what is missing, each step. */
#include <stdio.h>
#include <string.h>

#include "db/base/uuid.h"
#include "tui/app/app.h"
#include "tui/app/opening.h"
#include "tui/intl.h"
#include "tui/sheets/moves.h"
#include "tui/term/input.h"
#include "tui/term/pane.h"
#include "tui/widgets/listing.h"
#include "tui/widgets/load.h"
#include "tui/widgets/paper.h"

enum part { PART_PAGE = 0, PART_FACTS, PART_STEPS, PARTS };
static const enum query queries[PARTS] = { [PART_PAGE] = Q_TRANSFER_PAGE,
	[PART_FACTS] = Q_TRANSFER_FACTS,
	[PART_STEPS] = Q_TRANSFER_STEPS };

struct state;

struct part_ask {
	struct state *state;
	enum part part;
};

struct state {
	struct view *view;
	char id[UUID_TEXT]; /* "" until the code is found */
	char code[40]; /* as given, then as it is */
	struct part_ask asks[PARTS];
	struct rows *rows[PARTS];
	struct load load;
	struct paper paper;
};

/* ---- opening, closing, asking ------------------------------------------------------------ */

/* The first value of the call is its code. */
static int open(struct view *view, const struct call *call)
{
	struct state *state = view->state;

	state->view = view;
	for (int part = 0; part < PARTS; part++)
		state->asks[part] = (struct part_ask){ state, (enum part)part };
	if (call == NULL || call->value[0] == NULL) {
		app_say(view->app, SAY_ERROR, "%s",
			_("Which transfer? Give its code: TR-...., :transfers lists them."));
		return -1;
	}
	text_copy(state->code, sizeof state->code, call->value[0]);
	return 0;
}

static void forget(struct state *state)
{
	app_forget(state->view->app, state);
	for (int part = 0; part < PARTS; part++)
		app_forget(state->view->app, &state->asks[part]);
}

static void close(struct view *view)
{
	struct state *state = view->state;

	forget(state);
	for (int part = 0; part < PARTS; part++)
		rows_unref(state->rows[part]);
	paper_done(&state->paper);
}

static unsigned took(void *who, const struct answer *answer)
{
	struct part_ask *ask = who;

	load_kept(&ask->state->load, answer, &ask->state->rows[ask->part]);
	return EFFECT_REDRAW;
}

static void ask_parts(struct state *state)
{
	const struct param id = param_text(state->id);

	for (int part = 0; part < PARTS; part++)
		load_asked(&state->load,
			app_ask(state->view->app, queries[part], &id, 1, took, &state->asks[part]));
}

static unsigned not_found(struct state *state, const struct rows *rows)
{
	struct app *app = state->view->app;
	const char *problem = rows_field(rows, 0, "problem");

	if (rows_count(rows) == 0)
		app_say(app, SAY_ERROR, "%s", _("Your role does not see transfers."));
	else if (strcmp(problem, "check") == 0)
		app_say(app, SAY_ERROR, _("%s is no code of a transfer: misread or mistyped."),
			state->code);
	else
		app_say(app, SAY_ERROR, _("There is no transfer %s in your offices."), state->code);
	return app_front(app) == state->view ? EFFECT_CLOSE : EFFECT_REDRAW;
}

static unsigned found(void *who, const struct answer *answer)
{
	struct state *state = who;
	const struct rows *rows = answer->rows;

	if (!load_took(&state->load, answer))
		return EFFECT_REDRAW;
	if (rows_count(rows) == 0 || !rows_field_is_null(rows, 0, "problem"))
		return not_found(state, rows);
	text_copy(state->id, sizeof state->id, rows_field(rows, 0, "id"));
	text_copy(state->code, sizeof state->code, rows_field(rows, 0, "code"));
	state->view->loaded = false;
	ask_parts(state);
	return EFFECT_REDRAW;
}

static void load(struct view *view)
{
	struct state *state = view->state;
	const struct param code = param_text(state->code);

	forget(state);
	view->news = false; /* one transfer: all of it is what others may have changed */
	load_begin(&state->load, view);
	if (state->id[0] != '\0')
		ask_parts(state);
	else
		load_asked(&state->load,
			app_ask(view->app, Q_TRANSFER_FIND, &code, 1, found, state));
}

/* ---- the slots --------------------------------------------------------------------------- */

static void draw(struct view *view, struct pane *pane)
{
	struct state *state = view->state;
	const struct cell_clock clock = listing_clock(view->app);
	char text[200];

	paper_begin(&state->paper);
	if (app_veiled(view->app)) {
		paper_line(&state->paper, STYLE_DIM, _("The veil is on: z lifts it."));
	} else if (rows_count(state->rows[PART_PAGE]) == 0) {
		load_skeleton(view, text, sizeof text);
		paper_line(&state->paper, STYLE_NORMAL,
			view->loaded ? _("It is not in your offices any more.") : text);
	} else {
		moves_write_page(&state->paper, &clock, state->rows[PART_PAGE],
			state->rows[PART_FACTS], state->rows[PART_STEPS]);
	}
	paper_draw(&state->paper, pane);
}

static unsigned open_its_case(const struct state *state)
{
	const struct rows *page = state->rows[PART_PAGE];
	struct call call = { .app = state->view->app, .view = state->view };

	if (rows_count(page) == 0)
		return EFFECT_IGNORED;
	if (rows_field_is_null(page, 0, "case_code")) {
		app_say(call.app, SAY_INFO, _("That case is not in your offices: ask %s."),
			rows_field(page, 0, "office"));
		return EFFECT_REDRAW;
	}
	call.codes[call.code_count++] = rows_field(page, 0, "case_code");
	return app_open(call.app, screen_find("case"), &call);
}

static unsigned key(struct view *view, const struct input_event *event)
{
	struct state *state = view->state;

	if (event->key == INPUT_ENTER)
		return open_its_case(state);
	return paper_move(&state->paper, event) ? EFFECT_REDRAW : EFFECT_IGNORED;
}

static void where(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;

	text_copy(text, size, state->code);
}

static void status(const struct view *view, char *text, size_t size)
{
	text_copy(text, size, load_words(view));
}

static const char *const hints[] = { "open", "back", "help", NULL };

const struct screen screen_transfer = {
	.name = "transfer",
	.title = N_("Transfer"),
	.help = N_(
		"One transfer: where it stands, what comes next and who says it, what is missing "
		"before it can be approved, and each step: who, when, why. :accept, :depart, "
		":arrive, :hand-over and :abort say the next step, :she-is where she is if nobody "
		"knows. Enter opens the case, where it is of your offices."),
	.hints = hints,
	.topics = TOPIC_CASE | TOPIC_OFFICE,
	.size = sizeof(struct state),
	.one = true,
	.open = open,
	.close = close,
	.load = load,
	.draw = draw,
	.key = key,
	.where = where,
	.status = status,
	.due = load_due,
	.tick = load_tick,
};
