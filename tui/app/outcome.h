/* outcome.h: what came of a change, told to a program: `--format json` of a shell.
 *
 * One object a line for each thing that was to be changed, with these names:
 *	code		of the case; null: it is about none, or none is known
 *	done		true; false; null: a change was sent, and nobody knows what became of it
 *	refusal		why not, a word of app.refusal; null: the database did not refuse it
 *	field		the argument that is at fault, if one is
 *	message, hint	the same in words; a hint of what is done: why it is not enough
 *	version		of the case now
 *	event_id	its line in the record: what `homeward undo` takes
 *	people		how many were counted, where the answer says so
 *	undone		of an undo by numbers: which of them */
#ifndef TUI_APP_OUTCOME_H
#define TUI_APP_OUTCOME_H

#include <stdbool.h>
#include <stdint.h>

struct app;
struct rows;

struct outcome {
	const char *code; /* NULL or "": none */
	const struct rows *rows; /* an api.outcome; NULL: there was no answer */
	const char *message; /* translated: of what is done, or where there was no answer */
	bool unknown; /* it may be done */
	int64_t undone; /* the event that was to be taken back; 0: none by its number */
	bool before; /* it was done by an earlier asking, and this one has changed nothing */
};

/* Nothing, where nobody has asked for it. */
void outcome_tell(const struct app *app, const struct outcome *outcome);

#endif
