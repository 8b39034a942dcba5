/* triage_contact.h: to see to a call that is no case. */
#ifndef TUI_SCREENS_TRIAGE_CONTACT_H
#define TUI_SCREENS_TRIAGE_CONTACT_H

#include "db/base/uuid.h"
#include "tui/app/app.h"

/* One of them is on its way at a time; part of a screen's state, zero at first. */
struct triage_contact {
	struct app *app;
	bool busy;
	char key[UUID_TEXT], id[UUID_TEXT];
};

/* Whoever is here sees to the call of this id. Says what became of it. Returns effects. */
unsigned triage_contact_take(struct triage_contact *contact, struct app *app, const char *id);

#endif
