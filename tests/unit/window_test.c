/* The window on a long order: every row is met once, in order, whichever way; the focus stays with
 * its record while others come and go. The order is a sorted list of names behind the questions. */
#include "tui/widgets/window.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "db/base/err.h"
#include "db/base/text.h"
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

static int64_t now;
static bool live;
static int said;
static struct view view, *front;

int64_t app_now(const struct app *app)
{
	(void)app;
	return now;
}

bool app_is_live(const struct app *app)
{
	(void)app;
	return live;
}

struct view *app_front(const struct app *app)
{
	(void)app;
	return front;
}

void app_say(struct app *app, enum say_level level, const char *format, ...)
{
	(void)app, (void)level, (void)format;
	said++;
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

static void ask(void)
{
	struct listing_question question = {
		.query = Q_OFFICE_LIST, .params = &(struct param){ 0 }, .count = 1
	};

	assert_int_equal(window_ask(&window, &listing, NULL, question, 0, SEEN, NULL, NULL), 0);
}

static unsigned take(void)
{
	struct rows *rows = answer();
	unsigned effects = window_took(&window, &listing, &view, rows);

	rows_unref(rows);
	return effects;
}

static void load(void)
{
	unsigned effects = EFFECT_RELOAD;

	for (int tries = 0; effects & EFFECT_RELOAD; tries++) {
		assert_true(tries < 4);
		ask();
		effects = take();
	}
	list_scroll(&list, HEIGHT);
}

static void begin(size_t count)
{
	start_names(count);
	static const struct screen screen = { .topics = TOPIC_CASE };

	now = 100000;
	live = true;
	said = 0;
	view = (struct view){ .screen = &screen };
	front = &view;
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
	unsigned effects = window_key(&window, &listing, NULL, &event);

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
	window_reset(&window);
	load();
	assert_int_equal(list_marked(&list), 0);
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

static unsigned move(enum list_move move)
{
	return window_move(&window, &listing, NULL, move);
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
		cmocka_unit_test(test_far),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_pushed),
		cmocka_unit_test(test_pushed_aside),
		cmocka_unit_test(test_anything),
		cmocka_unit_test(test_thinned),
		cmocka_unit_test(test_no_line),
		cmocka_unit_test(test_marking),
		cmocka_unit_test(test_sought),
		cmocka_unit_test(test_held_down),
		cmocka_unit_test(test_ahead),
		cmocka_unit_test(test_settled_meanwhile),
		cmocka_unit_test(test_too_many_params),
		cmocka_unit_test(test_behind),
	};

	return cmocka_run_group_tests_name("window", tests, NULL, NULL);
}
