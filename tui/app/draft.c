#include "tui/app/draft.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "conf/conf.h"
#include "db/base/date.h"
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

/* Of each number the file LOGIN.drafts has who holds it, if its byte is locked. */
struct holder {
	int64_t since_ms; /* epoch */
	uint64_t console; /* whose it is */
	uint64_t taken; /* ... from whom it was taken over */
};

static uint64_t this_console(void)
{
	static uint64_t console;

	while (console == 0)
		if (getrandom(&console, sizeof console, 0) != sizeof console)
			console = (uint64_t)getpid();
	return console;
}

static bool read_holder(int fd, int number, struct holder *holder)
{
	return pread(fd, holder, sizeof *holder, number * (off_t)sizeof *holder) == sizeof *holder;
}

static bool write_holder(int fd, int number, const struct holder *holder)
{
	return pwrite(fd, holder, sizeof *holder, number * (off_t)sizeof *holder) == sizeof *holder;
}

/* A byte of a file of its own: a lock on a draft goes with the next that takes its name. */
static int open_holders(const struct app *app)
{
	char path[PATH];

	return vault_path(app, "drafts", path, sizeof path) ?
		open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600) :
		-1;
}

static bool hold(const struct app *app, struct draft_place *place, int number)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1 };
	const struct holder holder = { app_epoch_ms(app), this_console(), 0 };
	int fd = open_holders(app);

	lock.l_start = number;
	if (fd < 0 || fcntl(fd, F_OFD_SETLK, &lock) != 0 || !write_holder(fd, number, &holder)) {
		if (fd >= 0)
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
	if (draft_is_taken(place))
		return error_set(e, ERR_REFUSED, "The draft was taken over.");
	r = ring_seal_own(vault_ring(app), &sealed, DRAFT_WHAT, plain, length, room, e);
	if (r == 0)
		r = private_write(path, sealed.data, sealed.length, e);
	text_done(&sealed);
	/* In between: either this was moved, or it is one too many. */
	if (draft_is_taken(place)) {
		unlink(path);
		return error_set(e, ERR_REFUSED, "The draft was taken over.");
	}
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

/* ---- in another console of hers ---------------------------------------------------------- */

static bool read_other(int fd, int number, struct holder *holder)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1 };

	lock.l_start = number;
	return fcntl(fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK &&
		read_holder(fd, number, holder) && holder->console != this_console();
}

bool draft_is_elsewhere(const struct app *app, int first, int last, int64_t *since_ms)
{
	int fd = open_holders(app);
	bool elsewhere = false;
	struct holder holder;

	*since_ms = 0;
	for (int number = first; fd >= 0 && number <= last; number++)
		if (exists(app, number) && read_other(fd, number, &holder)) {
			elsewhere = true;
			if (holder.since_ms > *since_ms)
				*since_ms = holder.since_ms;
		}
	if (fd >= 0)
		close(fd);
	return elsewhere;
}

/* Told before it is moved: who writes it meanwhile finds out behind that, and takes it away. */
static bool move(const struct app *app, int from, int to)
{
	char old[PATH], new[PATH];
	int fd = open_holders(app);
	struct holder holder;
	bool told = fd >= 0 && read_other(fd, from, &holder);

	if (told) {
		holder.taken = holder.console;
		told = write_holder(fd, from, &holder);
	}
	if (fd >= 0)
		close(fd);
	return told && path_of(app, from, "", old) && path_of(app, to, "", new) &&
		rename(old, new) == 0;
}

int draft_take_over(const struct app *app, struct draft_place *place, int number, struct error *e)
{
	if (!draft_claim(app, place, 1, DRAFTS))
		return error_set(e, ERR_REFUSED, "%s",
			_("There are too many drafts: :draft opens them."));
	if (move(app, number, place->number))
		return 0;
	draft_release(place);
	return error_set(e, ERR_REFUSED, "%s", _("The other console has it no more."));
}

bool draft_is_taken(const struct draft_place *place)
{
	struct holder holder;

	return place->number > 0 && read_holder(place->lock, place->number, &holder) &&
		holder.taken == this_console();
}

void draft_words(const struct app *app, char text[static DRAFT_WORDS])
{
	char since[DATE_TEXT];
	int64_t since_ms;

	text[0] = '\0';
	if (!draft_is_elsewhere(app, 1, DRAFTS, &since_ms))
		return;
	date_time(since, since_ms, app_me(app)->offset_min);
	snprintf(text, DRAFT_WORDS,
		_("Another console of yours has a draft open, since %s: :draft take brings it "
		  "here."),
		since);
}

void draft_tell(struct app *app, int known)
{
	char text[DRAFT_WORDS + 1] = " ";

	if (draft_count(app) > known) {
		app_say_more(app, _(" :draft goes on with what was not saved."));
		return;
	}
	draft_words(app, text + 1);
	if (text[1] != '\0')
		app_say_more(app, text);
}
