/* conflict.h: a save that met somebody else's. For each field in which the two differ it shows what
 * was before, mine and theirs, one below the other, for names in any script and any width; and one
 * of them is chosen.
 *
 * Where only one side changed a field, that side is chosen to begin with. Where both did, nobody's
 * work is dropped unseen: nothing is. Nor is it, whoever changed it, where the field is flagged
 * FIELD_NO_DEFAULT (risk, consent, place). ^X saves when all are chosen and go together, and not
 * before. Nor is anything chosen, or saved, of which a row has not been on the screen yet: where
 * the screen is too small for it, PgDn reads on. Of two long texts the beginning and the end that
 * they share are left out, and nothing else.
 *
 * What a group has under one number is somebody, or something (a person, a paper): it is chosen
 * whole. Of both, theirs keeps the number, and mine gets the next one that nobody has used.
 *
 *	before	the record that the form was opened on
 *	mine	a copy of it, after form_write()
 *	theirs	the newer version, as it was opened
 *
 * conflict_write() goes into a copy of theirs, which is then sealed as the version after that: what
 * this program does not know in it stays. What is mine is copied as it is, also where this program
 * cannot read it (the code of a newer one). Memory is as in form.h: values lie in the three stores,
 * and in the caller's memory. */
#ifndef TUI_WIDGETS_CONFLICT_H
#define TUI_WIDGETS_CONFLICT_H

#include "tui/widgets/form.h"

struct conflict_options {
	struct form_options form; /* as the form's; its store is theirs, its memory is below */
	struct form_store before, mine; /* read only */
	const char *title; /* whose change, when; translated; outlives the view */
};

struct conflict_line; /* a field, or what a group has under a number, in which they differ */

struct conflict {
	struct conflict_options options;
	struct form form; /* of what will be saved */
	struct conflict_line *lines; /* in memory */
	size_t count, focus;
	int top, rows, cols; /* the first row that is drawn; how many, how wide, as drawn last */
	bool moved; /* the focus: it is to be seen */
	char said[EDITOR_SAID];
};

/* Bytes of options.form.memory. */
size_t conflict_memory(const struct field *fields);
/* count is 0 where they differ in no field of the table: it may be saved as it is. */
void conflict_open(struct conflict *conflict, const struct conflict_options *options);
/* Overwrites what lies in its memory. */
void conflict_close(struct conflict *conflict);

enum conflict_result {
	CONFLICT_IGNORED = 0,
	CONFLICT_STAYS,
	CONFLICT_SAVE, /* all are chosen, and nothing of it is wrong: conflict_write() */
	CONFLICT_LEAVE, /* Esc: mine is kept as a draft */
};

/* m mine, t theirs, b both (long texts: one behind the other; groups: under two numbers); Up, Down,
 * Tab, k, j; PgUp, PgDn; ^X; Esc. */
enum conflict_result conflict_key(struct conflict *conflict, const struct input_event *event);
void conflict_draw(struct conflict *conflict, struct pane *pane);
/* How many are still to be chosen, or read. */
void conflict_status(const struct conflict *conflict, char *text, size_t size);
/* How many are still to be chosen. */
size_t conflict_open_lines(const struct conflict *conflict);
/* b does something with the one that has the focus. */
bool conflict_offers_both(const struct conflict *conflict);
/* A sentence, until the next key: where it hides nothing. */
void conflict_say(struct conflict *conflict, const char *sentence);
/* Sets what was chosen and is not theirs. 0, or the first error of the store. */
int conflict_write(const struct conflict *conflict, const struct form_store *to, struct error *e);

#endif
