#include "tui/app/lost.h"

#include <stdio.h>

#include "tui/app/state.h"
#include "tui/intl.h"

bool lost_answer(struct app *app, const struct answer *answer, bool *unsure, app_live_fn *send,
	void *who)
{
	int code = app->exit_code;

	if (answer->err == ERR_UNKNOWN) {
		*unsure = true;
		app_say(app, SAY_WARN, "%s",
			_("The line was lost before the answer came. Whether it is saved will be "
			  "asked as soon as the line is back."));
		app->exit_code = code; /* nothing has failed yet */
	} else if (!*unsure || (answer->err != ERR_OFFLINE && answer->err != ERR_TIMEOUT)) {
		return false;
	}
	if (answer->err == ERR_TIMEOUT)
		send(who);
	else
		app_when_live(app, send, who);
	return true;
}

void lost_words(char text[static LOST_WORDS], struct app *app, const struct answer *answer,
	bool unsure)
{
	bool away = answer->err == ERR_OFFLINE || answer->err == ERR_TIMEOUT;
	const char *error =
		answer->sqlstate[0] != '\0' ? answer->sqlstate : error_word(answer->err);

	app_exit_code(app, unsure ? EXIT_UNKNOWN : away ? EXIT_OFFLINE : EXIT_REFUSED);
	if (unsure)
		snprintf(text, LOST_WORDS,
			_("It is not known whether it is saved (error %s). Look before you try "
			  "again."),
			error);
	else if (answer->err == ERR_OFFLINE)
		text_copy(text, LOST_WORDS,
			_("Not saved: the database cannot be reached. Try again when LIVE."));
	else if (answer->err == ERR_TIMEOUT)
		text_copy(text, LOST_WORDS,
			_("Not saved: the database did not answer in time. Try again."));
	else
		snprintf(text, LOST_WORDS, _("Not saved: the database answered with error %s."),
			error);
}
