/* Verbs about what is sealed of a case. */
#include <string.h>

#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/sheets/sheet.h"
#include "tui/term/input.h"

static const char *const kinds[] = { "identity", "family", "address", "circumstances", "health",
	NULL };

static const char *const from[] = { "take", NULL };

/* Screens where `o` and `e`, without a code, are about what has the focus. */
static const struct {
	const char *name;
	bool opens;
} of_focus[] = { { "identity", true }, { "place", true }, { "places", true }, { "case", false },
	{ "batch", false } };

static bool is_there(const struct call *call, bool opening)
{
	if (call->code_count > 0 || call->value[0] != NULL || call->view == NULL)
		return false;
	for (size_t i = 0; i < sizeof of_focus / sizeof *of_focus; i++)
		if (call->view->screen == screen_find(of_focus[i].name))
			return of_focus[i].opens || !opening;
	return false;
}

static unsigned press(struct call *call, int key)
{
	const struct input_event event = { .key = key, .raw = "" };

	return call->view->screen->key(call->view, &event);
}

static unsigned identity(struct call *call)
{
	return is_there(call, true) ? press(call, 'o') :
				      app_open(call->app, screen_find("identity"), call);
}

static unsigned edit(struct call *call)
{
	bool bare = strcmp(call->verb->name, "edit") == 0 && is_there(call, false);
	unsigned effects = bare ? press(call, 'e') : EFFECT_IGNORED;

	if (effects != EFFECT_IGNORED)
		return effects;
	return app_open(call->app, screen_find("edit"), call);
}

const struct verb identity_verbs[] = {
	{ .name = "identity",
		.key = "o",
		.flags = VERB_CASE | VERB_OPENS,
		.arguments = { { .name = "what",
			.kind = ARGUMENT_CHOICE,
			.choices = kinds,
			.help = N_("identity, family, address, circumstances or health") } },
		.help = N_("Open who she is, for a reason that is kept, for a minute"),
		.hint = N_("identity"),
		.act = identity },
	{ .name = "edit",
		.key = "e",
		.flags = VERB_CASE | VERB_CHANGES | VERB_OPENS,
		.arguments = { { .name = "what",
			.kind = ARGUMENT_CHOICE,
			.choices = kinds,
			.help = N_("identity, family, address, circumstances or health") } },
		.help = N_("Write what is sealed of the case"),
		.hint = N_("edit"),
		.act = edit },
	{ .name = "note",
		.key = "n",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.help = N_("Write a note about the case; it is sealed"),
		.hint = N_("note"),
		.act = edit },
	{ .name = "screening",
		.key = "s",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.help = N_("Enter an interview: is she trafficked?"),
		.hint = N_("screening"),
		.act = edit },
	{ .name = "status",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.help = N_("Enter who decided whether she was trafficked"),
		.act = edit },
	{ .name = "assess",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.help = N_("Assess the danger to her, her household or her village"),
		.act = edit },
	{ .name = "afraid",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.help = N_("Enter whether she is afraid to return, as she was asked"),
		.act = edit },
	{ .name = "wish",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.help = N_("Enter what she herself wants, as she was asked"),
		.act = edit },
	{ .name = "guardian",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.help = N_("Enter who decides with a child, cleared or not"),
		.act = edit },
	{ .name = "interest",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.help = N_("Enter what was decided to be best for a child"),
		.act = edit },
	{ .name = "transfer",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.help = N_("Ask that she is brought to another place, or her file sent"),
		.act = edit },
	{ .name = "plan",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.help = N_("Enter what is planned with her"),
		.act = edit },
	{ .name = "need",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.help = N_("Enter what she needs, from whom, and what comes of it"),
		.act = edit },
	{ .name = "legal",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.help = N_("Enter what is done to her by the law, or what she does by it"),
		.act = edit },
	{ .name = "referral",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.help = N_("Enter who sent her, or to whom she is referred"),
		.act = edit },
	{ .name = "disclosure",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.help = N_("Enter that a court or an authority asks for the file"),
		.act = edit },
	{ .name = "consent",
		.key = "c",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.help = N_("Enter what she agreed to, refused or took back"),
		.hint = N_("consent"),
		.act = edit },
	{ .name = "journey",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.help = N_("Enter a step of how she was taken"),
		.act = edit },
	{ .name = "draft",
		.flags = VERB_CHANGES | VERB_OPENS,
		.arguments = { { .name = "from",
			.kind = ARGUMENT_CHOICE,
			.choices = from,
			.help = N_(
				"take: what another console of yours has open is yours here") } },
		.help = N_("Go on with what was typed and not saved"),
		.act = edit },
	{ 0 },
};
