/* triage_contact.h: to see to a call that is no case. */
#ifndef TUI_SCREENS_TRIAGE_CONTACT_H
#define TUI_SCREENS_TRIAGE_CONTACT_H

#include "db/base/uuid.h"
#include "tui/app/app.h"

struct triage_contact_change;

/* One of them is on its way at a time; part of a screen's state, zero at first. */
struct triage_contact {
	struct app *app;
	const struct triage_contact_change *change; /* that is on its way; else NULL */
	char key[UUID_TEXT], id[UUID_TEXT];
};

/* Whoever is here sees to the call of this id; nobody has to any more. They say what became of
 * it, and return effects. */
unsigned triage_contact_take(struct triage_contact *contact, struct app *app, const char *id);
unsigned triage_contact_done(struct triage_contact *contact, struct app *app, const char *id);

#endif
