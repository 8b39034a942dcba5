/* The list: focus and marks follow records, rows wait while hands move. */
#include "tests/unit/a_list.h"

/* The letters as shown: the focused one in brackets, a mark as `*`, a row that is gone as `-`. */
static const char *shown(const struct list *list)
{
	static char text[200];
	size_t used = 0;

	text[0] = '\0';
	for (size_t i = 0; i < list->count; i++) {
		const struct list_item *item = &list->items[i];

		used += (size_t)snprintf(text + used, sizeof text - used, "%s%s%s%s%s",
			i == list->focus ? "[" : "", item->id, item->marked ? "*" : "",
			item->row < 0 ? "-" : "", i == list->focus ? "]" : "");
	}
	return text;
}

/* Keys: j k g G as typed, ' ' marks, '*' marks all, J K extend; a digit is that many seconds. */
static const struct {
	const char *name, *before, *keys, *answer, *held, *settled;
	size_t fresh;
} stories[] = {
	{ "nothing changes", "abcd", "jj", "abcd", "ab[c]d", "ab[c]d", 0 },
	{ "inserted above", "abcd", "j", "xabcd", "a[b]cd", "xa[b]cd", 1 },
	{ "inserted between", "abcd", "j", "abxcd", "a[b]cd", "a[b]xcd", 1 },
	{ "appended", "abcd", "j", "abcdxy", "a[b]cdxy", "a[b]cdxy", 0 },
	{ "focused one leaves", "abcd", "j", "acd", "a[b-]cd", "a[c]d", 0 },
	{ "last one leaves", "abcd", "G", "abc", "abc[d-]", "ab[c]", 0 },
	{ "all leave", "ab", "j", "", "a-[b-]", "", 0 },
	{ "other order", "abcd", "j", "dcba", "a[b]cd", "dc[b]a", 0 },
	{ "other order, no hand", "abcd", "j5", "dcba", "dc[b]a", "dc[b]a", 0 },
	{ "insert and leave", "abcd", "jj", "xabd", "ab[c-]d", "xab[d]", 1 },
	{ "marks follow", "abcd", " j ", "dxcba", "a*bc*[d]", "[d]xc*ba*", 1 },
	{ "a marked one leaves", "abcd", " ", "bcd", "a*-[b]cd", "[b]cd", 0 },
	{ "all marked, one comes", "ab", "*", "xab", "[a*]b*", "x[a*]b*", 1 },
	{ "all marked twice", "ab", "**", "ab", "[a]b", "[a]b", 0 },
	{ "extended", "abcd", "JJK", "abcd", "a*[b*]c*d", "a*[b*]c*d", 0 },
	{ "beyond the ends", "abc", "kjjjj", "abc", "ab[c]", "ab[c]", 0 },
};

static void test_stories(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof stories / sizeof *stories; i++) {
		struct list list = new_list();
		int64_t now = 10000;

		load(&list, stories[i].before, now);
		press(&list, stories[i].keys, &now);
		load(&list, stories[i].answer, now);
		print_message("# %s\n", stories[i].name);
		assert_string_equal(shown(&list), stories[i].held);
		assert_int_equal(list.fresh, stories[i].fresh);
		list_settle(&list);
		assert_string_equal(shown(&list), stories[i].settled);
		assert_int_equal(list.fresh, 0);
		assert_int_equal(list_due(&list), 0);
		list_done(&list);
	}
}

static void test_hold_ends(void **state)
{
	struct list list = new_list();

	(void)state;
	load(&list, "abc", 1000);
	list_move(&list, LIST_DOWN, 2000);
	load(&list, "xabc", 3000);
	assert_int_equal(list_due(&list), 2000 + LIST_HOLD_MS);
	assert_string_equal(shown(&list), "a[b]c");
	load(&list, "xabc", 2000 + LIST_HOLD_MS);
	assert_string_equal(shown(&list), "xa[b]c");
	/* another question need not wait */
	list_move(&list, LIST_DOWN, 9000);
	list_release(&list);
	load(&list, "cba", 9001);
	assert_string_equal(shown(&list), "[c]ba");
	/* ... whoever moves meanwhile; nothing of it counts as gone */
	list_release(&list);
	list_move(&list, LIST_DOWN, 9002);
	load(&list, "ca", 9003);
	assert_string_equal(shown(&list), "c[a]");
	load(&list, "cba", 19000);
	assert_string_equal(shown(&list), "cb[a]");
	list_move(&list, LIST_FIRST, 19000);
	/* a filter that left nothing is taken away */
	list_move(&list, LIST_LAST, 20000);
	assert_string_equal(shown(&list), "cb[a]");
	list_release(&list);
	load(&list, "", 20001);
	assert_string_equal(shown(&list), "");
	load(&list, "cba", 20002);
	assert_string_equal(shown(&list), "cb[a]");
	list_done(&list);
}

/* At the head of a list what is new is seen; further down the focused record keeps its line. */
static void test_scroll_stays(void **state)
{
	struct list list = new_list();

	(void)state;
	load(&list, "abcdefgh", 1000);
	load(&list, "xabcdefgh", 1001);
	assert_int_equal(list.top, 0);
	list_scroll(&list, 4);
	assert_int_equal(list.focus, 1);
	list_move(&list, LIST_LAST, 1002);
	list_scroll(&list, 4);
	assert_int_equal(list.top, 5);
	list_move(&list, LIST_UP, 1003);
	load(&list, "yxabcdefgh", 9000);
	assert_string_equal(list_focused(&list)->id, "g");
	assert_int_equal(list.focus - list.top, 2);
	list_done(&list);
}

/* The cursor is on another list: what is new at the head is seen, however much, and in a smaller
 * window too. */
static void test_head_stays(void **state)
{
	struct list list = new_list();

	(void)state;
	load(&list, "abcdefgh", 1000);
	list_move(&list, LIST_DOWN, 1001);
	list_scroll(&list, 4);
	list.aside = true;
	load(&list, "xabcdefgh", 9000);
	assert_string_equal(shown(&list), "xa[b]cdefgh");
	list_scroll(&list, 2);
	assert_int_equal(list.top, 0);
	list_scroll(&list, 4);
	load(&list, "wyxabcdefgh", 9001);
	assert_string_equal(shown(&list), "[w]yxabcdefgh");
	list_scroll(&list, 4);
	assert_int_equal(list.top, 0);
	/* whoever comes to it, or went down in it, stands where she stood */
	list_move(&list, LIST_LAST, 9002);
	list_scroll(&list, 4);
	assert_int_equal(list.top, 0);
	list.aside = false;
	list_scroll(&list, 4);
	assert_int_equal(list.top, 7);
	list.aside = true;
	load(&list, "vwyxabcdefgh", 19000);
	list_scroll(&list, 4);
	assert_string_equal(list_focused(&list)->id, "h");
	assert_int_equal(list.top, 8);
	list_done(&list);
}

/* Moves typed before the first answer are made when it comes; what acts on rows is not. */
static void test_typed_ahead(void **state)
{
	static const struct {
		const char *keys, *focused;
	} cases[] = { { "jj", "ab[c]d" }, { "kjjkj", "ab[c]d" }, { "jjjjjjj", "abc[d]" },
		{ " J*j", "a[b]cd" } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct list list = new_list();
		struct target targets[4];
		int64_t now = 10000;

		press(&list, cases[i].keys, &now);
		assert_int_equal(list_targets(&list, targets, 4, LATER), 0);
		load(&list, "abcd", now);
		assert_string_equal(shown(&list), cases[i].focused);
		load(&list, "abcd", now + 10000);
		assert_string_equal(shown(&list), cases[i].focused);
		list_done(&list);
	}
}

static void test_targets(void **state)
{
	struct list list = new_list();
	struct target targets[4];

	(void)state;
	assert_int_equal(list_targets(&list, targets, 4, LATER), 0);
	assert_null(list_focused(&list));
	assert_int_equal(list_focused_row(&list), -1);
	load(&list, "abc", 1000);
	assert_int_equal(list_targets(&list, targets, 4, LATER), 1);
	assert_string_equal(targets[0].id, "a");
	assert_int_equal(targets[0].version, 7);
	assert_string_equal(targets[0].code, "HW-7K3F-W9Ca");
	list_move(&list, LIST_MARK, 1001);
	list_move(&list, LIST_MARK, 1001);
	assert_int_equal(list_targets(&list, targets, 4, LATER), 2);
	assert_int_equal(list_targets(&list, targets, 1, LATER), 2);
	assert_int_equal(list_targets(&list, targets, 0, LATER), 2);
	/* what is gone cannot be changed */
	load(&list, "bc", 1002);
	assert_int_equal(list_targets(&list, targets, 4, LATER), 1);
	assert_string_equal(targets[0].id, "b");
	assert_true(list_seek(&list, "c"));
	assert_false(list_seek(&list, "z"));
	assert_string_equal(list_focused(&list)->id, "c");
	/* two lines about one record name it once */
	list.target_column = CASE_VERSION;
	list_move(&list, LIST_MARK_ALL, 1003);
	list_settle(&list);
	list_move(&list, LIST_MARK_ALL, 1003);
	assert_int_equal(list_targets(&list, targets, 4, LATER), 1);
	list_done(&list);
}

/* In a part of a longer order a row that left may have moved, as by one's own change: its mark
 * stays until the whole order is known not to hold it, and nothing else is acted on instead. */
static void test_moved_away(void **state)
{
	struct list list = new_list();
	struct target targets[4];
	int64_t now = 1000;

	(void)state;
	list.above = list.below = true;
	load(&list, "abcdef", now);
	press(&list, "j   ", &now);
	load(&list, "aefghi", now);
	assert_string_equal(shown(&list), "ab*-c*-d*-[e]fghi");
	assert_int_equal(list_marked(&list), 3);
	assert_int_equal(list_targets(&list, targets, 4, LATER), 3);
	list_settle(&list);
	assert_string_equal(shown(&list), "a[e]fghi");
	assert_int_equal(list_marked(&list), 3);
	assert_int_equal(list_targets(&list, targets, 4, LATER), 3);
	assert_string_equal(targets[0].id, "b");
	assert_int_equal(targets[0].version, 7);
	/* unmarked while it is gone */
	load(&list, "befghi", now + 9000);
	press(&list, "g", &now);
	now += 20000;
	press(&list, "g", &now);
	load(&list, "efghi", now);
	assert_string_equal(shown(&list), "[b*-]efghi");
	press(&list, " ", &now);
	assert_int_equal(list_marked(&list), 2);
	press(&list, "g ", &now);
	assert_int_equal(list_marked(&list), 2);
	/* come upon again, and gone for good */
	list.turned = true;
	list.above = false;
	load(&list, "cdb", now + 9000);
	assert_string_equal(shown(&list), "c*d*[b]");
	list.below = false;
	load(&list, "cb", now + 9000);
	list_settle(&list);
	assert_string_equal(shown(&list), "c*[b]");
	assert_int_equal(list_marked(&list), 1);
	list_done(&list);
}

/* One's own change is seen: whatever becomes of its row, the mark goes on from it; another's is
 * not. */
static void test_own_change(void **state)
{
	struct list list = new_list();
	struct target targets[4];
	int64_t now = 1000;

	(void)state;
	list.below = true;
	load(&list, "abcdef", now);
	press(&list, "  ", &now);
	list_changed(&list, "a", 8);
	list_changed(&list, "b", 9); /* somebody made version 8 */
	assert_int_equal(list_targets(&list, targets, 4, LATER), 2);
	assert_int_equal(targets[0].version, 8);
	assert_int_equal(targets[1].version, 7);
	/* its row is older than that, or gone */
	load(&list, "abcdef", now);
	assert_int_equal(list_targets(&list, targets, 4, LATER), 2);
	assert_int_equal(targets[0].version, 8);
	load(&list, "cdefgh", now + 9000);
	assert_int_equal(list_targets(&list, targets, 4, LATER), 2);
	assert_string_equal(targets[0].id, "a");
	assert_int_equal(targets[0].version, 8);
	list_changed(&list, "a", 9);
	list_changed(&list, "b", 9);
	list_changed(&list, "b", 0);
	assert_int_equal(list_targets(&list, targets, 4, LATER), 2);
	assert_int_equal(targets[0].version, 9);
	assert_int_equal(targets[1].version, 7);
	list_done(&list);
}

/* What others change is painted at once, and counts as seen a while later: a key that was on its
 * way goes out for the version before, and is refused. */
static void test_others_change(void **state)
{
	struct list list = new_list();
	struct target targets[4];

	(void)state;
	load(&list, "abc", 1000);
	row_version = "8";
	load(&list, "abc", 20000);
	list_targets(&list, targets, 4, 20000 + SIGHT_MS - 1);
	assert_int_equal(targets[0].version, 7);
	row_version = "9";
	load(&list, "abc", 20000 + SIGHT_MS - 1);
	list_targets(&list, targets, 4, 20000 + SIGHT_MS);
	assert_int_equal(targets[0].version, 7); /* nothing was seen of 8 alone */
	list_targets(&list, targets, 4, 20000 + 2 * SIGHT_MS - 1);
	assert_int_equal(targets[0].version, 9);
	assert_false(targets[0].came);
	/* one's own needs no time */
	list_changed(&list, "a", 10);
	row_version = "10";
	load(&list, "abc", 30000);
	list_targets(&list, targets, 4, 30000);
	assert_int_equal(targets[0].version, 10);
	row_version = "7";
	list_done(&list);
}

/* Others make the focused record leave: its line says so for a while, and a key means it; then the
 * focus goes on, and a key that was on its way falls on nothing. */
static void test_leaves_under_the_hands(void **state)
{
	struct list list = new_list();
	struct target targets[4];
	int64_t now = 1000;

	(void)state;
	load(&list, "abcd", now);
	press(&list, "j", &now);
	now = 20000;
	load(&list, "acd", now);
	assert_string_equal(shown(&list), "a[b-]cd");
	assert_int_equal(list_targets(&list, targets, 4, now), 1);
	assert_string_equal(targets[0].id, "b");
	assert_int_equal(targets[0].version, 7);
	assert_int_equal(list_due(&list), now + LIST_HOLD_MS);
	load(&list, "xacd", now + 2000);
	assert_string_equal(shown(&list), "a[b-]cd");
	now += LIST_HOLD_MS;
	assert_int_equal(list_due(&list), now);
	list_rest(&list, now);
	assert_string_equal(shown(&list), "xa[c]d");
	assert_int_equal(list_targets(&list, targets, 4, now + SIGHT_MS - 1), 1);
	assert_true(targets[0].came);
	list_targets(&list, targets, 4, now + SIGHT_MS);
	assert_false(targets[0].came);
	/* whoever moves has looked */
	list_move(&list, LIST_DOWN, now + 1);
	list_targets(&list, targets, 4, now + 2);
	assert_string_equal(targets[0].id, "d");
	assert_false(targets[0].came);
	/* by one's own change it goes at once */
	now += 20000;
	list_changed(&list, "d", 8);
	load(&list, "xac", now);
	assert_string_equal(shown(&list), "xa[c]");
	list_targets(&list, targets, 4, now);
	assert_false(targets[0].came);
	list_done(&list);
}

/* In a database put in place of that one nothing of it holds: no version, and no mark, here or
 * away. */
static void test_other_database(void **state)
{
	struct list list = new_list();
	struct target targets[4];
	int64_t now = 1000;

	(void)state;
	list.below = true;
	load(&list, "abcdef", now);
	press(&list, "  ", &now);
	list_changed(&list, "a", 8);
	list_changed(&list, "c", 8);
	load(&list, "bcdefg", now + 9000);
	assert_int_equal(list_marked(&list), 2);
	list_changed(&list, NULL, 0);
	assert_int_equal(list_marked(&list), 0);
	assert_true(list_seek(&list, "c"));
	assert_int_equal(list_targets(&list, targets, 4, LATER), 1);
	assert_string_equal(targets[0].id, "c");
	assert_int_equal(targets[0].version, 7);
	list_done(&list);
}

static void test_keys(void **state)
{
	static const struct {
		int key;
		size_t focus;
	} keys[] = { { 'j', 1 }, { INPUT_DOWN, 2 }, { 'k', 1 }, { INPUT_UP, 0 }, { 'G', 7 },
		{ 'g', 0 }, { INPUT_PAGE_DOWN, 3 }, { INPUT_PAGE_UP, 0 }, { INPUT_END, 7 },
		{ INPUT_HOME, 0 }, { INPUT_SHIFT_DOWN, 1 }, { INPUT_SHIFT_UP, 0 },
		{ 0x0e48, 1 } /* Thai j */ };
	struct list list = new_list();
	struct input_event other = { .key = 't' };
	enum list_move move;

	(void)state;
	load(&list, "abcdefgh", 1);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct input_event event = { .key = keys[i].key };

		assert_true(list_key_move(&event, &move));
		list_move(&list, move, 2);
		assert_int_equal(list.focus, keys[i].focus);
	}
	assert_false(list_key_move(&other, &move));
	list_done(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stories),
		cmocka_unit_test(test_hold_ends),
		cmocka_unit_test(test_scroll_stays),
		cmocka_unit_test(test_head_stays),
		cmocka_unit_test(test_typed_ahead),
		cmocka_unit_test(test_targets),
		cmocka_unit_test(test_moved_away),
		cmocka_unit_test(test_own_change),
		cmocka_unit_test(test_others_change),
		cmocka_unit_test(test_leaves_under_the_hands),
		cmocka_unit_test(test_other_database),
		cmocka_unit_test(test_keys),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
