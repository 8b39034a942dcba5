/* The morning: one page over all countries. What ends today, what is to be approved, who waits on
 * whom and for how long, what is kept of beds. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "db/base/date.h"
#include "tui/app/app.h"
#include "tui/app/subject.h"
#include "tui/intl.h"
#include "tui/sheets/batch.h"
#include "tui/sheets/party.h"
#include "tui/term/input.h"
#include "tui/term/pane.h"
#include "tui/widgets/listing.h"
#include "tui/widgets/load.h"
#include "tui/widgets/paper.h"

struct state {
	struct view *view;
	struct rows *rows;
	struct load load;
	struct paper paper;
};

static int open(struct view *view, const struct call *call)
{
	struct state *state = view->state;

	(void)call;
	state->view = view;
	return 0;
}

static void close(struct view *view)
{
	struct state *state = view->state;

	app_forget(view->app, state);
	rows_unref(state->rows);
	paper_done(&state->paper);
}

static unsigned took(void *who, const struct answer *answer)
{
	struct state *state = who;

	load_kept(&state->load, answer, &state->rows);
	return EFFECT_REDRAW;
}

static void load(struct view *view)
{
	struct state *state = view->state;

	app_forget(view->app, state);
	view->news = false;
	load_begin(&state->load, view);
	load_asked(&state->load, app_ask(view->app, Q_MORNING, NULL, 0, took, state));
}

/* ---- on paper ---------------------------------------------------------------------------- */

static const char *field(const struct state *state, int row, const char *name)
{
	return rows_field(state->rows, row, name);
}

static void say_days(const struct state *state, int row, char *out, size_t size)
{
	int64_t days = rows_field_int(state->rows, row, "days");

	if (days < 1)
		text_copy(out, size, _("today"));
	else
		snprintf(out, size,
			ngettext("%" PRId64 " day", "%" PRId64 " days", (unsigned long)days), days);
}

/* The three numbers of a country stand in one line: the first of its rows writes it. */
static void write_country(struct state *state, int row)
{
	char line[240] = "";
	size_t length = 0;

	if (row > 0 && strcmp(field(state, row - 1, "section"), "country") == 0 &&
		strcmp(field(state, row - 1, "country"), field(state, row, "country")) == 0)
		return;
	for (int i = row; i < rows_count(state->rows) && length < sizeof line &&
		strcmp(field(state, i, "section"), "country") == 0 &&
		strcmp(field(state, i, "country"), field(state, row, "country")) == 0;
		i++)
		length += (size_t)snprintf(line + length, sizeof line - length, "%s%s %s",
			i > row ? " . " : "", intl_word(field(state, i, "what")),
			field(state, i, "n"));
	paper_linef(&state->paper, STYLE_NORMAL, "%s  %s", field(state, row, "country"), line);
}

static void write_end(struct state *state, int row)
{
	const struct date_words words = { _(date_words.now), _(date_words.in), _(date_words.ended),
		_(date_words.tomorrow), _(date_words.in_days) };
	const struct cell_clock clock = listing_clock(state->view->app);
	int64_t at = rows_field_ms(state->rows, row, "at");
	bool nobody = rows_field_is_null(state->rows, row, "person");
	char until[DATE_TEXT];

	date_until(until, &words, at, clock.epoch_ms, clock.offset_min);
	paper_linef(&state->paper,
		at <= clock.epoch_ms ? STYLE_ENDED :
			nobody       ? STYLE_NOBODY :
				       STYLE_NORMAL,
		"%s  %s  %-12s  %-13s  %s, %s", field(state, row, "country"),
		field(state, row, "code"), field(state, row, "what"), until,
		field(state, row, "office"), nobody ? _("NOBODY") : field(state, row, "person"));
}

static void write_wait(struct state *state, int row)
{
	char days[40];

	say_days(state, row, days, sizeof days);
	paper_linef(&state->paper, STYLE_NORMAL,
		strcmp(field(state, row, "person"), "out") == 0 ?
			_("%s  %s  %s  we wait on: %s, %s") :
			_("%s  %s  %s  waits on us: %s, %s"),
		field(state, row, "country"), field(state, row, "code"),
		field(state, row, "office"), intl_word(field(state, row, "what")), days);
}

static void write_office(struct state *state, int row)
{
	static const struct {
		const char *what, *words;
	} kinds[] = {
		{ "NOBODY", N_("cases of NOBODY") },
		{ "task", N_("cases with a task that is due") },
		{ "handover", N_("handovers that nobody has confirmed") },
	};
	const char *what = field(state, row, "what");
	char days[40];

	say_days(state, row, days, sizeof days);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].what, what) == 0)
			paper_linef(&state->paper, STYLE_NORMAL, _("%s  %s  %s: %s, the oldest %s"),
				field(state, row, "country"), field(state, row, "office"),
				_(kinds[i].words), field(state, row, "n"), days);
}

static void write_danger(struct state *state, int row)
{
	char days[40];

	say_days(state, row, days, sizeof days);
	paper_linef(&state->paper, STYLE_WARN, _("%s  %s  %s  %s . to be looked at again, %s"),
		field(state, row, "country"), field(state, row, "code"),
		field(state, row, "office"), party_danger(field(state, row, "what")), days);
}

static void write_batch(struct state *state, int row)
{
	char days[40];

	say_days(state, row, days, sizeof days);
	paper_linef(&state->paper, STYLE_NORMAL, _("%s  %s  %s, %s: %s people, %s left, %s"),
		field(state, row, "country"), field(state, row, "code"),
		batch_kind(field(state, row, "what")), field(state, row, "office"),
		field(state, row, "person"), field(state, row, "n"), days);
}

static void write_beds(struct state *state, int row)
{
	const char *unknown = field(state, row, "person");

	paper_linef(&state->paper, STYLE_NORMAL,
		strcmp(unknown, "0") == 0 ?
			_("%s  %s: %s, for %s people") :
			_("%s  %s: %s, for %s people and some more: of %s nobody has said for how "
			  "many"),
		field(state, row, "country"), intl_word(field(state, row, "what")),
		field(state, row, "n"), field(state, row, "days"), unknown);
}

static void write_free(struct state *state, int row)
{
	const char *beds = field(state, row, "days"), *held = field(state, row, "person");

	if (rows_field_int(state->rows, row, "n") == 0)
		paper_linef(&state->paper, STYLE_NOBODY, _("%s  %s: NONE free of %s, %s held"),
			field(state, row, "country"), intl_word(field(state, row, "what")), beds,
			held);
	else
		paper_linef(&state->paper, STYLE_NORMAL, _("%s  %s: %s free of %s, %s held"),
			field(state, row, "country"), intl_word(field(state, row, "what")),
			field(state, row, "n"), beds, held);
}

static void write_review(struct state *state, int row)
{
	char days[40];

	say_days(state, row, days, sizeof days);
	paper_linef(&state->paper, STYLE_WARN,
		_("%s  %s  %s  %s keeps people by: %s . to be looked at again, %s"),
		field(state, row, "country"), field(state, row, "code"),
		field(state, row, "office"), intl_word(field(state, row, "what")),
		intl_word(field(state, row, "person")), days);
}

static void write_transfer(struct state *state, int row)
{
	const char *what = field(state, row, "what");
	char at[DATE_TEXT];

	date_day_time(at, rows_field_ms(state->rows, row, "at"),
		app_me(state->view->app)->offset_min);
	paper_linef(&state->paper,
		strncmp(what, "UNSIGNED", 8) == 0 ? STYLE_URGENT :
			strcmp(what, "not arrived") == 0 || strcmp(what, "not left") == 0 ?
						    STYLE_ENDED :
						    STYLE_NORMAL,
		_("%s  %s  %s  %s, %s . asked by %s"), field(state, row, "country"),
		field(state, row, "code"), field(state, row, "office"), intl_word(what), at,
		field(state, row, "person"));
}

static void write_approval(struct state *state, int row)
{
	const struct cell_clock clock = listing_clock(state->view->app);
	const char *what = field(state, row, "what");
	const int64_t due = rows_field_ms(state->rows, row, "at");
	const bool nobody = rows_field_is_null(state->rows, row, "person");
	char at[DATE_TEXT];

	date_day_time(at, due, clock.offset_min);
	paper_linef(&state->paper,
		due <= clock.epoch_ms                     ? STYLE_ENDED :
			strncmp(what, "UNSIGNED", 8) == 0 ? STYLE_URGENT :
			nobody                            ? STYLE_NOBODY :
							    STYLE_NORMAL,
		due <= clock.epoch_ms ? _("%s  %s  %s  %s, OVERDUE since %s . waits on %s") :
					_("%s  %s  %s  %s, until %s . waits on %s"),
		field(state, row, "country"), field(state, row, "code"),
		field(state, row, "office"), intl_word(what), at,
		nobody ? _("NOBODY") : field(state, row, "person"));
}

/* The sections in their order, with what is said where there is nothing, and what is not known. */
static const struct section {
	const char *name, *title, *none, *note;
	void (*write)(struct state *state, int row);
} sections[] = {
	{ "country", N_("COUNTRIES"), NULL, NULL, write_country },
	{ "ends", N_("ENDS TODAY"), N_("No clock ends today, and none has ended."), NULL,
		write_end },
	{ "approval", N_("APPROVALS"), N_("Nothing waits for an approval."), NULL, write_approval },
	{ "waits", N_("WHO WAITS ON WHOM"), N_("No referral waits for an answer."), NULL,
		write_wait },
	{ "office", N_("WAITS IN THE OFFICES"), N_("nothing"), NULL, write_office },
	{ "danger", N_("DANGER NOTES"), N_("None of yours has to be looked at again."), NULL,
		write_danger },
	{ "review", N_("CLOSED UNITS"), N_("None of yours has to be looked at again."), NULL,
		write_review },
	{ "transfer", N_("TRANSFERS"), N_("None waits on you, and nobody is late."), NULL,
		write_transfer },
	{ "batch", N_("COUNTED, AND NOT YET SPLIT OUT"), N_("nobody"), NULL, write_batch },
	{ "beds", N_("PLACES TO SLEEP"), N_("no place is known"),
		N_("For how many each was written down once; units with their beds follow."),
		write_beds },
	{ "free", N_("BEDS"),
		N_("Nobody has written units with beds for a place of yours: ask by telephone."),
		N_("A hold keeps one for her: call before you send her."), write_free },
};

static void write_section(struct state *state, const struct section *section)
{
	int count = 0;

	paper_section(&state->paper, _(section->title));
	for (int row = 0; row < rows_count(state->rows); row++) {
		if (strcmp(field(state, row, "section"), section->name) != 0)
			continue;
		if (!rows_field_is_null(state->rows, row, "code"))
			paper_key(&state->paper, row + 1);
		section->write(state, row);
		count++;
	}
	paper_key(&state->paper, 0);
	if (count == 0)
		paper_line(&state->paper, STYLE_DIM, _(section->none));
	else if (section->note != NULL)
		paper_line(&state->paper, STYLE_DIM, _(section->note));
}

/* Whoever has an office of which this page tells has a line for its country. */
static bool tells_nothing(const struct state *state)
{
	return rows_count(state->rows) == 0 || strcmp(field(state, 0, "section"), "country") != 0;
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
	} else if (tells_nothing(state)) {
		paper_line(&state->paper, STYLE_NORMAL,
			_("Your role sees nothing of this page: it is for whoever works on cases. "
			  "That nothing stands here does not mean that nothing ends."));
	} else {
		for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
			write_section(state, &sections[i]);
	}
	paper_draw(&state->paper, pane);
}

/* ---- the slots --------------------------------------------------------------------------- */

/* The row with the cursor, where it is of a case, a party or people; -1: it is of none. */
static int focused(const struct state *state)
{
	int64_t key = paper_focused_key(&state->paper);

	return key > 0 && key <= rows_count(state->rows) ? (int)key - 1 : -1;
}

static size_t targets(const struct view *view, struct target *targets, size_t n)
{
	const struct state *state = view->state;
	int row = focused(state);

	if (n == 0 || row < 0 || rows_field_is_null(state->rows, row, "case_id") ||
		app_veiled(view->app))
		return 0;
	targets[0] = (struct target){ .version = (int)rows_field_int(state->rows, row, "version") };
	text_copy(targets[0].id, sizeof targets[0].id, field(state, row, "case_id"));
	text_copy(targets[0].code, sizeof targets[0].code, field(state, row, "code"));
	return 1;
}

static unsigned key(struct view *view, const struct input_event *event)
{
	struct state *state = view->state;
	const struct call call = {
		.app = view->app, .view = view, .verb = verb_find("case", strlen("case"), NULL)
	};
	int row = focused(state);

	if (event->key == INPUT_ENTER && row >= 0 && !app_veiled(view->app) &&
		strcmp(field(state, row, "section"), "approval") == 0)
		return subject_open_request(view->app, view, field(state, row, "code"));
	if (event->key == INPUT_ENTER && row >= 0 && !app_veiled(view->app))
		return rows_field_is_null(state->rows, row, "case_id") ?
			subject_open(view->app, view, field(state, row, "code")) :
			app_open(view->app, screen_find("case"), &call);
	return paper_move(&state->paper, event) ? EFFECT_REDRAW : EFFECT_IGNORED;
}

static void status(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;
	size_t length;
	const char *section = paper_where(&state->paper, &length);

	snprintf(text, size, "%.*s  %s", (int)length, section, load_words(view));
}

static const char *const hints[] = { "open", "take", "assign", "priority", "move", "back", "help",
	NULL };

const struct screen screen_morning = {
	.name = "morning",
	.title = N_("Morning"),
	.help = N_("One page over all your countries: what ends today, who waits on whom and for "
		   "how long, where somebody can sleep. Tab goes from part to part."),
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
