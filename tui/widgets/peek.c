#include "tui/widgets/peek.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "db/base/clock.h"
#include "db/base/date.h"
#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/term/pane.h"
#include "tui/widgets/cell.h"
#include "tui/widgets/list.h"

void peek_init(struct peek *peek, struct app *app, const struct peek_kind *kind)
{
	*peek = (struct peek){ .app = app, .kind = kind };
}

static void drop(struct peek *peek)
{
	rows_unref(peek->rows);
	peek->rows = NULL;
	peek->shown[0] = '\0';
}

void peek_done(struct peek *peek)
{
	app_forget(peek->app, peek);
	drop(peek);
}

/* ---- asking ---------------------------------------------------------------------------- */

static unsigned took(void *who, const struct answer *answer)
{
	struct peek *peek = who;

	peek->waiting = false;
	if (answer->err != 0)
		return EFFECT_NONE;
	drop(peek);
	peek->rows = rows_ref(answer->rows);
	text_copy(peek->shown, sizeof peek->shown, peek->wanted);
	peek->shown_mark = peek->mark;
	return EFFECT_REDRAW;
}

static bool is_shown(const struct peek *peek)
{
	return peek->wanted[0] != '\0' && app_preview(peek->app) && !app_veiled(peek->app) &&
		app_me(peek->app)->peeks;
}

static void forget(struct peek *peek)
{
	app_forget(peek->app, peek);
	peek->waiting = false;
}

void peek_load(struct peek *peek)
{
	struct param id = param_text(peek->wanted);

	peek->due = 0;
	forget(peek);
	if (!is_shown(peek) || peek->cramped) {
		/* It is asked for when there is room again. */
		peek->shown[0] = '\0';
		peek->asked = false;
		return;
	}
	peek->asked = true;
	peek->waiting = app_ask(peek->app, peek->kind->query, &id, 1, took, peek) == 0;
}

/* Over all cells of the row: it tells whatever of it changed. */
static uint64_t mark_of(const struct list *list, const char *id)
{
	uint64_t mark = 0;
	int row = list_focused_row(list);

	if (id[0] == '\0')
		return 0;
	for (int i = 0; i < rows_columns(list->rows); i++) {
		const char *cell = rows_text(list->rows, row, i);

		mark = text_mark(mark, cell, strlen(cell) + 1);
	}
	return mark;
}

static bool is_other(const struct peek *peek)
{
	return strcmp(peek->shown, peek->wanted) != 0 || peek->shown_mark != peek->mark;
}

/* The row of the wanted case is another. An answer that has still to come was asked for after that
 * row, and tells of it as it is now. */
static void take_mark(struct peek *peek, uint64_t mark, int64_t now)
{
	if (mark == peek->mark)
		return;
	peek->mark = mark;
	if (!peek->waiting)
		peek->due = now + PEEK_REST_MS + clock_spread_ms(PEEK_SPREAD_MS);
}

void peek_follow(struct peek *peek, const struct list *list, const char *id, int64_t now)
{
	const struct list_item *item = list_focused(list);
	uint64_t mark = mark_of(list, id);

	if (strcmp(peek->wanted, id) == 0) {
		take_mark(peek, mark, now);
		return;
	}
	forget(peek);
	text_copy(peek->wanted, sizeof peek->wanted, id);
	text_copy(peek->code, sizeof peek->code, item != NULL ? item->code : "");
	peek->mark = mark;
	peek->due = id[0] != '\0' && is_other(peek) ? now + PEEK_REST_MS : 0;
	peek->asked = false;
}

int64_t peek_due(const struct peek *peek)
{
	/* The preview, or the screen behind the veil, has just been asked for. */
	bool late = is_shown(peek) && !peek->cramped && !peek->asked &&
		strcmp(peek->shown, peek->wanted) != 0;

	return peek->due == 0 && late ? 1 : peek->due;
}

unsigned peek_tick(struct peek *peek, int64_t now)
{
	if (peek_due(peek) != 0 && peek_due(peek) <= now)
		peek_load(peek);
	return EFFECT_NONE;
}

/* ---- drawing --------------------------------------------------------------------------- */

int peek_rows(struct peek *peek, int rows)
{
	int taken = 0;

	for (size_t i = 0; taken == 0 && peek->kind->sizes[i].of > 0; i++)
		if (rows >= peek->kind->sizes[i].of)
			taken = peek->kind->sizes[i].rows;
	peek->cramped = taken == 0;
	return is_shown(peek) ? taken : 0;
}

static void draw_facts(const struct peek *peek, const struct pane *pane, int row)
{
	char reported[DATE_TEXT];

	date_day_time(reported, rows_field_ms(peek->rows, 0, "reported_at"),
		app_me(peek->app)->offset_min);
	pane_putf(pane, row, 0, PANE_REST, STYLE_NORMAL,
		_("%s . risk %s . source %s . reported %s"), cell_child(peek->rows, 0),
		intl_word(rows_field(peek->rows, 0, "risk")),
		intl_word(rows_field(peek->rows, 0, "source")), reported);
}

static void draw_tasks(const struct peek *peek, const struct pane *pane, int row)
{
	int64_t open = rows_field_int(peek->rows, 0, "open_tasks");

	if (open == 0)
		pane_put(pane, row, 0, PANE_REST, STYLE_NORMAL, _("no open task"));
	else
		pane_putf(pane, row, 0, PANE_REST, STYLE_NORMAL, _("tasks %" PRId64 " open: %s"),
			open, rows_field(peek->rows, 0, "tasks"));
}

static void draw_timeline(const struct peek *peek, const struct pane *pane, int row)
{
	const char *line = rows_field(peek->rows, 0, "timeline");

	for (; row < pane->rows && *line != '\0'; row++) {
		size_t length = strcspn(line, "\n");

		pane_put_part(pane, row, 0, PANE_REST, STYLE_DIM, line, length);
		line += length + (line[length] == '\n');
	}
}

static void draw_case(const struct peek *peek, const struct pane *pane)
{
	draw_facts(peek, pane, 0);
	draw_tasks(peek, pane, 1);
	draw_timeline(peek, pane, 2);
}

/* A line, facts, tasks, two or three of the timeline. */
const struct peek_kind peek_case = {
	.query = Q_CASE_PEEK, .sizes = { { 30, 6 }, { PEEK_MIN_ROWS, 5 } }, .draw = draw_case
};

void peek_draw_line(const struct pane *pane, const char *code)
{
	int width = (int)strlen(code) + 2;

	/* Not to the end of the row: a line of 60 signs is 60 bytes. */
	pane_hline(pane, 0, 0, 4 + width + 4, STYLE_RULE);
	pane_putf(pane, 0, 4, width, STYLE_RULE, " %s ", code);
}

void peek_draw(const struct peek *peek, struct pane *pane)
{
	struct pane below;

	if (pane->rows < 1)
		return;
	peek_draw_line(pane, peek->code);
	below = pane_sub(pane, 1, 0, PANE_REST, PANE_REST);
	/* Facts of one case never stand under the code of another. */
	if (strcmp(peek->shown, peek->wanted) == 0 && rows_count(peek->rows) > 0)
		peek->kind->draw(peek, &below);
}
