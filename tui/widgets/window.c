#include "tui/widgets/window.h"

#include <string.h>

#include "db/row.h"
#include "tui/term/input.h"

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
	window_done(window);
	window_init(window, window->list);
	window->list->above = window->list->below = false;
}

static size_t step_of(const struct window *window)
{
	return window->list->height > WINDOW_STEP ? window->list->height : WINDOW_STEP;
}

/* ---- asking ---------------------------------------------------------------------------- */

int window_ask(struct window *window, const struct listing *listing, struct app *app,
	struct listing_question question, size_t limit, size_t seen, app_answer_fn *fn, void *who)
{
	static const struct filter_page head, end = { .up = true };
	const struct filter_page *pages[] = { [WINDOW_STAY] = &window->from,
		[WINDOW_DOWN] = &window->next,
		[WINDOW_UP] = &window->next,
		[WINDOW_END] = &end,
		[WINDOW_HEAD] = &head };
	struct param params[4];

	if (window->turn != WINDOW_STAY)
		window->limit = window->turn == WINDOW_HEAD ? 0 : 4 * step_of(window);
	if (window->limit < seen + WINDOW_SPARE)
		window->limit = seen + WINDOW_SPARE;
	memcpy(params, question.params, question.count * sizeof *params);
	params[limit] = param_int((int64_t)window->limit);
	question.params = params;
	question.page = pages[window->turn];
	return listing_ask(listing, app, &question, fn, who);
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
	window->next_at = at;
	return true;
}

/* A screen above what is seen, three below. False: that is where it is already. */
static bool turn_down(struct window *window, const struct listing *listing)
{
	const struct list *list = window->list;
	size_t step = step_of(window);
	size_t at = item_near(list, list->top > step ? list->top - step : 0, true);

	if (at == 0 && list->above)
		return false;
	if (at == 0) {
		filter_page_done(&window->next);
		window->next_at = 0;
	} else if (!take_next(window, listing, at)) {
		return false;
	}
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

unsigned window_key(struct window *window, const struct listing *listing,
	const struct input_event *event, int64_t now)
{
	struct list *list = window->list;
	unsigned effects = EFFECT_REDRAW;
	enum list_move move;

	if (!list_key_move(event, &move))
		return EFFECT_IGNORED;
	if ((move == LIST_LAST && list->below) || (move == LIST_FIRST && list->above)) {
		window->turn = move == LIST_LAST ? WINDOW_END : WINDOW_HEAD;
		return EFFECT_RELOAD;
	}
	/* Who moves on meanwhile has changed her mind. */
	if (window->turn == WINDOW_END || window->turn == WINDOW_HEAD) {
		window->turn = WINDOW_STAY;
		effects |= EFFECT_RELOAD;
	}
	list_move(list, move, now);
	/* The keys of the rows at hand are those of the last question. */
	if (window->turn != WINDOW_STAY || list->count == 0 || list->renewed)
		return effects;
	if (nears_end(window) ? turn_down(window, listing) :
				nears_head(window) &&
				turn_up(window, listing, list->top + 2 * step_of(window)))
		effects |= EFFECT_RELOAD;
	return effects;
}

/* ---- taking the answer ----------------------------------------------------------------- */

static bool has_row(const struct rows *rows, int column, const char *id)
{
	for (int row = 0; row < rows_count(rows); row++)
		if (strcmp(rows_text(rows, row, column), id) == 0)
			return true;
	return false;
}

/* Whether the focused record was pushed out of the answer, with all that came behind it. */
static bool is_pushed_out(const struct window *window, const struct rows *rows)
{
	const struct list *list = window->list;

	if (window->turn != WINDOW_STAY || list->renewed || list->count == 0 ||
		list->items[list->focus].row < 0 || (size_t)rows_count(rows) < window->limit)
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
	int64_t known = (int64_t)list->count, at = (int64_t)window->next_at;
	int64_t down = window->from_end ? known - at - count : at;
	int64_t up = window->from_end ? known - at - 1 : at + 1 - count;
	const int64_t moved[] = { [WINDOW_DOWN] = down, [WINDOW_UP] = up, [WINDOW_HEAD] = 0 };

	if (window->turn == WINDOW_END) {
		window->from_end = true;
		window->before = 0;
	} else {
		window->before += moved[window->turn];
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
	bool upwards = window->turn == WINDOW_UP || window->turn == WINDOW_END;
	struct filter_page first = { .up = false };

	if (window->turn == WINDOW_STAY)
		return;
	if (window->turn == WINDOW_DOWN) {
		first = window->next;
		window->next = (struct filter_page){ .up = false };
	} else if (upwards && window->list->above) {
		window->list->above = listing_page_at(listing, rows, 0, &first) == 0;
	}
	window_done(window);
	window->from = first;
}

unsigned window_took(struct window *window, const struct listing *listing, struct rows *rows,
	int64_t now)
{
	struct list *list = window->list;
	enum window_turn turn = window->turn;
	bool full = (size_t)rows_count(rows) >= window->limit;
	bool upwards = turn == WINDOW_UP || turn == WINDOW_END;
	bool goes_on = turn == WINDOW_UP && (list->below || window->next_at + 1 < list->count);

	if (seeks(window, listing, rows))
		return EFFECT_RELOAD;
	list->above = upwards       ? full :
		turn == WINDOW_DOWN ? window->next.count > 0 :
				      turn == WINDOW_STAY && window->from.count > 0;
	list->below = upwards ? goes_on : full;
	list->turned = turn != WINDOW_STAY;
	place_start(window, listing, rows);
	count_before(window, rows_count(rows));
	window->turn = WINDOW_STAY;
	/* With the end in sight there is room for what comes behind it. */
	if (upwards && !list->below)
		window->limit = (size_t)rows_count(rows) + WINDOW_SPARE;
	if (list_load(list, rows, now) != 0)
		return EFFECT_REDRAW;
	if (turn == WINDOW_END || turn == WINDOW_HEAD) {
		list_settle(list);
		list->focus = turn == WINDOW_END && list->count > 0 ? list->count - 1 : 0;
		list->top = 0;
	}
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
