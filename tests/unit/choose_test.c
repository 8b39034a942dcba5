/* A question over the screen: what each key does, Cancel first, narrowing, drawing. */
#include "tui/app/choose.h"

#include <locale.h>
#include <string.h>

#include "db/base/text.h"
#include "tests/unit/look.h"
#include "tui/term/input.h"

static const struct choice priorities[] = { { 'u', false, "urgent", "urgent" },
	{ 'h', false, "high", "high" }, { 'n', true, "normal", "normal" } };

static const struct choice people[] = { { 0, false, "night", "night . Bangkok . on shift" },
	{ 0, false, "officer2", "officer 2 . Suan Phlu" },
	{ 0, false, "officer12", "officer 12 . Pakse" },
	{ 0, false, "nok", "\u0e19\u0e01 . Pakse" } };

static struct choose ask(bool letters)
{
	struct choose choose;

	if (letters)
		choose_init(&choose, "How urgent?", "HW-7K3F-W9CP", priorities, 3);
	else
		choose_init(&choose, "Give to whom?", "They will see it in their inbox.", people,
			4);
	return choose;
}

/* Feeds keys until one ends the question: the value taken, "-" gone back, "..." still open. */
static const char *answer(struct choose *choose, const int *keys)
{
	const char *value = NULL;

	for (; *keys != 0; keys++) {
		char raw[5] = "\033Ow"; /* as a keypad sends one: it is not the letter */
		struct input_event event = { .key = *keys, .raw = raw, .raw_len = 3 };

		if (*keys >= 0x80 && *keys < INPUT_UP) {
			raw[0] = (char)(0xe0 | *keys >> 12);
			raw[1] = (char)(0x80 | (*keys >> 6 & 0x3f));
			raw[2] = (char)(0x80 | (*keys & 0x3f));
			event.raw_len = 3;
		}
		switch (choose_key(choose, &event, &value)) {
		case CHOOSE_OPEN:
			break;
		case CHOOSE_TAKEN:
			return value;
		case CHOOSE_CANCELLED:
			return "-";
		}
	}
	return "...";
}

#define KEYS 12

static const struct {
	bool letters;
	int keys[KEYS];
	const char *wanted;
} stories[] = {
	{ true, { 'u' }, "urgent" },
	{ true, { INPUT_ENTER }, "normal" }, /* preset */
	{ true, { INPUT_ESC }, "-" },
	{ true, { 'q' }, "-" },
	{ true, { '^' }, "-" },
	{ true, { INPUT_CTRL('c') }, "-" },
	{ true, { '1', '2', '3', '4' }, "..." }, /* not shown: they do nothing */
	{ true, { 0x0e51 }, "..." }, /* nor does a Thai 1 */
	{ true, { INPUT_UP, INPUT_ENTER }, "high" },
	{ true, { 'k', 'k', INPUT_ENTER }, "urgent" },
	{ true, { INPUT_DOWN, INPUT_ENTER }, "-" }, /* Cancel stands below the last */
	{ true, { INPUT_DOWN, INPUT_DOWN, INPUT_ENTER }, "urgent" }, /* round */
	{ true, { 0x0e35 }, "urgent" }, /* the key u of a Thai keyboard */
	{ true, { 'x', 'U', ' ' }, "..." },
	{ false, { INPUT_ENTER }, "-" }, /* nothing preset: Cancel */
	{ false, { INPUT_ESC }, "-" },
	{ false, { '2' }, "officer2" },
	{ false, { INPUT_DOWN, INPUT_ENTER }, "night" },
	{ false, { INPUT_HOME, INPUT_ENTER }, "night" },
	{ false, { INPUT_HOME, INPUT_END, INPUT_ENTER }, "-" },
	{ false, { 'p', 'a', 'k', INPUT_ENTER }, "officer12" },
	{ false, { 'P', 'A', 'K', INPUT_DOWN, INPUT_ENTER }, "nok" },
	{ false, { 'o', 'f', 'f', '1', INPUT_ENTER }, "-" }, /* nothing left: Cancel */
	{ false, { 'r', '1', INPUT_ENTER }, "officer12" }, /* typed digits no longer choose */
	{ false, { 'z', INPUT_ENTER }, "-" },
	{ false, { 'z', INPUT_BACKSPACE, INPUT_ENTER }, "-" },
	{ false, { 0x0e19, INPUT_ENTER }, "nok" },
	{ false, { 0x0e19, INPUT_BACKSPACE, 'n', 'i', INPUT_ENTER }, "night" },
	{ false, { 'z', INPUT_CTRL('u'), '1' }, "night" },
};

static void test_stories(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof stories / sizeof *stories; i++) {
		struct choose choose = ask(stories[i].letters);

		print_message("# story %zu\n", i);
		assert_string_equal(answer(&choose, stories[i].keys), stories[i].wanted);
	}
}

/* What may answer a question that nobody could read yet, and what is no answer to any. */
static void test_keys_before(void **state)
{
	static const struct {
		bool letters;
		int key;
		bool yields, unseen;
	} keys[] = {
		{ true, ':', true, false },
		{ true, '/', true, false },
		{ true, 0x0e0b, true, false }, /* : of a Thai keyboard */
		{ true, 0x0e1d, true, false }, /* its / */
		{ true, 'u', false, true },
		{ true, 'j', false, true },
		{ true, INPUT_ENTER, false, false },
		{ false, ':', true, false },
		{ false, 0x0e0b, false, true }, /* typed, to narrow */
		{ false, '/', false, true },
		{ false, '1', false, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const struct input_event event = { .key = keys[i].key };
		struct choose choose = ask(keys[i].letters);

		print_message("# key %zu\n", i);
		assert_int_equal(choose_yields(&choose, &event), keys[i].yields);
		assert_int_equal(choose_may_unseen(&choose, &event), keys[i].unseen);
	}
}

/* No letter and no digit of what is typed on takes a choice, nor leaves one under Enter; a command
 * leaves the question. */
static void test_by_cursor(void **state)
{
	static const int typed[] = { 'n', 'o', 'k', '2', 'd', INPUT_ENTER, 0 };
	static const int moved[] = { INPUT_DOWN, INPUT_DOWN, INPUT_ENTER, 0 };
	const struct input_event colon = { .key = ':' };
	struct choose choose = ask(false);

	(void)state;
	choose.by_cursor = true;
	assert_true(choose_yields(&choose, &colon));
	assert_string_equal(answer(&choose, typed), "-");
	assert_string_equal(answer(&choose, moved), "officer2");
}

static void test_too_many(void **state)
{
	static struct choice many[CHOOSE_MAX + 9];
	struct choose choose;

	(void)state;
	choose_init(&choose, "Which?", NULL, many, CHOOSE_MAX + 9);
	assert_int_equal(choose.count, CHOOSE_MAX);
	choose_init(&choose, "Which?", NULL, NULL, 0);
	assert_string_equal(answer(&choose, (int[]){ '1', INPUT_UP, INPUT_ENTER, 0 }), "-");
}

static void assert_drawn(struct choose *choose, int rows, int cols, const char *wanted)
{
	struct look look;

	look_open(&look, rows, cols);
	for (int row = 0; row < rows; row++)
		pane_put(&look.all, row, 0, PANE_REST, STYLE_NORMAL, "below");
	choose_draw(choose, &look.all);
	assert_string_equal(look_text(&look), wanted);
	look_close(&look);
}

static void test_draw(void **state)
{
	struct choose choose = ask(true);

	(void)state;
	assert_drawn(&choose, 9, 40,
		"below\n"
		"below\n"
		"below\n"
		"-- How urgent? -------------------------\n"
		" HW-7K3F-W9CP\n"
		"  u   urgent\n"
		"  h   high\n"
		"> n   normal\n"
		"  Esc Cancel\n"
		"cursor 7 0\n");
	assert_drawn(&choose, 4, 40,
		"-- How urgent? -------------------------\n"
		"  h   high\n"
		"> n   normal\n"
		"  Esc Cancel\n"
		"cursor 2 0\n");
	assert_drawn(&choose, 1, 1,
		">\n"
		"cursor 0 0\n");
	choose = ask(false);
	assert_drawn(&choose, 8, 40,
		"below\n"
		"-- Give to whom? -----------------------\n"
		" They will see it in their inbox.\n"
		"  1   night . Bangkok . on shift\n"
		"  2   officer 2 . Suan Phlu\n"
		"  3   officer 12 . Pakse\n"
		"  4   นก . Pakse\n"
		"> Esc Cancel\n"
		"cursor 7 0\n");
	answer(&choose, (int[]){ 'p', 'a', 0 });
	assert_drawn(&choose, 6, 40,
		"-- Give to whom? -- [pa] ---------------\n"
		">     officer 12 . Pakse\n"
		"      นก . Pakse\n"
		"  Esc Cancel\n"
		"\n"
		"\n"
		"cursor 1 0\n");
}

/* The focused one and Cancel are always in sight. */
static void test_draw_long(void **state)
{
	static struct choice many[40];
	struct choose choose;

	(void)state;
	for (int i = 0; i < 40; i++)
		snprintf(many[i].label, sizeof many[i].label, "choice %d", i + 1);
	choose_init(&choose, "Which?", NULL, many, 40);
	assert_drawn(&choose, 6, 40,
		"-- Which? -- type to narrow ------------\n"
		"  1   choice 1\n"
		"  2   choice 2\n"
		"  3   choice 3\n"
		"  4   choice 4\n"
		"> Esc Cancel\n"
		"cursor 5 0\n");
	answer(&choose, (int[]){ INPUT_PAGE_UP, 0 });
	assert_drawn(&choose, 6, 40,
		"-- Which? -- type to narrow ------------\n"
		"      choice 26\n"
		"      choice 27\n"
		"      choice 28\n"
		">     choice 29\n"
		"  Esc Cancel\n"
		"cursor 4 0\n");
}

/* What is to be known before she answers, in letters of three bytes: none of it is missing. */
static void test_draw_words(void **state)
{
	char words[1200] = "", label[200] = "";
	struct choice yes = { 'y', false, "yes", "" };
	struct choose choose;
	struct look look;
	const char *drawn;

	(void)state;
	for (int i = 0; i < 7; i++)
		for (int n = 0; n < 40; n++)
			strcat(words, n == 39 ? "\n" : "\u0e19");
	strcat(words, "\u0e01 end");
	for (int n = 0; n < 60; n++)
		strcat(label, "\u0e19");
	text_copy(yes.label, sizeof yes.label, label);
	choose_init(&choose, "Which?", words, &yes, 1);
	look_open(&look, 14, 80);
	choose_draw(&choose, &look.all);
	drawn = look_text(&look);
	assert_non_null(strstr(drawn, "\u0e01 end"));
	assert_non_null(strstr(drawn, label));
	look_close(&look);
}

/* A wrong word is a try: the question stays, and what is typed next is not behind it. */
static void test_exact(void **state)
{
	static const struct choice code[] = { { 0, false, "9QHK", "approve" } };
	struct choose choose;

	(void)state;
	choose_init(&choose, "Approve?", "", code, 1);
	choose.exact = true;
	assert_string_equal(answer(&choose, (int[]){ '9', 'Q', 'H', 'X', INPUT_ENTER, 0 }), "...");
	assert_true(choose.wrong);
	assert_string_equal(answer(&choose, (int[]){ '9', 'q', INPUT_ENTER, 0 }), "...");
	assert_string_equal(answer(&choose, (int[]){ '9', 'q', 'h', 'k', INPUT_ENTER, 0 }), "9QHK");
	choose_init(&choose, "Approve?", "", code, 1);
	choose.exact = true;
	assert_string_equal(answer(&choose, (int[]){ INPUT_ENTER, 0 }), "-");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stories),
		cmocka_unit_test(test_keys_before),
		cmocka_unit_test(test_by_cursor),
		cmocka_unit_test(test_exact),
		cmocka_unit_test(test_too_many),
		cmocka_unit_test(test_draw),
		cmocka_unit_test(test_draw_long),
		cmocka_unit_test(test_draw_words),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("choose", tests, NULL, NULL);
}
