/* Verbs that change a case. Each is one row here and one function in sql/api; what is allowed,
 * and why not, is the database's to say. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/app/job.h"
#include "tui/term/input.h"

/* The cursor may be on what is no case: its screen knows what to take there. */
static unsigned take_there(struct call *call)
{
	static const struct input_event key = { .key = 't', .raw = "" };
	const struct screen *screen = call->view != NULL ? call->view->screen : NULL;

	if (screen == NULL || screen->targets == NULL || screen->key == NULL ||
		call->code_count > 0 || screen->targets(call->view, NULL, 0) > 0)
		return EFFECT_IGNORED;
	return screen->key(call->view, &key);
}

static unsigned take(struct call *call)
{
	static const struct job_kind kind = { .query = Q_CASE_TAKE,
		.done = N_("taken"),
		.order = N_("take"),
		.consequence = N_("Whoever answers for one now is told that you took it."),
		.question = N_("Take %s?") };

	unsigned effects = take_there(call);

	return effects & EFFECT_IGNORED ? job_start(call, &kind) : effects;
}

static unsigned assign(struct call *call)
{
	static const struct job_kind kind = { .query = Q_CASE_ASSIGN,
		.value_count = 1,
		.values = { { .title = N_("Who is responsible from now on?"),
			.choices = JOB_CHOICES_STAFF } },
		.done = N_("given to %s"),
		.order = N_("give to %s"),
		.consequence = N_("All of them lie in that inbox until they are opened; whoever "
				  "answers for one now is told."),
		.question = N_("Give %s to %s?"),
		.confirm = true };

	return job_start(call, &kind);
}

static unsigned priority(struct call *call)
{
	static const struct job_kind kind = { .query = Q_CASE_PRIORITY,
		.value_count = 1,
		.values = { { .title = N_("How urgent?") } },
		.done = N_("priority %s"),
		.order = N_("set to %s"),
		.question = N_("Set the priority of %s to %s?") };

	return job_start(call, &kind);
}

static unsigned move(struct call *call)
{
	static const struct job_kind kind = { .query = Q_CASE_MOVE,
		.value_count = 2,
		.values = { { .title = N_("Which stage?"), .choices = JOB_CHOICES_VERB },
			{ .title = N_("Why is it closed?"),
				.choices = JOB_CHOICES_REASON,
				.only_for = "closed" } },
		.done = N_("moved to %s"),
		.order = N_("move to %s"),
		.consequence = N_("Each goes only where its own stage allows it; what is closed "
				  "leaves the board."),
		.question = N_("Move %s to %s?") };

	return job_start(call, &kind);
}

static unsigned risk(struct call *call)
{
	static const struct job_kind kind = { .query = Q_CASE_RISK,
		.value_count = 1,
		.values = { { .title = N_("How great is the danger to her?") } },
		.done = N_("risk %s"),
		.order = N_("set to %s"),
		.question = N_("Set the risk of %s to %s?") };

	return job_start(call, &kind);
}

static unsigned flag(struct call *call)
{
	static const struct job_kind kind = { .query = Q_CASE_FLAG,
		.value_count = 1,
		.values = { { .title = N_("Which flag? \"no\" takes it away"),
			.choices = JOB_CHOICES_VERB } },
		.done = N_("flag: %s"),
		.order = N_("flag: %s"),
		.question = N_("Flag %s: %s?") };

	return job_start(call, &kind);
}

/* How many; 0: a word is no number, or they are too many. */
static size_t read_events(const char *text, int64_t *events)
{
	size_t count = 0;
	char *end;

	for (text += strspn(text, " "); *text != '\0'; text = end + strspn(end, " ")) {
		int64_t event = strtoll(text, &end, 10);

		if (event <= 0 || (*end != ' ' && *end != '\0') || count == APP_AT_ONCE)
			return 0;
		events[count++] = event;
	}
	return count;
}

static unsigned undo(struct call *call)
{
	int64_t events[APP_AT_ONCE] = { 0 };
	size_t count = 1;
	const char *what = "";

	for (size_t i = 0; call->input && i < call->code_count; i++)
		events[i] = strtoll(call->codes[i], NULL, 10);
	if (call->value[0] != NULL) {
		count = read_events(call->value[0], events);
		what = count == 1 ? call->value[0] : "";
	} else if (call->input) {
		count = call->code_count;
	} else if (!app_is_shell(call->app)) {
		count = app_last_done(call->app, events, APP_AT_ONCE, &what);
	}
	if (count == 0 && call->value[0] != NULL) {
		app_exit_code(call->app, EXIT_USAGE);
		app_say(call->app, SAY_ERROR,
			_("undo: the number that was printed with the change is needed."));
	} else if (count == 0) {
		app_say(call->app, SAY_INFO, _("Nothing to take back."));
	} else {
		return job_undo(call->app, events, count, what);
	}
	return EFFECT_REDRAW;
}

static const char *const priorities[] = { "urgent", "high", "normal", NULL };
static const char *const risks[] = { "low", "medium", "high", NULL };

const struct verb case_verbs[] = {
	{ .name = "take",
		.key = "t",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.help = N_("Become responsible for the case"),
		.hint = N_("take"),
		.act = take },
	{ .name = "assign",
		.key = "a",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { { .name = "to",
			.kind = ARGUMENT_STAFF,
			.required = true,
			.help = N_("login of the person") } },
		.help = N_("Give the case to somebody, after asking once more"),
		.hint = N_("assign"),
		.act = assign },
	{ .name = "priority",
		.key = "p",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { { .name = "to",
			.kind = ARGUMENT_CHOICE,
			.choices = priorities,
			.required = true,
			.help = N_("urgent, high or normal") } },
		.help = N_("Set how urgent the case is"),
		.hint = N_("priority"),
		.act = priority },
	{ .name = "move",
		.key = "m",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { { .name = "to",
				       .kind = ARGUMENT_STAGE,
				       .required = true,
				       .help = N_("name of the stage") },
			{ .name = "reason",
				.kind = ARGUMENT_WORDS,
				.help = N_("why it is closed; only for `closed`") } },
		.help = N_("Move the case to another stage, as far as the rules allow"),
		.hint = N_("move"),
		.act = move },
	{ .name = "risk",
		.key = "r",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { { .name = "to",
			.kind = ARGUMENT_CHOICE,
			.choices = risks,
			.required = true,
			.help = N_("low, medium or high") } },
		.help = N_("Say how great the danger to her is; assess writes down why"),
		.hint = N_("risk"),
		.act = risk },
	{ .name = "flag",
		.key = "f",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { { .name = "to",
			.kind = ARGUMENT_WORDS,
			.required = true,
			.help = N_("danger now, detained ...; \"no danger now\" takes it away") } },
		.help = N_("Put a flag on the case, or take it away"),
		.hint = N_("flag"),
		.act = flag },
	{ .name = "undo",
		.key = "u",
		.flags = VERB_CHANGES | VERB_WORKS | VERB_SHELL | VERB_EVENTS,
		.arguments = { { .name = "events",
			.kind = ARGUMENT_REST,
			.help = N_("numbers of changes; none: the latest (of this session, in the "
				   "console)") } },
		.help = N_("Take back what you did last, for 10 minutes; of many cases all"),
		.hint = N_("undo"),
		.act = undo },
	{ 0 },
};
