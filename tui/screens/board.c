/* The board: cases in lanes by stage, or (L, or any order but its own) as one list of them all. */
#include <stdio.h>
#include <string.h>

#include "db/column.h"
#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"
#include "tui/term/pane.h"
#include "tui/term/screen.h"
#include "tui/widgets/board.h"
#include "tui/widgets/listing.h"
#include "tui/widgets/load.h"
#include "tui/widgets/page.h"
#include "tui/widgets/peek.h"

#define LAST_LANE 10 /* stages above are closed */

struct state;

/* The answer for a lane knows which lane it is for. */
struct lane_ask {
	struct state *state;
	struct lane *lane;
};

struct state {
	struct view *view;
	struct listing listing;
	struct board board;
	struct lane_ask asks[BOARD_LANES];
	struct list table; /* the list look */
	struct window window; /* of the table */
	bool as_table;
	struct load load;
	struct peek peek;
	int64_t total, matched;
	bool least; /* matched was not counted to its end */
};

static bool is_table(const struct state *state)
{
	return state->as_table || state->listing.sort[0] != '\0';
}

static int columns_of(const struct state *state)
{
	return term_cols(app_term(state->view->app));
}

static struct window *current_window(struct state *state)
{
	return is_table(state) ? &state->window : &board_lane(&state->board)->window;
}

static struct list *current(struct state *state)
{
	return current_window(state)->list;
}

/* ---- opening and closing --------------------------------------------------------------- */

static int open_board(struct view *view, const struct call *call)
{
	struct state *state = view->state;

	if (state->view == NULL) {
		state->view = view;
		listing_init(&state->listing, case_columns, CASE_COLUMNS);
		state->listing.has_scope = true;
		board_init(&state->board, case_columns, CASE_COLUMNS, CASE_ID, CASE_VERSION,
			CASE_CODE, &case_columns[CASE_STAGE], LAST_LANE);
		list_init(&state->table, case_columns, CASE_COLUMNS, CASE_ID, CASE_VERSION,
			CASE_CODE);
		window_init(&state->window, &state->table);
		for (size_t i = 0; i < state->board.count; i++)
			state->asks[i] = (struct lane_ask){ state, &state->board.lanes[i] };
		peek_init(&state->peek, view->app);
		state->total = state->matched = -1;
		page_start_scope(view, &state->listing);
	}
	return page_take_filter(view, &state->listing, call);
}

static void forget_all(struct state *state)
{
	struct app *app = state->view->app;

	app_forget(app, &state->total);
	app_forget(app, &state->matched);
	app_forget(app, &state->table);
	for (size_t i = 0; i < state->board.count; i++)
		app_forget(app, &state->asks[i]);
}

static void close_board(struct view *view)
{
	struct state *state = view->state;

	if (state->view == NULL)
		return;
	forget_all(state);
	peek_done(&state->peek);
	window_done(&state->window);
	list_done(&state->table);
	board_done(&state->board);
}

/* ---- answers --------------------------------------------------------------------------- */

static void follow(struct state *state)
{
	const struct list_item *item = list_focused(current(state));

	peek_follow(&state->peek, current(state), item != NULL && item->row >= 0 ? item->id : "",
		app_now(state->view->app));
}

static unsigned took_list(struct state *state, struct window *window, const struct answer *answer)
{
	unsigned effects = EFFECT_REDRAW;

	if (load_took(&state->load, answer)) {
		effects = window_took(window, &state->listing, state->view, answer->rows);
		follow(state);
	} else {
		window_failed(window);
	}
	return effects;
}

static unsigned took_lane(void *who, const struct answer *answer)
{
	struct lane_ask *ask = who;

	return took_list(ask->state, &ask->lane->window, answer);
}

static unsigned took_table(void *who, const struct answer *answer)
{
	struct state *state = PAGE_OF(who, struct state, table);

	return took_list(state, &state->window, answer);
}

/* Writes the number of each lane; returns their sum. */
static int64_t sum_lanes(struct state *state, const struct rows *rows, bool exact)
{
	int64_t sum = 0;

	for (int row = 0; row < rows_count(rows); row++) {
		int64_t n = rows_field_int(rows, row, "n");
		struct lane *lane =
			board_lane_of(&state->board, (int)rows_field_int(rows, row, "stage"));

		sum += n;
		if (lane == NULL || exact != (state->listing.filter[0] == '\0'))
			continue;
		lane->capped = !exact && !rows_field_bool(rows, row, "exact");
		lane->count = lane->capped && n > BOARD_COUNT_MAX ? BOARD_COUNT_MAX : n;
		state->least |= lane->capped;
	}
	return sum;
}

static unsigned took_total(void *who, const struct answer *answer)
{
	struct state *state = PAGE_OF(who, struct state, total);

	if (load_took(&state->load, answer))
		state->total = sum_lanes(state, answer->rows, true);
	return EFFECT_REDRAW;
}

static unsigned took_matched(void *who, const struct answer *answer)
{
	struct state *state = PAGE_OF(who, struct state, matched);

	if (load_took(&state->load, answer)) {
		state->least = false;
		state->matched = sum_lanes(state, answer->rows, false);
	}
	return EFFECT_REDRAW;
}

/* ---- asking ---------------------------------------------------------------------------- */

static void ask_counts(struct state *state)
{
	struct app *app = state->view->app;
	struct param scope = param_text(scope_name(state->listing.scope));
	struct param offices = param_text(app_offices(app, state->listing.scope));
	const struct listing_question filtered = {
		.query = Q_BOARD_COUNTS_FILTERED, .params = &offices, .count = 1
	};

	load_asked(&state->load,
		app_ask(app, Q_BOARD_COUNTS, &scope, 1, took_total, &state->total));
	if (state->listing.filter[0] != '\0')
		load_asked(&state->load,
			listing_ask(&state->listing, app, &filtered, took_matched,
				&state->matched));
}

static void ask_lanes(struct state *state)
{
	struct app *app = state->view->app;
	size_t first, across = board_view(&state->board, columns_of(state), &first);
	size_t seen = board_down(&state->board, term_rows(app_term(app)), columns_of(state));

	for (size_t i = first; i < first + across; i++) {
		struct lane *lane = &state->board.lanes[i];
		const struct param params[3] = { param_text(app_offices(app, state->listing.scope)),
			param_int(lane->stage) };
		const struct listing_question question = {
			.query = Q_BOARD_LANE, .params = params, .count = 3
		};

		load_asked(&state->load,
			window_ask(&lane->window, &state->listing, app, question, 2, seen,
				took_lane, &state->asks[i]));
	}
}

static void ask_table(struct state *state)
{
	struct app *app = state->view->app;
	struct listing open = state->listing;
	const struct param params[2] = { param_text(app_offices(app, open.scope)) };
	const struct listing_question question = {
		.query = Q_CASE_LIST, .params = params, .count = 2
	};

	open.always = "closed:none";
	load_asked(&state->load,
		window_ask(&state->window, &open, app, question, 1,
			(size_t)term_rows(app_term(app)), took_table, &state->table));
}

static void renew(struct state *state)
{
	if (!listing_renewed(&state->listing))
		return;
	state->total = state->matched = -1;
	window_reset(&state->window);
	for (size_t i = 0; i < state->board.count; i++) {
		window_reset(&state->board.lanes[i].window);
		state->board.lanes[i].count = -1;
	}
}

/* What is not asked again goes nowhere. */
static void stop_others(struct state *state)
{
	size_t first, across = board_view(&state->board, columns_of(state), &first);

	if (!is_table(state))
		window_failed(&state->window);
	for (size_t i = 0; i < state->board.count; i++)
		if (is_table(state) || i < first || i >= first + across)
			window_failed(&state->board.lanes[i].window);
}

static void load_board(struct view *view)
{
	struct state *state = view->state;

	renew(state);
	forget_all(state);
	stop_others(state);
	load_begin(&state->load, view);
	if (is_table(state))
		ask_table(state);
	else
		ask_lanes(state);
	if (!load_is_whole(&state->load))
		return;
	ask_counts(state);
	peek_load(&state->peek);
}

/* ---- keys ------------------------------------------------------------------------------ */

/* The lane of the focused row comes to the front with it. */
static void go_to_lane(struct state *state)
{
	int row = list_focused_row(&state->table);
	struct lane *lane =
		board_lane_of(&state->board, (int)rows_int(state->table.rows, row, CASE_STAGE));

	if (row >= 0 && lane != NULL)
		state->board.current = (size_t)(lane - state->board.lanes);
}

/* Back from an order of one's own the board has its own again. */
static unsigned toggle_look(struct state *state)
{
	const struct list_item *item = list_focused(current(state));

	char id[37];

	text_copy(id, sizeof id, item != NULL ? item->id : "");
	if (is_table(state))
		go_to_lane(state);
	state->as_table = !is_table(state);
	if (!state->as_table)
		state->listing.sort[0] = '\0';
	window_seek(current_window(state), id);
	follow(state);
	return EFFECT_REDRAW | EFFECT_RELOAD;
}

static unsigned enter(struct state *state)
{
	const struct list_item *item = list_focused(current(state));

	return item != NULL ? page_open_case(state->view->app, item->code) : EFFECT_IGNORED;
}

static unsigned move(struct state *state, const struct input_event *event)
{
	size_t before, after;

	board_view(&state->board, columns_of(state), &before);
	if (is_table(state) || !board_key(&state->board, event))
		return window_key(current_window(state), &state->listing, state->view->app, event);
	board_view(&state->board, columns_of(state), &after);
	return after != before ? EFFECT_REDRAW | EFFECT_RELOAD : EFFECT_REDRAW;
}

static unsigned key(struct view *view, const struct input_event *event)
{
	struct state *state = view->state;
	unsigned effects;

	if (event->key == INPUT_ENTER)
		return enter(state);
	if (layout_to_latin(event->key) == 'L')
		return toggle_look(state);
	effects = move(state, event);
	if (effects != EFFECT_IGNORED)
		follow(state);
	return effects;
}

/* ---- drawing --------------------------------------------------------------------------- */

/* Whether no row means that there is none. */
static bool is_known(const struct list *list)
{
	return list->rows != NULL && !list->above;
}

static void draw(struct view *view, struct pane *pane)
{
	struct state *state = view->state;
	int below = peek_rows(&state->peek, pane->rows);
	struct pane upper = pane_sub(pane, 0, 0, pane->rows - below, PANE_REST);
	struct pane lower = pane_sub(pane, pane->rows - below, 0, below, PANE_REST);
	char empty[600], unread[600];
	const struct board_words words = { .empty = empty, .unread = unread };
	const struct list_look look = { .clock = listing_clock(view->app),
		.veiled = app_veiled(view->app),
		.focused = true,
		.sort = state->listing.sort,
		.keep = is_table(state) ? "stage" : NULL,
		.chosen = list_chosen(app_conf(view->app), view->screen->name) };

	page_empty(view, &state->listing,
		is_table(state) ? N_("No open case.") : N_("No case here."), empty, sizeof empty);
	load_skeleton(view, unread, sizeof unread);
	peek_draw(&state->peek, &lower);
	if (is_table(state))
		list_draw(&state->table, &upper, &look, is_known(&state->table) ? empty : unread);
	else
		board_draw(&state->board, &upper, &look, &words);
}

static void where(const struct view *view, char *text, size_t size)
{
	struct state *state = view->state;

	if (is_table(state))
		snprintf(text, size, "%s", _("list"));
	else
		board_lane_name(board_lane(&state->board), text, size);
}

/* Whether the number of rows in the list in front was not counted to its end. */
static bool is_capped(struct state *state)
{
	if (!is_table(state))
		return board_lane(&state->board)->capped;
	return state->listing.filter[0] != '\0' &&
		(state->least || state->matched > LISTING_COUNTED);
}

static void status(const struct view *view, char *text, size_t size)
{
	struct state *state = view->state;
	struct listing_facts facts = { .matched = state->matched,
		.total = state->total,
		.exact = true,
		.least = state->least,
		.fresh = current(state)->fresh,
		.marked = is_table(state) ? list_marked(&state->table) :
					    board_marked(&state->board, columns_of(state)) };

	if (!is_table(state))
		facts.rows = board_lane(&state->board)->count;
	else
		facts.rows = state->listing.filter[0] != '\0' ? state->matched : state->total;
	window_place(current_window(state), &facts, !is_capped(state));
	page_words(view, &state->listing, &facts, text, size);
}

/* ---- the other slots ------------------------------------------------------------------- */

static size_t targets(const struct view *view, struct target *targets, size_t n)
{
	struct state *state = view->state;

	return is_table(state) ? list_targets(&state->table, targets, n) :
				 board_targets(&state->board, columns_of(state), targets, n);
}

static struct listing *listing(struct view *view)
{
	struct state *state = view->state;

	state->listing.window = current_window(state);
	return &state->listing;
}

static int64_t due(const struct view *view)
{
	struct state *state = view->state;
	int64_t soonest = page_earlier(load_due(view), peek_due(&state->peek));
	int64_t rest = load_rest_due(&state->load);
	size_t first, across = board_view(&state->board, columns_of(state), &first);

	soonest = page_earlier(soonest, rest);
	if (is_table(state))
		return page_earlier(soonest, list_due(&state->table));
	for (size_t i = first; i < first + across; i++)
		soonest = page_earlier(soonest, list_due(&state->board.lanes[i].list));
	return soonest;
}

static void settle(struct list *list, int64_t now)
{
	if (list_due(list) != 0 && list_due(list) <= now)
		list_settle(list);
}

static unsigned tick(struct view *view, int64_t now)
{
	struct state *state = view->state;

	settle(&state->table, now);
	for (size_t i = 0; i < state->board.count; i++)
		settle(&state->board.lanes[i].list, now);
	if (load_rest(&state->load))
		ask_counts(state);
	follow(state);
	return EFFECT_REDRAW | peek_tick(&state->peek, now);
}

static const char *const hints[] = { "open", "take", "assign", "priority", "move", "filter",
	"scope", "help", NULL };

const struct screen screen_board = {
	.name = "board",
	.title = N_("Board"),
	.help = N_(
		"Open cases in lanes by stage; in each lane the most urgent first, then the clock "
		"that ends first. h and l go from lane to lane, L shows them all as one list."),
	.tab = '1',
	.columns = case_columns,
	.column_count = CASE_COLUMNS,
	.hints = hints,
	.topics = TOPIC_CASE,
	.size = sizeof(struct state),
	.open = open_board,
	.close = close_board,
	.load = load_board,
	.draw = draw,
	.key = key,
	.where = where,
	.status = status,
	.targets = targets,
	.listing = listing,
	.due = due,
	.tick = tick,
};
