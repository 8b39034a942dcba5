/* That something was found TAMPERED, on its way to the record: once, behind the line, a few at
 * most. The database answers what the test says. */
#include "tests/unit/a_line.h"

#include <string.h>

#include "tui/app/alarm.h"
#include "tui/app/state.h"

#define CASE "cccccccc-0000-4000-8000-000000000001"
#define RECORD "dddddddd-0000-4000-8000-000000000001"
#define REALM "eeeeeeee-0000-4000-8000-000000000001"

static struct app app;
static struct {
	bool live;
	int logged;
	char what[32], event[120], key[40], last_key[40];
} world;

/* ---- the world ---- */

static const char *text_of(const struct param *param)
{
	return param->text != NULL ? param->text : "-";
}

int app_change(struct app *a, enum query query, const struct param *params, size_t count,
	app_answer_fn *fn, void *who)
{
	(void)a;
	assert_int_equal(count, 5);
	memcpy(world.last_key, world.key, sizeof world.key);
	snprintf(world.key, sizeof world.key, "%s", text_of(&params[0]));
	snprintf(world.event, sizeof world.event, "%s %s %s %lld", text_of(&params[1]),
		text_of(&params[2]), text_of(&params[3]),
		params[4].kind == PARAM_NULL ? 0 : (long long)params[4].number);
	return line_ask(query, fn, who);
}

bool app_is_live(const struct app *a)
{
	(void)a;
	return world.live;
}

int64_t app_now(const struct app *a)
{
	return a->now;
}

void log_write(const struct log *log, enum conf_level level, const char *event, const char *code,
	int64_t number)
{
	(void)log;
	world.logged++;
	snprintf(world.what, sizeof world.what, "%d %s %s %lld", (int)level, event, code,
		(long long)number);
}

/* ---- the tests ---- */

static void record(uint32_t version)
{
	alarm_raise(&app, &(struct alarm){ .object = CASE, .record = RECORD, .version = version });
}

static void takes(const char *event)
{
	assert_string_equal(world.event, event);
	line_answer(Q_TAMPERED, (struct answer){ 0 });
}

static void what_was_found_is_told(void **state)
{
	(void)state;
	record(3);
	assert_string_equal(world.what, "0 tampered record 3");
	takes("record " CASE " " RECORD " 3");
	alarm_raise(&app, &(struct alarm){ .kind = ALARM_REALM, .object = REALM, .version = 2 });
	assert_string_equal(world.what, "0 tampered realm 2");
	takes("realm " REALM " - 2");
	alarm_raise(&app, &(struct alarm){ .kind = ALARM_KEY, .object = CASE });
	takes("key " CASE " - 0");
	alarm_raise(&app, &(struct alarm){ .kind = ALARM_DIRECTORY });
	takes("directory - - 0");
	alarm_raise(&app, &(struct alarm){ .kind = ALARM_MEMORY });
	takes("memory - - 0");
	/* What is no id is not sent for one. */
	alarm_raise(&app, &(struct alarm){ .object = CASE "x", .record = "", .version = 1u << 31 });
	takes("record - - 0");
}

static void the_same_is_told_once_an_hour(void **state)
{
	(void)state;
	record(3);
	record(3);
	assert_int_equal(line.asked, 1);
	takes("record " CASE " " RECORD " 3");
	record(3);
	app.now += 3599 * 1000;
	record(3);
	assert_int_equal(line.asked, 1);
	assert_int_equal(world.logged, 1);
	record(4);
	assert_int_equal(line.asked, 2);
	takes("record " CASE " " RECORD " 4");
	app.now += 2 * 1000;
	record(3);
	assert_int_equal(line.asked, 3);
	takes("record " CASE " " RECORD " 3");
}

static void without_a_line_it_waits(void **state)
{
	(void)state;
	world.live = false;
	alarm_send(&app); /* nothing was found yet */
	record(1);
	app.now++;
	record(2);
	assert_int_equal(line.asked, 0);
	assert_int_equal(world.logged, 2);
	world.live = true;
	alarm_send(&app);
	assert_int_equal(line.asked, 1);
	/* The line is lost again: under the same key, for it may be there already. */
	assert_string_equal(world.event, "record " CASE " " RECORD " 1");
	line_answer(Q_TAMPERED, (struct answer){ .err = ERR_UNKNOWN });
	assert_int_equal(line.asked, 1);
	alarm_send(&app);
	assert_string_equal(world.key, world.last_key);
	takes("record " CASE " " RECORD " 1");
	assert_string_not_equal(world.key, world.last_key);
	/* What the database refuses is in its record: it is not sent for ever. */
	assert_string_equal(world.event, "record " CASE " " RECORD " 2");
	line_answer(Q_TAMPERED, (struct answer){ .err = ERR_SERVER });
	alarm_send(&app);
	assert_int_equal(line.asked, 3);
}

static void cancelled_on_a_line_it_is_sent_again(void **state)
{
	(void)state;
	record(3);
	line_answer(Q_TAMPERED, (struct answer){ .err = ERR_TIMEOUT });
	assert_int_equal(line.asked, 1);
	/* Found again. */
	record(3);
	assert_int_equal(line.asked, 2);
	assert_string_equal(world.key, world.last_key);
	line_answer(Q_TAMPERED, (struct answer){ .err = ERR_TIMEOUT });
	/* A poll. */
	alarm_send(&app);
	assert_int_equal(line.asked, 3);
	assert_string_equal(world.key, world.last_key);
	alarm_send(&app);
	assert_int_equal(line.asked, 3);
	takes("record " CASE " " RECORD " 3");
	record(3);
	alarm_send(&app);
	assert_int_equal(line.asked, 3);
	/* What could not be asked, likewise. */
	line.full = true;
	record(4);
	line.full = false;
	record(4);
	takes("record " CASE " " RECORD " 4");
	assert_int_equal(world.logged, 2);
}

static void a_few_wait_at_most(void **state)
{
	(void)state;
	world.live = false;
	for (uint32_t i = 1; i <= ALARMS + 5; i++, app.now++)
		record(i);
	assert_int_equal(world.logged, ALARMS + 5);
	world.live = true;
	alarm_send(&app);
	for (int i = 1; i < ALARMS; i++)
		line_answer(Q_TAMPERED, (struct answer){ 0 });
	takes("record " CASE " " RECORD " 16");
	assert_int_equal(line.asked, ALARMS);
	/* ... and there is room again. */
	record(ALARMS + 1);
	takes("record " CASE " " RECORD " 17");
}

static void where_nobody_takes_it_it_is_logged(void **state)
{
	(void)state;
	app.me.other_version = true;
	record(1);
	app.me.other_version = app.me.known = false;
	record(2);
	assert_int_equal(world.logged, 2);
	app.me.known = true;
	line.full = true;
	record(3);
	assert_int_equal(line.asked, 0);
	line.full = false;
	alarm_send(&app);
	takes("record " CASE " " RECORD " 3");
	assert_int_equal(line.asked, 1);
}

static int begin(void **state)
{
	(void)state;
	memset(&world, 0, sizeof world);
	memset(&line, 0, sizeof line);
	app = (struct app){ .now = 1000, .me = { .known = true } };
	world.live = true;
	return 0;
}

static int end(void **state)
{
	(void)state;
	alarm_free(&app);
	alarm_free(&app);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_was_found_is_told, begin, end),
		cmocka_unit_test_setup_teardown(the_same_is_told_once_an_hour, begin, end),
		cmocka_unit_test_setup_teardown(without_a_line_it_waits, begin, end),
		cmocka_unit_test_setup_teardown(cancelled_on_a_line_it_is_sent_again, begin, end),
		cmocka_unit_test_setup_teardown(a_few_wait_at_most, begin, end),
		cmocka_unit_test_setup_teardown(where_nobody_takes_it_it_is_logged, begin, end),
	};

	return cmocka_run_group_tests_name("alarm", tests, NULL, NULL);
}
