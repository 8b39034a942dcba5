/* `homeward keys`: one's own keys: what they are, new ones, another passphrase, and what a
 * custodian owes to others. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/private.h"
#include "db/bytes.h"
#include "db/vault/hex.h"
#include "tui/intl.h"
#include "tui/term/cells.h"
#include "tui/verbs/secret.h"
#include "tui/verbs/tend.h"

/* One verb under way: what `tend` needs is all that any of them does. */
struct keys {
	struct tend tend; /* first */
	struct text file; /* a key file on its way to its place */
	struct text seen; /* what the keys of before have seen, for the new ones */
	char path_new[VAULT_FILE_PATH + 8];
	unsigned char box[PUBLIC_KEY], sign[PUBLIC_KEY];
};

static struct keys *keys_of(struct work *work)
{
	return (struct keys *)work;
}

static struct holder *holder_of(struct work *work)
{
	return &keys_of(work)->tend.holder;
}

static void drop(struct work *work)
{
	struct keys *keys = keys_of(work);

	text_done(&keys->file);
	text_done(&keys->seen);
	tend_done(&keys->tend);
	holder_done(&keys->tend.holder);
	free(keys);
}

/* ---- what they are --------------------------------------------------------------------------- */

static void show_words(struct work *work, uint32_t number, const unsigned char *box,
	const unsigned char *sign)
{
	const struct holder *h = holder_of(work);
	char words[PERSON_WORDS_TEXT], hex[2 * PUBLIC_KEY + 1];

	person_words(h->person, number, h->login, box, sign, words);
	app_say(work->app, SAY_INFO, _("Keys number %u of %s: %s"), number, h->login, words);
	if (strstr(app_me(work->app)->roles, "registrar") == NULL)
		return;
	hex_write(hex, sign, PUBLIC_KEY);
	app_say(work->app, SAY_INFO, _("For vault.registrars of every host: %s"), hex);
}

static void show_needs(struct work *work, struct rows *rows)
{
	int turns = 0, letters = 0;
	const char *before = "";

	for (int row = 0; row < rows_count(rows); row++) {
		const char *realm = rows_field(rows, row, "realm");
		bool turn = rows_field_bool(rows, row, "must_turn") ||
			rows_field_int(rows, row, "epoch") == 0;

		turns += turn && strcmp(before, realm) != 0;
		letters += !turn && !rows_field_bool(rows, row, "has_letter");
		before = realm;
	}
	if (turns + letters > 0)
		app_say(work->app, SAY_INFO,
			_("Waiting for you as a custodian: %d realms that need a new key, %d "
			  "people without theirs. `homeward keys tend` sees to it."),
			turns, letters);
	work_end(work);
}

static void show_realms(struct work *work, struct rows *rows)
{
	struct holder *h = holder_of(work);
	char line[300];

	holder_take_realms(h, rows);
	for (int row = 0; row < rows_count(rows); row++) {
		const char *realm = rows_field(rows, row, "realm");

		const struct directory_realm *in = directory_realm(ring_directory(h->ring), realm);

		if (in == NULL || ring_newest(h->ring, realm) == 0)
			continue;
		cells_safe(line, sizeof line, in->name, strlen(in->name), -1);
		printf("  %s%s\n", line,
			directory_is_custodian(ring_directory(h->ring), realm, h->person) ?
				_(", custodian") :
				"");
	}
	if (rows_count(rows) == 0)
		app_say(work->app, SAY_INFO, "%s",
			_("You hold the key of no realm: a custodian gives it (`homeward keys "
			  "tend`)."));
	work_ask(work, Q_REALM_NEEDS, NULL, 0, show_needs);
}

/* Whoever works with nothing that is sealed has no realm. To ask would be refused, and recorded. */
static bool has_no_realm(const struct app *app)
{
	static const char *const roles[] = { "admin", "auditor", "registrar", "partner" };

	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (strcmp(app_me(app)->roles, roles[i]) == 0)
			return true;
	return false;
}

static void show_directory(struct work *work, struct rows *rows)
{
	struct holder *h = holder_of(work);
	struct error e = { 0 };
	int r = holder_believe(h, rows, &e);

	if (r == ERR_KEY && h->offered.number > 0) {
		app_say(work->app, SAY_INFO, "%s",
			_("Two registrars have yet to sign them: read them the words."));
		work_end(work);
	} else if (r != 0) {
		work_fail(work, &alarm_of_directory, &e);
	} else {
		app_say(work->app, SAY_INFO, _("Two registrars have signed them (directory %u)."),
			directory_serial(ring_directory(h->ring)));
		if (has_no_realm(work->app))
			work_end(work);
		else
			work_ask(work, Q_REALM_MINE, NULL, 0, show_realms);
	}
}

static void show(struct work *work, struct rows *rows)
{
	struct holder *h = holder_of(work);
	const struct person *person = ring_person(h->ring);
	const struct holder_keys *keys = &h->offered;

	(void)rows;
	if (keys->number == 0 || memcmp(keys->sign, person->sign_public, PUBLIC_KEY) != 0)
		keys = &h->present;
	if (keys->number == 0 || memcmp(keys->sign, person->sign_public, PUBLIC_KEY) != 0) {
		work_stop(work, EXIT_REFUSED, "%s",
			_("The keys in your file are not those that the server knows as yours: an "
			  "old file? `homeward keys make` makes new ones."));
		return;
	}
	show_words(work, keys->number, person->box.public, person->sign_public);
	work_ask(work, Q_DIRECTORY, NULL, 0, show_directory);
}

/* ---- new ones -------------------------------------------------------------------------------- */

/* Another name for the same file, or a copy where the folder knows no second names. */
static int copy_file(struct slab *slab, const char *path, const char *aside, struct error *e)
{
	unsigned char *file = slab_take(slab, VAULT_KEY_FILE);
	size_t length;
	int r = file != NULL ? private_read(file, VAULT_KEY_FILE, &length, path, PRIVATE_OWNER, e) :
			       error_set(e, ERR_MEMORY, "%s", _("There is no memory left."));

	if (r == 0)
		r = private_write(aside, file, length, e);
	slab_give(slab, file);
	return r;
}

static bool is_same(const char *path, const char *aside)
{
	struct stat a, b;

	return stat(path, &a) == 0 && stat(aside, &b) == 0 && a.st_dev == b.st_dev &&
		a.st_ino == b.st_ino;
}

/* Under the first name that is free: path.old, path.old2 ... None to be put aside is no fault. */
static int put_aside(struct slab *slab, const char *path, struct error *e)
{
	char aside[VAULT_FILE_PATH + 8];

	for (int i = 1; i < 100; i++) {
		if (i == 1)
			snprintf(aside, sizeof aside, "%s.old", path);
		else
			snprintf(aside, sizeof aside, "%s.old%d", path, i);
		if (link(path, aside) == 0 || errno == ENOENT || is_same(path, aside))
			return 0;
		if (errno != EEXIST && access(aside, F_OK) != 0)
			return copy_file(slab, path, aside, e);
	}
	return error_set(e, ERR_IO, _("There are too many old files beside %.300s."), path);
}

static void make_offered(struct work *work, struct rows *rows)
{
	struct keys *keys = keys_of(work);
	struct holder *h = holder_of(work);
	uint32_t number = (uint32_t)rows_field_int(rows, 0, "version");
	struct error e = { 0 };

	/* It is sealed to the keys of before; they have their copy. */
	unlink(h->seen_path);
	if (rename(keys->path_new, h->key_path) != 0) {
		work_stop(work, EXIT_REFUSED,
			_("Your new key file is %.300s: it cannot be put in the "
			  "place of the old one (%s)."),
			keys->path_new, strerror(errno));
		return;
	}
	if (keys->seen.length > 0 &&
		private_write(h->seen_path, keys->seen.data, keys->seen.length, &e) != 0)
		app_say(work->app, SAY_WARN, "%s", e.text);
	ring_lock(h->ring);
	app_say(work->app, SAY_INFO, _("Your keys are in %s."), h->key_path);
	show_words(work, number, keys->box, keys->sign);
	app_say(work->app, SAY_INFO, "%s",
		_("Read the eight words to two registrars, by voice, so that they know they are "
		  "yours."));
	work_end(work);
}

/* Sealed again for another. */
static int reseal(struct text *seen, struct ring *to, struct error *e)
{
	const size_t length = seen->length, room = seal_padded(SEAL_PADDED, length);
	struct text out = { 0 };
	int r;

	text_extend(seen, room - length);
	r = text_check(seen, e);
	if (r == 0)
		r = ring_seal_own(to, &out, "seen", (unsigned char *)seen->data, length, room, e);
	if (r == 0)
		r = text_check(&out, e);
	text_done(seen);
	*seen = out;
	return r;
}

/* What she has seen of the directory, of realms and of records counts for new keys as well, where
 * the passphrase of the old ones is not what was lost. */
static int keep_seen(struct keys *keys, struct error *e)
{
	struct holder *h = &keys->tend.holder;
	int r;

	if (access(h->seen_path, F_OK) != 0 && errno == ENOENT)
		return 0;
	if (!secret_confirm(_("Do you know the passphrase of before? What you have seen is kept "
			      "then."),
		    holder_wait_s(h))) {
		fprintf(stderr, "%s\n",
			_("What you have seen is forgotten: ask a registrar for the number of the "
			  "directory in force, and compare it with `homeward keys`."));
		return 0;
	}
	r = ring_new(&h->ring, e);
	if (r == 0)
		r = holder_unlock(h, e);
	if (r == 0)
		r = ring_seen_plain(h->ring, &keys->seen, e);
	ring_free(h->ring);
	h->ring = NULL;
	return r;
}

/* The ring's person as a key file, derived in this host's turn. */
static int seal_file(void *who, const char *passphrase, struct error *e)
{
	struct keys *keys = who;
	struct holder *h = &keys->tend.holder;
	int turn, r;

	fprintf(stderr, "%s\n", _("deriving, about 1 s"));
	r = holder_take_turn(&turn, h, e);
	if (r == 0)
		r = ring_seal_keyfile(h->ring, &keys->file, passphrase, h->host, &COST_NORMAL, e);
	vault_turn_done(turn);
	return r;
}

/* A new person in the ring, and her file: all but its place. */
static int make_file(void *who, const char *passphrase, struct error *e)
{
	struct keys *keys = who;
	struct holder *h = &keys->tend.holder;
	struct person *person = slab_take(h->slab, sizeof *person);
	int r = ring_new(&h->ring, e);

	if (r == 0 && person == NULL)
		r = error_set(e, ERR_MEMORY, "%s", _("There is no memory left."));
	if (r == 0) {
		person_make(person, h->person);
		memcpy(keys->box, person->box.public, PUBLIC_KEY);
		memcpy(keys->sign, person->sign_public, PUBLIC_KEY);
		ring_unlock_as(h->ring, person);
		r = seal_file(keys, passphrase, e);
	}
	if (r == 0 && keys->seen.length > 0)
		r = reseal(&keys->seen, h->ring, e);
	slab_give(h->slab, person);
	return r;
}

/* The usual folder is made; one that somebody has chosen has to be there. */
static int make_folder(const struct holder *h, struct error *e)
{
	char folder[VAULT_FILE_PATH];
	size_t length = (size_t)(strrchr(h->key_path, '/') - h->key_path);
	struct stat st;

	memcpy(folder, h->key_path, length);
	folder[length] = '\0';
	if (app_conf(h->work.app)->vault.keys[0] == '\0')
		mkdir(folder, 0700);
	if (stat(folder, &st) == 0 && S_ISDIR(st.st_mode))
		return 0;
	return error_set(e, ERR_IO, _("There is no folder %.300s for your keys: make it first."),
		folder);
}

static int make_new(struct keys *keys, struct error *e)
{
	struct holder *h = &keys->tend.holder;
	int r = make_folder(h, e);

	snprintf(keys->path_new, sizeof keys->path_new, "%s.new", h->key_path);
	if (r == 0)
		r = keep_seen(keys, e);
	if (r == 0)
		r = secret_choose(h->slab, holder_wait_s(h), make_file, keys, e);
	/* Before anything is offered: what is sealed to the old keys is lost without them. */
	if (r == 0)
		r = put_aside(h->slab, h->key_path, e);
	if (r == 0)
		r = put_aside(h->slab, h->seen_path, e);
	if (r == 0)
		r = private_write(keys->path_new, keys->file.data, keys->file.length, e);
	return r;
}

static void make(struct work *work, struct rows *rows)
{
	struct keys *keys = keys_of(work);
	struct holder *h = holder_of(work);
	struct text box = { 0 }, sign = { 0 };
	struct error e = { 0 };
	bool again = h->present.number > 0 || access(h->key_path, F_OK) == 0;

	(void)rows;
	if (again)
		fprintf(stderr, "%s\n",
			_("You have keys already. New ones are for a lost passphrase or a stolen "
			  "file: two registrars have to sign them, and custodians to give you "
			  "your realms again. What is sealed to the old ones is lost."));
	if (again && !secret_confirm(_("Make new ones?"), holder_wait_s(h))) {
		work_stop(work, EXIT_REFUSED, "%s", _("Nothing was changed."));
		return;
	}
	if (make_new(keys, &e) != 0) {
		work_fail(work, &alarm_of_memory, &e);
		return;
	}
	bytes_put(&box, keys->box, PUBLIC_KEY);
	bytes_put(&sign, keys->sign, PUBLIC_KEY);
	struct param params[] = { param_null(), param_text(text_string(&box)),
		param_text(text_string(&sign)) };
	work->unknown = _("Run `homeward keys make` again: it offers others in their place.");
	work_change(work, Q_KEY_OFFER, params, 3, make_offered);
	text_done(&box);
	text_done(&sign);
}

/* ---- another passphrase ---------------------------------------------------------------------- */

static void passphrase(struct work *work, struct rows *rows)
{
	struct keys *keys = keys_of(work);
	struct holder *h = holder_of(work);
	struct error e = { 0 };
	int r;

	(void)rows;
	holder_rest(work);
	r = secret_choose(h->slab, holder_wait_s(h), seal_file, keys, &e);
	if (r == 0)
		r = private_write(h->key_path, keys->file.data, keys->file.length, &e);
	if (r != 0) {
		work_fail(work, NULL, &e);
		return;
	}
	app_say(work->app, SAY_INFO, "%s",
		_("The new passphrase opens your key file; copies of it elsewhere still open with "
		  "the old one."));
	work_end(work);
}

static void tend(struct work *work, struct rows *rows)
{
	(void)rows;
	tend_start(&keys_of(work)->tend);
}

/* ---- the verb -------------------------------------------------------------------------------- */

static const struct kind {
	const char *name; /* NULL: none was given */
	enum holder_wants wants;
	work_step *step;
} kinds[] = { { NULL, HOLDER_FILE, show }, { "make", HOLDER_SELF, make },
	{ "passphrase", HOLDER_FILE, passphrase }, { "tend", HOLDER_REALMS, tend } };

static const char *const kind_names[] = { "make", "passphrase", "tend", NULL };

static unsigned keys(struct call *call)
{
	struct keys *keys = calloc(1, sizeof *keys);
	const struct kind *kind = kinds;

	if (keys == NULL) {
		app_say(call->app, SAY_ERROR, "%s", _("There is no memory left."));
		return EFFECT_NONE;
	}
	while (call->value[0] != NULL &&
		(kind->name == NULL || strcmp(kind->name, call->value[0]) != 0))
		kind++;
	work_begin(&keys->tend.holder.work, call->app, drop);
	holder_start(&keys->tend.holder, kind->wants, kind->step);
	return EFFECT_NONE;
}

const struct verb keys_verbs[] = {
	{ .name = "keys",
		.flags = VERB_SHELL | VERB_ONLY_SHELL,
		.arguments = { { .name = "what",
			.kind = ARGUMENT_CHOICE,
			.choices = kind_names,
			.help = N_("new ones, another passphrase, a custodian's duties") } },
		.help = N_(
			"Say what your own keys are, whether they are signed and what they open"),
		.act = keys },
	{ 0 },
};
