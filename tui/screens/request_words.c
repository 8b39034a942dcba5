/* What is said of a request by its kind. Of a kind without words here the database's are said. */
#include "tui/screens/request.h"

#include <string.h>

#include "tui/intl.h"

static const struct request_words all[] = {
	{ .kind = "transfer",
		.sure = N_("She is brought to %s."),
		.done = N_("approved. The receiving office has to accept."),
		.over = N_("the receiving office has to accept"),
		.acted = N_("EMERGENCY, done already %s: unsigned, to be signed by %s"),
		.refused = N_("EMERGENCY, done already %s: REFUSED"),
		.afterwards = N_("signed: what was done is approved."),
		.sealed = N_("o opens how, with whom, who must not know") },
	{ .kind = "file",
		.heading = N_("FILE GOES TO ANOTHER OFFICE"),
		.sure = N_("Her file and its keys go to %s: it is not yours any more when they "
			   "have taken it."),
		.done = N_("approved. The receiving office has to take it."),
		.over = N_("the receiving office has to take it"),
		.sealed = N_("o opens what she said to it") },
	{ .kind = "disclosure",
		.heading = N_("AN AUTHORITY ASKS FOR THE FILE"),
		.sure = N_("What they ask for may be given to them."),
		.done = N_("approved: it may be given. Whoever gives it enters what was given."),
		.over = N_("it may be given: e on the request of the case says what was"),
		.sealed = N_("o opens who it is, by which letter, what the lawyer wrote") },
	{ .kind = "erasure",
		.heading = N_("A FILE IS ERASED FOR EVER"),
		.sure = N_("Her file and its keys are destroyed. Nobody can take that back."),
		.done = N_("approved: the file is erased."),
		.over = N_("the file is erased") },
	{ .kind = "glass",
		.heading = N_("SOMEBODY OF ANOTHER OFFICE HAS LOOKED AT A CASE"),
		.sure = N_("It was right to look. (x says that it was not.)"),
		.done = N_("reviewed: it was right."),
		.over = N_("it was right"),
		.acted = N_("BREAK-GLASS, done already %s: not reviewed, to be reviewed by %s"),
		.refused = N_("BREAK-GLASS, done already %s: it was not right") },
};
static const struct request_words other = {
	.sure = N_("It is done as it stands here."),
	.done = N_("approved."),
	.acted = N_("EMERGENCY, done already %s: unsigned, to be signed by %s"),
	.refused = N_("EMERGENCY, done already %s: REFUSED"),
	.sealed = N_("o opens what is sealed of it"),
};

const struct request_words *request_words(const struct request *request)
{
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (strcmp(all[i].kind, request_field(request, "kind")) == 0)
			return &all[i];
	return &other;
}

static const char *journey(const struct request *request)
{
	const int child = json_find(&request->content, "child");

	if (child >= 0 && request->content.leaves[child].type == JSON_IS_FALSE)
		return _("JOURNEY");
	return child >= 0 && request->content.leaves[child].type == JSON_IS_TRUE ?
		_("JOURNEY OF A CHILD") :
		_("JOURNEY OF SOMEBODY WHO MAY BE A CHILD");
}

const char *request_heading(const struct request *request)
{
	const struct request_words *words = request_words(request);

	if (strcmp(request_field(request, "kind"), "transfer") == 0)
		return journey(request);
	return words->heading != NULL ? _(words->heading) :
					intl_word(request_field(request, "meaning"));
}
