/* One referral, as the organisation sees it that gets her: what is asked, what it is told, and its
 * answer. That it is read is in the record before anything of it is shown. */
#include <stdio.h>
#include <string.h>

#include "db/base/uuid.h"
#include "tui/app/app.h"
#include "tui/app/change.h"
#include "tui/app/choose.h"
#include "tui/intl.h"
#include "tui/sheets/choices.h"
#include "tui/term/input.h"
#include "tui/term/pane.h"
#include "tui/widgets/form.h"
#include "tui/widgets/load.h"
#include "tui/widgets/paper.h"

enum { ANSWERS_MAX = 3 };

struct state {
	struct view *view;
	char id[UUID_TEXT], code[16];
	bool again; /* it was asked for again: see told() */
	int64_t asked_version; /* of it, when she was asked what she answers */
	struct rows *rows;
	struct load load; /* owns what is read: a question to the person outlives that */
	struct paper paper;
	struct rows *whys;
};

/* ---- opening, closing, asking ------------------------------------------------------------ */

static int open(struct view *view, const struct call *call)
{
	struct state *state = view->state;

	state->view = view;
	if (call != NULL && call->value[0] != NULL && call->value[1] != NULL) {
		text_copy(state->id, sizeof state->id, call->value[0]);
		text_copy(state->code, sizeof state->code, call->value[1]);
		return 0;
	}
	app_say(view->app, SAY_ERROR, "%s", _("Which one? :referrals lists them; Enter opens."));
	return -1;
}

static void close(struct view *view)
{
	struct state *state = view->state;

	app_forget(view->app, state);
	app_forget(view->app, &state->load);
	rows_unref(state->rows);
	rows_unref(state->whys);
	paper_done(&state->paper);
}

static void ask(struct state *state);

static struct state *of_load(const struct load *load)
{
	return load->view->state;
}

/* The first answer only says that the reading is in the record now. */
static unsigned told(void *who, const struct answer *answer)
{
	struct state *state = of_load(who);

	if (!load_took(&state->load, answer))
		return EFFECT_REDRAW;
	if (!state->again && rows_count(answer->rows) == 1 &&
		strcmp(rows_field(answer->rows, 0, "refusal"), "ask_again") == 0) {
		state->again = true;
		state->view->loaded = false;
		ask(state);
		return EFFECT_REDRAW;
	}
	rows_unref(state->rows);
	state->rows = rows_ref(answer->rows);
	return EFFECT_REDRAW;
}

static void ask(struct state *state)
{
	const struct param params[] = { param_text(state->id) };

	load_asked(&state->load,
		app_ask(state->view->app, Q_REFERRAL_OPEN, params, 1, told, &state->load));
}

static unsigned whys_told(void *who, const struct answer *answer)
{
	struct state *state = of_load(who);

	load_kept(&state->load, answer, &state->whys);
	return EFFECT_REDRAW;
}

static void load(struct view *view)
{
	struct state *state = view->state;

	app_forget(view->app, &state->load);
	view->news = false;
	state->again = false;
	load_begin(&state->load, view);
	ask(state);
	if (state->whys == NULL)
		load_asked(&state->load,
			app_ask(view->app, Q_REFERRAL_REASONS, NULL, 0, whys_told, &state->load));
}

/* ---- the answer -------------------------------------------------------------------------- */

static bool is_told(const struct state *state)
{
	return rows_count(state->rows) == 1 && rows_field_is_null(state->rows, 0, "refusal");
}

static unsigned send(struct state *state, const char *answer, const char *reason)
{
	char before[80], done[160];
	const struct param params[] = { param_text(state->id),
		param_text(rows_field(state->rows, 0, "version")), param_text(answer),
		reason != NULL ? param_text(reason) : param_null() };
	const struct change change = { .query = Q_REFERRAL_ANSWER,
		.params = params,
		.count = 4,
		.code = state->code,
		.before = before,
		.done = done };

	snprintf(before, sizeof before, _("%s, the answer:"), state->code);
	snprintf(done, sizeof done, _("%s: %s. The office that refers her is told."), state->code,
		intl_word(answer));
	return EFFECT_REDRAW | change_send(state->view->app, &change);
}

/* What she answers is what she had before her when she was asked. */
static bool is_asked_still(const struct state *state)
{
	if (is_told(state) && rows_field_int(state->rows, 0, "version") == state->asked_version)
		return true;
	app_say(state->view->app, SAY_WARN, "%s",
		_("It has changed since you were asked. Nothing is answered: read it again."));
	return false;
}

static unsigned refused(void *who, const char *value)
{
	struct state *state = who;

	return value == NULL || !is_asked_still(state) ? EFFECT_REDRAW :
							 send(state, "refused", value);
}

static unsigned ask_why(struct state *state)
{
	struct choice choices[CHOOSE_MAX] = { 0 };
	char title[80];
	int count = rows_count(state->whys);

	for (int row = 0; row < count && row < CHOOSE_MAX; row++) {
		text_copy(choices[row].value, sizeof choices[row].value,
			rows_field(state->whys, row, "value"));
		text_copy(choices[row].label, sizeof choices[row].label,
			intl_word(rows_field(state->whys, row, "label")));
	}
	snprintf(title, sizeof title, _("%s: why is it refused?"), state->code);
	app_choose_by_cursor(state->view->app, title, NULL, choices, (size_t)count, refused, state);
	return EFFECT_REDRAW;
}

static unsigned chosen(void *who, const char *value)
{
	struct state *state = who;

	if (value == NULL || !is_asked_still(state))
		return EFFECT_REDRAW;
	return strcmp(value, "refused") == 0 ? ask_why(state) : send(state, value, NULL);
}

static const struct choice answers[ANSWERS_MAX] = {
	{ .value = "accepted", .label = N_("accepted: we take it on") },
	{ .value = "refused", .label = N_("refused: we cannot, for a reason of a list") },
	{ .value = "done", .label = N_("done: what was asked for was given") },
};

static bool may_answer(const struct state *state, const char *answer)
{
	const char *at = rows_field(state->rows, 0, "answers");
	char one[16];

	while (rows_list_next(&at, one, sizeof one))
		if (strcmp(one, answer) == 0)
			return true;
	return false;
}

static unsigned answer(struct state *state)
{
	struct choice choices[ANSWERS_MAX];
	char title[80];
	size_t count = 0;

	if (!is_told(state) || change_is_open(state->view->app, Q_REFERRAL_ANSWER, state->id))
		return EFFECT_REDRAW;
	for (size_t i = 0; i < ANSWERS_MAX; i++) {
		if (!may_answer(state, answers[i].value))
			continue;
		choices[count] = answers[i];
		text_copy(choices[count].label, sizeof choices[count].label, _(answers[i].label));
		count++;
	}
	if (count == 0) {
		app_say(state->view->app, SAY_INFO, "%s",
			_("There is nothing to answer any more."));
		return EFFECT_REDRAW;
	}
	if (!app_may_change(state->view->app))
		return EFFECT_REDRAW;
	state->asked_version = rows_field_int(state->rows, 0, "version");
	snprintf(title, sizeof title, _("What do you answer to %s?"), state->code);
	app_choose_by_cursor(state->view->app, title, NULL, choices, count, chosen, state);
	return EFFECT_REDRAW;
}

/* ---- on paper ---------------------------------------------------------------------------- */

static void put(struct state *state, const char *name, const char *column, const char *none)
{
	bool unknown = rows_field_is_null(state->rows, 0, column);

	paper_field(&state->paper, unknown ? STYLE_DIM : STYLE_NORMAL, name,
		unknown ? none : intl_word(rows_field(state->rows, 0, column)));
}

static void put_words(struct state *state, const char *name, const char *column,
	const struct field_choice *choices, const char *none)
{
	const char *at = rows_field(state->rows, 0, column);
	struct text text = { 0 };
	char one[64];

	while (rows_list_next(&at, one, sizeof one)) {
		const struct field_choice *choice = choices;

		while (choice->code != NULL && strcmp(choice->code, one) != 0)
			choice++;
		if (text.length > 0)
			text_add(&text, ", ");
		text_add(&text, choice->code != NULL ? _(choice->label) : one);
	}
	paper_field(&state->paper, STYLE_NORMAL, name, text.length > 0 ? text_string(&text) : none);
	text_done(&text);
}

static void put_person(struct state *state)
{
	const char *low = rows_field(state->rows, 0, "age_low");
	const char *high = rows_field(state->rows, 0, "age_high");
	bool child = rows_field_bool(state->rows, 0, "child");
	char text[80];

	paper_field(&state->paper, child ? STYLE_HIGH : STYLE_NORMAL, _("person"),
		child ? _("A CHILD") :
			rows_field_is_null(state->rows, 0, "child") ?
			_("may be a child: her age is "
			  "not known") :
			_("18 or older"));
	if (low[0] == '\0' && high[0] == '\0')
		return;
	if (strcmp(low, high) == 0)
		snprintf(text, sizeof text, _("%s years"), low);
	else
		snprintf(text, sizeof text, _("%s to %s years"), low[0] != '\0' ? low : "?",
			high[0] != '\0' ? high : "?");
	paper_field(&state->paper, STYLE_NORMAL, _("age"), text);
}

static void write_all(struct state *state)
{
	paper_section(&state->paper, state->code);
	put(state, _("state"), "state", "");
	if (rows_field_is_null(state->rows, 0, "office")) {
		paper_line(&state->paper, STYLE_WARN,
			_("She does not agree to it any more: nothing of it is shown. Do nothing "
			  "more with what you were told."));
		return;
	}
	put(state, _("office"), "office", "");
	put(state, _("case"), "case_code", "");
	put(state, _("asked on"), "asked_on", "");
	put(state, _("answer by"), "answer_by", _("no day was named"));
	put_words(state, _("asked for"), "services", choices_support,
		_("see what the office says"));
	paper_section(&state->paper, _("WHO SHE OR HE IS"));
	put_person(state);
	put_words(state, _("you are told"), "shared", choices_shared,
		_("nothing: nothing of hers is shared"));
	paper_line(&state->paper, STYLE_DIM,
		_("All but an age is given by telephone or on paper, by the office."));
	if (rows_field(state->rows, 0, "answers")[0] != '\0')
		paper_line(&state->paper, STYLE_NORMAL, _("Enter: answer it."));
}

static void draw(struct view *view, struct pane *pane)
{
	struct state *state = view->state;
	char text[200];

	paper_begin(&state->paper);
	if (app_veiled(view->app)) {
		paper_line(&state->paper, STYLE_DIM, _("The veil is on: z lifts it."));
	} else if (rows_count(state->rows) != 1) {
		load_skeleton(view, text, sizeof text);
		paper_line(&state->paper, STYLE_NORMAL, text);
	} else if (!is_told(state)) {
		paper_line(&state->paper, STYLE_WARN,
			intl_word(rows_field(state->rows, 0, "message")));
	} else {
		write_all(state);
	}
	paper_draw(&state->paper, pane);
}

/* ---- the slots --------------------------------------------------------------------------- */

static unsigned key(struct view *view, const struct input_event *event)
{
	struct state *state = view->state;

	if (event->key == INPUT_ENTER)
		return app_veiled(view->app) ? EFFECT_IGNORED : answer(state);
	return paper_move(&state->paper, event) ? EFFECT_REDRAW : EFFECT_IGNORED;
}

static void where(const struct view *view, char *text, size_t size)
{
	text_copy(text, size, ((const struct state *)view->state)->code);
}

static void status(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;

	snprintf(text, size, "%s%s",
		change_is_open(view->app, Q_REFERRAL_ANSWER, state->id) ? _("answering ...") :
									  _("Enter answers"),
		load_words(view));
}

static const char *const hints[] = { "back", "help", NULL };

const struct screen screen_referral = {
	.name = "referral",
	.title = N_("Referred to you"),
	.help = N_(
		"What you are asked for, until when, and what you are told of her. Enter answers: "
		"accepted, refused for a reason, or done. The office that refers her sees it at "
		"once. Who reads this, and when, is in the record."),
	.one = true,
	.hints = hints,
	.topics = TOPIC_CASE,
	.size = sizeof(struct state),
	.open = open,
	.close = close,
	.load = load,
	.draw = draw,
	.key = key,
	.where = where,
	.status = status,
	.due = load_due,
	.tick = load_tick,
};
