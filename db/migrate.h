/*
 * migrate: bring a database to the schema this program carries, without waiting.
 *
 * It works through a pg that connects as the owner of the database, one request at a time: the
 * ledger app.schema_migration and an advisory lock; then each file of sql/migrations that is not in
 * the ledger, file and ledger row in one transaction; then, when any of sql/api differs from what
 * was applied last, all of it in one transaction with `drop schema api cascade` in front; then
 * app.after_migrate(). A file edited after it was applied, or a database that knows a migration
 * this program does not, stops it before anything is changed.
 */
#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

#include <stdbool.h>
#include "db/base/err.h"
#include "db/pg.h"

struct migrate;

struct migrate_step {
	const char *name; /* "migrations/0003_case", "api/case", "ready" */
	int done, total; /* steps; total counts only what there is to do */
};

struct migrate_options {
	const struct embedded_file *files; /* NULL: embedded_files */
	bool demo; /* mark the database as one with invented people */
	void *who;
	void (*step)(const struct migrate_step *step, void *who); /* before each; may be NULL */
	void (*done)(const struct error *error, int applied, void *who); /* once; code 0: done */
};

/* Begin; the work happens inside pg_pump(). The caller owns *out and frees it after done() was
 * called, or earlier to give up (an open transaction is rolled back with the connection: free the
 * pg then as well). The pg wants statement_ms = -1 and a generous request_ms. */
int migrate_start(struct migrate **out, struct pg *pg, const struct migrate_options *options,
	struct error *e);
void migrate_free(struct migrate *m);

#endif
