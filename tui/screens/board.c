/* The board: cases in lanes by stage, or (L, or any order but its own) as one list of them all. */
#include <stdio.h>
#include <string.h>

#include "db/base/clock.h"
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

#define LAST_LANE 10 /* stages above are closed */

struct state;

/* The answer for a lane knows which lane it is for. */
struct lane_ask {
	struct state *state;
	struct lane *lane;
};

struct state {
	struct page page; /* the list look */
	struct board board;
	struct lane_ask asks[BOARD_LANES];
	bool as_table;
};

static bool is_table(const struct state *state)
{
	return state->as_table || state->page.listing.sort[0] != '\0';
}

static int columns_of(const struct state *state)
{
	return term_cols(app_term(state->page.view->app));
}

static struct window *front(struct page *page)
{
	struct state *state = PAGE_OF(page, struct state, page);

	return is_table(state) ? &page->window : &board_lane(&state->board)->window;
}

/* ---- answers --------------------------------------------------------------------------- */

static unsigned took_lane(void *who, const struct answer *answer)
{
	struct lane_ask *ask = who;

	return page_took(&ask->state->page, &ask->lane->window, answer);
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
		if (lane == NULL || exact != (state->page.listing.filter[0] == '\0'))
			continue;
		lane->capped = !exact && !rows_field_bool(rows, row, "exact");
		lane->count = lane->capped && n > BOARD_COUNT_MAX ? BOARD_COUNT_MAX : n;
		state->page.least |= lane->capped;
	}
	return sum;
}

static unsigned took_total(void *who, const struct answer *answer)
{
	struct state *state = PAGE_OF(who, struct state, page.total);

	if (load_took(&state->page.load, answer))
		state->page.total = sum_lanes(state, answer->rows, true);
	return EFFECT_REDRAW;
}

static unsigned took_matched(void *who, const struct answer *answer)
{
	struct state *state = PAGE_OF(who, struct state, page.matched);

	if (load_took(&state->page.load, answer)) {
		state->page.least = false;
		state->page.matched = sum_lanes(state, answer->rows, false);
	}
	return EFFECT_REDRAW;
}

/* ---- asking ---------------------------------------------------------------------------- */

static void ask_counts(struct page *page)
{
	struct app *app = page->view->app;
	struct param scope = param_text(scope_name(page->listing.scope));
	struct param offices = param_text(app_offices(app, page->listing.scope));
	const struct listing_question filtered = {
		.query = Q_BOARD_COUNTS_FILTERED, .params = &offices, .count = 1
	};

	load_asked(&page->load, app_ask(app, Q_BOARD_COUNTS, &scope, 1, took_total, &page->total));
	if (page->listing.filter[0] != '\0')
		load_asked(&page->load,
			listing_ask(&page->listing, app, &filtered, took_matched, &page->matched));
}

static void ask_lanes(struct state *state)
{
	struct page *page = &state->page;
	struct app *app = page->view->app;
	size_t first, across = board_view(&state->board, columns_of(state), &first);
	size_t seen = board_down(&state->board, term_rows(app_term(app)), columns_of(state));

	for (size_t i = first; i < first + across; i++) {
		struct lane *lane = &state->board.lanes[i];
		const struct param params[3] = { param_text(app_offices(app, page->listing.scope)),
			param_int(lane->stage) };
		const struct listing_question question = {
			.query = Q_BOARD_LANE, .params = params, .count = 3
		};

		load_asked(&page->load,
			window_ask(&lane->window, &page->listing, app, question, 2, seen, took_lane,
				&state->asks[i]));
	}
}

static void renew(struct state *state)
{
	if (!page_renew(&state->page))
		return;
	for (size_t i = 0; i < state->board.count; i++) {
		window_reset(&state->board.lanes[i].window);
		state->board.lanes[i].count = -1;
	}
}

static void forget_lanes(struct state *state)
{
	for (size_t i = 0; i < state->board.count; i++)
		app_forget(state->page.view->app, &state->asks[i]);
}

/* What is not asked again goes nowhere. */
static void stop_others(struct state *state)
{
	size_t first, across = board_view(&state->board, columns_of(state), &first);

	if (!is_table(state))
		window_failed(&state->page.window);
	for (size_t i = 0; i < state->board.count; i++)
		if (is_table(state) || i < first || i >= first + across)
			window_failed(&state->board.lanes[i].window);
}

static void load_board(struct view *view)
{
	struct state *state = view->state;

	renew(state);
	page_forget(&state->page);
	forget_lanes(state);
	stop_others(state);
	load_begin(&state->page.load, view);
	if (is_table(state))
		page_ask(&state->page);
	else
		ask_lanes(state);
	page_ask_rest(&state->page);
}

/* ---- opening and closing --------------------------------------------------------------- */

static const struct page_kind kind = {
	.rows = Q_CASE_LIST,
	.ask_counts = ask_counts,
	.front = front,
	.scoped = true,
	.id_at = CASE_ID,
	.version_at = CASE_VERSION,
	.code_at = CASE_CODE,
	.case_at = CASE_ID,
	.always = "closed:none",
	.keep = "stage",
	.counted = true,
	.empty = N_("No open case."),
};

static int open_board(struct view *view, const struct call *call)
{
	struct state *state = view->state;

	if (state->page.view == NULL) {
		board_init(&state->board, case_columns, CASE_COLUMNS, CASE_ID, CASE_VERSION,
			CASE_CODE, &case_columns[CASE_STAGE], LAST_LANE);
		for (size_t i = 0; i < state->board.count; i++)
			state->asks[i] = (struct lane_ask){ state, &state->board.lanes[i] };
	}
	return page_open(view, &kind, call);
}

static void close_board(struct view *view)
{
	struct state *state = view->state;

	if (state->page.view == NULL)
		return;
	forget_lanes(state);
	board_done(&state->board);
	page_close(view);
}

/* ---- keys ------------------------------------------------------------------------------ */

/* The lane of the focused row comes to the front with it. */
static void go_to_lane(struct state *state)
{
	const struct list *list = &state->page.list;
	int row = list_focused_row(list);
	struct lane *lane =
		board_lane_of(&state->board, (int)rows_int(list->rows, row, CASE_STAGE));

	if (row >= 0 && lane != NULL)
		state->board.current = (size_t)(lane - state->board.lanes);
}

/* Back from an order of one's own the board has its own again. */
static unsigned toggle_look(struct state *state)
{
	struct page *page = &state->page;
	const struct list_item *item = list_focused(front(page)->list);
	char id[37];

	text_copy(id, sizeof id, item != NULL ? item->id : "");
	if (is_table(state))
		go_to_lane(state);
	state->as_table = !is_table(state);
	if (!state->as_table)
		page->listing.sort[0] = '\0';
	window_seek(front(page), id);
	page_follow(page);
	return EFFECT_REDRAW | EFFECT_RELOAD;
}

static unsigned key(struct view *view, const struct input_event *event)
{
	struct state *state = view->state;
	size_t before, after;

	if (event->key == INPUT_ENTER)
		return page_enter(&state->page);
	if (layout_to_latin(event->key) == 'L')
		return toggle_look(state);
	board_view(&state->board, columns_of(state), &before);
	if (is_table(state) || !board_key(&state->board, event))
		return page_move(&state->page, event);
	board_view(&state->board, columns_of(state), &after);
	page_follow(&state->page);
	return after != before ? EFFECT_REDRAW | EFFECT_RELOAD : EFFECT_REDRAW;
}

/* ---- drawing --------------------------------------------------------------------------- */

static void draw(struct view *view, struct pane *pane)
{
	struct state *state = view->state;
	struct list_look look = page_look(&state->page);
	char empty[600], unread[600];
	const struct board_words words = { .empty = empty, .unread = unread };
	struct pane upper;

	if (is_table(state)) {
		page_draw(view, pane);
		return;
	}
	look.keep = NULL;
	upper = page_draw_peek(&state->page, pane);
	page_empty(&state->page, N_("No case here."), empty, sizeof empty);
	load_skeleton(view, unread, sizeof unread);
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

static void status(const struct view *view, char *text, size_t size)
{
	struct state *state = view->state;
	const struct page *page = &state->page;
	const struct lane *lane = board_lane(&state->board);
	struct listing_facts facts = { .matched = page->matched,
		.total = page->total,
		.exact = true,
		.least = page->least,
		.rows = lane->count,
		.fresh = lane->list.fresh,
		.marked = board_marked(&state->board, columns_of(state)) };

	if (is_table(state)) {
		page_status(view, text, size);
		return;
	}
	window_place(&lane->window, &facts, !lane->capped);
	page_words(page, &facts, text, size);
}

/* ---- the other slots ------------------------------------------------------------------- */

static size_t targets(const struct view *view, struct target *targets, size_t n)
{
	struct state *state = view->state;

	return is_table(state) ?
		page_targets(view, targets, n) :
		board_targets(&state->board, columns_of(state), targets, n, app_now(view->app));
}

static void changed(struct view *view, const char *id, int version)
{
	struct state *state = view->state;

	page_changed(view, id, version);
	for (size_t i = 0; i < state->board.count; i++)
		list_changed(&state->board.lanes[i].list, id, version);
}

static int64_t due(const struct view *view)
{
	struct state *state = view->state;
	int64_t soonest = page_due(view);
	size_t first, across = board_view(&state->board, columns_of(state), &first);

	for (size_t i = first; i < first + across && !is_table(state); i++)
		soonest = clock_earlier(soonest, list_due(&state->board.lanes[i].list));
	return soonest;
}

static unsigned tick(struct view *view, int64_t now)
{
	struct state *state = view->state;
	unsigned effects = EFFECT_NONE;

	for (size_t i = 0; i < state->board.count; i++)
		if (page_settle(&state->board.lanes[i].list, now))
			effects = EFFECT_REDRAW;
	return effects | page_tick(view, now);
}

static const char *const hints[] = { "open", "take", "new", "assign", "priority", "move", "filter",
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
	.changed = changed,
	.listing = page_listing,
	.due = due,
	.tick = tick,
};
