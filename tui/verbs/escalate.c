/* Asking somebody above for a case. Whom, and who is next, is the database's to say. */
#include "tui/app/app.h"
#include "tui/app/job.h"
#include "tui/intl.h"

static unsigned escalate(struct call *call)
{
	static const struct job_kind kind = { .query = Q_CASE_ESCALATE,
		.value_count = 1,
		.values = { { .title = N_("Why must somebody above look at it now?") } },
		.done = N_("escalated (%s)"),
		.order = N_("escalate: %s"),
		.question = N_("Wake somebody for %s: %s?") };

	return job_start(call, &kind);
}

/* The words of app.escalation_reason that a person may give. */
static const char *const reasons[] = { "danger now", "need a decision", "cannot do it alone",
	"threat to us", "authority at the door", NULL };

const struct verb escalate_verbs[] = {
	{ .name = "escalate",
		.key = "E",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { { .name = "why",
			.kind = ARGUMENT_CHOICE,
			.choices = reasons,
			.required = true,
			.help = N_("danger now, need a decision, cannot do it alone ...") } },
		.help = N_("Wake whoever is on call, then the next in line, until one looks"),
		.hint = N_("escalate"),
		.act = escalate },
	{ 0 },
};
