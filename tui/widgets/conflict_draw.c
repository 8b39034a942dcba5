/* The two sides of a conflict, one below the other. */
#include <stdio.h>
#include <string.h>

#include "tui/intl.h"
#include "tui/term/cells.h"
#include "tui/term/pane.h"
#include "tui/widgets/conflict_int.h"

enum {
	VALUE_ROWS = 3, /* of one value */
	VALUE_COL = 14,
	CONTEXT = 60 /* bytes before the first difference of two long texts */
};

/* How much of two long texts is the same and need not be read again. */
static size_t same(const struct conflict *conflict, const struct form_slot *slot)
{
	const char *mine = conflict_value(&conflict->options.mine, slot);
	const char *theirs = conflict_value(&conflict->options.form.store, slot);
	size_t differ = 0, from;

	if (slot->field->type != FIELD_LONG)
		return 0;
	while (mine[differ] != '\0' && mine[differ] == theirs[differ])
		differ++;
	for (from = differ; from > 0 && mine[from - 1] != '\n'; from--)
		if (mine[from - 1] == ' ' && differ - from > CONTEXT)
			break;
	return from;
}

/* Some rows of it; "..." stands for what is not seen. */
static int put_value(const struct pane *pane, int row, const char *value, size_t from)
{
	size_t left = strlen(value), next;
	int rows = 0, cols = pane->cols - VALUE_COL;

	if (from > 0)
		pane_put(pane, row++, VALUE_COL, PANE_REST, STYLE_DIM, "...");
	for (value += from, left -= from; left > 0 && rows < VALUE_ROWS; rows++) {
		size_t length = cells_wrap(value, left, cols > 1 ? cols : 1, &next);

		pane_put_part(pane, row + rows, VALUE_COL, PANE_REST, STYLE_NORMAL, value, length);
		value += next;
		left -= next;
	}
	if (left > 0)
		pane_put(pane, row + rows++, VALUE_COL, PANE_REST, STYLE_DIM, "...");
	return row + (rows > 0 ? rows : 1);
}

static int put_said(const struct conflict *conflict, const struct pane *pane, int row)
{
	const char *text = conflict->said;
	size_t left = strlen(text), next;

	for (; left > 0; text += next, left -= next) {
		size_t length = cells_wrap(text, left, pane->cols > 8 ? pane->cols - 4 : 4, &next);

		pane_put_part(pane, row++, 4, PANE_REST, STYLE_WARN, text, length);
	}
	return row;
}

static const char *state_of(const struct conflict_line *line)
{
	static const char *const words[] = { [SIDE_NONE] = N_("choose one"),
		[SIDE_MINE] = N_("mine"),
		[SIDE_THEIRS] = N_("theirs"),
		[SIDE_BOTH] = N_("both") };

	return _(words[line->side]);
}

/* What was before, mine and theirs of one field; returns the row behind it. */
static int put_values(const struct conflict *conflict, const struct form_slot *slot, enum side side,
	const struct pane *pane, int row)
{
	const struct conflict_options *options = &conflict->options;
	const struct {
		const char *key, *word;
		const struct form_store *store;
		enum side side;
	} values[] = { { "", N_("before"), &options->before, SIDE_NONE },
		{ "m", N_("mine"), &options->mine, SIDE_MINE },
		{ "t", N_("theirs"), &options->form.store, SIDE_THEIRS } };
	size_t alike = same(conflict, slot);
	char words[FORM_WORDS];

	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		const char *value = conflict_value(values[i].store, slot);
		bool there = strncmp(value, conflict_value(&options->mine, slot), alike) == 0;
		bool chosen = values[i].side != SIDE_NONE &&
			(side == values[i].side || side == SIDE_BOTH);

		pane_put(pane, row, 2, 1, STYLE_MARK, chosen ? "*" : "");
		pane_put(pane, row, 4, 1, STYLE_KEY, values[i].key);
		pane_put(pane, row, 6, VALUE_COL - 7, STYLE_DIM, _(values[i].word));
		row = put_value(pane, row, form_words(&conflict->form, slot, value, words),
			there ? alike : 0);
	}
	explicit_bzero(words, sizeof words);
	return row;
}

/* Returns the row behind it. A pane without a terminal counts only. */
static int put_line(const struct conflict *conflict, size_t n, const struct pane *pane, int row)
{
	const struct conflict_options *options = &conflict->options;
	const struct conflict_line *line = &conflict->lines[n];
	const struct form_slot *slot = &conflict->form.slots[conflict->lines[n].slot];
	bool focused = n == conflict->focus, is_first = true;
	enum style style = focused ? STYLE_FOCUS : STYLE_NORMAL;
	char label[FORM_LABEL];

	if (focused) {
		pane_put(pane, row, 0, 1, STYLE_FOCUS, ">");
		pane_cursor(pane, row, 0);
	}
	for (const struct form_slot *end = slot + slot->members; slot < end; slot++) {
		if (strcmp(conflict_value(&options->mine, slot),
			    conflict_value(&options->form.store, slot)) == 0)
			continue;
		form_label(&conflict->form, slot, label);
		pane_putf(pane, row++, 2, PANE_REST, style, is_first ? "%s  %s" : "%s", label,
			state_of(line));
		if (focused && is_first)
			row = put_said(conflict, pane, row);
		is_first = false;
		row = put_values(conflict, slot, line->side, pane, row);
	}
	return row;
}

static void scroll(struct conflict *conflict, int height)
{
	int rows = 0;

	if (conflict->focus < conflict->top)
		conflict->top = conflict->focus;
	for (size_t n = conflict->top; n <= conflict->focus && n < conflict->count; n++)
		rows += conflict->lines[n].rows;
	for (; rows > height && conflict->top < conflict->focus; conflict->top++)
		rows -= conflict->lines[conflict->top].rows;
}

void conflict_draw(struct conflict *conflict, struct pane *pane)
{
	struct pane body = pane_sub(pane, pane->rows > 4 ? 1 : 0, 0, PANE_REST, PANE_REST);
	struct pane none = { .cols = body.cols };
	int row = 0;

	if (pane->rows > 4)
		pane_put(pane, 0, 0, PANE_REST, STYLE_TITLE, conflict->options.title);
	for (size_t n = 0; n < conflict->count; n++)
		conflict->lines[n].rows = put_line(conflict, n, &none, 0);
	scroll(conflict, body.rows);
	for (size_t n = conflict->top; n < conflict->count && row < body.rows; n++)
		row = put_line(conflict, n, &body, row);
	if (conflict->count == 0)
		pane_cursor(pane, 0, 0);
}

void conflict_status(const struct conflict *conflict, char *text, size_t size)
{
	size_t open = conflict_open_lines(conflict);

	if (open > 0)
		snprintf(text, size, _("%zu of %zu to choose"), open, conflict->count);
	else
		snprintf(text, size, _("%zu chosen"), conflict->count);
}
