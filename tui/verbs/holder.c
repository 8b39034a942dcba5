#include "tui/verbs/holder.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "db/base/private.h"
#include "db/vault/hex.h"
#include "tui/app/host.h"
#include "tui/app/seen_file.h"
#include "tui/intl.h"
#include "tui/verbs/secret.h"

enum {
	HOLDER_SLAB = 64 << 10,
	TURN_STEP_MS = 100,
};

/* ---- what every verb of keys stands on ------------------------------------------------------- */

static int read_host_secret(struct holder *h, struct error *e)
{
	const char *path = app_conf(h->work.app)->vault.host_secret;
	size_t length;
	int r;

	if (*path == '\0')
		return error_set(e, ERR_INPUT, "%s",
			_("This host has no secret (vault.host_secret): no key file opens here."));
	h->host = slab_take(h->slab, HOST_SECRET);
	if (h->host == NULL)
		return error_set(e, ERR_MEMORY, "%s", _("There is no memory left."));
	r = private_read(h->host, HOST_SECRET, &length, path, PRIVATE_GROUP, e);
	if (r == 0 && length != HOST_SECRET)
		r = error_set(e, ERR_INPUT, _("The secret of this host (%.300s) is not %d bytes."),
			path, HOST_SECRET);
	return r;
}

void holder_registrars(struct registrars *out, const struct conf *conf)
{
	memset(out, 0, sizeof *out);
	for (size_t i = 0; i < conf->vault.registrars_count && i < REGISTRARS; i++)
		if (hex_read(out->sign[out->count], PUBLIC_KEY, conf->vault.registrars[i],
			    strlen(conf->vault.registrars[i])))
			out->count++;
}

static int prepare(struct holder *h, struct error *e)
{
	int r = secret_terminal(e);

	holder_registrars(&h->registrars, app_conf(h->work.app));
	if (r == 0)
		r = slab_new(&h->slab, HOLDER_SLAB, e);
	if (r == 0)
		r = read_host_secret(h, e);
	if (r == 0 && h->wants >= HOLDER_FILE)
		r = ring_new(&h->ring, e);
	return r;
}

static int place_files(struct holder *h, struct error *e)
{
	const struct conf *conf = app_conf(h->work.app);
	const char *home = app_host(h->work.app)->home;
	int r = vault_file(h->key_path, sizeof h->key_path, conf, home, h->login, "key", e);

	return r != 0 ?
		r :
		vault_file(h->seen_path, sizeof h->seen_path, conf, home, h->login, "seen", e);
}

/* ---- the key file ---------------------------------------------------------------------------- */

/* Waits for this host's turn to derive; -1: nobody gave it back in time, and we go ahead. */
static int take_turn(struct holder *h)
{
	const struct timespec step = { .tv_nsec = TURN_STEP_MS * 1000000L };

	for (int waited = 0; waited < KEYFILE_TURN_S * 1000; waited += TURN_STEP_MS) {
		int lock = keyfile_lock(app_conf(h->work.app)->vault.host_secret, NULL);

		if (lock != ERR_TIMEOUT)
			return lock >= 0 ? lock : -1;
		nanosleep(&step, NULL);
	}
	return -1;
}

struct opening {
	struct holder *holder;
	const unsigned char *file;
	size_t length;
};

static int try_passphrase(void *who, const char *passphrase, struct error *e)
{
	const struct opening *opening = who;
	struct holder *h = opening->holder;
	int turn, r;

	fprintf(stderr, "%s\n", _("unlocking, about 1 s"));
	turn = take_turn(h);
	r = ring_unlock(h->ring, opening->file, opening->length, h->person, passphrase, h->host, e);
	if (turn >= 0)
		keyfile_unlock(turn);
	return r;
}

static int open_file(struct holder *h, struct error *e)
{
	unsigned char *file = slab_take(h->slab, KEYFILE_BYTES + 1);
	struct opening opening = { .holder = h, .file = file };
	int r;

	if (file == NULL)
		return error_set(e, ERR_MEMORY, "%s", _("There is no memory left."));
	if (access(h->key_path, F_OK) != 0 && errno == ENOENT)
		return error_set(e, ERR_INPUT,
			_("You have no key file (%.300s): `homeward keys make` makes one."),
			h->key_path);
	r = private_read(file, KEYFILE_BYTES + 1, &opening.length, h->key_path, PRIVATE_OWNER, e);
	if (r == 0)
		r = secret_unlock(h->slab, h->key_path, holder_wait_s(h), try_passphrase, &opening,
			e);
	slab_give(h->slab, file);
	return r;
}

int holder_unlock(struct holder *h, struct error *e)
{
	int r = open_file(h, e);

	return r == 0 ? seen_file_read(h->ring, h->seen_path, e) : r;
}

static void write_seen(struct holder *h)
{
	struct error e = { 0 };

	if (h->ring == NULL || h->seen_path[0] == '\0' || ring_person(h->ring) == NULL)
		return;
	if (seen_file_write(h->ring, h->seen_path, &e) != 0)
		app_say(h->work.app, SAY_WARN, "%s", e.text);
}

void holder_rest(struct work *work)
{
	const struct holder *h = (const struct holder *)work;

	if (h->ring != NULL)
		ring_rest(h->ring);
}

int holder_wait_s(const struct holder *h)
{
	return app_conf(h->work.app)->vault.lock_after_s;
}

void holder_done(struct holder *h)
{
	write_seen(h);
	ring_free(h->ring);
	slab_free(h->slab);
}

/* ---- directory and realms -------------------------------------------------------------------- */

bool holder_text(struct directory_text *out, const struct rows *rows, int row)
{
	*out = (struct directory_text){ .text = rows_field(rows, row, "body"),
		.length = strlen(rows_field(rows, row, "body")) };
	return work_bytes(out->signed_by[0].by, PUBLIC_KEY, rows, row, "by_1") &&
		work_bytes(out->signed_by[0].signature, SIGNATURE, rows, row, "signature_1") &&
		work_bytes(out->signed_by[1].by, PUBLIC_KEY, rows, row, "by_2") &&
		work_bytes(out->signed_by[1].signature, SIGNATURE, rows, row, "signature_2");
}

bool holder_epoch(struct epoch *out, struct epoch_row *held, const struct rows *rows, int row)
{
	bool chained = !rows_field_is_null(rows, row, "chain");

	*out = (struct epoch){ .realm = rows_field(rows, row, "realm"),
		.epoch = (uint32_t)rows_field_int(rows, row, "epoch"),
		.box = held->box,
		.chain = chained ? held->chain : NULL,
		.recovery_id = rows_field(rows, row, "recovery_id"),
		.recovery = held->recovery,
		.opened_by = rows_field(rows, row, "opened_by"),
		.signature = held->signature };
	return work_bytes(held->box, PUBLIC_KEY, rows, row, "box") &&
		work_bytes(held->recovery, RING_LETTER, rows, row, "recovery") &&
		work_bytes(held->signature, SIGNATURE, rows, row, "signature") &&
		(!chained || work_bytes(held->chain, RING_WRAPPED, rows, row, "chain"));
}

static void take_realm(struct holder *h, const struct rows *rows, int row)
{
	unsigned char letter[RING_LETTER];
	const struct directory_realm *in =
		directory_realm(ring_directory(h->ring), rows_field(rows, row, "realm"));
	struct epoch_row held;
	struct epoch epoch;
	struct error e = { 0 };
	int r;

	if (!holder_epoch(&epoch, &held, rows, row) ||
		!work_bytes(letter, sizeof letter, rows, row, "letter"))
		r = error_set(&e, ERR_TAMPERED, "%s", _("What the server sends is no letter."));
	else
		r = ring_take_realm(h->ring, &epoch, rows_field(rows, row, "given_by"), letter,
			sizeof letter, &e);
	if (r != 0) /* the others are good for what they are */
		app_say(h->work.app, SAY_WARN, r == ERR_TAMPERED ? _("TAMPERED: %s: %s") : "%s: %s",
			in != NULL ? in->name : rows_field(rows, row, "realm"), e.text);
}

void holder_take_realms(struct holder *h, const struct rows *rows)
{
	for (int row = 0; row < rows_count(rows); row++)
		take_realm(h, rows, row);
}

static void realms_told(struct work *work, struct rows *rows)
{
	struct holder *h = (struct holder *)work;

	holder_take_realms(h, rows);
	h->opened(work, rows);
}

int holder_believe(struct holder *h, const struct rows *rows, struct error *e)
{
	struct directory_text text;
	struct directory *directory;
	int r;

	if (h->registrars.count == 0)
		return error_set(e, ERR_INPUT, "%s",
			_("The settings of this host name no registrars (vault.registrars), so "
			  "nobody is believed here."));
	if (rows_count(rows) == 0 && ring_seen_serial(h->ring) > 0)
		return error_set(e, ERR_TAMPERED,
			_("The server shows no directory, and you have seen directory %u."),
			ring_seen_serial(h->ring));
	if (rows_count(rows) == 0)
		return error_set(e, ERR_KEY, "%s",
			_("Two registrars have yet to sign the first directory: `homeward admin "
			  "sign`."));
	if (!holder_text(&text, rows, 0))
		return error_set(e, ERR_TAMPERED, "%s",
			_("The directory is not signed by two registrars; it is not used."));
	r = directory_read(&directory, &text, &h->registrars, e);
	return r == 0 ? ring_believe(h->ring, directory, e) : r;
}

static void directory_told(struct work *work, struct rows *rows)
{
	struct holder *h = (struct holder *)work;
	struct error e = { 0 };

	if (holder_believe(h, rows, &e) != 0)
		work_fail(work, &e);
	else if (h->wants == HOLDER_REALMS)
		work_ask(work, Q_REALM_MINE, NULL, 0, realms_told);
	else
		h->opened(work, rows);
}

/* ---- from the beginning ---------------------------------------------------------------------- */

static void self_told(struct work *work, struct rows *rows)
{
	struct holder *h = (struct holder *)work;
	struct error e = { 0 };

	if (rows_count(rows) == 0) {
		work_stop(work, EXIT_REFUSED, "%s", _("You do not work here, or no more."));
		return;
	}
	text_copy(h->person, sizeof h->person, rows_field(rows, 0, "person"));
	text_copy(h->login, sizeof h->login, rows_field(rows, 0, "login"));
	h->present.number = (uint32_t)rows_field_int(rows, 0, "number");
	work_bytes(h->present.sign, PUBLIC_KEY, rows, 0, "sign");
	h->offered.number = (uint32_t)rows_field_int(rows, 0, "offered");
	work_bytes(h->offered.sign, PUBLIC_KEY, rows, 0, "offered_sign");
	if (place_files(h, &e) != 0)
		work_fail(work, &e);
	else if (h->wants >= HOLDER_FILE && holder_unlock(h, &e) != 0)
		work_fail(work, &e);
	else if (h->wants >= HOLDER_DIRECTORY)
		work_ask(work, Q_DIRECTORY, NULL, 0, directory_told);
	else
		h->opened(work, rows);
}

void holder_start(struct holder *h, enum holder_wants wants, work_step *opened)
{
	struct error e = { 0 };

	h->wants = wants;
	h->opened = opened;
	h->work.rest = holder_rest;
	if (prepare(h, &e) != 0)
		work_fail(&h->work, &e);
	else
		work_ask(&h->work, Q_VAULT_SELF, NULL, 0, self_told);
}
