#include "tui/app/lacking.h"

#include <string.h>

#include "db/sealed.h"
#include "tui/app/alarm.h"
#include "tui/app/app.h"
#include "tui/app/opening.h"
#include "tui/app/vault.h"
#include "tui/intl.h"

enum { ROUNDS = 8 /* askings for missing keys: each brings some nearer, or nothing does */ };

static unsigned fetch(struct lacking *lacking);

static unsigned end(struct lacking *lacking, int r, const char *text)
{
	if (text != NULL)
		app_say(lacking->app, SAY_ERROR, "%s", text);
	return EFFECT_REDRAW | lacking->fn(lacking->who, r);
}

static unsigned chain_answered(void *who, const struct answer *answer)
{
	struct lacking *lacking = who;
	const struct alarm alarm = { .kind = ALARM_REALM, .object = lacking->realm };
	struct error e = { 0 };
	char text[OPENING_TROUBLE];
	int r;

	if (answer->err != 0) {
		opening_trouble(text, answer);
		return end(lacking, answer->err, text);
	}
	if (!vault_is_open(lacking->app))
		return end(lacking, ERR_KEY, NULL);
	r = sealed_take_chain(vault_ring(lacking->app), lacking->realm, answer->rows, &e);
	if (r != 0)
		memcpy(lacking->spoiled, lacking->realm, sizeof lacking->spoiled);
	if (r == ERR_TAMPERED)
		vault_tampered(lacking->app, _("an earlier key of an office"), &alarm, &e);
	return fetch(lacking);
}

/* What is lacked at all, but for a chain that was no good. An earlier epoch goes first, for it is
 * certain to come. */
static enum sealed_lack lacks(struct lacking *lacking, bool *later)
{
	enum sealed_lack lack = SEALED_LACKS_NOTHING, this;

	for (int row = 0; row < rows_count(lacking->rows); row++) {
		const char *realm = rows_field(lacking->rows, row, "realm");

		this = sealed_lacks(vault_ring(lacking->app), lacking->rows, row);
		*later |= this == SEALED_LACKS_LATER;
		if (this == SEALED_LACKS_NOTHING || lack == SEALED_LACKS_EARLIER ||
			strcmp(realm, lacking->spoiled) == 0)
			continue;
		if (this == SEALED_LACKS_EARLIER || lack == SEALED_LACKS_NOTHING) {
			lack = this;
			text_copy(lacking->realm, sizeof lacking->realm, realm);
		}
	}
	return lack;
}

/* Until no row lacks a key that could still come. Answers come in the order of asking: after two
 * rounds the letters that vault_refresh() asked for are there. */
static unsigned fetch(struct lacking *lacking)
{
	const struct param realm = param_text(lacking->realm);
	bool later = false;

	if (lacks(lacking, &later) == SEALED_LACKS_NOTHING || lacking->rounds++ >= ROUNDS)
		return end(lacking, 0, NULL);
	if (later && !lacking->refreshed)
		vault_refresh(lacking->app);
	lacking->refreshed |= later;
	if (app_ask(lacking->app, Q_REALM_CHAIN, &realm, 1, chain_answered, lacking) != 0)
		return end(lacking, ERR_MEMORY, _("No memory left: nothing was opened."));
	return EFFECT_NONE;
}

unsigned lacking_fetch(struct lacking *lacking, struct app *app, struct rows *rows, lacking_fn *fn,
	void *who)
{
	lacking_drop(lacking);
	*lacking = (struct lacking){ .app = app, .fn = fn, .who = who, .rows = rows_ref(rows) };
	return fetch(lacking);
}

void lacking_drop(struct lacking *lacking)
{
	if (lacking->app == NULL)
		return;
	app_forget(lacking->app, lacking);
	rows_unref(lacking->rows);
	*lacking = (struct lacking){ 0 };
}
