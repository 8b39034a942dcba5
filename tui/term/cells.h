/*
 * The gate every byte from outside passes before it can reach a terminal: rows, files, environment,
 * server messages, typed text. Bytes go in, cells come out, and nothing in the cells can move the
 * cursor, switch a mode, reorder a row or hide.
 *
 *   invalid UTF-8, C0, DEL, C1       U+FFFD, CELLS_BAD (drawn reversed)
 *   bidi, format, zero width, tags,  a visible chip of ASCII, `<202E>`, CELLS_CHIP
 *   variation selectors, private
 *   use, line separators, fillers
 *   U+200B, ZWNJ, ZWJ                nothing between two letters of a script that needs them,
 *                                    else a chip
 *   unknown to glibc (wcwidth -1)    U+FFFD
 *   a mark without a base            on a dotted circle, U+25CC
 *   the fifth and later marks        left out; counted in `lost`
 *
 * Text is composed (NFC). Widths are glibc's wcwidth, which is what curses moves the cursor by;
 * cluster boundaries are utf8proc's. Without a UTF-8 locale every cluster outside ASCII is one `?`.
 * Nothing here allocates.
 */
#ifndef TUI_TERM_CELLS_H
#define TUI_TERM_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CELLS_MARKS 4 /* combining marks a cell can hold: what curses keeps */
#define CELLS_MAX 1024 /* cells in one struct cells: 28 KiB, meant for the stack */

enum cells_flag {
	CELLS_START = 1, /* first cell of a grapheme cluster: a line may be cut before it */
	CELLS_BAD = 2, /* stands for a control character or a byte that is not UTF-8 */
	CELLS_CHIP = 4 /* part of a chip such as <202E> */
};

struct cell {
	uint32_t code[1 + CELLS_MARKS]; /* base, then marks; 0 after the last */
	uint8_t width; /* columns: 1 or 2 */
	uint8_t risk; /* code points in it whose width terminals dispute */
	uint8_t flags; /* of enum cells_flag */
};

struct cells {
	int count; /* cells in use */
	int width; /* columns they take: the sum of their widths */
	int risk; /* columns that a terminal may take beyond `width` */
	int lost; /* marks left out */
	struct cell cell[CELLS_MAX];
};

/*
 * The gate: reads bytes into `out`, replacing what it held. Returns how many bytes were used: fewer
 * than `len` only if the cells ran out, always at a cluster boundary, so that a caller can go on
 * from there.
 */
size_t cells_gate(struct cells *out, const char *bytes, size_t len);

/* Columns that `len` bytes take on the screen once through the gate. */
int cells_width(const char *bytes, size_t len);
/* The same of a whole text. */
int cells_width_of(const char *text);

/*
 * The first piece of a text that is edited or cut as one: a cluster, a chip, a byte that cannot be
 * shown. Returns its bytes, 0 only where len is 0; *columns: what it takes on the screen; *risk: as
 * many more on some terminals. Where one piece ends another begins, so a text may be read from any
 * such place on.
 */
size_t cells_next(const char *bytes, size_t len, int *columns, int *risk);

/*
 * Cuts to at most `columns`, between clusters only. If anything is cut the last column kept is
 * `ellipsis` (a code point one column wide; 0: none). A disputed code point counts one column more,
 * so that not even the widest terminal passes `columns`. Returns the columns used.
 */
int cells_clip(struct cells *cells, int columns, uint32_t ellipsis);

/* The sign for "more": U+2026, or `>` with `ascii` or without a UTF-8 locale. */
uint32_t cells_ellipsis(bool ascii);

/*
 * The next line of a longer text: how many bytes fit into `columns`, broken at a newline, else
 * after a space, else between clusters (Thai and its neighbours have no spaces). `*next` is where
 * the following line starts, the newline or spaces skipped. At least one cluster is taken, unless
 * the line is empty.
 */
size_t cells_wrap(const char *bytes, size_t len, int columns, size_t *next);

/*
 * The same gate for output that is not a screen (`homeward list`, messages on standard error): safe
 * UTF-8 into `out`, always terminated, bad bytes as U+FFFD. columns >= 0 clips and pads to exactly
 * that many (at most CELLS_MAX); columns < 0 takes what fits into `size`.
 * Returns the bytes written without the terminator.
 */
size_t cells_safe(char *out, size_t size, const char *bytes, size_t len, int columns);

/* One cell as UTF-8, not terminated: 1 to 20 bytes. Returns their number. */
size_t cell_utf8(const struct cell *cell, char out[20]);

/* Is the locale's character set UTF-8? main() calls setlocale() before anything here. */
bool cells_is_utf8(void);

#endif
