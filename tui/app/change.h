/* change.h: one change that is sent by itself, and that no screen owns: whoever leaves the screen
 * meanwhile is told all the same what became of it. It has a key of its own, under which it is
 * asked again where its answer is lost (lost.h): so it is done once. What is done to cases is
 * job.h's, what is sealed is keeping.h's. */
#ifndef TUI_APP_CHANGE_H
#define TUI_APP_CHANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "embedded.h"

struct app;

enum { CHANGE_VALUES = 6, CHANGE_VALUE = 80 /* bytes of one */ };

struct change {
	enum query query; /* $1 is the key, the values come behind it; it answers an api.outcome */
	const char *values[CHANGE_VALUES]; /* NULL or "": null */
	size_t count; /* of them */
	/* Translated: */
	const char *about; /* what it is about, before why it is not done; NULL: nothing */
	const char *done; /* what is said when it is */
	const char *undo; /* as app_did() wants it; NULL: u does not take it back */
};

/* All of it is copied. Asked for twice before there is an answer it is one wish. Returns
 * effects. */
unsigned change_send(struct app *app, const struct change *change);
/* One of this query, with this first value, has no answer yet. */
bool change_is_open(const struct app *app, enum query query, const char *value);
/* Of one it is not known whether it is done. */
bool change_unknown(const struct app *app);
void change_free_all(struct app *app);

#endif
