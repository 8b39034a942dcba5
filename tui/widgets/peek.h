/* peek.h: the preview of a case below a list: what is asked of it and how it is drawn says a
 * struct peek_kind. It follows the focus once that has rested for
 * PEEK_REST_MS, and is the first to go on a small screen. Once shown it is asked for again where
 * the row of its case is another, and by peek_load(). A row with `touched` among its columns is
 * another after each change of its case; where it has none (inbox_columns: not each change of a
 * task or clock is in them) the list calls peek_load() for news of whatever case. */
#ifndef TUI_WIDGETS_PEEK_H
#define TUI_WIDGETS_PEEK_H

#include <stdbool.h>
#include <stdint.h>

#include "embedded.h"

struct app;
struct list;
struct pane;
struct rows;

#define PEEK_REST_MS 200
#define PEEK_SPREAD_MS 300 /* more, by chance, where the same case changed on many screens */
#define PEEK_MIN_ROWS 16 /* of the pane that list and preview of a case share */

struct peek;

struct peek_kind {
	enum query query; /* $1 the case; one row */
	/* So many rows it takes of a pane that has `of` at least, its line included; the largest
	 * first, ended by {0}. */
	struct {
		int of, rows;
	} sizes[4];
	/* What is known, below the line. */
	void (*draw)(const struct peek *peek, const struct pane *pane);
};
extern const struct peek_kind peek_case;

struct peek {
	const struct peek_kind *kind;
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

void peek_init(struct peek *peek, struct app *app, const struct peek_kind *kind);
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
/* The line above a preview, with a code in it. */
void peek_draw_line(const struct pane *pane, const char *code);

#endif
