#include "tui/widgets/editor.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "db/base/text.h"
#include "tui/intl.h"
#include "tui/term/cells.h"
#include "tui/term/input.h"
#include "tui/widgets/editor_int.h"

void editor_open(struct editor *editor, void *memory, int limit, unsigned flags)
{
	*editor = (struct editor){
		.text = memory, .room = EDITOR_ROOM(limit), .limit = limit, .flags = flags
	};
	editor->text[0] = '\0';
}

bool editor_set(struct editor *editor, const char *text)
{
	size_t length = strlen(text);

	if (length >= editor->room)
		return false;
	editor_wipe(editor);
	memcpy(editor->text, text, length);
	editor->length = editor->cursor = length;
	return true;
}

void editor_wipe(struct editor *editor)
{
	explicit_bzero(editor->text, editor->room);
	editor->length = editor->cursor = editor->top = 0;
	editor->aims = false;
}

static size_t points(const char *text, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += ((unsigned char)text[i] & 0xc0) != 0x80;
	return count;
}

/* Without the newline at the end of a copied line. */
static size_t pasted(const struct editor *editor, const char *text, size_t length)
{
	while (!(editor->flags & EDITOR_LINES) && length > 0 && text[length - 1] == '\n')
		length--;
	return length;
}

int editor_pasted(const struct editor *editor, const char *text, size_t length)
{
	return (int)points(text, pasted(editor, text, length));
}

int editor_left(const struct editor *editor)
{
	int used = (int)points(editor->text, editor->length);

	return used < editor->limit ? editor->limit - used : 0;
}

/* ---- letters --------------------------------------------------------------------------- */

/* A place from which the text can be read on. */
static size_t line_start(const struct editor *editor, size_t at)
{
	while (at > 0 && editor->text[at - 1] != '\n')
		at--;
	return at;
}

static size_t letter_after(const struct editor *editor, size_t at)
{
	int columns, risk;

	return at + cells_next(editor->text + at, editor->length - at, &columns, &risk);
}

/* The last start of a letter that is at or before `at`. */
static size_t letter_at(const struct editor *editor, size_t at)
{
	size_t letter = line_start(editor, at), next;

	while (letter < at && (next = letter_after(editor, letter)) <= at)
		letter = next;
	return letter;
}

static size_t letter_before(const struct editor *editor, size_t at)
{
	return at > 0 ? letter_at(editor, at - 1) : 0;
}

void editor_seek(struct editor *editor, size_t cursor)
{
	editor->cursor = letter_at(editor, cursor < editor->length ? cursor : editor->length);
	editor->aims = false;
}

/* What was put before the cursor may have joined what stands there: behind all of it. */
static void settle(struct editor *editor)
{
	size_t letter = letter_at(editor, editor->cursor);

	editor->cursor = letter < editor->cursor ? letter_after(editor, letter) : letter;
}

/* ---- changing -------------------------------------------------------------------------- */

static enum editor_result cut(struct editor *editor, size_t from, size_t to)
{
	size_t rest = editor->length - to;

	if (from >= to)
		return EDITOR_MOVED;
	memmove(editor->text + from, editor->text + to, rest);
	explicit_bzero(editor->text + from + rest, to - from);
	editor->length -= to - from;
	editor->cursor = from;
	settle(editor);
	return EDITOR_CHANGED;
}

bool editor_take_back(struct editor *editor, size_t length)
{
	return cut(editor, editor->cursor - length, editor->cursor) == EDITOR_CHANGED;
}

void editor_trim(struct editor *editor)
{
	size_t end = editor->length, start = 0, cursor = editor->cursor;

	while (end > 0 && strchr(" \n", editor->text[end - 1]) != NULL)
		end--;
	while (start < end && strchr(" \n", editor->text[start]) != NULL)
		start++;
	cut(editor, end, editor->length);
	cut(editor, 0, start);
	editor_seek(editor, cursor > start ? cursor - start : 0);
}

bool editor_is_clean(const char *text, size_t length)
{
	const char *at = text, *end = text + length;

	while (at < end) {
		int32_t code = text_next(&at, end);

		if (code < ' ' && code != '\n')
			return false;
		if (code >= 0x7f && code < 0xa0)
			return false;
	}
	return true;
}

static size_t newlines(const char *text, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += text[i] == '\n';
	return count;
}

static void put(struct editor *editor, const char *text, size_t length)
{
	char *at = editor->text + editor->cursor;

	memmove(at + length, at, editor->length - editor->cursor + 1);
	memcpy(at, text, length);
	editor->length += length;
	editor->cursor += length;
	for (char *c = at; !(editor->flags & EDITOR_LINES) && c < at + length; c++)
		if (*c == '\n')
			*c = ' ';
	settle(editor);
}

static enum editor_result insert(struct editor *editor, const char *text, size_t length,
	char said[static EDITOR_SAID])
{
	int left = editor_left(editor);
	size_t lines = newlines(text, length) + newlines(editor->text, editor->length);

	if (!editor_is_clean(text, length))
		snprintf(said, EDITOR_SAID, "%s", _("Control characters are not taken."));
	else if ((editor->flags & EDITOR_LINES) && lines >= EDITOR_LINES_MAX)
		snprintf(said, EDITOR_SAID, _("A text has %d lines at most; nothing was taken."),
			EDITOR_LINES_MAX);
	else if (points(text, length) > (size_t)left || length >= editor->room - editor->length)
		snprintf(said, EDITOR_SAID,
			_("It holds %d characters, with room for %d more; nothing was taken."),
			editor->limit, left);
	if (said[0] != '\0')
		return EDITOR_REFUSED;
	put(editor, text, length);
	return EDITOR_CHANGED;
}

static enum editor_result paste(struct editor *editor, const struct input_event *event,
	char said[static EDITOR_SAID])
{
	enum editor_result result =
		insert(editor, event->text, pasted(editor, event->text, event->text_len), said);

	if (said[0] == '\0' && event->text_cleaned)
		snprintf(said, EDITOR_SAID, "%s",
			_("Control characters in the pasted text were left out."));
	return result;
}

static enum editor_result type(struct editor *editor, int key, char said[static EDITOR_SAID])
{
	const struct cell character = { { (uint32_t)key }, 1, 0, 0 };
	char text[20];

	return insert(editor, text, cell_utf8(&character, text), said);
}

static size_t word_before(const struct editor *editor)
{
	size_t at = editor->cursor;

	while (at > 0 && editor->text[at - 1] == ' ')
		at--;
	while (at > 0 && editor->text[at - 1] != ' ' && editor->text[at - 1] != '\n')
		at--;
	return at < editor->cursor ? at : letter_before(editor, at);
}

/* ---- rows ------------------------------------------------------------------------------ */

static enum editor_result go(struct editor *editor, size_t to)
{
	editor->cursor = to;
	return EDITOR_MOVED;
}

/* By rows of the screen; IGNORED where there is none that way. */
static enum editor_result go_rows(struct editor *editor, long by)
{
	struct editor_row row;
	size_t from = editor_row_of(editor, editor->cursor, &row), to;

	if (!(editor->flags & EDITOR_LINES) || (by < 0 && from == 0))
		return EDITOR_IGNORED;
	if (!editor->aims)
		editor->goal = editor_column(editor, &row, editor->cursor);
	editor->aims = true;
	to = by < 0 && from < (size_t)-by ? 0 : (size_t)((long)from + by);
	if (editor_row_nth(editor, to, &row) == from)
		return EDITOR_IGNORED;
	return go(editor, editor_row_at(editor, &row, editor->goal));
}

static enum editor_result go_end(struct editor *editor)
{
	struct editor_row row;

	editor_row_of(editor, editor->cursor, &row);
	return go(editor, row.last ? row.at + row.length : letter_at(editor, row.at + row.length));
}

static size_t row_start(const struct editor *editor)
{
	struct editor_row row;

	editor_row_of(editor, editor->cursor, &row);
	return row.at;
}

static size_t row_end(const struct editor *editor)
{
	struct editor_row row;

	editor_row_of(editor, editor->cursor, &row);
	return row.at + row.length;
}

static enum editor_result enter(struct editor *editor, char said[static EDITOR_SAID])
{
	return editor->flags & EDITOR_LINES ? insert(editor, "\n", 1, said) : EDITOR_IGNORED;
}

static enum editor_result key(struct editor *editor, const struct input_event *event,
	char said[static EDITOR_SAID])
{
	size_t at = editor->cursor;
	long page = editor->rows > 1 ? editor->rows - 1 : 1;

	switch (event->key) {
	case INPUT_LEFT:
		return go(editor, letter_before(editor, at));
	case INPUT_RIGHT:
		return go(editor, letter_after(editor, at));
	case INPUT_HOME:
		return go(editor, row_start(editor));
	case INPUT_END:
		return go_end(editor);
	case INPUT_UP:
		return go_rows(editor, -1);
	case INPUT_DOWN:
		return go_rows(editor, 1);
	case INPUT_PAGE_UP:
		return go_rows(editor, -page);
	case INPUT_PAGE_DOWN:
		return go_rows(editor, page);
	case INPUT_BACKSPACE:
		return cut(editor, letter_before(editor, at), at);
	case INPUT_DELETE:
		return cut(editor, at, letter_after(editor, at));
	case INPUT_CTRL('w'):
		return cut(editor, word_before(editor), at);
	case INPUT_CTRL('u'):
		return cut(editor, row_start(editor), at);
	case INPUT_CTRL('k'):
		return cut(editor, at,
			row_end(editor) > at ? row_end(editor) : letter_after(editor, at));
	case INPUT_ENTER:
		return enter(editor, said);
	case INPUT_PASTE:
		return paste(editor, event, said);
	case INPUT_PASTE_REFUSED:
		snprintf(said, EDITOR_SAID, "%s",
			_("The pasted text is too long, or its end is missing; nothing was "
			  "taken."));
		return EDITOR_REFUSED;
	default:
		return event->key >= ' ' && event->key < INPUT_UP ? type(editor, event->key, said) :
								    EDITOR_IGNORED;
	}
}

enum editor_result editor_key(struct editor *editor, const struct input_event *event,
	char said[static EDITOR_SAID])
{
	enum editor_result result;
	bool vertical = event->key == INPUT_UP || event->key == INPUT_DOWN ||
		event->key == INPUT_PAGE_UP || event->key == INPUT_PAGE_DOWN;

	said[0] = '\0';
	result = key(editor, event, said);
	if (!vertical && result != EDITOR_IGNORED)
		editor->aims = false;
	return result;
}
