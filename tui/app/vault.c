#include "tui/app/vault_int.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/base/private.h"
#include "tui/app/alarm.h"
#include "tui/app/believe.h"
#include "tui/app/host.h"
#include "tui/app/initials.h"
#include "tui/app/seen_file.h"
#include "tui/app/vault_files.h"
#include "tui/intl.h"
#include "tui/term/screen.h"

enum { KEYFILE_WORK = 512 /* bytes that keyfile_open() takes of the slab */ };

/* ---- for screens ---- */

bool vault_is_open(const struct app *app)
{
	return app->vault != NULL && app->vault->state == VAULT_OPEN;
}

struct ring *vault_ring(struct app *app)
{
	return vault_is_open(app) ? app->vault->ring : NULL;
}

struct slab *vault_slab(struct app *app)
{
	return vault_is_open(app) ? app->vault->slab : NULL;
}

void vault_refresh(struct app *app)
{
	if (vault_is_open(app))
		vault_fetch(app);
}

void vault_tampered(struct app *app, const char *what, const struct alarm *alarm,
	const struct error *e)
{
	char text[sizeof app->vault->why];

	alarm_tell(app, text, sizeof text, what, alarm, e);
	if (app->vault != NULL)
		text_copy(app->vault->why, sizeof app->vault->why, text);
	app_say(app, SAY_ERROR, "%s", text);
}

int vault_stays_shut(struct vault *vault, int r, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(vault->why, sizeof vault->why, format, args);
	va_end(args);
	app_say(vault->app, SAY_ERROR, "%s", vault->why);
	return r;
}

const char *vault_why(const struct app *app)
{
	return app->vault != NULL && app->vault->why[0] != '\0' ?
		app->vault->why :
		_("The vault stays shut. Try again.");
}

bool vault_path(const struct app *app, const char *suffix, char *path, size_t size)
{
	const struct vault *vault = app->vault;
	size_t length;

	if (vault == NULL || vault->key_path[0] == '\0')
		return false;
	length = strlen(vault->key_path) - strlen("key");
	snprintf(path, size, "%.*s%s", (int)length, vault->key_path, suffix);
	return true;
}

bool vault_has_keys(const struct app *app, struct error *e)
{
	char path[VAULT_FILE_PATH];

	return vault_file(path, sizeof path, app->conf, app->options->host->home, app->me.login,
		       "key", e) == 0 &&
		vault_find_key(path, e) == 0;
}

bool vault_knows_whose(const struct app *app)
{
	return app->vault != NULL && app->vault->whose[0] != '\0';
}

bool vault_holds_keys(const struct app *app)
{
	return app->vault != NULL && app->vault->state != VAULT_SHUT;
}

/* ---- before a passphrase is typed ---- */

static int check_settings(const struct app *app, struct error *e)
{
	struct registrars registrars;

	if (believe_registrars(&registrars, app->conf, e) != 0)
		return ERR_INPUT;
	if (!app->me.known)
		return error_set(e, ERR_OFFLINE,
			_("The vault opens when the database is reached: it says whose keys yours "
			  "are. Try again when LIVE."));
	return 0;
}

/* Before all else: what would be shown here stays to be read. */
static int check_terminal(const struct app *app, struct error *e)
{
	if (term_leaves_nothing(app->term))
		return 0;
	return error_set(e, ERR_INPUT,
		_("No names and no forms are shown on this terminal (TERM=%s): they would stay on "
		  "it. Type :quit, start tmux, then homeward in it; or start homeward with "
		  "TERM=xterm-256color if your window understands that. Codes and clocks work "
		  "here."),
		app->options->host->term);
}

static int set_paths(struct app *app, struct vault *vault, struct error *e)
{
	const char *login = app->me.login, *home = app->options->host->home;
	int r = vault_file(vault->key_path, sizeof vault->key_path, app->conf, home, login, "key",
		e);

	return r != 0 ? r :
			vault_file(vault->seen_path, sizeof vault->seen_path, app->conf, home,
				login, "seen", e);
}

/* The slab is empty: there is room. */
static void take_own(struct app *app, struct vault *vault)
{
	vault->scratch = slab_take(vault->slab, sizeof *vault->scratch);
	vault->kept = slab_take(vault->slab, vault->kept_room);
	app->lock.typed = (struct passphrase){ .bytes = vault->scratch->passphrase,
		.size = sizeof vault->scratch->passphrase };
}

static int make_room(struct app *app, struct vault *vault, struct error *e)
{
	int r;

	if (vault->slab != NULL)
		return 0;
	vault->kept_room = ring_room(VAULT_KEPT);
	r = slab_new(&vault->slab,
		sizeof *vault->scratch + vault->kept_room + KEYFILE_WORK + VAULT_ROOM, e);
	if (r == 0)
		r = ring_new(&vault->ring, e);
	if (r == 0) {
		take_own(app, vault);
		return 0;
	}
	slab_free(vault->slab);
	vault->slab = NULL;
	return r;
}

/* Reads the key file and the host's secret into the scratch. */
static int read_files(const struct app *app, struct vault *vault, size_t *length, struct error *e)
{
	int r = vault_read_host(vault->scratch->host, app->conf, e);

	return r != 0 ? r : vault_read_key(vault->scratch->file, length, vault->key_path, e);
}

static void wipe_files(struct vault *vault)
{
	explicit_bzero(vault->scratch->host, sizeof vault->scratch->host);
	explicit_bzero(vault->scratch->file, sizeof vault->scratch->file);
	explicit_bzero(&vault->scratch->person, sizeof vault->scratch->person);
}

int vault_prepare(struct app *app, struct error *e)
{
	struct vault *vault = app->vault;
	size_t length;
	int r = check_terminal(app, e);

	if (r == 0)
		r = check_settings(app, e);
	if (r != 0)
		return r;
	if (vault == NULL) {
		vault = calloc(1, sizeof *vault);
		if (vault == NULL)
			return error_set(e, ERR_MEMORY, _("There is no memory left for a vault."));
		vault->app = app;
		vault->fetch.vault = vault;
		app->vault = vault;
	}
	r = set_paths(app, vault, e);
	if (r == 0)
		r = make_room(app, vault, e);
	if (r != 0)
		return r;
	r = read_files(app, vault, &length, e);
	wipe_files(vault);
	return r;
}

/* ---- trying a passphrase ---- */

/* What has been believed was by keys that are wiped: nor is what was asked for them. */
static void believe_nothing(struct vault *vault)
{
	app_forget(vault->app, &vault->fetch);
	vault->fetch.asking = vault->believed = vault->seen_read = false;
}

/* The ring has the person's keys already: whoever types has to know her passphrase again. */
static int check_again(struct vault *vault, size_t length, const char *passphrase, struct error *e)
{
	struct person *person = &vault->scratch->person;
	int r = keyfile_open(person, vault->scratch->file, length, vault->whose, passphrase,
		vault->scratch->host, vault->slab, e);

	if (r != 0)
		return r;
	if (memcmp(ring_person(vault->ring)->sign_public, person->sign_public, PUBLIC_KEY) != 0) {
		ring_unlock_as(vault->ring, person);
		believe_nothing(vault);
	}
	return 0;
}

static int open_file(struct vault *vault, size_t length, const char *passphrase, struct error *e)
{
	if (ring_person(vault->ring) != NULL)
		return check_again(vault, length, passphrase, e);
	return ring_unlock(vault->ring, vault->scratch->file, length, vault->whose, passphrase,
		vault->scratch->host, e);
}

int vault_try(struct app *app, const char *passphrase, int64_t since, struct error *e)
{
	struct vault *vault = app->vault;
	size_t length = 0;
	int turn, r = vault_turn(&turn, app->conf, app->now - since, e);

	if (r != 0)
		return r;
	r = read_files(app, vault, &length, e);
	if (r == 0)
		r = open_file(vault, length, passphrase, e);
	wipe_files(vault);
	vault_turn_done(turn);
	if (r == 0)
		vault->state = vault->believed ? VAULT_OPEN : VAULT_OPENING;
	return r;
}

void vault_open_without(struct app *app)
{
	app->vault->state = VAULT_OPEN;
}

/* ---- what has been seen ---- */

int vault_read_seen(struct vault *vault, struct error *e)
{
	int r = vault->seen_read ? 0 : seen_file_read(vault->ring, vault->seen_path, e);

	vault->seen_read = r == 0;
	return r;
}

/* Not being able to remember is a loss of protection, not of work: said once. */
static void write_seen(struct vault *vault)
{
	struct error e = { 0 };
	int r;

	if (!vault->seen_read || vault->seen_trouble)
		return;
	r = seen_file_write(vault->ring, vault->seen_path, &e);
	vault->seen_trouble = r != 0;
	if (r != 0)
		app_say(vault->app, SAY_WARN,
			_("What you have seen cannot be remembered for the next time. %s"), e.text);
}

void vault_rest(struct app *app)
{
	struct vault *vault = app->vault;

	if (vault == NULL || vault->ring == NULL)
		return;
	if (vault->state == VAULT_OPEN)
		write_seen(vault);
	ring_rest(vault->ring);
}

/* ---- away, and back ---- */

enum { VIEWS = APP_TABS + APP_DEPTH };

/* All open views, NULL where there is none. */
static struct view *view_at(const struct app *app, size_t i)
{
	if (i < APP_TABS)
		return app->tabs[i];
	return i - APP_TABS < app->depth ? app->stack[i - APP_TABS] : NULL;
}

/* A form is only for the screen that wrote it. */
static void form_what(char *what, size_t size, const struct view *view)
{
	snprintf(what, size, "form %s", view->screen->name);
}

static void put_away(struct vault *vault, struct view *view)
{
	struct error e = { 0 };
	char what[64];
	size_t length;
	int r;

	if (view == NULL || view->screen->put_away == NULL)
		return;
	length = view->screen->put_away(view, vault->kept, VAULT_KEPT);
	if (length == 0)
		return;
	form_what(what, sizeof what, view);
	text_clear(&view->away);
	r = ring_seal_own(vault->ring, &view->away, what, vault->kept, length, vault->kept_room,
		&e);
	explicit_bzero(vault->kept, vault->kept_room);
	if (r != 0)
		app_say(vault->app, SAY_ERROR,
			_("What was typed in %s is lost: it could not be kept while the vault is "
			  "locked. %s"),
			_(view->screen->title), e.text);
}

static void take_back(struct vault *vault, struct view *view)
{
	struct error e = { 0 };
	char what[64];
	size_t length = 0;
	int r;

	if (view == NULL || view->away.length == 0 || view->screen->take_back == NULL)
		return;
	form_what(what, sizeof what, view);
	r = ring_unseal_own(vault->ring, vault->kept, &length, what, view->away.data,
		view->away.length, &e);
	if (r == 0) {
		text_clear(&view->away);
		vault->app->effects |= view->screen->take_back(view, vault->kept, length);
	} else {
		app_say(vault->app, SAY_ERROR, _("What was typed in %s does not come back. %s"),
			_(view->screen->title), e.text);
	}
	explicit_bzero(vault->kept, vault->kept_room);
}

void vault_take_back(struct app *app)
{
	for (size_t i = 0; i < VIEWS && vault_is_open(app); i++)
		take_back(app->vault, view_at(app, i));
}

bool vault_keeps_forms(const struct app *app)
{
	for (size_t i = 0; i < VIEWS; i++) {
		const struct view *view = view_at(app, i);

		if (view != NULL && view->away.length > 0)
			return true;
	}
	return false;
}

void vault_put_away(struct app *app)
{
	struct vault *vault = app->vault;

	if (vault == NULL || vault->ring == NULL || vault->state == VAULT_SHUT)
		return;
	for (size_t i = 0; i < VIEWS && vault->state == VAULT_OPEN; i++)
		put_away(vault, view_at(app, i));
	initials_lost(app);
	vault->seen_trouble = false;
	write_seen(vault);
	ring_forget_cases(vault->ring);
	slab_wipe(vault->slab);
	take_own(app, vault);
	vault->state = VAULT_AWAY;
}

void vault_forget(struct app *app)
{
	struct vault *vault = app->vault;

	if (vault == NULL || vault->ring == NULL)
		return;
	ring_lock(vault->ring);
	believe_nothing(vault);
	vault->state = VAULT_SHUT;
}

void vault_free(struct app *app)
{
	struct vault *vault = app->vault;

	if (vault == NULL)
		return;
	app_forget(app, vault);
	app_forget(app, &vault->fetch);
	ring_free(vault->ring);
	slab_free(vault->slab);
	free(vault);
	app->vault = NULL;
	app->lock.typed = (struct passphrase){ 0 };
}
