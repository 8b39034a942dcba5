#include "tui/widgets/window.h"

#include <string.h>

#include "db/base/err.h"
#include "db/base/text.h"
#include "db/row.h"
#include "tui/intl.h"

void window_init(struct window *window, struct list *list)
{
	*window = (struct window){ .list = list };
}

void window_done(struct window *window)
{
	filter_page_done(&window->from);
	filter_page_done(&window->next);
}

void window_reset(struct window *window)
{
	struct window anew = { .list = window->list };

	memcpy(anew.seek, window->seek, sizeof anew.seek);
	window_done(window);
	*window = anew;
	window->list->above = window->list->below = false;
	list_release(window->list);
}

static size_t step_of(const struct window *window)
{
	return window->list->height > WINDOW_STEP ? window->list->height : WINDOW_STEP;
}

static const struct {
	bool moves; /* to another part of the order */
	bool up; /* asked for upwards: the part ends with the key, or the order */
	bool keyed; /* window->next is the key */
	bool jumps; /* to an end of the order, and the focus with it */
} turns[] = {
	[WINDOW_STAY] = { .moves = false },
	[WINDOW_DOWN] = { .moves = true, .keyed = true },
	[WINDOW_UP] = { .moves = true, .keyed = true, .up = true },
	[WINDOW_END] = { .moves = true, .jumps = true, .up = true },
	[WINDOW_HEAD] = { .moves = true, .jumps = true },
};

/* ---- asking ---------------------------------------------------------------------------- */

static const struct filter_page *page_of(const struct window *window)
{
	static const struct filter_page head, end = { .up = true };

	if (turns[window->turn].keyed)
		return &window->next;
	if (!turns[window->turn].jumps)
		return &window->from;
	return turns[window->turn].up ? &end : &head;
}

int window_ask(struct window *window, const struct listing *listing, struct app *app,
	struct listing_question question, size_t limit, size_t seen, app_answer_fn *fn, void *who)
{
	struct param params[LISTING_PARAMS];
	int result = ERR_INPUT;

	if (turns[window->turn].moves)
		window->limit = window->turn == WINDOW_HEAD ? 0 : 4 * step_of(window);
	if (window->limit < seen + WINDOW_SPARE)
		window->limit = seen + WINDOW_SPARE;
	question.page = page_of(window);
	if (question.count <= LISTING_PARAMS && limit < question.count) {
		memcpy(params, question.params, question.count * sizeof *params);
		params[limit] = param_int((int64_t)window->limit);
		question.params = params;
		result = listing_ask(listing, app, &question, fn, who);
	}
	if (result != 0)
		window_failed(window);
	else
		window->asking = true;
	return result;
}

void window_failed(struct window *window)
{
	window->turn = WINDOW_STAY;
	window->asking = window->sought = false;
	if (window->list->rows != NULL)
		window->list->ahead = 0;
}

/* ---- turning to another part ----------------------------------------------------------- */

/* The item nearest to `at`, going that way, that the answer still has. */
static size_t item_near(const struct list *list, size_t at, bool up)
{
	while (list->items[at].row < 0 && (up ? at > 0 : at + 1 < list->count))
		at += up ? (size_t)-1 : 1;
	return at;
}

static bool take_next(struct window *window, const struct listing *listing, size_t at)
{
	struct filter_page page = { .up = false };

	if (listing_page_at(listing, window->list->rows, window->list->items[at].row, &page) != 0)
		return false;
	filter_page_done(&window->next);
	window->next = page;
	return true;
}

/* The top of the screen, where it was not drawn since the focus moved. */
static size_t top_of(const struct list *list)
{
	size_t least = list->focus + 1 > list->height ? list->focus + 1 - list->height : 0;

	if (list->height == 0 || list->top > list->focus)
		return list->focus;
	return list->top > least ? list->top : least;
}

/* A screen above what is seen, three below. False: that is where it is already. */
static bool turn_down(struct window *window, const struct listing *listing)
{
	const struct list *list = window->list;
	size_t step = step_of(window), top = top_of(list);
	size_t at = item_near(list, top > step ? top - step : 0, true);

	if (at == 0 && list->above)
		return false;
	if (at == 0)
		filter_page_done(&window->next);
	else if (!take_next(window, listing, at))
		return false;
	window->next_before = (int64_t)at;
	window->next_behind = (int64_t)(list->count - at);
	window->turn = WINDOW_DOWN;
	return true;
}

/* What ends with the item `at`, or the next one that is still there. */
static bool turn_up(struct window *window, const struct listing *listing, size_t at)
{
	const struct list *list = window->list;

	at = item_near(list, at < list->count ? at : list->count - 1, false);
	if (!take_next(window, listing, at))
		return false;
	window->next.up = true;
	window->next_before = (int64_t)at + 1;
	window->next_behind = (int64_t)(list->count - at) - 1;
	window->next_follows = list->below || at + 1 < list->count;
	window->turn = WINDOW_UP;
	return true;
}

static bool nears_end(const struct window *window)
{
	const struct list *list = window->list;

	return list->below && list->focus + step_of(window) + 1 >= list->count;
}

static bool nears_head(const struct window *window)
{
	return window->list->above && window->list->focus < step_of(window);
}

/* Turns to what follows where the rows at hand run out. */
static bool turn_on(struct window *window, const struct listing *listing)
{
	const struct list *list = window->list;

	if (list->count == 0)
		return false;
	if (list->ahead >= 0 && nears_end(window))
		return turn_down(window, listing);
	return nears_head(window) && turn_up(window, listing, top_of(list) + 2 * step_of(window));
}

/* ---- moving ---------------------------------------------------------------------------- */

static unsigned jump(struct window *window, struct app *app, enum list_move move)
{
	enum window_turn turn = move == LIST_LAST ? WINDOW_END : WINDOW_HEAD;

	if (!app_is_live(app)) {
		window_failed(window);
		list_move(window->list, move, app_now(app));
		app_say(app, SAY_WARN, "%s",
			_("There is no line: this is as far as was read, and the list goes on."));
		return EFFECT_REDRAW;
	}
	if (window->turn == turn && window->asking)
		return EFFECT_REDRAW;
	window->turn = turn;
	window->list->ahead = 0;
	return EFFECT_REDRAW | EFFECT_RELOAD;
}

unsigned window_move(struct window *window, const struct listing *listing, struct app *app,
	enum list_move move)
{
	struct list *list = window->list;
	unsigned effects = EFFECT_REDRAW;

	window->seek[0] = '\0';
	if ((move == LIST_LAST && list->below) || (move == LIST_FIRST && list->above))
		return jump(window, app, move);
	/* Who moves on meanwhile has changed her mind. */
	if (turns[window->turn].jumps) {
		window_failed(window);
		effects |= EFFECT_RELOAD;
	}
	list_move(list, move, app_now(app));
	if (window->turn != WINDOW_STAY || list->rows == NULL)
		return effects;
	/* The keys of the rows at hand are those of the last question. */
	if (!list->renewed && app_is_live(app) && turn_on(window, listing))
		effects |= EFFECT_RELOAD;
	else
		list->ahead = 0;
	return effects;
}

unsigned window_key(struct window *window, const struct listing *listing, struct app *app,
	const struct input_event *event)
{
	enum list_move move;

	if (!list_key_move(event, &move))
		return EFFECT_IGNORED;
	return window_move(window, listing, app, move);
}

void window_seek(struct window *window, const char *id)
{
	text_copy(window->seek, sizeof window->seek, list_seek(window->list, id) ? "" : id);
}

/* ---- taking the answer ----------------------------------------------------------------- */

static bool has_row(const struct rows *rows, int column, const char *id)
{
	for (int row = 0; row < rows_count(rows); row++)
		if (strcmp(rows_text(rows, row, column), id) == 0)
			return true;
	return false;
}

/* The page was asked for, and then she went the other way, out of it. */
static bool is_left(const struct window *window, const struct rows *rows)
{
	const struct list_item *item = list_focused(window->list);

	return turns[window->turn].keyed && !window->list->renewed && item != NULL &&
		item->row >= 0 && !has_row(rows, window->list->id_column, item->id);
}

/* Whether the focused record was pushed out of the answer, with all that came behind it. */
static bool is_pushed_out(const struct window *window, const struct rows *rows)
{
	const struct list *list = window->list;

	if (window->turn != WINDOW_STAY || list->renewed || list->count == 0 ||
		list_keeps_head(list) || list->items[list->focus].row < 0 ||
		(size_t)rows_count(rows) < window->limit)
		return false;
	for (size_t i = list->focus; i < list->count; i++)
		if (has_row(rows, list->id_column, list->items[i].id))
			return false;
	return true;
}

/* Goes after it once, upwards from a screen below it. */
static bool seeks(struct window *window, const struct listing *listing, const struct rows *rows)
{
	const struct list *list = window->list;

	window->sought = !window->sought && is_pushed_out(window, rows) &&
		turn_up(window, listing, list->focus + list->height);
	return window->sought;
}

/* Rows before the window (behind it, counted from the end), as far as known from the last one. */
static void count_before(struct window *window, int64_t count)
{
	const struct list *list = window->list;

	if (window->turn == WINDOW_END) {
		window->from_end = true;
		window->before = 0;
	} else if (turns[window->turn].keyed) {
		window->before += window->from_end ? window->next_behind : window->next_before;
		if (window->from_end != turns[window->turn].up)
			window->before -= count;
	}
	if (window->before < 1)
		window->before = 1;
	if (!list->above)
		window->from_end = false;
	if (window->from_end ? !list->below : !list->above)
		window->before = 0;
}

/* Where the window begins from now on. */
static void place_start(struct window *window, const struct listing *listing,
	const struct rows *rows)
{
	struct filter_page first = { .up = false };

	if (!turns[window->turn].moves)
		return;
	if (turns[window->turn].up && window->list->above) {
		window->list->above = listing_page_at(listing, rows, 0, &first) == 0;
	} else if (turns[window->turn].keyed && !turns[window->turn].up) {
		first = window->next;
		window->next = (struct filter_page){ .up = false };
	}
	window_done(window);
	window->from = first;
}

/* The answer tells where it stands in the order. */
static void place(struct window *window, const struct listing *listing, const struct rows *rows)
{
	struct list *list = window->list;
	bool full = (size_t)rows_count(rows) >= window->limit, up = turns[window->turn].up;

	list->above = up ? full : page_of(window)->count > 0;
	list->below = up ? turns[window->turn].keyed && window->next_follows : full;
	list->turned = turns[window->turn].moves;
	place_start(window, listing, rows);
	count_before(window, rows_count(rows));
	/* With the end in sight there is room for what comes behind it. */
	if (up && !list->below)
		window->limit = (size_t)rows_count(rows) + WINDOW_SPARE;
	window->turn = WINDOW_STAY;
}

/* Rows have left and none is behind: the screen is filled from above. */
static bool is_thin(const struct list *list)
{
	int rows = rows_count(list->rows);

	return list->above && !list->below && (rows == 0 || (size_t)rows < list->height);
}

static bool turn_back(struct window *window, const struct listing *listing)
{
	const struct list *list = window->list;
	size_t at = list->count > 0 ? item_near(list, list->count - 1, true) : 0;

	if (rows_count(list->rows) == 0 || !turn_up(window, listing, at))
		window->turn = WINDOW_END;
	else
		window->next_follows = false;
	return true;
}

/* A view that went behind meanwhile asks when it comes to the front, for where it stands then. */
static unsigned ask_again(struct window *window, struct view *view)
{
	if (app_front(view->app) == view)
		return EFFECT_REDRAW | EFFECT_RELOAD;
	window_failed(window);
	view->stale_topics |= view->screen->topics;
	return EFFECT_REDRAW;
}

static void stand(struct window *window, enum window_turn turn)
{
	struct list *list = window->list;

	if (turns[turn].jumps) {
		list_settle(list);
		list->focus = turns[turn].up && list->count > 0 ? list->count - 1 : 0;
		list->top = 0;
	}
	if (window->seek[0] != '\0')
		list_seek(list, window->seek);
	window->seek[0] = '\0';
}

unsigned window_took(struct window *window, const struct listing *listing, struct view *view,
	struct rows *rows)
{
	struct list *list = window->list;
	enum window_turn turn = window->turn;

	window->asking = false;
	if (is_left(window, rows)) {
		window_failed(window);
		return ask_again(window, view);
	}
	if (seeks(window, listing, rows))
		return ask_again(window, view);
	place(window, listing, rows);
	if (list_load(list, rows, app_now(view->app)) != 0)
		return EFFECT_REDRAW;
	stand(window, turn);
	if (is_thin(list) && !turns[turn].up ? turn_back(window, listing) :
					       list->ahead != 0 && turn_on(window, listing))
		return ask_again(window, view);
	list->ahead = 0;
	return EFFECT_REDRAW;
}

/* ---- where it is ----------------------------------------------------------------------- */

void window_place(const struct window *window, struct listing_facts *facts, bool exact)
{
	const struct list *list = window->list;
	int64_t count = (int64_t)list->count, focus = (int64_t)list->focus;
	bool seen =
		!list->above && !list->below && (list->height == 0 || list->count <= list->height);

	if (list->count == 0 || seen)
		return;
	facts->rows_exact = exact || (!list->above && !list->below);
	facts->about = window->before > 0;
	facts->at = window->from_end ? window->before + count - focus : window->before + focus + 1;
	if (list->above && exact && facts->rows >= count && (window->from_end || !list->below)) {
		/* the end is nearer than the head, and how far that is apart is known */
		facts->at =
			facts->rows - (window->from_end ? window->before : 0) - count + focus + 1;
		facts->about = list->below;
		return;
	}
	facts->from_end = window->from_end;
	if (!list->above && !list->below)
		facts->rows = count;
	else if (facts->rows < count)
		facts->rows = -1;
}
