/* paper.h: text to read: sections of lines that wrap, scroll and keep their place.
 *
 * Written anew whenever its content changes:
 *
 *	paper_begin(paper);
 *	paper_section(paper, _("Clocks"));
 *	paper_field(paper, STYLE_NORMAL, _("reported"), "21:05");
 *	paper_line(paper, STYLE_NORMAL, "...");
 *
 * The focus stays on the line it was on: the one with the same key in the same section, else the
 * same line of that section. Texts are copied; what does not fit in memory is left out. Nothing
 * stands to the right of a line's text, so native script may be in any of them. */
#ifndef TUI_WIDGETS_PAPER_H
#define TUI_WIDGETS_PAPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/base/text.h"
#include "tui/term/theme.h"

struct input_event;
struct pane;

/* Columns of a field's name; a longer one (other languages) pushes its text to the right. */
#define PAPER_FIELD 18

struct paper_line {
	size_t at, length; /* in paper->text; length: of the bytes there, or of `text` */
	const char *text; /* borrowed: see paper_borrow(); NULL */
	size_t name; /* bytes of it that are the field's name */
	size_t section; /* counted from 1 */
	int64_t key; /* see paper_key(); 0: none */
	enum style style;
	bool heading;
};

/* A line of the last drawing: a part of a line above. */
struct paper_row {
	size_t line, at, length;
};

struct paper {
	struct text text;
	struct paper_line *lines;
	size_t count, room;
	struct paper_row *rows;
	size_t row_count, row_room;
	int cols; /* that the rows were made for; 0: not made */
	size_t focus, top, height; /* in rows */
	size_t sections;
	int64_t key;
	struct { /* where the focus was when the rows were made anew */
		size_t section, nth, part;
		int64_t key;
	} place;
	bool sought; /* what is written has not had that line yet */
};

void paper_done(struct paper *paper);

void paper_begin(struct paper *paper);
void paper_section(struct paper *paper, const char *title);
/* The focus goes to the heading of this section, counted from 1, once it is written. */
void paper_go(struct paper *paper, size_t section);
/* The lines that follow belong to this key (an event's id); until the next section. */
void paper_key(struct paper *paper, int64_t key);
/* May hold newlines. */
void paper_line(struct paper *paper, enum style style, const char *text);
__attribute__((format(printf, 3, 4))) void paper_linef(struct paper *paper, enum style style,
	const char *format, ...);
/* "name            text", the text wrapped below itself. */
void paper_field(struct paper *paper, enum style style, const char *name, const char *text);
/*
 * The same for a text that must not be copied: it is borrowed until the next paper_begin() or
 * paper_done(), and not terminated. name NULL: a line without one. The name has its column on
 * narrow screens too.
 */
void paper_borrow(struct paper *paper, enum style style, const char *name, const char *text,
	size_t length);
/* Arrows, j k g G, PgUp PgDn, Home End; Tab and Shift-Tab to the next and previous section. */
bool paper_move(struct paper *paper, const struct input_event *event);
/* The heading of the section with the focus, "" if none; borrowed. */
const char *paper_where(const struct paper *paper, size_t *length);
/* Where the focus is, as a word for paper_seek(), also of another run of the program: keys have to
 * be the same there. */
void paper_spot(const struct paper *paper, char *text, size_t size);
/* The focus goes there as soon as the line is written, unless somebody moves before. */
void paper_seek(struct paper *paper, const char *spot);
/* The key of the focused line, and its section, counted from 1; 0: none. */
int64_t paper_focused_key(const struct paper *paper);
size_t paper_focused_section(const struct paper *paper);

void paper_draw(struct paper *paper, struct pane *pane);
/* How many of the first lines have stood on the screen, each to its end, now that this part of them
 * does, where `seen` of them had before. What was jumped over was not seen. */
size_t paper_seen(const struct paper *paper, size_t seen);
/* How often PgDn has to be pressed until the last line stands on the screen; 0: it does. */
size_t paper_pages_below(const struct paper *paper);

#endif
