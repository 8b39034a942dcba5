/* What is told of files themselves: what went to whom, until when each is kept, what was erased. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/app/app.h"
#include "tui/app/subject.h"
#include "tui/intl.h"
#include "tui/sheets/records.h"
#include "tui/verbs/rows_json.h"
#include "tui/widgets/paper.h"

/* ---- from a shell ------------------------------------------------------------------------ */

struct print {
	struct app *app;
	struct subject subject;
	bool json;
};

static const char *const formats[] = { "table", "json", NULL };

static const struct json_column shared_columns[] = { { .name = "on_day" }, { .name = "how" },
	{ .name = "code" }, { .name = "to_whom" }, { .name = "what" }, { .name = "withheld" },
	{ .name = "because" }, { .name = "person" }, { 0 } };

static unsigned end(struct print *print)
{
	app_forget(print->app, print);
	app_end(print->app);
	free(print);
	return EFFECT_NONE;
}

static unsigned no_memory(struct print *print)
{
	app_say(print->app, SAY_ERROR, "%s", _("No memory left."));
	return end(print);
}

static unsigned shared_told(void *who, const struct answer *answer)
{
	struct print *print = who;
	struct paper paper = { 0 };

	if (answer->err != 0) {
		rows_json_failed(print->app, answer);
	} else if (!(app_me(print->app)->may & VERB_WORKS)) {
		app_say(print->app, SAY_ERROR, "%s", _("Your role does not read this."));
	} else if (print->json) {
		rows_json_print(print->app, answer->rows, shared_columns);
	} else {
		records_write_shared(&paper, print->subject.code, answer->rows);
		records_print(&paper);
		paper_done(&paper);
	}
	return end(print);
}

static unsigned shared_found(void *who, const struct answer *answer)
{
	struct print *print = who;
	const struct param id = param_text(print->subject.id);

	if (!subject_found(&print->subject, print->app, answer))
		return end(print);
	return app_ask(print->app, Q_CASE_SHARED, &id, 1, shared_told, print) == 0 ?
		EFFECT_NONE :
		no_memory(print);
}

static unsigned shared_print(struct call *call)
{
	struct print *print = calloc(1, sizeof *print);

	if (print == NULL) {
		app_say(call->app, SAY_ERROR, "%s", _("No memory left."));
		return EFFECT_NONE;
	}
	print->app = call->app;
	print->json = call->value[0] != NULL && strcmp(call->value[0], "json") == 0;
	app_begin(call->app);
	if (call->code_count > 1 || !subject_of_call(&print->subject, call->app, call)) {
		app_exit_code(call->app, EXIT_USAGE);
		if (call->code_count > 1)
			app_say(call->app, SAY_ERROR, "%s",
				_("One case at a time: give one code."));
		return end(print);
	}
	return subject_ask(&print->subject, call->app, shared_found, print) == 0 ? EFFECT_NONE :
										   no_memory(print);
}

/* ---- the verbs --------------------------------------------------------------------------- */

static unsigned shared(struct call *call)
{
	return app_is_shell(call->app) ? shared_print(call) :
					 app_open(call->app, screen_find("shared"), call);
}

const struct verb records_verbs[] = {
	{ .name = "shared",
		.flags = VERB_CASE | VERB_WORKS | VERB_SHELL,
		.arguments = { { .name = "format",
			.kind = ARGUMENT_CHOICE,
			.choices = formats,
			.help = N_("from a shell: table or json") } },
		.help = N_("Show what of a case went to whom, and what was withheld"),
		.act = shared },
	{ 0 },
};
