/* The window on a long order: marks, and keys that come while rows are on their way. */
#include "tests/unit/a_window.h"

/* Marks stay with records that are out of sight, and come back with them. */
static void test_marks(void **state)
{
	struct target targets[8];

	(void)state;
	begin(NAMES);
	list_move(&list, LIST_MARK, now);
	press('G');
	list_move(&list, LIST_MARK, now);
	assert_int_equal(list_marked(&list), 2);
	assert_int_equal(list_targets(&list, targets, 8, 10000000), 2);
	press('g');
	assert_int_equal(list_marked(&list), 2);
	assert_true(list.items[0].marked);
	list_move(&list, LIST_MARK, now);
	assert_int_equal(list_targets(&list, targets, 8, 10000000), 1);
	assert_string_equal(targets[0].id, names[NAMES - 1]);
	window_reset(&window);
	load();
	assert_int_equal(list_marked(&list), 0);
	end();
}

/* The list goes on under a mark as under any movement, and no row is marked twice. */
static void test_marking(void **state)
{
	size_t at_hand;

	(void)state;
	begin(NAMES);
	for (size_t i = 0; i < 300; i++) {
		assert_string_equal(focused(), names[i]);
		if (move(LIST_MARK) & EFFECT_RELOAD)
			load();
	}
	assert_int_equal(list_marked(&list), 300);
	end();
	begin(NAMES);
	at_hand = list.count;
	for (size_t i = 0; i < at_hand + 3; i++)
		if (move(LIST_MARK) & EFFECT_RELOAD)
			ask();
	assert_int_equal(list_marked(&list), at_hand);
	if (take() & EFFECT_RELOAD)
		load();
	assert_int_equal(list_marked(&list), at_hand);
	assert_string_equal(focused(), names[at_hand]);
	/* it takes back a jump, and what the focus was looking for */
	assert_true(move(LIST_LAST) & EFFECT_RELOAD);
	ask();
	window_seek(&window, names[at_hand + 9]);
	window_seek(&window, "000001");
	assert_true(move(LIST_MARK) & EFFECT_RELOAD);
	insert("000001");
	load();
	assert_string_equal(focused(), names[at_hand + 11]);
	end();
}

/* A key held down asks once. */
static void test_held_down(void **state)
{
	(void)state;
	begin(NAMES);
	for (int i = 0; i < 9; i++) {
		unsigned effects = move(LIST_LAST);

		assert_true(i == 0 ? effects & EFFECT_RELOAD : effects == EFFECT_REDRAW);
		if (i == 0)
			ask();
	}
	take();
	assert_string_equal(focused(), names[NAMES - 1]);
	for (int i = 0; i < 9; i++)
		if (move(LIST_FIRST) & EFFECT_RELOAD) {
			assert_int_equal(i, 0);
			ask();
		}
	take();
	assert_string_equal(focused(), names[0]);
	end();
}

/* Who moves on while an end is on its way does not want it any more: rows are asked for again from
 * here. */
static void test_changed_her_mind(void **state)
{
	(void)state;
	begin(NAMES);
	assert_true(move(LIST_LAST) & EFFECT_RELOAD);
	ask();
	assert_true(move(LIST_DOWN) & EFFECT_RELOAD);
	ask();
	assert_false(take() & EFFECT_RELOAD);
	assert_string_equal(focused(), names[1]);
	end();
}

static void type(enum list_move how, int times)
{
	for (int i = 0; i < times; i++)
		if (move(how) & EFFECT_RELOAD)
			ask();
}

/* What is typed while a page is on its way is done when it comes; nothing is drawn meanwhile. */
static void test_ahead(void **state)
{
	static const struct {
		enum list_move move;
		int times;
		size_t from, to;
	} cases[] = { { LIST_DOWN, 100, 0, 100 }, { LIST_PAGE_DOWN, 40, 0, 360 },
		{ LIST_UP, 100, 600, 500 }, { LIST_PAGE_UP, 50, 600, 150 },
		{ LIST_PAGE_UP, 90, 600, 0 }, { LIST_PAGE_DOWN, 300, 0, NAMES - 1 } };
	size_t stood;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int answers = 0;

		begin(NAMES);
		while (place_of(focused()) < cases[i].from)
			press('j');
		type(cases[i].move, cases[i].times);
		for (; take() & EFFECT_RELOAD; answers++) {
			assert_true(answers < NAMES / WINDOW_STEP);
			ask();
		}
		assert_string_equal(focused(), names[cases[i].to]);
		assert_int_equal(list.ahead, 0);
		end();
	}
	/* who turns round before the page comes stays where she is */
	begin(NAMES);
	while (place_of(focused()) < 600)
		press('j');
	while (!(move(LIST_DOWN) & EFFECT_RELOAD))
		;
	ask();
	type(LIST_PAGE_DOWN, 9);
	type(LIST_UP, 200);
	stood = place_of(focused());
	assert_true(stood < 600);
	if (take() & EFFECT_RELOAD)
		load();
	assert_string_equal(focused(), names[stood]);
	assert_true(list_focused_row(&list) >= 0);
	end();
}

/* The hands rest between the question and its answer: rows leave, and the list goes on all the
 * same behind the page. */
static void test_settled_meanwhile(void **state)
{
	(void)state;
	begin(NAMES);
	press('G');
	const size_t many = list.count * 5 / 12;
	while (list.focus > many)
		press('k');
	assert_true(many + 1 < list.count);
	for (size_t i = 0; i < many; i++)
		delete (place_of(list.items[many + 1].id));
	load();
	while (!(move(LIST_UP) & EFFECT_RELOAD))
		list_scroll(&list, HEIGHT);
	ask();
	list_settle(&list);
	take();
	assert_whole();
	end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_marking),
		cmocka_unit_test(test_held_down),
		cmocka_unit_test(test_changed_her_mind),
		cmocka_unit_test(test_ahead),
		cmocka_unit_test(test_settled_meanwhile),
	};

	return cmocka_run_group_tests_name("window_keys", tests, NULL, NULL);
}
