/* job.h: a change to one or several cases, from the asking to the last answer.
 *
 * It makes sure of the case versions, asks for what is missing (a choice, a confirmation), sends
 * each change once under its own idempotency key, and where the line is lost in between asks
 * again under the same key until it can say saved or not saved. It ends in one message. */
#ifndef TUI_APP_JOB_H
#define TUI_APP_JOB_H

#include "embedded.h"
#include "tui/app/verb.h"

struct job_kind {
	enum query query;     /* $1 key, $2 case, $3 version, then the value and the second value */
	int values;           /* how many values follow: 0, 1, 2 */
	const char *title;    /* N_(): "Give to whom?" */
	const char *done;     /* N_(): "%s given to %s": code, value */
	/* Fills the choices for a missing first value; NULL: the value is required from a shell too.
	 * Asks the database itself where it must, then job_choices(). */
	enum query choices;   /* QUERY_COUNT: fixed choices of the argument */
	bool confirm;         /* affects others: ask before, Cancel first */
};

unsigned job_start(struct call *call, const struct job_kind *kind);

struct app;
/* The line is back: everything that is unknown is asked again. */
void job_resume_all(struct app *app);
void job_free_all(struct app *app);

#endif
