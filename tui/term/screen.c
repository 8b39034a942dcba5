#include "tui/term/screen_int.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* How long a terminal that is left may take for its last bytes, in milliseconds. */
enum { LEAVE_MS = 500 };

/* ---- what goes out ---------------------------------------------------------------------- */

/* What was shown may be somebody's name. */
static void drop_pending(struct term *term)
{
	if (term->pending)
		explicit_bzero(term->pending, term->pending_len);
	term->pending_at = term->pending_len = 0;
}

static void drop_frame(struct term *term)
{
	int fd = fileno(term->frame);

	lseek(fd, 0, SEEK_SET);
	if (ftruncate(fd, 0) < 0)
		term->gone = true;
}

static bool grow_pending(struct term *term, size_t size)
{
	char *grown = malloc(size);

	if (!grown)
		return false;
	if (term->pending) {
		memcpy(grown, term->pending, term->pending_len);
		explicit_bzero(term->pending, term->pending_len);
	}
	free(term->pending);
	term->pending = grown;
	term->pending_size = size;
	return true;
}

int term_flush(struct term *term)
{
	if (term->out) {
		fwrite(term->pending, 1, term->pending_len, term->out);
		fflush(term->out);
		term->pending_at = term->pending_len;
	}
	while (!term->gone && term->pending_at < term->pending_len) {
		ssize_t sent = write(term->tty, term->pending + term->pending_at,
			term->pending_len - term->pending_at);

		if (sent > 0)
			term->pending_at += (size_t)sent;
		else if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return 0;
		else if (sent == 0 || errno != EINTR)
			term->gone = true;
	}
	drop_pending(term);
	if (term->late && !term->gone)
		return term_paint(term);
	return term->gone ? -1 : 0;
}

/* Moves what curses has written since into `pending`; returns its bytes. */
static size_t collect(struct term *term)
{
	int fd = fileno(term->frame);
	off_t size = lseek(fd, 0, SEEK_CUR);
	size_t need = term->pending_len + (size_t)(size > 0 ? size : 0);
	ssize_t got;

	if (size <= 0)
		return 0;
	if (need > term->pending_size && !grow_pending(term, need * 2)) {
		drop_frame(term); /* it is lost: the next one is sent whole */
		term_repaint(term);
		return 0;
	}
	got = pread(fd, term->pending + term->pending_len, (size_t)size, 0);
	drop_frame(term);
	if (got <= 0)
		return 0;
	term->pending_len += (size_t)got;
	term->stats.bytes += (uint64_t)got;
	return (size_t)got;
}

void term_send(struct term *term, const char *bytes)
{
	if (term->ansi && write(fileno(term->frame), bytes, strlen(bytes)) < 0)
		term->gone = true;
}

bool term_busy(const struct term *term)
{
	return term->pending_at < term->pending_len;
}

void term_drain(struct term *term)
{
	collect(term);
	term->late = false;
	while (term_flush(term) == 0 && term_busy(term)) {
		struct pollfd out = { term->tty, POLLOUT, 0 };

		if (poll(&out, 1, LEAVE_MS) <= 0)
			break;
	}
	drop_pending(term);
}

struct pane term_frame(struct term *term)
{
	werase(stdscr);
	memset(term->native, 0, (size_t)term->rows * sizeof *term->native);
	return (struct pane){ term, 0, 0, term->rows, term->cols };
}

int term_paint(struct term *term)
{
	size_t bytes;

	if (term->gone)
		return -1;
	if (term_busy(term)) {
		term->late = true;
		return term_flush(term);
	}
	term->late = false;
	for (int row = 0; row < term->rows; row++) {
		if (term->native[row] != term->sent[row])
			wredrawln(stdscr, row, 1);
		term->sent[row] = term->native[row];
	}
	wmove(stdscr, term->cursor_row, term->cursor_col);
	wnoutrefresh(stdscr);
	doupdate();
	if (term->beep)
		beep();
	term->beep = false;
	bytes = collect(term);
	if (bytes > 0) {
		term->stats.frames++;
		term->stats.last = bytes;
	}
	return term_flush(term);
}

void term_repaint(struct term *term)
{
	/* A region for scrolling that is not ours stops a line feed half way down. */
	term_send(term, "\033[r");
	clearok(curscr, TRUE);
}

void term_forget(struct term *term)
{
	drop_pending(term);
	drop_frame(term);
	term->late = false;
	term_repaint(term);
	if (term->titled)
		term_send(term, "\033]2;\033\\");
}

/* ---- what comes in, and small things ---------------------------------------------------- */

int term_read(struct term *term, int64_t now_ms)
{
	struct pollfd in = { term->tty, POLLIN, 0 };
	char bytes[INPUT_QUEUE];
	size_t room = input_room(term->input);
	ssize_t got;

	if (term->gone)
		return -1;
	if (term->out || room == 0 || poll(&in, 1, 0) <= 0)
		return 0;
	got = read(term->tty, bytes, room < sizeof bytes ? room : sizeof bytes);
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	if (got <= 0) {
		term->gone = true;
		return -1;
	}
	input_feed(term->input, bytes, (size_t)got, now_ms);
	explicit_bzero(bytes, (size_t)got);
	return (int)got;
}

struct input *term_input(struct term *term)
{
	return term->input;
}

void term_beep(struct term *term)
{
	term->beep = true;
}

int term_fd(const struct term *term)
{
	return term->tty;
}

const char *term_library(void)
{
	return curses_version();
}

const char *term_type(const struct term *term)
{
	return term->type;
}

enum theme term_theme(const struct term *term)
{
	return term->theme;
}

int term_rows(const struct term *term)
{
	return term->rows;
}

int term_cols(const struct term *term)
{
	return term->cols;
}

struct term_stats term_statistics(const struct term *term)
{
	return term->stats;
}
