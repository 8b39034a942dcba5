/* What is said of a request by its kind. Of a kind without words here the database's are said. */
#include "tui/screens/request.h"

#include <string.h>

#include "db/base/text.h"
#include "tui/app/app.h"
#include "tui/app/job.h"
#include "tui/intl.h"

static const struct request_words all[] = {
	{ .kind = "transfer",
		.sure = N_("She is brought to %s."),
		.done = N_("approved. The receiving office has to accept."),
		.over = N_("the receiving office has to accept"),
		.acted = N_("EMERGENCY, done already %s: unsigned, to be signed by %s"),
		.refused = N_("EMERGENCY, done already %s: REFUSED"),
		.sure_afterwards = N_("She was brought to %s, or is on her way: it was right."),
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

bool request_is_emergency(const struct request *request)
{
	return request_words(request)->afterwards != NULL &&
		!rows_field_is_null(request->rows, 0, "acted_at");
}

/* Who signs what was done reads what it was done without, and that it is more than her own word. */
static void add_emergency(const struct request *request, struct text *out)
{
	const char *why = json_value(&request->content, "emergency");
	const char *agreed = json_value(&request->content, "agreed_by");
	const char *missing = request_field(request, "lacks_words");
	char word[300];
	size_t count = 0;

	text_addf(out, _("\nEMERGENCY (%s), signed afterwards. "),
		why != NULL ? intl_word(why) : "");
	if (agreed != NULL && strcmp(agreed, app_me(request->view->app)->login) == 0)
		text_add(out, _("You agreed to it by telephone."));
	else if (agreed != NULL)
		text_addf(out, _("%s agreed to it by telephone."), agreed);
	while (rows_list_next(&missing, word, sizeof word))
		count++;
	if (count > 0)
		text_addf(out,
			_("\nMISSING: %zu, as the page says. What she and her guardian can still "
			  "say stays a task of her case."),
			count);
}

void request_sure(const struct request *request, struct text *out)
{
	const struct request_words *words = request_words(request);
	const bool emergency = request_is_emergency(request);
	char what[300];

	job_fill(what, sizeof what, _(emergency ? words->sure_afterwards : words->sure),
		request_field(request, "to_office"), "");
	text_add(out, what);
	if (emergency)
		add_emergency(request, out);
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
