/* Many people at once: counted in a form, or from a shell; split out into cases; closed. */
#include <string.h>

#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/verbs/batch_shell.h"

static unsigned batch(struct call *call)
{
	const char *what = call->value[BATCH_WHAT], *counts = call->value[BATCH_COUNTS];
	const bool edits = counts != NULL && strcmp(counts, "edit") == 0;
	const bool fresh = what == NULL || batch_is_kind(what);

	if (app_is_shell(call->app))
		return fresh || counts != NULL ? batch_count(call) : batch_show(call);
	if (app_bar(call->app, call->verb) == BAR_ROLE) {
		app_say(call->app, SAY_WARN, "%s", _("Your role counts nobody who came at once."));
		return EFFECT_REDRAW;
	}
	return app_open(call->app, screen_find(fresh || edits ? "edit" : "batch"), call);
}

/* Without a code: of those that have the cursor. */
static unsigned of_them(struct call *call, int letter)
{
	const struct input_event event = { .key = letter, .raw = "" };
	unsigned effects = EFFECT_IGNORED;

	if (call->value[0] == NULL && call->view != NULL && call->view->screen->key != NULL)
		effects = call->view->screen->key(call->view, &event);
	return effects & EFFECT_IGNORED ? app_open(call->app, screen_find("batch"), call) : effects;
}

static unsigned split(struct call *call)
{
	return of_them(call, 'S');
}

static unsigned close_them(struct call *call)
{
	if (app_is_shell(call->app) || call->value[BATCH_REASON] != NULL)
		return batch_close(call);
	return of_them(call, 'X');
}

/* The words of app.batch_reason. */
static const char *const reasons[] = { "spoken to all", "handed on", "gone", "counted twice",
	NULL };

const struct verb batch_verbs[] = {
	{ .name = "batch",
		.flags = VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { [BATCH_WHAT] = { .name = "what",
				       .help = N_("raid, push-back or handover; or BT-....") },
			[BATCH_COUNTS] = { .name = "counts",
				.kind = ARGUMENT_REST,
				.help = N_("MM girls 4 LA men 31; none: on standard input") },
			[BATCH_OFFICE] = { .name = "office",
				.help = N_("three letters; none: your own") },
			[BATCH_AT] = { .name = "at", .help = N_("when they came; none: now") },
			[BATCH_PLACE] = { .name = "place", .help = N_("where they are, PL-....") },
			[BATCH_KEY] = { .name = "key",
				.help = N_("a UUID of yours: by one they are counted once") } },
		.help = N_("Count people who came at once, in a raid or a push-back"),
		.act = batch },
	{ .name = "split",
		.key = "S",
		.flags = VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.arguments = { { .name = "code", .help = N_("BT-....") },
			{ .name = "nationality", .help = N_("two letters, such as MM") },
			{ .name = "group", .help = N_("men, women, boys, girls or other") } },
		.help = N_("Split one of many out: write down her case"),
		.hint = N_("split out"),
		.act = split },
	{ .name = "close",
		.key = "X",
		.flags = VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { [BATCH_CODE] = { .name = "code", .help = N_("BT-....") },
			[BATCH_REASON] = { .name = "reason",
				.kind = ARGUMENT_CHOICE,
				.choices = reasons,
				.help = N_("spoken to all, handed on, gone or counted twice") } },
		.help = N_("Close many who came at once: nobody else is split out"),
		.hint = N_("close"),
		.act = close_them },
	{ 0 },
};
