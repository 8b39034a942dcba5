#include "tui/app/subject.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "tui/app/app.h"
#include "tui/app/job_int.h"
#include "tui/app/opening.h"
#include "tui/app/outcome.h"
#include "tui/app/spill.h"
#include "tui/app/target.h"
#include "tui/intl.h"

/* What is said where it is not named, mistyped, not for her role, not there. */
static const struct words {
	const char *which, *check, *role, *none;
} of_case = { N_("Which case? Give its code: HW-...."),
	N_("%s is no case code: misread or mistyped."),
	N_("Your role does not open cases, only lists of them."),
	N_("There is no case %s in your offices.") },
  of_place = { N_("Which place? Give its code: PL-...."),
	  N_("%s is no place code: misread or mistyped."), N_("Your role does not see places."),
	  N_("There is no place %s in your offices.") },
  of_party = { N_("Who is meant? Give the code: PA-...., W lists them."),
	  N_("%s is no such code: misread or mistyped."),
	  N_("Your role does not see whom we know."),
	  N_("Your offices know nobody of the code %s.") },
  of_batch = { N_("Which people? Give the code: BT-...., triage (0) lists them."),
	  N_("%s is no such code: misread or mistyped."),
	  N_("Your role counts nobody who came at once."),
	  N_("There are no people %s in your offices, or their count was taken back.") };

static const struct words *words_of(const struct subject *subject)
{
	if (subject->batch)
		return &of_batch;
	return subject->place ? &of_place : subject->party ? &of_party : &of_case;
}

static bool is_place_code(const char *code)
{
	return code != NULL && strncasecmp(code, "PL", 2) == 0;
}

static unsigned open_named(struct app *app, struct view *view, const char *name, const char *code)
{
	const struct call call = { .app = app,
		.view = view,
		.verb = verb_find(name, strlen(name), NULL),
		.value = { code } };

	return app_open(app, screen_find(name), &call);
}

unsigned subject_open(struct app *app, struct view *view, const char *code)
{
	const char *name = strncasecmp(code, "BT", 2) == 0 ? "batch" :
		strncasecmp(code, "TR", 2) == 0            ? "transfer" :
		is_place_code(code)                        ? "place" :
							     "party";

	return open_named(app, view, name, code);
}

unsigned subject_open_request(struct app *app, struct view *view, const char *code)
{
	return open_named(app, view, "approval", code);
}

/* Of which of them the verb is. */
static struct subject blank_of(const struct call *call)
{
	const char *verb = call != NULL ? call->verb->name : "";
	bool danger = strcmp(verb, "danger") == 0;
	bool place = strcmp(verb, "place") == 0 || (danger && is_place_code(call->value[0]));

	return (struct subject){ .place = place,
		.party = !place && (danger || strcmp(verb, "party") == 0),
		.batch = strcmp(verb, "batch") == 0 || strcmp(verb, "split") == 0 ||
			strcmp(verb, "close") == 0 };
}

/* By a code of its own, or by the id that it has since a moment ago. */
static bool is_named(const struct subject *subject)
{
	return subject->place || subject->party || subject->batch;
}

bool subject_of_call(struct subject *subject, struct app *app, const struct call *call)
{
	struct target target = { .id = "" };
	bool named;

	*subject = blank_of(call);
	named = is_named(subject);
	if (named && call->value[0] != NULL && strlen(call->value[0]) == UUID_TEXT - 1) {
		/* made here a moment ago: of its code nobody knows yet */
		text_copy(subject->id, sizeof subject->id, call->value[0]);
		text_copy(subject->code, sizeof subject->code, _("new"));
		return true;
	}
	if (named && call->value[0] != NULL) {
		text_copy(subject->code, sizeof subject->code, call->value[0]);
		return true;
	}
	if (named) {
		app_say(app, SAY_ERROR, "%s", _(words_of(subject)->which));
		return false;
	}
	if (call != NULL && call->code_count > 0) {
		text_copy(subject->code, sizeof subject->code, call->codes[0]);
		return true;
	}
	if (call != NULL && call->view != NULL && call->view->screen->targets != NULL &&
		call->view->screen->targets(call->view, &target, 1) > 0) {
		if (target.marked) {
			app_say(app, SAY_ERROR, "%s",
				_("Rows are marked, and this is for one case: `*` twice takes "
				  "all marks away."));
			return false;
		}
		memcpy(subject->id, target.id, sizeof subject->id);
		text_copy(subject->code, sizeof subject->code, target.code);
		subject->version = target.version;
		return true;
	}
	app_say(app, SAY_ERROR, "%s",
		target_lacks(call != NULL ? call->view : NULL, _(of_case.which)));
	return false;
}

static int ask_named(const struct subject *subject, struct app *app,
	unsigned (*fn)(void *who, const struct answer *answer), void *who)
{
	const struct param params[] = { param_text(subject->code),
		subject->id[0] != '\0' ? param_text(subject->id) : param_null() };

	return app_ask(app,
		subject->batch         ? Q_BATCH_FIND :
			subject->place ? Q_PLACE_FIND :
					 Q_PARTY_FIND,
		params, 2, fn, who);
}

int subject_ask(const struct subject *subject, struct app *app,
	unsigned (*fn)(void *who, const struct answer *answer), void *who)
{
	struct text codes = { 0 };
	struct param param;
	int r;

	if (is_named(subject))
		return ask_named(subject, app, fn, who);
	param_array_open(&codes);
	param_array_add(&codes, subject->code);
	param_array_close(&codes);
	param = param_text(text_string(&codes));
	r = app_ask(app, Q_CASE_FIND, &param, 1, fn, who);
	text_done(&codes);
	return r;
}

/* False: it is there, and hers to see. */
static bool is_refused(char text[static OPENING_TROUBLE], const struct app *app,
	const struct subject *subject, const struct answer *answer)
{
	const char *problem = rows_field(answer->rows, 0, "problem");
	const struct words *words = words_of(subject);

	if (answer->err != 0)
		opening_trouble(text, answer);
	else if (strcmp(problem, "check") == 0)
		job_fill(text, OPENING_TROUBLE, _(words->check), subject->code, "");
	else if (rows_count(answer->rows) == 0)
		text_copy(text, OPENING_TROUBLE,
			words == &of_case && app_me(app)->referred ?
				_("Your role sees no case, only what was referred to you: "
				  ":referrals lists it.") :
				_(words->role));
	else
		job_fill(text, OPENING_TROUBLE, _(words->none), subject->code, "");
	return answer->err != 0 || rows_count(answer->rows) == 0 || problem[0] != '\0';
}

bool subject_found(struct subject *subject, struct app *app, const struct answer *answer)
{
	char text[OPENING_TROUBLE];

	if (is_refused(text, app, subject, answer)) {
		if (answer->err != 0)
			app_exit_code(app, EXIT_OFFLINE);
		outcome_tell(app, &(struct outcome){ .code = subject->code, .message = text });
		spill_not_there(app, subject->code, text);
		return false;
	}
	spill_line_came(app);
	text_copy(subject->id, sizeof subject->id, rows_field(answer->rows, 0, "id"));
	text_copy(subject->code, sizeof subject->code, rows_field(answer->rows, 0, "code"));
	subject->version = (int)rows_field_int(answer->rows, 0, "version");
	return true;
}
