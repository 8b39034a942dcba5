/* `homeward admin keys-check`: whether who holds which key is as two registrars have signed it. It
 * needs no key: all that it looks at is public, signed, and not the server's word. */
#include "tui/verbs/admin.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/base/private.h"
#include "db/bytes.h"
#include "db/key_rows.h"
#include "db/vault/audit.h"
#include "db/vault/hex.h"
#include "tui/app/believe.h"
#include "tui/app/host.h"
#include "tui/app/seen_file.h"
#include "tui/intl.h"

enum { MARK = 10 + 1 + 2 * BIND_BYTES + 1 }; /* of the file: serial, hash, newline */

static void __attribute__((format(printf, 2, 3)))
fault(struct admin *admin, const char *format, ...)
{
	char text[400];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	admin->faults++;
	app_say(admin->tend.holder.work.app, SAY_ERROR, "%s", text);
}

/* ---- that no older directory is shown than before -------------------------------------------- */

/* None yet is no fault. One that is no mark is: whoever spoils it would have all forgotten. */
static int read_mark(char mark[static MARK + 1], const char *path, uint32_t *seen, struct error *e)
{
	unsigned char hash[BIND_BYTES];
	unsigned long number;
	size_t length = 0;
	char *end;
	int r;

	if (access(path, F_OK) != 0 && errno == ENOENT)
		return 0;
	r = private_read((unsigned char *)mark, MARK, &length, path, PRIVATE_OWNER, e);
	if (r != 0)
		return r;
	errno = 0;
	number = strtoul(mark, &end, 10);
	if (mark[0] < '1' || mark[0] > '9' || errno != 0 || number > UINT32_MAX || *end != ' ' ||
		strlen(end) != 1 + 2 * BIND_BYTES + 1 || mark[length - 1] != '\n' ||
		!hex_read(hash, sizeof hash, end + 1, (size_t)2 * BIND_BYTES))
		return error_set(e, ERR_INPUT,
			_("directory: %.300s is not what this host has seen: find out who changed "
			  "it, and remove it"),
			path);
	*seen = (uint32_t)number;
	return 0;
}

static void check_serial(struct admin *admin)
{
	const struct app *app = admin->tend.holder.work.app;
	uint32_t serial = directory_serial(admin->now), seen = 0;
	char path[VAULT_FILE_PATH], hex[2 * BIND_BYTES + 1], mark[MARK + 1] = "", now[MARK + 1];
	struct error e = { 0 };
	int lock = -1;
	int r = vault_file(path, sizeof path, app_conf(app), app_host(app)->home,
		app_me(app)->login, "serial", &e);

	hex_write(hex, directory_hash(admin->now), BIND_BYTES);
	snprintf(now, sizeof now, "%u %s\n", serial, hex);
	if (r == 0)
		r = seen_file_lock(&lock, path, &e);
	if (r == 0)
		r = read_mark(mark, path, &seen, &e);
	if (r != 0)
		fault(admin, "%s", e.text);
	else if (serial < seen)
		fault(admin, _("directory: %u is older than %u, which this host has seen"), serial,
			seen);
	else if (serial == seen && strcmp(mark, now) != 0)
		fault(admin, _("directory: this host has seen another one with the serial %u"),
			serial);
	else if (seen > 0 && serial > seen && serial - seen > DIRECTORY_JUMP)
		fault(admin, _("directory: %u is too far ahead of %u, which this host has seen"),
			serial, seen);
	else if (serial > seen && private_write(path, now, strlen(now), &e) != 0)
		fault(admin, "%s", e.text);
	seen_file_unlock(lock);
}

/* ---- each thing ------------------------------------------------------------------------------ */

/* What the server itself finds wrong is told in its words, where nothing else was. */
static void check_epoch(struct admin *admin, const struct rows *rows, int row)
{
	const char *name = rows_field(rows, row, "name");
	const struct directory_realm *in =
		directory_realm(admin->now, rows_field(rows, row, "realm"));
	struct epoch_row held;
	struct epoch epoch;

	if (in == NULL) {
		fault(admin, _("%s: has a key, and is not in the directory"), name);
		return;
	}
	if (!key_rows_epoch(&epoch, &held, rows, row)) {
		fault(admin, _("%s: its newest key has no recovery letter"), name);
		return;
	}
	epoch.opened_by = rows_field(rows, row, "person");
	if (!audit_epoch(admin->now, &epoch))
		fault(admin, _("%s: its newest key is not signed by one of its custodians"), name);
	if (strcmp(rows_field(rows, row, "recovery_id"), in->recovery) != 0)
		fault(admin,
			_("%s: its newest key can be recovered with an earlier recovery key only"),
			name);
}

static void check_letter(struct admin *admin, const struct rows *rows, int row)
{
	const char *name = rows_field(rows, row, "name"), *login = rows_field(rows, row, "login");
	const struct letter_place at = { .realm = rows_field(rows, row, "realm"),
		.reader = rows_field(rows, row, "person"),
		.epoch = (uint32_t)rows_field_int(rows, row, "epoch"),
		.number = (uint32_t)rows_field_int(rows, row, "number") };
	const struct directory_person *reader = directory_person(admin->now, at.reader);
	unsigned char letter[RING_LETTER];

	if (reader == NULL || reader->number != at.number)
		fault(admin, _("%s: a letter to keys of %s that are not in the directory"), name,
			login);
	else if (!bytes_read(letter, sizeof letter, rows, row, "recovery") ||
		!audit_letter(admin->now, &at, rows_field(rows, row, "given_by"), letter))
		fault(admin, _("%s: the letter to %s is not by one of its custodians"), name,
			login);
	else if (!rows_field_is_null(rows, row, "wrong"))
		fault(admin, "%s: %s: %s", name, login, rows_field(rows, row, "wrong"));
}

static void check_task(struct admin *admin, const struct rows *rows, int row)
{
	fault(admin, _("%s: has to be turned: %s, %s"), rows_field(rows, row, "name"),
		rows_field(rows, row, "login"), intl_word(rows_field(rows, row, "wrong")));
}

static void check_person(struct admin *admin, const struct rows *rows, int row)
{
	const struct directory_person *person =
		directory_person(admin->now, rows_field(rows, row, "person"));

	if (person != NULL)
		fault(admin, _("directory: %s has left, and is still in it"), person->login);
}

static const struct {
	const char *what;
	void (*check)(struct admin *admin, const struct rows *rows, int row);
} checks[] = { { "epoch", check_epoch }, { "letter", check_letter }, { "task", check_task },
	{ "retired", check_person } };

static bool has_letter(const char *person, const struct directory_realm *realm, uint32_t epoch,
	const struct rows *rows)
{
	for (int row = 0; row < rows_count(rows); row++)
		if (strcmp(rows_field(rows, row, "what"), "letter") == 0 &&
			strcmp(rows_field(rows, row, "realm"), realm->id) == 0 &&
			strcmp(rows_field(rows, row, "person"), person) == 0 &&
			rows_field_int(rows, row, "epoch") == (int64_t)epoch)
			return true;
	return false;
}

/* Custodians who hold the realm's newest key, each counted once. */
static size_t holding(const struct directory_realm *realm, uint32_t epoch, const struct rows *rows)
{
	size_t count = 0;

	for (size_t i = 0; i < realm->custodian_count; i++)
		count += has_letter(realm->custodians[i], realm, epoch, rows);
	return count;
}

static uint32_t epoch_of(const struct directory_realm *realm, const struct rows *rows)
{
	for (int row = 0; row < rows_count(rows); row++)
		if (strcmp(rows_field(rows, row, "what"), "epoch") == 0 &&
			strcmp(rows_field(rows, row, "realm"), realm->id) == 0)
			return (uint32_t)rows_field_int(rows, row, "epoch");
	return 0;
}

/* By the directory, so that nothing is left out. */
static void check_realms(struct admin *admin, const struct rows *rows)
{
	const struct directory_realm *realm;

	for (size_t i = 0; (realm = directory_realm_at(admin->now, i)) != NULL; i++) {
		uint32_t epoch = epoch_of(realm, rows);

		if (epoch < realm->epoch)
			fault(admin, _("%s: epoch %u is older than %u, which registrars have seen"),
				realm->name, epoch, realm->epoch);
		if (epoch == 0)
			fault(admin, _("%s: has no key yet"), realm->name);
		else if (holding(realm, epoch, rows) < CUSTODIANS_FEWEST)
			fault(admin, _("%s: fewer than two custodians hold its key"), realm->name);
	}
}

static void audited(struct work *work, struct rows *rows)
{
	struct admin *admin = admin_of(work);

	if (rows_count(rows) == 0 && directory_realm_at(admin->now, 0) != NULL) {
		work_stop(work, EXIT_REFUSED, "%s",
			_("The keys of all are for registrars and auditors to check."));
		return;
	}
	check_serial(admin);
	check_realms(admin, rows);
	for (int row = 0; row < rows_count(rows); row++)
		for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
			if (strcmp(checks[i].what, rows_field(rows, row, "what")) == 0)
				checks[i].check(admin, rows, row);
	/* From cron nothing is said where nothing is wrong. */
	if (admin->faults == 0 && isatty(STDOUT_FILENO))
		app_say(work->app, SAY_INFO, _("Directory %u: all keys are as it says."),
			directory_serial(admin->now));
	work_end(work);
}

static void directory_told(struct work *work, struct rows *rows)
{
	struct admin *admin = admin_of(work);
	struct directory_text text;
	struct error e = { 0 };
	int r;

	if (rows_count(rows) == 0)
		r = error_set(&e, ERR_KEY, "%s", _("directory: there is none, or not for you"));
	else if (!key_rows_directory(&text, rows, 0))
		r = error_set(&e, ERR_TAMPERED, "%s",
			_("directory: it is not signed by two registrars"));
	else
		r = directory_read(&admin->now, &text, &admin->tend.holder.registrars, &e);
	if (r != 0)
		work_fail(work, &alarm_of_directory, &e);
	else
		work_ask(work, Q_KEY_AUDIT, NULL, 0, audited);
}

void admin_check(struct work *work)
{
	believe_registrars(&admin_holder(work)->registrars, app_conf(work->app), NULL);
	work_ask(work, Q_DIRECTORY, NULL, 0, directory_told);
}
