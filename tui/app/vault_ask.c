/* What the database is asked for a vault: whose keys are wanted, the directory, the person's
 * realms. */
#include "tui/app/vault_int.h"

#include <stdio.h>
#include <string.h>

#include "db/vault/hex.h"
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

/* ---- bytes ---- */

/* A bytea of so many bytes, as the server writes it: \x and digits. */
static bool read_bytes(const struct rows *rows, int row, const char *name, unsigned char *out,
	size_t size)
{
	const char *text = rows_field(rows, row, name);

	return strncmp(text, "\\x", 2) == 0 && hex_read(out, size, text + 2, strlen(text + 2));
}

/* ---- realms ---- */

struct realm_bytes {
	unsigned char box[PUBLIC_KEY], chain[RING_WRAPPED], recovery[RING_LETTER],
		signature[SIGNATURE], letter[RING_LETTER];
};

static int take_realm(struct ring *ring, const struct rows *rows, int row, struct error *e)
{
	struct realm_bytes b;
	bool first = rows_field_is_null(rows, row, "chain");
	const struct epoch epoch = { .realm = rows_field(rows, row, "realm"),
		.epoch = (uint32_t)rows_field_int(rows, row, "epoch"),
		.box = b.box,
		.chain = first ? NULL : b.chain,
		.recovery_id = rows_field(rows, row, "recovery_id"),
		.recovery = b.recovery,
		.opened_by = rows_field(rows, row, "opened_by"),
		.signature = b.signature };

	if (!read_bytes(rows, row, "box", b.box, sizeof b.box) ||
		(!first && !read_bytes(rows, row, "chain", b.chain, sizeof b.chain)) ||
		!read_bytes(rows, row, "recovery", b.recovery, sizeof b.recovery) ||
		!read_bytes(rows, row, "signature", b.signature, sizeof b.signature) ||
		!read_bytes(rows, row, "letter", b.letter, sizeof b.letter))
		return error_set(e, ERR_TAMPERED, _("They are not of the length of keys."));
	return ring_take_realm(ring, &epoch, rows_field(rows, row, "given_by"), b.letter,
		sizeof b.letter, e);
}

/* What cannot be taken is missing, and the rest works. */
static void take_realms(struct vault *vault, const struct rows *rows)
{
	struct app *app = vault->app;

	for (int row = 0; row < rows_count(rows); row++) {
		struct error e = { 0 };
		int r = take_realm(vault->ring, rows, row, &e);
		char what[160];

		snprintf(what, sizeof what, _("the keys of %s"), rows_field(rows, row, "name"));
		if (r == ERR_TAMPERED)
			vault_tampered(app, what, &e);
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

static void known_registrars(const struct conf *conf, struct registrars *registrars)
{
	registrars->count = conf->vault.registrars_count;
	for (size_t i = 0; i < registrars->count; i++)
		hex_read(registrars->sign[i], PUBLIC_KEY, conf->vault.registrars[i],
			strlen(conf->vault.registrars[i]));
}

static int read_directory(struct directory **out, const struct conf *conf, const struct rows *rows,
	struct error *e)
{
	struct registrars registrars = { 0 };
	struct directory_text text = { .text = rows_field(rows, 0, "body"),
		.length = strlen(rows_field(rows, 0, "body")) };
	struct directory_signature *one = &text.signed_by[0], *two = &text.signed_by[1];

	if (!read_bytes(rows, 0, "by_1", one->by, sizeof one->by) ||
		!read_bytes(rows, 0, "signature_1", one->signature, sizeof one->signature) ||
		!read_bytes(rows, 0, "by_2", two->by, sizeof two->by) ||
		!read_bytes(rows, 0, "signature_2", two->signature, sizeof two->signature))
		return error_set(e, ERR_TAMPERED, _("Its signatures are none."));
	known_registrars(conf, &registrars);
	return directory_read(out, &text, &registrars, e);
}

/* Whoever withholds it would have nobody noticed who was signed out of it. */
static int no_directory(const struct ring *ring, struct error *e)
{
	uint32_t seen = ring_seen_serial(ring);

	if (seen > 0)
		return error_set(e, ERR_TAMPERED,
			_("The server shows no directory, and you have seen directory %u."), seen);
	return error_set(e, ERR_KEY,
		_("There is no directory of people and keys yet. Two registrars sign the first."));
}

static int believe(struct vault *vault, const struct rows *rows)
{
	struct app *app = vault->app;
	struct directory *directory = NULL;
	struct error e = { 0 };
	const char *what = _("the directory of people and keys");
	int r;

	r = vault_read_seen(vault, &e);
	if (r == ERR_TAMPERED) {
		what = _("what this host remembers for you");
		error_set(&e, r,
			_("%s was changed, or its disk is failing. Once they know why, moving it "
			  "away lets you in: older keys are then believed once more."),
			vault->seen_path);
	} else if (r == 0 && rows_count(rows) == 0) {
		r = no_directory(vault->ring, &e);
	} else if (r == 0) {
		r = read_directory(&directory, app->conf, rows, &e);
	}
	if (r == 0)
		r = ring_believe(vault->ring, directory, &e);
	if (r == ERR_TAMPERED)
		vault_tampered(app, what, &e);
	else if (r != 0)
		vault_stays_shut(vault, r, _("The vault stays shut. %s"), e.text);
	/* Her keys are no longer hers: nothing of it stays open. */
	if (r == ERR_KEY && vault->state == VAULT_OPEN) {
		vault_put_away(app);
		vault_forget(app);
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
