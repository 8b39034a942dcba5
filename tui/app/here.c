#include "tui/app/here.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/uuid.h"
#include "tui/app/lock.h"
#include "tui/app/state.h"
#include "tui/intl.h"

enum { AGAIN_MS = 15000 /* well before the database forgets it: api.here() */ };

struct here {
	char id[UUID_TEXT]; /* the case; "": none is open */
	struct rows *others;
	int64_t due;
	bool asking;
};

/* The case that a screen over the tab is about, be it under a form. */
static bool open_case(const struct app *app, struct target *target)
{
	if (lock_covers(app) || app->term == NULL)
		return false;
	for (size_t i = app->depth; i > 0; i--) {
		const struct view *view = app->stack[i - 1];

		if (strcmp(view->screen->name, "case") == 0 && view->screen->targets != NULL)
			return view->screen->targets(view, target, 1) > 0;
	}
	return false;
}

static unsigned told(void *who, const struct answer *answer)
{
	struct here *here = who;

	here->asking = false;
	if (answer->err != 0)
		return EFFECT_NONE;
	rows_unref(here->others);
	here->others = rows_ref(answer->rows);
	return EFFECT_REDRAW;
}

static unsigned left(void *who, const struct answer *answer)
{
	(void)who, (void)answer;
	return EFFECT_NONE;
}

static void tell(struct app *app, struct here *here)
{
	const struct param params[] = { param_text(here->id), param_bool(false) };

	here->due = app->now + AGAIN_MS;
	if (!here->asking && app_is_live(app))
		here->asking = app_ask(app, Q_HERE, params, 2, told, here) == 0;
}

static void leave(struct app *app, struct here *here)
{
	const struct param params[] = { param_text(here->id), param_bool(true) };

	app_forget(app, here);
	here->asking = false;
	rows_unref(here->others);
	here->others = NULL;
	if (app_is_live(app))
		(void)app_ask(app, Q_HERE, params, 2, left, app);
}

void here_watch(struct app *app)
{
	struct target target = { .id = "" };
	struct here *here = app->here;

	if (!open_case(app, &target))
		target.id[0] = '\0';
	if (here == NULL && target.id[0] == '\0')
		return;
	if (here == NULL)
		here = app->here = calloc(1, sizeof *here);
	if (here == NULL)
		return;
	if (strcmp(here->id, target.id) != 0) {
		if (here->id[0] != '\0')
			leave(app, here);
		text_copy(here->id, sizeof here->id, target.id);
		here->due = 0;
	}
	if (here->id[0] != '\0' && here->due <= app->now)
		tell(app, here);
}

int64_t here_due(const struct app *app)
{
	return app->here != NULL && app->here->id[0] != '\0' ? app->here->due : 0;
}

void here_news(struct app *app)
{
	if (app->here != NULL && app->here->id[0] != '\0')
		tell(app, app->here);
}

void here_words(const struct app *app, const char *id, char *text, size_t size)
{
	const struct here *here = app->here;
	int count = here != NULL && strcmp(here->id, id) == 0 ? rows_count(here->others) : 0;

	text[0] = '\0';
	if (count == 1)
		snprintf(text, size, _("%s has it open too"),
			rows_field(here->others, 0, "person"));
	else if (count > 1)
		snprintf(text, size, _("%s and %d more have it open too"),
			rows_field(here->others, 0, "person"), count - 1);
}

void here_free(struct app *app)
{
	if (app->here == NULL)
		return;
	app_forget(app, app->here);
	rows_unref(app->here->others);
	free(app->here);
	app->here = NULL;
}
