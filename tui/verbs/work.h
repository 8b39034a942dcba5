/* work.h: a verb from a shell that goes on over many answers, one step each.
 *
 *	struct tend { struct work work; ... };      the work comes first in what a verb keeps
 *	work_begin(&tend->work, app, tend_drop);
 *	work_ask(&tend->work, Q_REALM_NEEDS, NULL, 0, tend_needs);
 *	static void tend_needs(struct work *work, struct rows *rows)
 *		... asks for the next, or ends: work_end(), work_fail()
 *
 * A step is taken only when the answer came and is no refusal: everything else is told here and
 * ends the verb. */
#ifndef TUI_VERBS_WORK_H
#define TUI_VERBS_WORK_H

#include "tui/app/alarm.h"
#include "tui/app/app.h"

struct work;
typedef void work_step(struct work *work, struct rows *rows);

struct work {
	struct app *app;
	/* Frees all that the verb keeps, and the work: when it ends, or the program before it. */
	void (*drop)(struct work *work);
	work_step *next;
	/* Said when nobody knows whether a change was kept; NULL: to do it again. */
	const char *unknown; /* translated */
	bool lost; /* ... which is so */
	void (*rest)(struct work *work); /* before each wait, what need not be readable; NULL */
};

void work_begin(struct work *work, struct app *app, void (*drop)(struct work *work));
/* The work is gone afterwards. */
void work_end(struct work *work);
/* The same after saying why. alarm: of what it would be ERR_TAMPERED, said as work_tampered() does.
 * NULL: where it cannot be that, or is found by the owner of a database, whose alarm reaches her
 * log alone, as that of a record. */
void work_fail(struct work *work, const struct alarm *alarm, const struct error *e);
void work_stop(struct work *work, enum exit_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Says loudly what ERR_TAMPERED means of a thing, and raises the alarm (alarm.h: alarm_tell()). The
 * work goes on. */
void work_tampered(struct work *work, const char *what, const struct alarm *alarm,
	const struct error *e);

void work_ask(struct work *work, enum query query, const struct param *params, size_t count,
	work_step *next);
/* A change; params[0] is filled here: the key of the request. */
void work_change(struct work *work, enum query query, struct param *params, size_t count,
	work_step *next);

#endif
