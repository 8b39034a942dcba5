/* A case of another office, for two hours: what is told in clear of it, and who can be called for
 * the rest. That it was read is in the record of the case before anything of it is shown. */
#include <stdio.h>
#include <string.h>

#include "db/base/date.h"
#include "db/base/uuid.h"
#include "db/row.h"
#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/sheets/records.h"
#include "tui/term/input.h"
#include "tui/term/pane.h"
#include "tui/widgets/listing.h"
#include "tui/widgets/load.h"
#include "tui/widgets/paper.h"

/* The database shows by one key for a quarter of an hour. */
#define KEY_MS (INT64_C(10) * 60 * 1000)

enum { TRIES = 3 };

struct state {
	struct view *view;
	char id[UUID_TEXT]; /* that she looks; "" until it is found */
	char code[40]; /* of the case, as given, then as it is; "": the last one */
	char key[UUID_TEXT];
	int64_t key_at; /* clock_now_ms(); 0: none was made */
	int64_t until; /* epoch ms; 0: not known */
	int tries; /* how often it was asked for again */
	struct rows *rows;
	struct load load;
	struct paper paper;
};

static int open(struct view *view, const struct call *call)
{
	struct state *state = view->state;

	state->view = view;
	if (call != NULL && call->value[0] != NULL)
		text_copy(state->code, sizeof state->code, call->value[0]);
	return 0;
}

static void close(struct view *view)
{
	struct state *state = view->state;

	app_forget(view->app, state);
	rows_unref(state->rows);
	paper_done(&state->paper);
}

static int left_minutes(const struct state *state)
{
	int64_t left = state->until - app_epoch_ms(state->view->app);

	return state->until == 0 || left <= 0 ? 0 : (int)((left + DATE_MINUTE - 1) / DATE_MINUTE);
}

/* ---- asking ------------------------------------------------------------------------------ */

static void ask(struct state *state);

static unsigned leave(struct state *state, const char *text)
{
	struct app *app = state->view->app;

	rows_unref(state->rows);
	state->rows = NULL;
	app_say(app, SAY_WARN, "%s", text);
	return app_front(app) == state->view ? EFFECT_CLOSE : EFFECT_REDRAW;
}

/* The first answer only says that the reading is in the record now. */
static unsigned told(void *who, const struct answer *answer)
{
	struct state *state = who;
	const char *refusal = rows_field(answer->rows, 0, "refusal");

	if (!load_took(&state->load, answer))
		return EFFECT_REDRAW;
	if (strcmp(refusal, "ask_again") == 0 && state->tries < TRIES) {
		state->tries++;
		if (state->tries == 2) /* the key is older than the database shows by it */
			state->key_at = 0;
		state->view->loaded = false;
		ask(state);
		return EFFECT_REDRAW;
	}
	if (refusal[0] != '\0')
		return leave(state, intl_word(rows_field(answer->rows, 0, "message")));
	rows_unref(state->rows);
	state->rows = rows_ref(answer->rows);
	state->until = rows_field_ms(answer->rows, 0, "until");
	return EFFECT_REDRAW;
}

static void ask(struct state *state)
{
	struct app *app = state->view->app;
	const struct param params[] = { param_text(state->key), param_text(state->id) };

	if (state->key_at == 0 || app_now(app) - state->key_at > KEY_MS) {
		state->key_at = app_now(app);
		if (uuid_make(state->key) != 0) {
			load_asked(&state->load, ERR_MEMORY);
			return;
		}
	}
	load_asked(&state->load, app_ask(app, Q_GLASS_READ, params, 2, told, state));
}

static unsigned found(void *who, const struct answer *answer)
{
	struct state *state = who;

	if (!load_took(&state->load, answer))
		return EFFECT_REDRAW;
	if (rows_field_is_null(answer->rows, 0, "id"))
		return leave(state, _("The two hours are over, or it was not you."));
	text_copy(state->id, sizeof state->id, rows_field(answer->rows, 0, "id"));
	text_copy(state->code, sizeof state->code, rows_field(answer->rows, 0, "case_code"));
	state->until = rows_field_ms(answer->rows, 0, "until");
	state->view->loaded = false;
	ask(state);
	return EFFECT_REDRAW;
}

static void load(struct view *view)
{
	struct state *state = view->state;
	const struct param code = state->code[0] != '\0' ? param_text(state->code) : param_null();

	app_forget(view->app, state);
	view->news = false; /* one case: all of it is what others may have changed */
	state->tries = 0;
	load_begin(&state->load, view);
	if (state->id[0] != '\0')
		ask(state);
	else
		load_asked(&state->load, app_ask(view->app, Q_GLASS_FIND, &code, 1, found, state));
}

/* ---- drawing ------------------------------------------------------------------------------ */

static void put_left(const struct state *state, char *text, size_t size)
{
	int left = left_minutes(state);

	snprintf(text, size, _("BREAK-GLASS %d:%02d left"), left / 60, left % 60);
}

static void draw(struct view *view, struct pane *pane)
{
	struct state *state = view->state;
	struct pane below = pane_sub(pane, 1, 0, pane->rows - 1, pane->cols);
	const struct cell_clock clock = listing_clock(view->app);
	char text[200];

	paper_begin(&state->paper);
	if (app_veiled(view->app)) {
		paper_line(&state->paper, STYLE_DIM, _("The veil is on: z lifts it."));
	} else if (state->rows != NULL && left_minutes(state) > 0) {
		records_write_other(&state->paper, &clock, state->rows);
	} else {
		load_skeleton(view, text, sizeof text);
		paper_line(&state->paper, STYLE_NORMAL,
			view->loaded ? _("The two hours are over.") : text);
	}
	put_left(state, text, sizeof text);
	pane_putf(pane, 0, 0, PANE_REST, STYLE_URGENT, _("%s . two people of its office are told"),
		text);
	paper_draw(&state->paper, &below);
}

static unsigned key(struct view *view, const struct input_event *event)
{
	struct state *state = view->state;

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

/* Each minute, and when they are over. */
static int64_t due(const struct view *view)
{
	const struct state *state = view->state;
	const int64_t epoch = app_epoch_ms(view->app);
	int64_t load = load_due(view), minute;

	if (state->until == 0)
		return load;
	minute = app_now(view->app) +
		(state->until > epoch ? (state->until - epoch - 1) % DATE_MINUTE + 1 : 0);
	return load != 0 && load < minute ? load : minute;
}

static unsigned tick(struct view *view, int64_t now)
{
	struct state *state = view->state;

	(void)now;
	if (state->until == 0 || state->until > app_epoch_ms(view->app))
		return EFFECT_REDRAW;
	state->until = 0;
	return leave(state, _("The two hours are over: the case is shut to you again."));
}

static const char *const hints[] = { "back", "help", NULL };

const struct screen screen_glass = {
	.name = "break-glass",
	.title = N_("Case of another office"),
	.help = N_(
		"A case that is not of your offices, for two hours and for a reason from a list. "
		"Two people of its office are told at once, and review it. It has what is told "
		"in clear; what is sealed stays sealed: it says whom you can call for it."),
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
	.due = due,
	.tick = tick,
};
