/* The terminal and what is drawn on it: on a file at a fixed size, and on a pseudo-terminal. */
#include "tui/term/screen.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

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

/* A terminal that is a file, and what it was sent. */
struct fixture {
	struct term *term;
	FILE *out;
	char *sent;
	size_t sent_len;
	char *dumped;
};

static void open_options(struct fixture *f, struct term_options options)
{
	char problem[512] = "";

	memset(f, 0, sizeof *f);
	f->out = open_memstream(&f->sent, &f->sent_len);
	options.out = f->out;
	if (!options.type)
		options.type = "xterm-256color";
	assert_int_equal(term_open(&f->term, &options, problem, sizeof problem), 0);
}

static void open_size(struct fixture *f, int rows, int cols)
{
	open_options(f, (struct term_options){ .rows = rows, .cols = cols });
}

static void close_fixture(struct fixture *f)
{
	term_close(f->term);
	fclose(f->out);
	free(f->sent);
	free(f->dumped);
}

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

/* Paints and returns how many bytes that took. */
static size_t paint(struct fixture *f)
{
	size_t before;

	fflush(f->out);
	before = f->sent_len;
	assert_int_equal(term_paint(f->term), 0);
	fflush(f->out);
	return f->sent_len - before;
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

static void test_refusals_and_substitutes(void **state)
{
	static const struct {
		const char *type, *used; /* used: NULL is refused */
	} types[] = { { NULL, NULL }, { "", NULL }, { "dumb", NULL },
		{ "xterm-kitty", "xterm-256color" }, { "alacritty-direct9", "xterm-256color" },
		{ "no-such-terminal", "vt100" }, { "../../etc/passwd", "vt100" },
		{ "vt220", "vt220" }, { "linux", "linux" } };

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
		} else {
			assert_null(term);
			assert_non_null(strstr(problem, "set TERM"));
		}
		term_close(term);
		fclose(null);
	}
}

/* ---- on a pseudo-terminal ---------------------------------------------------------------- */

struct wire {
	int master, slave;
	struct termios before;
	struct term *term;
};

static void open_wire(struct wire *wire)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	struct term_options options = { .type = "xterm-256color" };
	char problem[512] = "";

	assert_int_equal(openpty(&wire->master, &wire->slave, NULL, NULL, &size), 0);
	tcgetattr(wire->slave, &wire->before);
	options.tty = wire->slave;
	assert_int_equal(term_open(&wire->term, &options, problem, sizeof problem), 0);
}

static void assert_same_modes(const struct termios *a, const struct termios *b)
{
	assert_int_equal(a->c_iflag, b->c_iflag);
	assert_int_equal(a->c_oflag, b->c_oflag);
	assert_int_equal(a->c_cflag, b->c_cflag);
	assert_int_equal(a->c_lflag, b->c_lflag);
	assert_memory_equal(a->c_cc, b->c_cc, sizeof a->c_cc);
}

/* What the terminal has received, up to `size`; waits for it at most two seconds. */
static size_t received(struct wire *wire, char *out, size_t size, const char *until)
{
	size_t len = 0;

	out[0] = '\0';
	while (len < size - 1) {
		struct pollfd in = { wire->master, POLLIN, 0 };
		ssize_t got;

		if (poll(&in, 1, until && strstr(out, until) ? 0 : 2000) <= 0)
			break;
		got = read(wire->master, out + len, size - 1 - len);
		if (got <= 0)
			break;
		len += (size_t)got;
		out[len] = '\0';
	}
	return len;
}

static void test_terminal_is_given_back(void **state)
{
	struct termios now;
	struct wire wire;
	struct pane all;
	char seen[8192];

	(void)state;
	open_wire(&wire);
	tcgetattr(wire.slave, &now);
	assert_int_equal(now.c_lflag & (ICANON | ECHO | ISIG), 0);
	assert_int_equal(now.c_iflag & IXON, 0);
	assert_int_equal(fcntl(wire.slave, F_GETFL) & O_NONBLOCK, 0); /* it is not only ours */
	all = term_frame(wire.term);
	pane_put(&all, 0, 0, PANE_REST, STYLE_NORMAL, "a name");
	assert_int_equal(term_paint(wire.term), 0);
	received(&wire, seen, sizeof seen, "a name");
	assert_non_null(strstr(seen, "\033[?1049h"));
	assert_non_null(strstr(seen, "\033[?2004h"));
	term_suspend(wire.term);
	tcgetattr(wire.slave, &now);
	assert_same_modes(&now, &wire.before);
	received(&wire, seen, sizeof seen, "\033[?1049l");
	assert_non_null(strstr(seen, "\033[H\033[2J"));
	assert_true(strstr(seen, "\033[2J") < strstr(seen, "\033[?1049l"));
	assert_non_null(strstr(seen, "\033[?2004l"));
	assert_int_equal(term_resume(wire.term), 0);
	all = term_frame(wire.term);
	pane_put(&all, 0, 0, PANE_REST, STYLE_NORMAL, "again");
	term_paint(wire.term);
	received(&wire, seen, sizeof seen, "again");
	assert_non_null(strstr(seen, "\033[?1049h"));
	assert_non_null(strstr(seen, "\033[?2004h"));
	term_close(wire.term);
	tcgetattr(wire.slave, &now);
	assert_same_modes(&now, &wire.before);
	received(&wire, seen, sizeof seen, "\033[?1049l");
	assert_non_null(strstr(seen, "\033[?1049l"));
	close(wire.slave);
	close(wire.master);
}

static void test_keys_arrive_and_size_follows(void **state)
{
	struct winsize size = { .ws_row = 60, .ws_col = 132 };
	struct input_event event;
	struct wire wire;

	(void)state;
	open_wire(&wire);
	assert_int_equal(term_read(wire.term, 0), 0);
	assert_int_equal(write(wire.master, "\033[B\003\023", 5), 5); /* ^C and ^S are keys */
	assert_int_equal(term_read(wire.term, 0), 5);
	assert_true(input_next(term_input(wire.term), 0, &event));
	assert_int_equal(event.key, INPUT_DOWN);
	assert_true(input_next(term_input(wire.term), 0, &event));
	assert_int_equal(event.key, INPUT_CTRL('c'));
	assert_true(input_next(term_input(wire.term), 0, &event));
	assert_int_equal(event.key, INPUT_CTRL('s'));
	assert_false(term_resize(wire.term));
	ioctl(wire.master, TIOCSWINSZ, &size);
	assert_true(term_resize(wire.term));
	assert_int_equal(term_rows(wire.term), 60);
	assert_int_equal(term_cols(wire.term), 132);
	term_close(wire.term);
	close(wire.slave);
	close(wire.master);
}

static void draw_noise(struct term *term, int seed)
{
	struct pane all = term_frame(term);

	for (int row = 0; row < all.rows; row++)
		for (int col = 0; col < all.cols; col++)
			pane_putf(&all, row, col, 1, STYLE_NORMAL, "%c",
				'A' + (row * 7 + col * 3 + seed) % 26);
	pane_putf(&all, 0, 0, 20, STYLE_NORMAL, "frame %d.", seed);
}

static void test_stalled_terminal_blocks_nothing(void **state)
{
	static char seen[1 << 20];
	struct wire wire;
	uint64_t bytes;
	int frame = 0;

	(void)state;
	open_wire(&wire);
	while (!term_busy(wire.term) && frame < 1000) {
		draw_noise(wire.term, ++frame);
		assert_int_equal(term_paint(wire.term), 0);
	}
	assert_true(term_busy(wire.term));
	for (int i = 0; i < 50; i++) { /* frames that nobody will see */
		draw_noise(wire.term, ++frame);
		assert_int_equal(term_paint(wire.term), 0);
	}
	while (term_busy(wire.term)) {
		received(&wire, seen, 4096, "");
		assert_int_equal(term_flush(wire.term), 0);
	}
	assert_true(term_statistics(wire.term).frames < (uint64_t)frame - 40);
	received(&wire, seen, sizeof seen, "");
	/* what was drawn last is what stands there: drawing it again sends nothing */
	bytes = term_statistics(wire.term).bytes;
	draw_noise(wire.term, frame);
	assert_int_equal(term_paint(wire.term), 0);
	assert_int_equal(term_statistics(wire.term).bytes, bytes);
	term_close(wire.term);
	close(wire.slave);
	close(wire.master);
}

static void test_hang_up_is_noticed(void **state)
{
	struct wire wire;
	struct pane all;

	(void)state;
	signal(SIGHUP, SIG_IGN);
	open_wire(&wire);
	close(wire.master);
	all = term_frame(wire.term);
	pane_put(&all, 0, 0, PANE_REST, STYLE_NORMAL, "to nobody");
	assert_int_equal(term_paint(wire.term), -1);
	assert_int_equal(term_read(wire.term, 0), -1);
	assert_int_equal(term_paint(wire.term), -1);
	term_close(wire.term);
	close(wire.slave);
	open_wire(&wire);
	close(wire.master);
	assert_int_equal(term_read(wire.term, 0), -1); /* seen by reading first as well */
	term_close(wire.term);
	close(wire.slave);
}

static void test_no_terminal(void **state)
{
	struct term_options options = { .type = "xterm" };
	char problem[512] = "";
	struct term *term;
	int fds[2];

	(void)state;
	assert_int_equal(pipe(fds), 0);
	options.tty = fds[0];
	assert_int_equal(term_open(&term, &options, problem, sizeof problem), -1);
	assert_non_null(strstr(problem, "not a terminal"));
	close(fds[0]);
	close(fds[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_signals_are_left_alone),
		cmocka_unit_test(test_put),
		cmocka_unit_test(test_line),
		cmocka_unit_test(test_byte_budget),
		cmocka_unit_test(test_attributes_are_sent_short),
		cmocka_unit_test(test_places_are_named_short),
		cmocka_unit_test(test_attributes_without_our_description),
		cmocka_unit_test(test_blanks_that_show_are_sent),
		cmocka_unit_test(test_hostile_text_stays_text),
		cmocka_unit_test(test_disputed_text_is_sent_whole),
		cmocka_unit_test(test_disputed_text_leaves_room),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_bell_rings_once),
		cmocka_unit_test(test_refusals_and_substitutes),
		cmocka_unit_test(test_terminal_is_given_back),
		cmocka_unit_test(test_keys_arrive_and_size_follows),
		cmocka_unit_test(test_stalled_terminal_blocks_nothing),
		cmocka_unit_test(test_hang_up_is_noticed),
		cmocka_unit_test(test_no_terminal),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("screen", tests, NULL, NULL);
}
