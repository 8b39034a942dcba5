/* Verbs about whom one can call, and of whom to beware. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/uuid.h"
#include "tui/app/app.h"
#include "tui/app/choose.h"
#include "tui/app/job.h"
#include "tui/app/lost.h"
#include "tui/intl.h"
#include "tui/sheets/party.h"
#include "tui/term/input.h"
#include "tui/verbs/party_print.h"

/* As api.party_new() knows them. */
static const char *const kinds[] = { "interpreter", "police liaison", "doctor", "driver", "lawyer",
	"embassy", "organisation", "official", "area", NULL };

/* ---- a new one --------------------------------------------------------------------------- */

struct newcomer {
	struct app *app;
	char key[UUID_TEXT], id[UUID_TEXT], kind[32];
	bool unsure; /* it may be kept: see lost.h */
};

static unsigned end(struct newcomer *newcomer)
{
	app_forget(newcomer->app, newcomer);
	free(newcomer);
	return EFFECT_REDRAW;
}

/* Its name and telephone come next. */
static unsigned write_it(struct newcomer *newcomer)
{
	const struct call call = { .app = newcomer->app,
		.view = app_front(newcomer->app),
		.verb = verb_find("party", strlen("party"), NULL),
		.value = { newcomer->id, "edit" } };
	unsigned effects = app_open(newcomer->app, screen_find("edit"), &call);

	return effects | end(newcomer);
}

static void send(void *who);

static unsigned kept(void *who, const struct answer *answer)
{
	struct newcomer *newcomer = who;
	char text[LOST_WORDS];

	if (lost_answer(newcomer->app, answer, &newcomer->unsure, send, newcomer))
		return EFFECT_REDRAW;
	if (answer->err == 0 && rows_field_is_null(answer->rows, 0, "refusal"))
		return write_it(newcomer);
	if (answer->err != 0)
		lost_words(text, newcomer->app, answer, newcomer->unsure);
	else
		snprintf(text, sizeof text, _("Not saved. %s"),
			intl_word(rows_field(answer->rows, 0, "message")));
	app_say(newcomer->app, SAY_WARN, "%s", text);
	return end(newcomer);
}

static void send(void *who)
{
	struct newcomer *newcomer = who;
	const struct param params[] = { param_text(newcomer->key), param_text(newcomer->id),
		param_text(newcomer->kind) };

	if (app_change(newcomer->app, Q_PARTY_NEW, params, 3, kept, newcomer) == 0)
		return;
	app_say(newcomer->app, SAY_ERROR, "%s", _("No memory left."));
	end(newcomer);
}

static unsigned chosen(void *who, const char *kind)
{
	struct newcomer *newcomer = who;

	if (kind == NULL)
		return end(newcomer);
	text_copy(newcomer->kind, sizeof newcomer->kind, kind);
	send(newcomer);
	return EFFECT_REDRAW;
}

static unsigned new_party(struct call *call)
{
	struct choice choices[sizeof kinds / sizeof *kinds] = { 0 };
	struct newcomer *newcomer = calloc(1, sizeof *newcomer);
	size_t count = 0;

	if (newcomer == NULL || uuid_make(newcomer->key) != 0 || uuid_make(newcomer->id) != 0) {
		free(newcomer);
		app_say(call->app, SAY_ERROR, "%s", _("No memory left."));
		return EFFECT_REDRAW;
	}
	newcomer->app = call->app;
	if (call->value[0] != NULL)
		return chosen(newcomer, call->value[0]);
	for (; kinds[count] != NULL; count++) {
		text_copy(choices[count].value, sizeof choices[count].value, kinds[count]);
		text_copy(choices[count].label, sizeof choices[count].label,
			party_kind(kinds[count]));
	}
	app_choose(call->app, _("Whom do we know? What it is stays so."), NULL, choices, count,
		chosen, newcomer);
	return EFFECT_REDRAW;
}

/* ---- those that are there ---------------------------------------------------------------- */

static unsigned party(struct call *call)
{
	return app_open(call->app, screen_find(call->value[1] != NULL ? "edit" : "party"), call);
}

/* Without a code: about the one that has the cursor. */
static unsigned danger(struct call *call)
{
	const struct input_event event = { .key = 'D', .raw = "" };
	unsigned effects = EFFECT_IGNORED;

	if (call->value[0] == NULL && call->view != NULL && call->view->screen->key != NULL)
		effects = call->view->screen->key(call->view, &event);
	return effects & EFFECT_IGNORED ? app_open(call->app, screen_find("edit"), call) : effects;
}

static unsigned open_screen(struct call *call)
{
	return app_open(call->app, screen_find(call->verb->name), call);
}

static unsigned wake(struct call *call)
{
	return app_is_shell(call->app) ? party_print_wake(call) : open_screen(call);
}

/* Once more than the screen does: by a code, for many cases, from a shell. */
static unsigned tried(struct call *call)
{
	static const struct job_kind kind = { .query = Q_CASE_TRIED,
		.value_count = 3,
		.values = { { .title = N_("Who was called? Type the code, PA-...."),
				    .choices = JOB_CHOICES_CODE },
			{ .title = N_("What came of it?") }, { .only_for = "" } },
		.done = N_("called %s: %s"),
		.order = N_("called: %s"),
		.question = N_("Write down for %s that %s was called?") };

	return job_start(call, &kind);
}

static const char *const results[] = { "answered", "no answer", "wrong number", NULL };
static const char *const edit_words[] = { "edit", NULL };

const struct verb party_verbs[] = {
	{ .name = "wake",
		.key = "w",
		.flags = VERB_CASE | VERB_WORKS | VERB_SHELL,
		.arguments = { { .name = "language",
			.help = N_("two letters, such as lo; none: the case's") } },
		.help = N_("Show who can be called now for the case"),
		.hint = N_("who to call"),
		.act = wake },
	{ .name = "tried",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { { .name = "whom", .required = true, .help = N_("PA-....") },
			{ .name = "result",
				.kind = ARGUMENT_CHOICE,
				.choices = results,
				.required = true,
				.help = N_("answered, no answer or wrong number") },
			{ .name = "danger",
				.kind = ARGUMENT_WORDS,
				.help = N_("what was done about one: no name and no place") } },
		.help = N_("Write down that you tried to reach somebody for the case"),
		.act = tried },
	{ .name = "parties",
		.key = "W",
		.arguments = { { .name = "filter",
			.kind = ARGUMENT_REST,
			.help = N_("what the rows must hold") } },
		.help = N_("Show whom we can call, and of whom we have to beware"),
		.act = open_screen },
	{ .name = "referrals",
		.arguments = { { .name = "filter",
			.kind = ARGUMENT_REST,
			.help = N_("what the rows must hold") } },
		.help = N_("Show who was referred to us and by us, and what waits for an answer"),
		.act = open_screen },
	{ .name = "party",
		.arguments = { { .name = "code", .required = true, .help = N_("PA-....") },
			{ .name = "edit",
				.kind = ARGUMENT_CHOICE,
				.choices = edit_words,
				.help = N_("edit: its name and telephone") } },
		.help = N_("Open one of them by its code"),
		.act = party },
	{ .name = "new-number",
		.flags = VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.arguments = { { .name = "kind",
			.kind = ARGUMENT_CHOICE,
			.choices = kinds,
			.help = N_("interpreter, police liaison, doctor, driver ...") } },
		.help = N_("Write down somebody new whom we can call"),
		.act = new_party },
	{ .name = "danger",
		.key = "D",
		.flags = VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.arguments = { { .name = "code", .help = N_("PA-.... or PL-....") },
			{ .name = "note", .help = N_("the number of one that is there") } },
		.help = N_("Write a danger note about an organisation, an official, an area"),
		.hint = N_("danger"),
		.act = danger },
	{ .name = "danger",
		.flags = VERB_SHELL | VERB_ONLY_SHELL,
		.arguments = { { .name = "code",
			.required = true,
			.help = N_("PA-.... or PL-....") } },
		.help = N_("Print the danger notes about one of them, as far as told in clear"),
		.act = party_print_dangers },
	{ 0 },
};
