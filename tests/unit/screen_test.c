/* What is drawn on a terminal, and on which. */
#include "tests/unit/a_screen.h"

#include <signal.h>

static const char *dump(struct fixture *f, bool looks)
{
	size_t size;
	FILE *file;

	free(f->dumped);
	file = open_memstream(&f->dumped, &size);
	term_dump(f->term, file, looks);
	fclose(file);
	return f->dumped;
}

/* Runs first: curses takes signals once in a program. */
static void test_signals_are_left_alone(void **state)
{
	static const int taken[] = { SIGINT, SIGTERM, SIGTSTP, SIGWINCH };
	struct sigaction action;
	struct fixture f;

	(void)state;
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		signal(taken[i], SIG_DFL);
	open_size(&f, 2, 10);
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
		sigaction(taken[i], NULL, &action);
		assert_true(action.sa_handler == SIG_DFL);
	}
	close_fixture(&f);
}

static void test_put(void **state)
{
	struct fixture f;
	struct pane all, part;

	(void)state;
	open_size(&f, 6, 20);
	all = term_frame(f.term);
	assert_int_equal(pane_put(&all, 0, 0, 8, STYLE_NORMAL, "code"), 4);
	assert_int_equal(pane_put(&all, 0, 8, PANE_REST, STYLE_NORMAL, "responsible officer"), 12);
	assert_int_equal(pane_put_right(&all, 1, 0, 10, STYLE_NORMAL, "in 3h10"), 7);
	assert_int_equal(pane_putf(&all, 1, 11, PANE_REST, STYLE_NORMAL, "%d of %d", 22, 211), 9);
	assert_int_equal(pane_put_part(&all, 2, 0, 10, STYLE_NORMAL, "Thai and more", 4), 4);
	assert_int_equal(pane_put(&all, 2, 5, 10, STYLE_NORMAL, NULL), 0);
	part = pane_sub(&all, 3, 2, 2, 100);
	assert_int_equal(part.cols, 18);
	pane_put(&part, 0, 0, PANE_REST, STYLE_NORMAL, "\u0e01\u0e33\u0e25\u0e31\u0e07");
	pane_put(&part, 1, 0, PANE_REST, STYLE_NORMAL, "\u1000\u1031\u102c\u103a");
	/* nowhere */
	pane_put(&part, 2, 0, PANE_REST, STYLE_NORMAL, "x");
	pane_put(&part, -1, 0, PANE_REST, STYLE_NORMAL, "x");
	assert_int_equal(pane_put(&part, 0, 18, 5, STYLE_NORMAL, "x"), 0);
	part = pane_sub(&all, 9, 9, 3, 3);
	assert_int_equal(part.rows, 0);
	pane_hline(&part, 0, 0, PANE_REST, STYLE_NORMAL);
	pane_cursor(&all, 3, 2);
	paint(&f);
	assert_string_equal(dump(&f, false),
		"code    responsible\u2026\n"
		"   in 3h10 22 of 211\n"
		"Thai\n"
		"  \u0e01\u0e33\u0e25\u0e31\u0e07\n"
		"  \u1000\u1031\u102c\u103a\n"
		"\n"
		"cursor 3 2\n");
	close_fixture(&f);
}

static void test_line(void **state)
{
	struct fixture f;
	struct pane all, part;

	(void)state;
	open_size(&f, 4, 6);
	all = term_frame(f.term);
	pane_put(&all, 1, 0, PANE_REST, STYLE_NORMAL, "behind");
	part = pane_sub(&all, 0, 1, 3, 4);
	pane_clear(&part);
	pane_hline(&part, 2, 0, PANE_REST, STYLE_RULE);
	pane_hline(&all, 3, 1, 3, STYLE_RULE);
	paint(&f);
	assert_string_equal(dump(&f, false),
		"\n"
		"b    d\n"
		" ----\n"
		" ---\n"
		"cursor 0 0\n");
	close_fixture(&f);
	open_options(&f, (struct term_options){ .rows = 1, .cols = 10, .type = "vt100" });
	all = term_frame(f.term);
	pane_put(&all, 0, 1, 8, STYLE_NORMAL, "too long for it");
	paint(&f);
	assert_string_equal(dump(&f, false), " too lon>\ncursor 0 0\n");
	close_fixture(&f);
}

static void test_hostile_text_stays_text(void **state)
{
	static const char hostile[] = "\033]0;pwn\007\033[2J\x9b"
				      "31m\xc2\x9b"
				      "31m\u202eevil\u2066\u200b\r\n\t"
				      "e\u0301\u0302\u0303\u0304\u0305\u0306\u0307";
	static const char *const forbidden[] = { "\033]", "\a",
		"\x9b"
		"31m",
		"\xc2\x9b", "\u202e", "\u2066", "\u200b", "\t", "\u0306" };
	struct fixture f;
	struct pane all;

	(void)state;
	open_size(&f, 3, 80);
	all = term_frame(f.term);
	pane_put(&all, 0, 0, PANE_REST, STYLE_NORMAL, hostile);
	pane_putf(&all, 1, 0, PANE_REST, STYLE_NORMAL, "%s", hostile);
	pane_put_right(&all, 2, 0, PANE_REST, STYLE_NORMAL, hostile);
	paint(&f);
	for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
		assert_null(strstr(f.sent, forbidden[i]));
	assert_non_null(strstr(dump(&f, false), "<202E>evil<2066><200B>"));
	/* each stand-in is reversed, each chip underlined */
	assert_non_null(strstr(dump(&f, true), "0:r      r"));
	assert_non_null(strstr(f.dumped, "UUUUUU"));
	close_fixture(&f);
}

static void test_disputed_text_leaves_room(void **state)
{
	struct fixture f;
	struct pane all;

	(void)state;
	open_size(&f, 1, 7);
	all = term_frame(f.term);
	/* five columns here, eight on the widest terminal: does not fit into seven */
	assert_int_equal(pane_put(&all, 0, 0, PANE_REST, STYLE_NORMAL,
				 "\u1019\u103c\u1014\u103a\u1019\u102c"),
		4);
	paint(&f);
	assert_string_equal(dump(&f, false), "\u1019\u103c\u1014\u103a\u2026\ncursor 0 0\n");
	close_fixture(&f);
}

static void test_sizes(void **state)
{
	static const int sizes[][2] = { { 1, 1 }, { 2, 3 }, { 200, 500 }, { 24, 80 } };
	struct fixture f;

	(void)state;
	open_size(&f, 24, 80);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct pane all;

		term_set_size(f.term, sizes[i][0], sizes[i][1]);
		all = term_frame(f.term);
		assert_int_equal(all.rows, sizes[i][0]);
		assert_int_equal(all.cols, sizes[i][1]);
		pane_hline(&all, sizes[i][0] - 1, 0, PANE_REST, STYLE_NORMAL);
		for (int row = 0; row < 300; row++)
			pane_put(&all, row, 0, PANE_REST, STYLE_NORMAL,
				"\u4e2d\u6587 wide and long");
		pane_cursor(&all, 1000, 1000);
		assert_true(paint(&f) > 0);
	}
	assert_non_null(strstr(dump(&f, false), "cursor 23 79\n"));
	close_fixture(&f);
}

static void test_looks(void **state)
{
	struct fixture f;
	struct pane all;

	(void)state;
	for (int mono = 0; mono < 2; mono++) {
		open_options(&f,
			(struct term_options){ .rows = 3,
				.cols = 20,
				.no_color = mono ? "1" : NULL,
				.cursorline = TERM_BAR });
		assert_int_equal(term_theme(f.term), mono ? THEME_MONO : THEME_DARK);
		all = term_frame(f.term);
		pane_put(&all, 0, 0, 5, STYLE_URGENT, "!!");
		pane_put(&all, 0, 5, 4, STYLE_NORMAL, "late");
		pane_put(&all, 1, 0, 10, STYLE_NORMAL, "focused");
		pane_focus(&all, 1, 0);
		paint(&f);
		assert_string_equal(strstr(dump(&f, true), "cursor"),
			mono ? "cursor 1 0\n0:bb\n1:rrrrrrrrrrrrrrrrrrrr\n" :
			       "cursor 1 0\n0:BB\n1:rrrrrrrrrrrrrrrrrrrr\n");
		if (mono)
			assert_null(strstr(f.sent, "31m"));
		term_set_theme(f.term, THEME_DARK);
		assert_int_equal(term_theme(f.term), THEME_DARK);
		close_fixture(&f);
	}
}

static void test_refusals_and_substitutes(void **state)
{
	static const struct {
		const char *type, *used; /* used: NULL is refused */
		bool apart;
	} types[] = { { NULL, NULL, false }, { "", NULL, false }, { "dumb", NULL, false },
		{ "xterm-kitty", "xterm-256color", true },
		{ "alacritty-direct9", "xterm-256color", true },
		{ "no-such-terminal", "vt100", false }, { "../../etc/passwd", "vt100", false },
		{ "st", "xterm-256color", true }, { "ms-terminal", "xterm-256color", true },
		{ "iterm2-direct", "xterm-256color", true }, { "stranger", "vt100", false },
		{ "footpath", "vt100", false }, { "xtermish-256color", "vt100", false },
		{ "vt220", "vt220", false }, { "linux", "linux", false },
		{ "screen", "screen", true }, { "rxvt", "rxvt", true } };

	(void)state;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		FILE *null = fopen("/dev/null", "w");
		struct term_options options = { .out = null, .type = types[i].type };
		char problem[512] = "";
		struct term *term;
		int result = term_open(&term, &options, problem, sizeof problem);

		assert_int_equal(result, types[i].used ? 0 : -1);
		if (types[i].used) {
			assert_string_equal(term_type(term), types[i].used);
			assert_int_equal(term_rows(term), 24);
			assert_int_equal(term_cols(term), 80);
			assert_int_equal(term_leaves_nothing(term), types[i].apart);
		} else {
			assert_null(term);
			assert_non_null(strstr(problem, "set TERM"));
		}
		/* Asked about a type while one is open. */
		assert_int_equal(term_type_leaves_nothing(types[i].type), types[i].apart);
		if (term != NULL)
			assert_int_equal(term_paint(term), 0);
		term_close(term);
		fclose(null);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_signals_are_left_alone),
		cmocka_unit_test(test_put),
		cmocka_unit_test(test_line),
		cmocka_unit_test(test_hostile_text_stays_text),
		cmocka_unit_test(test_disputed_text_leaves_room),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_refusals_and_substitutes),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("screen", tests, NULL, NULL);
}
