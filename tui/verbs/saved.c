#include "tui/verbs/saved.h"

#include <stdio.h>
#include <string.h>

#include "db/base/uuid.h"
#include "tui/app/app.h"
#include "tui/app/choose.h"
#include "tui/intl.h"
#include "tui/widgets/listing.h"

/* In what the two queries give back. */
enum { FOUND_NAME, FOUND_SCREEN, FOUND_FILTER, FOUND_SORT, FOUND_SCOPE };
enum { OUTCOME_REFUSAL, OUTCOME_FIELD, OUTCOME_MESSAGE, OUTCOME_HINT };

static unsigned say(struct app *app, enum say_level level, const char *text)
{
	app_say(app, level, "%s", text);
	return EFFECT_REDRAW;
}

static const char *trouble(enum err err)
{
	if (err == ERR_OFFLINE)
		return _("There is no connection: nothing was asked.");
	if (err == ERR_UNKNOWN)
		return _("The line fell before the answer: look with :view whether it was saved.");
	return _("The database did not answer this question.");
}

/* ---- showing ---- */

static enum scope scope_of(const char *name)
{
	for (enum scope scope = SCOPE_ALL; scope <= SCOPE_MINE; scope++)
		if (strcmp(scope_name(scope), name) == 0)
			return scope;
	return SCOPE_ALL;
}

static unsigned show(struct app *app, const struct rows *rows)
{
	const struct screen *screen = screen_find(rows_text(rows, 0, FOUND_SCREEN));
	struct listing *listing = NULL;
	char problem[200];
	size_t caret;
	unsigned effects;

	if (screen == NULL || screen->listing == NULL)
		return say(app, SAY_ERROR,
			_("This program has no such screen as this view is of."));
	effects = app_open(app, screen, NULL);
	if (app_front(app) != NULL && app_front(app)->screen == screen)
		listing = screen->listing(app_front(app));
	if (listing == NULL)
		return effects;
	listing->scope = scope_of(rows_text(rows, 0, FOUND_SCOPE));
	listing->sort[0] = '\0';
	if (listing_filter(listing, rows_text(rows, 0, FOUND_FILTER), problem, sizeof problem,
		    &caret) != 0 ||
		listing_sort(listing, rows_text(rows, 0, FOUND_SORT), problem, sizeof problem) != 0)
		app_say(app, SAY_ERROR, _("The view no longer fits this program: %s"), problem);
	return effects | EFFECT_REDRAW | EFFECT_RELOAD;
}

static unsigned found(void *who, const struct answer *answer)
{
	struct app *app = ((struct view *)who)->app;

	if (answer->err != 0)
		return say(app, SAY_ERROR, trouble(answer->err));
	if (rows_count(answer->rows) == 0)
		return say(app, SAY_WARN, _("There is no view of that name; :view lists them."));
	return show(app, answer->rows);
}

static unsigned find(struct app *app, struct view *view, const char *name)
{
	const struct param params[] = { param_text(name) };

	if (app_ask(app, Q_VIEW_FIND, params, 1, found, view) != 0)
		return say(app, SAY_ERROR, trouble(ERR_OFFLINE));
	return EFFECT_NONE;
}

static unsigned chosen(void *who, const char *name)
{
	struct view *view = who;

	return name != NULL ? find(view->app, view, name) : EFFECT_REDRAW;
}

static unsigned no_list(struct view *view, enum say_level level, const char *why)
{
	app_say(view->app, level, "%s%s", why, app_unexpect(view->app, view));
	return EFFECT_REDRAW;
}

static unsigned listed(void *who, const struct answer *answer)
{
	struct app *app = ((struct view *)who)->app;
	struct choice choices[CHOOSE_MAX] = { { 0 } };
	size_t count = 0;

	if (answer->err != 0)
		return no_list(who, SAY_ERROR, trouble(answer->err));
	for (int row = 0; row < rows_count(answer->rows) && count < CHOOSE_MAX; row++, count++) {
		const char *name = rows_text(answer->rows, row, FOUND_NAME);
		const char *screen = rows_text(answer->rows, row, FOUND_SCREEN);

		text_copy(choices[count].value, sizeof choices->value, name);
		snprintf(choices[count].label, sizeof choices->label, "%s  (%s %s)", name, screen,
			rows_text(answer->rows, row, FOUND_FILTER));
		app_remember(app, ARGUMENT_VIEW, name, screen);
	}
	if (count == 0)
		return no_list(who, SAY_INFO,
			_("No view is saved yet: :view save NAME keeps this one."));
	app_choose(app, _("Which view?"), "", choices, count, chosen, who);
	return EFFECT_REDRAW;
}

/* ---- keeping and forgetting ---- */

static unsigned changed(struct app *app, const struct answer *answer, const char *done)
{
	if (answer->err != 0)
		return say(app, SAY_ERROR, trouble(answer->err));
	if (rows_count(answer->rows) == 1 && rows_is_null(answer->rows, 0, OUTCOME_REFUSAL))
		return say(app, SAY_INFO, done);
	app_say(app, SAY_WARN, "%s %s", rows_text(answer->rows, 0, OUTCOME_MESSAGE),
		rows_text(answer->rows, 0, OUTCOME_HINT));
	return EFFECT_REDRAW;
}

static unsigned saved(void *who, const struct answer *answer)
{
	return changed(((struct view *)who)->app, answer, _("View saved; :view shows it again."));
}

static unsigned deleted(void *who, const struct answer *answer)
{
	return changed(((struct view *)who)->app, answer, _("View deleted."));
}

static unsigned save(struct call *call, const char *name)
{
	const struct screen *screen = call->view->screen;
	struct listing *listing = screen->listing != NULL ? screen->listing(call->view) : NULL;
	char key[UUID_TEXT] = "";

	if (listing == NULL || listing->columns == NULL)
		return say(call->app, SAY_WARN, _("There is no list here that could be saved."));
	const struct param params[] = { param_text(key), param_text(screen->name), param_text(name),
		param_text(listing->filter), param_text(listing->sort),
		param_text(scope_name(listing->scope)) };

	if (uuid_make(key) != 0 ||
		app_change(call->app, Q_VIEW_SAVE, params, 6, saved, call->view) != 0)
		return say(call->app, SAY_ERROR, trouble(ERR_OFFLINE));
	app_remember(call->app, ARGUMENT_VIEW, name, screen->name);
	return EFFECT_NONE;
}

static unsigned delete (struct call *call, const char *name)
{
	char key[UUID_TEXT] = "";
	const struct param params[] = { param_text(key), param_text(name) };

	if (uuid_make(key) != 0 ||
		app_change(call->app, Q_VIEW_DELETE, params, 2, deleted, call->view) != 0)
		return say(call->app, SAY_ERROR, trouble(ERR_OFFLINE));
	return EFFECT_NONE;
}

unsigned saved_view(struct call *call)
{
	static const struct {
		const char *word;
		unsigned (*act)(struct call *call, const char *name);
	} actions[] = { { "save", save }, { "delete", delete } };
	const char *word = call->value[0], *name = call->value[1];

	if (word == NULL) {
		if (app_ask(call->app, Q_VIEW_LIST, NULL, 0, listed, call->view) != 0)
			return say(call->app, SAY_ERROR, trouble(ERR_OFFLINE));
		app_expect(call->app, chosen, call->view);
		return EFFECT_NONE;
	}
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
		char line[32];

		if (strcmp(word, actions[i].word) != 0)
			continue;
		if (name != NULL)
			return actions[i].act(call, name);
		snprintf(line, sizeof line, "view %s ", word);
		app_prompt(call->app, ':', line);
		return EFFECT_REDRAW;
	}
	if (name != NULL)
		return say(call->app, SAY_WARN,
			_("view NAME, view save NAME or view delete NAME; quotes keep blanks."));
	return find(call->app, call->view, word);
}
