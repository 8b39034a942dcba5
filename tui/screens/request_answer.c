/* A request is answered: approved with a signature, refused, sent back, passed on, withdrawn. */
#include "tui/screens/request.h"

#include <stdio.h>
#include <string.h>

#include "db/crossing.h"
#include "tui/app/app.h"
#include "tui/app/change.h"
#include "tui/app/choose.h"
#include "tui/app/job.h"
#include "tui/app/signing.h"
#include "tui/app/vault.h"
#include "tui/intl.h"

static struct app *app_of(const struct request *request)
{
	return request->view->app;
}

static unsigned say(const struct request *request, enum say_level level, const char *text)
{
	app_say(app_of(request), level, "%s", text);
	return EFFECT_REDRAW;
}

static bool is_state(const struct request *request, const char *state)
{
	return strcmp(request_field(request, "state"), state) == 0;
}

static bool is_file(const struct request *request)
{
	return strcmp(request_field(request, "kind"), "file") == 0;
}

/* ---- what stands in the way ---------------------------------------------------------------- */

/* The codes of may_answer. */
static const struct {
	const char *code, *words;
} bars[] = {
	{ "own_request",
		N_("you have asked for this, or written part of it . :withdraw takes it back") },
	{ "not_approver", N_("not yours to decide") },
	{ "answered_already", N_("you have approved it . somebody else has to, too") },
	{ "approval_asked_back",
		N_("sent back with a question . whoever asked answers it: e, or :ask-again") },
	{ "approval_expired", N_("over: nobody has decided it in time") },
};

const char *request_voter(const struct request *request, const char *answer)
{
	const char *name = NULL, *given;

	for (size_t i = 0; (given = request_of(&request->votes, i, "answer")) != NULL; i++)
		if (strcmp(given, answer) == 0)
			name = request_of(&request->votes, i, "name");
	return name;
}

static void over(const struct request *request, char *text, size_t size)
{
	const bool approved = is_state(request, "approved");
	const char *by = request_voter(request, approved ? "approve" : "refuse");
	const char *state = intl_word(request_field(request, "state"));
	const char *follows = request_words(request)->over;
	const char *step = rows_field(request->transfer, 0, "state");
	char what[120];

	if (by != NULL && (approved || is_state(request, "refused")))
		snprintf(what, sizeof what, _("%s by %s"), state, by);
	else
		text_copy(what, sizeof what, state);
	if (approved && step[0] != '\0' && strcmp(step, "approved") != 0)
		snprintf(text, size, _("%s . now: %s"), what, intl_word(step));
	else if (approved && follows != NULL)
		snprintf(text, size, "%s . %s", what, _(follows));
	else
		text_copy(text, size, what);
}

void request_bar(const struct request *request, char *text, size_t size)
{
	const char *code = request_field(request, "may_answer");
	const char *missing = request_field(request, "lacks");

	text[0] = '\0';
	if (request->forged || request->check == REQUEST_TAMPERED)
		text_copy(text, size, _("TAMPERED: nothing is approved here"));
	else if (strcmp(code, "approval_over") == 0)
		over(request, text, size);
	for (size_t i = 0; text[0] == '\0' && i < sizeof bars / sizeof *bars; i++)
		if (strcmp(code, bars[i].code) == 0)
			text_copy(text, size, _(bars[i].words));
	if (text[0] == '\0' && code[0] != '\0')
		text_copy(text, size, _("not to be answered now"));
	else if (text[0] == '\0' && strcmp(missing, "{}") != 0)
		text_copy(text, size,
			_("approving is not possible yet . b asks back . x refuses . d passes on"));
	else if (text[0] == '\0' && request->check != REQUEST_GOOD)
		text_copy(text, size,
			_("o opens what is sealed, then v approves . x refuse . b ask back"));
}

/* Only that it is not opened yet stands in no way: it is, then. */
static bool is_barred(const struct request *request, char *text, size_t size)
{
	request_bar(request, text, size);
	return text[0] != '\0' &&
		!(request->check == REQUEST_NOT_OPENED && !request->forged &&
			request_field(request, "may_answer")[0] == '\0' &&
			strcmp(request_field(request, "lacks"), "{}") == 0);
}

/* ---- sending ------------------------------------------------------------------------------- */

/* words: what is said when it is done. What somebody else has to do as well the answer says. */
static void told(struct app *app, const struct rows *rows, const char *words)
{
	if (rows_field_is_null(rows, 0, "hint"))
		app_say(app, SAY_INFO, "%s", words);
	else
		app_say(app, SAY_INFO, _("You have approved it. %s"),
			intl_word(rows_field(rows, 0, "hint")));
}

static unsigned send(struct request *request, enum query query, const struct param *params,
	size_t count, const char *words)
{
	char before[80];
	struct text done = { 0 };
	unsigned effects;

	snprintf(before, sizeof before, "%s:", request->code);
	text_addf(&done, "%s %s", request->code, words);
	effects = change_send(app_of(request),
		&(struct change){ .query = query,
			.params = params,
			.count = count,
			.code = request->code,
			.before = before,
			.undo = text_string(&done),
			.then = told });
	text_done(&done);
	return effects;
}

static unsigned send_answer(struct request *request, const char *answer, const char *reason,
	const struct signing *signing, const char *detail, const char *words)
{
	const struct param params[] = { param_text(request->id),
		param_text(request_field(request, "version")),
		param_text(request_field(request, "hash")), param_text(answer), param_text(reason),
		param_text(signing != NULL ? signing->number : NULL),
		param_text(signing != NULL ? signing->signature : NULL), param_text(detail) };

	request->unread = request->told = false;
	return send(request, Q_APPROVAL_ANSWER, params, sizeof params / sizeof *params, words);
}

/* ---- v ------------------------------------------------------------------------------------- */

static unsigned not_signed(struct request *request, int r, const struct error *e)
{
	if (r == ERR_TAMPERED)
		request_tampered(request, _("what goes with this approval"), e);
	else
		app_say(app_of(request), SAY_ERROR, _("Not approved. %s"), e->text);
	return EFFECT_REDRAW;
}

/* sent: the letters that go with it; NULL: none do. */
static unsigned sign(struct request *request, const struct crossing_sent *sent)
{
	struct signing signing;
	struct error e = { 0 };
	const struct request_words *kind = request_words(request);
	const char *words = request_is_emergency(request) ? _(kind->afterwards) : _(kind->done);
	int r = signing_begin(&signing, request->rows, request->id, request->code, "approve", &e);

	if (r == 0 && sent != NULL)
		memcpy(signing.approval.with, sent->with, sizeof signing.approval.with);
	if (r == 0)
		r = signing_sign(&signing, app_of(request), &e);
	return r != 0 ? not_signed(request, r, &e) :
			send_answer(request, "approve", NULL, &signing,
				sent != NULL ? text_string(&sent->detail) : NULL, words);
}

static unsigned not_approved(struct request *request)
{
	return say(request, SAY_WARN,
		_("What is asked has changed since you read it. Nothing is approved: read it "
		  "again."));
}

static bool is_asked_still(const struct request *request)
{
	return (int)rows_field_int(request->rows, 0, "version") == request->signing_version &&
		(!request->unread || request->told);
}

/* It is being signed, or an answer is on its way: a second one would be to something else. */
static bool is_answered(const struct request *request)
{
	return request->signing || change_is_open(app_of(request), Q_APPROVAL_ANSWER, request->id);
}

static unsigned say_answered(const struct request *request)
{
	return say(request, SAY_WARN,
		_("Your answer is on its way: what came of it will be said here."));
}

static unsigned not_signing(struct request *request, const char *why)
{
	request->signing = false;
	return say(request, SAY_WARN, why);
}

/* The newest key of the office that gets it, as its custodian states it. */
static unsigned newest_answered(void *who, const struct answer *answer)
{
	struct request *request = who;
	struct app *app = app_of(request);
	const char *to_office = json_value(&request->content, "to_office");
	const struct crossing_file file = { .request = request->id,
		.case_id = request_field(request, "case_id"),
		.key = "office",
		.to_office = to_office != NULL ? to_office : "" };
	struct crossing_sent sent = { 0 };
	struct error e = { 0 };
	unsigned effects = EFFECT_REDRAW;
	int r;

	request->signing = false;
	if (answer->err != 0 || !vault_is_open(app))
		return say(request, SAY_WARN,
			_("Not approved: the keys of the file could not be asked for."));
	if (!is_asked_still(request))
		return not_approved(request);
	r = crossing_send(&sent, vault_ring(app), &file, request->lacking.rows, answer->rows, &e);
	if (r == 0 && sent.count == 0)
		r = error_set(&e, ERR_KEY,
			"You have not all keys of this file: a custodian gives them (homeward keys "
			"tend).");
	effects |= r == 0 ? sign(request, &sent) : not_signed(request, r, &e);
	crossing_sent_done(&sent);
	return effects;
}

static unsigned have_keys(void *who, int r)
{
	struct request *request = who;
	const struct param id = param_text(request->id);

	if (r != 0 || !vault_is_open(app_of(request)))
		return not_signing(request, _("Not approved: the vault is shut."));
	if (app_ask(app_of(request), Q_TRANSFER_NEWEST, &id, 1, newest_answered, request) != 0)
		return not_signing(request, _("No memory left: nothing was changed."));
	return EFFECT_REDRAW;
}

static unsigned keys_answered(void *who, const struct answer *answer)
{
	struct request *request = who;

	if (answer->err != 0 || !vault_is_open(app_of(request)))
		return not_signing(request,
			_("Not approved: the keys of the file could not be asked for."));
	return lacking_fetch(&request->lacking, app_of(request), answer->rows, have_keys, request);
}

static unsigned sure(void *who, const char *value)
{
	struct request *request = who;
	const struct param id = param_text(request->id);
	char bar[200];

	if (value == NULL)
		return say(request, SAY_INFO,
			_("Nothing is approved: the last four of the code were not typed."));
	if (!is_asked_still(request))
		return not_approved(request);
	if (is_barred(request, bar, sizeof bar)) {
		app_say(app_of(request), SAY_WARN, _("You have approved nothing: %s."), bar);
		return EFFECT_REDRAW;
	}
	if (request->check != REQUEST_GOOD)
		return say(request, SAY_WARN, _("Nothing is approved: look at it again."));
	if (!is_file(request))
		return sign(request, NULL);
	if (app_ask(app_of(request), Q_TRANSFER_SEND, &id, 1, keys_answered, request) != 0)
		return say(request, SAY_ERROR, _("No memory left: nothing was changed."));
	request->signing = true;
	return EFFECT_REDRAW;
}

static unsigned ask_if_sure(struct request *request)
{
	struct choice choice = { 0 };
	char title[sizeof((struct choose *)0)->title];
	struct text text = { 0 };

	request->signing_version = (int)rows_field_int(request->rows, 0, "version");
	text_copy(choice.value, sizeof choice.value, request->code + strlen(request->code) - 4);
	text_copy(choice.label, sizeof choice.label, _("approve, and sign it with your keys"));
	snprintf(title, sizeof title, _("Approve %s?"), request->code);
	request_sure(request, &text);
	text_addf(&text, _("\nTo be sure, type %s and Enter."), choice.value);
	app_choose_exact(app_of(request), title, text_string(&text), &choice, 1, sure, request);
	text_done(&text);
	return EFFECT_REDRAW;
}

static unsigned approve(struct request *request);

static unsigned unlocked(void *who, bool open)
{
	return open ? approve(who) : EFFECT_REDRAW;
}

/* The last four of the code, typed on behind v, are no verbs while it is opened. */
static unsigned open_first(struct request *request)
{
	unsigned effects = request_open_sealed(request);

	if (request->opening.busy)
		app_expect(app_of(request), request_went_back, request);
	return effects;
}

static unsigned approve(struct request *request)
{
	char text[200], more[64];

	if (is_barred(request, text, sizeof text))
		return say(request, SAY_WARN, text);
	if (is_answered(request))
		return say_answered(request);
	if (request->unread && !request->told) {
		request->told = true;
		paper_go(&request->paper, 1);
		return say(request, SAY_WARN,
			_("It has changed while you read it: look at CHANGED JUST NOW. Nothing is "
			  "approved; v again approves what it says now."));
	}
	if (request->check != REQUEST_GOOD)
		return open_first(request);
	if (!vault_is_open(app_of(request)))
		return app_unlock(app_of(request), unlocked, request);
	if (request_has_more(request)) {
		request_more(request, more, sizeof more);
		snprintf(text, sizeof text,
			_("There is more below that you have not seen. Nothing is approved: %s, "
			  "then v."),
			more);
		return say(request, SAY_WARN, text);
	}
	return ask_if_sure(request);
}

/* ---- x, b, withdraw: for a reason ---------------------------------------------------------- */

static const struct reasoned {
	int letter;
	const char *answer; /* as approval_reasons has it */
	const char *title; /* N_() */
	const char *words; /* N_() */
} reasoned[] = {
	{ 'x', "refuse", N_("Why is it refused?"), N_("refused. Whoever asked sees why.") },
	{ 'b', "ask back", N_("What is asked back?"), N_("sent back with your question.") },
	{ REQUEST_WITHDRAW, "withdraw", N_("Why is it withdrawn?"), N_("withdrawn.") },
};

static unsigned send_reason(struct request *request, const struct reasoned *how, const char *why)
{
	const struct param params[] = { param_text(request->id),
		param_text(request_field(request, "version")), param_text(why) };

	if (how->letter == REQUEST_WITHDRAW)
		return send(request, Q_APPROVAL_WITHDRAW, params, 3, _(how->words));
	return send_answer(request, how->answer, why, NULL, NULL, _(how->words));
}

static const struct reasoned *reasoned_of(int letter)
{
	for (size_t i = 0; i < sizeof reasoned / sizeof *reasoned; i++)
		if (reasoned[i].letter == letter)
			return &reasoned[i];
	return NULL;
}

static unsigned reason_chosen(void *who, const char *value)
{
	struct request *request = who;
	const struct reasoned *how = reasoned_of(request->wanted);

	request->wanted = 0;
	if (value == NULL || how == NULL)
		return say(request, SAY_INFO, _("Nothing was changed."));
	if ((int)rows_field_int(request->rows, 0, "version") != request->asked_version)
		return not_approved(request);
	return send_reason(request, how, value);
}

static unsigned choices_answered(void *who, const struct answer *answer)
{
	struct request *request = who;
	const struct reasoned *how = reasoned_of(request->wanted);
	struct choice choices[CHOOSE_MAX] = { 0 };
	size_t count = 0;

	if (answer->err != 0 || how == NULL) {
		app_say(app_of(request), SAY_WARN, "%s%s", _("Nothing was changed."),
			app_unexpect(app_of(request), request));
		return EFFECT_REDRAW;
	}
	for (int row = 0; row < rows_count(answer->rows) && count < CHOOSE_MAX; row++, count++) {
		text_copy(choices[count].value, sizeof choices[count].value,
			rows_field(answer->rows, row, "value"));
		text_copy(choices[count].label, sizeof choices[count].label,
			intl_word(rows_field(answer->rows, row, "label")));
	}
	app_choose(app_of(request), _(how->title), NULL, choices, count, reason_chosen, request);
	return EFFECT_REDRAW;
}

static unsigned with_reason(struct request *request, const struct reasoned *how)
{
	const struct param answer = param_text(how->answer);
	const char *code = request_field(request, "may_answer");
	char text[200];

	if (request->forged)
		return say(request, SAY_WARN, _("TAMPERED: nothing is answered here."));
	if (is_answered(request))
		return say_answered(request);
	if (how->letter != REQUEST_WITHDRAW && code[0] != '\0') {
		request_bar(request, text, sizeof text);
		return say(request, SAY_WARN, text);
	}
	request->wanted = how->letter;
	request->asked_version = (int)rows_field_int(request->rows, 0, "version");
	if (app_ask(app_of(request), Q_APPROVAL_REASONS, &answer, 1, choices_answered, request) !=
		0)
		return say(request, SAY_ERROR, _("No memory left: nothing was changed."));
	app_expect(app_of(request), reason_chosen, request);
	return EFFECT_REDRAW;
}

/* ---- d, ask again -------------------------------------------------------------------------- */

static unsigned person_chosen(void *who, const char *value)
{
	struct request *request = who;
	const struct param params[] = { param_text(request->id), param_text(value) };

	if (value == NULL)
		return say(request, SAY_INFO, _("Nothing was changed."));
	return send(request, Q_APPROVAL_DELEGATE, params, 2, _("passed on: she is asked now."));
}

static unsigned people_answered(void *who, const struct answer *answer)
{
	struct request *request = who;
	struct choice choices[CHOOSE_MAX] = { 0 };
	size_t count = 0;

	if (answer->err != 0 || rows_count(answer->rows) == 0) {
		app_say(app_of(request), SAY_WARN, "%s%s",
			answer->err != 0 ? _("Nothing was changed.") :
					   _("Nobody else could decide it."),
			app_unexpect(app_of(request), request));
		return EFFECT_REDRAW;
	}
	for (int row = 0; row < rows_count(answer->rows) && count < CHOOSE_MAX; row++, count++) {
		text_copy(choices[count].value, sizeof choices[count].value,
			rows_field(answer->rows, row, "login"));
		snprintf(choices[count].label, sizeof choices[count].label, "%s%s",
			rows_field(answer->rows, row, "name"),
			rows_field_bool(answer->rows, row, "away") ? _(" (away)") : "");
	}
	app_choose(app_of(request), _("Who decides it in your place?"), NULL, choices, count,
		person_chosen, request);
	return EFFECT_REDRAW;
}

static unsigned delegate(struct request *request)
{
	const struct param id = param_text(request->id);
	char text[200];

	if (is_answered(request))
		return say_answered(request);
	if (request_field(request, "may_answer")[0] != '\0') {
		request_bar(request, text, sizeof text);
		return say(request, SAY_WARN, text);
	}
	if (app_ask(app_of(request), Q_APPROVAL_PEOPLE, &id, 1, people_answered, request) != 0)
		return say(request, SAY_ERROR, _("No memory left: nothing was changed."));
	app_expect(app_of(request), person_chosen, request);
	return EFFECT_REDRAW;
}

static unsigned ask_again(struct request *request)
{
	const struct param params[] = { param_text(request->id),
		param_text(request_field(request, "version")) };
	const bool missing = strcmp(request_field(request, "lacks"), "{}") != 0;

	return send(request, Q_APPROVAL_AGAIN, params, 2,
		missing ? _("asked again. Something is MISSING still.") : _("asked again."));
}

/* ---- by letter ----------------------------------------------------------------------------- */

bool request_is_answer(int letter)
{
	return letter == 'v' || letter == 'd' || letter == 'x' || letter == 'b';
}

unsigned request_obey(struct request *request, int letter)
{
	const struct reasoned *how = reasoned_of(letter);

	if (how != NULL)
		return with_reason(request, how);
	switch (letter) {
	case 'v':
		return approve(request);
	case 'd':
		return delegate(request);
	case REQUEST_AGAIN:
		return ask_again(request);
	case REQUEST_RECEIVE:
		return request_take(request);
	default:
		return EFFECT_IGNORED;
	}
}
