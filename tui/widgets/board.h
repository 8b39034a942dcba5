/* board.h: lanes of cases, side by side or one at a time, over struct list.
 *
 * From BOARD_WIDE columns on the lanes stand side by side, two lines a card; below, one lane is
 * shown as a list under a strip of all lanes with their counts. The widget asks nothing: its
 * screen loads the lanes of board_view() and the counts. Focus and cursor are those of the
 * current lane's list. */
#ifndef TUI_WIDGETS_BOARD_H
#define TUI_WIDGETS_BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/widgets/list.h"
#include "tui/widgets/window.h"

#define BOARD_LANES 16
#define BOARD_WIDE 100 /* columns of the pane */
#define BOARD_CARD 26 /* columns of a lane at least, side by side */
#define BOARD_COUNT_MAX 1000 /* a number not counted to its end is shown as 1000+ at most */

struct lane {
	int stage;
	const char *name; /* untranslated, from db/column.h */
	int64_t count; /* -1: not known yet */
	bool capped; /* count was not counted to its end */
	struct list list;
	struct window window;
};

struct board {
	struct lane lanes[BOARD_LANES];
	size_t count;
	size_t current;
	size_t left; /* first lane in view, side by side */
};

/* One lane for each stage that the table knows, but for the closed one. `stage` is the column that
 * holds it; `last` the highest value that is a lane. */
void board_init(struct board *board, const struct column *columns, size_t count, int id_column,
	int version_column, int code_column, const struct column *stage, int last);
void board_done(struct board *board);

/* How many lanes stand side by side in so many columns; 1: one at a time. */
size_t board_across(const struct board *board, int cols);
/* Cards or rows of one lane that are seen at once. */
size_t board_down(const struct board *board, int rows, int cols);
/* The lanes in view: from *first, as many as returned. Keeps the current one among them, and tells
 * the others that the cursor is not on them. */
size_t board_view(struct board *board, int cols, size_t *first);

struct lane *board_lane(struct board *board); /* the current one */
/* The marked cards of all lanes in view, else the focused one, as list_targets(); `cols` as for
 * board_view(). */
size_t board_targets(struct board *board, int cols, struct target *targets, size_t n, int64_t now);
size_t board_marked(struct board *board, int cols);
/* The lane of a stage; NULL: none. */
struct lane *board_lane_of(struct board *board, int stage);
/* "Identification": translated, first letter a capital. */
void board_lane_name(const struct lane *lane, char *text, size_t size);

/* Left, right, h, l between lanes. False: not its own; the others are those of the current lane's
 * window. */
bool board_key(struct board *board, const struct input_event *event);

/* What stands where no card is, translated. */
struct board_words {
	const char *empty; /* in the current lane; others without cards stay empty */
	const char *unread; /* in every lane in view of which that is not known */
};
void board_draw(struct board *board, struct pane *pane, const struct list_look *look,
	const struct board_words *words);

#endif
