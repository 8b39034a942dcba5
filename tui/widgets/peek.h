/* peek.h: the preview of a case below a list. It follows the focus once that has rested for
 * PEEK_REST_MS, and is the first to go on a small screen. Once shown it is asked for again where
 * the row of its case is another, and by peek_load(). A row with `touched` among its columns is
 * another after each change of its case; where it has none (inbox_columns: not each change of a
 * task or clock is in them) the list calls peek_load() for news of whatever case. */
#ifndef TUI_WIDGETS_PEEK_H
#define TUI_WIDGETS_PEEK_H

#include <stdbool.h>
#include <stdint.h>

struct app;
struct list;
struct pane;
struct rows;

#define PEEK_REST_MS 200
#define PEEK_SPREAD_MS 300 /* more, by chance, where the same case changed on many screens */
#define PEEK_MIN_ROWS 16 /* of the pane that list and preview share */

struct peek {
	struct app *app;
	char wanted[37], shown[37]; /* case ids; "": none */
	char code[16]; /* of the wanted one */
	uint64_t mark; /* of the wanted one's row: another one, another case */
	uint64_t shown_mark; /* that of the shown one when the answer came */
	struct rows *rows; /* about the shown one */
	int64_t due;
	bool asked; /* for the wanted one, since it is wanted */
	bool waiting; /* ... and not answered: answers come in the order of their questions */
	bool cramped; /* no room at the last drawing: nothing is asked */
};

void peek_init(struct peek *peek, struct app *app);
void peek_done(struct peek *peek);
/* The focus of the list is on this case now ("": on none). */
void peek_follow(struct peek *peek, const struct list *list, const char *id, int64_t now);
/* Asks again for the case that is shown. */
void peek_load(struct peek *peek);
int64_t peek_due(const struct peek *peek);
unsigned peek_tick(struct peek *peek, int64_t now); /* effects */

/* Rows that the preview takes of a pane with so many; 0: there is none. */
int peek_rows(struct peek *peek, int rows);
void peek_draw(const struct peek *peek, struct pane *pane);

#endif
