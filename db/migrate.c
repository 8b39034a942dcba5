#include "db/migrate.h"
#include "db/base/text.h"
#include "db/vault/digest.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One request. A file is sent as it stands; `version` and `sha256` go into the ledger. */
struct action {
	enum query query; /* Q_NONE: a file */
	const struct embedded_file *file;
	int version;
	char name[64];
	char sha256[DIGEST_TEXT];
	bool told; /* a step that is worth telling */
};

struct migrate {
	struct pg *pg;
	struct migrate_options o;
	struct action *actions;
	int count, size, next; /* next: the one asked last is next - 1 */
	int told, to_tell;
	bool open; /* inside a transaction */
	bool over; /* done() was called, or is about to be */
	char step[80];
	struct migrate_end end;
	char *message;
};

static const char migrations[] = "sql/migrations/", api[] = "sql/api/";

static bool is_in(const struct embedded_file *file, const char *folder)
{
	return strncmp(file->path, folder, strlen(folder)) == 0;
}

/* sql/migrations/0003_case.sql: 3 and "case". */
static int version_of(const struct embedded_file *file, char name[static 64])
{
	char *end;
	long version = strtol(file->path + strlen(migrations), &end, 10);

	snprintf(name, 64, "%.*s", (int)strcspn(end + (*end == '_'), "."), end + (*end == '_'));
	return (int)version;
}

/* What the whole of sql/api is known by. */
static void digest_api(const struct embedded_file *files, char hex[static DIGEST_TEXT])
{
	struct digest d;

	digest_init(&d);
	for (const struct embedded_file *f = files; f->path; f++)
		if (is_in(f, api)) {
			digest_add(&d, f->path, strlen(f->path) + 1);
			digest_add(&d, f->sha256, strlen(f->sha256) + 1);
		}
	digest_end(&d, hex);
}

/* ---- the end -------------------------------------------------------------------------------- */

static void finish(struct migrate *m)
{
	m->end.message = m->message ? m->message : "";
	m->o.done(&m->end, m->o.who);
}

static void on_given_up(const struct answer *answer, void *who)
{
	(void)answer; /* if the line fell, that undid and unlocked it as well */
	finish(who);
}

/* What is open is undone and unlocked first, so that the pg can go on being used. */
static void fail(struct migrate *m)
{
	struct ask rollback = { .query = Q_ROLLBACK };
	struct ask unlock = { .query = Q_MIGRATE_UNLOCK, .answer = on_given_up, .who = m };

	m->over = true;
	if ((m->open && pg_ask(m->pg, &rollback)) || pg_ask(m->pg, &unlock))
		finish(m);
}

static void fail_server(struct migrate *m, const struct answer *a, const struct action *action)
{
	const char *what = action && action->file ? action->file->path :
		action                            ? query_name(action->query) :
						    "the ledger";

	m->message = strdup(a->message);
	if (a->err == ERR_SERVER || a->err == ERR_TIMEOUT)
		error_set(&m->end.error, a->err,
			"%s failed (SQLSTATE %s). Nothing of it was kept; what came before it was.",
			what, a->sqlstate[0] ? a->sqlstate : "none: no answer in time");
	else
		error_set(&m->end.error, a->err,
			"The line to the database was lost at %s. Run it again: it goes on from "
			"there.",
			what);
	fail(m);
}

/* ---- the plan ------------------------------------------------------------------------------- */

static struct action *plan(struct migrate *m, enum query query)
{
	struct action *a;

	if (m->count == m->size) {
		int size = m->size ? 2 * m->size : 64;
		struct action *more = realloc(m->actions, (size_t)size * sizeof(*more));

		if (!more)
			return NULL;
		m->actions = more;
		m->size = size;
	}
	a = &m->actions[m->count++];
	*a = (struct action){ .query = query };
	return a;
}

static bool plan_file(struct migrate *m, const struct embedded_file *file)
{
	struct action *a = plan(m, Q_NONE);

	if (!a)
		return false;
	a->file = file;
	a->told = true;
	m->to_tell++;
	return true;
}

static bool plan_record(struct migrate *m, int version, const char *name, const char *sha256)
{
	struct action *a = plan(m, Q_MIGRATE_RECORD);

	if (!a)
		return false;
	a->version = version;
	text_copy(a->name, sizeof(a->name), name);
	text_copy(a->sha256, sizeof(a->sha256), sha256);
	return plan(m, Q_COMMIT) != NULL;
}

/* The ledger's row of a version; -1: none. */
static int row_of(const struct rows *ledger, int version)
{
	for (int r = 0; r < rows_count(ledger); r++)
		if (rows_int(ledger, r, 0) == version)
			return r;
	return -1;
}

static bool has_file(const struct migrate *m, int version)
{
	char name[64];

	for (const struct embedded_file *f = m->o.files; f->path; f++)
		if (is_in(f, migrations) && version_of(f, name) == version)
			return true;
	return false;
}

/* ERR_CONTRACT where the database has seen other files than this program carries. */
static int check_ledger(struct migrate *m, const struct rows *ledger)
{
	char name[64];

	for (int r = 0; r < rows_count(ledger); r++) {
		int version = (int)rows_int(ledger, r, 0);

		if (version && !has_file(m, version))
			return error_set(&m->end.error, ERR_CONTRACT,
				"This database is newer than this program, which does not know its "
				"migration %04d. Install the newer program.",
				version);
	}
	for (const struct embedded_file *f = m->o.files; f->path; f++) {
		int r = is_in(f, migrations) ? row_of(ledger, version_of(f, name)) : -1;

		if (r >= 0 && strcmp(rows_text(ledger, r, 2), f->sha256))
			return error_set(&m->end.error, ERR_CONTRACT,
				"%s was edited after it had been applied to this database. Put it "
				"back, and the change into a new file.",
				f->path);
	}
	return 0;
}

static bool plan_migrations(struct migrate *m, const struct rows *ledger)
{
	char name[64];
	bool ok = true;

	for (const struct embedded_file *f = m->o.files; ok && f->path; f++) {
		int version = is_in(f, migrations) ? version_of(f, name) : 0;

		if (!version || row_of(ledger, version) >= 0)
			continue;
		ok = plan(m, Q_BEGIN) && plan_file(m, f) &&
			plan_record(m, version, name, f->sha256);
		m->end.migrations++;
	}
	return ok;
}

/* A migration may have changed what schema api stands on, so that is made afresh behind it. */
static bool plan_api(struct migrate *m, const struct rows *ledger)
{
	int r = row_of(ledger, 0);
	char sha256[DIGEST_TEXT];
	bool ok = true;

	digest_api(m->o.files, sha256);
	if (!m->end.migrations && r >= 0 && rows_bool(ledger, r, 3) &&
		strcmp(rows_text(ledger, r, 2), sha256) == 0)
		return true;
	m->end.api = true;
	ok = plan(m, Q_BEGIN) != NULL;
	for (const struct embedded_file *f = m->o.files; ok && f->path; f++)
		if (is_in(f, api))
			ok = plan_file(m, f);
	return ok && plan_record(m, 0, "api", sha256);
}

/* ---- going on ------------------------------------------------------------------------------- */

static void on_action(const struct answer *answer, void *who);

static void tell(struct migrate *m, const char *name)
{
	struct migrate_step step = { .name = m->step, .done = m->told++, .total = m->to_tell + 1 };

	text_copy(m->step, sizeof(m->step), name);
	if (m->o.step)
		m->o.step(&step, m->o.who);
}

static void tell_file(struct migrate *m, const char *path)
{
	char name[80];
	size_t folder = strlen("sql/"), length = strlen(path) - strlen(".sql") - folder;

	snprintf(name, sizeof(name), "%.*s", (int)length, path + folder);
	tell(m, name);
}

static void go_on(struct migrate *m)
{
	const struct action *a = &m->actions[m->next];
	struct param record[] = { param_int(a->version), param_text(a->name),
		param_text(a->sha256) };
	struct ask ask = { .query = a->query, .change = true, .answer = on_action, .who = m };

	m->next++;
	if (a->file) {
		tell_file(m, a->file->path);
		ask.text = a->file->text;
		ask.script = true;
	} else if (a->query == Q_MIGRATE_RECORD) {
		ask.params = record;
		ask.count = 3;
	}
	m->open = a->query == Q_BEGIN || (m->open && a->query != Q_COMMIT);
	if (pg_ask(m->pg, &ask)) {
		error_set(&m->end.error, ERR_MEMORY, "There is not enough memory to migrate.");
		fail(m);
	}
}

static void on_action(const struct answer *answer, void *who)
{
	struct migrate *m = who;

	if (answer->err) {
		fail_server(m, answer, &m->actions[m->next - 1]);
	} else if (m->next < m->count) {
		go_on(m);
	} else {
		tell(m, "ready");
		m->over = true;
		finish(m);
	}
}

static void on_applied(const struct answer *answer, void *who)
{
	struct migrate *m = who;

	if (answer->err) {
		fail_server(m, answer, NULL);
		return;
	}
	if (check_ledger(m, answer->rows)) {
		fail(m);
		return;
	}
	if (!plan_migrations(m, answer->rows) || !plan_api(m, answer->rows) ||
		!plan(m, Q_MIGRATE_AFTER) || (m->o.demo && !plan(m, Q_MIGRATE_DEMO)) ||
		!plan(m, Q_MIGRATE_UNLOCK)) {
		error_set(&m->end.error, ERR_MEMORY, "There is not enough memory to migrate.");
		fail(m);
		return;
	}
	go_on(m);
}

static void on_prepared(const struct answer *answer, void *who)
{
	struct migrate *m = who;
	struct ask ask = { .query = Q_MIGRATE_APPLIED, .answer = on_applied, .who = m };

	/* of two failures the first tells why */
	if (answer->err && !m->over)
		fail_server(m, answer, NULL);
	else if (!m->over && answer->tag && pg_ask(m->pg, &ask))
		fail(m);
}

int migrate_start(struct migrate **out, struct pg *pg, const struct migrate_options *options,
	struct error *e)
{
	struct migrate *m = calloc(1, sizeof(*m));
	struct ask lock = { .query = Q_MIGRATE_LOCK, .answer = on_prepared, .who = m };
	struct ask ledger = { .text = query_sql(Q_MIGRATE_LEDGER),
		.query = Q_MIGRATE_LEDGER,
		.script = true,
		.answer = on_prepared,
		.who = m,
		.tag = 1 };
	int code;

	if (!m)
		return error_set(e, ERR_MEMORY, "There is not enough memory to migrate.");
	m->pg = pg;
	m->o = *options;
	if (!m->o.files)
		m->o.files = embedded_files;
	code = pg_ask(pg, &lock);
	if (!code)
		code = pg_ask(pg, &ledger);
	if (code) {
		migrate_free(m);
		return error_set(e, code, "The migration could not be begun.");
	}
	*out = m;
	return 0;
}

void migrate_free(struct migrate *m)
{
	if (!m)
		return;
	pg_forget(m->pg, m);
	free(m->actions);
	free(m->message);
	free(m);
}
