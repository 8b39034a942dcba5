/* What tend.c (realms and letters), tend_show.c (what is shown before it is done) and tend_wrap.c
 * (keys of cases) share. Included by these alone. */
#ifndef TUI_VERBS_TEND_INT_H
#define TUI_VERBS_TEND_INT_H

#include "tui/verbs/tend.h"

static inline struct tend *tend_of(struct work *work)
{
	return (struct tend *)work;
}

/* ---- tend.c: of the rows of what is needed */
const char *tend_realm(const struct tend *tend, int row);
/* By the directory, not by what the server calls it; NULL: it is not in it. */
const char *tend_name(const struct tend *tend, int row);
/* The row behind the last of the realm that begins at row. */
int tend_behind(const struct tend *tend, int row);
bool tend_is_wanted(const struct tend *tend, int row);
bool tend_to_turn(const struct tend *tend, int row);
bool tend_lacks(const struct tend *tend, int row); /* a letter */
int tend_count_lacking(const struct tend *tend, int row, int end);

/* The realm at hand is done with: on with the next, or the end; the same after saying why. */
void tend_next(struct tend *tend);
void tend_skip(struct tend *tend, const struct error *e);

/* ---- tend_show.c */
/* Whether there is something to be done that has to be asked for: then it is shown. */
bool tend_show(struct tend *tend);
/* Remembers who had the key of the realm at hand from her and has not got the next. As
 * ring_left_out(). */
int tend_leave_out(struct tend *tend, struct error *e);

/* ---- tend_wrap.c */
void tend_wrap_begin(struct tend *tend); /* at each realm */
/* Wraps what is left of the realm at hand, then goes on with the next. */
void tend_wrap(struct tend *tend);

#endif
