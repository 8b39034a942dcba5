/* peek.h: the preview of a case below a list. It follows the focus once that has rested for
 * PEEK_REST_MS, and is the first to go on a small screen. */
#ifndef TUI_WIDGETS_PEEK_H
#define TUI_WIDGETS_PEEK_H

#include <stdbool.h>
#include <stdint.h>

struct app;
struct list_item;
struct pane;
struct rows;

#define PEEK_REST_MS 200
#define PEEK_MIN_ROWS 16 /* of the pane that list and preview share */

struct peek {
	struct app *app;
	char wanted[37], shown[37]; /* case ids; "": none */
	char code[16]; /* of the wanted one */
	struct rows *rows; /* about the shown one */
	int64_t due;
	bool asked; /* for the wanted one, since it is wanted */
	bool cramped; /* no room at the last drawing: nothing is asked */
};

void peek_init(struct peek *peek, struct app *app);
void peek_done(struct peek *peek);
/* The focus is on this case now (item NULL or id "": on none). */
void peek_follow(struct peek *peek, const char *id, const char *code, int64_t now);
/* Asks again for the case that is shown. */
void peek_load(struct peek *peek);
int64_t peek_due(const struct peek *peek);
unsigned peek_tick(struct peek *peek, int64_t now); /* effects */

/* Rows that the preview takes of a pane with so many; 0: there is none. */
int peek_rows(struct peek *peek, int rows);
void peek_draw(const struct peek *peek, struct pane *pane);

#endif
