#include "tui/widgets/conflict.h"

#include <stdalign.h>
#include <stdio.h>
#include <string.h>

#include "db/base/date.h"
#include "db/base/text.h"
#include "tui/intl.h"
#include "tui/term/cells.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"
#include "tui/term/pane.h"
#include "tui/widgets/form_int.h"

enum side { SIDE_NONE = 0, SIDE_MINE, SIDE_THEIRS, SIDE_BOTH };

struct conflict_line {
	size_t slot; /* of the form */
	enum side side;
	bool alone; /* only one side changed it */
	int rows; /* on the screen */
};

enum {
	VALUE_ROWS = 3, /* of one value */
	VALUE_COL = 14,
	CONTEXT = 60 /* bytes before the first difference of two long texts */
};

/* ---- which fields differ ----------------------------------------------------------------- */

size_t conflict_memory(const struct field *fields)
{
	size_t size = form_memory(fields), align = alignof(struct conflict_line);

	size += (align - size % align) % align;
	return size + form_slots(fields) * sizeof(struct conflict_line);
}

static const char *value_of(const struct form_store *store, const struct form_slot *slot)
{
	char name[FORM_NAME];
	const char *value;

	form_name(slot, name);
	value = store->get(store->who, name);
	return value != NULL ? value : "";
}

static const struct form_slot *slot_of(const struct conflict *conflict, size_t line)
{
	return &conflict->form.slots[conflict->lines[line].slot];
}

static bool choose(struct conflict *conflict, struct conflict_line *line, enum side side);

static void add_line(struct conflict *conflict, size_t n)
{
	const struct conflict_options *options = &conflict->options;
	const struct form_slot *slot = &conflict->form.slots[n];
	struct conflict_line *line = &conflict->lines[conflict->count];
	bool by_me = strcmp(value_of(&options->mine, slot), value_of(&options->before, slot)) != 0;
	bool by_them =
		strcmp(value_of(&options->form.store, slot), value_of(&options->before, slot)) != 0;

	if (strcmp(value_of(&options->mine, slot), value_of(&options->form.store, slot)) == 0)
		return;
	*line = (struct conflict_line){ .slot = n, .alone = !by_me || !by_them };
	conflict->count++;
	if (line->alone && !(slot->field->flags & FIELD_NO_DEFAULT))
		choose(conflict, line, by_me ? SIDE_MINE : SIDE_THEIRS);
}

void conflict_open(struct conflict *conflict, const struct conflict_options *options)
{
	size_t all = conflict_memory(options->form.fields);
	size_t lines = form_slots(options->form.fields) * sizeof(struct conflict_line);

	*conflict = (struct conflict){ .options = *options };
	form_open(&conflict->form, &options->form);
	conflict->lines =
		(struct conflict_line *)(void *)((char *)options->form.memory + all - lines);
	for (size_t n = 0; n < conflict->form.count; n++)
		add_line(conflict, n);
}

void conflict_close(struct conflict *conflict)
{
	form_close(&conflict->form);
	*conflict = (struct conflict){ 0 };
}

size_t conflict_open_lines(const struct conflict *conflict)
{
	size_t open = 0;

	for (size_t n = 0; n < conflict->count; n++)
		open += conflict->lines[n].side == SIDE_NONE;
	return open;
}

/* ---- choosing ---------------------------------------------------------------------------- */

/* Theirs, then mine behind it, in the memory of the field. */
static bool join(struct conflict *conflict, struct form_slot *slot)
{
	const char *theirs = value_of(&conflict->options.form.store, slot);
	const char *mine = value_of(&conflict->options.mine, slot);
	const struct input_event enter = { .key = INPUT_ENTER };
	const struct input_event more = {
		.key = INPUT_PASTE, .text = mine, .text_len = strlen(mine)
	};

	return editor_set(&slot->editor, theirs) &&
		editor_key(&slot->editor, &enter, conflict->said) == EDITOR_CHANGED &&
		editor_key(&slot->editor, &more, conflict->said) == EDITOR_CHANGED;
}

static bool take_mine(struct conflict *conflict, struct form_slot *slot)
{
	char small[FORM_SMALL];

	if (!editor_set(&slot->editor,
		    form_typed(&conflict->form, slot->field,
			    value_of(&conflict->options.mine, slot), small))) {
		text_copy(conflict->said, sizeof conflict->said,
			_("It is longer than this program can save: take theirs."));
		return false;
	}
	slot->fixed = false;
	return true;
}

static bool take_theirs(struct conflict *conflict, struct form_slot *slot)
{
	char small[FORM_SMALL];

	slot->fixed = !editor_set(&slot->editor, form_stored(&conflict->form, slot, small));
	return true;
}

/* False, after saying why: it cannot be taken, and is as it was. */
static bool choose(struct conflict *conflict, struct conflict_line *line, enum side side)
{
	struct form_slot *slot = &conflict->form.slots[line->slot];
	enum side was = line->side;
	bool done = false;

	switch (side) {
	case SIDE_NONE:
		return false;
	case SIDE_MINE:
		done = take_mine(conflict, slot);
		break;
	case SIDE_THEIRS:
		done = take_theirs(conflict, slot);
		break;
	case SIDE_BOTH:
		done = join(conflict, slot);
		break;
	}
	if (done)
		line->side = side;
	else if (side == SIDE_BOTH && was == SIDE_MINE)
		take_mine(conflict, slot);
	else if (side == SIDE_BOTH)
		take_theirs(conflict, slot);
	return done;
}

/* To the next one that is not chosen. */
static void go_open(struct conflict *conflict)
{
	for (size_t i = 1; i < conflict->count; i++) {
		size_t n = (conflict->focus + i) % conflict->count;

		if (conflict->lines[n].side == SIDE_NONE) {
			conflict->focus = n;
			return;
		}
	}
}

static enum conflict_result take(struct conflict *conflict, enum side side)
{
	const struct form_slot *slot;

	if (conflict->focus >= conflict->count)
		return CONFLICT_STAYS;
	slot = slot_of(conflict, conflict->focus);
	if (side == SIDE_BOTH && slot->field->type != FIELD_LONG)
		text_copy(conflict->said, sizeof conflict->said,
			_("Both fit into long texts only: m takes mine, t theirs."));
	else if (choose(conflict, &conflict->lines[conflict->focus], side))
		go_open(conflict);
	return CONFLICT_STAYS;
}

static enum conflict_result save(struct conflict *conflict)
{
	if (conflict_open_lines(conflict) == 0)
		return CONFLICT_SAVE;
	if (conflict->lines[conflict->focus].side != SIDE_NONE)
		go_open(conflict);
	text_copy(conflict->said, sizeof conflict->said,
		_("Nothing is saved yet: choose one for each field first."));
	return CONFLICT_STAYS;
}

enum conflict_result conflict_key(struct conflict *conflict, const struct input_event *event)
{
	size_t last = conflict->count > 0 ? conflict->count - 1 : 0;

	conflict->said[0] = '\0';
	switch (layout_to_latin(event->key)) {
	case 'm':
		return take(conflict, SIDE_MINE);
	case 't':
		return take(conflict, SIDE_THEIRS);
	case 'b':
		return take(conflict, SIDE_BOTH);
	case INPUT_UP:
	case INPUT_BACKTAB:
	case 'k':
		conflict->focus -= conflict->focus > 0;
		return CONFLICT_STAYS;
	case INPUT_DOWN:
	case INPUT_TAB:
	case 'j':
		conflict->focus += conflict->focus < last;
		return CONFLICT_STAYS;
	case INPUT_CTRL('x'):
		return save(conflict);
	case INPUT_ESC:
	case INPUT_CTRL('c'):
	case INPUT_CTRL('g'):
		return CONFLICT_LEAVE;
	default:
		return CONFLICT_IGNORED;
	}
}

int conflict_write(const struct conflict *conflict, const struct form_store *to, struct error *e)
{
	return form_write(&conflict->form, to, e);
}

/* ---- drawing ----------------------------------------------------------------------------- */

/* How much of two long texts is the same and need not be read again. */
static size_t same(const struct conflict *conflict, const struct form_slot *slot)
{
	const char *mine = value_of(&conflict->options.mine, slot);
	const char *theirs = value_of(&conflict->options.form.store, slot);
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

/* Returns the row behind it. A pane without a terminal counts only. */
static int put_line(const struct conflict *conflict, size_t n, const struct pane *pane, int row)
{
	const struct conflict_options *options = &conflict->options;
	const struct conflict_line *line = &conflict->lines[n];
	const struct form_slot *slot = slot_of(conflict, n);
	const struct {
		const char *key, *word;
		const struct form_store *store;
		enum side side;
	} values[] = { { "", N_("before"), &options->before, SIDE_NONE },
		{ "m", N_("mine"), &options->mine, SIDE_MINE },
		{ "t", N_("theirs"), &options->form.store, SIDE_THEIRS } };
	bool focused = n == conflict->focus;
	size_t alike = same(conflict, slot);
	char label[FORM_LABEL], words[FORM_WORDS];

	form_label(&conflict->form, slot, label);
	if (focused) {
		pane_put(pane, row, 0, 1, STYLE_FOCUS, ">");
		pane_cursor(pane, row, 0);
	}
	pane_putf(pane, row, 2, PANE_REST, focused ? STYLE_FOCUS : STYLE_NORMAL, "%s  %s", label,
		state_of(line));
	row++;
	if (focused)
		row = put_said(conflict, pane, row);
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		const char *value = value_of(values[i].store, slot);
		bool there = strncmp(value, value_of(&options->mine, slot), alike) == 0;
		bool chosen = values[i].side != SIDE_NONE &&
			(line->side == values[i].side || line->side == SIDE_BOTH);

		pane_put(pane, row, 2, 1, STYLE_MARK, chosen ? "*" : "");
		pane_put(pane, row, 4, 1, STYLE_KEY, values[i].key);
		pane_put(pane, row, 6, VALUE_COL - 7, STYLE_DIM, _(values[i].word));
		row = put_value(pane, row, form_words(&conflict->form, slot, value, words),
			there ? alike : 0);
	}
	explicit_bzero(words, sizeof words);
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
		snprintf(text, size,
			_("%zu of %zu to choose: m mine  t theirs  b both  Esc keep draft"), open,
			conflict->count);
	else
		snprintf(text, size, _("%zu chosen  ^X save  Esc keep draft"), conflict->count);
}
