/* Verbs by which we hear of somebody. */
#include <stdio.h>
#include <string.h>

#include "tui/app/app.h"
#include "tui/app/choose.h"
#include "tui/intl.h"
#include "tui/verbs/contact.h"

/* `+`: what it was, in one key. */
static const struct {
	char letter;
	const char *word, *label;
} calls[] = {
	{ 'c', "case", N_("case: write it down") },
	{ 'b', "batch", N_("batch: many at once, a raid or a push-back") },
	{ 'i', "information", N_("information: they asked, we told") },
	{ 'w', "wrong-number", N_("wrong number") },
	{ 's', "silent", N_("silent: nobody spoke") },
	{ 'x', "spam", N_("spam or abuse") },
	{ 'u', "update", N_("update: about a case that we have") },
	{ 'l', "call-back", N_("later: somebody has to call back") },
};
enum { CALLS = sizeof calls / sizeof *calls };

static const char *const call_words[] = { "case", "batch", "information", "wrong-number", "spam",
	"silent", "update", "call-back", NULL };

static unsigned chosen(void *who, const char *value)
{
	struct app *app = who;
	char line[64];

	if (value == NULL)
		return EFFECT_REDRAW;
	snprintf(line, sizeof line, "new %s", value);
	return app_command(app, line);
}

static unsigned choose(struct call *call)
{
	struct choice choices[CALLS] = { { 0 } };

	for (size_t i = 0; i < CALLS; i++) {
		choices[i].letter = calls[i].letter;
		choices[i].preset = i == 0;
		text_copy(choices[i].value, sizeof choices[i].value, calls[i].word);
		text_copy(choices[i].label, sizeof choices[i].label, _(calls[i].label));
	}
	app_choose(call->app, _("What was the call?"), NULL, choices, CALLS, chosen, call->app);
	return EFFECT_REDRAW;
}

/* Nobody types a call into a form that is refused when it is saved. */
static unsigned new_call(struct call *call)
{
	if (app_bar(call->app, call->verb) == BAR_ROLE) {
		app_say(call->app, SAY_WARN, "%s", _("Your role takes no calls."));
		return EFFECT_REDRAW;
	}
	if (call->value[0] == NULL)
		return choose(call);
	if (strcmp(call->value[0], "case") == 0)
		return app_open(call->app, screen_find("edit"), call);
	if (strcmp(call->value[0], "batch") == 0)
		return app_command(call->app, "batch");
	return contact_keep(call);
}

static unsigned call_again(struct call *call)
{
	return app_open(call->app, screen_find("edit"), call);
}

static unsigned contact(struct call *call)
{
	if (call->value[0] != NULL)
		return contact_keep(call);
	app_exit_code(call->app, EXIT_USAGE);
	app_say(call->app, SAY_ERROR, "%s",
		_("contact: information, wrong-number, spam, silent, update or call-back?"));
	return EFFECT_REDRAW;
}

/* Whose telephone it was, and in which language: the same words for a case and for what is none. */
#define ARGUMENT_OFFICE \
	{ \
		.name = "office", .help = N_("three letters; none: your own") \
	}
#define ARGUMENT_LANGUAGE \
	{ \
		.name = "language", .help = N_("two letters, such as lo") \
	}

const struct verb intake_verbs[] = {
	{ .name = "new",
		.key = "+",
		.flags = VERB_CHANGES | VERB_WORKS,
		.arguments = { { .name = "what",
				       .kind = ARGUMENT_CHOICE,
				       .choices = call_words,
				       .help = N_("case, or what it was that is none") },
			ARGUMENT_OFFICE, ARGUMENT_LANGUAGE },
		.help = N_("Take a call: write down a case, or count what is none"),
		.hint = N_("new call"),
		.act = new_call },
	{ .name = "new-call",
		.key = "F2",
		.flags = VERB_CHANGES | VERB_WORKS | VERB_HIDDEN,
		.help = N_("Take a call while a form is open, which stays below it"),
		.act = new_call },
	{ .name = "call",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.help = N_("Write down another call about the case"),
		.act = call_again },
	{ .name = "contact",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { { .name = "kind",
				       .kind = ARGUMENT_CHOICE,
				       .choices = contact_words,
				       .required = true,
				       .help = N_(
					       "information, wrong-number, spam, silent, update, "
					       "call-back") },
			ARGUMENT_OFFICE, ARGUMENT_LANGUAGE,
			[CONTACT_KEY] = { .name = "key",
				.help = N_("a UUID of yours: by one it is counted once") } },
		.help = N_("Count a call that is no case; of a code: it was about that case"),
		.act = contact },
	{ 0 },
};
