/* Verbs that say which cases belong together. The other case is named by its code, by a mark, or by
 * two marks, which are linked with each other. */
#include <string.h>

#include "tui/app/app.h"
#include "tui/app/job.h"
#include "tui/intl.h"
#include "tui/widgets/list.h"
#include "tui/widgets/listing.h"
#include "tui/widgets/window.h"

enum { LINK_AS, LINK_TO }; /* by place in the verb's row */

/* The row with the cursor, which a mark elsewhere does not make a target. */
static bool focused(struct view *view, struct target *target)
{
	const struct listing *listing =
		view->screen->listing != NULL ? view->screen->listing(view) : NULL;
	const struct list_item *item = listing != NULL && listing->window != NULL ?
		list_focused(listing->window->list) :
		NULL;

	if (item == NULL)
		return false;
	memset(target, 0, sizeof *target);
	memcpy(target->code, item->code, sizeof target->code);
	return target->code[0] != '\0';
}

/* Which two are meant where none is named; false, after saying so: it cannot be known. */
static bool choose_pair(struct call *call, struct target *pair)
{
	struct view *view = call->view;
	size_t count = view != NULL && view->screen->targets != NULL ?
		view->screen->targets(view, pair, 2) :
		0;
	bool marked = count > 0 && pair[0].marked;

	if (count == 1 && marked && focused(view, &pair[1]) &&
		strcmp(pair[0].code, pair[1].code) != 0)
		count = 2;
	if (count > 2) {
		app_say(call->app, SAY_WARN, "%s",
			_("Mark two cases to link them, or one and put the cursor on the other."));
		return false;
	}
	if (count == 2) {
		call->codes[call->code_count++] = pair[1].code;
		call->value[LINK_TO] = pair[0].code;
	}
	return true;
}

static unsigned link_cases(struct call *call)
{
	static const struct job_kind kind = { .query = Q_CASE_LINK,
		.value_count = 2,
		.values = { { .title = N_("How do they belong together?") },
			{ .title = N_("With which case? Type its code."),
				.choices = JOB_CHOICES_CODE } },
		.done = N_("linked, %s: %s"),
		.order = N_("link, %s"),
		.question = N_("Link %s as %s?") };
	struct target pair[2];

	if (call->value[LINK_TO] == NULL && call->code_count == 0 && !choose_pair(call, pair))
		return EFFECT_REDRAW;
	/* `link HW-B` with the cursor on HW-A; `link HW-A HW-B`. */
	if (call->value[LINK_TO] == NULL && !call->input &&
		call->code_count > (app_is_shell(call->app) ? 1 : 0))
		call->value[LINK_TO] = call->codes[--call->code_count];
	return job_start(call, &kind);
}

static unsigned unlink_cases(struct call *call)
{
	static const struct job_kind kind = { .query = Q_CASE_UNLINK,
		.value_count = 1,
		.values = { { .title = N_("Which link is to go?"),
			.choices = JOB_CHOICES_QUERY,
			.query = Q_UNLINK_CHOICES } },
		.done = N_("no longer linked with %s"),
		.order = N_("take away the link with %s"),
		.question = N_("Take from %s the link with %s?") };

	if (call->value[0] == NULL && !call->input &&
		call->code_count > (app_is_shell(call->app) ? 1 : 0))
		call->value[0] = call->codes[--call->code_count];
	return job_start(call, &kind);
}

static const char *const kinds[] = { "possible duplicate", "same person", "same place", "family",
	NULL };

const struct verb link_verbs[] = {
	{ .name = "link",
		.key = "i",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { [LINK_AS] = { .name = "as",
				       .kind = ARGUMENT_CHOICE,
				       .choices = kinds,
				       .required = true,
				       .help = N_("possible duplicate, same person, same place or "
						  "family") },
			[LINK_TO] = { .name = "to",
				.required = true,
				.help = N_("code of the other case; none: the last code") } },
		.help = N_("Link the case with another one; both show it"),
		.hint = N_("link"),
		.act = link_cases },
	{ .name = "unlink",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { { .name = "to",
			.required = true,
			.help = N_("code of the other case; none: the last code") } },
		.help = N_("Take the link with another case away"),
		.act = unlink_cases },
	{ 0 }
};
