/* edit_int.h: what the files of the screen `edit` share. Included by them alone.
 *
 * edit.c is the screen: keys, drawing, time. edit_begin.c leads to the form, edit_form.c holds
 * it, edit_draft.c keeps what is not saved, edit_save.c saves, edit_conflict.c meets who was
 * quicker. edit_facts.c brings what is known of a place in clear, which is no record, edit_batch.c
 * counts people who came at once, edit_call.c begins a case, edit_card.c says what to say
 * meanwhile, edit_transfer.c what a transfer lacks that is asked for, edit_many.c saves one form
 * for several cases. */
#ifndef TUI_SCREENS_EDIT_INT_H
#define TUI_SCREENS_EDIT_INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/app/app.h"
#include "tui/app/draft.h"
#include "tui/app/keeping.h"
#include "tui/app/opening.h"
#include "tui/app/subject.h"
#include "tui/app/vault.h"
#include "tui/sheets/sheet.h"
#include "tui/widgets/conflict.h"

/* The names of those about whom there is a danger note, while one is looked for among them. */
struct edit_names {
	bool busy, again; /* ... asked for the second time */
	char key[UUID_TEXT]; /* of the request */
	char realm[UUID_TEXT]; /* whose earlier keys were asked for last */
	int rounds;
	struct rows *rows; /* danger_names */
	int row, unread; /* which of them is looked at; how many before it do not open */
	char code[16], field[32]; /* of the one that may be meant; where she or he stands */
};

enum edit_step { EDIT_ASKING = 0, EDIT_TYPING, EDIT_COMPARING };
/* Of what to say at the telephone, as it was drawn last. */
enum edit_card_place { CARD_HIDDEN = 0, CARD_BESIDE, CARD_BELOW, CARD_OVER };

struct edit {
	struct view *view;
	struct subject subject;
	const struct sheet *sheet; /* NULL: to be chosen */
	struct sealed_at at; /* version: the one that the form was opened on; 0: it is new */
	enum edit_step step;
	bool begun, done; /* ... and it is to be closed */
	bool fresh; /* a place that there is not yet: its facts first, then its name and address */
	bool founded; /* ... those are kept, and the form of these is on its way */
	bool away, drafted; /* what is typed is put away, sealed; nothing of it is in no draft */
	bool comparing; /* the facts that somebody else wrote are asked for */
	bool may_keep; /* the facts of a place: by her role */
	int day_min; /* that the subject's office is ahead of hers: struct form_clock */
	bool draft; /* the draft that is kept is to be opened, whatever it is of */
	bool take; /* ... the newest that another console of hers has open */
	bool taken; /* another console of hers has taken this one over: it is written no more */
	int drafts; /* that nobody has open, when this one was looked for */
	bool unread; /* ... and one of them does not open, which was said */
	struct draft_place place; /* of the draft of this form, or that is offered to it */
	int64_t draft_due; /* clock_now_ms(); 0: nothing new is typed */
	struct { /* of a new call: out of whom she is split, and as one of whom; "": nobody.
		  * Of people who are counted the kind that was named */
		char id[UUID_TEXT], kind[16], nationality[16], class[8];
	} batch;
	char office[16], language[16]; /* ... whose telephone, in which language; "": not said */
	bool card; /* what to say is shown where there is no room for it beside the form */
	enum edit_card_place card_place;
	int card_from, card_shown; /* rows of it: above those that are shown; that fit */
	bool card_more; /* ... and some are below them */
	char entry[UUID_TEXT]; /* of many, the one that is changed; "": a new one, or one of one */
	struct edit_many *many; /* the cases that were marked, of which the form is; else NULL */
	struct rows *kinds, *keys;
	struct edit_names names;
	struct opening opening;
	struct keeping keeping;
	/* All of these lie in the vault's slab, and are gone when it is locked. */
	struct record base, mine, theirs;
	void *form_memory, *conflict_memory;
	struct form form;
	struct conflict conflict;
	struct sealed_at theirs_at;
	char title[160]; /* of the conflict */
};

/* ---- edit_form.c ------------------------------------------------------------------------- */

struct app *edit_app(const struct edit *state);
/* The view closes, at once or with its next tick; give_up() says why. They return effects. */
unsigned edit_leave(struct edit *state);
unsigned edit_give_up(struct edit *state, enum say_level level, const char *text);

/* An empty record, or a copy of from, with room for so many bytes more; what *record was is
 * wiped. 0 or ERR_MEMORY. */
int edit_make(struct edit *state, struct record *record, const struct record *from, size_t more);
void edit_drop(struct edit *state, struct record *record);
struct form_store edit_store(struct record *record); /* borrows it */
struct form_clock edit_clock(const struct edit *state);

/* On the base, which is there. 0 or ERR_MEMORY. */
int edit_open_form(struct edit *state);
/* On a copy of from; NULL: an empty one. Returns effects. */
unsigned edit_begin_form(struct edit *state, const struct record *from);
/* Something was typed into it: a draft is due. */
void edit_typed(struct edit *state);
/* The form is there, and what was typed ahead goes into it. Returns effects. */
unsigned edit_came(struct edit *state);
/* Wipes form, conflict and records, from the screen too. */
void edit_close_form(struct edit *state);

/* ---- edit_begin.c ------------------------------------------------------------------------ */

/* Which case, which sheet, whether she may write it, the vault, a draft that is there: whatever is
 * not known yet. Returns effects, as the next. */
unsigned edit_begin(struct edit *state);
/* The vault, then a draft that is there. */
unsigned edit_unlock(struct edit *state);
/* From sealed_kinds: which day it is at the office of this case. */
void edit_take_day(struct edit *state, const struct rows *kinds);
/* Of a draft that was opened by itself nobody has asked for that. */
void edit_ask_day(struct edit *state);
/* Which keys, or facts: after that the form comes. */
unsigned edit_ask(struct edit *state);

/* ---- edit_call.c ------------------------------------------------------------------------- */

/* The form is of a case that there is not yet. */
bool edit_is_call(const struct edit *state);
/* 0, or -1 after saying why there can be none. It begins with what the call says of it; the values
 * of the verb `split` are the people, nationality, group, kind, office. */
int edit_new_call(struct edit *state, const struct call *call);
/* The word for a language of the form; NULL: its list has none of this code. */
const char *edit_call_language(const char *code);
/* The vault is open. Returns effects, as the next ones. */
unsigned edit_begin_call(struct edit *state);
/* mine, as it was made, without what is of the case. */
unsigned edit_send_call(struct edit *state, const struct sealed_at *at);
void edit_call_kept(struct edit *state); /* says so */
unsigned edit_call_is_there(struct edit *state);
/* Nobody is left of whom she was to be one: somebody says whether it is a case of its own. */
unsigned edit_call_is_left_over(struct edit *state);

/* ---- edit_card.c ------------------------------------------------------------------------- */

/* There is something to say beside this form. */
bool edit_has_card(const struct edit *state);
/* The form, and the card where it has its place. */
void edit_draw_form(struct edit *state, struct pane *pane);
/* True: the key was the card's. */
bool edit_card_key(struct edit *state, const struct input_event *event);

/* ---- edit_batch.c ------------------------------------------------------------------------ */

bool edit_is_batch(const struct edit *state);
/* Nobody has counted them before. */
bool edit_is_new_batch(const struct edit *state);
/* 0, or -1 after saying why not. */
int edit_open_batch(struct edit *state, const struct call *call);
/* What was counted, for the form or, after a save that met it, for the comparison. Returns
 * effects. */
unsigned edit_fetch_batch(struct edit *state);
/* mine, as it was made. Returns effects. */
unsigned edit_send_batch(struct edit *state, const struct sealed_at *at);
int64_t edit_batch_people(const struct edit *state); /* as typed */
void edit_batch_kept(struct edit *state); /* says so */

/* ---- edit_transfer.c ---------------------------------------------------------------------- */

/* Asks how it is called and what is missing, and says so. */
void edit_transfer_kept(struct edit *state);
/* Says it, of an answer of approval_open; of: the code of the case, "": it is known. */
void edit_transfer_told(struct app *app, const char *of, const struct answer *answer);

/* ---- edit_many.c -------------------------------------------------------------------------- */

/* 1: the form is of all the cases that are marked; 0: it is of one; -1: after saying why not. */
int edit_many_open(struct edit *state, const struct call *call);
void edit_many_close(struct edit *state);
/* The form comes: it is of people, and not of files. Returns effects. */
unsigned edit_many_begin(struct edit *state);
/* More than one is left. */
bool edit_is_many(const struct edit *state);
/* They are being saved: nothing is typed. */
bool edit_many_is_busy(const struct edit *state);
/* What is typed is of no more than one of them: said at its field, and nothing is saved. */
bool edit_many_refuses(struct edit *state);
/* mine, as it was made, once she is sure. Return effects, as the next. */
unsigned edit_many_send(struct edit *state);
unsigned edit_many_kept(struct edit *state, enum keeping_result result);
/* The form is that of the first that is not saved: where it comes back from a lock it is again. */
void edit_many_stand(struct edit *state);
/* The vault is locked: who is not saved yet stays in the form. */
void edit_many_lost(struct edit *state);
void edit_many_where(const struct edit *state, char *text, size_t size);
void edit_many_status(const struct edit *state, char *text, size_t size);

/* ---- edit_facts.c ------------------------------------------------------------------------ */

/* Which place, and which of its two sheets; the one that is sealed goes on as edit_begin(). Returns
 * effects. */
unsigned edit_begin_place(struct edit *state);
/* Reads them, for the form or, after a save that met it, for the comparison. Returns effects. */
unsigned edit_fetch_facts(struct edit *state);
/* What is told in clear becomes the form or, after a save that met it, the comparison: put() writes
 * it into a record of at most room bytes, 0 or an error. writer: who changed it last, "": not said.
 * Returns effects. */
unsigned edit_read_clear(struct edit *state, const struct rows *rows, size_t room,
	const char *writer,
	int (*put)(const struct edit *state, struct record *record, const struct rows *rows));

/* ---- edit_draft.c ------------------------------------------------------------------------ */

/* Beside the keys, if anything was changed. False, after saying so: it cannot be kept, or is not
 * this form's any more. */
bool edit_write_draft(struct edit *state);
/* The one of this form. */
void edit_drop_draft(struct edit *state);
/* One that is of this record, or with :draft the newest, and not in use: it is held then. What does
 * not open is set aside. */
bool edit_find_draft(struct edit *state);
/* The newest that another console of hers has open is this one's from now on. False, after saying
 * so: there is none. */
bool edit_take_over(struct edit *state);
/* The form comes back out of the draft that is there; somebody says whether. Return effects. */
unsigned edit_resume(struct edit *state);
unsigned edit_offer_draft(struct edit *state);
/* What is typed was put away with the vault, which is not locked and did not bring it back: keys
 * that are hers no more, a passphrase that was not given. Where there is a draft the form leaves
 * and says so; else it waits. Returns effects. */
bool edit_is_shut(const struct edit *state);
unsigned edit_leave_shut(struct edit *state);
/* The slots of the screen. */
size_t edit_put_away(struct view *view, unsigned char *plain, size_t room);
unsigned edit_take_back(struct view *view, const unsigned char *plain, size_t length);

/* ---- edit_names.c ------------------------------------------------------------------------ */

/* Mine names somebody by a name alone, to whom she is about to be given, or with whom something is
 * planned. */
bool edit_names_somebody(const struct edit *state);
/* Looks for that name among the danger notes; then mine is sent, or she is asked. Returns
 * effects. */
unsigned edit_look_for_names(struct edit *state);
void edit_forget_names(struct edit *state);

/* ---- edit_save.c, edit_conflict.c -------------------------------------------------------- */

/* What is typed; what was chosen in a conflict, on top of theirs; mine, as it is. Return effects,
 * as the next. */
unsigned edit_save(struct edit *state);
unsigned edit_send(struct edit *state);
unsigned edit_save_chosen(struct edit *state);
/* mine: a copy of the base with what is typed. 0, ERR_MEMORY, ERR_INPUT; mine is empty then. */
int edit_make_mine(struct edit *state, struct error *e);
unsigned edit_not_written(struct edit *state, const struct error *e);
unsigned edit_kept(void *who, enum keeping_result result); /* keeping_fn */
/* Opens the record to be edited, or, after a save that met it, somebody else's version. */
unsigned edit_fetch(struct edit *state);
unsigned edit_compare(struct edit *state, const struct opened *item);
unsigned edit_opened(void *who, int r); /* opening_fn */

#endif
