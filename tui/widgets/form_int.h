/* form_int.h: what form*.c share. Private to them. */
#ifndef TUI_WIDGETS_FORM_INT_H
#define TUI_WIDGETS_FORM_INT_H

#include "tui/widgets/form.h"
#include "tui/widgets/picker.h"

enum { FORM_NAME = 64 }; /* bytes of a value's name: what a sealed record allows */

struct form_slot {
	const struct field *field;
	int nth; /* of a repeated field, from 1; 0: not repeated */
	size_t group, members; /* its group's first slot, and how many fields that has */
	struct editor editor;
	bool left; /* ... with what is in it: what is wrong is said */
	bool given; /* by a record: nobody typed it, and it is not read anew (conflict.c) */
	bool fixed; /* longer than its room: shown, not changed */
	bool missed; /* what was typed or pasted last is not in it: nothing is saved unseen */
	bool picking; /* of choices: what stands behind the last `;` is being typed */
	int rows; /* on the screen; 0: not shown */
	size_t pick; /* which of those that fit is pointed at, from 1; 0: none */
};

enum { FORM_LABEL = 120, FORM_WORDS = 8000 }; /* bytes */

/* form.c */
size_t form_slots(const struct field *fields);
void form_name(const struct form_slot *slot, char name[static FORM_NAME]);
/* The field of this name, or of its first one; `count`: none. */
size_t form_slot_named(const struct form *form, const char *name);
/* The text that the store has for it, as it is typed; "" none. */
const char *form_stored(const struct form *form, const struct form_slot *slot,
	char small[static FORM_SMALL]);
/* The text of a value of the store, as it is typed; borrowed, or in small. */
const char *form_typed(const struct form *form, const struct field *field, const char *value,
	char small[static FORM_SMALL]);
bool form_slot_changed(const struct form *form, const struct form_slot *slot);
/* It is drawn, and may have the focus. */
bool form_shown(const struct form *form, size_t n);
/* Some field of its group and number has a text; of its group and any number. */
bool form_instance_filled(const struct form *form, const struct form_slot *slot);
bool form_group_filled(const struct form *form, const struct form_slot *slot);

/* form_value.c */
struct form_finding {
	enum field_verdict verdict;
	const char *value; /* as it would be kept: in the slot, in small, or of a choice */
	char small[FORM_SMALL];
	char sentence[FORM_SENTENCE]; /* what is wrong; "" */
	char echo[FORM_SENTENCE]; /* as what it was read; "" */
};
void form_find(const struct form *form, const struct form_slot *slot, struct form_finding *finding);
/* The same, and whether it is to be said now: after it was left, after a save was tried. */
enum field_verdict form_says(const struct form *form, size_t n, struct form_finding *finding);
/* It may not be empty, as the rest of its group is now. */
bool form_required(const struct form *form, const struct form_slot *slot);
/* East of UTC: a time is the reader's, a day that of the office. */
int form_offset(const struct form *form, const struct field *field);
/* What was counted from now becomes a date of its own. */
void form_freeze(const struct form *form, struct form_slot *slot, int64_t now);

/* form_pick.c: fields with choices */
bool form_picks(const struct form_slot *slot);
/* Its choices, narrowed by what is being typed. */
struct form_source {
	const struct form *form;
	const struct field *field;
};
struct picker form_picker(const struct form_source *source, const struct form_slot *slot);
/* FORM_IGNORED: not a key for choices. */
enum form_result form_pick_key(struct form *form, struct form_slot *slot,
	const struct input_event *event);
/* What is pointed at, or was typed in full, is taken; `turn`: of several, one that was chosen is
 * not any more. */
void form_pick_take(struct form *form, struct form_slot *slot, bool turn);

/* A value in words: names of choices, times with their zone, "(empty)"; borrowed, or in words,
 * where "..." stands for what is too much. */
const char *form_words(const struct form *form, const struct form_slot *slot, const char *value,
	char words[static FORM_WORDS]);

/* form_draw.c: as it stands before the value, translated. */
void form_label(const struct form *form, const struct form_slot *slot,
	char label[static FORM_LABEL]);

/* form_keys.c */
void form_leave_slot(struct form *form);
/* To the slot, which must be shown. */
void form_focus(struct form *form, size_t n);

#endif
