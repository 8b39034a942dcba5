/* What of a drawing is sent: little, and all that is needed. */
#include "tests/unit/a_screen.h"

#include <dlfcn.h>

/* curses as a program with rights of its own has it: it is not told of our description. */
static bool deaf;

int setenv(const char *name, const char *value, int overwrite)
{
	int (*real)(const char *, const char *, int);

	if (deaf && strcmp(name, "TERMINFO") == 0)
		return 0;
	*(void **)&real = dlsym(RTLD_NEXT, "setenv");
	return real(name, value, overwrite);
}

static void draw_list(struct fixture *f, int focus, const char *clock)
{
	struct pane all = term_frame(f->term);

	pane_put(&all, 0, 0, PANE_REST, STYLE_TITLE, "homeward  Board > Identification");
	pane_put_right(&all, 0, 60, PANE_REST, STYLE_NORMAL, clock);
	for (int row = 2; row < 22; row++) {
		pane_put(&all, row, 0, 2, STYLE_NORMAL, row == focus ? ">" : "");
		pane_putf(&all, row, 2, 13, row == focus ? STYLE_FOCUS : STYLE_NORMAL, "HW-7K3F-%d",
			row);
		pane_put(&all, row, 16, PANE_REST, STYLE_NORMAL,
			"decision   ended 1h20 ago   NOBODY");
	}
	pane_focus(&all, focus, 0);
}

static void test_byte_budget(void **state)
{
	struct fixture f;
	size_t first;

	(void)state;
	open_size(&f, 24, 80);
	draw_list(&f, 5, "02:41");
	first = paint(&f);
	assert_in_range(first, 500, 2500);
	draw_list(&f, 5, "02:41");
	assert_int_equal(paint(&f), 0);
	draw_list(&f, 6, "02:41");
	assert_in_range(paint(&f), 1, 80);
	draw_list(&f, 6, "02:42");
	assert_in_range(paint(&f), 1, 24);
	assert_int_equal(term_statistics(f.term).frames, 3);
	assert_int_equal(term_statistics(f.term).bytes, f.sent_len);
	term_repaint(f.term);
	draw_list(&f, 6, "02:42");
	assert_in_range(paint(&f), first / 2, first * 2);
	close_fixture(&f);
}

/* Every look is one sequence, and so is its end; the character set is named once; the next row is a
 * line feed away; what the environment says of terminals is as it was. */
static void test_attributes_are_sent_short(void **state)
{
	static const char *const types[] = { "xterm-256color", "tmux-256color" };
	struct fixture f;
	struct pane all;
	size_t second;

	(void)state;
	setenv("TERMINFO", "/nowhere", 1);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		open_options(&f, (struct term_options){ .type = types[i], .rows = 4, .cols = 40 });
		all = term_frame(f.term);
		paint(&f);
		pane_put(&all, 1, 0, PANE_REST, STYLE_TITLE, "bold");
		pane_put(&all, 1, 4, PANE_REST, STYLE_URGENT, "red");
		pane_put(&all, 1, 7, PANE_REST, STYLE_SOON, "yellow");
		pane_put(&all, 1, 13, PANE_REST, STYLE_NORMAL, "plain");
		pane_put(&all, 1, 18, PANE_REST, STYLE_DIM, "dim");
		pane_put(&all, 1, 21, PANE_REST, STYLE_NORMAL, ".");
		pane_put(&all, 2, 0, PANE_REST, STYLE_HIGH, "high");
		pane_cursor(&all, 3, 0);
		second = f.sent_len;
		paint(&f);
		assert_string_equal(f.sent + second,
			"\n\033[1mbold\033[m\033[1;31mred\033[m\033[33myellow\033[mplain"
			"\033[2mdim\033[m.\r\n\033[1;33mhigh\r\n\033[m");
		close_fixture(&f);
		assert_string_equal(getenv("TERMINFO"), "/nowhere");
	}
	unsetenv("TERMINFO");
}

/* The clock's last digit, in the first row's last column, and another place: none names
 * a one. The titles of the window, which are not ours, are left alone. */
static void test_places_are_named_short(void **state)
{
	static const char *const types[] = { "xterm-256color", "tmux-256color" };
	struct fixture f;

	(void)state;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		size_t second = 0;

		open_options(&f, (struct term_options){ .type = types[i], .rows = 14, .cols = 40 });
		for (int d = 7; d <= 8; d++) {
			char digit[] = { (char)(0x30 + d), 0 };
			struct pane all = term_frame(f.term);

			pane_put(&all, 0, 39, PANE_REST, STYLE_NORMAL, digit);
			pane_put(&all, 3, 9, PANE_REST, STYLE_NORMAL, digit);
			pane_cursor(&all, 10, 0);
			second = f.sent_len;
			paint(&f);
			if (d == 7)
				assert_null(strstr(f.sent, ";0;0t"));
		}
		assert_string_equal(f.sent + second, "\033[;40H8\033[4;10H8\r\033[11d");
		close_fixture(&f);
	}
}

/* Where curses has not our description, attributes are what they are called. */
static void test_attributes_without_our_description(void **state)
{
	struct fixture f;
	struct pane all;

	(void)state;
	deaf = true;
	open_size(&f, STYLE_COUNT, 40);
	deaf = false;
	for (int again = 0; again < 2; again++) {
		all = term_frame(f.term);
		for (int style = 0; style < STYLE_COUNT; style++)
			pane_put(&all, style, 0, PANE_REST, (enum style)style, "text");
		paint(&f);
		term_set_theme(f.term, THEME_DARK);
	}
	for (const char *at = f.sent; (at = strstr(at, "\033[")) != NULL; at++) {
		const char *end = at + 2 + strspn(at + 2, "0123456789;");

		for (const char *code = at + 1; *end == 'm' && code < end; code++)
			if (*code == '[' || *code == ';') /* blinking, invisible */
				assert_true(strcspn(code + 1, ";m") != 1 || !strchr("58", code[1]));
	}
	assert_int_equal(term_theme(f.term), THEME_MONO);
	close_fixture(&f);
}

/* A blank that shows its look is not erased, which would not show it everywhere. */
static void test_blanks_that_show_are_sent(void **state)
{
	static const enum style styles[] = { STYLE_TAB_NOW, STYLE_HEADER, STYLE_OFFLINE,
		STYLE_INPUT, STYLE_MATCH, STYLE_CHIP, STYLE_BAD };
	struct fixture f;
	struct pane all;
	size_t second;

	(void)state;
	for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
		open_size(&f, 3, 40);
		all = term_frame(f.term);
		pane_put(&all, 1, 0, PANE_REST, STYLE_NORMAL,
			"a line of text from one end to the other");
		paint(&f);
		second = f.sent_len;
		all = term_frame(f.term);
		pane_put(&all, 1, 0, PANE_REST, styles[i], "");
		paint(&f);
		assert_null(strstr(f.sent + second, "\033[K"));
		assert_null(strstr(f.sent + second, "X"));
		assert_true(f.sent_len - second >= 40 || strstr(f.sent + second, "b"));
		close_fixture(&f);
	}
}

static size_t paint_row(struct fixture *f, const char *marker, const char *name)
{
	struct pane all = term_frame(f->term);

	pane_put(&all, 0, 0, 2, STYLE_NORMAL, marker);
	pane_put(&all, 0, 2, 20, STYLE_NORMAL, "HW-7K3F-W9CX");
	pane_put(&all, 0, 22, PANE_REST, STYLE_NORMAL, name);
	return paint(f);
}

static void test_disputed_text_is_sent_whole(void **state)
{
	const char *burmese = "\u1019\u103c\u1014\u103a\u1019\u102c";
	const char *longer = "\u1019\u103c\u1014\u103a\u1019\u102c\u1038";
	struct fixture f;

	(void)state;
	open_size(&f, 2, 60);
	paint_row(&f, ">", burmese);
	assert_in_range(paint_row(&f, " ", burmese), 1, 12); /* the marker alone */
	assert_true(paint_row(&f, " ", longer) > 30); /* with the code before it */
	assert_non_null(strstr(f.sent + f.sent_len - 60, "HW-7K3F-W9CX"));
	assert_true(paint_row(&f, " ", "Yangon") > 15); /* what was there must go */
	assert_in_range(paint_row(&f, " ", "Mandalay"), 1, 20);
	close_fixture(&f);
}

static void test_bell_rings_once(void **state)
{
	struct fixture f;

	(void)state;
	open_size(&f, 2, 10);
	term_frame(f.term);
	term_beep(f.term);
	term_beep(f.term);
	paint(&f);
	assert_non_null(strchr(f.sent, '\a'));
	assert_null(strchr(strchr(f.sent, '\a') + 1, '\a'));
	assert_int_equal(paint(&f), 0);
	close_fixture(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_byte_budget),
		cmocka_unit_test(test_attributes_are_sent_short),
		cmocka_unit_test(test_places_are_named_short),
		cmocka_unit_test(test_attributes_without_our_description),
		cmocka_unit_test(test_blanks_that_show_are_sent),
		cmocka_unit_test(test_disputed_text_is_sent_whole),
		cmocka_unit_test(test_bell_rings_once),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("screen_sent", tests, NULL, NULL);
}
