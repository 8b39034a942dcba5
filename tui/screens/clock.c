/* The clocks of one's offices, how long each runs there and on what it rests; and one of them by
 * itself, which is also where Enter on a clock of a case leads. */
#include <stdio.h>
#include <string.h>

#include "db/base/date.h"
#include "db/base/uuid.h"
#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/term/pane.h"
#include "tui/widgets/listing.h"
#include "tui/widgets/load.h"
#include "tui/widgets/paper.h"

enum part { PART_RULES = 0, PART_CASE, PARTS };

struct state;

struct part_ask {
	struct state *state;
	enum part part;
};

struct state {
	struct view *view;
	struct part_ask asks[PARTS];
	struct rows *rows[PARTS];
	struct load load;
	struct paper paper;
	/* "": all of it, or none. A rule stands alone on its page. */
	char rule[32], office[8], id[UUID_TEXT]; /* of a case */
};

/* ---- opening, closing, asking ------------------------------------------------------------ */

/* The values of the call: a rule, the code of an office, the id of a case. */
static int open(struct view *view, const struct call *call)
{
	struct state *state = view->state;
	char *const places[] = { state->rule, state->office, state->id };
	const size_t sizes[] = { sizeof state->rule, sizeof state->office, sizeof state->id };

	state->view = view;
	for (int part = 0; part < PARTS; part++)
		state->asks[part] = (struct part_ask){ state, (enum part)part };
	for (size_t i = 0; call != NULL && i < sizeof places / sizeof *places; i++)
		if (call->value[i] != NULL)
			text_copy(places[i], sizes[i], call->value[i]);
	return 0;
}

static void close(struct view *view)
{
	struct state *state = view->state;

	for (int part = 0; part < PARTS; part++) {
		app_forget(view->app, &state->asks[part]);
		rows_unref(state->rows[part]);
	}
	paper_done(&state->paper);
}

static unsigned took(void *who, const struct answer *answer)
{
	struct part_ask *ask = who;

	load_kept(&ask->state->load, answer, &ask->state->rows[ask->part]);
	return EFFECT_REDRAW;
}

static struct param text_or_null(const char *text)
{
	return text[0] != '\0' ? param_text(text) : param_null();
}

static void load(struct view *view)
{
	struct state *state = view->state;
	const struct param rules[] = { text_or_null(state->rule), text_or_null(state->office),
		text_or_null(state->id) };

	view->news = false;
	load_begin(&state->load, view);
	for (int part = 0; part < PARTS; part++)
		app_forget(view->app, &state->asks[part]);
	load_asked(&state->load,
		app_ask(view->app, Q_CLOCK_RULES, rules, 3, took, &state->asks[PART_RULES]));
	if (state->id[0] != '\0')
		load_asked(&state->load,
			app_ask(view->app, Q_CASE_CLOCKS, &rules[2], 1, took,
				&state->asks[PART_CASE]));
}

/* ---- on paper ---------------------------------------------------------------------------- */

static const struct {
	const char *standing, *means;
} standings[] = {
	{ "law", N_("law: somebody has compared it with the text") },
	{ "unverified", N_("unverified: ask the lawyer before you rely on it") },
	{ "policy", N_("policy: agreed between authorities or offices, no law") },
	{ "practice", N_("practice: so it is usually done, no law") },
	{ "office rule", N_("office rule: ours, no law") },
};

static const char *standing_words(const char *standing)
{
	for (size_t i = 0; i < sizeof standings / sizeof *standings; i++)
		if (strcmp(standings[i].standing, standing) == 0)
			return _(standings[i].means);
	return standing;
}

static const char *sure(const struct rows *rows, int row)
{
	return strcmp(rows_field(rows, row, "standing"), "law") == 0 ? "" : "?";
}

static const struct {
	const char *bound, *words;
	bool length; /* told behind the words */
} bounds[] = {
	{ "at once", N_("an alarm at once"), false },
	{ "by age", N_("until she or he is surely 18"), false },
	{ "as told", N_("until the time that is told, else"), true },
};

/* "at most 24 hours" */
static void put_length(const struct rows *rows, int row, char *out, size_t size)
{
	const char *bound = rows_field(rows, row, "bound"), *words = intl_word(bound);
	bool length = true;

	for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
		if (strcmp(bounds[i].bound, bound) == 0) {
			words = _(bounds[i].words);
			length = bounds[i].length;
		}
	}
	snprintf(out, size, "%s%s%s", words, length ? " " : "",
		length ? rows_field(rows, row, "length") : "");
}

/* One line of the list; its key is its row, counted from 1. */
static void write_line(struct state *state, int row)
{
	const struct rows *rows = state->rows[PART_RULES];
	char length[120];

	put_length(rows, row, length, sizeof length);
	paper_key(&state->paper, row + 1);
	paper_linef(&state->paper, STYLE_NORMAL, "%s%s  %s . %s . %s%s",
		rows_field(rows, row, "rule"), sure(rows, row),
		intl_word(rows_field(rows, row, "name")), length,
		intl_word(rows_field(rows, row, "standing")),
		rows_field_is_null(rows, row, "set_by") ? "" : _(" . set by this office"));
}

static void write_list(struct state *state)
{
	const struct rows *rows = state->rows[PART_RULES];
	const char *office = "";

	for (int row = 0; row < rows_count(rows); row++) {
		if (strcmp(office, rows_field(rows, row, "office")) != 0) {
			office = rows_field(rows, row, "office");
			paper_section(&state->paper, office);
		}
		write_line(state, row);
	}
}

static void put_day(const struct state *state, const struct rows *rows, int row, const char *name,
	char out[static DATE_TEXT])
{
	date_day_time(out, rows_field_ms(rows, row, name), app_me(state->view->app)->offset_min);
}

/* The newest one of this rule that the case has: running ones come first. */
static void write_of_case(struct state *state)
{
	const struct rows *rows = state->rows[PART_CASE];
	struct cell_clock clock = listing_clock(state->view->app);
	char day[DATE_TEXT], until[2 * DATE_TEXT + 40], words[DATE_TEXT];
	int row = 0;

	while (row < rows_count(rows) && strcmp(rows_field(rows, row, "code"), state->rule) != 0)
		row++;
	if (row >= rows_count(rows))
		return;
	paper_section(&state->paper, _("FOR THIS CASE"));
	put_day(state, rows, row, "started_at", day);
	paper_field(&state->paper, STYLE_NORMAL, _("since"), day);
	put_day(state, rows, row, "ends_at", day);
	date_until(words, NULL, rows_field_ms(rows, row, "ends_at"), clock.epoch_ms,
		clock.offset_min);
	if (!rows_field_is_null(rows, row, "stopped_at"))
		put_day(state, rows, row, "stopped_at", words);
	if (strcmp(rows_field(rows, row, "bound"), "at once") == 0)
		text_copy(until, sizeof until, _("she or he is out"));
	else
		snprintf(until, sizeof until, "%s  %s%s", day,
			rows_field_is_null(rows, row, "stopped_at") ? "" : _("stopped "), words);
	paper_field(&state->paper, STYLE_NORMAL, _("until"), until);
}

static void field(struct state *state, const char *name, const char *value, const char *none)
{
	paper_field(&state->paper, STYLE_NORMAL, name, value[0] != '\0' ? intl_word(value) : none);
}

static void write_rests(struct state *state)
{
	const struct rows *rows = state->rows[PART_RULES];
	char text[400];

	paper_section(&state->paper, _("RESTS ON"));
	paper_field(&state->paper, STYLE_NORMAL, _("standing"),
		standing_words(rows_field(rows, 0, "standing")));
	field(state, _("source"), rows_field(rows, 0, "source"), "");
	field(state, _("article"), rows_field(rows, 0, "article"),
		_("none: nobody has found it in a law"));
	if (rows_field_is_null(rows, 0, "checked_by"))
		snprintf(text, sizeof text, "%s", _("by nobody"));
	else
		snprintf(text, sizeof text, "%s, %s, %s", rows_field(rows, 0, "checked_by"),
			rows_field(rows, 0, "checked_on"), rows_field(rows, 0, "version"));
	paper_field(&state->paper, STYLE_NORMAL, _("checked"), text);
}

static void write_office(struct state *state)
{
	const struct rows *rows = state->rows[PART_RULES];
	char day[DATE_TEXT], text[300];

	if (!rows_field_bool(rows, 0, "policy")) {
		paper_field(&state->paper, STYLE_NORMAL, _("for the office"),
			_("not to be changed"));
		return;
	}
	put_day(state, rows, 0, "set_at", day);
	if (rows_field_is_null(rows, 0, "set_by"))
		snprintf(text, sizeof text, _("as the rule says. :policy %s \"1 hour\" changes it"),
			rows_field(rows, 0, "rule"));
	else
		snprintf(text, sizeof text, _("set by %s, %s; the rule says %s"),
			rows_field(rows, 0, "set_by"), day, rows_field(rows, 0, "rule_length"));
	paper_field(&state->paper, STYLE_NORMAL, _("for the office"), text);
}

static void write_rule(struct state *state)
{
	const struct rows *rows = state->rows[PART_RULES];
	char text[300];

	snprintf(text, sizeof text, "%s%s  %s", rows_field(rows, 0, "rule"), sure(rows, 0),
		intl_word(rows_field(rows, 0, "name")));
	paper_section(&state->paper, text);
	put_length(rows, 0, text, sizeof text);
	paper_field(&state->paper, STYLE_NORMAL, _("runs"), text);
	field(state, _("from"), rows_field(rows, 0, "starts"), "");
	if (!rows_field_is_null(rows, 0, "causes"))
		snprintf(text, sizeof text, _("by itself with: %s"), rows_field(rows, 0, "causes"));
	else
		text_copy(text, sizeof text,
			rows_field_bool(rows, 0, "by_hand") ? _("when somebody starts it: C") :
							      _("by itself"));
	paper_field(&state->paper, STYLE_NORMAL, _("starts"), text);
	field(state, _("then"), rows_field(rows, 0, "expiry"), "");
	if (rows_field_is_null(rows, 0, "longest"))
		text_copy(text, sizeof text, _("cannot be"));
	else
		snprintf(text, sizeof text, _("to %s in all, for a reason"),
			rows_field(rows, 0, "longest"));
	paper_field(&state->paper, STYLE_NORMAL, _("extended"), text);
	field(state, _("country"), rows_field(rows, 0, "country"), _("any"));
	field(state, _("office"), rows_field(rows, 0, "office"), "");
	write_office(state);
	write_of_case(state);
	write_rests(state);
}

static void draw(struct view *view, struct pane *pane)
{
	struct state *state = view->state;
	char text[200];

	paper_begin(&state->paper);
	if (!view->loaded) {
		load_skeleton(view, text, sizeof text);
		paper_line(&state->paper, STYLE_NORMAL, text);
	} else if (rows_count(state->rows[PART_RULES]) == 0) {
		paper_line(&state->paper, STYLE_NORMAL,
			_("There is no such clock in your offices. :policy lists them."));
	} else if (state->rule[0] != '\0') {
		write_rule(state);
	} else {
		write_list(state);
	}
	paper_draw(&state->paper, pane);
}

/* ---- the slots ----------------------------------------------------------------------------- */

static unsigned enter(const struct state *state)
{
	const struct rows *rows = state->rows[PART_RULES];
	int row = (int)paper_focused_key(&state->paper) - 1;
	struct call call = { .app = state->view->app, .view = state->view };

	if (state->rule[0] != '\0' || row < 0 || row >= rows_count(rows))
		return EFFECT_IGNORED;
	call.value[0] = rows_field(rows, row, "rule");
	call.value[1] = rows_field(rows, row, "office");
	return app_open(call.app, screen_find("rule"), &call);
}

static unsigned key(struct view *view, const struct input_event *event)
{
	struct state *state = view->state;

	if (event->key == INPUT_ENTER)
		return enter(state);
	return paper_move(&state->paper, event) ? EFFECT_REDRAW : EFFECT_IGNORED;
}

static void where(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;

	text_copy(text, size, state->rule[0] != '\0' ? state->rule : state->office);
}

static void status(const struct view *view, char *text, size_t size)
{
	text_copy(text, size, load_words(view));
}

static const char *const list_hints[] = { "open", "back", "help", NULL };
static const char *const rule_hints[] = { "back", "help", NULL };

#define SLOTS \
	.topics = TOPIC_CASE | TOPIC_OFFICE, .size = sizeof(struct state), .open = open, \
	.close = close, .load = load, .draw = draw, .key = key, .where = where, .status = status, \
	.due = load_due, .tick = load_tick

const struct screen screen_policy = {
	.name = "policy",
	.title = N_("Clocks"),
	.help = N_("The clocks of your offices, how long each runs there and on what it rests. A "
		   "supervisor or coordinator changes what is for an office to say: :policy TRIAGE "
		   "\"20 minutes\" BKK. Clocks that run keep their end."),
	.hints = list_hints,
	SLOTS,
};

const struct screen screen_rule = {
	.name = "rule",
	.title = N_("Clock"),
	.help = N_("One clock: when it starts, how long it runs, what is due then, and on what it "
		   "rests. Only what somebody has compared with a law is called law."),
	.hints = rule_hints,
	SLOTS,
};
