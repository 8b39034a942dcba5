#include "tui/verbs/holder.h"

#include <stdio.h>
#include <string.h>

#include "db/bytes.h"
#include "db/key_rows.h"
#include "tui/app/believe.h"
#include "tui/app/host.h"
#include "tui/app/seen_file.h"
#include "tui/intl.h"
#include "tui/verbs/secret.h"

enum { HOLDER_SLAB = 64 << 10 };

/* ---- what every verb of keys stands on ------------------------------------------------------- */

static int read_host_secret(struct holder *h, struct error *e)
{
	h->host = slab_take(h->slab, HOST_SECRET);
	if (h->host == NULL)
		return error_set(e, ERR_MEMORY, "%s", _("There is no memory left."));
	return vault_read_host(h->host, app_conf(h->work.app), e);
}

static int prepare(struct holder *h, struct error *e)
{
	int r = secret_terminal(e);

	believe_registrars(&h->registrars, app_conf(h->work.app), NULL);
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

int holder_take_turn(int *turn, const struct holder *h, struct error *e)
{
	const struct conf *conf = app_conf(h->work.app);
	int r = vault_turn(turn, conf, 0, e);

	if (r != ERR_TIMEOUT)
		return r;
	fprintf(stderr, "%s\n", e->text);
	return vault_turn_wait(turn, conf, e);
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
	r = holder_take_turn(&turn, h, e);
	if (r == 0)
		r = ring_unlock(h->ring, opening->file, opening->length, h->person, passphrase,
			h->host, e);
	vault_turn_done(turn);
	return r;
}

static int open_file(struct holder *h, struct error *e)
{
	unsigned char *file = slab_take(h->slab, VAULT_KEY_FILE);
	struct opening opening = { .holder = h, .file = file };
	int r;

	if (file == NULL)
		return error_set(e, ERR_MEMORY, "%s", _("There is no memory left."));
	r = vault_read_key(file, &opening.length, h->key_path, e);
	if (r == 0)
		r = secret_unlock(h->slab, h->key_path, holder_wait_s(h), try_passphrase, &opening,
			e);
	slab_give(h->slab, file);
	/* Her own file, of which the database has no part: what to do stands in it. */
	if (r == ERR_TAMPERED && e->code == r)
		e->code = r = ERR_INPUT;
	return r;
}

int holder_unlock(struct holder *h, struct error *e)
{
	int r = open_file(h, e);

	return r != 0 ? r : seen_file_read(h->ring, h->seen_path, e);
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

static void take_realm(struct holder *h, const struct rows *rows, int row)
{
	const struct directory_realm *in =
		directory_realm(ring_directory(h->ring), rows_field(rows, row, "realm"));
	struct error e = { 0 };
	const struct alarm alarm = alarm_realm(rows, row);
	const char *name = in != NULL ? in->name : rows_field(rows, row, "realm");
	int r = key_rows_take_realm(h->ring, rows, row, &e);

	if (r == ERR_TAMPERED) /* the others are good for what they are */
		work_tampered(&h->work, name, &alarm, &e);
	else if (r != 0)
		app_say(h->work.app, SAY_WARN, "%s: %s", name, e.text);
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
	return believe_directory(h->ring, rows, &h->registrars, e);
}

static void directory_told(struct work *work, struct rows *rows)
{
	struct holder *h = (struct holder *)work;
	struct error e = { 0 };

	if (holder_believe(h, rows, &e) != 0)
		work_fail(work, &alarm_of_directory, &e);
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
	bytes_read(h->present.sign, PUBLIC_KEY, rows, 0, "sign");
	h->offered.number = (uint32_t)rows_field_int(rows, 0, "offered");
	bytes_read(h->offered.sign, PUBLIC_KEY, rows, 0, "offered_sign");
	if (place_files(h, &e) != 0 || (h->wants >= HOLDER_FILE && holder_unlock(h, &e) != 0))
		work_fail(work, &alarm_of_memory, &e);
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
		work_fail(&h->work, NULL, &e);
	else
		work_ask(&h->work, Q_VAULT_SELF, NULL, 0, self_told);
}
