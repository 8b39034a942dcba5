/* Verbs that change a case. Each is one row here and one function in sql/api; what is allowed,
 * and why not, is the database's to say. */
#include <inttypes.h>
#include <stdlib.h>

#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/app/job.h"

static unsigned take(struct call *call)
{
	static const struct job_kind kind = { .query = Q_CASE_TAKE,
		.done = N_("taken"),
		.order = N_("take"),
		.question = N_("Take %s?") };

	return job_start(call, &kind);
}

static unsigned assign(struct call *call)
{
	static const struct job_kind kind = { .query = Q_CASE_ASSIGN,
		.value_count = 1,
		.values = { { .title = N_("Who is responsible from now on?"),
			.choices = JOB_CHOICES_STAFF } },
		.done = N_("given to %s"),
		.order = N_("give to %s"),
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
		.values = { { .title = N_("Which stage?"), .choices = JOB_CHOICES_MOVE },
			{ .title = N_("Why is it closed?"), .choices = JOB_CHOICES_REASON,
				.only_for = "closed" } },
		.done = N_("moved to %s"),
		.order = N_("move to %s"),
		.question = N_("Move %s to %s?") };

	return job_start(call, &kind);
}

static unsigned undo(struct call *call)
{
	int64_t event_id = 0;
	const char *what = "";

	if (call->value[0] != NULL) {
		char *end;

		event_id = strtoll(call->value[0], &end, 10);
		if (event_id <= 0 || *end != '\0') {
			app_exit_code(call->app, EXIT_USAGE);
			app_say(call->app, SAY_ERROR,
				_("undo: the number that was printed with the change is needed."));
			return EFFECT_REDRAW;
		}
		what = call->value[0];
	} else if (!app_is_shell(call->app) && !app_last_done(call->app, &event_id, &what)) {
		app_say(call->app, SAY_INFO, _("Nothing to take back."));
		return EFFECT_REDRAW;
	}
	return job_undo(call->app, event_id, what);
}

static const char *const priorities[] = { "urgent", "high", "normal", NULL };

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
			{ .name = "reason", .help = N_("why it is closed; only for `closed`") } },
		.help = N_("Move the case to another stage, as far as the rules allow"),
		.hint = N_("move"),
		.act = move },
	{ .name = "undo",
		.key = "u",
		.flags = VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { { .name = "event",
			.help = N_("number of the change; none: the latest (of this session, "
				   "in the console)") } },
		.help = N_("Take back your own latest change, if nobody changed the case since"),
		.hint = N_("undo"),
		.act = undo },
	{ 0 },
};
