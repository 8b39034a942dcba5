/* `manifest` and `backup-check`: is a restored copy the same as the original? conf/backup makes the
 * dump and the manifest of one moment; the check asks the restored database the same questions. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/term/cells.h"

enum { TABLES_MAX = 256, DIGEST = 32 /* md5 in hex: api.manifest() */ };

struct manifest_line {
	char table[64]; /* PostgreSQL's names have 63 bytes at most */
	long long rows;
	char digest[DIGEST + 2]; /* one more than there may be: a longer one is not cut to fit */
};

static void line_of(const struct rows *rows, int row, struct manifest_line *line)
{
	text_copy(line->table, sizeof line->table, rows_text(rows, row, 0));
	line->rows = rows_int(rows, row, 1);
	text_copy(line->digest, sizeof line->digest, rows_text(rows, row, 2));
}

static bool manifest_there(struct app *app, const struct answer *answer)
{
	if (answer->err == 0 && rows_count(answer->rows) > 0)
		return true;
	app_say(app, SAY_ERROR,
		_("The manifest could not be read: connect as hw_backup or as the owner of the "
		  "database "
		  "(code %s)."),
		answer->sqlstate);
	return false;
}

static bool ask_manifest(struct app *app, app_answer_fn *fn, void *who)
{
	if (app_ask(app, Q_MANIFEST, NULL, 0, fn, who) == 0)
		return true;
	app_say(app, SAY_ERROR, "%s", _("There is no memory left."));
	return false;
}

static unsigned print_manifest(void *who, const struct answer *answer)
{
	struct app *app = who;
	struct manifest_line line;

	if (!manifest_there(app, answer))
		return EFFECT_NONE;
	for (int r = 0; r < rows_count(answer->rows); r++) {
		char table[4 * sizeof line.table], digest[4 * sizeof line.digest];

		line_of(answer->rows, r, &line);
		cells_safe(table, sizeof table, line.table, strlen(line.table), -1);
		cells_safe(digest, sizeof digest, line.digest, strlen(line.digest), -1);
		printf("%s %lld %s\n", table, line.rows, digest);
	}
	return EFFECT_NONE;
}

static unsigned manifest(struct call *call)
{
	ask_manifest(call->app, print_manifest, call->app);
	return EFFECT_NONE;
}

/* ---- backup-check ------------------------------------------------------------------------- */

struct check {
	struct app *app;
	struct manifest_line wanted[TABLES_MAX];
	size_t count;
};

static const struct manifest_line *wanted_line(const struct check *check, const char *table)
{
	for (size_t i = 0; i < check->count; i++) {
		if (strcmp(check->wanted[i].table, table) == 0)
			return &check->wanted[i];
	}
	return NULL;
}

/* Says what differs in one table; returns whether anything does. */
static bool differs(const struct check *check, const struct manifest_line *here)
{
	const struct manifest_line *wanted = wanted_line(check, here->table);

	if (wanted == NULL)
		app_say(check->app, SAY_ERROR, _("%s: not in the manifest"), here->table);
	else if (wanted->rows != here->rows)
		app_say(check->app, SAY_ERROR, _("%s: %lld rows, the manifest says %lld"),
			here->table, here->rows, wanted->rows);
	else if (strcmp(wanted->digest, here->digest) != 0)
		app_say(check->app, SAY_ERROR, _("%s: as many rows, but not the same"),
			here->table);
	else
		return false;
	return true;
}

static void compare(const struct check *check, const struct answer *answer)
{
	size_t found = 0, different = 0;
	long long rows = 0;
	struct manifest_line here;

	if (!manifest_there(check->app, answer))
		return;
	for (int r = 0; r < rows_count(answer->rows); r++) {
		line_of(answer->rows, r, &here);
		found += wanted_line(check, here.table) != NULL;
		different += differs(check, &here);
		rows += here.rows;
	}
	if (found < check->count)
		app_say(check->app, SAY_ERROR,
			ngettext("%zu table of the manifest is missing here",
				"%zu tables of the manifest are missing here",
				check->count - found),
			check->count - found);
	else if (different == 0)
		app_say(check->app, SAY_INFO, _("The same: %zu tables, %lld rows."), found, rows);
}

static unsigned compared(void *who, const struct answer *answer)
{
	compare(who, answer);
	free(who);
	return EFFECT_NONE;
}

static bool read_manifest(struct check *check, FILE *file, const char *name)
{
	char text[256];
	int number = 0;

	while (fgets(text, sizeof text, file) != NULL) {
		struct manifest_line *line = &check->wanted[check->count];

		number++;
		if (check->count == TABLES_MAX ||
			sscanf(text, "%63s %lld %33s", line->table, &line->rows, line->digest) !=
				3 ||
			strlen(line->digest) != DIGEST) {
			app_exit_code(check->app, EXIT_USAGE);
			app_say(check->app, SAY_ERROR,
				_("%s:%d: not a line of a manifest (table, rows, digest)"), name,
				number);
			return false;
		}
		check->count++;
	}
	if (ferror(file) || check->count == 0) {
		app_exit_code(check->app, EXIT_USAGE);
		app_say(check->app, SAY_ERROR, _("%s: no manifest there"), name);
		return false;
	}
	return true;
}

static struct check *new_check(struct app *app)
{
	struct check *check = calloc(1, sizeof *check);

	if (check != NULL)
		check->app = app;
	return check;
}

static unsigned backup_check(struct call *call)
{
	struct check *check = new_check(call->app);
	const char *name = call->value[0];
	FILE *file = name == NULL || strcmp(name, "-") == 0 ? stdin : fopen(name, "r");

	if (file == NULL) {
		app_exit_code(call->app, EXIT_USAGE);
		app_say(call->app, SAY_ERROR, "%s: %s", name, strerror(errno));
		free(check);
		return EFFECT_NONE;
	}
	if (check == NULL)
		app_say(call->app, SAY_ERROR, "%s", _("There is no memory left."));
	else if (!read_manifest(check, file, file == stdin ? _("standard input") : name) ||
		!ask_manifest(call->app, compared, check))
		free(check);
	if (file != stdin)
		fclose(file);
	return EFFECT_NONE;
}

const struct verb backup_verbs[] = {
	{ .name = "manifest",
		.flags = VERB_SHELL | VERB_ONLY_SHELL | VERB_OWNER,
		.help = N_("Print every table with its rows and a digest, as hw_backup"),
		.act = manifest },
	{ .name = "backup-check",
		.flags = VERB_SHELL | VERB_ONLY_SHELL | VERB_OWNER,
		.arguments = { { .name = "manifest",
			.kind = ARGUMENT_FILE,
			.help = N_("file that `manifest` or conf/backup wrote; none: standard "
				   "input") } },
		.help = N_("Compare a restored database with the manifest of its original"),
		.act = backup_check },
	{ 0 },
};
