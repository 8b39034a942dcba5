/* folder.h: what is sealed of one case or place, sheet by sheet: what identity.c and place.c have
 * in their slots. What is there, who wrote it and when is seen without opening; a sheet is opened
 * by itself, for a reason that is in the record, and is gone again after a minute. Of a place what
 * is known in clear stands before its sheet.
 *
 * Whoever asks for a sheet while the vault is shut is asked for her passphrase first, before
 * anything is known of it: she types it out of habit, and where there turned out to be nothing to
 * open its letters would be verbs.
 *
 * Which of the two it is tells the verb of the call: see subject.h. */
#ifndef TUI_SCREENS_FOLDER_H
#define TUI_SCREENS_FOLDER_H

#include "tui/app/opening.h"
#include "tui/app/screen.h"
#include "tui/app/subject.h"
#include "tui/widgets/load.h"
#include "tui/widgets/paper.h"

struct rows;
struct sheet;

/* The state of these screens. */
struct folder {
	struct view *view;
	struct subject subject;
	struct rows *facts; /* place_find, of a place; else case_find, where it was asked */
	struct rows *list; /* sealed_list */
	struct rows *kinds; /* sealed_kinds */
	struct rows *dangers; /* danger_list, of a place */
	struct rows *units, *stays; /* unit_list, stay_list, likewise */
	struct load load; /* owns what is read: what waits for a question outlives that */
	struct paper paper;
	struct opening opening;
	const struct sheet *wanted; /* asked for by name; NULL: none */
	bool begun; /* ... or the first that she may open, has been asked for */
	bool unlocking; /* the passphrase is asked for, and what is wanted comes after it */
	size_t go; /* the section that the focus goes to; 0: it stays */
	bool hidden; /* it was open, and its time is over */
};

struct folder *folder_of_load(const struct load *load);
/* False: what may be done is being asked, and what is known from before offers nothing: a key that
 * it invites would wait, and be dropped. */
bool folder_is_told(const struct folder *folder);
/* ---- folder_danger.c: of a place. They are asked for with what is sealed of it. */
void folder_ask_dangers(struct folder *folder);
void folder_write_dangers(struct folder *folder);
/* The row of danger_list, of its own, that has the cursor; -1: none has. */
int folder_danger(const struct folder *folder);
/* Opens that in a form, or a new one. EFFECT_IGNORED: it is no place. */
unsigned folder_edit_danger(struct folder *folder, bool fresh);

/* ---- folder_beds.c: of a place likewise. */
void folder_ask_beds(struct folder *folder);
void folder_write_beds(struct folder *folder, int cols);
/* What can be done with the unit, or with her bed, that has the cursor; false: it is on neither. */
bool folder_bed_words(const struct folder *folder, char *text, size_t size);
/* The code of the case whose bed has the cursor; NULL: none has. */
const char *folder_bed_of(const struct folder *folder);
/* EFFECT_IGNORED: the cursor is on neither. */
unsigned folder_enter_bed(struct folder *folder);

/* ---- the slots of the screens */
int folder_open(struct view *view, const struct call *call);
void folder_close(struct view *view);
void folder_load(struct view *view);
void folder_draw(struct view *view, struct pane *pane);
unsigned folder_key(struct view *view, const struct input_event *event);
void folder_where(const struct view *view, char *text, size_t size);
void folder_status(const struct view *view, char *text, size_t size);
size_t folder_targets(const struct view *view, struct target *targets, size_t n);
void folder_changed(struct view *view, const char *id, int version);
size_t folder_put_away(struct view *view, unsigned char *plain, size_t room);
int64_t folder_due(const struct view *view);

#endif
