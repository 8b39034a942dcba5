/* job.h: a change to one or several cases, from the asking to the last answer.
 *
 * It makes sure of the case versions, asks for what is missing (a choice, a confirmation), sends
 * each change once under its own idempotency key, and where the line is lost in between asks
 * again under the same key until it can say saved or not saved. It ends in one message. */
#ifndef TUI_APP_JOB_H
#define TUI_APP_JOB_H

#include <stdbool.h>
#include <stdint.h>

#include "embedded.h"
#include "tui/app/verb.h"

/* Where the choices for a value that was not given come from. */
enum job_choices {
	JOB_CHOICES_ARGUMENT = 0, /* the fixed choices of the verb's argument */
	JOB_CHOICES_STAFF,        /* who may be responsible for the first of the cases */
	JOB_CHOICES_VERB,         /* what the database offers for it and the first of the cases */
	JOB_CHOICES_REASON,       /* why a case is closed */
	JOB_CHOICES_QUERY,        /* what .query gives as value and label */
	JOB_CHOICES_CODE          /* a code, which is typed behind the verb */
};

struct job_value {
	const char *title;         /* N_(): "Which stage?" */
	enum job_choices choices;
	const char *only_for; /* wanted only where the first value is one of these, `|` between;
				 NULL: always, "": never, but taken where it is given */
	enum query query; /* $1 the first of the cases, then the values, as many as it takes */
	bool optional; /* from a shell it may be left out */
};

#define JOB_VALUES 4

struct job_kind {
	enum query query; /* $1 key, $2 case, $3 version, then the values */
	int value_count;  /* up to JOB_VALUES: arguments of the verb, in order */
	struct job_value values[JOB_VALUES];
	const char *done; /* N_(): "given to %s", what became of the case; a second %s: value 2 */
	const char *order; /* N_(): "give to %s", what is confirmed by its key */
	const char *consequence; /* N_(): what several at once mean for others; NULL: nothing */
	const char *question; /* N_(): "Give %s to %s?": the case or their number, then the value */
	bool confirm;     /* affects somebody else: ask before, Cancel first */
	bool final;       /* undo does not take it back */
};

/* More than this many cases at once are changed only where their number is typed: into the
 * question, or from a shell before the verb (`homeward 37 take`). */
#define JOB_FREELY 20

/* Several cases are confirmed first, unless the line ends in `!`; what affects somebody else is in
 * any case. Returns effects. The call may go at once: what is needed of it is copied. */
unsigned job_start(struct call *call, const struct job_kind *kind);

/* Takes back changes by their events (from app_last_done(), or as the shell printed it); 0: the
 * person's latest that is not taken back, as the database knows it. what: told when one is done;
 * empty: the code of the case. */
unsigned job_undo(struct app *app, const int64_t *events, size_t count, const char *what);

/* The line is back: everything that is unknown is asked again. */
void job_resume_all(struct app *app);
void job_free_all(struct app *app);

/* "Give %s to %s?" with the words in their places; a translation's pattern is never a format. */
void job_fill(char *out, size_t size, const char *pattern, const char *word, const char *more);

#endif
