/* an_app.h: what an app answers to what is played without one: unless the test says otherwise, the
 * line is there, nothing is old or veiled, one office, no view in front. Once in a program. */
#ifndef TESTS_UNIT_AN_APP_H
#define TESTS_UNIT_AN_APP_H

#include "tests/unit/look.h"
#include "tui/app/app.h"

static int64_t now = 1000;
static bool live = true, veiled;
static struct view *front;

int64_t app_now(const struct app *app)
{
	(void)app;
	return now;
}

int64_t app_epoch_ms(const struct app *app)
{
	(void)app;
	return LOOK_NOW;
}

bool app_is_live(const struct app *app)
{
	(void)app;
	return live;
}

bool app_is_stale(const struct app *app)
{
	(void)app;
	return false;
}

bool app_veiled(const struct app *app)
{
	(void)app;
	return veiled;
}

bool app_preview(const struct app *app)
{
	(void)app;
	return true;
}

const struct me *app_me(const struct app *app)
{
	static const struct me me = {
		.known = true, .peeks = true, .may = VERB_ROLES, .offset_min = LOOK_BANGKOK
	};

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
	return front;
}

#endif
