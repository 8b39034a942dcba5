#include "tui/app/draft.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conf/conf.h"
#include "db/base/private.h"
#include "tui/app/app.h"
#include "tui/app/vault.h"
#include "tui/intl.h"
#include "tui/widgets/form.h"

enum { FILE_BYTES = 1 << 20 };

#define DRAFT_WHAT "draft"

/* ---- one record of all of it ------------------------------------------------------------- */

static int set(void *who, const char *name, const char *value, struct error *e)
{
	return record_put(who, name, value, e);
}

static const char *get(void *who, const char *name)
{
	return record_value(who, name);
}

/* Names that are the draft's own, not the record's. */
static bool is_own(const char *name)
{
	static const char *const own[] = { "draft.", "form.", "typed." };

	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (strncmp(name, own[i], strlen(own[i])) == 0)
			return true;
	return false;
}

int draft_base(struct record *base, const struct record *packed, struct error *e)
{
	const char *name, *value;
	int r = 0;

	for (size_t at = 0; r == 0 && record_next(packed, &at, &name, &value);)
		if (!is_own(name))
			r = record_put(base, name, value, e);
	return r;
}

static int put_number(struct record *record, const char *name, int64_t number)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRId64, number);
	return record_put(record, name, text, NULL);
}

size_t draft_pack(const struct draft_of *of, const struct record *base, const struct form *form,
	unsigned char *plain, size_t room)
{
	struct record packed;
	const struct form_store store = { get, set, &packed };

	if (record_begin(&packed, plain, room, NULL) != 0 || draft_base(&packed, base, NULL) != 0 ||
		form_draft_write(form, &store, NULL) != 0 ||
		record_put(&packed, "draft.subject", of->at.subject, NULL) != 0 ||
		record_put(&packed, "draft.id", of->at.id, NULL) != 0 ||
		record_put(&packed, "draft.kind", of->at.kind, NULL) != 0 ||
		record_put(&packed, "draft.key", of->at.key, NULL) != 0 ||
		record_put(&packed, "draft.code", of->code, NULL) != 0 ||
		put_number(&packed, "draft.version", of->at.version) != 0 ||
		put_number(&packed, "draft.saved", of->saved_ms) != 0)
		return 0;
	return packed.length;
}

static void copy(char *out, size_t size, const struct record *record, const char *name)
{
	const char *value = record_value(record, name);

	text_copy(out, size, value != NULL ? value : "");
}

static int64_t number_of(const struct record *record, const char *name)
{
	const char *value = record_value(record, name);

	return value != NULL ? strtoll(value, NULL, 10) : 0;
}

int draft_unpack(struct draft_of *of, struct record *packed, unsigned char *plain, size_t length,
	struct error *e)
{
	int r = record_read(packed, plain, length, length, e);

	*of = (struct draft_of){ .code = "" };
	if (r != 0)
		return r;
	copy(of->at.subject, sizeof of->at.subject, packed, "draft.subject");
	copy(of->at.id, sizeof of->at.id, packed, "draft.id");
	copy(of->at.kind, sizeof of->at.kind, packed, "draft.kind");
	copy(of->at.key, sizeof of->at.key, packed, "draft.key");
	copy(of->code, sizeof of->code, packed, "draft.code");
	of->at.version = (uint32_t)number_of(packed, "draft.version");
	of->saved_ms = number_of(packed, "draft.saved");
	return 0;
}

/* ---- the file ---------------------------------------------------------------------------- */

enum { PATH = CONF_PATH + 96 };

static bool path_of(const struct app *app, int number, const char *end, char path[static PATH])
{
	char suffix[32];

	if (number == 1)
		snprintf(suffix, sizeof suffix, "draft%s", end);
	else
		snprintf(suffix, sizeof suffix, "draft%d%s", number, end);
	return vault_path(app, suffix, path, PATH);
}

static bool exists(const struct app *app, int number)
{
	char path[PATH];

	return path_of(app, number, "", path) && access(path, F_OK) == 0;
}

/* A byte of a file of its own: a lock on a draft goes with the next that takes its name. */
static bool hold(const struct app *app, struct draft_place *place, int number)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1 };
	char path[PATH];
	int fd;

	if (!vault_path(app, "drafts", path, sizeof path))
		return false;
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return false;
	lock.l_start = number;
	if (fcntl(fd, F_OFD_SETLK, &lock) != 0) {
		close(fd);
		return false;
	}
	*place = (struct draft_place){ number, fd };
	return true;
}

void draft_release(struct draft_place *place)
{
	if (place->number > 0)
		close(place->lock);
	*place = (struct draft_place){ 0 };
}

static bool find(const struct app *app, struct draft_place *place, int number, bool there)
{
	if (exists(app, number) != there || !hold(app, place, number))
		return false;
	if (exists(app, number) == there)
		return true;
	draft_release(place);
	return false;
}

bool draft_claim(const struct app *app, struct draft_place *place, int first, int last)
{
	for (int number = first; number <= last; number++)
		if (find(app, place, number, false))
			return true;
	return false;
}

bool draft_take(const struct app *app, struct draft_place *place, int number)
{
	return find(app, place, number, true);
}

int draft_write(struct app *app, const struct draft_place *place, unsigned char *plain,
	size_t length, size_t room, struct error *e)
{
	struct text sealed = { 0 };
	char path[PATH];
	int r;

	if (vault_ring(app) == NULL || !path_of(app, place->number, "", path))
		return error_set(e, ERR_KEY, "The vault is locked.");
	r = ring_seal_own(vault_ring(app), &sealed, DRAFT_WHAT, plain, length, room, e);
	if (r == 0)
		r = private_write(path, sealed.data, sealed.length, e);
	text_done(&sealed);
	return r;
}

int draft_count(const struct app *app)
{
	struct draft_place place = { 0 };
	int count = 0;

	for (int number = 1; number <= DRAFTS; number++)
		if (draft_take(app, &place, number)) {
			draft_release(&place);
			count++;
		}
	return count;
}

int draft_read(struct app *app, const struct draft_place *place, unsigned char **plain,
	size_t *length, struct error *e)
{
	struct text sealed = { 0 };
	unsigned char *bytes;
	char path[PATH];
	size_t size = 0;
	int r;

	*plain = NULL;
	*length = 0;
	if (vault_ring(app) == NULL || !path_of(app, place->number, "", path))
		return error_set(e, ERR_KEY, "The vault is locked.");
	bytes = text_extend(&sealed, FILE_BYTES);
	if (bytes == NULL)
		r = text_check(&sealed, e);
	else
		r = private_read(bytes, FILE_BYTES, &size, path, PRIVATE_OWNER, e);
	if (r == 0 && seal_room(size) == 0)
		r = error_set(e, ERR_TAMPERED, "The draft was cut short.");
	if (r == 0 && (*plain = slab_take(vault_slab(app), seal_room(size))) == NULL)
		r = error_set(e, ERR_MEMORY,
			"The draft is too long to be opened beside what is open.");
	if (r == 0)
		r = ring_unseal_own(vault_ring(app), *plain, length, DRAFT_WHAT, bytes, size, e);
	text_done(&sealed);
	if (r != 0 && *plain != NULL) {
		slab_give(vault_slab(app), *plain);
		*plain = NULL;
	}
	return r;
}

bool draft_put_aside(const struct app *app, struct draft_place *place)
{
	char path[PATH], aside[PATH];
	bool done = path_of(app, place->number, "", path) &&
		path_of(app, place->number, ".bad", aside) && access(aside, F_OK) != 0 &&
		rename(path, aside) == 0;

	draft_release(place);
	return done;
}

void draft_drop(const struct app *app, struct draft_place *place)
{
	char path[PATH];

	if (place->number > 0 && path_of(app, place->number, "", path))
		unlink(path);
	draft_release(place);
}

void draft_tell(struct app *app, int known)
{
	if (draft_count(app) > known)
		app_say_more(app, _(" :draft goes on with what was not saved."));
}
