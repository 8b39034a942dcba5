/* The terminal: a pseudo-terminal that is slow, changes its size, goes, and is given back. */
#include "tui/term/screen.h"

#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cmocka.h>

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

/* What somebody else sends while a frame is drawn is read after it, not forgotten. */
static void test_a_stop_waits_for_the_frame(void **state)
{
	const struct timespec at_once = { 0 };
	sigset_t stop, before, waiting;
	struct wire wire;
	struct pane all;

	(void)state;
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigprocmask(SIG_BLOCK, &stop, &before);
	open_wire(&wire);
	raise(SIGTSTP);
	all = term_frame(wire.term);
	pane_put(&all, 0, 0, PANE_REST, STYLE_NORMAL, "a frame");
	assert_int_equal(term_paint(wire.term), 0);
	sigpending(&waiting);
	assert_true(sigismember(&waiting, SIGTSTP));
	assert_int_equal(sigtimedwait(&stop, NULL, &at_once), SIGTSTP);
	term_close(wire.term);
	close(wire.slave);
	close(wire.master);
	sigprocmask(SIG_SETMASK, &before, NULL);
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
		cmocka_unit_test(test_a_stop_waits_for_the_frame),
		cmocka_unit_test(test_terminal_is_given_back),
		cmocka_unit_test(test_keys_arrive_and_size_follows),
		cmocka_unit_test(test_stalled_terminal_blocks_nothing),
		cmocka_unit_test(test_hang_up_is_noticed),
		cmocka_unit_test(test_no_terminal),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("screen_wire", tests, NULL, NULL);
}
