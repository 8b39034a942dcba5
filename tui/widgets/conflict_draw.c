/* The two sides of a conflict, one below the other. */
#include <stdio.h>
#include <string.h>

#include "tui/intl.h"
#include "tui/term/cells.h"
#include "tui/term/pane.h"
#include "tui/widgets/conflict_int.h"

enum {
	VALUE_COL = 14,
	CONTEXT = 60 /* bytes that are left before and behind where two long texts differ */
};

/* Bytes at the beginning and at the end of long texts that are the same and need not be read
 * again. */
struct alike {
	size_t before, behind;
};

static size_t shared_before(const char *mine, const char *theirs)
{
	size_t differ = 0, from;

	while (mine[differ] != '\0' && mine[differ] == theirs[differ])
		differ++;
	for (from = differ; from > 0 && mine[from - 1] != '\n'; from--)
		if (mine[from - 1] == ' ' && differ - from > CONTEXT)
			break;
	return from;
}

/* Of what is left of them. */
static size_t shared_behind(const char *mine, const char *theirs)
{
	const size_t length = strlen(mine), other = strlen(theirs);
	size_t same = 0, cut;

	while (same < length && same < other && mine[length - 1 - same] == theirs[other - 1 - same])
		same++;
	for (cut = same; cut > 0 && mine[length - cut] != '\n'; cut--)
		if (mine[length - cut] == ' ' && same - cut > CONTEXT)
			break;
	return cut;
}

static struct alike alike_of(const struct conflict *conflict, const struct form_slot *slot)
{
	const char *mine = conflict_value(&conflict->options.mine, slot);
	const char *theirs = conflict_value(&conflict->options.form.store, slot);
	struct alike alike = { 0 };

	if (slot->field->type != FIELD_LONG)
		return alike;
	alike.before = shared_before(mine, theirs);
	alike.behind = shared_behind(mine + alike.before, theirs + alike.before);
	return alike;
}

/* What is alike in mine and theirs is in this one, too. */
static bool has_alike(const char *value, const char *mine, struct alike alike)
{
	size_t length = strlen(value);

	return length >= alike.before + alike.behind && strncmp(value, mine, alike.before) == 0 &&
		strcmp(value + length - alike.behind, mine + strlen(mine) - alike.behind) == 0;
}

/* All rows of it; "..." stands for what is alike. */
static int put_value(const struct pane *pane, int row, const char *value, struct alike alike)
{
	size_t left = strlen(value) - alike.before - alike.behind, next;
	int cols = pane->cols - VALUE_COL, first = row;

	if (alike.before > 0)
		pane_put(pane, row++, VALUE_COL, PANE_REST, STYLE_DIM, "...");
	for (value += alike.before; left > 0; row++) {
		size_t length = cells_wrap(value, left, cols > 1 ? cols : 1, &next);

		pane_put_part(pane, row, VALUE_COL, PANE_REST, STYLE_NORMAL, value, length);
		value += next;
		left -= next;
	}
	if (alike.behind > 0)
		pane_put(pane, row++, VALUE_COL, PANE_REST, STYLE_DIM, "...");
	return row > first ? row : first + 1;
}

/* Returns the row behind it. A pane without a terminal counts only. */
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
	const char *mine = conflict_value(&options->mine, slot);
	const struct alike alike = alike_of(conflict, slot), none = { 0 };
	char words[FORM_WORDS];

	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		const char *value = conflict_value(values[i].store, slot);
		bool chosen = values[i].side != SIDE_NONE &&
			(side == values[i].side || side == SIDE_BOTH);

		pane_put(pane, row, 2, 1, STYLE_MARK, chosen ? "*" : "");
		pane_put(pane, row, 4, 1, STYLE_KEY, values[i].key);
		pane_put(pane, row, 6, VALUE_COL - 7, STYLE_DIM, _(values[i].word));
		row = put_value(pane, row, form_words(&conflict->form, slot, value, words),
			has_alike(value, mine, alike) ? alike : none);
	}
	explicit_bzero(words, sizeof words);
	return row;
}

static bool is_alike(const struct conflict *conflict, const struct form_slot *slot)
{
	return strcmp(conflict_value(&conflict->options.mine, slot),
		       conflict_value(&conflict->options.form.store, slot)) == 0;
}

/* Whose entry it is, where what names it is alike and therefore not below. */
static void put_whose(const struct conflict *conflict, const struct conflict_line *line,
	const struct pane *pane, int row, int col)
{
	const struct form_slot *first = &conflict->form.slots[line->slot];
	const char *value = conflict_value(&conflict->options.mine, first);
	char label[FORM_LABEL], words[FORM_WORDS];

	if (first->members < 2 || value[0] == '\0' || !is_alike(conflict, first))
		return;
	form_label(&conflict->form, first, label);
	pane_put(pane, row, col, PANE_REST, STYLE_DIM, label);
	pane_put(pane, row, col + cells_width_of(label) + 1, PANE_REST, STYLE_NORMAL,
		form_words(&conflict->form, first, value, words));
	explicit_bzero(words, sizeof words);
}

static void put_label(const struct conflict *conflict, const struct conflict_line *line,
	const struct form_slot *slot, const struct pane *pane, int row, bool is_first)
{
	bool focused = line == &conflict->lines[conflict->focus];
	char label[FORM_LABEL], head[FORM_LABEL * 2];

	form_label(&conflict->form, slot, label);
	snprintf(head, sizeof head,
		!is_first          ? "%s" :
			line->seen ? "%s  %s" :
				     _("%s  %s  (PgDn: more)"),
		label, state_of(line));
	pane_put(pane, row, 2, PANE_REST, focused ? STYLE_FOCUS : STYLE_NORMAL, head);
	if (is_first)
		put_whose(conflict, line, pane, row, 4 + cells_width_of(head));
	if (!focused || !is_first)
		return;
	pane_put(pane, row, 0, 1, STYLE_FOCUS, ">");
	pane_cursor(pane, row, 0);
}

/* What must be pointed at comes first: it is on the first page. */
static const struct form_slot *member(const struct form_slot *first, size_t nth)
{
	for (unsigned flag = FIELD_NO_DEFAULT;; flag = 0)
		for (size_t i = 0; i < first->members; i++)
			if ((first[i].field->flags & FIELD_NO_DEFAULT) == flag && nth-- == 0)
				return &first[i];
}

/* Returns the row behind it. A pane without a terminal counts only. */
static int put_line(const struct conflict *conflict, const struct conflict_line *line,
	const struct pane *pane, int row)
{
	const struct form_slot *first = &conflict->form.slots[line->slot];
	bool is_first = true;

	for (size_t i = 0; i < first->members; i++) {
		const struct form_slot *slot = member(first, i);

		if (is_alike(conflict, slot))
			continue;
		put_label(conflict, line, slot, pane, row++, is_first);
		is_first = false;
		row = put_values(conflict, slot, line->side, pane, row);
	}
	return row;
}

/* Which field it is that began above. */
static void put_pinned(const struct conflict *conflict, const struct pane *body)
{
	const struct conflict_line *line = &conflict->lines[conflict->focus];
	const struct form_slot *first = &conflict->form.slots[line->slot];
	struct pane row = pane_sub(body, 0, 0, 1, PANE_REST);
	size_t i = 0;

	while (is_alike(conflict, member(first, i)))
		i++;
	pane_clear(&row);
	put_label(conflict, line, member(first, i), &row, 0, true);
}

void conflict_draw(struct conflict *conflict, struct pane *pane)
{
	const struct pane none = { .cols = pane->cols };
	int title = pane->rows > 4, said = put_said(conflict, &none, 0), row;
	struct pane body, bottom;

	if (said > pane->rows / 2)
		said = pane->rows / 2;
	body = pane_sub(pane, title, 0, pane->rows - title - said, PANE_REST);
	bottom = pane_sub(pane, pane->rows - said, 0, said, PANE_REST);
	if (title)
		pane_put(pane, 0, 0, PANE_REST, STYLE_TITLE, conflict->options.title);
	for (size_t n = 0; n < conflict->count; n++)
		conflict->lines[n].rows = put_line(conflict, &conflict->lines[n], &none, 0);
	conflict_scroll(conflict, body.rows, body.cols);
	pane_cursor(&body, 0, 0);
	row = -conflict->top;
	for (size_t n = 0; n < conflict->count && row < body.rows; n++)
		row = put_line(conflict, &conflict->lines[n], &body, row);
	if (conflict_is_pinned(conflict))
		put_pinned(conflict, &body);
	put_said(conflict, &bottom, 0);
}

void conflict_status(const struct conflict *conflict, char *text, size_t size)
{
	size_t open = conflict_open_lines(conflict), unseen = conflict_unseen_lines(conflict);

	if (open > 0)
		snprintf(text, size, _("%zu of %zu to choose"), open, conflict->count);
	else if (unseen > 0)
		snprintf(text, size, _("%zu of %zu to read"), unseen, conflict->count);
	else
		snprintf(text, size, _("%zu chosen"), conflict->count);
}
