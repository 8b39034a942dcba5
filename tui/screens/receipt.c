/* What became of a request that a file is erased: who asked and approved, what was destroyed, what
 * stays, and until when backups may hold it. */
#include <stdio.h>
#include <string.h>

#include "db/base/uuid.h"
#include "db/row.h"
#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/sheets/records.h"
#include "tui/term/input.h"
#include "tui/widgets/listing.h"
#include "tui/widgets/load.h"
#include "tui/widgets/paper.h"

struct state {
	struct view *view;
	char id[UUID_TEXT]; /* "" until the code is found */
	char code[40]; /* as given, then as it is */
	struct rows *rows;
	struct load load;
	struct paper paper;
};

/* The first value of the call is its code, or that of its case. */
static int open(struct view *view, const struct call *call)
{
	struct state *state = view->state;
	struct target target = { .id = "" };

	state->view = view;
	if (call != NULL && call->value[0] != NULL)
		text_copy(state->code, sizeof state->code, call->value[0]);
	else if (call != NULL && call->view != NULL && call->view->screen->targets != NULL &&
		call->view->screen->targets(call->view, &target, 1) > 0)
		text_copy(state->code, sizeof state->code, target.code);
	if (state->code[0] != '\0')
		return 0;
	app_say(view->app, SAY_ERROR, "%s", _(records_which));
	return -1;
}

static void close(struct view *view)
{
	struct state *state = view->state;

	app_forget(view->app, state);
	rows_unref(state->rows);
	paper_done(&state->paper);
}

static unsigned took(void *who, const struct answer *answer)
{
	struct state *state = who;

	load_kept(&state->load, answer, &state->rows);
	return EFFECT_REDRAW;
}

static void ask(struct state *state)
{
	const struct param id = param_text(state->id);

	load_asked(&state->load, app_ask(state->view->app, Q_ERASURE_OPEN, &id, 1, took, state));
}

static unsigned found(void *who, const struct answer *answer)
{
	struct state *state = who;
	struct app *app = state->view->app;
	char why[RECORDS_WHY];

	if (!load_took(&state->load, answer))
		return EFFECT_REDRAW;
	if (!records_found(answer->rows, state->code, why)) {
		app_say(app, SAY_ERROR, "%s", why);
		return app_front(app) == state->view ? EFFECT_CLOSE : EFFECT_REDRAW;
	}
	text_copy(state->id, sizeof state->id, rows_field(answer->rows, 0, "id"));
	text_copy(state->code, sizeof state->code, rows_field(answer->rows, 0, "code"));
	state->view->loaded = false;
	ask(state);
	return EFFECT_REDRAW;
}

static void load(struct view *view)
{
	struct state *state = view->state;
	const struct param code = param_text(state->code);

	app_forget(view->app, state);
	view->news = false; /* one request: all of it is what others may have changed */
	load_begin(&state->load, view);
	if (state->id[0] != '\0')
		ask(state);
	else
		load_asked(&state->load,
			app_ask(view->app, Q_ERASURE_FIND, &code, 1, found, state));
}

static void draw(struct view *view, struct pane *pane)
{
	struct state *state = view->state;
	const struct cell_clock clock = listing_clock(view->app);
	char text[200];

	paper_begin(&state->paper);
	if (app_veiled(view->app)) {
		paper_line(&state->paper, STYLE_DIM, _("The veil is on: z lifts it."));
	} else if (rows_count(state->rows) == 0) {
		load_skeleton(view, text, sizeof text);
		paper_line(&state->paper, STYLE_NORMAL,
			view->loaded ? _("It is not in your offices any more.") : text);
	} else {
		records_write_receipt(&state->paper, &clock, state->rows);
	}
	paper_draw(&state->paper, pane);
}

/* Where it still waits: the request, else its case. */
static unsigned enter(const struct state *state)
{
	struct call call = { .app = state->view->app, .view = state->view };

	if (rows_count(state->rows) == 0)
		return EFFECT_IGNORED;
	if (strcmp(rows_field(state->rows, 0, "state"), "asked") == 0) {
		call.value[0] = state->code;
		return app_open(call.app, screen_find("approval"), &call);
	}
	call.codes[call.code_count++] = rows_field(state->rows, 0, "case_code");
	return app_open(call.app, screen_find("case"), &call);
}

static unsigned key(struct view *view, const struct input_event *event)
{
	struct state *state = view->state;

	if (event->key == INPUT_ENTER)
		return enter(state);
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

const struct screen screen_receipt = {
	.name = "receipt",
	.title = N_("Receipt of an erasure"),
	.help = N_(
		"What became of a request that a file is erased: who asked and why, who approved "
		"it, how many sealed records and keys were destroyed, which line stays, and "
		"until when backups may hold what was destroyed. Enter opens the request where "
		"it still waits, else the case."),
	.hints = hints,
	.topics = TOPIC_CASE,
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
