/* The prompt drawn. */
#include "tests/unit/a_prompt.h"

/* The screen with the prompt in its last row and `above` rows for it above, then the cursor. */
static const char *look(int columns, int rows, const char *note)
{
	static char text[4096];
	struct term *term;
	struct term_options options = { .out = fopen("/dev/null", "w"),
		.rows = rows,
		.cols = columns,
		.type = "xterm-256color" };
	char problem[200] = "";
	struct pane all, line, above;
	FILE *out = fmemopen(text, sizeof text, "w");

	if (term_open(&term, &options, problem, sizeof problem) != 0)
		fail_msg("%s", problem);
	all = term_frame(term);
	line = pane_sub(&all, rows - 1, 0, 1, PANE_REST);
	above = pane_sub(&all, 0, 0, rows - 1, PANE_REST);
	for (int row = 0; row < rows; row++)
		pane_put(&all, row, 0, PANE_REST, STYLE_NORMAL, "~~~~");
	prompt_draw(&line, rows > 1 ? &above : NULL, note);
	assert_int_equal(term_paint(term), 0);
	term_dump(term, out, false);
	term_close(term);
	fclose(options.out);
	fclose(out);
	return text;
}

static void draws_the_line(void **state)
{
	(void)state;
	prompt_open(':', "take");
	assert_string_equal(look(20, 2, NULL), "~~~~\n:take\ncursor 1 5\n");
	assert_string_equal(look(20, 2, "2 cases"), "~~~~\n:take        2 cases\ncursor 1 5\n");
	assert_string_equal(look(20, 2, "a note that is too long"), "~~~~\n:take\ncursor 1 5\n");
	type("\x1b[D\x1b[D");
	assert_string_equal(look(20, 1, NULL), ":take\ncursor 0 3\n");
	prompt_open('/', "");
	assert_string_equal(look(20, 1, NULL), "/\ncursor 0 1\n");
	type("\x1b[200~a\xe2\x80\xae"
	     "b\x1b[201~");
	assert_string_equal(look(20, 1, NULL), "/a<202E>b\ncursor 0 9\n");
}

/* The cursor stands where the cells end, not the bytes. */
static void places_the_cursor_by_cells(void **state)
{
	(void)state;
	prompt_open(':', THAI_WATER " กำลัง");
	assert_string_equal(look(40, 1, NULL), ":" THAI_WATER " กำลัง\ncursor 0 8\n");
	type("\x1b[D\x1b[D");
	assert_string_equal(look(40, 1, NULL), ":" THAI_WATER " กำลัง\ncursor 0 6\n");
	prompt_open(':', "မြန်မာ");
	assert_string_equal(look(40, 1, NULL), ":မြန်မာ\ncursor 0 6\n");
	prompt_open(':', "日本x");
	type("\x1b[D");
	assert_string_equal(look(40, 1, NULL), ":日本x\ncursor 0 5\n");
}

static int cursor_column(const char *dump)
{
	int row, col;

	assert_int_equal(sscanf(strstr(dump, "cursor"), "cursor %d %d", &row, &col), 2);
	return col;
}

static void scrolls_long_lines(void **state)
{
	const char *at;

	(void)state;
	prompt_open(':', "abcdefghijklmnopqr");
	assert_string_equal(look(20, 1, NULL), ":abcdefghijklmnopqr\ncursor 0 19\n");
	type("s");
	at = look(20, 1, NULL);
	assert_int_equal(strncmp(at, ":<", 2), 0);
	assert_non_null(strstr(at, "qrs\n"));
	for (int i = 0; i < 200; i++) {
		type(i % 3 ? "ကာ" : "x"); /* a vowel whose width terminals dispute */
		at = look(20, 1, NULL);
		assert_in_range(cursor_column(at), 2, 19);
		if (i % 3 == 0) /* what was typed last is not clipped away */
			assert_non_null(strstr(at, "x\ncursor"));
	}
	type("\x01");
	at = look(20, 1, NULL);
	assert_int_equal(strncmp(at, ":abcd", 5), 0);
	assert_int_equal(cursor_column(at), 1);
	for (int i = 0; i < 230; i++) {
		type("\x1b[C");
		assert_in_range(cursor_column(look(20, 1, NULL)), 1, 19);
	}
	for (int columns = 1; columns < 5; columns++)
		assert_in_range(cursor_column(look(columns, 1, NULL)), 0, columns - 1);
}

static void draws_candidates(void **state)
{
	(void)state;
	prompt_open(':', "");
	type("ta\t");
	assert_string_equal(look(30, 3, NULL), "~~~~\ntake   table\n:ta\ncursor 2 3\n");
	prompt_open(':', "");
	type("\t");
	assert_string_equal(look(24, 2, NULL), "take   4 more: Tab\n:\ncursor 1 1\n");
	type("\t");
	assert_string_equal(look(24, 2, NULL), "table   to=  3 more: Tab\n:\ncursor 1 1\n");
	type("x");
	assert_string_equal(look(24, 2, NULL), "~~~~\n:x\ncursor 1 2\n");
	prompt_open(':', "take ");
	type("?");
	assert_string_equal(look(24, 4, NULL),
		"take    help\ntable   help\nto=     help   2 more: ?\n:take\ncursor 3 6\n");
	type("?");
	assert_string_equal(look(24, 4, NULL),
		"~~~~\nมาก   help\nมาย   help     3 more: ?\n:take\ncursor 3 6\n");
	type("?");
	assert_int_equal(strncmp(look(24, 4, NULL), "take ", 5), 0);
	assert_string_equal(look(24, 1, NULL), ":take\ncursor 0 6\n");
	type("zz\t");
	assert_string_equal(look(40, 3, NULL),
		"~~~~\nNothing is known that fits here.\n:take zz\ncursor 2 8\n");
}

/* The caret is under the byte, by cells; the text has moved up for it until the next key. */
static void draws_problems(void **state)
{
	(void)state;
	prompt_open('/', THAI_WATER " stge:x");
	prompt_problem("no such field", strlen(THAI_WATER " "));
	assert_string_equal(look(40, 3, "note"),
		"~~~~\n/" THAI_WATER " stge:x                          note\n"
		"    ^ no such field\ncursor 1 4\n");
	assert_string_equal(look(40, 1, "note"),
		"/" THAI_WATER " stge:x                 no such field\ncursor 0 4\n");
	prompt_open(':', "a line with its fault at the end");
	prompt_problem("too many words", 29);
	assert_string_equal(look(40, 2, NULL),
		":a line with its fault at the end\n"
		"               too many words ^\ncursor 0 30\n");
	type("\x1b[C");
	assert_string_equal(look(40, 2, NULL),
		"~~~~\n:a line with its fault at the end\ncursor 1 31\n");
}

/* In a narrow window all of it can be read. */
static void wraps_a_long_problem(void **state)
{
	(void)state;
	prompt_open(':', "case HW-37GM-PXNN");
	prompt_problem("HW-37GM-PXNN is no case code: misread or mistyped.", 5);
	assert_string_equal(look(40, 5, NULL),
		"~~~~\nHW-37GM-PXNN is no case code: misread or\nmistyped.\n"
		":case HW-37GM-PXNN\n      ^\ncursor 3 6\n");
	assert_string_equal(look(70, 3, NULL),
		"~~~~\n:case HW-37GM-PXNN\n"
		"      ^ HW-37GM-PXNN is no case code: misread or mistyped.\ncursor 1 6\n");
	/* Beside the caret in the right half neither. */
	prompt_open(':', "a line with its fault at the end");
	prompt_problem("there are far too many words here", 29);
	assert_string_equal(look(40, 4, NULL),
		"~~~~\nthere are far too many words here\n"
		":a line with its fault at the end\n"
		"                              ^\ncursor 2 30\n");
	/* What there is no room for is cut, as ever. */
	prompt_problem("here are far too many words, and it has to be cut where they end", 0);
	assert_string_equal(look(40, 3, NULL),
		"here are far too many words, and it has…\n"
		":a line with its fault at the end\n ^\ncursor 1 1\n");
	assert_string_equal(look(40, 2, NULL),
		":a line with its fault at the end\n"
		" ^ here are far too many words, and it …\ncursor 0 1\n");
	/* Nor one that is about no place in the line. */
	prompt_open(':', "take");
	type("\x1b[200~\x01\x1b[201~");
	assert_string_equal(look(24, 5, NULL),
		"~~~~\nControl characters in\nthe pasted text were\n"
		"left out.\n:take\ncursor 4 5\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(draws_the_line),
		TEST(places_the_cursor_by_cells),
		TEST(scrolls_long_lines),
		TEST(draws_candidates),
		TEST(draws_problems),
		TEST(wraps_a_long_problem),
	};

	if (setlocale(LC_ALL, "C.UTF-8") == NULL)
		return 1;
	return cmocka_run_group_tests_name("prompt_draw", tests, NULL, NULL);
}
