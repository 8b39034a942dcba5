/* keeping_int.h: what the files of keeping.h share. Included by them alone.
 *
 * keeping.c is the way of a record, keeping_new.c that of the call which a case begins with, whose
 * key and record go at once; keeping_facts.c that of what is known of a place, in clear,
 * keeping_batch.c that of people who are counted. */
#ifndef TUI_APP_KEEPING_INT_H
#define TUI_APP_KEEPING_INT_H

#include "tui/app/app.h"
#include "tui/app/keeping.h"

/* ---- keeping.c: the beginning and the end of each way. They return effects. */

/* False: not now, and *effects are those of having said so. */
bool keeping_is_started(struct keeping *keeping, const struct sealed_at *at, unsigned *effects);
/* What an answer without rows means; true: it is dealt with, and *effects says how. */
bool keeping_is_lost(struct keeping *keeping, const struct answer *answer, unsigned *effects);
bool keeping_is_kept(const struct rows *rows);
bool keeping_is_refusal(const struct rows *rows, const char *refusal);
/* A refusal that all changes know; and what is none, nor that it is kept. */
unsigned keeping_refused(struct keeping *keeping, const struct rows *rows);
unsigned keeping_end(struct keeping *keeping, enum keeping_result result);
unsigned keeping_fail(struct keeping *keeping, const char *text);
unsigned keeping_no_memory(struct keeping *keeping);
/* Which keys there are, then on. */
unsigned keeping_ask_keys(struct keeping *keeping);
/* With the key of the plan, which the ring has; then it is sent. */
unsigned keeping_seal(struct keeping *keeping);
/* It is kept: ends it. */
unsigned keeping_remember(struct keeping *keeping);

/* ---- keeping_new.c */

/* Under which key the case begins: as app_ask() returns. */
int keeping_ask_new_keys(struct keeping *keeping, app_answer_fn *fn);
/* Its key is made, and only good together with what is sealed under it. */
void keeping_use_new_key(struct keeping *keeping);
void keeping_drop_new_key(struct keeping *keeping);
unsigned keeping_send_new(struct keeping *keeping);

/* ---- keeping_facts.c */

unsigned keeping_send_facts(struct keeping *keeping);

/* ---- keeping_batch.c */

unsigned keeping_send_batch(struct keeping *keeping);

#endif
