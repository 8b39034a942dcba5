/* tend.h: what a custodian owes to her realms, with her vault open: new epochs where somebody has
 * left, letters to whoever lacks one, and case keys wrapped again for the newest epoch.
 *
 * Each realm is one change of its own, kept whole or not at all, and what is done needs no doing
 * again: killed anywhere, either epoch reads, and the next run goes on from there. */
#ifndef TUI_VERBS_TEND_H
#define TUI_VERBS_TEND_H

#include "tui/verbs/holder.h"

struct tend {
	struct holder holder; /* first; opened with HOLDER_REALMS, or what comes to the same */
	char only[UUID_TEXT]; /* this realm alone, and it is turned in any case; "": all of hers */
	struct rows
		*needs; /* of the realms that she is a custodian of, who shall have their keys */
	int at; /* the row at which the realm begins that is being tended */
	int turned, given, wrapped; /* realms; letters; case keys */
	int failed; /* realms for which not all could be done: said already */
	bool unasked; /* done without showing it and asking: invented people */
	void (*after)(struct work *work); /* NULL: it says what was done and ends the work */
	struct rows *old; /* keys of cases of the realm at hand: the last that were looked at */
	int bad; /* ... of all of them, those that cannot be wrapped again; one, and why: the first
		  * that is TAMPERED, else the first */
	char one_bad[UUID_TEXT];
	struct error bad_error;
	bool chained; /* the older epochs of the realm at hand are in the ring */
};

/* Asks what there is to do, shows it, asks whether it shall be done, does it and ends the work. */
void tend_start(struct tend *tend);
void tend_done(struct tend *tend); /* before holder_done() */

#endif
