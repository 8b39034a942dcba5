/* Where somebody can sleep: the units of all offices, those first that fit the case in front and
 * have a bed; and who has one, at places of one's own and of one's own cases. Enter on a unit holds
 * a bed for the case, on somebody says what becomes of hers. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tui/app/app.h"
#include "tui/app/choose.h"
#include "tui/app/subject.h"
#include "tui/intl.h"
#include "tui/sheets/bed.h"
#include "tui/sheets/party.h"
#include "tui/term/input.h"
#include "tui/term/pane.h"
#include "tui/widgets/listing.h"
#include "tui/widgets/load.h"
#include "tui/widgets/paper.h"

struct state;

/* Whose answers are dropped with each load, but not the question about a danger. */
struct asks {
	struct state *state;
};

struct state {
	struct view *view;
	struct asks asks;
	bool one; /* of a case */
	struct subject subject; /* ... which */
	struct rows *units, *stays; /* bed_list, stay_list */
	struct load load;
	struct paper paper;
	bool seen;
	char unit[16]; /* of which a danger is being asked about */
	bool open; /* ... and nobody is kept there */
};

/* ---- opening and asking ------------------------------------------------------------------ */

static bool is_of_case(const struct call *call)
{
	struct target target = { .id = "" };

	return call != NULL &&
		(call->code_count > 0 ||
			(call->view != NULL && call->view->screen->targets != NULL &&
				call->view->screen->targets(call->view, &target, 1) > 0));
}

static int open_beds(struct view *view, const struct call *call)
{
	struct state *state = view->state;

	state->view = view;
	state->asks.state = state;
	if (!(app_me(view->app)->may & VERB_WORKS)) {
		/* What she does not see would look like none. */
		app_say(view->app, SAY_WARN, "%s", _("Beds are for whoever works on cases."));
		return -1;
	}
	state->one = is_of_case(call);
	return !state->one || subject_of_call(&state->subject, view->app, call) ? 0 : -1;
}

static void close_beds(struct view *view)
{
	struct state *state = view->state;

	app_forget(view->app, state);
	app_forget(view->app, &state->asks);
	rows_unref(state->units);
	rows_unref(state->stays);
	paper_done(&state->paper);
}

static unsigned told_units(void *who, const struct answer *answer)
{
	struct state *state = ((struct asks *)who)->state;
	const bool first = state->units == NULL;
	char spot[64];

	load_kept(&state->load, answer, &state->units);
	if (first && rows_count(state->units) > 0 &&
		rows_field_is_null(state->units, 0, "problem")) {
		snprintf(spot, sizeof spot, "1 %" PRId64 " 0",
			bed_key(rows_field(state->units, 0, "code")));
		paper_seek(&state->paper, spot);
	}
	return EFFECT_REDRAW;
}

static unsigned told_stays(void *who, const struct answer *answer)
{
	struct state *state = ((struct asks *)who)->state;

	load_kept(&state->load, answer, &state->stays);
	return EFFECT_REDRAW;
}

static void ask_rows(struct state *state)
{
	struct app *app = state->view->app;
	const struct param of = state->one ? param_text(state->subject.id) : param_null();

	load_asked(&state->load, app_ask(app, Q_BED_LIST, &of, 1, told_units, &state->asks));
	load_asked(&state->load,
		app_ask(app, Q_STAY_LIST, (const struct param[]){ param_null(), param_null() }, 2,
			told_stays, &state->asks));
}

static unsigned found(void *who, const struct answer *answer)
{
	struct state *state = ((struct asks *)who)->state;
	struct app *app = state->view->app;

	if (!load_took(&state->load, answer))
		return EFFECT_REDRAW;
	if (!subject_found(&state->subject, app, answer))
		return app_front(app) == state->view ? EFFECT_CLOSE : EFFECT_REDRAW;
	state->view->loaded = false;
	ask_rows(state);
	return EFFECT_REDRAW;
}

static void load(struct view *view)
{
	struct state *state = view->state;

	app_forget(view->app, &state->asks);
	view->news = false;
	load_begin(&state->load, view);
	if (!state->one || state->subject.id[0] != '\0')
		ask_rows(state);
	else
		load_asked(&state->load,
			subject_ask(&state->subject, view->app, found, &state->asks));
}

/* ---- on paper ---------------------------------------------------------------------------- */

/* The units in their groups, in which the database has them one after the other. */
static const struct group {
	const char *title, *title_of_case;
	const char *problems; /* that it shows; "": those without one; NULL: those of no other */
	const char *none, *none_of_case; /* NULL: then it is not there */
	bool held; /* for her: whatever its problem */
} groups[] = {
	{ .held = true },
	{ N_("FREE"), N_("FITS, AND IS FREE"), "",
		N_("NONE. No bed is free in any unit that an office has written: w shows whom to "
		   "call."),
		N_("NONE. No unit that fits has a bed free today, in no country. Who can take "
		   "somebody: w shows whom to call. E wakes who leads."),
		false },
	{ N_("FULL"), N_("FITS, AND IS FULL"), "no_bed", NULL, NULL, false },
	{ N_("TAKES NOBODY NEW"), N_("TAKES NOBODY NEW"), "unit_closed", NULL, NULL, false },
	{ N_("DOES NOT FIT"), N_("DOES NOT FIT"), "not_fit_sex not_fit_age", NULL, NULL, false },
	{ N_("NOT NOW"), N_("NOT NOW"), NULL, NULL, NULL, false },
};

static bool has_problem(const struct group *group, const char *problem)
{
	const char *at = strstr(group->problems, problem);
	const size_t length = strlen(problem);

	return length == 0 ? group->problems[0] == '\0' :
			     at != NULL && (at[length] == ' ' || at[length] == '\0');
}

/* What this program does not know yet of a unit hides none. */
static bool is_in(const struct state *state, int row, const struct group *group)
{
	const char *problem = rows_field(state->units, row, "problem");
	const bool held = !rows_field_is_null(state->units, row, "held_for_her");

	if (held || group->held)
		return held && group->held;
	if (group->problems != NULL)
		return has_problem(group, problem);
	for (const struct group *other = groups; other < group; other++)
		if (!other->held && has_problem(other, problem))
			return false;
	return true;
}

static void write_title(struct state *state, const struct group *group, int row,
	const struct cell_clock *clock)
{
	char held[80];

	if (group->held)
		bed_put_held(held, sizeof held, state->units, row, clock);
	paper_section(&state->paper,
		group->held ? held : (state->one ? _(group->title_of_case) : _(group->title)));
}

/* Returns whether anything of it is there: the titles stand above the first. */
static bool write_group(struct state *state, const struct group *group, int cols, bool titles)
{
	const struct cell_clock clock = listing_clock(state->view->app);
	bool begun = false;

	for (int row = 0; row < rows_count(state->units); row++) {
		if (!is_in(state, row, group))
			continue;
		if (!begun) {
			write_title(state, group, row, &clock);
			if (titles)
				bed_write_titles(&state->paper, BED_OF_ALL, cols);
		}
		begun = true;
		bed_write_unit(&state->paper, state->units, row, BED_OF_ALL, cols, &clock);
	}
	if (begun || group->none == NULL)
		return begun;
	write_title(state, group, -1, &clock);
	paper_line(&state->paper, STYLE_NOBODY,
		state->one ? _(group->none_of_case) : _(group->none));
	return false;
}

static void write_stays(struct state *state)
{
	const struct cell_clock clock = listing_clock(state->view->app);

	paper_section(&state->paper, _("WHO HAS A BED, at our places and of our cases"));
	for (int row = 0; row < rows_count(state->stays); row++)
		bed_write_stay(&state->paper, state->stays, row, BED_OF_ALL, &clock);
	if (rows_count(state->stays) == 0)
		paper_line(&state->paper, STYLE_DIM, _("nobody"));
}

static void draw(struct view *view, struct pane *pane)
{
	struct state *state = view->state;
	bool titled = false;
	char text[200];

	paper_begin(&state->paper);
	if (app_veiled(view->app)) {
		paper_line(&state->paper, STYLE_DIM, _("The veil is on: z lifts it."));
	} else if (state->units == NULL) {
		load_skeleton(view, text, sizeof text);
		paper_line(&state->paper, STYLE_NORMAL, text);
	} else {
		for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
			titled |= write_group(state, &groups[i], pane->cols - 2, !titled);
		write_stays(state);
	}
	paper_draw(&state->paper, pane);
	if (state->units == NULL || state->seen)
		return;
	state->seen = true; /* the titles above the first unit, which has the focus */
	state->paper.top = 0;
	pane_clear(pane);
	paper_draw(&state->paper, pane);
}

/* ---- what Enter does --------------------------------------------------------------------- */

static int focused(const struct state *state, const struct rows *rows, const char *field)
{
	return app_veiled(state->view->app) ?
		-1 :
		bed_row(rows, field, paper_focused_key(&state->paper));
}

static unsigned act(struct state *state, const char *verb, const char *code, const char *where,
	const char *danger)
{
	int row = where != NULL ? bed_row(state->units, "code", bed_key(where)) : -1;
	char about[160] = "";
	struct call call = { .app = state->view->app,
		.view = state->view,
		.verb = verb_find(verb, strlen(verb), NULL),
		.value = { where, NULL, danger, NULL,
			state->open ? "open" : NULL }, /* bed_hold.h */
		.codes = { code },
		.code_count = 1,
		.about = about };

	if (row >= 0)
		bed_put_which(about, sizeof about, state->units, row, true);
	return app_may(call.app, call.verb) ? call.verb->act(&call) : EFFECT_REDRAW;
}

static unsigned warned(void *who, const char *value)
{
	struct state *state = who;

	if (value == NULL)
		return EFFECT_REDRAW;
	return EFFECT_REDRAW | act(state, "hold", state->subject.code, state->unit, value);
}

/* As app.danger_answer has them. */
static unsigned warn(struct state *state, const char *danger)
{
	static const char *const answers[][2] = {
		{ "our staff stay with her", N_("hold it: our own staff do not leave her side") },
		{ "no other way", N_("hold it: there is no other way (who leads says so)") },
	};
	struct choice choices[sizeof answers / sizeof *answers] = { 0 };
	char title[120];

	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		text_copy(choices[i].value, sizeof choices[i].value, answers[i][0]);
		text_copy(choices[i].label, sizeof choices[i].label, _(answers[i][1]));
	}
	snprintf(title, sizeof title, _("STOP. %s: %s"), state->unit, party_danger(danger));
	app_choose_by_cursor(state->view->app, title,
		_("Read the note first; of another office's place, call that office."), choices,
		sizeof answers / sizeof *answers, warned, state);
	return EFFECT_REDRAW;
}

static unsigned enter_unit(struct state *state, int row)
{
	struct app *app = state->view->app;
	const char *problem = rows_field(state->units, row, "problem");

	if (!state->one && !rows_field_is_null(state->units, row, "place_id"))
		return subject_open(app, state->view, rows_field(state->units, row, "place"));
	if (!state->one) {
		app_say(app, SAY_INFO, "%s",
			_("A place of another office: more of it that office knows. B on a case "
			  "shows what fits her, and Enter holds it."));
		return EFFECT_REDRAW;
	}
	if (problem[0] != '\0') {
		app_say(app, SAY_WARN, _("%s: %s. Nothing is held."),
			rows_field(state->units, row, "place"), bed_problem(problem));
		return EFFECT_REDRAW;
	}
	text_copy(state->unit, sizeof state->unit, rows_field(state->units, row, "code"));
	state->open = strcmp(rows_field(state->units, row, "regime"), "open") == 0;
	if (!rows_field_is_null(state->units, row, "danger"))
		return warn(state, rows_field(state->units, row, "danger"));
	return act(state, "hold", state->subject.code, state->unit, NULL);
}

static unsigned key(struct view *view, const struct input_event *event)
{
	struct state *state = view->state;
	int row;

	if (event->key != INPUT_ENTER && event->key != 'H')
		return paper_move(&state->paper, event) ? EFFECT_REDRAW : EFFECT_IGNORED;
	row = focused(state, state->stays, "id");
	if (row >= 0 && event->key == INPUT_ENTER)
		return act(state, "stay", rows_field(state->stays, row, "code"), NULL, NULL);
	row = focused(state, state->units, "code");
	if (row < 0 && event->key == 'H')
		app_say(state->view->app, SAY_INFO, "%s", _("Which bed? Go to the unit first."));
	return row >= 0 ? enter_unit(state, row) : EFFECT_REDRAW;
}

/* ---- the slots --------------------------------------------------------------------------- */

static void where(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;

	text_copy(text, size, state->one ? state->subject.code : "");
}

static void status(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;
	int row = focused(state, state->units, "code");
	const char *words = "";

	if (row >= 0 && !rows_field_is_null(state->units, row, "held_for_her"))
		words = _("Enter holds it longer, or not so long");
	else if (row >= 0)
		words = state->one ? _("Enter holds a bed") : _("Enter opens a place of ours");
	else if (focused(state, state->stays, "id") >= 0)
		words = _("Enter says what becomes of her bed");
	snprintf(text, size, "%s%s%s%s%s%s", row >= 0 ? rows_field(state->units, row, "code") : "",
		row >= 0 ? " " : "",
		row >= 0 ? intl_word(rows_field(state->units, row, "name")) : "",
		row >= 0 ? " . " : "", words, load_words(view));
}

/* Of somebody of another office there is no more than her code. */
static size_t targets(const struct view *view, struct target *targets, size_t n)
{
	const struct state *state = view->state;
	int row = focused(state, state->stays, "id");

	if (n == 0 || (row < 0 && !state->one))
		return 0;
	targets[0] = (struct target){ .version = row < 0 ? state->subject.version : 0 };
	if (row < 0)
		memcpy(targets[0].id, state->subject.id, sizeof targets[0].id);
	text_copy(targets[0].code, sizeof targets[0].code,
		row < 0 ? state->subject.code : rows_field(state->stays, row, "code"));
	return 1;
}

static void changed(struct view *view, const char *id, int version)
{
	struct subject *subject = &((struct state *)view->state)->subject;

	if (id == NULL)
		subject->version = 0;
	else if (strcmp(id, subject->id) == 0 && version == subject->version + 1)
		subject->version = version;
}

static const char *const hints[] = { "hold", "escalate", "back", "help", NULL };

const struct screen screen_beds = {
	.name = "beds",
	.title = N_("Beds"),
	.help = N_(
		"Which beds are free, in units of all offices. Of a case the one that is held for "
		"it stands first, then what fits: Enter holds a bed until a time, or the same one "
		"longer. Open: whoever is there comes and "
		"goes; CLOSED: somebody decides that. A hold that is over takes no bed. Below: "
		"who has a bed, and Enter says what becomes of it."),
	.hints = hints,
	.topics = TOPIC_CASE | TOPIC_OFFICE,
	.size = sizeof(struct state),
	.open = open_beds,
	.close = close_beds,
	.load = load,
	.draw = draw,
	.key = key,
	.where = where,
	.status = status,
	.targets = targets,
	.changed = changed,
	.due = load_due,
	.tick = load_tick,
};
