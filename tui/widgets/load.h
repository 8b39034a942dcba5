/* load.h: the answers of one load of a view, which are asked in one turn and come one by one.
 *
 * A load for news (view->news) asks for the rows alone: every console that looks at them does so at
 * once, and the last one waits for all. The rest, such as numbers of rows, is asked for a little
 * later, each console at a time of its own. A screen that has no rest to put off takes view->news
 * back before load_begin(): then every load is whole. */
#ifndef TUI_WIDGETS_LOAD_H
#define TUI_WIDGETS_LOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct answer;
struct rows;
struct view;

#define LOAD_QUIET_MS 300 /* a load that takes longer is told of */
#define LOAD_REST_MS 150 /* the rest of news is asked for so much later, */
#define LOAD_SPREAD_MS 300 /* and up to so much more by chance */

struct load {
	struct view *view;
	int waiting; /* answers not in yet */
	int rows; /* of them, those that hold rows: see load_asked_rows() */
	bool failed; /* one of them was an error: said once */
	int64_t rest_at; /* when the rest is asked for: clock_now_ms(); 0: there is none */
};

/* A load begins; the askings of an earlier one must have been forgotten. */
void load_begin(struct load *load, struct view *view);
/* One more was asked; result is what app_ask() returned. */
void load_asked(struct load *load, int result);
/* All that were asked so far are for rows; what is asked from now on is not. Answers come in the
 * order of asking, and when these are in, the view is shown. */
void load_asked_rows(struct load *load);
/* One is in: true where answer->rows may be used. After the last one the view is loaded. What the
 * database refused is said; a lost line is not, the frame tells that. */
bool load_took(struct load *load, const struct answer *answer);
/* The same, and where they may be used they take the place of *rows, which owns them. */
bool load_kept(struct load *load, const struct answer *answer, struct rows **rows);

/* Whether the rest is asked for with the load that has just begun. If not: when it is, as
 * clock_now_ms(), 0: no more; and whether a tick is to ask for it now, true once. */
bool load_is_whole(const struct load *load);
int64_t load_rest_due(const struct load *load);
bool load_rest(struct load *load);

/* "", " loading..." after LOAD_QUIET_MS. */
const char *load_words(const struct view *view);
/* What stands where no row is known yet: "Loading cases... 2s". */
void load_skeleton(const struct view *view, char *text, size_t size);
/* When these words change: clock_now_ms(), 0: never. */
int64_t load_due(const struct view *view);
/* The tick of a screen where nothing is due but words: it is drawn again. */
unsigned load_tick(struct view *view, int64_t now);

#endif
