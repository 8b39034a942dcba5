/* form.h: a form is a table of fields; this draws it, edits it, checks it, keeps it as a draft.
 *
 *	static const struct field fields[] = {
 *		{ .name = "name.#.text", .label = N_("Name"), .limit = 200, .repeat = 6,
 *			.flags = FIELD_REQUIRED, .hint = N_("As she says it.") },
 *		{ .name = "name.#.kind", .label = N_("Kind"), .type = FIELD_CHOICE, .repeat = 6,
 *			.choices = kinds },
 *		{ .name = "birth.date", .label = N_("Born"), .type = FIELD_BIRTH },
 *		{ .name = "risk", .label = N_("Risk"), .type = FIELD_CHOICE, .choices = risks,
 *			.flags = FIELD_REQUIRED | FIELD_NO_DEFAULT },
 *		{ 0 }
 *	};
 *
 * How a screen embeds it. Its state holds a struct form; the slab (or any memory) what is typed:
 *
 *	open	memory = slab_take(slab, form_memory(fields));
 *		form_open(&state->form, &(struct form_options){ .fields = fields, .memory = memory,
 *			.store = { record_get, record_set, &state->record },
			.clock = { app_epoch_ms(app), me->offset_min, me->zone } });
 *		and, where a draft is at hand, form_draft_read()
 *	key	switch (form_key(&state->form, event)) ...: see enum form_result
 *	draw	form_tell(&state->form, app_epoch_ms(app)); form_draw(&state->form, pane)
 *	status	form_status(&state->form, text, size)
 *	save	form_write() into a copy of the record, which is sealed and sent; a refusal of the
 *		server that names a field: form_refuse(); one for the version: conflict.h
 *	lock	form_draft_write() into a record, which is sealed; form_close(); slab_give().
 *		Unlocked: open as above with that draft, and it stands on the same letter.
 *
 * Where a view is being typed in, the app gives it each key before its own (a verb's letter and
 * `:` are text there), and takes those of which form_key() says FORM_IGNORED.
 *
 * MEMORY. What somebody types, and what is opened, lies in two places: in the caller's `memory`,
 * and behind the caller's store. Struct form itself holds no value, so it may lie on the heap.
 * Nothing is allocated, nothing grows: each field has room for its limit from the start.
 * form_close() overwrites the memory; until then it must stay. The store is read while the form is
 * open, and written by form_write() and form_draft_write() alone.
 *
 * VALUES. A value is text under the field's name, "" or none where nothing is known. Kept as:
 *	TEXT, LONG	as typed, without blanks at its ends
 *	NUMBER		digits, `-` before them
 *	DATE		2026-11-22
 *	MOMENT		2026-11-22T14:30:00+07:00
 *	BIRTH		2008-11-22, 2008-11, 2008 or 2008-11-23/2011-11-22 (date.h); how that is
 *			known is a field of its own
 *	CHOICE		the code of the choice
 *	CHOICES		codes with `;` between
 *	ASKED		yes, no, not_asked
 * A value that this form cannot hold, for a newer program wrote it, is shown and stays as it is.
 *
 * REPEATED FIELDS. `#` in a name stands for a number from 1 to `repeat`. Fields that stand next to
 * each other with the same text before the `#` are one group: shown as often as it is filled, and
 * once more, empty, by its first field. Numbers stay with what they name: nothing moves up when one
 * is emptied.
 * FIELD_REQUIRED in a group: wherever another field of it is filled, and once at least; with
 * FIELD_IF_FILLED not even once, where the whole group is empty.
 *
 * CHECKS. A field is checked when it is left: what is wrong stands on its line and stops nobody.
 * ^X checks all of them: what is wrong then is counted, and nothing is saved before it is right.
 * Where something was refused that was typed or pasted (it was too long) that stands on the line of
 * its field, also in a draft, until the field is changed or ^X has been pressed twice in a row.
 */
#ifndef TUI_WIDGETS_FORM_H
#define TUI_WIDGETS_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/base/err.h"
#include "tui/app/choose.h"
#include "tui/widgets/editor.h"
#include "tui/widgets/picker.h"

struct form;
struct input_event;
struct pane;

/* ---- the table ------------------------------------------------------------------------- */

enum field_type {
	FIELD_TEXT = 0,
	FIELD_LONG, /* many lines */
	FIELD_NUMBER,
	FIELD_DATE,
	FIELD_MOMENT, /* a day and a time of the office's zone, which is shown with it */
	FIELD_BIRTH, /* a day, a month, a year, an age or a range */
	FIELD_CHOICE, /* one of a list */
	FIELD_CHOICES, /* several of it */
	FIELD_ASKED, /* yes, no, not asked */
};

enum field_flag {
	FIELD_REQUIRED = 1,
	FIELD_NO_DEFAULT =
		2, /* risk, consent, place: only what is pointed at is ever taken, or typed,
			       * all of it or so much that only one begins so: see picker_only() */
	FIELD_PAST = 4, /* dates: not after today */
	FIELD_IF_FILLED = 8, /* REQUIRED of whoever is there, and of nobody where nobody is */
	FIELD_CLEAR = 16, /* a coded fact, which the database is told in clear: sheet_clear() */
};

/* What a check finds; DOUBT is said and saved, WRONG is not saved. */
enum field_verdict { FIELD_FINE = 0, FIELD_DOUBT, FIELD_WRONG };
enum { FORM_SENTENCE = 160 }; /* bytes of one */

struct field {
	const char *name; /* small letters, digits, `_`, `.`, one `#`; under 48 bytes */
	const char *label; /* N_() */
	const char *hint; /* N_(): below the field while it has the focus; NULL */
	enum field_type type;
	unsigned flags; /* of enum field_flag */
	int limit; /* code points; 0: what is usual for its type */
	int repeat; /* with `#` in the name; the same for all of a group */
	int64_t least, most; /* NUMBER; both 0: any */
	const struct field_choice *choices; /* {0} ends them; NULL: form_options.choice has them */
	/* More than the type can check. Gets what would be kept, never "". Writes a translated
	 * sentence that does not quote it. form_value() has the other fields. */
	enum field_verdict (*check)(const struct form *form, const struct field *field,
		const char *value, char sentence[static FORM_SENTENCE]);
};

/* ---- opening --------------------------------------------------------------------------- */

/* A flat record of named values, such as db/vault/record.h. */
struct form_store {
	/* Borrowed until the next set; NULL: none. */
	const char *(*get)(void *who, const char *name);
	/* "" takes it away. 0, or an err with its sentence. The value is the form's. */
	int (*set)(void *who, const char *name, const char *value, struct error *e);
	void *who;
};

struct form_clock {
	int64_t epoch_ms; /* form_tell() keeps it right */
	int offset_min; /* the reader's zone, east of UTC */
	const char *zone; /* as people call it; outlives the form */
	int day_min; /* so many minutes that of the office is ahead of it: whose day `today` is */
};

struct form_options {
	const struct field *fields; /* {0} ends them; they outlive the form */
	struct form_store store;
	struct form_clock clock;
	void *memory; /* form_memory() bytes, aligned as malloc() does */
	/* The n-th choice of a field whose table has none; false past the last. Borrowed. */
	bool (*choice)(void *who, const struct field *field, size_t n, struct field_choice *choice);
	void *who;
};

struct form_slot; /* a field, or one of a repeated one */

struct form {
	struct form_options options;
	struct form_slot *slots; /* in memory */
	size_t count, size; /* slots, bytes */
	size_t focus, top; /* slots: with the focus, first drawn */
	size_t page; /* how many were drawn last */
	bool tried; /* to save: what is wrong counts now */
	bool asking; /* keep draft, discard, continue? */
	size_t refused; /* slot that the server refused; `count`: none */
	size_t told; /* slot to which ^X has just gone, for something is missed there; `count` */
	char refusal[FORM_SENTENCE];
	char said[EDITOR_SAID]; /* about the last key; "" */
	struct choose choose;
};

/* Bytes of a field's name before its `#`; 0: it is not repeated. */
size_t form_prefix(const struct field *field);
/* How many fields from this one on are repeated together; 1 for one that is not. */
size_t form_members(const struct field *field);
/* Bytes that a form of these fields needs. */
size_t form_memory(const struct field *fields);
/* Reads the store; the cursor goes to the first field. */
void form_open(struct form *form, const struct form_options *options);
/* The cursor goes to the field of this name, or to the first of a group, if there is one. */
void form_go(struct form *form, const char *name);
/* Overwrites what was typed. */
void form_close(struct form *form);
/* The time, for dates that are counted from now and for what may not be in the future: at least
 * once a minute. */
void form_tell(struct form *form, int64_t epoch_ms);

/* ---- keys and drawing ------------------------------------------------------------------ */

enum form_result {
	FORM_IGNORED = 0, /* not the form's: ^L, ^Z, F2 (a new call) ... */
	FORM_STAYS, /* moved, or said something */
	FORM_CHANGED, /* a value is another: a draft may be due */
	FORM_SAVE, /* ^X, and all is right: form_write(), send; the form stays as it is */
	FORM_LEAVE, /* Esc, and nothing was changed */
	FORM_KEEP, /* Esc, keep as a draft: form_draft_write() */
	FORM_DISCARD, /* Esc, and what was typed may go */
	FORM_COMMAND, /* ^O, or `:` where it can be no text: the prompt is wanted */
	FORM_LOCK, /* Enter behind `:unlock` or `:lock`, which is gone from the field */
};

/* Tab, Enter, Down: next; Shift-Tab, Up: previous; PgUp, PgDn: a screen of them (in a long text
 * Enter, Up, Down, PgUp, PgDn are the editor's; Tab leaves it). ^N, ^P: choices; ^E: next error;
 * ^X: save; Esc, ^C, ^G: leave. The rest is editor.h's. */
enum form_result form_key(struct form *form, const struct input_event *event);
void form_draw(struct form *form, struct pane *pane);
/* "2 errors, ^E next", which field of how many, whether anything is changed. */
void form_status(const struct form *form, char *text, size_t size);
/* Some value is another than in the store, or cannot be read. */
bool form_changed(const struct form *form);
/* The first field that would not be saved, which says why; NULL: there is none. */
const struct field *form_wrong(const struct form *form, char sentence[static FORM_SENTENCE]);
/* How many fields are wrong now. */
size_t form_errors(const struct form *form);

/* ---- values ---------------------------------------------------------------------------- */

/* What is typed under a name, as it would be kept, written into `small` or borrowed; "" where there
 * is none, or where it is wrong. */
enum { FORM_SMALL = 96 };
const char *form_value(const struct form *form, const char *name, char small[static FORM_SMALL]);
/* Sets all values that are others than in the form's own store in `to`. 0, or the first error:
 * ERR_INPUT with the sentence of a field that is wrong, which is not set. */
int form_write(const struct form *form, const struct form_store *to, struct error *e);
/* What `from` has is typed, where it is another than in the form's own store, and kept as it is
 * even where this form could not read it. */
void form_fill(struct form *form, const struct form_store *from);
/* The server refused the value of this field, or of the first of a group, and says why: it gets the
 * focus, and the sentence stands on its line until it is changed. False: no such field. */
bool form_refuse(struct form *form, const char *name, const char *sentence);

/* ---- drafts ---------------------------------------------------------------------------- */

/* The whole state under names of its own ("form.focus", "typed.birth.date"): each text that is
 * another than in the store, as typed, right or wrong; where the cursor stands; what was scrolled;
 * the time. What `to` holds under such names is replaced. 0, or the first error of the store. */
int form_draft_write(const struct form *form, const struct form_store *to, struct error *e);
/* Into a form that was just opened. What this form has no field or no room for is left alone. What
 * was counted from a day ("today", "15y") counts from the one on which it was typed. */
void form_draft_read(struct form *form, const struct form_store *from);

#endif
