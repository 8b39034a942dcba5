/* Whose answer was lost waits for the line: each, however many they are, and nobody twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tui/app/state.h"

static struct app app;
static char told[16];
static char a = 'a', b = 'b', c = 'c';

void app_say(struct app *who, enum say_level level, const char *format, ...)
{
	(void)who, (void)level, (void)format;
	fail();
}

static void tell(void *who)
{
	strncat(told, who, 1);
}

static void tell_and_wait(void *who)
{
	tell(who);
	app_when_live(&app, tell_and_wait, who);
}

static void tell_and_drop_b(void *who)
{
	tell(who);
	live_forget(&app, &b);
}

static int begin(void **state)
{
	(void)state;
	live_free(&app);
	told[0] = '\0';
	return 0;
}

static void all_are_told_in_their_order(void **state)
{
	(void)state;
	app_when_live(&app, tell, &a);
	app_when_live(&app, tell, &b);
	app_when_live(&app, tell, &c);
	app_when_live(&app, tell, &a);
	live_tell(&app);
	assert_string_equal(told, "abc");
	live_tell(&app);
	assert_string_equal(told, "abc");
	assert_null(app.waiting);
}

static void who_is_gone_is_not_told(void **state)
{
	(void)state;
	app_when_live(&app, tell_and_drop_b, &a);
	app_when_live(&app, tell, &b);
	app_when_live(&app, tell, &c);
	live_tell(&app);
	assert_string_equal(told, "ac");
}

static void who_waits_anew_is_told_the_next_time(void **state)
{
	(void)state;
	app_when_live(&app, tell_and_wait, &a);
	app_when_live(&app, tell, &b);
	live_tell(&app);
	assert_string_equal(told, "ab");
	live_tell(&app);
	assert_string_equal(told, "aba");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(all_are_told_in_their_order, begin, begin),
		cmocka_unit_test_setup_teardown(who_is_gone_is_not_told, begin, begin),
		cmocka_unit_test_setup_teardown(who_waits_anew_is_told_the_next_time, begin, begin),
	};

	return cmocka_run_group_tests_name("live", tests, NULL, NULL);
}
