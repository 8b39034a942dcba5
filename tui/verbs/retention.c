/* How long the file of a case is kept, and that it is erased. */
#include "tui/app/job.h"
#include "tui/intl.h"

static unsigned hold_file(struct call *call)
{
	static const struct job_kind kind = { .query = Q_CASE_HOLD,
		.value_count = 2,
		.values = { { .title = N_("Is its file kept, whatever its day?") },
			{ .title = N_("Why is it kept?") } },
		.done = N_("its file: %s, %s"),
		.order = N_("its file: %s"),
		.question = N_("The file of %s: %s?"),
		.final = true };

	return job_start(call, &kind);
}

static unsigned erase(struct call *call)
{
	static const struct job_kind kind = { .query = Q_ERASURE_ASK,
		.value_count = 1,
		.values = { { .title = N_("Why is its file erased?") } },
		.done = N_("asked that its file is erased: %s. Two others approve it: 6"),
		.order = N_("ask that the file is erased: %s"),
		.question = N_("Ask that the file of %s is erased, for ever: %s?"),
		.final = true };

	return job_start(call, &kind);
}

static const char *const acts[] = { "keep", "let go", NULL };
/* The words of app.hold_reason, and of app.erasure_reason. */
static const char *const holds[] = { "court proceedings", "compensation", "complaint",
	"she asks for it", "search goes on", NULL };
static const char *const reasons[] = { "time is over", "she asks for it", "by mistake", "law",
	NULL };

const struct verb retention_verbs[] = {
	{ .name = "hold-file",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { { .name = "what",
				       .kind = ARGUMENT_CHOICE,
				       .choices = acts,
				       .required = true,
				       .help = N_("keep, or let go: no more for this reason") },
			{ .name = "why",
				.kind = ARGUMENT_CHOICE,
				.choices = holds,
				.required = true,
				.help = N_("court proceedings, compensation, complaint ...") } },
		.help = N_("Keep the file of a case, whatever its day, or let it go"),
		.act = hold_file },
	{ .name = "erase",
		.flags = VERB_CASE | VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { { .name = "why",
			.kind = ARGUMENT_CHOICE,
			.choices = reasons,
			.required = true,
			.help = N_("time is over, she asks for it, by mistake, law") } },
		.help = N_("Ask that the file of a closed case is erased; two others approve it"),
		.act = erase },
	{ 0 },
};
