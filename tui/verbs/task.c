/* Tasks of a case: what has to be done, by whom and until when. */
#include "tui/app/job.h"
#include "tui/intl.h"

static unsigned act(struct call *call)
{
	static const struct job_kind kind = { .query = Q_CASE_TASK,
		.value_count = 4,
		.values = { { .title = N_("What about its tasks?") },
			{ .title = N_("Which task?"),
				.choices = JOB_CHOICES_QUERY,
				.query = Q_TASK_CHOICES },
			{ .title = N_("Until when? :task takes any time, due=14:30"),
				.choices = JOB_CHOICES_QUERY,
				.query = Q_TASK_TIMES,
				.only_for = "new|later" },
			{ .title = N_("By whom?"),
				.choices = JOB_CHOICES_QUERY,
				.query = Q_TASK_PEOPLE,
				.only_for = "new",
				.optional = true } },
		.done = N_("task: %s %s"),
		.order = N_("%s"),
		.question = N_("The task of %s: %s?") };

	return job_start(call, &kind);
}

static const char *const acts[] = { "new", "done", "later", "cancel", NULL };

const struct verb task_verbs[] = {
	{ .name = "task",
		.key = "T",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { { .name = "what",
				       .kind = ARGUMENT_CHOICE,
				       .choices = acts,
				       .required = true,
				       .help = N_("new, done, later, or cancel: not needed") },
			{ .name = "task", .required = true, .help = N_("such as interpreter") },
			{ .name = "due", .help = N_("until when: 2h, 14:30, a day") },
			{ .name = "person",
				.help = N_("a login; none: whoever is responsible") } },
		.help = N_("Write down what has to be done for the case, and what was done"),
		.hint = N_("task"),
		.act = act },
	{ 0 },
};
