/* One request that somebody has to approve: all that is asked, on one screen. */
#include "tui/screens/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/app/alarm.h"
#include "tui/app/app.h"
#include "tui/app/signing.h"
#include "tui/app/vault.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"

const char *request_field(const struct request *request, const char *name)
{
	return rows_field(request->rows, 0, name);
}

const char *request_of(const struct json *array, size_t i, const char *name)
{
	char path[JSON_PATH];

	snprintf(path, sizeof path, "%zu.%s", i, name);
	return json_value(array, path);
}

void request_tampered(struct request *request, const char *what, const struct error *e)
{
	const char *version = json_value(&request->content, "sealed.version");
	const struct alarm alarm = { .kind = ALARM_RECORD,
		.object = request_field(request, "case_id"),
		.record = request->id,
		.version = version != NULL ? (uint32_t)strtoul(version, NULL, 10) : 0 };

	vault_tampered(request->view->app, what, &alarm, e);
}

/* ---- what is sealed of it ------------------------------------------------------------------ */

static unsigned opened(void *who, int r)
{
	struct request *request = who;
	struct app *app = request->view->app;

	if (app_unexpect(app, request)[0] != '\0')
		app_say(app, SAY_WARN, "%s",
			_("What you typed while it was opened is dropped: read it, then v."));
	if (r != 0)
		request->opened[0] = '\0';
	else
		request_hold(request);
	request->seen = 0;
	return EFFECT_REDRAW;
}

static void gone(void *who)
{
	struct request *request = who;

	request->check = REQUEST_NOT_OPENED;
	request->opened[0] = '\0';
}

unsigned request_open_sealed(struct request *request)
{
	const char *sha256 = json_value(&request->content, "sealed.sha256");
	const char *const kinds[] = { request->sealed_kind };

	if (sha256 == NULL) {
		request_hold_unsealed(request);
		return EFFECT_REDRAW;
	}
	if (request->sealed_kind[0] == '\0') {
		request->check = REQUEST_NOT_OPENED;
		return EFFECT_REDRAW;
	}
	text_copy(request->opened, sizeof request->opened, sha256);
	request->check = REQUEST_NOT_OPENED;
	return opening_start(&request->opening, request_field(request, "case_id"),
		request_field(request, "case_code"), kinds, 1, 0);
}

unsigned request_went_back(void *who, const char *value)
{
	struct request *request = who;
	const bool front = app_front(request->view->app) == request->view;

	(void)value;
	return request->rows == NULL && front ? EFFECT_CLOSE : EFFECT_REDRAW;
}

/* By itself where the vault is open: what another has written since is opened, too. What is open
 * already is held against another text that came. */
static unsigned open_what_is_new(struct request *request, bool changed)
{
	const char *sha256 = json_value(&request->content, "sealed.sha256");

	if (request->forged)
		return EFFECT_NONE;
	if (sha256 != NULL && strcmp(sha256, request->opened) == 0) {
		if (changed && request->check != REQUEST_NOT_OPENED)
			request_hold(request);
		return EFFECT_NONE;
	}
	if (request->opened[0] != '\0' || sha256 == NULL)
		opening_wipe(&request->opening);
	request->opened[0] = '\0';
	if (sha256 != NULL || changed)
		request->check = REQUEST_NOT_OPENED;
	if (sha256 != NULL &&
		(!vault_is_open(request->view->app) || app_veiled(request->view->app)))
		return EFFECT_NONE;
	return request_open_sealed(request);
}

/* ---- asking -------------------------------------------------------------------------------- */

static void forged(struct request *request, const struct error *e)
{
	char what[80];

	request->forged = true;
	json_done(&request->content);
	text_copy(request->why, sizeof request->why, e->text);
	snprintf(what, sizeof what, _("the request %s"), request->code);
	request_tampered(request, what, e);
}

static int read_field(struct request *request, struct json *json, const char *name, struct error *e)
{
	const char *text = request_field(request, name);

	json_done(json);
	return json_read(json, text, strlen(text), e);
}

/* She has read it in the version before: she is told before she can approve this one. */
static void remember_read(struct request *request)
{
	const char *text = request_field(request, "content");

	if (request->unread || request->forged || request->content.count == 0)
		return;
	json_done(&request->read);
	(void)json_read(&request->read, text, strlen(text), NULL);
}

bool request_is_erased(const struct request *request)
{
	return strcmp(request_field(request, "content"), "{}") == 0;
}

/* Of what was erased nothing names the request any more, and nothing can be signed. */
static int check_text(const struct request *request, struct error *e)
{
	struct signing signing;

	return request_is_erased(request) ?
		0 :
		signing_begin(&signing, request->rows, request->id, request->code, "approve", e);
}

static void read_content(struct request *request, bool again)
{
	struct error e = { 0 };

	request->forged = false;
	if (check_text(request, &e) != 0 ||
		read_field(request, &request->content, "content", &e) != 0 ||
		request_check_facts(request, &e) != 0) {
		e.code = ERR_TAMPERED;
		forged(request, &e);
		return;
	}
	(void)read_field(request, &request->first, "first_content", NULL);
	(void)read_field(request, &request->votes, "votes", NULL);
	(void)read_field(request, &request->askers, "askers", NULL);
	(void)read_field(request, &request->refused, "refused_before", NULL);
	text_copy(request->sealed_kind, sizeof request->sealed_kind,
		request_field(request, "sealed_kind"));
	if (again && request->read.count > 0)
		request->unread = request_differs(request, &request->read, NULL) > 0;
}

static struct request *of_load(const struct load *load)
{
	return load->view->state;
}

static unsigned took_transfer(void *who, const struct answer *answer)
{
	struct request *request = of_load(who);
	const char *steps;

	if (load_kept(&request->load, answer, &request->transfer)) {
		steps = rows_field(request->transfer, 0, "steps");
		json_done(&request->steps);
		if (rows_count(request->transfer) > 0)
			(void)json_read(&request->steps, steps, strlen(steps), NULL);
	}
	return EFFECT_REDRAW;
}

/* One answer of those typed before it was there is obeyed, and what it asks is read first. */
static bool type_on(void *who, const struct input_event *event)
{
	struct request *request = who;
	struct app *app = request->view->app;

	if (app_expects(app, request)) {
		app_hold(app, request_went_back, request, event);
		return true;
	}
	if (request->obeyed)
		return false;
	if (paper_move(&request->paper, event))
		return true;
	request->obeyed = true;
	(void)request_obey(request, event->key);
	return true;
}

static void take_typed(struct request *request)
{
	struct app *app = request->view->app;

	request->obeyed = false;
	if (!app_typed(app, request, type_on))
		app_say(app, SAY_WARN, "%s",
			_("Some of what you typed before the request was there is dropped: read "
			  "it first."));
}

static unsigned took(void *who, const struct answer *answer)
{
	struct request *request = of_load(who);
	struct app *app = request->view->app;
	const bool again = request->rows != NULL;
	unsigned effects;
	bool changed;

	if (!load_took(&request->load, answer))
		return EFFECT_REDRAW;
	if (rows_count(answer->rows) == 0) {
		app_say(app, SAY_ERROR, _("%s is not in your offices any more."), request->code);
		return app_front(app) == request->view ? EFFECT_CLOSE : EFFECT_REDRAW;
	}
	if (again)
		remember_read(request);
	changed = again &&
		strcmp(request_field(request, "hash"), rows_field(answer->rows, 0, "hash")) != 0;
	if (changed) {
		request->seen = 0;
		request->told = false;
	}
	rows_unref(request->rows);
	request->rows = rows_ref(answer->rows);
	read_content(request, again);
	effects = open_what_is_new(request, changed);
	if (!again)
		take_typed(request);
	return EFFECT_REDRAW | effects;
}

static void ask(struct request *request)
{
	struct app *app = request->view->app;
	const struct param id = param_text(request->id);

	load_asked(&request->load, app_ask(app, Q_APPROVAL_OPEN, &id, 1, took, &request->load));
	load_asked(&request->load,
		app_ask(app, Q_TRANSFER_OPEN, &id, 1, took_transfer, &request->load));
}

static unsigned not_there(struct request *request, const char *problem)
{
	struct app *app = request->view->app;
	const char *dropped = app_unexpect(app, request);

	if (strcmp(problem, "check") == 0)
		app_say(app, SAY_ERROR, _("%s is no such code: misread or mistyped."),
			request->code);
	else if (problem[0] == '\0')
		app_say(app, SAY_ERROR, "%s", _("Your role does not see what is to be approved."));
	else
		app_say(app, SAY_ERROR, _("There is no request %s in your offices."),
			request->code);
	app_say_more(app, dropped);
	return app_front(app) == request->view ? EFFECT_CLOSE : EFFECT_REDRAW;
}

static unsigned found(void *who, const struct answer *answer)
{
	struct request *request = of_load(who);

	if (!load_took(&request->load, answer))
		return EFFECT_REDRAW;
	if (rows_count(answer->rows) == 0 || !rows_field_is_null(answer->rows, 0, "problem"))
		return not_there(request, rows_field(answer->rows, 0, "problem"));
	text_copy(request->id, sizeof request->id, rows_field(answer->rows, 0, "id"));
	text_copy(request->code, sizeof request->code, rows_field(answer->rows, 0, "code"));
	request->view->loaded = false;
	ask(request);
	return EFFECT_REDRAW;
}

static void load(struct view *view)
{
	struct request *request = view->state;
	const struct param code = param_text(request->code);

	app_forget(view->app, &request->load); /* and no question that she is asked */
	view->news = false;
	load_begin(&request->load, view);
	if (request->id[0] != '\0')
		ask(request);
	else
		load_asked(&request->load,
			app_ask(view->app, Q_APPROVAL_FIND, &code, 1, found, &request->load));
}

/* ---- the view ------------------------------------------------------------------------------ */

static int open(struct view *view, const struct call *call)
{
	struct request *request = view->state;

	if (call == NULL || call->value[0] == NULL) {
		app_say(view->app, SAY_ERROR, "%s",
			_("Which request? Give its code, TR-....; 6 lists them."));
		return -1;
	}
	request->view = view;
	text_copy(request->code, sizeof request->code, call->value[0]);
	opening_init(&request->opening, view, opened, request);
	request->opening.gone = gone;
	return 0;
}

static void close(struct view *view)
{
	struct request *request = view->state;

	app_forget(view->app, request);
	app_forget(view->app, &request->load);
	lacking_drop(&request->lacking);
	request->taking = false;
	opening_done(&request->opening);
	rows_unref(request->rows);
	rows_unref(request->transfer);
	json_done(&request->content);
	json_done(&request->first);
	json_done(&request->votes);
	json_done(&request->steps);
	json_done(&request->askers);
	json_done(&request->refused);
	json_done(&request->read);
	paper_done(&request->paper);
}

static size_t put_away(struct view *view, unsigned char *plain, size_t room)
{
	struct request *request = view->state;

	(void)plain, (void)room;
	(void)app_unexpect(view->app, request);
	opening_lost(&request->opening);
	lacking_drop(&request->lacking);
	request->taking = request->signing = false;
	request->wanted = 0;
	gone(request);
	return 0;
}

static unsigned take_back(struct view *view, const unsigned char *plain, size_t length)
{
	struct request *request = view->state;

	(void)plain, (void)length;
	return request->rows != NULL ? open_what_is_new(request, false) : EFFECT_NONE;
}

static unsigned key(struct view *view, const struct input_event *event)
{
	struct request *request = view->state;
	unsigned effects = EFFECT_IGNORED;

	/* Letters come here by their verbs. */
	if (request->rows == NULL && !app_veiled(view->app) && request_is_answer(event->key)) {
		app_hold(view->app, request_went_back, request, event);
		return EFFECT_REDRAW;
	}
	if (request->rows != NULL && !app_veiled(view->app))
		effects = layout_to_latin(event->key) == 'o' || event->key == INPUT_ENTER ?
			request_open_sealed(request) :
			request_obey(request, event->key);
	if (effects != EFFECT_IGNORED)
		return effects;
	return paper_move(&request->paper, event) ? EFFECT_REDRAW : EFFECT_IGNORED;
}

static void where(const struct view *view, char *text, size_t size)
{
	text_copy(text, size, ((const struct request *)view->state)->code);
}

static void status(const struct view *view, char *text, size_t size)
{
	const struct request *request = view->state;
	char bar[200] = "", more[64];

	if (request->rows != NULL)
		request_bar(request, bar, sizeof bar);
	request_more(request, more, sizeof more);
	if (request->rows == NULL || app_veiled(view->app))
		text_copy(text, size, load_words(view));
	else if (request_may_take(request))
		snprintf(text, size, "%s", _(":receive takes the file, after looking who sent it"));
	else if (bar[0] != '\0')
		snprintf(text, size, "%s%s", bar, load_words(view));
	else if (request_has_more(request))
		snprintf(text, size, _("READ ON: %s, then v . x refuse . b ask back%s"), more,
			load_words(view));
	else
		snprintf(text, size, _("v approve (type %s) . x refuse . b ask back . d pass on%s"),
			request->code + strlen(request->code) - 4, load_words(view));
}

/* The case, for `w`, and Enter at the prompt. */
static size_t targets(const struct view *view, struct target *targets, size_t n)
{
	const struct request *request = view->state;

	if (n == 0 || request->rows == NULL || request_field(request, "case_id")[0] == '\0' ||
		app_veiled(view->app))
		return 0;
	targets[0] = (struct target){ .version = 0 };
	text_copy(targets[0].id, sizeof targets[0].id, request_field(request, "case_id"));
	text_copy(targets[0].code, sizeof targets[0].code, request_field(request, "case_code"));
	return 1;
}

/* What can be answered, and how, stands above them. */
static const char *const hints[] = { "wake", "veil", "back", "help", NULL };

const struct screen screen_approval = {
	.name = "approval",
	.title = N_("Approvals"),
	.help = N_(
		"All of one request: what is asked, what is sealed of it, what is MISSING, what "
		"has changed since, who has answered. What is signed is the text that stands "
		"here; v approves it, with your own keys, and wants the last four of its code, "
		"once all of it was on the screen. "
		"x refuses, b asks back, d passes it on, w shows who can be called. Whoever asked "
		"has :withdraw and :ask-again; who gets a file has :receive."),
	.hints = hints,
	.topics = TOPIC_CASE,
	.size = sizeof(struct request),
	.one = true,
	.open = open,
	.close = close,
	.load = load,
	.draw = request_draw,
	.key = key,
	.where = where,
	.status = status,
	.targets = targets,
	.put_away = put_away,
	.take_back = take_back,
	.due = load_due,
	.tick = load_tick,
};
