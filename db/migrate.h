/*
 * migrate: bring a database to the schema this program carries, without waiting.
 *
 * It works through a pg that connects as the owner of the database, one request at a time: an
 * advisory lock and the ledger app.schema_migration; then each file of sql/migrations that is not
 * in the ledger, file and ledger row in one transaction; then, if any file of sql/api differs from
 * what was applied last, all of them in one transaction; then app.after_migrate(). A file edited
 * after it was applied, or a database that knows a migration this program does not, stops it before
 * anything is changed. Broken off at any point, it goes on there the next time.
 */
#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

#include <stdbool.h>
#include "db/base/err.h"
#include "db/pg.h"

struct migrate;

struct migrate_step {
	const char
		*name; /* "migrations/0003_case", "api/case", "ready"; lives as long as migrate */
	int done, total; /* steps: what there is to do, not what there is */
};

struct migrate_end {
	struct error error; /* code 0: the database is as this program wants it */
	const char *message; /* the server's words on it, "" if none: raw, safe-text gate */
	int migrations; /* applied just now */
	bool api; /* schema api was made afresh */
};

struct migrate_options {
	const struct embedded_file *files; /* ends with {0}; NULL: embedded_files */
	bool demo; /* mark the database as one filled with invented people */
	void *who;
	void (*step)(const struct migrate_step *step, void *who); /* before each; may be NULL */
	void (*done)(const struct migrate_end *end, void *who); /* once; may not free m or pg */
};

/* Begin; the work happens inside pg_pump(). 0 and the caller owns *out, or ERR_MEMORY, ERR_INPUT.
 * Freed before done() it gives up; free the pg next, a transaction may be open. The pg
 * wants statement_ms = -1 and a request_ms that the largest file, and waiting for the lock, can
 * bear. */
int migrate_start(struct migrate **out, struct pg *pg, const struct migrate_options *options,
	struct error *e);
void migrate_free(struct migrate *m); /* before its pg; NULL is allowed */

#endif
