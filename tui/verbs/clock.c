/* Clocks: started, done and extended on a case; how long they run in an office. */
#include "tui/app/app.h"
#include "tui/app/change.h"
#include "tui/app/job.h"
#include "tui/intl.h"

/* ---- how long a clock runs in an office ---------------------------------------------------- */

enum { POLICY_RULE, POLICY_LENGTH, POLICY_OFFICE };

static unsigned policy(struct call *call)
{
	const char *rule = call->value[POLICY_RULE];
	const struct call page = { .app = call->app,
		.view = call->view,
		.verb = call->verb,
		.value = { rule, call->value[POLICY_OFFICE] } };
	const struct param params[] = { param_text(call->value[POLICY_OFFICE]), param_text(rule),
		param_text(call->value[POLICY_LENGTH]) };

	if (call->value[POLICY_LENGTH] == NULL && !app_is_shell(call->app))
		return app_open(call->app, screen_find(rule != NULL ? "rule" : "policy"), &page);
	if (call->value[POLICY_LENGTH] == NULL) {
		app_exit_code(call->app, EXIT_USAGE);
		app_say(call->app, SAY_ERROR, "%s",
			_("policy: which clock, and how long: policy TRIAGE '20 minutes' BKK"));
		return EFFECT_NONE;
	}
	if (!app_may_change(call->app))
		return EFFECT_REDRAW;
	return change_send(call->app,
		&(struct change){ .query = Q_CLOCK_POLICY,
			.params = params,
			.count = 3,
			.done = _("Changed. Clocks that start from now on run so long; those that "
				  "run keep their end.") });
}

static unsigned rule(struct call *call)
{
	return app_open(call->app, screen_find("rule"), call);
}

/* ---- on a case ----------------------------------------------------------------------------- */

static unsigned act(struct call *call)
{
	static const struct job_kind kind = { .query = Q_CASE_CLOCK,
		.value_count = 4,
		.values = { { .title = N_("What about its clocks?") },
			{ .title = N_("Which clock?"),
				.choices = JOB_CHOICES_QUERY,
				.query = Q_CLOCK_CHOICES },
			{ .title = N_("Since when, or until when? :clock takes any time, at=14:30"),
				.choices = JOB_CHOICES_QUERY,
				.query = Q_CLOCK_TIMES,
				.only_for = "start|extend",
				.optional = true },
			{ .title = N_("Why is it extended?"),
				.choices = JOB_CHOICES_QUERY,
				.query = Q_CLOCK_REASONS,
				.only_for = "extend",
				.optional = true } },
		.done = N_("clock: %s %s"),
		.order = N_("%s"),
		.question = N_("The clock of %s: %s?") };

	return job_start(call, &kind);
}

static const char *const acts[] = { "start", "done", "extend", NULL };

const struct verb clock_verbs[] = {
	{ .name = "clock",
		.key = "C",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { { .name = "what",
				       .kind = ARGUMENT_CHOICE,
				       .choices = acts,
				       .required = true,
				       .help = N_("start, done or extend") },
			{ .name = "clock", .required = true, .help = N_("such as TH-29") },
			{ .name = "at",
				.help = N_("since when (extend: until when): 2h, 14:30, a day") },
			{ .name = "reason",
				.kind = ARGUMENT_WORDS,
				.help = N_("why it is extended, from the list") } },
		.help = N_("Start a clock of the case, say that what it was about is done, or "
			   "extend it"),
		.hint = N_("clock"),
		.act = act },
	{ .name = "rule",
		.arguments = { { .name = "clock", .required = true, .help = N_("such as TH-29") },
			{ .name = "office", .help = N_("its code; none: your own") } },
		.help = N_("Show one clock: how long it runs, what is due, on what it rests"),
		.act = rule },
	{ .name = "policy",
		.flags = VERB_CHANGES | VERB_SHOWS | VERB_WORKS | VERB_SHELL,
		.arguments = { [POLICY_RULE] = { .name = "clock", .help = N_("such as TRIAGE") },
			[POLICY_LENGTH] = { .name = "length",
				.help = N_("'20 minutes', '2 hours', '15 days', or default") },
			[POLICY_OFFICE] = { .name = "office",
				.help = N_("its code; none: your own") } },
		.help = N_("Show the clocks of the offices, or change how long one runs there"),
		.act = policy },
	{ 0 },
};
