/* The passphrase screen: what it shows, and what becomes of what is typed. */
#include "tests/unit/a_lock.h"

#include "db/vault/keyfile.h"

/* ---- what is seen ---- */

static void nothing_but_the_prompt(void **state)
{
	static const struct {
		int rows, cols, row, col;
	} sizes[] = { { 24, 80, 8, 31 }, { 20, 60, 6, 21 }, { 43, 132, 14, 57 }, { 10, 40, 3, 11 },
		{ 3, 12, 1, 0 }, { 1, 80, 0, 31 } };

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		char wanted[200] = "";

		begin(sizes[i].rows, sizes[i].cols);
		open_vault();
		assert_true(app_lock(&app));
		for (int row = 0; row < sizes[i].rows; row++) {
			size_t n = strlen(wanted);

			if (row == sizes[i].row)
				snprintf(wanted + n, sizeof wanted - n, "%*s%s", sizes[i].col, "",
					"passphrase:");
			n = strlen(wanted);
			snprintf(wanted + n, sizeof wanted - n, "\n");
		}
		size_t n = strlen(wanted);
		snprintf(wanted + n, sizeof wanted - n, "cursor %d %d\n", sizes[i].row,
			sizes[i].col + 12 < sizes[i].cols ? sizes[i].col + 12 : sizes[i].cols - 1);
		assert_string_equal(seen(), wanted);
		end(NULL);
	}
}

static void neither_letters_nor_their_number(void **state)
{
	char one[4000];

	(void)state;
	ask();
	type("q");
	shows("passphrase: typed");
	snprintf(one, sizeof one, "%s", look.text);
	type("w e5$ another and another");
	assert_string_equal(seen(), one);
	for (int i = 0; i < 40; i++)
		press(INPUT_BACKSPACE);
	assert_null(strstr(seen(), "typed"));
	press('x');
	assert_string_equal(seen(), one);
}

static void hints_stand_below(void **state)
{
	(void)state;
	ask();
	type("ABC");
	shows("Caps Lock");
	press(INPUT_CTRL('u'));
	assert_null(strstr(seen(), "Caps"));
	app_event(&app, &(struct input_event){ .key = 0xe01, .raw = "\u0e01", .raw_len = 3 });
	shows("Thai");
}

/* ---- trying ---- */

static void it_is_painted_before_it_is_tried(void **state)
{
	(void)state;
	ask();
	press(INPUT_ENTER); /* nothing is typed */
	assert_int_equal(app.lock.step, LOCK_TYPING);
	type("se^cret");
	press(INPUT_ENTER);
	pass(0);
	pass(0);
	assert_int_equal(world.tries, 0);
	shows("unlocking, about 1 s");
	pass(0);
	assert_int_equal(world.tries, 1);
	assert_string_equal(world.tried, "se^cret");
	wiped();
}

static void what_is_typed_meanwhile_comes_after(void **state)
{
	(void)state;
	ask();
	type("secret");
	press(INPUT_ENTER);
	type("jj?k");
	assert_string_equal(world.events, "");
	seen();
	pass(0);
	type("x"); /* while the keys are asked for */
	shows("reading your keys");
	assert_string_equal(world.events, "");
	world.open = true;
	lock_opened(&app, 0);
	assert_int_equal(world.told_open, 1);
	/* What has opened a question by then has not been seen. */
	assert_string_equal(world.events, "jj?");
	assert_non_null(strstr(world.said, "dropped"));
	wiped();
}

static void a_wrong_one_says_so_and_drops_what_followed(void **state)
{
	(void)state;
	world.outcome = ERR_PASSPHRASE;
	ask();
	type("wrong");
	press(INPUT_ENTER);
	type("jj");
	seen();
	pass(0);
	wiped();
	shows("That passphrase is wrong.");
	assert_int_equal(app.lock.step, LOCK_TYPING);
	assert_int_equal(world.told_open + world.told_shut, 0);
	press('x');
	assert_null(strstr(seen(), "wrong"));
	assert_string_equal(world.events, "");
	press(INPUT_ESC);
	assert_int_equal(world.told_shut, 1);
	assert_false(lock_covers(&app));
	wiped();
}

static void wrong_ones_wait_longer_and_longer(void **state)
{
	static const int64_t waits[] = { 0, 0, 0, 1000, 2000, 4000, 8000, 16000, 30000, 30000 };

	(void)state;
	world.outcome = ERR_PASSPHRASE;
	ask();
	for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
		type("wrong");
		enter();
		if (waits[i] > 0) {
			assert_int_equal(world.tries, i);
			shows("tried in");
			pass(waits[i] - 1);
			seen();
			pass(0);
			assert_int_equal(world.tries, i);
			pass(1);
			seen();
			pass(0);
		}
		assert_int_equal(world.tries, i + 1);
	}
	/* Going back and coming again does not help; the right one does. */
	press(INPUT_ESC);
	ask();
	world.outcome = 0;
	type("right");
	enter();
	assert_int_equal(app.lock.step, LOCK_TRYING);
	pass(30000);
	seen();
	pass(0);
	assert_int_equal(app.lock.step, LOCK_OPENING);
	assert_int_equal(app.lock.wrong, 0);
}

static void anothers_turn_is_waited_for(void **state)
{
	(void)state;
	world.outcome = ERR_TIMEOUT;
	ask();
	type("secret");
	enter();
	assert_int_equal(world.tries, 1);
	shows("others are unlocking on this host");
	assert_memory_equal(slab, "secret", 7);
	for (int i = 2; i < 5; i++) {
		pass(199);
		assert_int_equal(world.tries, i - 1);
		pass(1);
		seen();
		pass(0);
		assert_int_equal(world.tries, i);
	}
	world.outcome = 0;
	pass(200);
	seen();
	pass(0);
	assert_string_equal(world.tried, "secret");
	assert_int_equal(app.lock.step, LOCK_OPENING);
	wiped();
}

static void waiting_can_be_given_up(void **state)
{
	(void)state;
	world.outcome = ERR_TIMEOUT;
	ask();
	type("secret");
	enter();
	press(INPUT_ESC);
	assert_false(lock_covers(&app));
	assert_int_equal(world.told_shut, 1);
	wiped();
	pass(60000);
	assert_int_equal(world.tries, 1);
}

static void what_is_not_the_passphrases_fault_is_said(void **state)
{
	static const enum err errors[] = { ERR_TAMPERED, ERR_CONTRACT, ERR_INPUT, ERR_IO,
		ERR_MEMORY };

	(void)state;
	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
		world.outcome = (int)errors[i];
		ask();
		type("secret");
		enter();
		wiped();
		refused("why not");
		assert_string_equal(world.said, "why not");
		press(INPUT_ESC);
		assert_int_equal(world.told_shut, i + 1);
		assert_false(lock_covers(&app));
	}
	world.prepared = ERR_IO;
	app.lock.typed = (struct passphrase){ 0 };
	assert_false(app_lock(&app));
	assert_false(lock_covers(&app));
	ask();
	refused("no key file");
	assert_string_equal(world.said, "no key file");
	press(INPUT_ENTER);
	assert_false(lock_covers(&app));
}

/* Whoever types her passphrase does not look whether it is asked for. */
static void no_refusal_hands_on_what_is_typed(void **state)
{
	static const char *const keys = "jx?:quit";

	(void)state;
	world.prepared = ERR_IO;
	app.lock.typed = (struct passphrase){ 0 };
	ask();
	type(keys);
	press(INPUT_BACKSPACE);
	press(INPUT_ENTER);
	refused("no key file");
	pass(INT64_C(86400000));
	refused("no key file");
	press(INPUT_ENTER);
	assert_false(lock_covers(&app));

	world.prepared = 0;
	world.knows = world.live = false;
	ask();
	type(keys);
	press(INPUT_ENTER);
	refused("cannot be reached");
	lock_known(&app, 0); /* the line came back */
	refused("cannot be reached");
	lock_before_stop(&app);
	refused("cannot be reached");
	press(INPUT_CTRL('g'));
	assert_false(lock_covers(&app));

	/* In the midst of it. */
	world.live = true;
	ask();
	type("hal");
	lock_known(&app, ERR_KEY);
	wiped();
	press(INPUT_ENTER);
	refused("nobody signed for you");
	type("f and half");
	press(INPUT_ENTER);
	refused("nobody signed for you");
	press(INPUT_ESC);
	world.knows = true;
	ask();
	type("right");
	enter();
	type("jj");
	lock_opened(&app, ERR_SERVER);
	refused("nobody signed for you");
	press(INPUT_ENTER);
	refused("nobody signed for you");
	press(INPUT_ENTER);
	assert_false(lock_covers(&app));
	assert_int_equal(world.told_shut, 4);
	assert_string_equal(world.events, "");
}

/* Her passphrase was right, and the database's answer was not: she may go back to the codes. */
static void a_locked_screen_is_left_once_it_was_right(void **state)
{
	(void)state;
	open_vault();
	app_lock(&app);
	pass(900000);
	type("right");
	enter();
	lock_opened(&app, ERR_TAMPERED);
	refused("nobody signed for you");
	assert_int_equal(world.forgotten, 2);
	press(INPUT_ESC);
	assert_false(lock_covers(&app));
	assert_false(app.lock.locked);
	assert_false(world.open);
}

/* Each word of it stands on the screen, wherever its lines break. */
static void shows_whole(const char *sentence)
{
	const char *at = seen();

	for (; *sentence != '\0'; sentence++) {
		at += strspn(at, " \n");
		if (*sentence != ' ' && *at++ != *sentence)
			fail_msg("not \"%s\" in:\n%s", sentence, look.text);
	}
}

static void what_is_wrong_with_a_key_file_fits(void **state)
{
	static const int sizes[][2] = { { 24, 80 }, { 20, 60 }, { 15, 40 } };
	const char *const files[] = { "", "homeward ", "homeward key\n\2" };
	static unsigned char host[HOST_SECRET];
	struct person person;

	(void)state;
	for (size_t i = 0; i < 9; i++) {
		const char *file = files[i % 3];

		begin(sizes[i / 3][0], sizes[i / 3][1]);
		assert_int_equal(keyfile_open(&person, file, strlen(file), "", "", host, NULL,
					 &world.why),
			ERR_TAMPERED);
		world.outcome = ERR_TAMPERED;
		ask();
		type("secret");
		enter();
		refused("Your key file");
		shows_whole(world.why.text);
		end(NULL);
	}
}

/* The sentence about a file would tell whose it is. */
static void a_locked_screen_names_no_file(void **state)
{
	(void)state;
	open_vault();
	app_lock(&app);
	world.outcome = ERR_TAMPERED;
	type("secret");
	enter();
	shows("damaged or of another host");
	shows("was not tried");
	assert_null(strstr(look.text, "wrong"));
	assert_null(strstr(look.text, "why not"));
	assert_true(app.lock.locked);
	wiped();
}

static void whose_is_asked_first(void **state)
{
	(void)state;
	world.knows = false;
	ask();
	assert_int_equal(world.asked_whose, 1);
	type("secret");
	press(INPUT_ENTER);
	shows("asking the database whose");
	pass(0);
	assert_int_equal(world.tries, 0);
	world.knows = true;
	lock_known(&app, 0);
	seen();
	pass(0);
	assert_int_equal(world.tries, 1);
	press(INPUT_ESC);

	world.knows = false;
	begin(24, 80);
	world.knows = world.live = false;
	ask();
	refused("cannot be reached");
	press(INPUT_ESC);
	world.live = true;
	ask();
	lock_known(&app, ERR_KEY); /* keys that nobody has signed for */
	refused("nobody signed for you");
	press(INPUT_ESC);
	assert_int_equal(world.told_shut, 2);
}

static void one_waits_at_a_time(void **state)
{
	(void)state;
	ask();
	ask();
	assert_int_equal(world.told_shut, 1);
	lock_forget(&app, &world);
	press(INPUT_ESC);
	assert_int_equal(world.told_shut, 1);
	open_vault();
	assert_int_equal(app_unlock(&app, told, &world), EFFECT_NONE);
	assert_int_equal(world.told_open, 2);
}

static void keys_that_went_are_told(void **state)
{
	(void)state;
	ask();
	type("right");
	enter();
	lock_opened(&app, ERR_KEY);
	refused("nobody signed for you");
	assert_int_equal(world.forgotten, 1);
	press(INPUT_ESC);
	assert_int_equal(world.told_shut, 1);
	ask();
	type("right");
	enter();
	lock_opened(&app, ERR_TIMEOUT);
	refused("the database does not answer");
	assert_null(strstr(look.text, "LIVE")); /* which the header says */
	press(INPUT_ESC);
	ask();
	type("right");
	enter();
	world.live = false;
	lock_opened(&app, ERR_OFFLINE);
	refused("cannot be reached");
	lock_opened(&app, 0); /* too late */
	refused("cannot be reached");
	press(INPUT_ESC);
	assert_int_equal(world.told_shut, 3);
	assert_int_equal(world.told_open, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_but_the_prompt),
		TEST(neither_letters_nor_their_number),
		TEST(hints_stand_below),
		TEST(it_is_painted_before_it_is_tried),
		TEST(what_is_typed_meanwhile_comes_after),
		TEST(a_wrong_one_says_so_and_drops_what_followed),
		TEST(wrong_ones_wait_longer_and_longer),
		TEST(anothers_turn_is_waited_for),
		TEST(waiting_can_be_given_up),
		TEST(what_is_not_the_passphrases_fault_is_said),
		TEST(no_refusal_hands_on_what_is_typed),
		TEST(a_locked_screen_is_left_once_it_was_right),
		cmocka_unit_test(what_is_wrong_with_a_key_file_fits),
		TEST(a_locked_screen_names_no_file),
		TEST(whose_is_asked_first),
		TEST(one_waits_at_a_time),
		TEST(keys_that_went_are_told),
	};

	return cmocka_run_group_tests_name("lock", tests, NULL, NULL);
}
