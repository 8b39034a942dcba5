/* What the database is asked for a vault: whose keys are wanted, the directory, the person's
 * realms. */
#include "tui/app/vault_int.h"

#include <stdio.h>
#include <string.h>

#include "db/key_rows.h"
#include "tui/app/alarm.h"
#include "tui/app/believe.h"
#include "tui/app/prompt.h"
#include "tui/intl.h"

static int lost(const struct answer *answer)
{
	return answer->err == ERR_OFFLINE || answer->err == ERR_TIMEOUT;
}

/* The line went: that is told by whoever waits. */
static int failed(struct vault *vault, const struct answer *answer)
{
	if (lost(answer))
		return answer->err;
	return vault_stays_shut(vault, answer->err,
		_("The vault stays shut: the database answered with error %s."),
		answer->sqlstate[0] != '\0' ? answer->sqlstate : error_word(answer->err));
}

/* ---- whose ---- */

/* Her id also where the vault stays shut: a locked screen opens with what is in the key file. */
static int read_whose(struct vault *vault, const struct rows *rows)
{
	if (rows_count(rows) != 1 || strlen(rows_field(rows, 0, "person")) != UUID_TEXT - 1)
		return vault_stays_shut(vault, ERR_REFUSED,
			_("The vault stays shut: the database did not say whose "
			  "keys yours are."));
	text_copy(vault->whose, sizeof vault->whose, rows_field(rows, 0, "person"));
	if (!rows_field_is_null(rows, 0, "number"))
		return 0;
	return vault_stays_shut(vault, ERR_KEY, "%s",
		rows_field_is_null(rows, 0, "offered") ?
			_("Nobody knows your keys yet: offer them with `homeward keys make`, then "
			  "two registrars sign for you. Until then the vault stays shut.") :
			_("Your keys wait for two registrars to sign for you. Until then the vault "
			  "stays shut."));
}

static unsigned whose_answered(void *who, const struct answer *answer)
{
	struct vault *vault = who;

	vault->asking_whose = false;
	lock_known(vault->app,
		answer->err != 0 ? failed(vault, answer) : read_whose(vault, answer->rows));
	return EFFECT_REDRAW;
}

void vault_ask_whose(struct app *app)
{
	struct vault *vault = app->vault;

	if (vault->asking_whose)
		return;
	vault->asking_whose = app_ask(app, Q_VAULT_SELF, NULL, 0, whose_answered, vault) == 0;
	if (!vault->asking_whose)
		lock_known(app, ERR_OFFLINE);
}

/* ---- realms ---- */

/* What cannot be taken is missing, and the rest works. */
static void take_realms(struct vault *vault, const struct rows *rows)
{
	struct app *app = vault->app;

	for (int row = 0; row < rows_count(rows); row++) {
		struct error e = { 0 };
		int r = key_rows_take_realm(vault->ring, rows, row, &e);
		const struct alarm alarm = alarm_realm(rows, row);
		char what[160];

		snprintf(what, sizeof what, _("the keys of %s"), rows_field(rows, row, "name"));
		if (r == ERR_TAMPERED)
			vault_tampered(app, what, &alarm, &e);
		else if (r != 0)
			app_say(app, SAY_WARN, _("You are without %s. %s"), what, e.text);
	}
	if (rows_count(rows) == 0)
		app_say(app, SAY_WARN,
			_("Nobody has given you the keys of an office yet: one of its custodians "
			  "does."));
}

static void fetched(struct vault *vault, int r)
{
	vault->fetch.asking = false;
	if (r == 0)
		vault->believed = true;
	if (r == 0 && vault->state == VAULT_OPENING)
		vault->state = VAULT_OPEN;
	lock_opened(vault->app, r);
}

static unsigned realms_answered(void *who, const struct answer *answer)
{
	struct vault *vault = ((struct vault_fetch *)who)->vault;

	if (answer->err == 0)
		take_realms(vault, answer->rows);
	fetched(vault, answer->err != 0 ? failed(vault, answer) : 0);
	return EFFECT_REDRAW;
}

/* ---- the directory ---- */

static int believe(struct vault *vault, const struct rows *rows)
{
	struct app *app = vault->app;
	struct registrars registrars;
	struct error e = { 0 };
	struct alarm alarm = { .kind = ALARM_DIRECTORY };
	const char *what = _("the directory of people and keys");
	int r;

	r = vault_read_seen(vault, &e);
	if (r == ERR_TAMPERED) {
		what = _("what this host remembers for you");
		alarm.kind = ALARM_MEMORY;
		error_set(&e, r,
			_("%s was changed, or its disk is failing. Once they know why, moving it "
			  "away lets you in: older keys are then believed once more."),
			vault->seen_path);
	} else if (r == 0) {
		r = believe_registrars(&registrars, app->conf, &e);
		if (r == 0)
			r = believe_directory(vault->ring, rows, &registrars, &e);
	}
	if (r == ERR_TAMPERED)
		vault_tampered(app, what, &alarm, &e);
	else if (r != 0)
		vault_stays_shut(vault, r, _("The vault stays shut. %s"), e.text);
	/* Her keys are no longer hers: nothing of it stays open. */
	if (r == ERR_KEY && vault->state == VAULT_OPEN) {
		vault_put_away(app);
		vault_forget(app);
		prompt_forget();
		app_unshow(app);
	}
	return r;
}

static unsigned directory_answered(void *who, const struct answer *answer)
{
	struct vault *vault = ((struct vault_fetch *)who)->vault;
	int r = answer->err != 0 ? failed(vault, answer) : believe(vault, answer->rows);

	if (r == 0)
		r = app_ask(vault->app, Q_REALM_MINE, NULL, 0, realms_answered, who);
	if (r != 0)
		fetched(vault, r);
	return EFFECT_REDRAW;
}

bool vault_fetch(struct app *app)
{
	struct vault *vault = app->vault;

	if (vault->fetch.asking)
		return true;
	if (!app_is_live(app))
		return false;
	vault->why[0] = '\0';
	vault->fetch.asking =
		app_ask(app, Q_DIRECTORY, NULL, 0, directory_answered, &vault->fetch) == 0;
	return vault->fetch.asking;
}

void vault_live(struct app *app)
{
	if (app->vault == NULL)
		return;
	if (lock_covers(app) && !vault_knows_whose(app))
		vault_ask_whose(app);
	vault_refresh(app);
}
