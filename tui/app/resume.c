#include "tui/app/resume.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/date.h"
#include "db/vault/record.h"
#include "db/vault/ring.h"
#include "tui/app/draft.h"
#include "tui/app/lock.h"
#include "tui/app/state.h"
#include "tui/app/vault.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/widgets/listing.h"
#include "tui/widgets/window.h"

enum {
	PLACE = 2048, /* bytes of all that is kept */
	AGAIN_MS = 5000,
	KEY_MS = 60000, /* what is kept tells of her last key; no older one */
	LANES = 12 /* no board has more */
};
#define OLD_MS (INT64_C(12) * 3600 * 1000) /* an older place is nobody's any more */

struct resume {
	struct draft_place place; /* held; number 0: none is free */
	bool met; /* what was there has been looked at */
	bool there; /* ... and nobody has gone there yet */
	char before[PLACE]; /* ... which is this record */
	size_t before_length;
	uint64_t written; /* mark of what the file holds */
	int64_t key_at; /* ... and of when: her last key until then */
	int64_t due;
	bool waits; /* what is to be written is not yet */
};

/* ---- where she is ------------------------------------------------------------------------ */

static struct view *tab_of(const struct app *app)
{
	return app->tab >= 0 ? app->tabs[app->tab] : NULL;
}

static void where_of(const struct view *view, char *text, size_t size)
{
	text[0] = '\0';
	if (view->screen->where != NULL)
		view->screen->where(view, text, size);
}

/* The row with the cursor, not the marked ones. */
static bool row_of(const struct view *view, struct target *row)
{
	return view->screen->targets != NULL && view->screen->targets(view, row, 1) > 0 &&
		!row->marked;
}

/* The command that opens the screen again; false: none does, so that nothing over it is opened. */
static bool command_of(const struct view *view, char *line, size_t size)
{
	const char *name = view->screen->name;
	const struct verb *verb = verb_find(name, strlen(name), NULL);
	struct target row = { .id = "" };
	char where[80];

	if (strcmp(name, "edit") == 0) {
		snprintf(line, size, "draft");
		return true;
	}
	/* Who somebody is was opened for a reason, and is opened again for one. */
	if (verb == NULL || strcmp(verb->name, name) != 0 || strcmp(name, "identity") == 0)
		return false;
	where_of(view, where, sizeof where);
	if (strcmp(name, "place") == 0 || strcmp(name, "party") == 0 || strcmp(name, "batch") == 0)
		snprintf(line, size, "%s %s", name, where);
	else if (!(verb->flags & VERB_CASE) && strcmp(name, "case") != 0)
		snprintf(line, size, "%s", name);
	else if (row_of(view, &row))
		snprintf(line, size, "%s %s", name, row.code);
	else
		return false;
	return true;
}

static int put_tab(struct record *record, struct view *tab)
{
	struct listing *listing = tab->screen->listing != NULL ? tab->screen->listing(tab) : NULL;
	struct target row = { .id = "" };
	char where[80];
	int r = record_put(record, "tab", tab->screen->name, NULL);

	where_of(tab, where, sizeof where);
	if (r == 0 && where[0] != '\0')
		r = record_put(record, "where", where, NULL);
	if (r == 0 && listing != NULL && listing->filter[0] != '\0')
		r = record_put(record, "filter", listing->filter, NULL);
	if (r == 0 && row_of(tab, &row))
		r = record_put(record, "row", row.id, NULL);
	return r;
}

static int put_spot(struct record *record, const struct view *view, size_t nth)
{
	char name[40], spot[80] = "";

	snprintf(name, sizeof name, "spot.%zu", nth);
	if (view->screen->spot != NULL)
		view->screen->spot(view, spot, sizeof spot);
	return spot[0] != '\0' ? record_put(record, name, spot, NULL) : 0;
}

static size_t write_place(const struct app *app, unsigned char *plain)
{
	struct record record;
	char line[LINE_MAX_BYTES], name[40];

	if (tab_of(app) == NULL || record_begin(&record, plain, PLACE, NULL) != 0 ||
		put_tab(&record, tab_of(app)) != 0)
		return 0;
	for (size_t i = 0; i < app->depth; i++) {
		snprintf(name, sizeof name, "over.%zu", i + 1);
		if (!command_of(app->stack[i], line, sizeof line) ||
			record_put(&record, name, line, NULL) != 0 ||
			put_spot(&record, app->stack[i], i + 1) != 0)
			break;
	}
	return record.length;
}

static int put_time(const struct app *app, unsigned char *plain, size_t *length)
{
	struct record record = { (char *)plain, *length, PLACE };
	char at[24];
	int r;

	snprintf(at, sizeof at, "%" PRId64, app_epoch_ms(app) - (app->now - app->lock.key_at));
	r = record_put(&record, "at", at, NULL);
	*length = record.length;
	return r;
}

static void keep(struct app *app, struct resume *resume, bool now)
{
	struct slab *slab = vault_slab(app);
	size_t room = ring_room(PLACE), length;
	unsigned char *plain = slab != NULL ? slab_take(slab, room) : NULL;
	uint64_t mark;

	if (plain == NULL)
		return;
	length = write_place(app, plain);
	mark = text_mark(0, plain, length);
	resume->waits = length > 0 &&
		(mark != resume->written ||
			app->lock.key_at - resume->key_at >= (now ? 1 : KEY_MS));
	if (resume->waits && (now || app->now >= resume->due) &&
		put_time(app, plain, &length) == 0) {
		/* What cannot be written is tried again with the next step she makes. */
		(void)draft_write(app, &resume->place, plain, length, room, NULL);
		resume->written = mark;
		resume->key_at = app->lock.key_at;
		resume->due = app->now + AGAIN_MS;
		resume->waits = false;
	}
	slab_give(slab, plain);
}

/* ---- what was there ---------------------------------------------------------------------- */

/* What is kept at a place is newer than what was met before. */
static bool meet(struct app *app, struct resume *resume, const struct draft_place *place,
	int64_t *newest)
{
	unsigned char *plain = NULL;
	struct record record;
	const char *at = NULL;
	size_t length = 0;
	bool newer;

	if (draft_read(app, place, &plain, &length, NULL) == 0 && length <= PLACE &&
		record_read(&record, plain, length, length, NULL) == 0 &&
		record_value(&record, "tab") != NULL)
		at = record_value(&record, "at");
	newer = at != NULL && strtoll(at, NULL, 10) > *newest;
	if (newer) {
		*newest = strtoll(at, NULL, 10);
		memcpy(resume->before, plain, length);
		resume->before_length = length;
	}
	slab_give(vault_slab(app), plain);
	return newer;
}

static void look(struct app *app, struct resume *resume)
{
	struct draft_place place = { 0 };
	int64_t newest = 0;

	resume->met = true;
	for (int number = DRAFT_OF_PLACE; number <= DRAFT_LAST; number++) {
		if (!draft_take(app, &place, number))
			continue;
		if (meet(app, resume, &place, &newest)) {
			draft_drop(app, &resume->place);
			resume->place = place;
		} else {
			draft_drop(app, &place);
		}
	}
	resume->there = newest > 0 && app_epoch_ms(app) - newest < OLD_MS;
	if (resume->place.number == 0)
		(void)draft_claim(app, &resume->place, DRAFT_OF_PLACE, DRAFT_LAST);
}

static struct resume *resume_of(struct app *app)
{
	if (app->resume == NULL && app->term != NULL && vault_is_open(app))
		app->resume = calloc(1, sizeof *app->resume);
	if (app->resume != NULL && !app->resume->met && vault_is_open(app))
		look(app, app->resume);
	return app->resume;
}

void resume_watch(struct app *app)
{
	struct resume *resume = app->ending ? NULL : resume_of(app);

	if (resume != NULL && resume->place.number > 0 && vault_is_open(app) && !lock_covers(app))
		keep(app, resume, false);
}

int64_t resume_due(const struct app *app)
{
	return app->resume != NULL && app->resume->waits ? app->resume->due : 0;
}

bool resume_is_there(struct app *app)
{
	struct resume *resume = resume_of(app);

	return resume != NULL && resume->there;
}

bool resume_is_asked(struct app *app)
{
	struct view *tab = tab_of(app);
	struct listing *listing =
		tab != NULL && tab->screen->listing != NULL ? tab->screen->listing(tab) : NULL;

	return resume_is_there(app) && app->depth == 0 &&
		(listing == NULL || listing->filter[0] == '\0');
}

/* ---- going back -------------------------------------------------------------------------- */

/* A board stands in its first lane: on to the one she was in. */
static void go_to_lane(struct view *tab, const char *where)
{
	const struct input_event on = { .key = 'l', .raw = "" };
	char at[80];

	for (int i = 0; i < LANES && tab->screen->key != NULL; i++) {
		where_of(tab, at, sizeof at);
		if (strcmp(at, where) == 0)
			return;
		(void)tab->screen->key(tab, &on);
	}
}

static unsigned back_to_tab(struct app *app, const struct record *record)
{
	const char *filter = record_value(record, "filter"), *row = record_value(record, "row");
	const char *where = record_value(record, "where");
	char line[LINE_MAX_BYTES];
	struct listing *listing;
	unsigned effects = app_command(app, record_value(record, "tab"));
	struct view *tab = tab_of(app);

	if (filter != NULL) {
		snprintf(line, sizeof line, "filter %s", filter);
		effects |= app_command(app, line);
	}
	if (where != NULL && tab->screen->listing != NULL)
		go_to_lane(tab, where);
	listing = tab->screen->listing != NULL ? tab->screen->listing(tab) : NULL;
	if (row != NULL && listing != NULL && listing->window != NULL)
		window_seek(listing->window, row);
	return effects;
}

static void go_to_spot(struct app *app, const struct record *record, int nth, size_t depth)
{
	struct view *view = app_front(app);
	const char *spot;
	char name[40];

	snprintf(name, sizeof name, "spot.%d", nth);
	spot = record_value(record, name);
	if (spot != NULL && app->depth > depth && view->screen->go_to != NULL)
		view->screen->go_to(view, spot);
}

static unsigned back_over(struct app *app, const struct record *record)
{
	unsigned effects = EFFECT_NONE;
	char name[40];

	for (int i = 1; i <= APP_DEPTH; i++) {
		size_t depth = app->depth;
		const char *line;

		snprintf(name, sizeof name, "over.%d", i);
		line = record_value(record, name);
		if (line == NULL)
			break;
		/* A form into which nothing was typed left no draft. */
		if (strcmp(line, "draft") != 0 || draft_count(app) > 0)
			effects |= app_command(app, line);
		go_to_spot(app, record, i, depth);
	}
	return effects;
}

/* A draft is on its way into a form. */
static bool goes_into_form(const struct app *app, const struct record *record)
{
	const char *name, *line;

	for (size_t at = 0; record_next(record, &at, &name, &line);)
		if (strncmp(name, "over.", 5) == 0 && strcmp(line, "draft") == 0)
			return draft_count(app) > 0;
	return false;
}

static unsigned nothing_there(struct app *app)
{
	char since[DATE_TEXT];
	int64_t since_ms;

	if (!vault_is_open(app)) {
		app_say(app, SAY_INFO, "%s", _("Open your vault first: :unlock"));
		return EFFECT_REDRAW;
	}
	if (draft_is_elsewhere(app, DRAFT_OF_PLACE, DRAFT_LAST, &since_ms)) {
		date_time(since, since_ms, app_me(app)->offset_min);
		app_say(app, SAY_INFO,
			_("There is nothing to go back to: another console of yours still runs, "
			  "since %s, and keeps its place."),
			since);
	} else {
		app_say(app, SAY_INFO, "%s", _("There is nothing to go back to."));
	}
	draft_tell(app, 0);
	return EFFECT_REDRAW;
}

unsigned resume_back(struct app *app)
{
	struct resume *resume = resume_of(app);
	struct record record;
	unsigned effects;
	bool form;

	if (resume == NULL || !resume->there)
		return nothing_there(app);
	resume->there = false;
	if (record_read(&record, resume->before, resume->before_length, sizeof resume->before,
		    NULL) != 0)
		return EFFECT_REDRAW;
	form = goes_into_form(app, &record);
	effects = back_to_tab(app, &record) | back_over(app, &record);
	app_say(app, SAY_INFO, "%s", _("You are back where your line broke off."));
	draft_tell(app, form);
	return effects | EFFECT_REDRAW | EFFECT_RELOAD;
}

void resume_end(struct app *app, bool left)
{
	struct resume *resume = app->resume;

	if (resume == NULL)
		return;
	if (left && vault_is_open(app))
		draft_drop(app, &resume->place);
	else if (resume->place.number > 0 && vault_is_open(app) && !lock_covers(app))
		keep(app, resume, true);
	draft_release(&resume->place);
	free(resume);
	app->resume = NULL;
}
