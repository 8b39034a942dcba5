/* change.h: one change that is sent by itself, of no case or of one that nobody has to have seen: a
 * shift, who is on call, a call that is no case. No screen owns it: whoever leaves the screen
 * meanwhile is told all the same what became of it. It has a key, under which it is asked again
 * where its answer is lost (lost.h): so it is done once. Several cases at a time, at the version
 * that somebody saw, are job.h's; what is sealed is keeping.h's. */
#ifndef TUI_APP_CHANGE_H
#define TUI_APP_CHANGE_H

#include "tui/app/app.h"

enum { CHANGE_PARAMS = 8 };

/* All of it is copied but `then`. Texts are translated. */
struct change {
	enum query query; /* $1 is the key; it answers an api.outcome */
	const char *key; /* one of her own (own_key.h); NULL: it is made */
	const struct param *params; /* $2 and those behind it, text; NULL and "": null */
	size_t count;
	const char *code; /* what it is about, told to a program; NULL: as the answer has it */
	const char *before; /* stands before why it is not done; NULL: nothing does */
	const char *done; /* what is said when it is */
	const char *undo; /* as app_did() wants it; NULL: u does not take it back */
	/* Says in place of `done` that it is, and does what `undo` is for. Borrows both. */
	void (*then)(struct app *app, const struct rows *rows, const char *undo);
};

/* Asked for twice before there is an answer it is one wish. Where nothing is sent it has said so.
 * Returns effects. */
unsigned change_send(struct app *app, const struct change *change);
/* One of this query, whose $2 is this, has no answer yet. */
bool change_is_open(const struct app *app, enum query query, const char *value);
/* Of one it is not known whether it is done. */
bool change_unknown(const struct app *app);
/* Tells that of each to a program. */
void change_tell_unknown(const struct app *app);
void change_free_all(struct app *app);

#endif
