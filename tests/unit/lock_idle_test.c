/* When a console locks itself, forgets its keys, and is left. */
#include "tests/unit/a_lock.h"
#include "tests/unit/traces.h"
#include "tui/app/prompt.h"

static void an_idle_vault_is_locked(void **state)
{
	char near[LOCK_WARNING];

	(void)state;
	open_vault();
	assert_null(lock_warning(&app, near));
	pass(119999);
	assert_null(lock_warning(&app, near));
	pass(1);
	assert_non_null(lock_warning(&app, near));
	assert_string_equal(near, "The vault locks in 60 s. Any key keeps it open.");
	pass(36000);
	lock_warning(&app, near);
	assert_string_equal(near, "The vault locks in 25 s. Any key keeps it open.");
	press('j');
	assert_null(lock_warning(&app, near));
	assert_true(app.effects & EFFECT_REDRAW);
	pass(179999);
	assert_non_null(lock_warning(&app, near));
	assert_false(lock_covers(&app));
	pass(1);
	assert_true(app.lock.locked);
	assert_null(lock_warning(&app, near));
	assert_int_equal(world.put_away, 1);
	assert_int_equal(world.unshown, 1);
	assert_int_equal(world.forgotten, 0);
	/* Whoever types at the prompt does not put off the rest. */
	pass(700000);
	press('x');
	pass(19999);
	assert_int_equal(world.forgotten, 0);
	pass(1);
	assert_int_equal(world.forgotten, 1);
	assert_true(app.lock.locked);
}

static void a_short_time_is_warned_for_a_third_of_it(void **state)
{
	char near[LOCK_WARNING];

	(void)state;
	conf.vault.lock_after_s = 30;
	conf.vault.forget_after_s = 30;
	open_vault();
	pass(19999);
	assert_null(lock_warning(&app, near));
	pass(1);
	assert_non_null(lock_warning(&app, near));
	pass(10000);
	assert_true(app.lock.locked);
	assert_int_equal(world.forgotten, 1);
}

static void what_was_never_opened_stays(void **state)
{
	char near[LOCK_WARNING];

	(void)state;
	pass(INT64_C(86400000));
	assert_false(lock_covers(&app));
	assert_null(lock_warning(&app, near));
	world.wall += 3600000;
	pass(1);
	assert_false(lock_covers(&app));
	lock_before_stop(&app);
	assert_false(lock_covers(&app));
}

static void unlocking_returns(void **state)
{
	(void)state;
	open_vault();
	assert_true(app_lock(&app));
	assert_true(app_lock(&app));
	assert_int_equal(world.put_away, 1);
	assert_int_equal(world.unshown, 1);
	world.live = false; /* which it need not be */
	type("right");
	enter();
	assert_false(lock_covers(&app));
	assert_int_equal(world.fetched, 1);
	assert_int_equal(world.taken_back, 2);
	assert_false(app.lock.locked);

	/* Long after: the line is needed for the rest alone. */
	app_lock(&app);
	pass(900000);
	assert_int_equal(world.forgotten, 1);
	type("right");
	enter();
	assert_false(lock_covers(&app));
	assert_true(world.open);
	assert_non_null(strstr(world.said, "line is back"));
	press('j');
	assert_string_equal(world.events, "j");

	/* The server has stopped the question itself, and the line stands. */
	world.live = true;
	app_lock(&app);
	pass(900000);
	type("right");
	enter();
	lock_opened(&app, ERR_TIMEOUT);
	assert_true(world.open);
	assert_null(strstr(world.said, "line"));
	assert_non_null(strstr(world.said, ":lock"));

	/* What is coming back is not forgotten on its way. */
	world.live = true;
	app_lock(&app);
	pass(900000);
	type("right");
	enter();
	pass(1000);
	assert_int_equal(app.lock.step, LOCK_OPENING);
	assert_int_equal(world.forgotten, 3);
	world.open = true;
	lock_opened(&app, 0);
	assert_false(lock_covers(&app));
}

/* "marmalade-for-breakfast", each letter the next one: see traces.h. */
static const char disguised[] = "nbsnbmbef.gps.csfblgbtu";

static void nothing_of_it_is_left(void **state)
{
	struct input_event event;
	char word[sizeof disguised];

	(void)state;
	for (size_t i = 0; i < sizeof disguised; i++)
		word[i] = (char)(disguised[i] - (disguised[i] != 0));
	world.outcome = ERR_PASSPHRASE;
	ask();
	input_feed(term_input(look.term), word, sizeof word - 1, app.now);
	explicit_bzero(word, sizeof word);
	while (input_next(term_input(look.term), app.now, &event))
		app_event(&app, &event);
	assert_true(traces_of("self", disguised, sizeof disguised - 1, NULL) > 0);
	enter();
	explicit_bzero(world.tried, sizeof world.tried);
	assert_int_equal(traces_of("self", disguised, sizeof disguised - 1, stderr), 0);
}

/* Keys that were on their way to the screen before. */
static void what_was_typed_for_something_else_is_dropped(void **state)
{
	struct input_event event;

	(void)state;
	open_vault();
	input_feed(term_input(look.term), "jjk", 3, app.now);
	pass(180000);
	assert_true(app.lock.locked);
	assert_false(input_next(term_input(look.term), app.now, &event));
}

static void a_locked_screen_is_not_left_by_esc(void **state)
{
	(void)state;
	open_vault();
	app_lock(&app);
	press(INPUT_ESC);
	press(INPUT_CTRL('g'));
	assert_true(app.lock.locked);
	assert_int_equal(app.effects & EFFECT_QUIT, 0);
	type("half");
	press(INPUT_CTRL('c'));
	assert_int_equal(app.effects & EFFECT_QUIT, 0);
	wiped();
	world.forms = true;
	press(INPUT_CTRL('c'));
	assert_int_equal(app.effects & EFFECT_QUIT, 0);
	shows("not saved yet");
	world.forms = false;
	world.unknown_job = true;
	press(INPUT_CTRL('c'));
	assert_int_equal(app.effects & EFFECT_QUIT, 0);
	world.unknown_job = false;
	press(INPUT_CTRL('c'));
	assert_true(app.effects & EFFECT_QUIT);
}

static void what_is_half_typed_is_wiped(void **state)
{
	(void)state;
	ask();
	type("half");
	pass(59999);
	assert_memory_equal(slab, "half", 4);
	pass(1);
	wiped();
	type("way there");
	assert_string_equal(world.events, "");
	assert_int_equal(world.told_shut, 0);
	press(INPUT_ESC);
	assert_int_equal(world.told_shut, 1);
	open_vault();
	app_lock(&app);
	type("half");
	pass(60000);
	wiped();
	assert_true(app.lock.locked);
}

static void a_clock_that_jumps_locks(void **state)
{
	static const struct {
		int64_t asleep, wall;
		bool locks;
	} jumps[] = { { 0, 9000, false }, { 0, -9000, false }, { 900, 0, false },
		{ 0, 11000, true }, { 0, -11000, true }, { 0, 86400000, true },
		{ 1100, -1100, true }, { 3600000, 0, true } };

	(void)state;
	for (size_t i = 0; i < sizeof jumps / sizeof *jumps; i++) {
		begin(24, 80);
		open_vault();
		pass(1000);
		assert_false(app.lock.locked);
		world.asleep += jumps[i].asleep;
		world.wall += jumps[i].wall;
		pass(0);
		assert_int_equal(app.lock.locked, jumps[i].locks);
	}
}

/* A clock that is drawn to the right time a little each minute is no jump. */
static void a_clock_that_drifts_does_not(void **state)
{
	(void)state;
	open_vault();
	for (int i = 0; i < 100; i++) {
		world.wall += 900;
		pass(1000);
		press('j');
	}
	assert_false(app.lock.locked);
}

static void stopping_forgets_all(void **state)
{
	(void)state;
	open_vault();
	lock_before_stop(&app);
	assert_true(app.lock.locked);
	assert_int_equal(world.put_away, 1);
	assert_int_equal(world.unshown, 1);
	assert_int_equal(world.forgotten, 1);
	type("half");
	lock_before_stop(&app);
	wiped();
	assert_true(app.lock.locked);
	begin(24, 80);
	ask();
	type("half");
	lock_before_stop(&app);
	wiped();
	type("way there");
	assert_string_equal(world.events, "");
	press(INPUT_ESC);
	assert_false(lock_covers(&app));
}

/* Also where it was locked already: what stood there is not to stand there any more. */
static void shut_out_she_has_nothing(void **state)
{
	(void)state;
	open_vault();
	lock_shut_out(&app);
	lock_shut_out(&app);
	assert_true(app.shut_out && app.lock.locked);
	assert_int_equal(world.put_away, 1);
	assert_int_equal(world.unshown, 2);
	assert_int_equal(world.forgotten, 1);
	begin(24, 80);
	open_vault();
	app_lock(&app);
	type("half");
	lock_shut_out(&app);
	wiped();
	assert_int_equal(world.unshown, 2);
	assert_int_equal(world.forgotten, 1);
	lock_let_in(&app);
	assert_true(!app.shut_out && app.lock.locked);
	/* With no keys there is nothing to lock, and the line at the bottom goes all the same. */
	begin(24, 80);
	prompt_start(&(struct prompt_options){ 0 });
	prompt_open(':', "seen at the quay");
	world.put_away = 1; /* by nobody: there was nothing */
	lock_shut_out(&app);
	assert_false(prompt_is_open());
	assert_string_equal(prompt_text(), "");
	prompt_stop();
	lock_let_in(&app);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_idle_vault_is_locked),
		TEST(a_short_time_is_warned_for_a_third_of_it),
		TEST(what_was_never_opened_stays),
		TEST(unlocking_returns),
		TEST(nothing_of_it_is_left),
		TEST(what_was_typed_for_something_else_is_dropped),
		TEST(a_locked_screen_is_not_left_by_esc),
		TEST(what_is_half_typed_is_wiped),
		TEST(a_clock_that_jumps_locks),
		TEST(a_clock_that_drifts_does_not),
		TEST(stopping_forgets_all),
		TEST(shut_out_she_has_nothing),
	};

	return cmocka_run_group_tests_name("lock_idle", tests, NULL, NULL);
}
