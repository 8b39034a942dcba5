/* Where somebody can sleep: units of places and their beds, and what becomes of a bed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/app/app.h"
#include "tui/app/change.h"
#include "tui/app/choose.h"
#include "tui/app/job.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/verbs/bed_hold.h"
#include "tui/verbs/party_print.h"

/* ---- the list, and a bed that is held ---------------------------------------------------- */

static unsigned beds(struct call *call)
{
	return app_is_shell(call->app) ? party_print_beds(call) :
					 app_open(call->app, screen_find("beds"), call);
}

/* Without a unit she chooses one of the list, which says of the others why not. */
static unsigned hold(struct call *call)
{
	const struct input_event event = { .key = 'H', .raw = "" };

	if (call->value[BED_WHERE] != NULL || app_is_shell(call->app))
		return bed_hold(call);
	if (call->view != NULL && call->code_count == 0 &&
		strcmp(call->view->screen->name, "beds") == 0)
		return call->view->screen->key(call->view, &event);
	return app_open(call->app, screen_find("beds"), call);
}

/* ---- what becomes of a bed ----------------------------------------------------------------- */

/* The words of app.stay_why. */
static const char *const outs[] = { "her family", "a home of her own", "another place", "hospital",
	"her country", "an authority", "where she wished", "not known", NULL };
static const char *const whys[] = { "not needed", "another bed", "did not come", "by mistake",
	NULL };
static const char *const times[] = { "2h", "4h", "8h", "12h", "1d", "2d", "3d", "7d", "14d", NULL };

/* A verb, what it makes of the bed, and what else has to be said. */
static const struct step_kind {
	const char *verb, *state, *done, *ask;
	char letter;
	const char *const *words; /* to choose from; NULL: nothing else */
	bool until; /* the word is a time, and another may be typed */
} kinds[] = {
	{ "check-in", "in", N_("%s is in."), NULL, 'i', NULL, false },
	{ "leave", "on leave", N_("%s is on leave."), N_("Until when is %s on leave?"), 'l', times,
		true },
	{ "left", "left",
		N_("%s left without telling us. It is in the inbox of who is responsible; the bed "
		   "stays hers until she is checked out."),
		NULL, 'w', NULL, false },
	{ "check-out", "out", N_("%s is checked out, and the bed is free."),
		N_("Where does %s go?"), 'o', outs, false },
	{ "release", "released", N_("The bed for %s is released."),
		N_("Why is the bed for %s not held any more?"), 'r', whys, false },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

struct step {
	struct app *app;
	char code[40];
	const struct step_kind *kind;
};

static const struct step_kind *kind_of(const char *verb)
{
	for (size_t i = 0; i < KINDS; i++)
		if (strcmp(kinds[i].verb, verb) == 0)
			return &kinds[i];
	return NULL;
}

static unsigned end(struct step *step)
{
	app_forget(step->app, step);
	app_end(step->app);
	free(step);
	return EFFECT_REDRAW;
}

/* A text of the table with the code in the place of its %s. */
static void put_text(char *out, size_t size, const char *text, const char *code)
{
	const char *at = strstr(text, "%s");

	if (at == NULL)
		text_copy(out, size, text);
	else
		snprintf(out, size, "%.*s%s%s", (int)(at - text), text, code, at + 2);
}

static unsigned send(struct app *app, const struct step_kind *kind, const char *code,
	const char *word)
{
	char done[240], before[60];

	put_text(done, sizeof done, _(kind->done), code);
	snprintf(before, sizeof before, "%s:", code);
	return change_send(app,
		&(struct change){ .query = Q_STAY_GO,
			.params = (const struct param[]){ param_text(code), param_text(kind->state),
				param_text(kind->until ? NULL : word),
				param_text(kind->until ? word : NULL) },
			.count = 4,
			.code = code,
			.before = before,
			.done = done });
}

static unsigned said(void *who, const char *value)
{
	struct step *step = who;
	unsigned effects =
		value != NULL ? send(step->app, step->kind, step->code, value) : EFFECT_REDRAW;

	return effects | end(step);
}

/* What else has to be said is asked for. */
static unsigned go(struct step *step)
{
	struct choice choices[16] = { 0 };
	char title[120];
	size_t count = 0;

	if (step->kind->words == NULL) {
		unsigned effects = send(step->app, step->kind, step->code, NULL);

		return effects | end(step);
	}
	for (; step->kind->words[count] != NULL; count++) {
		text_copy(choices[count].value, sizeof choices[count].value,
			step->kind->words[count]);
		text_copy(choices[count].label, sizeof choices[count].label,
			intl_word(step->kind->words[count]));
	}
	put_text(title, sizeof title, _(step->kind->ask), step->code);
	app_choose(step->app, title, NULL, choices, count, said, step);
	return EFFECT_REDRAW;
}

static struct step *begin(struct call *call, const char *code)
{
	struct step *step = calloc(1, sizeof *step);

	if (step == NULL) {
		app_say(call->app, SAY_ERROR, "%s", _("No memory left."));
		return NULL;
	}
	step->app = call->app;
	step->kind = kind_of(call->verb->name);
	text_copy(step->code, sizeof step->code, code);
	app_begin(call->app);
	return step;
}

/* The code that was given, or that of the line with the cursor; "", after saying so: neither, or
 * several are marked, of which each goes somewhere of her own. */
static void code_of(const struct call *call, char *code, size_t size)
{
	struct target targets[2] = { { .id = "" } };
	size_t count = 0;

	code[0] = '\0';
	if (call->code_count > 0)
		text_copy(code, size, call->codes[0]);
	else if (call->view != NULL && call->view->screen->targets != NULL)
		count = call->view->screen->targets(call->view, targets, 2);
	if (count == 1)
		text_copy(code, size, targets[0].code);
	if (code[0] != '\0')
		return;
	app_exit_code(call->app, EXIT_USAGE);
	if (count > 1)
		app_say(call->app, SAY_WARN,
			_("%zu cases are marked, and :%s is of one. Nothing was changed: give the "
			  "codes behind it, or unmark them."),
			count, call->verb->name);
	else
		app_say(call->app, SAY_ERROR, "%s",
			_("Whose bed? Give the code of her case: HW-...."));
}

static unsigned step(struct call *call)
{
	const struct step_kind *kind = kind_of(call->verb->name);
	const char *word = call->value[0];
	unsigned effects = EFFECT_REDRAW;
	struct step *step;
	char code[40];

	code_of(call, code, sizeof code);
	if (code[0] == '\0')
		return EFFECT_REDRAW;
	if (word == NULL && kind->words != NULL && app_is_shell(call->app)) {
		put_text(code, sizeof code, "%s", kind->verb);
		app_exit_code(call->app, EXIT_USAGE);
		app_say(call->app, SAY_ERROR,
			kind->until ? _("%s: until when?") : _("%s: this needs a word, see help."),
			code);
		return EFFECT_NONE;
	}
	if (word != NULL || kind->words == NULL) {
		effects |= send(call->app, kind, code, word);
		for (size_t i = 1; i < call->code_count; i++)
			effects |= send(call->app, kind, call->codes[i], word);
		return effects;
	}
	if (call->code_count > 1) {
		app_say(call->app, SAY_WARN, "%s",
			_("Several at once need the word behind the verb, such as "
			  "`:check-out where=hospital`."));
		return EFFECT_REDRAW;
	}
	step = begin(call, code);
	return step != NULL ? effects | go(step) : effects;
}

/* ---- which step: what may be done of her bed is offered ------------------------------------ */

static unsigned kind_chosen(void *who, const char *value)
{
	struct step *step = who;

	step->kind = value != NULL ? kind_of(value) : NULL;
	return step->kind != NULL ? go(step) : end(step);
}

static size_t add_moves(struct choice *choices, const struct rows *rows, int row, size_t count)
{
	static const char *const labels[KINDS] = { N_("in"), N_("on leave, and until when"),
		N_("left without telling us"), N_("checked out: where to"),
		N_("released: the bed is not needed") };
	char state[24];

	for (size_t i = 0; i < KINDS; i++) {
		const char *at = rows_field(rows, row, "moves");

		while (rows_list_next(&at, state, sizeof state)) {
			if (strcmp(state, kinds[i].state) != 0)
				continue;
			choices[count].letter = kinds[i].letter;
			text_copy(choices[count].value, sizeof choices[count].value, kinds[i].verb);
			snprintf(choices[count].label, sizeof choices[count].label, "%s  %s",
				rows_field(rows, row, "place"), _(labels[i]));
			count++;
		}
	}
	return count;
}

static bool has(const struct choice *choices, size_t count, const char *value)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(choices[i].value, value) == 0)
			return true;
	return false;
}

/* Where she is in one place and has a bed held in another a step is of one of them alone. */
static unsigned moves_told(void *who, const struct answer *answer)
{
	struct step *step = who;
	struct choice choices[KINDS] = { 0 }, more[KINDS];
	char title[120];
	size_t count = 0;

	for (int row = 0; answer->err == 0 && row < rows_count(answer->rows); row++) {
		size_t found =
			add_moves((memset(more, 0, sizeof more), more), answer->rows, row, 0);

		for (size_t i = 0; i < found && count < KINDS; i++)
			if (!has(choices, count, more[i].value))
				choices[count++] = more[i];
	}
	if (count == 0) {
		app_say(step->app, SAY_WARN,
			answer->err != 0 ? _("%s: not read, ask again.") :
				rows_count(answer->rows) == 0 ?
					   _("%s has no bed.") :
					   _("%s: who works at that place says it. Call them."),
			step->code);
		return end(step);
	}
	snprintf(title, sizeof title, _("What becomes of the bed of %s?"), step->code);
	app_choose(step->app, title, NULL, choices, count, kind_chosen, step);
	return EFFECT_REDRAW;
}

static unsigned stay(struct call *call)
{
	struct step *step;
	char code[40];

	code_of(call, code, sizeof code);
	step = code[0] != '\0' ? begin(call, code) : NULL;
	if (step == NULL)
		return EFFECT_REDRAW;
	if (app_ask(call->app, Q_STAY_LIST,
		    (const struct param[]){ param_null(), param_text(step->code) }, 2, moves_told,
		    step) == 0)
		return EFFECT_REDRAW;
	app_say(call->app, SAY_ERROR, "%s", _("No memory left."));
	return end(step);
}

/* ---- units --------------------------------------------------------------------------------- */

enum { OF, NAME, FOR, BEDS, REGIME, REVIEW };

/* Open, or, closed, by what law: as the table app.unit knows them. */
static const char *const regimes[] = { "open", "court order", "protection order",
	"child protection order", "immigration order", "her own wish", NULL };

static unsigned unit(struct call *call)
{
	struct param params[REVIEW + 1];
	char before[60];

	if (call->value[OF] == NULL) {
		app_exit_code(call->app, EXIT_USAGE);
		app_say(call->app, SAY_ERROR, "%s",
			_("Of which place, or which unit? `:unit PL-.... \"house 1\" for=\"girls "
			  "15-17\" beds=4`, `:unit UN-.... beds=\"nobody new\"`"));
		return EFFECT_REDRAW;
	}
	for (int i = OF; i <= REVIEW; i++)
		params[i] = param_text(call->value[i]);
	snprintf(before, sizeof before, "%s:", call->value[OF]);
	return change_send(call->app,
		&(struct change){ .query = Q_UNIT_SAY,
			.params = params,
			.count = REVIEW + 1,
			.code = call->value[OF],
			.before = before,
			.done = _("The unit is written. :beds shows it.") });
}

enum { STEPS = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_SHELL };

const struct verb bed_verbs[] = {
	{ .name = "beds",
		.key = "B",
		.flags = VERB_CASE | VERB_WORKS | VERB_SHELL,
		.help = N_("Show which beds are free in all offices, for the case first what fits"),
		.hint = N_("beds"),
		.act = beds },
	{ .name = "hold",
		.key = "H",
		.flags = STEPS,
		.arguments = { { .name = "where", .help = N_("UN-.... or PL-....; none: choose") },
			{ .name = "for", .help = N_("how long, or until when: 4h, 18:00") },
			{ .name = "danger",
				.kind = ARGUMENT_WORDS,
				.help = N_("what is done about one: our staff stay with her") },
			[BED_CLOSED] = { .name = "closed",
				.kind = ARGUMENT_FLAG,
				.help = N_("from a shell: she is to be kept there") } },
		.help = N_("Hold a bed for the case, until a time"),
		.hint = N_("hold a bed"),
		.act = hold },
	{ .name = "stay",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS,
		.help = N_("Say what becomes of the bed of a case: choose"),
		.act = stay },
	{ .name = "check-in",
		.flags = STEPS,
		.help = N_("Say that she has come to the place where a bed is held, or is back"),
		.act = step },
	{ .name = "leave",
		.flags = STEPS,
		.arguments = { { .name = "until", .help = N_("when she is back: 8h, 18:00, 2d") } },
		.help = N_("Say that she is on leave from the place, until a time"),
		.act = step },
	{ .name = "left",
		.flags = STEPS,
		.help = N_("Say that she left the place without telling us"),
		.act = step },
	{ .name = "check-out",
		.flags = STEPS,
		.arguments = { { .name = "where",
			.kind = ARGUMENT_CHOICE,
			.choices = outs,
			.help = N_("where she goes: her family, hospital, not known ...") } },
		.help = N_("Say that she does not sleep there any more: the bed is free"),
		.act = step },
	{ .name = "release",
		.flags = STEPS,
		.arguments = { { .name = "why",
			.kind = ARGUMENT_CHOICE,
			.choices = whys,
			.help = N_("not needed, another bed, did not come, by mistake") } },
		.help = N_("Hold a bed no more"),
		.act = step },
	{ .name = "unit",
		.flags = VERB_CHANGES | VERB_PLACES | VERB_SHELL,
		.arguments = { [OF] = { .name = "code", .help = N_("PL-....: a new one; UN-....") },
			[NAME] = { .name = "name", .help = N_("house, ward 2, quiet room ...") },
			[FOR] = { .name = "for", .help = N_("girls 15-17, women, men, anybody") },
			[BEDS] = { .name = "beds", .help = N_("how many; nobody new; anybody") },
			[REGIME] = { .name = "regime",
				.kind = ARGUMENT_CHOICE,
				.choices = regimes,
				.help = N_("open; or, closed, by what: court order ...") },
			[REVIEW] = { .name = "review",
				.help = N_("when somebody looks again: 30d, a day") } },
		.help = N_("Write a unit of a place with its beds, or change one"),
		.act = unit },
	{ 0 },
};
