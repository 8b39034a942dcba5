/* `homeward migrate`: bring the database to the schema that this program carries. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "db/migrate.h"
#include "tui/app/app.h"
#include "tui/intl.h"

struct migration {
	struct app *app;
	struct migrate *work;
};

static void step(const struct migrate_step *at, void *who)
{
	(void)who;
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r\033[K%3d/%d %s", at->done + 1, at->total, at->name);
}

static void ended(void *who)
{
	struct migration *migration = who;
	struct app *app = migration->app;

	migrate_free(migration->work);
	free(migration);
	app_end(app);
}

static void done(const struct migrate_end *end, void *who)
{
	struct app *app = ((const struct migration *)who)->app;

	if (isatty(STDERR_FILENO))
		fputs("\r\033[K", stderr);
	if (end->error.code != 0)
		app_say(app, SAY_ERROR, "%s %s", end->error.text, end->message);
	else if (end->migrations == 0 && !end->api)
		app_say(app, SAY_INFO, "%s", _("The database was up to date."));
	else
		app_say(app, SAY_INFO,
			ngettext("The database is up to date: %d migration applied.",
				"The database is up to date: %d migrations applied.",
				(unsigned long)end->migrations),
			end->migrations);
	app_after(app, 0, ended, who); /* migrate.h: not from here */
}

static unsigned migrate(struct call *call)
{
	struct migration *migration = calloc(1, sizeof *migration);
	const struct migrate_options options = {
		.demo = call->value[0] != NULL, .who = migration, .step = step, .done = done
	};
	struct error e = { 0 };

	if (migration == NULL) {
		app_say(call->app, SAY_ERROR, "%s", _("There is no memory left."));
		return EFFECT_NONE;
	}
	migration->app = call->app;
	app_begin(call->app);
	if (migrate_start(&migration->work, app_pg(call->app), &options, &e) != 0) {
		app_say(call->app, SAY_ERROR, "%s", e.text);
		ended(migration);
	}
	return EFFECT_NONE;
}

const struct verb migrate_verbs[] = {
	{ .name = "migrate",
		.flags = VERB_SHELL | VERB_ONLY_SHELL | VERB_OWNER,
		.arguments = { { .name = "demo",
			.kind = ARGUMENT_FLAG,
			.help = N_("mark a new database as one with invented people") } },
		.help = N_("Bring the database to the schema of this program, as its owner"),
		.act = migrate },
	{ 0 },
};
