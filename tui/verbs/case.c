/* Verbs that change a case. Each is one row here and one function in sql/api; what is allowed,
 * and why not, is the database's to say. */
#include "tui/app/app.h"
#include "tui/app/intl.h"
#include "tui/app/job.h"
#include "tui/app/verb.h"

static unsigned take(struct call *call)
{
	static const struct job_kind kind = {
		.query = Q_CASE_TAKE,
		.done = N_("taken"),
	};
	return job_start(call, &kind);
}

static unsigned assign(struct call *call)
{
	static const struct job_kind kind = {
		.query = Q_CASE_ASSIGN,
		.values = 1,
		.title = N_("Who is responsible from now on?"),
		.done = N_("given to %s"),
		.choices = JOB_CHOICES_STAFF,
		.confirm = true,
	};
	return job_start(call, &kind);
}

static unsigned priority(struct call *call)
{
	static const struct job_kind kind = {
		.query = Q_CASE_PRIORITY,
		.values = 1,
		.title = N_("Which priority?"),
		.done = N_("priority %s"),
	};
	return job_start(call, &kind);
}

static unsigned move(struct call *call)
{
	static const struct job_kind kind = {
		.query = Q_CASE_MOVE,
		.values = 2,
		.title = N_("Which stage?"),
		.second_title = N_("Why is it closed?"),
		.second_for = "closed",
		.done = N_("moved to %s"),
		.choices = JOB_CHOICES_MOVE,
		.second_choices = JOB_CHOICES_CLOSE_REASON,
	};
	return job_start(call, &kind);
}

static unsigned undo(struct call *call)
{
	return job_undo(call->app);
}

static const char *const priorities[] = { "urgent", "high", "normal", NULL };

const struct verb case_verbs[] = {
	{ .name = "take", .key = "t", .flags = VERB_CASE | VERB_SHELL, .act = take,
		.hint = N_("take"), .help = N_("Become responsible for the case") },
	{ .name = "assign", .key = "a", .flags = VERB_CASE | VERB_SHELL, .act = assign,
		.hint = N_("assign"), .help = N_("Give the case to somebody; asks who, then asks again"),
		.arguments = { { .name = "to", .kind = ARGUMENT_STAFF, .required = true,
			.help = N_("login of the person") } } },
	{ .name = "priority", .key = "p", .flags = VERB_CASE | VERB_SHELL, .act = priority,
		.hint = N_("priority"), .help = N_("Set how urgent the case is"),
		.arguments = { { .name = "to", .kind = ARGUMENT_CHOICE, .choices = priorities,
			.required = true, .help = N_("urgent, high or normal") } } },
	{ .name = "move", .key = "m", .flags = VERB_CASE | VERB_SHELL, .act = move,
		.hint = N_("move"), .help = N_("Move the case to another stage, as far as the rules allow"),
		.arguments = { { .name = "to", .kind = ARGUMENT_STAGE, .required = true,
				       .help = N_("name of the stage") },
			{ .name = "reason", .kind = ARGUMENT_WORD,
				.help = N_("why it is closed; only for `closed`") } } },
	{ .name = "undo", .key = "u", .act = undo, .hint = N_("undo"),
		.help = N_("Take back your own latest change, if nobody changed the case since") },
	{ 0 }
};
