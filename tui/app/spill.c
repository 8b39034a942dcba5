#include "tui/app/spill.h"

#include <string.h>
#include <strings.h>

#include "tui/app/state.h"
#include "tui/app/verb.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"

static bool is_late(const struct app *app)
{
	return app->spill.at == 0 || app->now - app->spill.at >= SPILL_MS;
}

void spill_answered(struct app *app, const struct input_event *event)
{
	int key = layout_to_latin(event->key);

	app->spill = (struct spill){ 0 };
	if (key < 'a' || key > 'z')
		return;
	app->spill.at = app->now;
	app->spill.word[app->spill.length++] = (char)key;
}

void spill_refused(struct app *app)
{
	app->spill = (struct spill){ .at = app->now };
}

void spill_ends(struct app *app)
{
	app->spill = (struct spill){ 0 };
}

/* The choices of the answer are still there. */
static bool spells(const struct app *app)
{
	for (size_t i = 0; i < app->choose.count; i++)
		if (strncasecmp(app->choose.choices[i].label, app->spill.word, app->spill.length) ==
			0)
			return true;
	return false;
}

bool spill_takes(struct app *app, const struct input_event *event)
{
	struct spill *spill = &app->spill;
	int key = layout_to_latin(event->key);

	if (spill->length == 0)
		return false;
	if (!is_late(app) && key >= ' ' && key < 0x7f && spill->length + 1 < sizeof spill->word) {
		spill->at = app->now;
		spill->word[spill->length++] = (char)key;
		if (spells(app))
			return true;
	}
	spill_ends(app);
	return false;
}

bool spill_goes_on(const struct app *app)
{
	return !is_late(app) && app->spill.length == 0;
}

bool spill_stops(struct app *app, const char *command)
{
	const struct verb *verb = verb_find(command, strcspn(command, " "), NULL);

	if (!spill_goes_on(app))
		return false;
	app->spill.at = app->now;
	if (verb == NULL || !(verb->flags & (VERB_CHANGES | VERB_OPENS)))
		return false;
	app_say(app, SAY_WARN, "%s",
		_("Not done, nor was the step before. Wait a second, then press the key again."));
	return true;
}
