/* The window on a long order: every row is met once, in order, whichever way; the focus stays with
 * its record while others come and go. */
#include "tests/unit/a_window.h"

static struct listing_facts place(bool exact)
{
	struct listing_facts facts = { .rows = exact ? (int64_t)name_count : -1 };

	window_place(&window, &facts, exact);
	return facts;
}

static void test_once_each(void **state)
{
	static const size_t counts[] = { 0, 1, 9, 50, 51, 53, 54, 95, 96, 97, 300, NAMES };

	(void)state;
	for (size_t n = 0; n < sizeof counts / sizeof *counts; n++) {
		begin(counts[n]);
		for (size_t i = 0; i < counts[n]; i++, press('j')) {
			assert_string_equal(focused(), names[i]);
			assert_true(list.count <= 4 * WINDOW_STEP + WINDOW_SPARE);
			assert_true(place(true).at == 0 || place(true).at == (int64_t)i + 1);
		}
		for (size_t i = counts[n]; i-- > 0; press('k'))
			assert_string_equal(focused(), names[i]);
		assert_false(list.above);
		end();
	}
}

/* A number that is less than what is at hand is old: it is not told. */
static void test_old_number(void **state)
{
	struct listing_facts facts;

	(void)state;
	begin(NAMES);
	for (int less = 0; less < 2; less++) {
		facts = (struct listing_facts){ .rows = (int64_t)list.count - less };
		window_place(&window, &facts, true);
		assert_int_equal(facts.rows, less ? -1 : (int64_t)list.count);
	}
	end();
}

static void test_far(void **state)
{
	(void)state;
	begin(NAMES);
	press('G');
	assert_string_equal(focused(), names[NAMES - 1]);
	assert_true(place(true).at == NAMES && !place(true).about && !place(true).from_end);
	assert_true(place(false).at == 1 && place(false).from_end);
	for (size_t i = NAMES; i-- > 0; press('k')) {
		assert_string_equal(focused(), names[i]);
		assert_true(place(true).at == (int64_t)i + 1);
		assert_true(!place(false).from_end || place(false).at == (int64_t)(NAMES - i));
	}
	assert_false(place(false).from_end);
	press('G');
	insert("999999");
	load();
	assert_string_equal(list.items[list.count - 1].id, "999999");
	press('g');
	assert_string_equal(focused(), names[0]);
	assert_false(list.above);
	for (int i = 0; i < 30; i++)
		press(INPUT_PAGE_DOWN);
	assert_string_equal(focused(), names[30 * (HEIGHT - 1)]);
	for (int i = 0; i < 30; i++)
		press(INPUT_PAGE_UP);
	assert_string_equal(focused(), names[0]);
	end();
}

static void insert_many(void)
{
	char name[40];

	for (int i = 0; i < 300; i++) {
		snprintf(name, sizeof name, "%06u", (unsigned)(i + 1) % 999999);
		insert(name);
	}
	now += 60000;
}

/* Rows that come before the focused one push it on, never out. */
static void test_pushed(void **state)
{
	char was[40];

	(void)state;
	begin(NAMES);
	for (int i = 0; i < 40; i++)
		press('j');
	text_copy(was, sizeof was, focused());
	insert_many();
	load();
	assert_string_equal(focused(), was);
	assert_true(list.above);
	assert_whole();
	end();
}

/* ... but where the cursor is on another list, the head stays in sight. */
static void test_pushed_aside(void **state)
{
	(void)state;
	begin(NAMES);
	press('j');
	list.aside = true;
	insert_many();
	load();
	assert_false(list.above);
	assert_int_equal(list.top, 0);
	assert_string_equal(focused(), names[0]);
	assert_whole();
	end();
}

/* Anything, many times: the focus stays with its record, and a rest shows the truth. */
static void test_anything(void **state)
{
	static const int keys[] = { 'j', 'k', 'j', 'k', INPUT_PAGE_DOWN, INPUT_PAGE_UP,
		INPUT_PAGE_DOWN, 'j', 'G', 'g' };
	unsigned seed = 7;

	(void)state;
	begin(400);
	for (int i = 0; i < 20000; i++) {
		char was[8], name[8];
		unsigned dice = (seed = seed * 1103515245 + 12345) >> 8;

		now += dice % 1000;
		if (dice % 10 < 6) {
			press(keys[dice / 16 % (sizeof keys / sizeof *keys)]);
			continue;
		}
		text_copy(was, sizeof was, focused());
		snprintf(name, sizeof name, "%06u", dice / 16 % 4000);
		if (dice % 10 < 8 && name_count < 600)
			insert(name);
		else if (name_count > 300)
			delete (dice / 16 % name_count);
		if (dice % 7 == 0)
			now += 10000;
		load();
		if (place_of(was) < name_count && strcmp(was, names[place_of(was)]) == 0)
			assert_string_equal(focused(), was);
		if (dice % 5 == 0)
			assert_whole();
	}
	end();
}

/* What was still on the window goes, and nothing is behind: it is filled from above. */
static void test_thinned(void **state)
{
	char was[8];

	(void)state;
	for (size_t left = 0; left < 4; left++) {
		begin(300);
		for (int i = 0; i < 20; i++)
			press(INPUT_PAGE_DOWN);
		assert_true(list.above);
		name_count = place_of(list.items[0].id) + left;
		text_copy(was, sizeof was, list.items[left > 0 ? 1 : 0].id);
		list.focus = left > 0 ? 1 : 0;
		now += 60000;
		load();
		list_settle(&list); /* the focused one that is gone stays a while */
		assert_string_equal(focused(), left > 1 ? was : names[name_count - 1]);
		assert_true(list.count >= HEIGHT);
		assert_false(list.below);
		assert_whole();
		end();
	}
	begin(300);
	press('G');
	name_count = 0;
	now += 60000;
	load();
	assert_false(list.above);
	assert_int_equal(list.count, 0);
	end();
}

/* A jump that cannot be made now is not made later. */
static void test_no_line(void **state)
{
	(void)state;
	begin(NAMES);
	live = false;
	assert_int_equal(move(LIST_LAST), EFFECT_REDRAW);
	assert_int_equal(list.focus, list.count - 1);
	assert_int_equal(said, 1);
	assert_int_equal(move(LIST_DOWN), EFFECT_REDRAW);
	live = true;
	load();
	assert_string_equal(focused(), names[list.count - 1]);
	assert_false(list.above);
	/* the answer is an error */
	assert_true(move(LIST_LAST) & EFFECT_RELOAD);
	ask();
	window_failed(&window);
	load();
	assert_false(list.above);
	/* nor is the page that follows, but with the next step */
	while (!(move(LIST_DOWN) & EFFECT_RELOAD))
		assert_true(list.focus + 1 < list.count);
	ask();
	assert_false(move(LIST_DOWN) & EFFECT_RELOAD);
	window_failed(&window);
	assert_true(move(LIST_DOWN) & EFFECT_RELOAD);
	end();
}

/* The focus goes after a record with the first answer, or not at all. */
static void test_sought(void **state)
{
	(void)state;
	begin(40);
	window_seek(&window, "000005");
	insert("000005");
	load();
	assert_string_equal(focused(), "000005");
	window_seek(&window, "000006");
	load();
	insert("000006");
	now += 60000;
	load();
	assert_string_equal(focused(), "000005");
	/* also where it is another list that comes with the answer */
	insert("000007");
	window_seek(&window, "000007");
	window_reset(&window);
	load();
	assert_string_equal(focused(), "000007");
	end();
}

static void test_too_many_params(void **state)
{
	static const struct param params[LISTING_PARAMS + 1];
	struct listing_question question = {
		.query = Q_OFFICE_LIST, .params = params, .count = LISTING_PARAMS + 1
	};

	(void)state;
	begin(10);
	assert_int_equal(window_ask(&window, &listing, NULL, question, 0, SEEN, NULL, NULL),
		ERR_INPUT);
	question.count = 1;
	assert_int_equal(window_ask(&window, &listing, NULL, question, 1, SEEN, NULL, NULL),
		ERR_INPUT);
	assert_false(window.asking);
	end();
}

/* A view that went behind has nothing asked for it; it is read when it comes back. */
static void test_behind(void **state)
{
	char name[40], was[8];

	(void)state;
	begin(NAMES);
	for (int i = 0; i < 40; i++)
		press('j');
	text_copy(was, sizeof was, focused());
	for (int i = 0; i < 300; i++) {
		snprintf(name, sizeof name, "%06u", (unsigned)i + 1);
		insert(name);
	}
	front = NULL;
	ask();
	assert_int_equal(take(), EFFECT_REDRAW);
	assert_int_equal(view.stale_topics, TOPIC_CASE);
	front = &view;
	load();
	assert_string_equal(focused(), was);
	end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_once_each),
		cmocka_unit_test(test_old_number),
		cmocka_unit_test(test_far),
		cmocka_unit_test(test_pushed),
		cmocka_unit_test(test_pushed_aside),
		cmocka_unit_test(test_anything),
		cmocka_unit_test(test_thinned),
		cmocka_unit_test(test_no_line),
		cmocka_unit_test(test_sought),
		cmocka_unit_test(test_too_many_params),
		cmocka_unit_test(test_behind),
	};

	return cmocka_run_group_tests_name("window", tests, NULL, NULL);
}
