/* a_night.h: the app of NIGHT (see a_ring.h), whose vault holds her ring, or is shut. Once in a
 * program. */
#ifndef TESTS_UNIT_A_NIGHT_H
#define TESTS_UNIT_A_NIGHT_H

#include "tests/unit/a_line.h"
#include "tests/unit/a_ring.h"
#include "tui/app/vault.h"

static struct {
	bool shut;
	int alarms, refreshed;
} night;

bool vault_is_open(const struct app *app)
{
	(void)app;
	return !night.shut;
}

struct ring *vault_ring(struct app *app)
{
	(void)app;
	return night.shut ? NULL : rings[NIGHT];
}

struct slab *vault_slab(struct app *app)
{
	(void)app;
	return night.shut ? NULL : slab;
}

void vault_refresh(struct app *app)
{
	(void)app;
	night.refreshed++;
}

void vault_tampered(struct app *app, const char *what, const struct alarm *alarm,
	const struct error *e)
{
	(void)app, (void)what, (void)alarm, (void)e;
	night.alarms++;
}

#endif
