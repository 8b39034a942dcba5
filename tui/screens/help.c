/* Help, made from the rows of the verbs and of the columns: what one can do here, everything
 * (`help all`), or one verb. */
#include <stdio.h>
#include <string.h>

#include "db/column.h"
#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/term/pane.h"
#include "tui/widgets/listing.h"
#include "tui/widgets/paper.h"

struct state {
	struct view *view;
	const struct screen *about; /* the screen that was in front; NULL: none */
	const struct verb *verb; /* help on this verb alone; NULL: not so */
	bool all;
	struct listing listing;
	struct paper paper;
	char section[160]; /* title of the section being written; "" once it is on the paper */
	size_t found;
};

/* Keys that are no verbs, the same on every screen. */
static const struct {
	const char *key, *help;
} movements[] = {
	{ N_("arrows j k"), N_("one line down or up; g and G, Home and End: first and last") },
	{ N_("PgUp PgDn"), N_("a page up or down") },
	{ N_("h l"), N_("left and right: lanes on the board, elsewhere tabs") },
	{ N_("Shift-arrows"), N_("mark the lines passed") },
	{ N_("Tab"), N_("next part of what is read, Shift-Tab the one before") },
	{ N_(":"),
		N_("type a command (^O in a form); Tab completes, ? lists what may follow, ^ goes "
		   "back") },
};

static const struct {
	const char *example, *help;
} grammar[] = {
	{ "mae sot", N_("both words, anywhere in the line, in any case; \"mae sot\": just so") },
	{ "stage:triaged", N_("equal; may be cut short while only one word begins so") },
	{ "stage:triaged,recovery", N_("any of these") },
	{ "risk>=medium", N_("also < <= > on numbers, times, risk and priority") },
	{ "clock<2h", N_("ends within two hours, or has ended; 30m 3d 2w 14:30 2026-03-01") },
	{ "age>3d", N_("reported more than three days ago") },
	{ "clock:none", N_("has none") },
	{ "!mine", N_("not; the words with a meaning stand below") },
};

/* ---- writing what matches -------------------------------------------------------------- */

/* Whether every word of the filter stands in one of the two texts. */
static bool matches(const char *filter, const char *name, const char *text)
{
	char word[sizeof(((struct listing *)0)->filter)];

	while (*(filter += strspn(filter, " ")) != '\0') {
		size_t length = strcspn(filter, " ");

		memcpy(word, filter, length);
		word[length] = '\0';
		if (strcasestr(name, word) == NULL && strcasestr(text, word) == NULL)
			return false;
		filter += length;
	}
	return true;
}

static void section(struct state *state, const char *title)
{
	text_copy(state->section, sizeof state->section, title);
}

static void put_as(struct state *state, enum style style, const char *name, const char *text)
{
	if (!matches(state->listing.filter, name, text))
		return;
	if (state->section[0] != '\0')
		paper_section(&state->paper, state->section);
	state->section[0] = '\0';
	state->found++;
	paper_field(&state->paper, style, name, text);
}

static void put(struct state *state, const char *name, const char *text)
{
	put_as(state, STYLE_NORMAL, name, text);
}

static void put_verb(struct state *state, const struct verb *verb, const char *name)
{
	static const char *const bars[] = {
		[BAR_VERSION] = N_("not with this version"), [BAR_ROLE] = N_("not for your role")
	};
	enum bar bar = app_bar(state->view->app, verb);
	char text[300];

	if (bar == BAR_NONE) {
		put(state, name, _(verb->help));
		return;
	}
	snprintf(text, sizeof text, "%s: %s", _(bars[bar]), _(verb->help));
	put_as(state, STYLE_DIM, name, text);
}

/* "move to=... [reason=...]" */
static void usage_of(const struct verb *verb, char *text, size_t size)
{
	size_t used = (size_t)snprintf(text, size, "%s%s", verb->name,
		verb->flags & VERB_CASE ? _(" [CODE...]") : "");

	for (const struct argument *argument = verb->arguments; argument->name != NULL;
		argument++) {
		const char *value = argument->kind == ARGUMENT_FLAG ? "" : "=...";

		if (used < size)
			used += (size_t)snprintf(text + used, size - used,
				argument->required ? " %s%s" : " [%s%s]", argument->name, value);
	}
}

static void put_arguments(struct state *state, const struct verb *verb)
{
	for (const struct argument *argument = verb->arguments; argument->name != NULL;
		argument++) {
		char name[80], text[300];
		size_t used;

		snprintf(name, sizeof name, "    %s", argument->name);
		used = (size_t)snprintf(text, sizeof text, "%s",
			argument->help != NULL ? _(argument->help) : "");
		for (const char *const *choice = argument->choices;
			choice != NULL && *choice != NULL && used < sizeof text; choice++)
			used += (size_t)snprintf(text + used, sizeof text - used, "%s%s",
				choice == argument->choices ? ": " : ", ", *choice);
		put(state, name, text);
	}
}

/* ---- sections -------------------------------------------------------------------------- */

/* A verb for cases means nothing where there are none to act on. */
static bool is_offered(const struct state *state, const struct verb *verb)
{
	bool cases = state->about == NULL || state->about->targets != NULL;

	return !(verb->flags & (VERB_HIDDEN | VERB_ONLY_SHELL)) &&
		(cases || !(verb->flags & VERB_CASE));
}

/* Nobody takes or assigns what is closed; its own verbs have no keys. */
static bool is_past(const struct state *state, const struct verb *verb)
{
	return state->about != NULL && state->about->closed && verb->flags & VERB_CASE &&
		verb->flags & VERB_CHANGES && !(verb->flags & VERB_SHOWS);
}

static void write_keys(struct state *state)
{
	section(state, _("KEYS"));
	for (const struct verb *verb = verb_next(NULL); verb != NULL; verb = verb_next(verb)) {
		char name[80];

		if (verb->key == NULL || !is_offered(state, verb) || is_past(state, verb))
			continue;
		snprintf(name, sizeof name, "%-5s %s", verb->key, verb->name);
		put_verb(state, verb, name);
	}
}

static void write_movements(struct state *state)
{
	section(state, _("MOVING"));
	for (size_t i = 0; i < sizeof movements / sizeof *movements; i++)
		put(state, _(movements[i].key), _(movements[i].help));
}

static void write_commands(struct state *state)
{
	section(state, _("COMMANDS AFTER :"));
	for (const struct verb *verb = verb_next(NULL); verb != NULL; verb = verb_next(verb)) {
		char usage[160];

		if (verb->flags & (VERB_HIDDEN | VERB_ONLY_SHELL) ||
			(verb->key != NULL && !state->all))
			continue;
		usage_of(verb, usage, sizeof usage);
		put_verb(state, verb, usage);
		if (state->all)
			put_arguments(state, verb);
	}
}

static void write_shell(struct state *state)
{
	section(state, _("FROM A SHELL: homeward ..."));
	for (const struct verb *verb = verb_next(NULL); verb != NULL; verb = verb_next(verb)) {
		char usage[160];

		if (!verb_offered(verb, VERB_IN_SHELL))
			continue;
		usage_of(verb, usage, sizeof usage);
		put_verb(state, verb, usage);
	}
}

static void write_fields(struct state *state, const struct table *table)
{
	char title[80];

	snprintf(title, sizeof title, _("WORDS AND FIELDS OF A FILTER: %s"), table->name);
	section(state, title);
	for (const struct filter_word *word = table->words; word->name != NULL; word++)
		put(state, word->name, _(word->help));
	for (const struct column *column = table->columns; column->name != NULL; column++) {
		char name[80];

		if (column->type == COLUMN_KEY || column->title == NULL)
			continue;
		snprintf(name, sizeof name, "%s%s%s", column->name,
			column->alias != NULL ? ", " : "",
			column->alias != NULL ? column->alias : "");
		put(state, name, _(column->title));
	}
}

static void write_filter(struct state *state)
{
	section(state, _("FILTER AFTER /"));
	for (size_t i = 0; i < sizeof grammar / sizeof *grammar; i++)
		put(state, grammar[i].example, _(grammar[i].help));
	if (state->about != NULL && state->about->columns != NULL && !state->all)
		write_fields(state, column_table(state->about->columns));
	for (const struct table *const *table = column_tables; state->all && *table != NULL;
		table++)
		write_fields(state, *table);
}

static void write_screens(struct state *state)
{
	section(state, state->all ? _("SCREENS") : _("THIS SCREEN"));
	for (size_t i = 0; screens[i] != NULL; i++) {
		char name[80], tab[3] = { screens[i]->tab, ' ' };

		if (!state->all && screens[i] != state->about)
			continue;
		snprintf(name, sizeof name, "%s%s", tab[0] != 0 ? tab : "", _(screens[i]->title));
		put(state, name, screens[i]->help != NULL ? _(screens[i]->help) : "");
	}
}

static void write_verb(struct state *state)
{
	const struct verb *verb = state->verb;
	char usage[160];

	usage_of(verb, usage, sizeof usage);
	section(state, usage);
	put_verb(state, verb, verb->key != NULL ? verb->key : ":");
	put_arguments(state, verb);
}

static void write_all(struct state *state)
{
	state->found = 0;
	paper_begin(&state->paper);
	if (state->verb != NULL) {
		write_verb(state);
		return;
	}
	write_screens(state);
	write_keys(state);
	write_movements(state);
	write_commands(state);
	write_filter(state);
	if (state->all)
		write_shell(state);
	if (state->found == 0)
		paper_linef(&state->paper, STYLE_NORMAL,
			_("Nothing here tells of %s. \\ clears the search; :help all has more."),
			state->listing.filter);
}

/* ---- the slots ------------------------------------------------------------------------- */

/* help: about the screen in front. help all; help VERB; help SCREEN. */
static int open(struct view *view, const struct call *call)
{
	struct state *state = view->state;
	const char *word = call != NULL ? call->value[0] : NULL;
	bool ambiguous;

	state->view = view;
	listing_init(&state->listing, NULL, 0);
	if (call != NULL && call->view != NULL)
		state->about = call->view->screen;
	if (word == NULL)
		return 0;
	state->all = strcmp(word, "all") == 0;
	if (state->all)
		return 0;
	state->verb = verb_find(word, strlen(word), &ambiguous);
	if (state->verb == NULL && screen_find(word) != NULL)
		state->about = screen_find(word);
	else if (state->verb == NULL)
		memcpy(state->listing.filter, word,
			strnlen(word, sizeof state->listing.filter - 1));
	return 0;
}

static void close(struct view *view)
{
	struct state *state = view->state;

	paper_done(&state->paper);
}

static void draw(struct view *view, struct pane *pane)
{
	struct state *state = view->state;

	write_all(state);
	paper_draw(&state->paper, pane);
}

static unsigned key(struct view *view, const struct input_event *event)
{
	struct state *state = view->state;

	return paper_move(&state->paper, event) ? EFFECT_REDRAW : EFFECT_IGNORED;
}

static void where(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;

	if (state->verb != NULL)
		snprintf(text, size, "%s", state->verb->name);
	else if (!state->all && state->about != NULL)
		snprintf(text, size, "%s", _(state->about->title));
}

static void status(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;

	if (state->listing.filter[0] != '\0')
		snprintf(text, size, _("/%s  %zu lines"), state->listing.filter, state->found);
	else
		snprintf(text, size, "%s", _("/ searches  :help all has everything"));
}

static struct listing *listing(struct view *view)
{
	struct state *state = view->state;

	return &state->listing;
}

static const char *const hints[] = { "back", "filter", "clear", NULL };

const struct screen screen_help = {
	.name = "help",
	.title = N_("Help"),
	.help = N_("What the keys and commands do. / searches in it."),
	.hints = hints,
	.size = sizeof(struct state),
	.open = open,
	.close = close,
	.draw = draw,
	.key = key,
	.where = where,
	.status = status,
	.listing = listing,
};
