#include "tui/widgets/paper.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/term/cells.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"
#include "tui/term/pane.h"

#define MARKER 2 /* columns of the `>` */
#define NARROW 48 /* columns below which fields do not stand in a column of their own */
#define LINE_BYTES 1024

void paper_done(struct paper *paper)
{
	text_done(&paper->text);
	free(paper->lines);
	free(paper->rows);
	*paper = (struct paper){ 0 };
}

/* Room for one more; NULL when memory is short. */
static void *grown(void *array, size_t count, size_t *room, size_t size)
{
	size_t more = *room < 32 ? 64 : *room * 2;
	void *larger;

	if (count < *room)
		return array;
	larger = realloc(array, more * size);
	if (larger != NULL)
		*room = more;
	return larger;
}

/* ---- writing --------------------------------------------------------------------------- */

static const struct paper_line *focused_line(const struct paper *paper)
{
	return paper->focus < paper->row_count ? &paper->lines[paper->rows[paper->focus].line] :
						 NULL;
}

/* How many lines of the same section and key stand before a line. */
static size_t nth_line(const struct paper *paper, const struct paper_line *line)
{
	size_t nth = 0;

	for (const struct paper_line *at = paper->lines; at < line; at++)
		nth += at->section == line->section && at->key == line->key;
	return nth;
}

static void keep_place(struct paper *paper)
{
	const struct paper_line *line = focused_line(paper);
	size_t row = paper->focus;

	if (line == NULL || paper->sought)
		return;
	paper->place.section = line->section;
	paper->place.key = line->key;
	paper->place.nth = nth_line(paper, line);
	paper->place.part = 0;
	for (; row > 0 && paper->rows[row - 1].line == paper->rows[paper->focus].line; row--)
		paper->place.part++;
}

void paper_begin(struct paper *paper)
{
	keep_place(paper);
	text_clear(&paper->text);
	paper->count = paper->row_count = paper->sections = 0;
	paper->cols = 0;
	paper->key = 0;
}

void paper_go(struct paper *paper, size_t section)
{
	paper->focus = paper->top = 0;
	memset(&paper->place, 0, sizeof paper->place);
	paper->place.section = section;
	paper->sought = false;
}

void paper_spot(const struct paper *paper, char *text, size_t size)
{
	const struct paper_line *line = focused_line(paper);

	text[0] = '\0';
	if (line != NULL)
		snprintf(text, size, "%zu %" PRId64 " %zu", line->section, line->key,
			nth_line(paper, line));
}

void paper_seek(struct paper *paper, const char *spot)
{
	char *end;

	paper_go(paper, strtoul(spot, &end, 10));
	paper->place.key = strtoll(end, &end, 10);
	paper->place.nth = strtoul(end, NULL, 10);
	paper->sought = true;
}

static void add(struct paper *paper, struct paper_line line, const char *text, size_t length)
{
	struct paper_line *lines = grown(paper->lines, paper->count, &paper->room, sizeof *lines);

	if (lines == NULL)
		return;
	paper->lines = lines;
	line.at = paper->text.length;
	line.length = length;
	line.section = paper->sections;
	line.key = paper->key;
	text_add_bytes(&paper->text, text, length);
	if (!paper->text.failed)
		paper->lines[paper->count++] = line;
}

void paper_section(struct paper *paper, const char *title)
{
	paper->key = 0;
	if (paper->sections > 0)
		add(paper, (struct paper_line){ .style = STYLE_NORMAL }, "", 0);
	paper->sections++;
	add(paper, (struct paper_line){ .style = STYLE_HEADER, .heading = true }, title,
		strlen(title));
}

void paper_key(struct paper *paper, int64_t key)
{
	paper->key = key;
}

void paper_line(struct paper *paper, enum style style, const char *text)
{
	add(paper, (struct paper_line){ .style = style }, text, strlen(text));
}

void paper_linef(struct paper *paper, enum style style, const char *format, ...)
{
	char text[LINE_BYTES];
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof text, format, list);
	va_end(list);
	text[text_valid(text, strlen(text))] = '\0';
	paper_line(paper, style, text);
}

void paper_field(struct paper *paper, enum style style, const char *name, const char *text)
{
	struct text line = { 0 };

	text_addf(&line, "%s %s", name, text);
	if (text_check(&line, NULL) == 0)
		add(paper, (struct paper_line){ .style = style, .name = strlen(name) },
			text_string(&line), text_valid(text_string(&line), line.length));
	text_done(&line);
}

void paper_borrow(struct paper *paper, enum style style, const char *name, const char *text,
	size_t length)
{
	size_t named = name != NULL ? strlen(name) : 0, count = paper->count;

	add(paper, (struct paper_line){ .style = style, .name = named, .text = text },
		name != NULL ? name : "", named);
	if (paper->count > count)
		paper->lines[count].length = length;
}

/* ---- from lines to rows ---------------------------------------------------------------- */

static int name_width(const struct paper *paper, const struct paper_line *line)
{
	int width = cells_width(text_string(&paper->text) + line->at, line->name);

	return width < PAPER_FIELD ? PAPER_FIELD : width + 1;
}

/* Its name stands in a column of its own. */
static bool is_apart(const struct paper *paper, const struct paper_line *line)
{
	return line->name > 0 && (paper->cols >= NARROW || line->text != NULL);
}

/* Where the text of a line begins. */
static int indent_of(const struct paper *paper, const struct paper_line *line)
{
	return is_apart(paper, line) ? MARKER + name_width(paper, line) : MARKER;
}

static const char *text_of(const struct paper *paper, const struct paper_line *line)
{
	return line->text != NULL ? line->text : text_string(&paper->text) + line->at;
}

static void add_row(struct paper *paper, size_t line, size_t at, size_t length)
{
	struct paper_row *rows =
		grown(paper->rows, paper->row_count, &paper->row_room, sizeof *rows);

	if (rows == NULL)
		return;
	paper->rows = rows;
	paper->rows[paper->row_count++] = (struct paper_row){ line, at, length };
}

static void wrap_line(struct paper *paper, size_t n)
{
	const struct paper_line *line = &paper->lines[n];
	const char *text = text_of(paper, line);
	size_t at = is_apart(paper, line) && line->text == NULL ? line->name + 1 : 0;

	do {
		size_t next = 0, length = 0;

		if (at < line->length)
			length = cells_wrap(text + at, line->length - at,
				paper->cols - indent_of(paper, line), &next);
		add_row(paper, n, at, length);
		at += next;
		if (next == 0)
			break;
	} while (at < line->length);
}

/* Puts the focus back where it was when the paper was begun anew, or wrapped to another width. */
static void find_place(struct paper *paper)
{
	size_t best = 0, section = 0, nth = 0;

	for (size_t row = 0; row < paper->row_count; row++) {
		const struct paper_line *line = &paper->lines[paper->rows[row].line];

		if (line->section != paper->place.section)
			continue;
		if (section++ == 0)
			best = row;
		if (line->key != paper->place.key)
			continue;
		if (row > 0 && paper->rows[row - 1].line == paper->rows[row].line)
			continue;
		if (nth++ <= paper->place.nth)
			best = row;
	}
	if (nth > paper->place.nth)
		paper->sought = false;
	for (size_t part = paper->place.part; part > 0; part--)
		if (best + 1 < paper->row_count &&
			paper->rows[best + 1].line == paper->rows[best].line)
			best++;
	paper->focus = best;
}

static void wrap(struct paper *paper, int cols)
{
	size_t focus = paper->focus, top = paper->top;

	if (paper->cols == cols)
		return;
	keep_place(paper);
	paper->cols = cols;
	paper->row_count = 0;
	for (size_t line = 0; line < paper->count; line++)
		wrap_line(paper, line);
	find_place(paper);
	/* The focused line keeps its place on the screen. */
	paper->top = paper->focus + top > focus ? paper->focus + top - focus : 0;
}

/* ---- moving ---------------------------------------------------------------------------- */

static void go(struct paper *paper, size_t to)
{
	size_t last = paper->row_count > 0 ? paper->row_count - 1 : 0;

	paper->focus = to < last ? to : last;
}

static bool is_heading(const struct paper *paper, size_t row)
{
	return paper->lines[paper->rows[row].line].heading;
}

static void go_section(struct paper *paper, bool back)
{
	size_t rows = paper->row_count;

	for (size_t i = 1; i <= rows; i++) {
		size_t row = (paper->focus + (back ? rows - i : i)) % rows;

		if (is_heading(paper, row)) {
			/* What stands below a heading is what one goes there for. */
			paper->focus = paper->top = row;
			return;
		}
	}
}

static size_t page_of(const struct paper *paper)
{
	return paper->height > 1 ? paper->height - 1 : 1;
}

/* So many rows do not stand on the screen when its first one is the first row. */
static size_t lowest_top(const struct paper *paper)
{
	return paper->row_count > paper->height ? paper->row_count - paper->height : 0;
}

/* The text goes with the focus, which keeps its place on the screen: one key is one page. */
static void go_page(struct paper *paper, bool back)
{
	size_t page = page_of(paper), lowest = lowest_top(paper);

	if (back) {
		paper->top = paper->top > page ? paper->top - page : 0;
		go(paper, paper->focus > page ? paper->focus - page : 0);
	} else {
		paper->top = paper->top + page < lowest ? paper->top + page : lowest;
		go(paper, paper->focus + page);
	}
}

bool paper_move(struct paper *paper, const struct input_event *event)
{
	paper->sought = false;
	switch (layout_to_latin(event->key)) {
	case INPUT_UP:
	case 'k':
		go(paper, paper->focus > 0 ? paper->focus - 1 : 0);
		return true;
	case INPUT_DOWN:
	case 'j':
		go(paper, paper->focus + 1);
		return true;
	case INPUT_PAGE_UP:
		go_page(paper, true);
		return true;
	case INPUT_PAGE_DOWN:
		go_page(paper, false);
		return true;
	case INPUT_HOME:
	case 'g':
		go(paper, 0);
		return true;
	case INPUT_END:
	case 'G':
		go(paper, paper->row_count);
		return true;
	case INPUT_TAB:
	case INPUT_BACKTAB:
		go_section(paper, event->key == INPUT_BACKTAB);
		return true;
	default:
		return false;
	}
}

const char *paper_where(const struct paper *paper, size_t *length)
{
	const struct paper_line *line = focused_line(paper);

	*length = 0;
	for (size_t i = 0; line != NULL && i < paper->count; i++)
		if (paper->lines[i].heading && paper->lines[i].section == line->section) {
			*length = paper->lines[i].length;
			return text_string(&paper->text) + paper->lines[i].at;
		}
	return "";
}

int64_t paper_focused_key(const struct paper *paper)
{
	const struct paper_line *line = focused_line(paper);

	return line != NULL ? line->key : 0;
}

size_t paper_focused_section(const struct paper *paper)
{
	const struct paper_line *line = focused_line(paper);

	return line != NULL ? line->section : 0;
}

/* ---- drawing --------------------------------------------------------------------------- */

static void scroll(struct paper *paper, size_t height)
{
	paper->height = height;
	if (paper->focus < paper->top)
		paper->top = paper->focus;
	if (paper->focus >= paper->top + height)
		paper->top = paper->focus + 1 - height;
	if (paper->top > lowest_top(paper))
		paper->top = lowest_top(paper);
}

static void draw_row(const struct paper *paper, const struct pane *pane, int at, size_t n)
{
	const struct paper_row *row = &paper->rows[n];
	const struct paper_line *line = &paper->lines[row->line];
	int indent = indent_of(paper, line);

	if (indent > MARKER && (n == 0 || paper->rows[n - 1].line != row->line))
		pane_put_part(pane, at, MARKER, indent - MARKER, STYLE_HEADER,
			text_string(&paper->text) + line->at, line->name);
	pane_put_part(pane, at, indent, PANE_REST, line->style, text_of(paper, line) + row->at,
		row->length);
	if (n == paper->focus) {
		pane_put(pane, at, 0, 1, STYLE_FOCUS, ">");
		pane_focus(pane, at, 0);
	}
}

void paper_draw(struct paper *paper, struct pane *pane)
{
	if (pane->rows < 1 || pane->cols < 1)
		return;
	wrap(paper, pane->cols);
	scroll(paper, (size_t)pane->rows);
	for (size_t i = 0; i < paper->height && paper->top + i < paper->row_count; i++)
		draw_row(paper, pane, (int)i, paper->top + i);
	if (paper->row_count == 0)
		pane_cursor(pane, 0, 0);
}

size_t paper_seen(const struct paper *paper, size_t seen)
{
	size_t end = paper->top + paper->height;
	size_t shown;

	if (end > paper->row_count)
		end = paper->row_count;
	if (end == 0 || paper->rows[paper->top].line > seen)
		return seen;
	shown = paper->rows[end - 1].line;
	if (end == paper->row_count || paper->rows[end].line != shown)
		shown++;
	return shown > seen ? shown : seen;
}

size_t paper_pages_below(const struct paper *paper)
{
	size_t page = page_of(paper), lowest = lowest_top(paper);

	return paper->top < lowest ? (lowest - paper->top + page - 1) / page : 0;
}
