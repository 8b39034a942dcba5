/* What opened nothing, or named what is not there: which key is one more of what somebody types. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <string.h>

#include "tests/unit/look.h"
#include "tui/app/prompt.h"
#include "tui/app/spill.h"
#include "tui/app/state.h"
#include "tui/term/input.h"

static struct app app;
static struct conf conf;
static struct look look;
static bool will_open;
static int took;

/* ---- screens and verbs ---- */

static int opens(struct view *view, const struct call *call)
{
	(void)view, (void)call;
	return will_open ? 0 : -1;
}

static void draw(struct view *view, struct pane *pane)
{
	(void)view, (void)pane;
}

static const struct screen page = { .name = "page", .open = opens, .draw = draw };

static unsigned open_page(struct call *call)
{
	return app_open(call->app, &page, call);
}

static unsigned take(struct call *call)
{
	(void)call;
	took++;
	return EFFECT_NONE;
}

static unsigned refuse(struct call *call)
{
	app_say(call->app, SAY_ERROR, "It is not yours.");
	return EFFECT_NONE;
}

static unsigned tell(struct call *call)
{
	app_say(call->app, SAY_INFO, "It is yours.");
	return EFFECT_NONE;
}

static const struct verb verbs[] = {
	{ .name = "page", .flags = VERB_CASE, .act = open_page },
	{ .name = "take", .key = "t", .flags = VERB_CHANGES, .act = take },
	{ .name = "refuse", .act = refuse },
	{ .name = "tell", .act = tell },
	{ .name = NULL },
};
const struct verb *const verb_tables[] = { verbs, NULL };

/* ---- playing ---- */

static struct view ground = { .screen = &page, .app = &app };

static int begin(void **state)
{
	(void)state;
	app = (struct app){ .conf = &conf, .now = 5000000, .tabs = { &ground } };
	look_open(&look, 24, 80);
	app.term = look.term;
	prompt_start(&(struct prompt_options){ .complete = NULL });
	will_open = true;
	took = 0;
	return 0;
}

static int end(void **state)
{
	(void)state;
	while (app.depth > 0)
		views_close_top(&app);
	prompt_stop();
	look_close(&look);
	return 0;
}

static void press(int key)
{
	char raw[2] = { (char)key, '\0' };

	app_event(&app, &(struct input_event){ .key = key, .raw = raw, .raw_len = 1 });
}

static void enter(const char *line)
{
	press(':');
	for (; *line != '\0'; line++)
		press(*line);
	press(INPUT_ENTER);
}

static const char *last_said(void)
{
	enum say_level level;
	int64_t at;
	const char *text = app_message(&app, 0, &level, &at);

	return text != NULL ? text : "";
}

/* The key behind it is no verb, which is said, and one after a second's quiet is. */
static void spills(void)
{
	press('t');
	assert_int_equal(took, 0);
	assert_string_equal(last_said(),
		"Not done, nor was the step before. Wait a second, then press the key again.");
	app.now += SPILL_MS;
	press('t');
	assert_int_equal(took, 1);
}

static void spills_not(void)
{
	press('t');
	assert_int_equal(took, 1);
}

/* ---- what did not come ---- */

static void a_line_that_was_refused(void **state)
{
	(void)state;
	enter("refuse");
	spills();
}

static void a_line_that_was_carried_out(void **state)
{
	(void)state;
	enter("refuse");
	enter("tell");
	spills_not();
}

static void a_screen_that_does_not_open(void **state)
{
	(void)state;
	will_open = false;
	app_open(&app, &page, NULL);
	assert_int_equal(app.depth, 0);
	spills();
}

static unsigned take_back(struct view *view, const unsigned char *plain, size_t length)
{
	(void)view, (void)plain, (void)length;
	return EFFECT_NONE;
}

/* The oldest makes room, but for what keeps something typed. */
static void one_screen_too_many(void **state)
{
	static const struct screen form = { .name = "form", .draw = draw, .take_back = take_back };

	(void)state;
	for (int i = 0; i < APP_DEPTH; i++)
		app_open(&app, i == 1 ? &page : &form, NULL);
	app_open(&app, &form, NULL);
	assert_int_equal(app.depth, APP_DEPTH);
	assert_false(spill_goes_on(&app));
	for (size_t i = 0; i < app.depth; i++)
		assert_ptr_equal(app.stack[i]->screen, &form);
	app_open(&app, &page, NULL);
	assert_int_equal(app.depth, APP_DEPTH);
	spills();
}

/* ---- a line that names what is not there ---- */

#define CODE "HW-JMKK-TAPH"
#define LINE "page " CODE
#define NOT_THERE "There is no case " CODE " in your offices."

/* It comes back, and the reason is kept for :messages. */
static void comes_back(void)
{
	assert_true(prompt_is_open());
	assert_string_equal(prompt_text(), LINE);
	assert_string_equal(last_said(), NOT_THERE);
	assert_false(app.showing);
	press('n');
	assert_string_equal(prompt_text(), "page n" CODE);
	press(INPUT_ESC);
}

static void not_there(void)
{
	app.showing = false;
	spill_not_there(&app, CODE, NOT_THERE);
}

static void only_said(void)
{
	not_there();
	assert_false(prompt_is_open());
	assert_string_equal(last_said(), NOT_THERE);
	assert_true(app.showing);
	assert_true(spill_goes_on(&app));
}

static void the_line_comes_back(void **state)
{
	(void)state;
	enter(LINE);
	assert_int_equal(app.depth, 1);
	not_there();
	comes_back();
}

static void not_for_a_page_that_a_key_opened(void **state)
{
	(void)state;
	app_open(&app, &page, NULL);
	enter("tell");
	only_said();
	/* Nor for one over that of the line. */
	enter(LINE);
	app_open(&app, &page, NULL);
	only_said();
}

static void not_once_it_was_there(void **state)
{
	(void)state;
	enter(LINE);
	spill_line_came(&app);
	only_said();
}

/* Whatever is opened next may lie in the same memory. */
static void not_for_the_page_after_it(void **state)
{
	(void)state;
	enter(LINE);
	views_close_top(&app);
	assert_null(app.of_line);
}

static void not_over_what_asks(void **state)
{
	(void)state;
	enter(LINE);
	app.choosing = true;
	only_said();
	app.choosing = false;
	app.lock.step = LOCK_TYPING;
	only_said();
	app.lock.step = LOCK_OFF;
	not_there();
	comes_back();
}

static void not_into_another_line(void **state)
{
	(void)state;
	enter(LINE);
	press(':');
	press('x');
	not_there();
	assert_string_equal(prompt_text(), "x");
	assert_true(app.showing);
}

static void not_once_it_was_forgotten(void **state)
{
	(void)state;
	enter(LINE);
	prompt_forget();
	only_said();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_line_that_was_refused),
		TEST(a_line_that_was_carried_out),
		TEST(a_screen_that_does_not_open),
		TEST(one_screen_too_many),
		TEST(the_line_comes_back),
		TEST(not_for_a_page_that_a_key_opened),
		TEST(not_once_it_was_there),
		TEST(not_for_the_page_after_it),
		TEST(not_over_what_asks),
		TEST(not_into_another_line),
		TEST(not_once_it_was_forgotten),
	};

	if (setlocale(LC_ALL, "C.UTF-8") == NULL)
		return 1;
	return cmocka_run_group_tests_name("spill_line", tests, NULL, NULL);
}
