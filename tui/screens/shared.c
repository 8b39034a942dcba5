/* The sharing log of a case: what of hers went to whom, what did not, why, and by whom. It can be
 * read to her as it is. */
#include <stdio.h>
#include <string.h>

#include "db/row.h"
#include "tui/app/app.h"
#include "tui/app/subject.h"
#include "tui/intl.h"
#include "tui/sheets/records.h"
#include "tui/term/input.h"
#include "tui/widgets/load.h"
#include "tui/widgets/paper.h"

struct state {
	struct view *view;
	struct subject subject;
	struct rows *rows;
	struct load load;
	struct paper paper;
};

static int open(struct view *view, const struct call *call)
{
	struct state *state = view->state;

	state->view = view;
	return subject_of_call(&state->subject, view->app, call) ? 0 : -1;
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
	const struct param id = param_text(state->subject.id);

	load_asked(&state->load, app_ask(state->view->app, Q_CASE_SHARED, &id, 1, took, state));
}

static unsigned found(void *who, const struct answer *answer)
{
	struct state *state = who;
	struct app *app = state->view->app;

	if (!load_took(&state->load, answer))
		return EFFECT_REDRAW;
	if (!subject_found(&state->subject, app, answer))
		return app_front(app) == state->view ? EFFECT_CLOSE : EFFECT_REDRAW;
	state->view->loaded = false;
	ask(state);
	return EFFECT_REDRAW;
}

static void load(struct view *view)
{
	struct state *state = view->state;

	app_forget(view->app, state);
	view->news = false; /* one case: all of it is what others may have changed */
	load_begin(&state->load, view);
	if (state->subject.id[0] != '\0')
		ask(state);
	else
		load_asked(&state->load, subject_ask(&state->subject, view->app, found, state));
}

static void draw(struct view *view, struct pane *pane)
{
	struct state *state = view->state;
	char text[200];

	paper_begin(&state->paper);
	if (app_veiled(view->app)) {
		paper_line(&state->paper, STYLE_DIM, _("The veil is on: z lifts it."));
	} else if (state->rows == NULL) {
		load_skeleton(view, text, sizeof text);
		paper_line(&state->paper, STYLE_NORMAL, text);
	} else if (!(app_me(view->app)->may & VERB_WORKS)) {
		paper_line(&state->paper, STYLE_NORMAL, _("Your role does not read this."));
	} else {
		records_write_shared(&state->paper, state->subject.code, state->rows);
	}
	paper_draw(&state->paper, pane);
}

/* The transfer, or the request, by which it went. */
static unsigned enter(const struct state *state)
{
	int row = records_shared_row(state->rows, paper_focused_key(&state->paper));
	const char *code = row < 0 ? "" : rows_field(state->rows, row, "code");
	const struct call call = {
		.app = state->view->app, .view = state->view, .value = { code }
	};

	if (strncmp(code, "TR-", 3) == 0)
		return app_open(call.app, screen_find("transfer"), &call);
	if (strncmp(code, "DS-", 3) == 0 || strncmp(code, "BG-", 3) == 0)
		return app_open(call.app, screen_find("approval"), &call);
	return EFFECT_IGNORED;
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

	text_copy(text, size, state->subject.code);
}

static void status(const struct view *view, char *text, size_t size)
{
	text_copy(text, size, load_words(view));
}

static const char *const hints[] = { "open", "back", "help", NULL };

const struct screen screen_shared = {
	.name = "shared",
	.title = N_("Sharing log"),
	.help = N_("What of a case went to whom, on which day, and what did not: by a referral, to "
		   "an authority that asked, with the file to another office, or because somebody "
		   "of another office looked. It has words of lists alone and can be read to her "
		   "as it is. Enter opens the transfer or the request by which it went."),
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
