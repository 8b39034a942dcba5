#include "tui/app/subject.h"

#include <stdio.h>
#include <string.h>

#include "tui/app/app.h"
#include "tui/app/opening.h"
#include "tui/app/spill.h"
#include "tui/intl.h"

bool subject_of_call(struct subject *subject, struct app *app, const struct call *call)
{
	struct target target = { .id = "" };

	*subject =
		(struct subject){ .place = call != NULL && strcmp(call->verb->name, "place") == 0 };
	if (subject->place && call->value[0] != NULL) {
		text_copy(subject->code, sizeof subject->code, call->value[0]);
		return true;
	}
	if (subject->place) {
		app_say(app, SAY_ERROR, "%s", _("Which place? Give its code: PL-...."));
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
	app_say(app, SAY_ERROR, "%s", _("Which case? Give its code: HW-...."));
	return false;
}

static int ask_place(const struct subject *subject, struct app *app,
	unsigned (*fn)(void *who, const struct answer *answer), void *who)
{
	const struct param params[] = { param_text(subject->code),
		subject->id[0] != '\0' ? param_text(subject->id) : param_null() };

	return app_ask(app, Q_PLACE_FIND, params, 2, fn, who);
}

int subject_ask(const struct subject *subject, struct app *app,
	unsigned (*fn)(void *who, const struct answer *answer), void *who)
{
	struct text codes = { 0 };
	struct param param;
	int r;

	if (subject->place)
		return ask_place(subject, app, fn, who);
	param_array_open(&codes);
	param_array_add(&codes, subject->code);
	param_array_close(&codes);
	param = param_text(text_string(&codes));
	r = app_ask(app, Q_CASE_FIND, &param, 1, fn, who);
	text_done(&codes);
	return r;
}

/* False: it is there, and hers to see. */
static bool is_refused(char text[static OPENING_TROUBLE], const struct subject *subject,
	const struct answer *answer)
{
	const char *problem = rows_field(answer->rows, 0, "problem");

	if (answer->err != 0)
		opening_trouble(text, answer);
	else if (strcmp(problem, "check") == 0)
		snprintf(text, OPENING_TROUBLE,
			subject->place ? _("%s is no place code: misread or mistyped.") :
					 _("%s is no case code: misread or mistyped."),
			subject->code);
	else if (rows_count(answer->rows) == 0)
		text_copy(text, OPENING_TROUBLE,
			subject->place ? _("Your role does not see places.") :
					 _("Your role does not open cases, only lists of them."));
	else
		snprintf(text, OPENING_TROUBLE,
			subject->place ? _("There is no place %s in your offices.") :
					 _("There is no case %s in your offices."),
			subject->code);
	return answer->err != 0 || rows_count(answer->rows) == 0 || problem[0] != '\0';
}

bool subject_found(struct subject *subject, struct app *app, const struct answer *answer)
{
	char text[OPENING_TROUBLE];

	if (is_refused(text, subject, answer)) {
		spill_not_there(app, subject->code, text);
		return false;
	}
	spill_line_came(app);
	text_copy(subject->id, sizeof subject->id, rows_field(answer->rows, 0, "id"));
	text_copy(subject->code, sizeof subject->code, rows_field(answer->rows, 0, "code"));
	subject->version = (int)rows_field_int(answer->rows, 0, "version");
	return true;
}
