/* an_app.h: what an app answers to a screen that is played without one: the line is there, nothing
 * is old or veiled, one office, no view in front. Once in a program. */
#ifndef TESTS_UNIT_AN_APP_H
#define TESTS_UNIT_AN_APP_H

#include "tests/unit/look.h"
#include "tui/app/app.h"

int64_t app_epoch_ms(const struct app *app)
{
	(void)app;
	return LOOK_NOW;
}

bool app_is_live(const struct app *app)
{
	(void)app;
	return true;
}

bool app_is_stale(const struct app *app)
{
	(void)app;
	return false;
}

bool app_veiled(const struct app *app)
{
	(void)app;
	return false;
}

const struct me *app_me(const struct app *app)
{
	static const struct me me = { .known = true, .peeks = true, .offset_min = LOOK_BANGKOK };

	(void)app;
	return &me;
}

const char *app_offices(const struct app *app, enum scope scope)
{
	(void)app, (void)scope;
	return "{1}";
}

struct view *app_front(const struct app *app)
{
	(void)app;
	return NULL;
}

#endif
