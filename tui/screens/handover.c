/* What one shift hands to the next: who is on shift, the cases that go to the next one with the
 * line written of each, and what others have handed over and nobody has confirmed. What a line
 * says is sealed and is read on its case. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "db/base/date.h"
#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/sheets/batch.h"
#include "tui/term/input.h"
#include "tui/term/pane.h"
#include "tui/widgets/listing.h"
#include "tui/widgets/load.h"
#include "tui/widgets/paper.h"

enum { DAY_MS = 24 * 60 * 60 * 1000 };
enum part { PART_MINE = 0, PART_SHIFTS, PART_LINES, PARTS };

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
};

static int open(struct view *view, const struct call *call)
{
	struct state *state = view->state;

	(void)call;
	state->view = view;
	for (int part = 0; part < PARTS; part++)
		state->asks[part] = (struct part_ask){ state, (enum part)part };
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

/* ---- asking ------------------------------------------------------------------------------ */

static unsigned took(void *who, const struct answer *answer)
{
	struct part_ask *ask = who;

	load_kept(&ask->state->load, answer, &ask->state->rows[ask->part]);
	return EFFECT_REDRAW;
}

static void load(struct view *view)
{
	static const enum query queries[PARTS] = { [PART_MINE] = Q_SHIFT_MINE,
		[PART_SHIFTS] = Q_SHIFT_LIST,
		[PART_LINES] = Q_HANDOVER_LIST };
	struct state *state = view->state;
	const struct verb *works = verb_find("handover", strlen("handover"), NULL);

	view->news = false;
	load_begin(&state->load, view);
	for (int part = 0; part < PARTS; part++) {
		app_forget(view->app, &state->asks[part]);
		/* Whoever works on no case hands none over, and asks for none. */
		if (part != PART_SHIFTS && app_bar(view->app, works) != BAR_NONE)
			continue;
		load_asked(&state->load,
			app_ask(view->app, queries[part], NULL, 0, took, &state->asks[part]));
	}
}

/* ---- on paper ---------------------------------------------------------------------------- */

static const char *time_of(const struct state *state, const struct rows *rows, int row,
	const char *name, char out[static DATE_TEXT])
{
	int64_t at = rows_field_ms(rows, row, name);
	int64_t away = at - app_epoch_ms(state->view->app);
	bool today =
		away > -DAY_MS && away < DAY_MS; /* of another day the time alone says nothing */

	(today ? date_time : date_day_time)(out, at, app_me(state->view->app)->offset_min);
	return out;
}

static void write_mine(struct state *state)
{
	const struct rows *rows = state->rows[PART_MINE];
	const char *talk = app_conf(state->view->app)->ui.talk_to;
	char from[DATE_TEXT], to[DATE_TEXT];
	int64_t hard = rows_field_int(rows, 0, "hard");

	if (rows_count(rows) == 0)
		return;
	paper_section(&state->paper, _("YOUR SHIFT"));
	if (rows_field_is_null(rows, 0, "office"))
		paper_line(&state->paper, STYLE_NORMAL,
			_("You are on no shift. :shift start, or :shift start BKK until=07:00"));
	else
		paper_linef(&state->paper, STYLE_NORMAL, _("%s  %s to %s. :shift end ends it."),
			rows_field(rows, 0, "office"), time_of(state, rows, 0, "starts_at", from),
			time_of(state, rows, 0, "ends_at", to));
	if (hard == 0)
		return;
	/* Told to herself alone, and never beside anybody else's. */
	paper_linef(&state->paper, STYLE_NORMAL,
		ngettext("%" PRId64 " hard case in this shift. That is a lot for one night.",
			"%" PRId64 " hard cases in this shift. That is a lot for one night.",
			(unsigned long)hard),
		hard);
	paper_linef(&state->paper, STYLE_NORMAL, _("Someone to talk to: %s"),
		talk[0] != '\0' ? talk : _("a colleague whom you trust, or your supervisor"));
}

static void write_shifts(struct state *state)
{
	const struct rows *rows = state->rows[PART_SHIFTS];
	char title[64], to[DATE_TEXT];

	if (rows == NULL)
		return;
	snprintf(title, sizeof title, "%s  %d", _("ON SHIFT NOW"), rows_count(rows));
	paper_section(&state->paper, title);
	if (rows_count(rows) == 0)
		paper_line(&state->paper, STYLE_NOBODY, _("NOBODY is on shift anywhere."));
	for (int row = 0; row < rows_count(rows); row++)
		paper_linef(&state->paper, STYLE_NORMAL, _("%s  %s  until %s  %s%s"),
			rows_field(rows, row, "country"), rows_field(rows, row, "office"),
			time_of(state, rows, row, "ends_at", to), rows_field(rows, row, "person"),
			rows_field_bool(rows, row, "mine") ? _("  (you)") : "");
}

static bool is_part(const struct rows *rows, int row, const char *part)
{
	return strcmp(rows_field(rows, row, "part"), part) == 0;
}

/* "unstable . find: interpreter 07:30" */
static void put_line(const struct state *state, int row, char *out, size_t size)
{
	const struct rows *rows = state->rows[PART_LINES];
	char at[DATE_TEXT] = "";

	if (!rows_field_is_null(rows, row, "next_at"))
		time_of(state, rows, row, "next_at", at);
	snprintf(out, size, _("%s . next: %s%s%s"), intl_word(rows_field(rows, row, "severity")),
		intl_word(rows_field(rows, row, "next")), at[0] != '\0' ? " " : "", at);
}

static enum style style_of(const struct rows *rows, int row)
{
	if (!rows_field_is_null(rows, row, "read_at"))
		return STYLE_DIM;
	return strcmp(rows_field(rows, row, "severity"), "unstable") == 0 ? STYLE_HIGH :
									    STYLE_NORMAL;
}

static void write_give(struct state *state, int row)
{
	const struct rows *rows = state->rows[PART_LINES];
	const char *code = rows_field(rows, row, "code");
	int64_t changes = rows_field_int(rows, row, "changes");
	char line[160], at[DATE_TEXT], why[120] = "";
	size_t used;

	if (changes == 1)
		snprintf(why, sizeof why, _("changed by you %s"),
			time_of(state, rows, row, "changed_at", at));
	else if (changes > 1)
		snprintf(why, sizeof why, _("changed by you %" PRId64 " times, last %s"), changes,
			time_of(state, rows, row, "changed_at", at));
	else
		snprintf(why, sizeof why, "%s",
			rows_field_bool(rows, row, "watched") ? _("watched") : _("yours"));
	used = strlen(why);
	if (!rows_field_is_null(rows, row, "urgent"))
		snprintf(why + used, sizeof why - used, " . %s",
			intl_word(rows_field(rows, row, "urgent")));
	if (rows_field_is_null(rows, row, "record")) {
		paper_linef(&state->paper, STYLE_NORMAL, _("%s  NO LINE YET . %s"), code, why);
		return;
	}
	put_line(state, row, line, sizeof line);
	if (rows_field_is_null(rows, row, "read_at"))
		paper_linef(&state->paper, style_of(rows, row),
			_("%s  %s . written %s, nobody has confirmed it yet"), code, line,
			time_of(state, rows, row, "at", at));
	else
		paper_linef(&state->paper, STYLE_DIM, _("%s  %s . confirmed %s by %s"), code, line,
			time_of(state, rows, row, "read_at", at), rows_field(rows, row, "read_by"));
}

static void write_take(struct state *state, int row)
{
	const struct rows *rows = state->rows[PART_LINES];
	bool done = !rows_field_is_null(rows, row, "read_at");
	char line[160], at[DATE_TEXT];

	put_line(state, row, line, sizeof line);
	if (done)
		paper_linef(&state->paper, STYLE_DIM, _("%s  %s . confirmed %s by you"),
			rows_field(rows, row, "code"), line,
			time_of(state, rows, row, "read_at", at));
	else /* what she says back is not shown to her here: she reads it on the case */
		paper_linef(&state->paper, STYLE_HIGH, _("%s  from %s, %s . NOT CONFIRMED"),
			rows_field(rows, row, "code"), rows_field(rows, row, "person"),
			time_of(state, rows, row, "at", at));
}

static void write_rest(struct state *state, int row)
{
	const struct rows *rows = state->rows[PART_LINES];
	char at[DATE_TEXT];

	date_day_time(at, rows_field_ms(rows, row, "at"), app_me(state->view->app)->offset_min);
	paper_linef(&state->paper, STYLE_NORMAL, _("%s  %s %s, %s: %s people, %s left"),
		rows_field(rows, row, "code"), batch_kind(rows_field(rows, row, "need")), at,
		rows_field(rows, row, "office"), rows_field(rows, row, "people"),
		rows_field(rows, row, "rest"));
}

static const struct {
	const char *part, *title, *none, *how;
	void (*write)(struct state *state, int row);
} halves[] = {
	{ "give", N_("YOU HAND OVER"),
		N_("Nothing: no case that you watch or changed waits for a line. :watch"),
		N_("Enter writes the line of a case."), write_give },
	{ "take", N_("HANDED TO YOU"), N_("Nothing waits for you."),
		N_("Enter opens the case: read its HANDOVER, then y says back what you "
		   "understood."),
		write_take },
	{ "rest", N_("COUNTED, AND NOT YET SPLIT OUT"), NULL,
		N_("Who came at once and is no case yet. Enter opens them."), write_rest },
};

static void write_lines(struct state *state, size_t half)
{
	const struct rows *rows = state->rows[PART_LINES];
	char title[64];
	int count = 0;

	if (rows == NULL)
		return;
	for (int row = 0; row < rows_count(rows); row++)
		count += is_part(rows, row, halves[half].part);
	if (count == 0 && halves[half].none == NULL)
		return;
	snprintf(title, sizeof title, "%s  %d", _(halves[half].title), count);
	paper_section(&state->paper, title);
	paper_line(&state->paper, STYLE_DIM, _(count > 0 ? halves[half].how : halves[half].none));
	for (int row = 0; row < rows_count(rows); row++) {
		if (!is_part(rows, row, halves[half].part))
			continue;
		paper_key(&state->paper, row + 1);
		halves[half].write(state, row);
	}
	paper_key(&state->paper, 0);
}

static void draw(struct view *view, struct pane *pane)
{
	struct state *state = view->state;
	char text[200];

	paper_begin(&state->paper);
	if (app_veiled(view->app)) {
		paper_line(&state->paper, STYLE_DIM, _("The veil is on: z lifts it."));
	} else if (!view->loaded) {
		load_skeleton(view, text, sizeof text);
		paper_line(&state->paper, STYLE_NORMAL, text);
	} else {
		for (size_t half = 0; half < sizeof halves / sizeof *halves; half++)
			write_lines(state, half);
		write_mine(state);
		write_shifts(state);
	}
	paper_draw(&state->paper, pane);
}

/* ---- the slots --------------------------------------------------------------------------- */

/* The row with the cursor; -1: it stands on none. */
static int focused(const struct state *state)
{
	int64_t key = paper_focused_key(&state->paper);

	return key > 0 && key <= rows_count(state->rows[PART_LINES]) ? (int)key - 1 : -1;
}

static unsigned enter(struct state *state)
{
	const struct rows *rows = state->rows[PART_LINES];
	int row = focused(state);
	bool give = row >= 0 && is_part(rows, row, "give");
	bool rest = row >= 0 && is_part(rows, row, "rest");
	const char *record = row >= 0 && !rows_field_is_null(rows, row, "record") ?
		rows_field(rows, row, "record") :
		NULL;
	struct call call = { .app = state->view->app,
		.view = state->view,
		.verb = verb_find(give ? "pass" : "case", 4, NULL) };

	if (row < 0)
		return EFFECT_IGNORED;
	if (rest) {
		call.verb = verb_find("batch", strlen("batch"), NULL);
		call.value[0] = rows_field(rows, row, "code");
		return app_open(call.app, screen_find("batch"), &call);
	}
	if (give)
		call.value[1] = record;
	return app_open(call.app, screen_find(give ? "edit" : "case"), &call);
}

static unsigned key(struct view *view, const struct input_event *event)
{
	struct state *state = view->state;

	if (event->key == INPUT_ENTER && !app_veiled(view->app))
		return enter(state);
	return paper_move(&state->paper, event) ? EFFECT_REDRAW : EFFECT_IGNORED;
}

static size_t targets(const struct view *view, struct target *targets, size_t n)
{
	const struct state *state = view->state;
	const struct rows *rows = state->rows[PART_LINES];
	int row = focused(state);

	if (n == 0 || row < 0 || is_part(rows, row, "rest") || app_veiled(view->app))
		return 0;
	targets[0] = (struct target){ .version = (int)rows_field_int(rows, row, "version") };
	text_copy(targets[0].id, sizeof targets[0].id, rows_field(rows, row, "case_id"));
	text_copy(targets[0].code, sizeof targets[0].code, rows_field(rows, row, "code"));
	return 1;
}

static void status(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;
	size_t length;
	const char *section = paper_where(&state->paper, &length);

	snprintf(text, size, "%.*s  %s", (int)length, section, load_words(view));
}

static const char *const hints[] = { "open", "confirm", "take", "note", "back", "help", NULL };

const struct screen screen_handover = {
	.name = "handover",
	.title = N_("Handover"),
	.help = N_("What you hand to the next shift, with the line you wrote of it: each case that "
		   "you watch, or changed and have not handed over since, also before this shift "
		   "(:unwatch says that it needs no line); always what is yours and in danger now, "
		   "escalated or in triage. What was handed to you stays until somebody has said "
		   "back what she understood."),
	.hints = hints,
	.topics = TOPIC_CASE | TOPIC_OFFICE,
	.size = sizeof(struct state),
	.open = open,
	.close = close,
	.load = load,
	.draw = draw,
	.key = key,
	.status = status,
	.targets = targets,
	.due = load_due,
	.tick = load_tick,
};
