/* editor.h: text that somebody types: one line, or many with EDITOR_LINES.
 *
 * The text lies in memory of the caller, which is never left, grown or copied from: whoever types
 * a name gives room from where names may lie, and wipes it. Nothing here allocates.
 *
 * Left, Right, Backspace, Delete go by what is seen as one letter (cells_next()): a Thai consonant
 * with its vowel and tone, a Burmese syllable with its marks. Home and End go to the ends of the
 * row. ^W takes the word before the cursor, ^U the row up to it, ^K the row from it on. With many
 * lines Enter begins one, Up, Down, PgUp and PgDn go by rows of the screen; without, these four and
 * Enter are not its own, nor are Up on the first row and Down on the last.
 *
 * A paste is text and never keys. It goes in whole or not at all: half a name reads like a name. In
 * one line a newline becomes a space. Control characters never go in. What is refused is said, and
 * leaves the text as it was. */
#ifndef TUI_WIDGETS_EDITOR_H
#define TUI_WIDGETS_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

struct input_event;
struct pane;

enum {
	EDITOR_LINES = 1, /* flag: many lines */
	EDITOR_LINES_MAX = 1000, /* lines of one text */
	EDITOR_SAID = 160, /* bytes of a sentence */
};
/* Bytes of memory for so many code points. */
#define EDITOR_ROOM(limit) ((size_t)(limit)*4 + 1)

struct editor {
	char *text; /* terminated; borrowed */
	size_t room, length, cursor; /* bytes */
	int limit; /* code points */
	unsigned flags;
	size_t top; /* first row drawn, of many lines */
	int cols, rows; /* as drawn last; 0: not yet */
	int goal; /* column that Up and Down go for */
	bool aims; /* ... they do */
};

/* An empty text of at most `limit` code points in EDITOR_ROOM(limit) bytes. */
void editor_open(struct editor *editor, void *memory, int limit, unsigned flags);
/* Puts a text in its place, cursor at its end: any bytes, for they were kept somewhere. False: it
 * does not fit, and nothing is changed. */
bool editor_set(struct editor *editor, const char *text);
/* Takes so many bytes before the cursor away again. False: none. */
bool editor_take_back(struct editor *editor, size_t length);
/* Overwrites the text with zeros. */
void editor_wipe(struct editor *editor);
/* Takes blanks away from its ends, newlines too. */
void editor_trim(struct editor *editor);
/* Strict UTF-8, and no control but newlines. */
bool editor_is_clean(const char *text, size_t length);
/* To a byte of the text, or to the start of the letter it is in. */
void editor_seek(struct editor *editor, size_t cursor);

enum editor_result {
	EDITOR_IGNORED = 0, /* not a key of its own */
	EDITOR_MOVED, /* the cursor, or nothing */
	EDITOR_CHANGED,
	EDITOR_REFUSED, /* and `said` tells why, translated; EDITOR_CHANGED may have to, too */
};
/* `said` becomes "" where there is nothing to say. It never quotes the text. */
enum editor_result editor_key(struct editor *editor, const struct input_event *event,
	char said[static EDITOR_SAID]);
/* Code points that may still be typed. */
int editor_left(const struct editor *editor);
/* ... that a paste of so many bytes takes. */
int editor_pasted(const struct editor *editor, const char *text, size_t length);

/* Rows that the text takes in so many columns; 1 for one line. */
int editor_height(const struct editor *editor, int cols);
/* Draws the part around the cursor, which gets the hardware cursor; or, where it has not the focus,
 * the beginning. */
void editor_draw(struct editor *editor, const struct pane *pane, bool focused);

#endif
