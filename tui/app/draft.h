/* draft.h: what is typed into a form and not saved. It is a record of its own (what the form was
 * opened on, what is typed, where the cursor stands, and of which record it is), sealed to the
 * person: the vault keeps it while it is locked, and a file beside her key file keeps it when the
 * console ends, whoever ends it. Each form that was left unsaved has a place of its own, held by
 * the console that has it open: nobody else writes it or drops it meanwhile.
 *
 * A console whose line broke off may not know, and live on for hours. So another one of hers may
 * take a draft over, where she says so: it goes, as it was last written, to a place of the other.
 * Whoever had it has it no more: nothing is written any more to where it was. Both forms are of the
 * same record and version, so that what is saved second meets what was saved first. */
#ifndef TUI_APP_DRAFT_H
#define TUI_APP_DRAFT_H

#include <stdbool.h>
#include <stdint.h>

#include "db/sealed.h"

struct app;
struct form;

/* Of which record. */
struct draft_of {
	struct sealed_at at; /* version: the one it was opened at, 0: it is new */
	char code[40];
	int64_t saved_ms; /* when: epoch */
};

/* Writes all of it into plain (room bytes, which may lie in a slab). Returns its length; 0: there
 * is no room for it. */
size_t draft_pack(const struct draft_of *of, const struct record *base, const struct form *form,
	unsigned char *plain, size_t room);
/* Reads it again: *packed is what form_draft_read() wants, in plain. ERR_TAMPERED, ERR_CONTRACT. */
int draft_unpack(struct draft_of *of, struct record *packed, unsigned char *plain, size_t length,
	struct error *e);
/* What the form was opened on, out of it. ERR_MEMORY. */
int draft_base(struct record *base, const struct record *packed, struct error *e);

/* Of one person; behind them where her consoles are, which is none of them: resume.h. */
enum { DRAFTS = 8, DRAFT_OF_PLACE, DRAFT_LAST = DRAFT_OF_PLACE + DRAFTS - 1 };

/* The place of one: held until it is released, or the console ends, whoever ends it. */
struct draft_place {
	int number; /* from 1; 0: none */
	int lock;
};
/* A free one, of the numbers from first to last; the draft that is there under a number. False:
 * there is none, or it is in use. */
bool draft_claim(const struct app *app, struct draft_place *place, int first, int last);
bool draft_take(const struct app *app, struct draft_place *place, int number);
void draft_release(struct draft_place *place);
/* How many are not in use. */
int draft_count(const struct app *app);

/* Another console of hers has one of these numbers; since when: the latest (epoch). */
bool draft_is_elsewhere(const struct app *app, int first, int last, int64_t *since_ms);
/* It has it no more: the draft is in *place, which is held. ERR_REFUSED: it is not there any more,
 * or no place is free. */
int draft_take_over(const struct app *app, struct draft_place *place, int number, struct error *e);
bool draft_is_taken(const struct draft_place *place);
/* Goes on with what was said: that there are more than so many which are not in use, or that
 * another console has one, and how to get there. */
void draft_tell(struct app *app, int known);
/* A sentence about the latter, translated; "": none has. */
enum { DRAFT_WORDS = 200 };
void draft_words(const struct app *app, char text[static DRAFT_WORDS]);

/* The file of a place that is held; read of any number. The vault has to be open. Errors as
 * ring_seal_own() and private_write(), ERR_REFUSED: draft_is_taken(); ring_unseal_own() and
 * private_read(); what is read lies in *plain, of the vault's slab: slab_give(). */
int draft_write(struct app *app, const struct draft_place *place, unsigned char *plain,
	size_t length, size_t room, struct error *e);
int draft_read(struct app *app, const struct draft_place *place, unsigned char **plain,
	size_t *length, struct error *e);
/* The last two release the place. aside: it is kept under another name, *.bad. False: it stays. */
bool draft_put_aside(const struct app *app, struct draft_place *place);
void draft_drop(const struct app *app, struct draft_place *place);

#endif
