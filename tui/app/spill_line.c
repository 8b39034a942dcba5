/* A line that names what is not there. */
#include "tui/app/spill.h"

#include <string.h>

#include "tui/app/prompt.h"
#include "tui/app/state.h"

void spill_not_there(struct app *app, const char *code, const char *text)
{
	const char *at;

	spill_refused(app);
	app_say(app, SAY_ERROR, "%s", text);
	if (app->of_line != app_front(app) || app->choosing || lock_covers(app) ||
		prompt_text()[0] == '\0')
		return;
	app_say_no_more(app); /* but for :messages: the next key takes it from the line */
	at = strstr(prompt_text(), code);
	prompt_problem(text, at != NULL ? (size_t)(at - prompt_text()) : 0);
	app->effects |= EFFECT_REDRAW;
}

void spill_line_came(struct app *app)
{
	app->of_line = NULL;
}
