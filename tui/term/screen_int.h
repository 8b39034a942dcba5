/* What screen*.c and pane.c share. Nobody else includes it. */
#ifndef TUI_TERM_SCREEN_INT_H
#define TUI_TERM_SCREEN_INT_H

#include <termios.h>

#include "tui/term/screen.h"
#include "tui/term/terminfo.h"

struct term {
	void *screen; /* curses' SCREEN */
	/*
	 * Curses writes into a file in memory; we send what it wrote. So a frame is one write, its
	 * bytes are counted, a terminal that stalls cannot block, and one that is gone is noticed.
	 */
	FILE *frame;
	FILE *out; /* options.out, or NULL */
	int tty; /* -1 with `out` */
	bool own_tty; /* an open file of our own, so that O_NONBLOCK is ours alone */
	bool changed; /* the terminal's modes are to be restored */
	struct termios modes;
	char type[64]; /* the description in use */
	bool ansi, ascii, beep;
	bool apart; /* what is shown stands on a screen apart */
	bool titled; /* it has a title that can be set */
	bool own_looks; /* curses has our description, in which an attribute is a look */
	enum term_cursorline cursorline;
	enum theme theme, automatic; /* in use; what THEME_AUTO means here */
	int colours;
	struct theme_look looks[TERMINFO_LOOKS]; /* the different ones of all themes */
	int look_count;
	unsigned long attributes[STYLE_COUNT]; /* curses' attr_t */
	int rows, cols, cursor_row, cursor_col;
	uint32_t *native, *sent; /* per row: a digest of its disputed text now and as last sent */
	char *pending; /* what the terminal has not yet taken */
	size_t pending_at, pending_len, pending_size;
	bool late; /* a frame waits for `pending` to go out */
	bool left; /* given back to the shell, by term_suspend() or at the end */
	bool gone;
	struct term_stats stats;
	struct input *input;
};

/* Gathers the looks, and the sequence that sets each. */
void term_make_looks(struct term *term, struct terminfo *terminfo);

/* How cells with this attribute of curses look. */
struct theme_look term_look(const struct term *term, unsigned long attribute);

/* Adds bytes of ours to those of curses, if the terminal speaks ANSI. */
void term_send(struct term *term, const char *bytes);

/* Sends all there is and waits a moment for a slow terminal to take it: before leaving. */
void term_drain(struct term *term);

#endif
