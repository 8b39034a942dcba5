/* Many people who came at once: how many of them are what, the cases that were split out, and who
 * is left. A case is split out by one key on the line that she was counted in. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/date.h"
#include "tui/app/app.h"
#include "tui/app/change.h"
#include "tui/app/choose.h"
#include "tui/app/opening.h"
#include "tui/app/subject.h"
#include "tui/intl.h"
#include "tui/screens/batch.h"
#include "tui/sheets/batch.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"
#include "tui/widgets/load.h"
#include "tui/widgets/paper.h"

struct state {
	struct view *view;
	struct subject subject;
	struct rows *facts, *parts; /* batch_find, batch_parts */
	struct load load; /* owns what is read: a question to the person outlives that */
	struct paper paper;
	int wanted; /* the key of the verb that opened it: obeyed when all is here; 0: none */
	char nationality[32], class[8]; /* ... of whom one is to be split out; "": ask */
	int seen; /* the version of which it is asked why it is closed */
};

/* ---- opening and closing, asking --------------------------------------------------------- */

static int open_batch(struct view *view, const struct call *call)
{
	struct state *state = view->state;
	const char *verb = call != NULL ? call->verb->name : "";

	state->view = view;
	if (!subject_of_call(&state->subject, view->app, call))
		return -1;
	state->wanted = strcmp(verb, "split") == 0 ? 'S' : strcmp(verb, "close") == 0 ? 'X' : 0;
	if (state->wanted == 'S' && call->value[1] != NULL && call->value[2] != NULL) {
		text_copy(state->nationality, sizeof state->nationality, call->value[1]);
		text_copy(state->class, sizeof state->class, call->value[2]);
	}
	return 0;
}

static void close_batch(struct view *view)
{
	struct state *state = view->state;

	app_forget(view->app, state);
	app_forget(view->app, &state->load);
	rows_unref(state->facts);
	rows_unref(state->parts);
	paper_done(&state->paper);
}

static unsigned obey(struct state *state, int key);

static unsigned took_parts(void *who, const struct answer *answer)
{
	struct state *state = ((struct load *)who)->view->state;
	int wanted = state->wanted;

	if (!load_kept(&state->load, answer, &state->parts))
		return EFFECT_REDRAW;
	state->wanted = 0;
	return EFFECT_REDRAW | (wanted != 0 ? obey(state, wanted) : EFFECT_NONE);
}

static unsigned found(void *who, const struct answer *answer)
{
	struct state *state = ((struct load *)who)->view->state;
	struct app *app = state->view->app;
	struct param id;

	if (!load_took(&state->load, answer) && state->facts != NULL)
		return EFFECT_REDRAW; /* what was known stays */
	if (!subject_found(&state->subject, app, answer))
		return app_front(app) == state->view ? EFFECT_CLOSE : EFFECT_REDRAW;
	rows_unref(state->facts);
	state->facts = rows_ref(answer->rows);
	state->view->loaded = false;
	id = param_text(state->subject.id);
	load_asked(&state->load, app_ask(app, Q_BATCH_PARTS, &id, 1, took_parts, &state->load));
	return EFFECT_REDRAW;
}

static void load(struct view *view)
{
	struct state *state = view->state;

	app_forget(view->app, &state->load);
	view->news = false;
	load_begin(&state->load, view);
	load_asked(&state->load, subject_ask(&state->subject, view->app, found, &state->load));
}

/* ---- on paper ---------------------------------------------------------------------------- */

static const char *part_of(const struct state *state, int row, const char *name)
{
	return rows_field(state->parts, row, name);
}

static bool is_count(const struct state *state, int row)
{
	return strcmp(part_of(state, row, "part"), "count") == 0;
}

static int64_t fact(const struct state *state, const char *name)
{
	return rows_field_int(state->facts, 0, name);
}

static void write_facts(struct state *state)
{
	const struct rows *facts = state->facts;
	struct paper *paper = &state->paper;
	int offset = app_me(state->view->app)->offset_min;
	char at[DATE_TEXT], entered[DATE_TEXT];

	paper_section(paper, batch_kind(rows_field(facts, 0, "kind")));
	paper_linef(paper, STYLE_NORMAL,
		_("%" PRId64 " people: %" PRId64 " split out, %" PRId64 " left"),
		fact(state, "people"), fact(state, "cases"), fact(state, "rest"));
	date_day_time(at, rows_field_ms(facts, 0, "came_at"), offset);
	date_day_time(entered, rows_field_ms(facts, 0, "entered_at"), offset);
	paper_linef(paper, STYLE_NORMAL, _("came %s . %s . counted by %s %s"), at,
		rows_field(facts, 0, "office"), rows_field(facts, 0, "person"), entered);
	if (rows_field_is_null(facts, 0, "responsible"))
		paper_line(paper, STYLE_NOBODY,
			_("NOBODY sees to it that they are spoken to: t takes them."));
	else
		paper_linef(paper, STYLE_NORMAL, _("responsible: %s"),
			rows_field(facts, 0, "responsible"));
	if (!rows_field_is_null(facts, 0, "place"))
		paper_linef(paper, STYLE_NORMAL, _("they are at %s: :place opens it"),
			rows_field(facts, 0, "place"));
	if (!rows_field_is_null(facts, 0, "closed_at")) {
		date_day_time(at, rows_field_ms(facts, 0, "closed_at"), offset);
		paper_linef(paper, STYLE_WARN, _("CLOSED %s: %s. e counts again and opens it."), at,
			intl_word(rows_field(facts, 0, "close_reason")));
	}
	paper_line(paper, STYLE_DIM,
		_("Names, and what they say, go into the case of each: S splits one out."));
}

static void write_count(struct state *state, int row)
{
	char who[120];

	snprintf(who, sizeof who, "%s, %s", batch_nationality(part_of(state, row, "nationality")),
		batch_group(part_of(state, row, "class")));
	paper_linef(&state->paper,
		rows_field_int(state->parts, row, "rest") > 0 ? STYLE_NORMAL : STYLE_DIM,
		_("%-26s %4s: %s split out, %s left"), who, part_of(state, row, "n"),
		part_of(state, row, "cases"), part_of(state, row, "rest"));
}

static void write_case(struct state *state, int row)
{
	bool nobody = rows_field_is_null(state->parts, row, "responsible");

	paper_linef(&state->paper, nobody ? STYLE_NOBODY : STYLE_NORMAL, "%s  %s . %s",
		part_of(state, row, "code"), intl_word(part_of(state, row, "stage")),
		nobody ? _("NOBODY") : part_of(state, row, "responsible"));
}

static void write_parts(struct state *state, bool counts, const char *title, const char *none)
{
	int count = 0;

	paper_section(&state->paper, title);
	for (int row = 0; row < rows_count(state->parts); row++) {
		if (is_count(state, row) != counts)
			continue;
		paper_key(&state->paper, row + 1);
		(counts ? write_count : write_case)(state, row);
		count++;
	}
	paper_key(&state->paper, 0);
	if (count == 0)
		paper_line(&state->paper, STYLE_DIM, none);
}

static void draw(struct view *view, struct pane *pane)
{
	struct state *state = view->state;
	char text[200];

	paper_begin(&state->paper);
	if (app_veiled(view->app)) {
		paper_line(&state->paper, STYLE_DIM, _("The veil is on: z lifts it."));
	} else if (state->parts == NULL) {
		load_skeleton(view, text, sizeof text);
		paper_line(&state->paper, STYLE_NORMAL, text);
	} else {
		write_facts(state);
		write_parts(state, true, _("WHO THEY ARE"), "");
		write_parts(state, false, _("CASES"), _("Nobody is split out yet."));
	}
	paper_draw(&state->paper, pane);
}

/* ---- split out ---------------------------------------------------------------------------- */

/* The row with the cursor; -1: it stands on none. */
static int focused(const struct state *state)
{
	int64_t key = paper_focused_key(&state->paper);

	return key > 0 && key <= rows_count(state->parts) ? (int)key - 1 : -1;
}

static unsigned say(const struct state *state, const char *text)
{
	app_say(state->view->app, SAY_INFO, "%s", text);
	return EFFECT_REDRAW;
}

static unsigned split_row(struct state *state, int row)
{
	const struct call call = { .app = state->view->app,
		.view = state->view,
		.verb = verb_find("split", strlen("split"), NULL),
		.value = { state->subject.id, part_of(state, row, "nationality"),
			part_of(state, row, "class"), rows_field(state->facts, 0, "kind"),
			rows_field(state->facts, 0, "office") } };

	if (rows_field_int(state->parts, row, "rest") <= 0)
		return say(state, _("All of these are cases already. e counts again."));
	return app_open(call.app, screen_find("edit"), &call);
}

static int row_of(const struct state *state, const char *nationality, const char *class)
{
	for (int row = 0; row < rows_count(state->parts); row++)
		if (is_count(state, row) &&
			strcmp(part_of(state, row, "nationality"), nationality) == 0 &&
			strcmp(part_of(state, row, "class"), class) == 0)
			return row;
	return -1;
}

static unsigned split_chosen(void *who, const char *value)
{
	struct state *state = who;
	char nationality[32], class[8];
	int row;

	if (value == NULL || sscanf(value, "%7s %31[^\n]", class, nationality) != 2)
		return EFFECT_REDRAW;
	row = row_of(state, nationality, class);
	return row >= 0 ? split_row(state, row) : EFFECT_REDRAW;
}

static unsigned ask_which(struct state *state)
{
	struct choice choices[BATCH_LINES * 5] = { 0 };
	size_t count = 0;

	for (int row = 0; row < rows_count(state->parts) && count < BATCH_LINES * 5; row++) {
		if (!is_count(state, row) || rows_field_int(state->parts, row, "rest") <= 0)
			continue;
		snprintf(choices[count].value, sizeof choices[count].value, "%s %s",
			part_of(state, row, "class"), part_of(state, row, "nationality"));
		snprintf(choices[count].label, sizeof choices[count].label, _("%s, %s: %s left"),
			batch_one(part_of(state, row, "class")),
			batch_nationality(part_of(state, row, "nationality")),
			part_of(state, row, "rest"));
		count++;
	}
	if (count == 0)
		return say(state, _("All of these people are cases already. e counts again."));
	app_choose(state->view->app, _("Who is split out? She was counted as"), NULL, choices,
		count, split_chosen, state);
	return EFFECT_REDRAW;
}

static unsigned split(struct state *state)
{
	int row = state->class[0] != '\0' ? row_of(state, state->nationality, state->class) :
					    focused(state);

	if (!rows_field_is_null(state->facts, 0, "closed_at"))
		return say(state, _("These people are closed. e counts again and opens them."));
	if (state->class[0] != '\0' && row < 0)
		app_say(state->view->app, SAY_WARN, "%s", _("Nobody was counted so."));
	state->class[0] = '\0';
	return row >= 0 && is_count(state, row) ? split_row(state, row) : ask_which(state);
}

/* ---- who sees to them --------------------------------------------------------------------- */

unsigned batch_take(struct app *app, const char *id, const char *code, int64_t version)
{
	char seen[16], before[80], done[160], undo[80];
	const struct change change = { .query = Q_BATCH_TAKE,
		.params = (const struct param[]){ param_text(id), param_text(seen) },
		.count = 2,
		.before = before,
		.done = done,
		.undo = undo };

	snprintf(seen, sizeof seen, "%" PRId64, version);
	snprintf(before, sizeof before, "%s:", code);
	snprintf(done, sizeof done,
		_("%s: you see to it that they are spoken to. S splits one out, u takes this "
		  "back."),
		code);
	snprintf(undo, sizeof undo, _("%s taken"), code);
	return change_send(app, &change);
}

const char *batch_no_case(void)
{
	return _("These are many, and no case yet. S splits one out: that is a case, and what you "
		 "want is done to it.");
}

static unsigned take(struct state *state)
{
	if (rows_field_bool(state->facts, 0, "mine"))
		return say(state, _("You see to these people already. S splits one out."));
	return batch_take(state->view->app, state->subject.id, state->subject.code,
		fact(state, "version"));
}

static const char *no_case(const struct view *view)
{
	(void)view;
	return batch_no_case();
}

/* ---- closed for a reason ------------------------------------------------------------------ */

static unsigned reason_chosen(void *who, const char *value)
{
	const struct state *state = who;
	const char *code = state->subject.code;
	char version[16], before[80], done[160], undo[80];
	const struct change change = { .query = Q_BATCH_CLOSE,
		.params = (const struct param[]){ param_text(state->subject.id),
			param_text(version), param_text(value) },
		.count = 3,
		.before = before,
		.done = done,
		.undo = undo };

	if (value == NULL)
		return EFFECT_REDRAW;
	snprintf(version, sizeof version, "%d", state->seen);
	snprintf(before, sizeof before, "%s:", code);
	snprintf(done, sizeof done, _("%s is closed: %s. u opens it again."), code,
		intl_word(value));
	snprintf(undo, sizeof undo, _("%s closed"), code);
	return change_send(state->view->app, &change);
}

static unsigned ask_reason(struct state *state)
{
	static const struct {
		char letter;
		const char *value, *label;
	} reasons[] = {
		{ 's', "spoken to all", N_("spoken to all: nobody else is a case") },
		{ 'h', "handed on", N_("handed on: somebody else looks after them") },
		{ 'g', "gone", N_("gone before anybody could speak to them") },
		{ 'c', "counted twice", N_("counted twice: they are in another count") },
	};
	struct choice choices[sizeof reasons / sizeof *reasons] = { 0 };
	size_t count = sizeof reasons / sizeof *reasons;
	char title[120];

	if (!rows_field_is_null(state->facts, 0, "closed_at"))
		return say(state, _("These people are closed already."));
	for (size_t i = 0; i < count; i++) {
		choices[i].letter = reasons[i].letter;
		text_copy(choices[i].value, sizeof choices[i].value, reasons[i].value);
		text_copy(choices[i].label, sizeof choices[i].label, _(reasons[i].label));
	}
	state->seen = (int)fact(state, "version");
	snprintf(title, sizeof title,
		ngettext("Why is nobody else split out? %" PRId64 " person is left.",
			"Why is nobody else split out? %" PRId64 " people are left.",
			(unsigned long)fact(state, "rest")),
		fact(state, "rest"));
	app_choose(state->view->app, title, NULL, choices, count, reason_chosen, state);
	return EFFECT_REDRAW;
}

/* ---- the slots --------------------------------------------------------------------------- */

static unsigned count_again(struct state *state)
{
	const struct call call = { .app = state->view->app,
		.view = state->view,
		.verb = verb_find("batch", strlen("batch"), NULL),
		.value = { state->subject.code, "edit" } };

	return app_open(call.app, screen_find("edit"), &call);
}

static unsigned open_case(struct state *state)
{
	int row = focused(state);
	const struct call call = { .app = state->view->app,
		.view = state->view,
		.verb = verb_find("case", strlen("case"), NULL) };

	if (row < 0)
		return EFFECT_IGNORED;
	return is_count(state, row) ? split(state) : app_open(call.app, screen_find("case"), &call);
}

/* `e`, `S`, `X` and `t` come here by their verbs. */
static unsigned obey(struct state *state, int key)
{
	int row = focused(state);

	switch (layout_to_latin(key)) {
	case 't':
		return row < 0 || is_count(state, row) ? take(state) : EFFECT_IGNORED;
	case INPUT_ENTER:
		return open_case(state);
	case 'e':
		return count_again(state);
	case 'S':
		return split(state);
	case 'X':
		return ask_reason(state);
	default:
		return EFFECT_IGNORED;
	}
}

static unsigned key(struct view *view, const struct input_event *event)
{
	struct state *state = view->state;
	unsigned effects = EFFECT_IGNORED;

	if (state->parts != NULL && !app_veiled(view->app))
		effects = obey(state, event->key);
	if (effects != EFFECT_IGNORED)
		return effects;
	return paper_move(&state->paper, event) ? EFFECT_REDRAW : EFFECT_IGNORED;
}

static size_t targets(const struct view *view, struct target *targets, size_t n)
{
	const struct state *state = view->state;
	int row = focused(state);

	if (n == 0 || row < 0 || is_count(state, row) || app_veiled(view->app))
		return 0;
	targets[0] =
		(struct target){ .version = (int)rows_field_int(state->parts, row, "version") };
	text_copy(targets[0].id, sizeof targets[0].id, part_of(state, row, "case_id"));
	text_copy(targets[0].code, sizeof targets[0].code, part_of(state, row, "code"));
	return 1;
}

static void where(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;

	text_copy(text, size, state->subject.code);
}

static void status(const struct view *view, char *text, size_t size)
{
	snprintf(text, size, "%s%s", _("S splits one out . t take . e counts again . X closes"),
		load_words(view));
}

static const char *const hints[] = { "split", "edit", "close", "open", "back", "help", NULL };

const struct screen screen_batch = {
	.name = "batch",
	.title = N_("Many at once"),
	.help = N_("People who came at once, in a raid or a push-back: how many of them are what, "
		   "which cases were split out of them, who is left. S splits out one of the line "
		   "with the cursor. They wait in triage until each is a case or X closes them."),
	.hints = hints,
	.topics = TOPIC_CASE,
	.size = sizeof(struct state),
	.open = open_batch,
	.close = close_batch,
	.load = load,
	.draw = draw,
	.key = key,
	.where = where,
	.status = status,
	.targets = targets,
	.no_case = no_case,
	.due = load_due,
	.tick = load_tick,
};
