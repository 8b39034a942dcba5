/* list.h: rows of an answer, a focus that follows its record, marks, and new rows that wait.
 *
 * Embedded in a screen's state; it holds a reference to the answer. Focus and marks belong to
 * record ids, never to row numbers. While the person moves (LIST_HOLD_MS after a key) the order
 * shown does not change: changed cells show at once, new rows are counted and wait for `.` or
 * for the hands to rest, and a row that is gone stays as a line that says so. Rows behind the last
 * one known are appended at once, since nothing moves by that. Where others make the focused
 * record leave, that is a movement too: no key may fall on the record that comes in its place.
 *
 * The answer may be a part of a longer order, moved along with the focus (window.h). A marked
 * record that leaves the part shown, by such a move or because it changed, keeps its mark and is
 * acted on in the version last seen, so that a change made meanwhile is refused and told; one's
 * own change counts as seen. Its mark goes only with the record: once an answer that is the whole
 * order has no such row. */
#ifndef TUI_WIDGETS_LIST_H
#define TUI_WIDGETS_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/app/screen.h"
#include "tui/app/sight.h"
#include "tui/widgets/cell.h"

struct column;
struct conf;
struct conf_columns;
struct pane;
struct rows;

#define LIST_HOLD_MS 3000

struct list_item {
	char id[37];
	char code[16]; /* "" where the table has none */
	int row; /* in the answer; -1: gone from it, leaves when the hold ends */
	struct sight sight;
	bool marked;
	bool left; /* gone, and not by a change of one's own */
};

/* A marked record that is not in the answer, as verbs know it. */
struct list_away {
	char id[37]; /* of its row */
	struct target target;
};

struct list {
	const struct column *columns;
	size_t column_count;
	int id_column, version_column, code_column; /* -1: it has none */
	int target_column; /* id of the record that verbs act on, where a row is not it itself */
	struct rows *rows; /* NULL until the first answer */
	struct list_item *items; /* in the order shown */
	size_t count;
	size_t focus, top; /* indices of items */
	long ahead; /* rows typed beyond those at hand, < 0: up; the next answer goes on */
	size_t fresh; /* rows of the answer that wait */
	char last[37]; /* the record that had the focus before the list was empty; "": none */
	bool unsettled; /* the answer's order, or its rows, are not those shown */
	bool above, below; /* the order goes on before and behind the answer */
	bool aside; /* the cursor is on another list: see list_keeps_head() */
	bool renewed; /* the next answer is to another question */
	bool turned; /* the next answer is another part of the order than the last one */
	struct list_away *away;
	size_t away_count;
	int64_t moved_at; /* clock_now_ms() of the last movement; 0: never */
	int64_t came_at; /* ... when the focus went to another record by itself; 0: never */
	size_t height; /* rows of the last drawing */
};

void list_init(struct list *list, const struct column *columns, size_t count, int id_column,
	int version_column, int code_column);
void list_done(struct list *list);

/* Takes a new answer (takes its own reference); above, below and turned tell what it is. Where it
 * is turned the focus keeps its line, and rows are added and left away at both ends at once.
 * Returns 0 or ERR_MEMORY (the old one stays). */
int list_load(struct list *list, struct rows *rows, int64_t now);
/* Ends the hold: the next answer shows as it is, because the person has asked another question.
 * Marks left behind are forgotten. */
void list_release(struct list *list);
/* Shows what waited. */
void list_settle(struct list *list);
/* The same, unasked: the focus may go to another record by itself. */
void list_rest(struct list *list, int64_t now);
/* When list_settle() is due: clock_now_ms(), 0: nothing waits. */
int64_t list_due(const struct list *list);

enum list_move {
	LIST_UP = 0,
	LIST_DOWN,
	LIST_PAGE_UP,
	LIST_PAGE_DOWN,
	LIST_FIRST,
	LIST_LAST,
	LIST_MARK,
	LIST_MARK_ALL,
	LIST_EXTEND_UP,
	LIST_EXTEND_DOWN
};
/* LIST_MARK marks (or unmarks) the focused row and goes one down. Where the order goes on, steps
 * beyond the rows at hand are kept in `ahead`; until they are made no row is marked. */
void list_move(struct list *list, enum list_move move, int64_t now);
/* The usual keys (arrows, j k g G, PgUp PgDn, Home End, Shift-arrows). False: not one of them. */
bool list_key_move(const struct input_event *event, enum list_move *move);

const struct list_item *list_focused(const struct list *list); /* NULL: empty */
/* The focused row in list->rows; -1: none. */
int list_focused_row(const struct list *list);
/* The marked rows, else the focused one, in the versions that were seen; rows that are gone and
 * records named before are left out, but not the focused one: what made it leave is then told.
 * Returns how many they are, of which the first n are written. */
size_t list_targets(const struct list *list, struct target *targets, size_t n, int64_t now);
/* The rows of this record lose their marks: what was to be done with it is done. */
void list_unmark(struct list *list, const char *id);
size_t list_marked(const struct list *list);
/* A change of one's own gave a record this version: whoever saw the one before has seen this. id
 * NULL: the database is another one, where nothing is changed or marked yet. */
void list_changed(struct list *list, const char *id, int version);
/* Puts the focus on a record if it is there. */
bool list_seek(struct list *list, const char *id);
/* The order goes on beyond the answer: a row that left may only have moved. */
bool list_is_part(const struct list *list);
/* Its first rows are shown and the cursor is on another list: they stay in sight, and the focus
 * goes back to the first where others push its record out of it. */
bool list_keeps_head(const struct list *list);

struct list_look {
	struct cell_clock clock;
	bool veiled; /* code and clock only */
	bool focused; /* the cursor is on this list */
	const char *sort; /* column name that orders it, '-' before it when turned; NULL */
	const char *keep; /* a column that goes no sooner than who is responsible; NULL */
	const struct conf_columns *chosen; /* what the configuration shows; NULL: the table's own */
	/* The initials of the case of a row, borrowed until the next call; asked for with each row
	 * drawn, be there a column of them or not. NULL: its rows are no cases. */
	const char *(*initials)(void *who, const char *subject);
	void *who;
	bool has_initials; /* ... and they have a column */
	/* A sentence that stands for all cells of this row but its code. False: it has none.
	 * NULL: no row has. */
	bool (*tells)(const struct list *list, int row, const struct cell_clock *clock, char *text,
		size_t size);
};

/* Columns of initials, where they are shown: a letter of one column and its full stop, thrice. */
#define LIST_INITIALS 6
/* Those of an item of the list, "" where it is gone; and in which style. */
const char *list_initials(const struct list *list, const struct list_item *item,
	const struct list_look *look);
enum style list_initials_style(const char *initials);

/* Below LIST_MIN_COLS or LIST_MIN_ROWS one record is shown whole, a line a field. */
#define LIST_MIN_COLS 36
#define LIST_MIN_ROWS 4

/* Header and rows; columns are dropped by priority until they fit, the last one takes what is
 * left. Places the cursor on the focused row when look->focused. `empty` (translated) is shown
 * where there is no row. */
void list_draw(struct list *list, struct pane *pane, const struct list_look *look,
	const char *empty);
/* For other looks of the same list (card.h): keeps the focus among `height` rows; the text where
 * there is no row. */
void list_scroll(struct list *list, size_t height);
void list_draw_empty(const struct pane *pane, const char *empty, bool focused);
/* The settings of `columns` for a screen; NULL: none. */
const struct conf_columns *list_chosen(const struct conf *conf, const char *screen);

#endif
