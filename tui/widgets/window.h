/* window.h: which part of a list's order is asked for and shown.
 *
 * A list may be a million rows long. A window is a few screens of it that move along with the
 * focus: it begins at the head, or at a row named by its exact sort key (struct filter_page), and
 * is asked for again from that key, so that others' changes elsewhere move nothing here. Near its
 * end, or its head, the part that follows is asked for; G goes to the end of the order and g to its
 * head at once, however far. Rows that come to stand before the window are not seen until it goes
 * there.
 *
 * Where the focus is, is counted along the way (`row ~1200/1000+`), from the end where it was never
 * counted from the head; only at the head, or with the end in sight of a list whose length is
 * known, is it exact. */
#ifndef TUI_WIDGETS_WINDOW_H
#define TUI_WIDGETS_WINDOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/filter.h"
#include "tui/app/app.h"
#include "tui/widgets/list.h"
#include "tui/widgets/listing.h"

#define WINDOW_STEP 8 /* rows kept ready on either side of the screen, at least */
#define WINDOW_SPARE 12 /* rows asked for at the head beyond those seen */

/* Where the window is going: the answer to come is for that part. */
enum window_turn { WINDOW_STAY = 0, WINDOW_DOWN, WINDOW_UP, WINDOW_END, WINDOW_HEAD };

struct window {
	struct list *list; /* borrowed; holds the rows */
	struct filter_page from; /* where it begins; zero: at the head */
	size_t limit; /* rows of it */
	enum window_turn turn;
	bool asking; /* an answer is to come */
	struct filter_page next; /* the page asked for by WINDOW_DOWN and WINDOW_UP */
	int64_t next_before, next_behind; /* rows of the window before and behind its key */
	bool next_follows; /* the order goes on behind its key */
	bool sought; /* the focus was pushed out, and the window has gone after it once */
	char seek[37]; /* the record to stand on once its row is in; "": none */
	int64_t before; /* rows before the window, or, counted from the end, behind it */
	bool from_end;
};

void window_init(struct window *window, struct list *list);
void window_done(struct window *window);
/* To the head, or to the record that is sought: filter, order or scope are others, and the rows to
 * come need not wait. */
void window_reset(struct window *window);

/* Asks for the window, or for where it is going. The question's `limit`-th parameter (from 0) is
 * how many rows; `seen`: how many the screen shows at once. As listing_ask(). */
int window_ask(struct window *window, const struct listing *listing, struct app *app,
	struct listing_question question, size_t limit, size_t seen, app_answer_fn *fn, void *who);
/* Takes the answer. EFFECT_REDRAW; or EFFECT_RELOAD too, where it must be asked once more: rows
 * that came before have pushed the focused record out, too few are left of the window, or more was
 * typed ahead. A view that is not in front is then asked when it comes there. */
unsigned window_took(struct window *window, const struct listing *listing, struct view *view,
	struct rows *rows);
/* The answer was an error, or was forgotten and is not asked for again: the window stays where it
 * is. */
void window_failed(struct window *window);

/* Moves, for keys and verbs alike: what was on its way elsewhere is given up. Without a line a jump
 * goes as far as rows are at hand, and says so. Returns effects. */
unsigned window_move(struct window *window, const struct listing *listing, struct app *app,
	enum list_move move);
/* The keys of list_key_move(). EFFECT_IGNORED: not one of them. */
unsigned window_key(struct window *window, const struct listing *listing, struct app *app,
	const struct input_event *event);
/* Stands on this record, now or with the next answer; "": on none. */
void window_seek(struct window *window, const char *id);

/* Writes at, about, from_end, rows and rows_exact. facts->rows: as it is known, -1: not at all;
 * exact: it is the true number. */
void window_place(const struct window *window, struct listing_facts *facts, bool exact);

#endif
