#include "tui/widgets/picker.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "db/base/text.h"
#include "tui/intl.h"
#include "tui/term/cells.h"
#include "tui/term/pane.h"

static struct slice typed_of(const struct picker *picker)
{
	return (struct slice){ picker->typed, picker->length };
}

static bool is_in(struct slice part, const char *all)
{
	for (; *all != '\0'; all++)
		if (slice_begins_nocase(part, all))
			return true;
	return part.length == 0;
}

/* 1: its code begins so, 2: it is in its names, 0: neither. */
static int rank(const struct picker *picker, const struct field_choice *choice)
{
	struct slice typed = typed_of(picker);

	if (slice_begins_nocase(typed, choice->code))
		return 1;
	if (is_in(typed, _(choice->label)) || is_in(typed, choice->label) ||
		(choice->native != NULL && is_in(typed, choice->native)))
		return 2;
	return 0;
}

bool picker_fitting(const struct picker *picker, size_t n, struct field_choice *choice)
{
	for (int wanted = 1; wanted <= 2; wanted++)
		for (size_t i = 0; picker->nth(picker->who, i, choice); i++)
			if (rank(picker, choice) == wanted && n-- == 0)
				return true;
	return false;
}

size_t picker_count(const struct picker *picker)
{
	struct field_choice choice;
	size_t count = 0;

	for (size_t i = 0; picker->nth(picker->who, i, &choice); i++)
		count += rank(picker, &choice) != 0;
	return count;
}

bool picker_find(const struct picker *picker, const char *text, size_t length,
	struct field_choice *choice)
{
	struct slice typed = { text, length };

	for (size_t i = 0; picker->nth(picker->who, i, choice); i++)
		if (slice_is_nocase(typed, choice->code))
			return true;
	for (size_t i = 0; picker->nth(picker->who, i, choice); i++)
		if (slice_is_nocase(typed, _(choice->label)) ||
			slice_is_nocase(typed, choice->label) ||
			(choice->native != NULL && slice_is(typed, choice->native)))
			return true;
	return false;
}

static bool begins(const struct picker *picker, const struct field_choice *choice)
{
	struct slice typed = typed_of(picker);

	return slice_begins_nocase(typed, choice->code) ||
		slice_begins_nocase(typed, _(choice->label)) ||
		slice_begins_nocase(typed, choice->label) ||
		(choice->native != NULL && slice_begins_nocase(typed, choice->native));
}

static size_t letters_of(const struct picker *picker)
{
	const char *at = picker->typed, *end = at + picker->length;
	size_t count = 0;

	for (; at < end; count++)
		(void)text_next(&at, end);
	return count;
}

bool picker_only(const struct picker *picker, struct field_choice *choice)
{
	struct field_choice one;
	size_t count = 0;

	for (size_t i = 0; picker->nth(picker->who, i, &one); i++)
		if (begins(picker, &one) && count++ == 0)
			*choice = one;
	return count == 1 && letters_of(picker) >= PICKER_LETTERS;
}

/* A word such as not_asked says no more than the label, nor does one that is the label. */
static bool is_worth(const struct field_choice *choice)
{
	return strlen(choice->code) <= 3 && strcasecmp(choice->code, choice->label) != 0;
}

int picker_put(const struct field_choice *choice, const struct pane *pane, int row, int col,
	bool pointed)
{
	const char *const parts[] = { is_worth(choice) ? choice->code : NULL, _(choice->label),
		choice->native };
	int from = col;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (parts[i] == NULL)
			continue;
		if (col > from)
			col += 2;
		if (pane != NULL)
			pane_put(pane, row, col, PANE_REST, pointed ? STYLE_FOCUS : STYLE_NORMAL,
				parts[i]);
		col += cells_width_of(parts[i]);
	}
	return col - from;
}

static void put_more(const struct pane *pane, int row, int col, size_t count)
{
	char text[40];

	snprintf(text, sizeof text, _("... %zu more"), count);
	if (cells_width_of(text) <= pane->cols - col)
		pane_put(pane, row, col, PANE_REST, STYLE_DIM, text);
}

void picker_draw(const struct picker *picker, const struct pane *pane, size_t pointed)
{
	size_t rows = pane->rows > 0 ? (size_t)pane->rows : 0;
	size_t top = pointed > rows ? pointed - rows : 0, count = picker_count(picker);
	struct field_choice choice;
	int behind = 0;

	for (size_t n = top; n < top + rows && picker_fitting(picker, n, &choice); n++) {
		int row = (int)(n - top);

		if (n + 1 == pointed)
			pane_put(pane, row, 0, 1, STYLE_FOCUS, ">");
		behind = 2 + picker_put(&choice, pane, row, 2, n + 1 == pointed);
	}
	if (rows > 0 && top + rows < count)
		put_more(pane, (int)rows - 1, behind + 2, count - top - rows);
}
