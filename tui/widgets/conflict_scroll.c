/* Which rows of a conflict are on the screen, and which have been. */
#include "tui/widgets/conflict_int.h"

static int start_of(const struct conflict *conflict, size_t line)
{
	int row = 0;

	for (size_t n = 0; n < line; n++)
		row += conflict->lines[n].rows;
	return row;
}

static int end_of(const struct conflict *conflict, size_t line)
{
	return start_of(conflict, line) + conflict->lines[line].rows;
}

bool conflict_is_pinned(const struct conflict *conflict)
{
	return conflict->rows > 2 && conflict->focus < conflict->count &&
		start_of(conflict, conflict->focus) < conflict->top;
}

/* One row stays of the page before, and one is taken by what names the field. */
static int step_of(const struct conflict *conflict)
{
	return conflict->rows > 3 ? conflict->rows - 2 : 1;
}

/* What has the focus is to be seen: all of it, or its beginning. */
static void follow(struct conflict *conflict)
{
	int start = start_of(conflict, conflict->focus), end = end_of(conflict, conflict->focus);
	bool gone = end <= conflict->top || start >= conflict->top + conflict->rows;

	if (!conflict->moved && !gone)
		return;
	if (start < conflict->top || end - start > conflict->rows)
		conflict->top = start;
	else if (end > conflict->top + conflict->rows)
		conflict->top = end - conflict->rows;
}

static void keep_inside(struct conflict *conflict)
{
	int most = start_of(conflict, conflict->count) - conflict->rows;

	if (conflict->top > most)
		conflict->top = most;
	if (conflict->top < 0)
		conflict->top = 0;
}

/* Row after row, from the first one on: what was jumped over has not been seen. */
static void see(struct conflict *conflict)
{
	int first = conflict->top + conflict_is_pinned(conflict);
	int behind = conflict->top + conflict->rows;

	for (size_t n = 0; n < conflict->count; n++) {
		struct conflict_line *line = &conflict->lines[n];
		int start = start_of(conflict, n);

		if (first <= start + line->read && behind > start + line->read)
			line->read = behind - start;
		line->seen = line->seen || line->read >= line->rows;
	}
}

void conflict_scroll(struct conflict *conflict, int rows, int cols)
{
	if (cols != conflict->cols)
		for (size_t n = 0; n < conflict->count; n++)
			conflict->lines[n].read = 0;
	conflict->rows = rows;
	conflict->cols = cols;
	if (conflict->focus < conflict->count)
		follow(conflict);
	conflict->moved = false;
	keep_inside(conflict);
	see(conflict);
}

void conflict_go(struct conflict *conflict, size_t line)
{
	conflict->focus = line;
	conflict->moved = true;
}

void conflict_page_down(struct conflict *conflict)
{
	int behind = conflict->top + conflict->rows;
	size_t n = conflict->focus;

	if (n >= conflict->count)
		return;
	if (end_of(conflict, n) > behind) {
		conflict->top += step_of(conflict);
		return;
	}
	while (n + 1 < conflict->count && end_of(conflict, n) <= behind)
		n++;
	conflict_go(conflict, n);
	if (end_of(conflict, n) > behind)
		conflict->top = start_of(conflict, n);
}

void conflict_page_up(struct conflict *conflict)
{
	size_t n = conflict->focus;

	if (n >= conflict->count)
		return;
	if (start_of(conflict, n) < conflict->top) {
		conflict->top -= step_of(conflict);
		return;
	}
	while (n > 0 && start_of(conflict, n) >= conflict->top)
		n--;
	conflict->focus = n;
	if (start_of(conflict, n) < conflict->top)
		conflict->top = end_of(conflict, n) - conflict->rows;
}

size_t conflict_unseen_lines(const struct conflict *conflict)
{
	size_t unseen = 0;

	for (size_t n = 0; n < conflict->count; n++)
		unseen += !conflict->lines[n].seen;
	return unseen;
}
