/* a_window.h: an order that the test changes, the pages of it as a database would send them, and a
 * screen that shows them. Once in a program. */
#ifndef TESTS_UNIT_A_WINDOW_H
#define TESTS_UNIT_A_WINDOW_H

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
#include "tests/unit/an_app.h"
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

static int said;
static struct view view;

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

static inline void add_name(struct rows *rows, const char *name)
{
	const char *cells[OFFICE_COLUMNS + 3] = { [OFFICE_ID] = name,
		[OFFICE_NAME] = name,
		[OFFICE_COLUMNS] = "TH",
		[OFFICE_COLUMNS + 1] = name,
		[OFFICE_COLUMNS + 2] = name };

	assert_true(rows_add(rows, cells));
}

static inline struct rows *answer(void)
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

static inline void start_names(size_t count)
{
	name_count = count;
	for (size_t i = 0; i < count; i++)
		snprintf(names[i], sizeof names[i], "%06zu", i * 10);
}

static inline size_t place_of(const char *name)
{
	size_t at = 0;

	while (at < name_count && strcmp(names[at], name) < 0)
		at++;
	return at;
}

static inline void insert(const char *name)
{
	size_t at = place_of(name);

	if (name_count == 2 * NAMES || (at < name_count && strcmp(names[at], name) == 0))
		return;
	memmove(names + at + 1, names + at, (name_count - at) * sizeof *names);
	text_copy(names[at], sizeof *names, name);
	name_count++;
}

static inline void delete (size_t at)
{
	memmove(names + at, names + at + 1, (--name_count - at) * sizeof *names);
}

/* ---- a screen on it -------------------------------------------------------------------------- */

static struct list list;
static struct window window;
static struct listing listing;

static inline void ask(void)
{
	struct listing_question question = {
		.query = Q_OFFICE_LIST, .params = &(struct param){ 0 }, .count = 1
	};

	assert_int_equal(window_ask(&window, &listing, NULL, question, 0, SEEN, NULL, NULL), 0);
}

static inline unsigned take(void)
{
	struct rows *rows = answer();
	unsigned effects = window_took(&window, &listing, &view, rows);

	rows_unref(rows);
	return effects;
}

static inline void load(void)
{
	unsigned effects = EFFECT_RELOAD;

	for (int tries = 0; effects & EFFECT_RELOAD; tries++) {
		assert_true(tries < 4);
		ask();
		effects = take();
	}
	list_scroll(&list, HEIGHT);
}

static inline void begin(size_t count)
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

static inline void end(void)
{
	window_done(&window);
	list_done(&list);
}

static inline void press(int key)
{
	struct input_event event = { .key = key };
	unsigned effects = window_key(&window, &listing, NULL, &event);

	assert_true(effects != EFFECT_IGNORED);
	list_scroll(&list, HEIGHT);
	if (effects & EFFECT_RELOAD)
		load();
}

static inline const char *focused(void)
{
	return list_focused(&list) != NULL ? list_focused(&list)->id : "";
}

/* What is shown is a part of the order without a hole, once the hands rest. */
static inline void assert_whole(void)
{
	size_t first = list.count > 0 ? place_of(list.items[0].id) : 0;

	list_settle(&list);
	first = list.count > 0 ? place_of(list.items[0].id) : 0;
	for (size_t i = 0; i < list.count; i++)
		assert_string_equal(list.items[i].id, names[first + i]);
	assert_true(list.above || first == 0);
	assert_true(list.below || first + list.count == name_count);
}

static inline unsigned move(enum list_move move)
{
	return window_move(&window, &listing, NULL, move);
}

#endif
