/*
 * The terminal. Curses draws, our decoder reads; nothing else in the program knows curses.
 *
 * A frame: term_frame() gives an empty pane of the whole screen, everything is drawn again, and
 * term_paint() sends what differs from the last frame, in one write, cursor last. Drawing the same
 * again costs nothing, so never try to draw less.
 *
 *	struct pane all = term_frame(term);
 *	pane_put(&all, 0, 0, PANE_REST, STYLE_TITLE, "homeward");
 *	pane_cursor(&all, 3, 0);
 *	if (term_paint(term) < 0)
 *		...the terminal is gone...
 *
 * The terminal never blocks the program: what it does not take at once is kept, and later frames
 * are skipped until it has taken it. While term_busy(), poll the descriptor for POLLOUT too and
 * call
 * term_flush().
 *
 * Signals are the caller's: term_open leaves every handler as it found it. Ctrl-C, Ctrl-Z and
 * Ctrl-\
 * arrive as keys, never as signals. One terminal at a time (curses).
 */
#ifndef TUI_TERM_SCREEN_H
#define TUI_TERM_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "tui/term/input.h"
#include "tui/term/pane.h"
#include "tui/term/theme.h"

enum term_cursorline {
	TERM_MARKER, /* `>` and a bold code: 14 bytes to move on a slow line */
	TERM_BAR /* the row reversed as well: about 250 bytes */
};

/* Zero is: standard input is the terminal, defaults. Strings are borrowed during the call. */
struct term_options {
	int tty; /* descriptor of the terminal, read and written */
	FILE *out; /* tests: no terminal is touched, what would be sent is written here */
	int rows, cols; /* with `out`: the fixed size (0: 24x80) */
	const char *type; /* TERM; NULL or "" is refused as the environment without TERM is */
	const char *no_color, *clicolor; /* the environment's NO_COLOR and CLICOLOR, or NULL */
	enum theme theme;
	enum term_cursorline cursorline;
	bool ascii; /* `>` for … */
	int esc_ms; /* 0: 25 */
};

struct term_stats {
	uint64_t frames; /* paints that sent something */
	uint64_t bytes; /* sent in all */
	uint64_t last; /* bytes of the last frame */
};

/*
 * Opens the terminal: alternate screen, raw mode, bracketed paste. A TERM without a description
 * becomes xterm-256color where its family is known to be like it, any other vt100. Returns 0 and
 * the terminal, or -1 with a sentence for people in `problem` (TERM unset or dumb, not a terminal,
 * no terminal descriptions installed).
 */
int term_open(struct term **out, const struct term_options *options, char *problem, size_t size);

/*
 * What was shown is neither there nor to be scrolled back to when the console has left: its
 * description has a screen apart (the alternate screen). On any other it stands where the shell
 * goes on, and what scrolls away or is cleared is kept by many of them (tmux does). The console of
 * Linux itself (TERM=linux) counts as such: since 5.9 a frame buffer keeps nothing, but text mode
 * scrolls back in the memory of the card, and serial lines, machines in a window and other programs
 * call themselves linux too. False of NULL.
 */
bool term_leaves_nothing(const struct term *term);

/* The same of a terminal of this type (TERM), as term_open() would take it. */
bool term_type_leaves_nothing(const char *type);

/* Clears the screen, leaves it and gives the terminal back as it was. NULL is fine. */
void term_close(struct term *term);

/* As term_close, but to come back: before the program stops, and after it was continued, which
 * reads the size again. term_resume returns -1 if the terminal is gone. */
void term_suspend(struct term *term);
int term_resume(struct term *term);

/* After SIGWINCH: asks the terminal for its size. Returns true if it changed: draw again. */
bool term_resize(struct term *term);

/* Tests: as if the terminal had said so. */
void term_set_size(struct term *term, int rows, int cols);

/* Starts a frame: an empty pane of the whole screen. A cursor not placed again stays. */
struct pane term_frame(struct term *term);

/* Sends the frame. 0, or -1 if the terminal is gone (hung up): curses itself would not tell. */
int term_paint(struct term *term);

/* Sends the whole screen again with the next paint: ^L, after another program wrote on it. */
void term_repaint(struct term *term);

/* Forgets what was on the screen: what the terminal has not taken yet is dropped, and the next
 * paint begins with an empty screen and no title. After it nothing is left of what was drawn
 * before. */
void term_forget(struct term *term);

/* The descriptor to poll, or -1 with options.out. */
int term_fd(const struct term *term);
bool term_busy(const struct term *term);
int term_flush(struct term *term); /* as term_paint */

/*
 * Reads what has been typed into the decoder: call when poll() says readable. Returns the number of
 * bytes, 0 if there were none or the decoder is full, -1 if the terminal is gone.
 */
int term_read(struct term *term, int64_t now_ms);

/* The decoder: input_next(term_input(term), now, &event). Borrowed. */
struct input *term_input(struct term *term);

/* Rings the bell with the next paint, once. */
void term_beep(struct term *term);

/* The library that draws, and its version. */
const char *term_library(void);

/* What was settled: the terminal description in use, the theme, the size, the way of drawing. */
const char *term_type(const struct term *term);
enum theme term_theme(const struct term *term);
int term_rows(const struct term *term);
int term_cols(const struct term *term);
void term_set_theme(struct term *term, enum theme theme);

struct term_stats term_statistics(const struct term *term);

/*
 * What stands on the screen as text, for tests and bug reports: one line per row without trailing
 * blanks, then `cursor ROW COL`. `looks` adds a line per row that has any attribute: its letters
 * are
 * b bold, d dim, u underlined, r reversed, capital if coloured.
 */
void term_dump(struct term *term, FILE *file, bool looks);

#endif
