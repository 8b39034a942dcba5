/* job_int.h: what tui/app/job.c (sending, and what became of it) and tui/app/job_ask.c (what is
 * asked before) share. Included by these two only. */
#ifndef TUI_APP_JOB_INT_H
#define TUI_APP_JOB_INT_H

#include "db/base/uuid.h"
#include "tui/app/job.h"
#include "tui/app/state.h"

enum part_state {
	PART_WAITING = 0,
	PART_SENT,
	PART_UNKNOWN, /* no answer: asked again when the line is back */
	PART_SAVED, /* from here on it is decided */
	PART_NOT_SAVED
};

/* One case of a job, or for an undo one event. */
struct part {
	struct target target;
	int64_t event_id;
	char key[UUID_TEXT];
	enum part_state state;
	bool unsure; /* an answer was lost: until one comes it may be saved, whatever else fails */
	struct job *job;
};

struct job {
	struct job *next;
	struct app *app;
	const struct verb *verb;
	const struct job_kind *kind; /* NULL: an undo */
	char what[120]; /* an undo: what is taken back; empty: the code that the answer tells */
	char value[JOB_VALUES][64];
	char about[160]; /* what a question says it is of, beside the cases; "": of nothing */
	bool sure; /* confirmed, or nothing to confirm */
	long typed; /* the number of cases; 0: none was typed */
	bool forced; /* typed with `!` */
	int group; /* of what is taken back together; 0: one case */
	struct part parts[APP_AT_ONCE];
	size_t asked; /* codes that were typed; 0: none, the cases come from the screen */
	int lines[CALL_CODES]; /* of standard input, in which they stand; 0: in none */
	size_t count, left, saved;
	char problem[300]; /* of the first part that was not saved */
	char hint[200]; /* of the last one that is saved, and that is not enough */
};

/* NULL after saying why. It is owned by the list in struct app until it ends. */
struct job *job_new(struct app *app);
/* Ends it with this message; returns effects. */
unsigned job_give_up(struct job *job, enum say_level level, const char *text);
/* A case named twice is one. False: too many, or no random numbers for its key. */
bool job_add(struct job *job, const struct target *target);
/* Nothing is left to ask: every part goes out under its own key. Returns effects. */
unsigned job_send(struct job *job);

#endif
