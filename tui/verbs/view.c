/* Verbs about what is on the screen: which screen, what of it, how it looks; help; leaving. */
#include <stdio.h>
#include <string.h>

#include "db/column.h"
#include "tui/app/app.h"
#include "tui/app/choose.h"
#include "tui/intl.h"
#include "tui/app/prompt.h"
#include "tui/term/input.h"
#include "tui/verbs/case_new.h"
#include "tui/verbs/case_show.h"
#include "tui/verbs/help_shell.h"
#include "tui/verbs/saved.h"
#include "tui/widgets/listing.h"
#include "tui/widgets/window.h"

static unsigned say(struct app *app, const char *text)
{
	app_say(app, SAY_INFO, "%s", text);
	return EFFECT_REDRAW;
}

/* ---- screens ---- */

static unsigned open_named(struct call *call, const char *name)
{
	const struct screen *screen = screen_find(name);
	bool more = call->value[0] != NULL || call->code_count > 0;

	if (screen == NULL) {
		app_say(call->app, SAY_ERROR, _("There is no screen %s."), name);
		return EFFECT_REDRAW;
	}
	if (!more && call->view != NULL && call->view->screen == screen)
		return EFFECT_REDRAW;
	/* A tab without a word more comes back as it was left. */
	return app_open(call->app, screen, more || screen->tab == 0 ? call : NULL);
}

static unsigned open_screen(struct call *call)
{
	return open_named(call, call->verb->name);
}

/* Hands a key on to the screen in front, which knows what it means there. */
static unsigned press(struct call *call, int key, const char *otherwise)
{
	const struct input_event event = { .key = key, .raw = "" };
	unsigned effects = EFFECT_IGNORED;

	if (call->view != NULL && call->view->screen->key != NULL)
		effects = call->view->screen->key(call->view, &event);
	return effects & EFFECT_IGNORED ? say(call->app, otherwise) : effects;
}

static unsigned open_focus(struct call *call)
{
	return press(call, INPUT_ENTER, _("There is nothing to open here."));
}

static unsigned new_case(struct call *call)
{
	const struct verb *new = verb_find("new", strlen("new"), NULL);

	if (!app_is_shell(call->app))
		return app_command(call->app, "new case");
	if (!app_may_change(call->app))
		return EFFECT_NONE;
	if (app_bar(call->app, new) == BAR_ROLE) {
		app_say(call->app, SAY_WARN, "%s", _("Your role takes no calls."));
		return EFFECT_NONE;
	}
	if (call->code_count == 0 && call->value[CASE_SHOW_IDENTITY] == NULL &&
		call->value[CASE_SHOW_NOTES] == NULL)
		return case_new(call, call->value[CASE_SHOW_FIELDS]);
	app_exit_code(call->app, EXIT_USAGE);
	app_say(call->app, SAY_ERROR, "%s",
		_("usage: homeward case new [--FIELD VALUE...], what was said on standard input"));
	return EFFECT_NONE;
}

static unsigned open_case(struct call *call)
{
	const char *what = call->value[CASE_SHOW_WHAT];

	if (what != NULL && strcmp(what, "new") == 0)
		return new_case(call);
	if (app_is_shell(call->app))
		return case_show(call);
	if (call->code_count > 1)
		return say(call->app, _("One case at a time: give one code."));
	return call->code_count == 1 ? open_screen(call) : open_focus(call);
}

static unsigned look(struct call *call)
{
	return press(call, 'L', _("There is only one way to look at this."));
}

static unsigned earlier(struct call *call)
{
	return app_go(call->app, -1) ? EFFECT_REDRAW : say(call->app, _("Nothing came before."));
}

static unsigned later(struct call *call)
{
	return app_go(call->app, 1) ? EFFECT_REDRAW : say(call->app, _("Nothing came after."));
}

/* ---- what of it: filter, order, whose, marks ---- */

static struct listing *listing_of(struct view *view)
{
	return view != NULL && view->screen->listing != NULL ? view->screen->listing(view) : NULL;
}

static unsigned no_list(struct app *app)
{
	return say(app, _("There is no list here."));
}

static unsigned filter(struct call *call)
{
	struct listing *listing = listing_of(call->view);
	const char *text = call->value[0];
	char problem[200];
	size_t caret;

	if (listing == NULL)
		return no_list(call->app);
	if (text == NULL) {
		app_prompt(call->app, '/', "");
		return EFFECT_REDRAW;
	}
	if (listing_filter(listing, text, problem, sizeof problem, &caret) == 0)
		return EFFECT_REDRAW | EFFECT_RELOAD;
	app_prompt(call->app, '/', text);
	prompt_problem(problem, caret);
	return EFFECT_REDRAW;
}

static unsigned clear(struct call *call)
{
	struct listing *listing = listing_of(call->view);

	if (listing == NULL)
		return no_list(call->app);
	listing->filter[0] = '\0';
	return EFFECT_REDRAW | EFFECT_RELOAD;
}

static unsigned sort_by(struct view *view, const char *by)
{
	struct listing *listing = listing_of(view);
	char problem[200];

	if (listing == NULL)
		return no_list(view->app);
	if (listing_sort(listing, by, problem, sizeof problem) == 0)
		return EFFECT_REDRAW | EFFECT_RELOAD;
	app_say(view->app, SAY_ERROR, "%s", problem);
	return EFFECT_REDRAW;
}

static unsigned sort_chosen(void *who, const char *by)
{
	return by != NULL ? sort_by(who, by) : EFFECT_REDRAW;
}

static unsigned sort(struct call *call)
{
	const struct listing *listing = listing_of(call->view);
	struct choice choices[CHOOSE_MAX] = { { .label = "" } };
	size_t count = 1;

	if (call->value[0] != NULL && call->view != NULL)
		return sort_by(call->view, call->value[0]);
	if (listing == NULL || listing->columns == NULL)
		return no_list(call->app);
	text_copy(choices[0].label, sizeof choices->label, _("the order of this screen"));
	for (const struct column *column = listing->columns; column->name != NULL; column++) {
		if (!column->sortable || count == CHOOSE_MAX)
			continue;
		text_copy(choices[count].value, sizeof choices->value, column->name);
		text_copy(choices[count].label, sizeof choices->label, column->name);
		count++;
	}
	app_choose(call->app, _("Sort by what?"), _(":sort -NAME turns the order round."), choices,
		count, sort_chosen, call->view);
	return EFFECT_REDRAW;
}

static unsigned scope(struct call *call)
{
	struct listing *listing = listing_of(call->view);

	if (listing == NULL || !listing->has_scope)
		return say(call->app, _("Here this makes no difference."));
	if (call->value[0] == NULL)
		listing_next_scope(listing);
	for (enum scope each = SCOPE_ALL; call->value[0] != NULL && each <= SCOPE_MINE; each++)
		if (strcmp(scope_name(each), call->value[0]) == 0)
			listing->scope = each;
	return EFFECT_REDRAW | EFFECT_RELOAD;
}

static unsigned move(struct call *call, enum list_move how)
{
	const struct listing *listing = listing_of(call->view);
	struct window *window = listing != NULL ? listing->window : NULL;
	unsigned effects = EFFECT_REDRAW;
	size_t before;

	if (window == NULL)
		return no_list(call->app);
	/* As far as it goes: the last row gets its mark once. */
	for (long i = 0; i < (call->count > 0 ? call->count : 1); i++) {
		before = window->list->focus;
		effects |= window_move(window, listing, call->app, how);
		if (window->list->focus == before)
			break;
	}
	return effects;
}

static unsigned mark(struct call *call)
{
	return move(call, LIST_MARK);
}

static unsigned mark_all(struct call *call)
{
	return move(call, LIST_MARK_ALL);
}

static unsigned settle(struct call *call)
{
	const struct listing *listing = listing_of(call->view);

	if (listing == NULL || listing->window == NULL)
		return no_list(call->app);
	list_settle(listing->window->list);
	return EFFECT_REDRAW;
}

static unsigned reload(struct call *call)
{
	(void)call;
	return EFFECT_REDRAW | EFFECT_RELOAD;
}

/* ---- how it looks ---- */

static unsigned redraw(struct call *call)
{
	(void)call;
	return EFFECT_REDRAW | EFFECT_REPAINT;
}

static unsigned veil(struct call *call)
{
	app_set_veiled(call->app, !app_veiled(call->app));
	return EFFECT_REDRAW;
}

static unsigned preview(struct call *call)
{
	app_set_preview(call->app, !app_preview(call->app));
	return EFFECT_REDRAW;
}

static unsigned theme_chosen(void *who, const char *theme)
{
	if (theme != NULL)
		app_set_theme(who, theme);
	return EFFECT_REDRAW;
}

static unsigned set(struct call *call)
{
	static const struct choice themes[] = { { .letter = 'a', .value = "auto", .label = "auto" },
		{ .letter = 'd', .value = "dark", .label = "dark" },
		{ .letter = 'm', .value = "mono", .label = "mono" } };

	if (call->value[0] != NULL)
		return theme_chosen(call->app, call->value[0]);
	app_choose(call->app, _("Which theme?"), "", themes, 3, theme_chosen, call->app);
	return EFFECT_REDRAW;
}

/* ---- help ---- */

static unsigned manual(struct call *call)
{
	struct call all = *call;

	all.value[0] = "all";
	return open_named(&all, "help");
}

/* `?`; asked again it tells everything. */
static unsigned help(struct call *call)
{
	if (app_is_shell(call->app))
		return help_in_shell(call);
	if (call->value[0] == NULL && call->view != NULL &&
		strcmp(call->view->screen->name, "help") == 0)
		return manual(call);
	return open_named(call, "help");
}

/* ---- leaving ---- */

static unsigned leave(void *who, const char *value)
{
	(void)who;
	return value != NULL ? EFFECT_QUIT : EFFECT_REDRAW;
}

/* `q` on the last view asks; Esc there does nothing. */
static unsigned back(struct call *call)
{
	static const struct choice yes = { .letter = 'q', .value = "quit", .label = N_("leave") };
	struct choice shown = yes;

	if (app_depth(call->app) > 0)
		return EFFECT_CLOSE;
	text_copy(shown.label, sizeof shown.label, _(yes.label));
	app_choose(call->app, _("Leave homeward?"), "", &shown, 1, leave, call->app);
	return EFFECT_REDRAW;
}

static unsigned escape(struct call *call)
{
	return app_depth(call->app) > 0 ? EFFECT_CLOSE : EFFECT_IGNORED;
}

static unsigned quit(struct call *call)
{
	(void)call;
	return EFFECT_QUIT;
}

static unsigned suspend(struct call *call)
{
	(void)call;
	return EFFECT_SUSPEND;
}

/* ---- the rows ---- */

static const char *const themes[] = { "auto", "dark", "mono", NULL };
static const char *const scopes[] = { "mine", "office", "all", NULL };
static const char *const view_words[] = { "save", "delete", NULL };
static const char *const case_words[] = { "show", "new", NULL };
static const char *const help_words[] = { "all", NULL };

#define FILTER_ARGUMENT \
	{ \
		{ \
			.name = "filter", .kind = ARGUMENT_REST, \
			.help = N_("what the rows must hold") \
		} \
	}

const struct verb view_verbs[] = { { .name = "triage",
					   .key = "0",
					   .act = open_screen,
					   .arguments = FILTER_ARGUMENT,
					   .help = N_("Show what waits for somebody who decides") },
	{ .name = "board",
		.key = "1",
		.act = open_screen,
		.arguments = FILTER_ARGUMENT,
		.help = N_("Show the board: cases by stage") },
	{ .name = "cases",
		.key = "2",
		.act = open_screen,
		.arguments = FILTER_ARGUMENT,
		.help = N_("Show the list of all cases") },
	{ .name = "approvals",
		.key = "6",
		.act = open_screen,
		.arguments = FILTER_ARGUMENT,
		.help = N_("Show what waits for your approval, and what you have asked") },
	{ .name = "inbox",
		.key = "8",
		.act = open_screen,
		.arguments = FILTER_ARGUMENT,
		.help = N_("Show what needs you") },
	{ .name = "offices",
		.key = "9",
		.act = open_screen,
		.arguments = FILTER_ARGUMENT,
		.help = N_("Show the offices and who is on shift") },
	{ .name = "places",
		.key = "P",
		.act = open_screen,
		.arguments = FILTER_ARGUMENT,
		.help = N_("Show the places where somebody can be brought") },
	{ .name = "open",
		.key = "Enter",
		.act = open_focus,
		.hint = N_("open"),
		.help = N_("Open the row with the cursor") },
	{ .name = "case",
		.flags = VERB_CASE | VERB_SHELL | VERB_CHANGES | VERB_SHOWS,
		.act = open_case,
		.arguments = { [CASE_SHOW_WHAT] = { .name = "what",
				       .kind = ARGUMENT_CHOICE,
				       .choices = case_words,
				       .help = N_("show, or new: from a shell") },
			[CASE_SHOW_IDENTITY] = { .name = "identity",
				.kind = ARGUMENT_FLAG,
				.help = N_("who she is, on the terminal, for a reason") },
			[CASE_SHOW_NOTES] = { .name = "notes",
				.kind = ARGUMENT_FLAG,
				.help = N_("what was written down, on the terminal") },
			[CASE_SHOW_FIELDS] = { .name = "fields",
				.kind = ARGUMENT_FIELDS,
				.help = N_("new: --danger yes and others; --key UUID of yours") } },
		.help = N_("Open a case by its code; the code alone will do") },
	{ .name = "filter",
		.key = "/",
		.act = filter,
		.hint = N_("filter"),
		.arguments = FILTER_ARGUMENT,
		.help = N_("Show only rows that match") },
	{ .name = "clear",
		.key = "\\",
		.act = clear,
		.hint = N_("clear"),
		.help = N_("Take the filter away") },
	{ .name = "sort",
		.act = sort,
		.arguments = { { .name = "by",
			.kind = ARGUMENT_COLUMN,
			.help = N_("columns with commas; - before one turns it round") } },
		.help = N_("Order the rows by a column") },
	{ .name = "scope",
		.key = "M",
		.act = scope,
		.hint = N_("whose"),
		.arguments = { { .name = "whose",
			.kind = ARGUMENT_CHOICE,
			.choices = scopes,
			.help = N_("mine, my office's, or all") } },
		.help = N_("Show mine, my office's or all; again: the next") },
	{ .name = "mark",
		.key = "Space",
		.act = mark,
		.hint = N_("mark"),
		.help = N_("Mark the row, or take the mark away; verbs act on what is marked") },
	{ .name = "mark-all", .key = "*", .act = mark_all, .help = N_("Mark all rows, or none") },
	{ .name = "view",
		.act = saved_view,
		.arguments = { { .name = "what",
				       .kind = ARGUMENT_VIEW,
				       .choices = view_words,
				       .help = N_("name of a view, or save or delete") },
			{ .name = "name",
				.kind = ARGUMENT_VIEW,
				.help = N_("the name to save or delete") } },
		.help = N_("Show a saved view; save NAME keeps this one, delete NAME forgets") },
	{ .name = "settle",
		.key = ".",
		.act = settle,
		.hint = N_("new rows"),
		.help = N_("Show rows that came while you moved") },
	{ .name = "reload",
		.key = "R",
		.act = reload,
		.hint = N_("reload"),
		.help = N_("Read again; without a line: try to connect now") },
	{ .name = "look",
		.key = "L",
		.act = look,
		.hint = N_("list"),
		.help = N_("Show the board as one list, or as lanes") },
	{ .name = "preview", .act = preview, .help = N_("Show or hide the part below the list") },
	{ .name = "veil",
		.key = "z",
		.act = veil,
		.hint = N_("veil"),
		.help = N_("Leave only codes and clocks on the screen") },
	{ .name = "redraw",
		.key = "^L",
		.act = redraw,
		.help = N_("Draw the screen again, after another program wrote on it") },
	{ .name = "set",
		.act = set,
		.arguments = { { .name = "theme",
			.kind = ARGUMENT_CHOICE,
			.choices = themes,
			.help = N_("auto, dark or mono") } },
		.help = N_("Set how this console looks until it is left") },
	{ .name = "earlier",
		.key = "[",
		.act = earlier,
		.help = N_("Go back to the screen before") },
	{ .name = "later", .key = "]", .act = later, .help = N_("Go forward again") },
	{ .name = "help",
		.key = "?",
		.flags = VERB_SHELL | VERB_NO_DATABASE,
		.act = help,
		.hint = N_("help"),
		.arguments = { { .name = "verb",
			.kind = ARGUMENT_VERB,
			.choices = help_words,
			.help = N_("a verb, a screen, or all") } },
		.help = N_("Explain the keys of this screen, a verb, or all; again: all") },
	{ .name = "guide",
		.key = "F1",
		.flags = VERB_HIDDEN,
		.act = help,
		.help = N_("Explain the keys of this screen") },
	{ .name = "manual",
		.act = manual,
		.help = N_("Explain every verb and key; ? twice does the same") },
	{ .name = "keys",
		.act = open_screen,
		.help = N_("List the keys as they are now, with those of the configuration") },
	{ .name = "messages",
		.act = open_screen,
		.help = N_("List what was said, the latest last") },
	{ .name = "back",
		.key = "q",
		.act = back,
		.hint = N_("back"),
		.help = N_("Close this view; on the last one: leave, after a question") },
	{ .name = "escape",
		.key = "Esc",
		.flags = VERB_HIDDEN,
		.act = escape,
		.help = N_("Close this view") },
	{ .name = "suspend",
		.key = "^Z",
		.act = suspend,
		.help = N_("Stop the console until the shell continues it") },
	{ .name = "quit", .act = quit, .help = N_("Leave homeward") },
	{ .name = "exit", .flags = VERB_HIDDEN, .act = quit, .help = N_("Leave homeward") },
	{ 0 } };
