/* The files that `demo-enrol` makes: secrets that are none, for everybody may read this program. */
#include "tui/verbs/demo_keys.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/private.h"
#include "db/vault/hex.h"
#include "db/vault/share.h"
#include "tui/intl.h"

static void path_of(char *out, size_t size, const struct enrolment *enrolment, const char *name)
{
	snprintf(out, size, "%s/%s", enrolment->folder, name);
}

static bool is_there(const char *path)
{
	return access(path, F_OK) == 0 || errno != ENOENT;
}

int enrolment_folder(struct enrolment *enrolment, const char *path, struct error *e)
{
	char *whole;

	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		return error_set(e, ERR_IO, "%.300s: %s.", path, strerror(errno));
	whole = realpath(path, NULL);
	if (whole == NULL || strlen(whole) >= sizeof enrolment->folder - 64) {
		free(whole);
		return error_set(e, ERR_INPUT, _("%.300s is no folder, or its path is too long."),
			path);
	}
	text_copy(enrolment->folder, sizeof enrolment->folder, whole);
	free(whole);
	return 0;
}

int enrolment_host_secret(struct enrolment *enrolment, struct error *e)
{
	struct holder *h = &enrolment->tend.holder;
	char path[CONF_PATH + 80];
	size_t length;
	int r;

	path_of(path, sizeof path, enrolment, "host.secret");
	h->host = slab_take(h->slab, HOST_SECRET);
	if (h->host == NULL)
		return error_set(e, ERR_MEMORY, "%s", _("There is no memory left."));
	if (!is_there(path)) {
		seal_key_make(h->host);
		return private_write(path, h->host, HOST_SECRET, e);
	}
	r = private_read(h->host, HOST_SECRET, &length, path, PRIVATE_GROUP, e);
	if (r == 0 && length != HOST_SECRET)
		r = error_set(e, ERR_INPUT, _("%.300s is not what this verb made."), path);
	return r;
}

static int open_key(struct enrolment *enrolment, int at, const char *path, struct error *e)
{
	struct holder *h = &enrolment->tend.holder;
	unsigned char *file = slab_take(h->slab, VAULT_KEY_FILE);
	size_t length;
	int r = file != NULL ? 0 : error_set(e, ERR_MEMORY, "%s", _("There is no memory left."));

	if (r == 0)
		r = vault_read_key(file, &length, path, e);
	if (r == 0)
		r = keyfile_open(&enrolment->people[at], file, length,
			rows_field(enrolment->staff, at, "person"), DEMO_PASSPHRASE, h->host,
			h->slab, e);
	slab_give(h->slab, file);
	return r == ERR_PASSPHRASE ? 0 : r;
}

int enrolment_key(struct enrolment *enrolment, int at, struct error *e)
{
	struct holder *h = &enrolment->tend.holder;
	struct person *person = &enrolment->people[at];
	char path[CONF_PATH + 80], name[80];
	struct text file = { 0 };
	int r;

	snprintf(name, sizeof name, "%.64s.key", rows_field(enrolment->staff, at, "login"));
	path_of(path, sizeof path, enrolment, name);
	if (is_there(path))
		return open_key(enrolment, at, path, e);
	person_make(person, rows_field(enrolment->staff, at, "person"));
	r = keyfile_seal(&file, person, DEMO_PASSPHRASE, h->host, &COST_TEST, h->slab, e);
	if (r == 0)
		r = private_write(path, file.data, file.length, e);
	text_done(&file);
	enrolment->made += r == 0;
	return r;
}

int enrolment_recovery(struct enrolment *enrolment, unsigned char box[static PUBLIC_KEY],
	struct error *e)
{
	struct slab *slab = enrolment->tend.holder.slab;
	unsigned char *secret = slab_take(slab, SECRET_KEY);
	char(*parts)[SHARE_TEXT] = slab_take(slab, SHARES * sizeof *parts);
	char path[CONF_PATH + 80];
	struct text all = { 0 };
	int r = 0;

	path_of(path, sizeof path, enrolment, "recovery");
	if (secret == NULL || parts == NULL)
		r = error_set(e, ERR_MEMORY, "%s", _("There is no memory left."));
	if (r == 0) {
		seal_key_make(secret);
		recovery_box(box, secret);
		r = share_split(parts, secret, slab, e);
	}
	for (int i = 0; r == 0 && i < SHARES; i++)
		text_addf(&all, "%s\n", parts[i]);
	if (r == 0)
		r = text_check(&all, e);
	if (r == 0)
		r = private_write(path, all.data, all.length, e);
	text_done(&all);
	slab_give(slab, secret);
	slab_give(slab, parts);
	return r;
}

/* A path in quotes, as libconfig reads it. */
static void add_quoted(struct text *out, const char *path)
{
	text_add_char(out, '"');
	for (; *path != '\0'; path++) {
		if (*path == '"' || *path == '\\')
			text_add_char(out, '\\');
		text_add_char(out, *path);
	}
	text_add_char(out, '"');
}

int enrolment_settings(struct enrolment *enrolment, struct error *e)
{
	const struct registrars *registrars = &enrolment->tend.holder.registrars;
	char path[CONF_PATH + 80], hex[2 * PUBLIC_KEY + 1];
	struct text out = { 0 };
	int r;

	text_add(&out, "# Written by homeward demo-enrol.\nvault: {\n\tkeys = ");
	add_quoted(&out, enrolment->folder);
	text_add(&out, ";\n\thost_secret = ");
	path_of(path, sizeof path, enrolment, "host.secret");
	add_quoted(&out, path);
	text_add(&out, ";\n\tregistrars = [");
	for (size_t i = 0; i < registrars->count; i++) {
		hex_write(hex, registrars->sign[i], PUBLIC_KEY);
		text_addf(&out, "%s\n\t\t\"%s\"", i > 0 ? "," : "", hex);
	}
	text_add(&out, "\n\t];\n};\n");
	path_of(path, sizeof path, enrolment, "homeward.conf");
	r = text_check(&out, e);
	if (r == 0)
		r = private_write(path, out.data, out.length, e);
	text_done(&out);
	return r;
}
