/* The steps of a transfer: who gets her is ready, she has left, she is there, it does not take
 * place. Whoever asks or approves does so on a case or among the approvals. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "db/base/uuid.h"
#include "db/column.h"
#include "tui/app/alarm.h"
#include "tui/app/app.h"
#include "tui/app/approved.h"
#include "tui/app/change.h"
#include "tui/app/choose.h"
#include "tui/app/opening.h"
#include "tui/app/outcome.h"
#include "tui/app/request_keys.h"
#include "tui/app/signing.h"
#include "tui/app/vault.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/verbs/transfer_words.h"

enum { CODE, WHY }; /* by place in the verb's row */

static const struct step_kind {
	const char *verb, *state; /* NULL: no step, but where she is whose transfer has ended */
	const char *order, *done; /* N_() */
	bool why, signs;
	bool relies; /* on an approval: whose signature is looked for first */
} kinds[] = {
	{ "accept", "accepted", N_("We are ready to receive her."), N_("accepted"), false, false,
		true },
	{ "depart", "en route", N_("She has left."), N_("she is on her way"), false, false, true },
	{ "arrive", "arrived", N_("She is there."), N_("she is there, and has the bed"), false,
		false, false },
	{ "hand-over", "handed over", N_("We have her, as it was approved. I sign that."),
		N_("signed: she is handed over"), false, true, true },
	{ "abort", "aborted", NULL, N_("it does not take place"), true, false, false },
	{ "she-is", NULL, NULL, NULL, true, false, false },
};

/* One that is asked for; freed by end(). */
struct step {
	struct app *app;
	const struct step_kind *kind;
	char code[40], id[UUID_TEXT], why[64], state[40];
	char what[16], her[40], to[64]; /* see transfer_words.h */
	bool unapproved;
	int version;
	struct approved approved; /* what it relies on */
	struct rows *rows; /* of one that signs: what she is asked about */
	struct signing signing; /* ... and has signed; else without number and signature */
};

static unsigned end(struct step *step)
{
	app_forget(step->app, step);
	app_end(step->app);
	rows_unref(step->rows);
	free(step);
	return EFFECT_REDRAW;
}

static unsigned fail(struct step *step, const char *text)
{
	struct app *app = step->app;

	app_exit_code(app, EXIT_REFUSED);
	app_say(app, SAY_ERROR, "%s%s", text, app_unexpect(app, step));
	outcome_tell(app, &(struct outcome){ .code = step->code, .message = text });
	return end(step);
}

static struct transfer_words words_of(const struct step *step)
{
	return (struct transfer_words){ .code = step->code,
		.what = step->what,
		.her = step->her,
		.to = step->to,
		.why = step->why,
		.where = step->kind->state == NULL,
		.ends = step->kind->why && step->kind->state != NULL,
		.state = step->state,
		.unapproved = step->unapproved };
}

static unsigned send(struct step *step)
{
	const struct transfer_words words = words_of(step);
	char version[16], before[64], done[160];
	const bool where = words.where;
	const char *said = where ? step->why : step->kind->state;
	unsigned effects;

	snprintf(version, sizeof version, "%d", step->version);
	snprintf(before, sizeof before, "%s:", step->code);
	if (where)
		transfer_where_done(&words, done, sizeof done);
	else
		snprintf(done, sizeof done, "%s: %s.", step->code, _(step->kind->done));
	effects = change_send(step->app,
		&(struct change){ .query = where ? Q_TRANSFER_WHERE : Q_TRANSFER_STEP,
			.params = (const struct param[]){ param_text(step->id), param_text(version),
				param_text(said), param_text(step->why),
				param_text(step->signing.number),
				param_text(step->signing.signature) },
			.count = where ? 3 : 6,
			.code = step->code,
			.before = before,
			.done = done,
			.undo = transfer_ends_on_way(&words) ? step->code : NULL,
			.then = transfer_ends_on_way(&words) ? transfer_ended_on_way : NULL });
	return effects | end(step);
}

/* ---- before ------------------------------------------------------------------------------ */

static int sign(struct step *step, struct error *e)
{
	int r = signing_begin(&step->signing, step->rows, step->id, step->code, step->kind->state,
		e);

	return r == 0 ? signing_sign(&step->signing, step->app, e) : r;
}

static unsigned confirmed(void *who, const char *value)
{
	struct step *step = who;
	struct error e = { 0 };

	if (value == NULL)
		return end(step);
	if (step->kind->signs && sign(step, &e) != 0)
		return fail(step, e.text);
	return send(step);
}

static unsigned confirm(struct step *step)
{
	const struct transfer_words words = words_of(step);
	const char *order = transfer_receives(&step->approved);
	struct choice yes = { .letter = 'y', .value = "yes" };
	struct text text = { 0 };
	char title[120];

	if (app_is_shell(step->app))
		return send(step);
	text_copy(yes.label, sizeof yes.label,
		step->kind->signs && order != NULL ? order : _(step->kind->order));
	snprintf(title, sizeof title, "%s: %s. %s", step->code, intl_word(step->state),
		_("What is said now?"));
	transfer_put_her(&text, &words, &step->approved);
	text_add(&text, _("It is in the record with your name, and u does not take it back."));
	app_choose(step->app, title, text_string(&text), &yes, 1, confirmed, step);
	text_done(&text);
	return EFFECT_REDRAW;
}

/* ---- approved, and signed ---------------------------------------------------------------- */

/* Somebody has made it look approved. Nobody is moved by that. */
static unsigned tampered(struct step *step, const struct rows *rows, const struct error *e)
{
	const char *subject = rows_field(rows, 0, "case_id");
	const char *dropped = app_unexpect(step->app, step);
	const struct alarm alarm = { .kind = ALARM_RECORD,
		.object = subject,
		.record = step->id,
		.version = (uint32_t)rows_field_int(rows, 0, "version") };
	char what[100];

	snprintf(what, sizeof what, _("the approval of %s"), step->code);
	vault_tampered(step->app, what, subject[0] != '\0' ? &alarm : &alarm_of_directory, e);
	snprintf(what, sizeof what, _(" Nobody is moved: telephone %s."),
		rows_field(rows, 0, "office"));
	app_say_more(step->app, what);
	app_say_more(step->app, dropped);
	return end(step);
}

/* Then it is no mistake of hers, but somebody's work, where it is not. */
static bool is_called_approved(const struct step *step)
{
	static const char *const states[] = { "approved", "accepted", "en route", "arrived" };

	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (strcmp(step->state, states[i]) == 0)
			return true;
	return false;
}

static unsigned not_approved(struct step *step)
{
	char text[120];

	snprintf(text, sizeof text, _("%s: nobody has approved it. Nothing is said."), step->code);
	return fail(step, text);
}

static unsigned content_told(void *who, const struct answer *answer)
{
	struct step *step = who;
	char trouble[OPENING_TROUBLE];
	struct error e = { 0 };
	int r;

	if (answer->err != 0) {
		opening_trouble(trouble, answer);
		return fail(step, trouble);
	}
	if (rows_count(answer->rows) != 1 || !vault_is_open(step->app))
		return fail(step, _("Nothing is said: the vault was locked, or it is not there."));
	r = approved_stands(answer->rows, step->id, step->code, is_called_approved(step),
		ring_directory(vault_ring(step->app)), &step->approved, &e);
	if (r == ERR_REFUSED ||
		(r == 0 && step->approved.how == APPROVED_REFUSED && !step->kind->signs))
		return not_approved(step);
	if (r != 0)
		return tampered(step, answer->rows, &e);
	if (step->kind->signs)
		step->rows = rows_ref(answer->rows);
	return confirm(step);
}

static unsigned ask_content(struct step *step)
{
	const struct param id = param_text(step->id);

	return app_ask(step->app, Q_APPROVAL_OPEN, &id, 1, content_told, step) == 0 ?
		EFFECT_REDRAW :
		fail(step, _("No memory left: nothing was changed."));
}

/* ---- for a reason ------------------------------------------------------------------------ */

static unsigned why_said(struct step *step)
{
	const struct transfer_words words = words_of(step);
	struct choice yes = { .letter = 'y', .value = "yes" };
	char title[TRANSFER_TITLE], text[TRANSFER_TEXT];

	if (app_is_shell(step->app) || !transfer_sure_words(&words, title, text, yes.label))
		return send(step);
	app_choose(step->app, title, text, &yes, 1, confirmed, step);
	return EFFECT_REDRAW;
}

static unsigned why_chosen(void *who, const char *value)
{
	struct step *step = who;

	if (value == NULL)
		return end(step);
	text_copy(step->why, sizeof step->why, value);
	return why_said(step);
}

static unsigned whys_told(void *who, const struct answer *answer)
{
	struct step *step = who;
	struct choice choices[24] = { 0 };
	const struct transfer_words words = words_of(step);
	char title[TRANSFER_TITLE], text[TRANSFER_TEXT], trouble[OPENING_TROUBLE];
	int count = rows_count(answer->rows);

	if (answer->err != 0) {
		opening_trouble(trouble, answer);
		return fail(step, trouble);
	}
	for (int row = 0; row < count && row < 24; row++) {
		text_copy(choices[row].value, sizeof choices[row].value,
			rows_field(answer->rows, row, "value"));
		text_copy(choices[row].label, sizeof choices[row].label,
			intl_word(rows_field(answer->rows, row, "label")));
	}
	transfer_ask_words(&words, title, text);
	app_choose(step->app, title, text, choices, (size_t)(count < 24 ? count : 24), why_chosen,
		step);
	return EFFECT_REDRAW;
}

static unsigned ask_why(struct step *step)
{
	const struct param asked[] = { param_text(step->kind->state), param_text(step->what) };

	if (app_is_shell(step->app)) {
		app_exit_code(step->app, EXIT_USAGE);
		app_say(step->app, SAY_ERROR, "%s",
			step->kind->state == NULL ?
				_("she-is: where? Such as: she-is TR-.... hospital") :
				_("abort: why? Such as: abort TR-.... border closed"));
		return end(step);
	}
	return app_ask(step->app, step->kind->state == NULL ? Q_TRANSFER_WHERES : Q_TRANSFER_WHYS,
		       asked, step->kind->state == NULL ? 0 : 2, whys_told, step) == 0 ?
		EFFECT_REDRAW :
		fail(step, _("No memory left: nothing was changed."));
}

static unsigned found(void *who, const struct answer *answer)
{
	struct step *step = who;
	const struct rows *rows = answer->rows;
	const char *problem = rows_field(rows, 0, "problem");
	char text[OPENING_TROUBLE];

	if (answer->err != 0) {
		opening_trouble(text, answer);
		app_exit_code(step->app, EXIT_OFFLINE);
		return fail(step, text);
	}
	if (rows_count(rows) == 0)
		return fail(step, _("Your role does not see transfers."));
	if (problem[0] != '\0') {
		snprintf(text, sizeof text,
			strcmp(problem, "check") == 0 ?
				_("%s is no code of a transfer: misread or mistyped.") :
				_("There is no transfer %s in your offices."),
			step->code);
		return fail(step, text);
	}
	if (!transfer_is_code(step->code, rows_field(rows, 0, "code")))
		return fail(step,
			_("The database answered with another transfer. Nothing is said."));
	text_copy(step->id, sizeof step->id, rows_field(rows, 0, "id"));
	text_copy(step->code, sizeof step->code, rows_field(rows, 0, "code"));
	step->version = (int)rows_field_int(rows, 0, "version");
	text_copy(step->state, sizeof step->state, rows_field(rows, 0, "state"));
	text_copy(step->what, sizeof step->what, rows_field(rows, 0, "what"));
	text_copy(step->her, sizeof step->her, rows_field(rows, 0, "case_code"));
	step->unapproved = rows_field_bool(rows, 0, "unsigned");
	snprintf(step->to, sizeof step->to, "%s%s%s", rows_field(rows, 0, "to_office"),
		rows_field_is_null(rows, 0, "place") ? "" : " ", rows_field(rows, 0, "place"));
	if (step->kind->relies)
		return ask_content(step);
	if (!step->kind->why)
		return confirm(step);
	return step->why[0] != '\0' ? why_said(step) : ask_why(step);
}

/* Until the question is there no letter of what is typed is a verb. */
static unsigned find(struct step *step)
{
	const struct param code = param_text(step->code);

	if (!app_is_shell(step->app))
		app_expect(step->app, confirmed, step);
	return app_ask(step->app, Q_TRANSFER_FIND, &code, 1, found, step) == 0 ?
		EFFECT_REDRAW :
		fail(step, _("No memory left: nothing was changed."));
}

static unsigned unlocked(void *who, bool open)
{
	return open ? find(who) : end(who);
}

static const struct step_kind *kind_of(const char *verb)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].verb, verb) == 0)
			return &kinds[i];
	return NULL;
}

static unsigned which(struct app *app)
{
	app_exit_code(app, EXIT_USAGE);
	app_say(app, SAY_ERROR, "%s",
		_("Which transfer? Give its code: TR-...., :transfers lists them."));
	return EFFECT_REDRAW;
}

static unsigned step(struct call *call)
{
	struct app *app = call->app;
	char code[sizeof((struct step *)0)->code];
	struct step *step;

	transfer_put_code(call, code, sizeof code);
	if (code[0] == '\0')
		return which(app);
	if (!app_may_change(app))
		return EFFECT_REDRAW;
	step = calloc(1, sizeof *step);
	if (step == NULL) {
		app_say(app, SAY_ERROR, "%s", _("No memory left: nothing was changed."));
		return EFFECT_REDRAW;
	}
	step->app = app;
	step->kind = kind_of(call->verb->name);
	text_copy(step->code, sizeof step->code, code);
	if (step->kind->why && call->value[WHY] != NULL)
		text_copy(step->why, sizeof step->why, call->value[WHY]);
	app_begin(app);
	return step->kind->relies ? app_unlock(app, unlocked, step) : find(step);
}

static unsigned transfers(struct call *call)
{
	return app_open(call->app, screen_find("transfers"), call);
}

/* A file is taken where its approval is read: its keys and who sent them are looked through. */
static unsigned receive(struct call *call)
{
	const struct input_event event = { .key = REQUEST_RECEIVE, .raw = "" };
	char code[sizeof((struct step *)0)->code];
	struct call page = *call;

	if (call->value[CODE] == NULL && call->view != NULL &&
		call->view->screen == screen_find("approval"))
		return call->view->screen->key(call->view, &event);
	transfer_put_code(call, code, sizeof code);
	if (code[0] == '\0')
		return which(call->app);
	page.value[CODE] = code;
	return app_open(call->app, screen_find("approval"), &page);
}

#define STEP_FLAGS VERB_CHANGES | VERB_WORKS | VERB_SHELL
/* A shell has no keys to look for the approver's signature with. */
#define RELYING_FLAGS VERB_CHANGES | VERB_WORKS | VERB_OPENS
#define CODE_ARGUMENT \
	{ \
		.name = "code", .help = N_("TR-....; none: the one shown, or with the cursor") \
	}

const struct verb transfer_verbs[] = {
	{ .name = "transfers",
		.arguments = { { .name = "filter",
			.kind = ARGUMENT_REST,
			.help = N_("such as: open, us, to:VTE") } },
		.help = N_("Show who is to be brought where, and which files go where"),
		.act = transfers },
	{ .name = "accept",
		.flags = RELYING_FLAGS,
		.arguments = { CODE_ARGUMENT },
		.help = N_("Say of a transfer that your office is ready to receive her"),
		.act = step },
	{ .name = "depart",
		.flags = RELYING_FLAGS,
		.arguments = { CODE_ARGUMENT },
		.help = N_("Say of a transfer that she has left"),
		.act = step },
	{ .name = "arrive",
		.flags = STEP_FLAGS,
		.arguments = { CODE_ARGUMENT },
		.help = N_("Say of a transfer that she is there, and in her bed"),
		.act = step },
	{ .name = "hand-over",
		.flags = RELYING_FLAGS,
		.arguments = { CODE_ARGUMENT },
		.help = N_("Sign, with your keys, that she was handed over to your office"),
		.act = step },
	{ .name = "receive",
		.flags = VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.arguments = { CODE_ARGUMENT },
		.help = N_("Take a file: who sent it and its keys are looked through, and signed"),
		.act = receive },
	{ .name = "abort",
		.flags = STEP_FLAGS,
		.arguments = { CODE_ARGUMENT,
			{ .name = "why",
				.kind = ARGUMENT_WORDS,
				.help = N_("from the list, such as: border closed") } },
		.help = N_("End a transfer that was approved: it does not take place"),
		.act = step },
	{ .name = "she-is",
		.flags = STEP_FLAGS,
		.arguments = { CODE_ARGUMENT,
			{ .name = "where",
				.kind = ARGUMENT_WORDS,
				.help = N_("from the list, such as: hospital") } },
		.help = N_("Say where she is whose transfer ended on the way, or was refused"),
		.act = step },
	{ 0 },
};
