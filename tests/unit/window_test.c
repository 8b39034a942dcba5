/* The window on a long order: every row is met once, in order, whichever way; the focus stays with
 * its record while others come and go. The order is a sorted list of names behind the questions. */
#include "tui/widgets/window.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "db/column.h"
#include "db/row.h"
#include "tui/term/input.h"

enum { NAMES = 1200, HEIGHT = 10, SEEN = 20 };

/* ---- the order, and the question as it is sent ----------------------------------------------- */

static char names[2 * NAMES][8];
static size_t name_count;
static struct {
	bool up, has_key;
	char key[8];
	size_t limit;
} asked;

int64_t app_epoch_ms(const struct app *app)
{
	(void)app;
	return 1;
}

const struct me *app_me(const struct app *app)
{
	static const struct me me;

	(void)app;
	return &me;
}

bool app_is_stale(const struct app *app)
{
	(void)app;
	return false;
}

/* country, name, id: the name is the record. */
int app_ask_text(struct app *app, enum query query, const char *sql, const struct param *params,
	size_t count, app_answer_fn *fn, void *who)
{
	(void)app, (void)query, (void)fn, (void)who;
	asked.up = strstr(sql, "l.name desc") != NULL;
	asked.limit = (size_t)params[0].number;
	asked.has_key = count > 1;
	assert_int_equal(count, asked.has_key ? 4 : 1);
	assert_true(!asked.has_key ||
		strstr(sql, asked.up ? "l.id) <= ($2, $3, $4)" : "l.id) >= ($2, $3, $4)") != NULL);
	if (asked.has_key)
		snprintf(asked.key, sizeof asked.key, "%s", params[2].text);
	return 0;
}

static void add_name(struct rows *rows, const char *name)
{
	const char *cells[OFFICE_COLUMNS + 3] = { [OFFICE_ID] = name,
		[OFFICE_NAME] = name,
		[OFFICE_COLUMNS] = "TH",
		[OFFICE_COLUMNS + 1] = name,
		[OFFICE_COLUMNS + 2] = name };

	assert_true(rows_add(rows, cells));
}

static struct rows *answer(void)
{
	const char *titles[OFFICE_COLUMNS + 3];
	struct rows *rows;
	size_t begin = 0, end = name_count;

	for (int i = 0; i < OFFICE_COLUMNS + 3; i++)
		titles[i] = "x";
	rows = rows_new(OFFICE_COLUMNS + 3, titles);
	while (asked.has_key && !asked.up && begin < end && strcmp(names[begin], asked.key) < 0)
		begin++;
	while (asked.has_key && asked.up && end > 0 && strcmp(names[end - 1], asked.key) > 0)
		end--;
	if (end - begin > asked.limit && asked.up)
		begin = end - asked.limit;
	if (end - begin > asked.limit)
		end = begin + asked.limit;
	for (size_t i = begin; i < end; i++)
		add_name(rows, names[i]);
	return rows;
}

static void start_names(size_t count)
{
	name_count = count;
	for (size_t i = 0; i < count; i++)
		snprintf(names[i], sizeof names[i], "%06zu", i * 10);
}

static size_t place_of(const char *name)
{
	size_t at = 0;

	while (at < name_count && strcmp(names[at], name) < 0)
		at++;
	return at;
}

static void insert(const char *name)
{
	size_t at = place_of(name);

	if (name_count == 2 * NAMES || (at < name_count && strcmp(names[at], name) == 0))
		return;
	memmove(names + at + 1, names + at, (name_count - at) * sizeof *names);
	text_copy(names[at], sizeof *names, name);
	name_count++;
}

static void delete (size_t at)
{
	memmove(names + at, names + at + 1, (--name_count - at) * sizeof *names);
}

/* ---- a screen on it -------------------------------------------------------------------------- */

static struct list list;
static struct window window;
static struct listing listing;
static int64_t now;

static void load(void)
{
	struct listing_question question = {
		.query = Q_OFFICE_LIST, .params = &(struct param){ 0 }, .count = 1
	};
	unsigned effects = EFFECT_RELOAD;

	for (int tries = 0; effects & EFFECT_RELOAD; tries++) {
		struct rows *rows;

		assert_true(tries < 3);
		assert_int_equal(window_ask(&window, &listing, NULL, question, 0, SEEN, NULL, NULL),
			0);
		rows = answer();
		effects = window_took(&window, &listing, rows, now);
		rows_unref(rows);
	}
	list_scroll(&list, HEIGHT);
}

static void begin(size_t count)
{
	start_names(count);
	now = 100000;
	listing_init(&listing, office_columns, OFFICE_COLUMNS);
	list_init(&list, office_columns, OFFICE_COLUMNS, OFFICE_ID, -1, -1);
	window_init(&window, &list);
	load();
}

static void end(void)
{
	window_done(&window);
	list_done(&list);
}

static void press(int key)
{
	struct input_event event = { .key = key };
	unsigned effects = window_key(&window, &listing, &event, now);

	assert_true(effects != EFFECT_IGNORED);
	list_scroll(&list, HEIGHT);
	if (effects & EFFECT_RELOAD)
		load();
}

static const char *focused(void)
{
	return list_focused(&list) != NULL ? list_focused(&list)->id : "";
}

static struct listing_facts place(bool exact)
{
	struct listing_facts facts = { .rows = exact ? (int64_t)name_count : -1 };

	window_place(&window, &facts, exact);
	return facts;
}

/* What is shown is a part of the order without a hole, once the hands rest. */
static void assert_whole(void)
{
	size_t first = list.count > 0 ? place_of(list.items[0].id) : 0;

	list_settle(&list);
	first = list.count > 0 ? place_of(list.items[0].id) : 0;
	for (size_t i = 0; i < list.count; i++)
		assert_string_equal(list.items[i].id, names[first + i]);
	assert_true(list.above || first == 0);
	assert_true(list.below || first + list.count == name_count);
}

/* ---- tests ----------------------------------------------------------------------------------- */

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
	assert_int_equal(list_targets(&list, targets, 8), 2);
	press('g');
	assert_int_equal(list_marked(&list), 2);
	assert_true(list.items[0].marked);
	list_move(&list, LIST_MARK, now);
	assert_int_equal(list_targets(&list, targets, 8), 1);
	assert_string_equal(targets[0].id, names[NAMES - 1]);
	list_release(&list);
	window_reset(&window);
	load();
	assert_int_equal(list_marked(&list), 0);
	end();
}

/* Rows that come before the focused one push it on, never out. */
static void test_pushed(void **state)
{
	char name[40], was[40];

	(void)state;
	begin(NAMES);
	for (int i = 0; i < 40; i++)
		press('j');
	text_copy(was, sizeof was, focused());
	for (int i = 0; i < 300; i++) {
		snprintf(name, sizeof name, "%06u", (unsigned)(i + 1) % 999999);
		insert(name);
	}
	now += 60000;
	load();
	assert_string_equal(focused(), was);
	assert_true(list.above);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_once_each),
		cmocka_unit_test(test_far),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_pushed),
		cmocka_unit_test(test_anything),
	};

	return cmocka_run_group_tests_name("window", tests, NULL, NULL);
}
