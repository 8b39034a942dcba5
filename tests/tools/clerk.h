/*
 * clerk: somebody at work with the library alone: her key file, the api of the database, no screen.
 * What she gets and sends goes through the same queries and the same ring as the program's. The
 * files of one source include it; see clerk.c and thief.c. All of it ends the program with a
 * sentence where it cannot go on.
 *
 * DIR holds host.secret, LOGIN.key under `open sesame LOGIN`, LOGIN.seen, and registrars (64 hex
 * digits a line): what the settings of a console name. TESTS_CONNINFO is the owner's.
 */
#ifndef TESTS_TOOLS_CLERK_H
#define TESTS_TOOLS_CLERK_H

#include <libpq-fe.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/base/private.h"
#include "db/base/uuid.h"
#include "db/key_rows.h"
#include "db/param.h"
#include "db/query.h"
#include "db/sealed.h"
#include "db/vault/hex.h"
#include "db/vault/ring_int.h"
#include "db/vault/share.h"

enum { CLERK_FILE = 1 << 20, CLERK_COLUMNS = 48 };

static const char *dir;
static struct slab *slab; /* for what is no ring's */

struct clerk {
	PGconn *db;
	char login[64], person[UUID_TEXT];
	struct ring *ring;
	struct registrars registrars;
};

__attribute__((noreturn, format(printf, 1, 2))) static inline void fail(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

/* Says `ERROR word: text` where a test can read it, and ends. */
static inline void must(int r, const struct error *e)
{
	if (r == 0)
		return;
	printf("ERROR %s: %s\n", error_word((enum err)r), e->text);
	exit(1);
}

/* ---- the database ---------------------------------------------------------------------------- */

static inline PGconn *dial(const char *login)
{
	char conninfo[1024];
	PGconn *db;

	snprintf(conninfo, sizeof conninfo, "%s%s%s", getenv("TESTS_CONNINFO"),
		login != NULL ? " user=" : "", login != NULL ? login : "");
	db = PQconnectdb(conninfo);
	if (PQstatus(db) != CONNECTION_OK)
		fail("%s", PQerrorMessage(db));
	return db;
}

static inline struct rows *rows_of(PGresult *result)
{
	int columns = PQnfields(result);
	const char *cells[CLERK_COLUMNS];
	struct rows *rows;

	for (int c = 0; c < columns; c++)
		cells[c] = PQfname(result, c);
	rows = rows_new(columns, cells);
	for (int row = 0; row < PQntuples(result); row++) {
		for (int c = 0; c < columns; c++)
			cells[c] = PQgetisnull(result, row, c) ? NULL : PQgetvalue(result, row, c);
		rows_add(rows, cells);
	}
	PQclear(result);
	return rows;
}

static inline struct rows *run(PGconn *db, const char *sql, int count, const char *const *values)
{
	PGresult *result = PQexecParams(db, sql, count, NULL, values, NULL, NULL, 0);

	if (PQresultStatus(result) != PGRES_TUPLES_OK && PQresultStatus(result) != PGRES_COMMAND_OK)
		fail("%s", PQerrorMessage(db));
	return rows_of(result);
}

/* As many texts follow as the query has parameters; NULL is null. */
static inline struct rows *ask(PGconn *db, enum query query, ...)
{
	const char *values[CLERK_COLUMNS];
	int count = query_params(query);
	va_list args;

	va_start(args, query);
	for (int i = 0; i < count; i++)
		values[i] = va_arg(args, const char *);
	va_end(args);
	return run(db, query_sql(query), count, values);
}

static inline const char *request(void)
{
	static char key[UUID_TEXT];

	uuid_make(key);
	return key;
}

/* False, after saying REFUSED and why: the change was not done. */
static inline bool done(struct rows *rows)
{
	const char *refusal = rows_field(rows, 0, "refusal");

	if (*refusal == '\0')
		return true;
	printf("REFUSED %s: %s\n", refusal, rows_field(rows, 0, "message"));
	return false;
}

static inline void must_do(struct rows *rows)
{
	if (!done(rows))
		exit(1);
	rows_unref(rows);
}

/* `size` bytes of a column. */
static inline void take_bytes(void *out, size_t size, const struct rows *rows, int row,
	const char *name)
{
	if (!bytes_read(out, size, rows, row, name))
		fail("%s has not %zu bytes", name, size);
}

static inline const char *hex_of(const void *bytes, size_t length)
{
	static struct text texts[8];
	static int at;
	struct text *t = &texts[at++ % 8];

	text_clear(t);
	bytes_put(t, bytes, length);
	return text_string(t);
}

static inline const char *number_of(uint32_t number)
{
	static char texts[8][16];
	static int at;
	char *t = texts[at++ % 8];

	snprintf(t, sizeof texts[0], "%u", number);
	return t;
}

/* ---- her files ------------------------------------------------------------------------------- */

static inline const char *path_of(const char *name, const char *end)
{
	static char paths[4][512];
	static int at;
	char *path = paths[at++ % 4];

	snprintf(path, sizeof paths[0], "%s/%s%s", dir, name, end);
	return path;
}

static inline size_t read_file(void *out, size_t room, const char *path)
{
	struct error e = { 0 };
	size_t length;

	must(private_read(out, room, &length, path, PRIVATE_GROUP, &e), &e);
	return length;
}

static inline void open_slab(void)
{
	struct error e = { 0 };

	must(slab_new(&slab, 1 << 20, &e), &e);
}

static inline void read_registrars(struct registrars *out)
{
	char line[128];
	FILE *file = fopen(path_of("registrars", ""), "re");

	while (file != NULL && fgets(line, sizeof line, file) != NULL)
		if (hex_read(out->sign[out->count], PUBLIC_KEY, line, strcspn(line, "\n")))
			out->count++;
	if (file != NULL)
		fclose(file);
}

static inline void unlock(struct clerk *clerk)
{
	unsigned char host[HOST_SECRET], file[KEYFILE_BYTES + 1];
	char passphrase[128];
	struct error e = { 0 };
	size_t length;

	read_file(host, sizeof host, path_of("host.secret", ""));
	length = read_file(file, sizeof file, path_of(clerk->login, ".key"));
	snprintf(passphrase, sizeof passphrase, "open sesame %s", clerk->login);
	must(ring_new(&clerk->ring, &e), &e);
	must(ring_unlock(clerk->ring, file, length, clerk->person, passphrase, host, &e), &e);
}

static inline void read_seen(struct clerk *clerk)
{
	const char *path = path_of(clerk->login, ".seen");
	unsigned char *bytes = malloc(CLERK_FILE);
	struct error e = { 0 };

	if (access(path, F_OK) == 0)
		must(ring_seen_read(clerk->ring, bytes, read_file(bytes, CLERK_FILE, path), &e),
			&e);
	free(bytes);
}

static inline void write_seen(struct clerk *clerk)
{
	struct text bytes = { 0 };
	struct error e = { 0 };

	if (!ring_seen_changed(clerk->ring))
		return;
	must(ring_seen_write(clerk->ring, &bytes, &e), &e);
	must(private_write(path_of(clerk->login, ".seen"), bytes.data, bytes.length, &e), &e);
	text_done(&bytes);
}

/* ---- whom she believes, and what she reads with ---------------------------------------------- */

static inline void believe(struct clerk *clerk)
{
	struct rows *rows = ask(clerk->db, Q_DIRECTORY);
	struct directory_text text;
	struct directory *directory;
	struct error e = { 0 };

	if (rows_count(rows) == 0)
		fail("there is no directory");
	key_rows_directory(&text, rows, 0);
	must(directory_read(&directory, &text, &clerk->registrars, &e), &e);
	must(ring_believe(clerk->ring, directory, &e), &e);
	rows_unref(rows);
}

/* A realm that cannot be had says ERROR, and the others are good for what they are. */
static inline void take_realms(struct clerk *clerk)
{
	struct rows *rows = ask(clerk->db, Q_REALM_MINE);

	for (int row = 0; row < rows_count(rows); row++) {
		struct error e = { 0 };
		int r = key_rows_take_realm(clerk->ring, rows, row, &e);

		if (r != 0)
			printf("ERROR %s: %s: %s\n", error_word((enum err)r),
				rows_field(rows, row, "name"), e.text);
	}
	rows_unref(rows);
}

static inline void whose(struct clerk *clerk, const char *login)
{
	struct rows *rows;

	text_copy(clerk->login, sizeof clerk->login, login);
	clerk->db = dial(login);
	rows = ask(clerk->db, Q_VAULT_SELF);
	text_copy(clerk->person, sizeof clerk->person, rows_field(rows, 0, "person"));
	rows_unref(rows);
	read_registrars(&clerk->registrars);
}

/* Her console is open. */
static inline void come(struct clerk *clerk, const char *login)
{
	whose(clerk, login);
	unlock(clerk);
	read_seen(clerk);
	believe(clerk);
	take_realms(clerk);
}

static inline void leave(struct clerk *clerk)
{
	write_seen(clerk);
	ring_free(clerk->ring);
	PQfinish(clerk->db);
}

#endif
