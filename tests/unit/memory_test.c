/* A verb whose first question cannot even be sent, for want of memory: it says so, as an error, and
 * leaves nothing pending. The app is played and never takes a question. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tui/app/app.h"

extern const struct verb backup_verbs[], demo_verbs[];

static int errors, pending;

int app_ask(struct app *a, enum query query, const struct param *params, size_t count,
	app_answer_fn *fn, void *who)
{
	(void)a, (void)query, (void)params, (void)count, (void)fn, (void)who;
	return ERR_MEMORY;
}

int app_change(struct app *a, enum query query, const struct param *params, size_t count,
	app_answer_fn *fn, void *who)
{
	return app_ask(a, query, params, count, fn, who);
}

void app_say(struct app *a, enum say_level level, const char *format, ...)
{
	(void)a;
	if (level == SAY_ERROR && strstr(format, "%s") != NULL)
		errors++;
}

void app_exit_code(struct app *a, enum exit_code code)
{
	(void)a, (void)code;
}

void app_begin(struct app *a)
{
	(void)a;
	pending++;
}

void app_end(struct app *a)
{
	(void)a;
	pending--;
}

struct pg *app_pg(struct app *a)
{
	(void)a;
	return NULL;
}

static void says_so(const struct verb *verb, const char *name)
{
	struct call call = { 0 };

	while (strcmp(verb->name, name) != 0)
		verb++;
	call.verb = verb;
	errors = pending = 0;
	assert_int_equal(verb->act(&call), EFFECT_NONE);
	assert_int_equal(errors, 1);
	assert_int_equal(pending, 0);
}

static void what_cannot_be_asked_is_an_error(void **state)
{
	(void)state;
	says_so(backup_verbs, "manifest");
	says_so(demo_verbs, "demo-load");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_cannot_be_asked_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
