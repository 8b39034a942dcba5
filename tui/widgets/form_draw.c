#include <stdio.h>
#include <string.h>

#include "db/base/text.h"
#include "tui/intl.h"
#include "tui/term/cells.h"
#include "tui/term/pane.h"
#include "tui/widgets/form_int.h"

enum {
	MARKER = 2, /* columns of the `>` */
	PICKER_ROWS = 6,
	LONG_ROWS = 3, /* of a long text without the focus */
	LONG_REST = 3, /* rows that the one with the focus leaves to what belongs to it */
	LABEL_COLS = 34 /* a wider one has a row of its own */
};

/* Where things stand: `pane` NULL, only their rows are counted. */
struct look {
	const struct pane *pane;
	int rows, col, cols; /* of the window; where values begin; how wide they may be */
};

/* ---- text in rows ------------------------------------------------------------------------ */

/* From a column on; returns the row behind it. */
static int put_rows(const struct look *look, int row, int col, enum style style, const char *text)
{
	int cols = look->col + look->cols - col;
	size_t left = strlen(text), next;

	for (; left > 0; row++, text += next, left -= next) {
		size_t length = cells_wrap(text, left, cols > 1 ? cols : 1, &next);

		if (look->pane != NULL)
			pane_put_part(look->pane, row, col, PANE_REST, style, text, length);
	}
	return row;
}

static int put_wrapped(const struct look *look, int row, enum style style, const char *text)
{
	return put_rows(look, row, look->col, style, text);
}

/* ---- labels ------------------------------------------------------------------------------ */

void form_label(const struct form *form, const struct form_slot *slot,
	char label[static FORM_LABEL])
{
	const char *star = form_required(form, slot) ? "*" : "";

	if (slot->nth > 1)
		snprintf(label, FORM_LABEL, "%s %d%s:", _(slot->field->label), slot->nth, star);
	else
		snprintf(label, FORM_LABEL, "%s%s:", _(slot->field->label), star);
}

/* The widest label decides, but for those that would leave too little to the values. */
static int value_col(const struct form *form, int cols)
{
	int widest = 0, most = cols * 2 / 5;
	char label[FORM_LABEL];

	if (most > LABEL_COLS)
		most = LABEL_COLS;
	for (size_t n = 0; n < form->count; n++) {
		form_label(form, &form->slots[n], label);
		if (cells_width_of(label) > widest && MARKER + cells_width_of(label) + 1 <= most)
			widest = cells_width_of(label);
	}
	return MARKER + widest + 1;
}

/* Returns the row in which the value begins: a label that is too wide stands above it. */
static int put_label(const struct form *form, const struct form_slot *slot, const struct look *look,
	int row, bool focused)
{
	enum style style = focused ? STYLE_FOCUS : STYLE_NORMAL;
	char label[FORM_LABEL];

	form_label(form, slot, label);
	if (focused && look->pane != NULL)
		pane_put(look->pane, row, 0, 1, STYLE_FOCUS, ">");
	if (MARKER + cells_width_of(label) + 1 > look->col)
		return put_rows(look, row, MARKER, style, label);
	if (look->pane != NULL)
		pane_put(look->pane, row, MARKER, look->col - MARKER - 1, style, label);
	return row;
}

/* ---- values ------------------------------------------------------------------------------ */

/* Where a value ends, for what may stand behind it. */
struct end {
	int row, col; /* the row behind the value; the column in its last row */
	bool native; /* it has letters whose width is disputed: nothing stands behind those */
};

static bool is_native(const char *text, size_t length)
{
	size_t at = 0;
	int columns, risk;

	while (at < length) {
		at += cells_next(text + at, length - at, &columns, &risk);
		if (risk > 0)
			return true;
	}
	return false;
}

static struct end put_editor(struct editor *editor, const struct look *look, int row, bool focused)
{
	int most = focused ? look->rows - LONG_REST : LONG_ROWS, rows = 1;

	if (editor->flags & EDITOR_LINES)
		rows = editor_height(editor, look->cols);
	if (rows > most)
		rows = most > 0 ? most : 1;
	if (look->pane != NULL) {
		struct pane part = pane_sub(look->pane, row, look->col, rows, PANE_REST);

		editor_draw(editor, &part, focused);
	}
	return (struct end){ .row = row + rows,
		.col = look->col + cells_width(editor->text, editor->length),
		.native =
			(editor->flags & EDITOR_LINES) || is_native(editor->text, editor->length) };
}

/* One of several and the divider behind it, on the next row where this one is full. */
static void put_item(const struct look *look, struct end *end, enum style style, const char *text,
	size_t length)
{
	int width = cells_width(text, length);

	if (end->col > look->col && end->col + width + 1 > look->col + look->cols) {
		end->row++;
		end->col = look->col;
	}
	if (look->pane != NULL)
		pane_put_part(look->pane, end->row - 1, end->col, PANE_REST, style, text, length);
	end->col += width;
}

static struct end put_choices(const struct form *form, const struct form_slot *slot,
	const struct look *look, int row, bool focused)
{
	const struct form_source source = { form, slot->field };
	struct picker all = { .nth = form_picker(&source, slot).nth, .who = &source };
	struct picker typed = form_picker(&source, slot);
	struct end end = { row + 1, look->col, false };
	const char *at = slot->editor.text;
	bool several = slot->field->type == FIELD_CHOICES;
	struct field_choice choice;

	while (*at != '\0') {
		size_t length = several ? strcspn(at, ";") : strlen(at);
		bool typing = slot->picking && at == typed.typed;

		if (typing || !picker_find(&all, at, length, &choice)) {
			put_item(look, &end, typing ? STYLE_INPUT : STYLE_NORMAL, at, length);
			end.native |= is_native(at, length);
		} else if (several) {
			put_item(look, &end, STYLE_NORMAL, _(choice.label),
				strlen(_(choice.label)));
		} else {
			end.col += picker_put(&choice, look->pane, row, end.col, false);
			end.native = choice.native != NULL;
		}
		at += length;
		if (*at == ';') {
			if (look->pane != NULL)
				pane_put(look->pane, end.row - 1, end.col, 1, STYLE_NORMAL, ";");
			end.col += 2;
			at++;
		}
	}
	if (look->pane != NULL && focused)
		pane_cursor(look->pane, end.row - 1, end.col);
	return end;
}

static struct end put_fixed(const struct form *form, const struct form_slot *slot,
	const struct look *look, int row, bool focused)
{
	char small[FORM_SMALL];
	const char *text = form_stored(form, slot, small);

	if (look->pane != NULL)
		pane_put(look->pane, row, look->col, PANE_REST, STYLE_NORMAL, text);
	if (look->pane != NULL && focused)
		pane_cursor(look->pane, row, look->col);
	explicit_bzero(small, sizeof small);
	return (struct end){ .row = row + 1, .native = true };
}

/* ---- a field ----------------------------------------------------------------------------- */

static int put_note(const struct form *form, size_t n, const struct look *look, struct end end)
{
	static const struct {
		const char *sign;
		enum style style;
	} looks[] = { [FIELD_FINE] = { "=", STYLE_DIM },
		[FIELD_DOUBT] = { "?", STYLE_WARN },
		[FIELD_WRONG] = { "!", STYLE_ERROR } };
	struct form_finding finding;
	enum field_verdict verdict = form_says(form, n, &finding);
	const char *sentence = verdict == FIELD_FINE ? finding.echo : finding.sentence;
	char note[FORM_SENTENCE + 4];
	int room = look->col + look->cols - end.col - 2, row = end.row;

	snprintf(note, sizeof note, "%s %s", looks[verdict].sign, sentence);
	if (sentence[0] != '\0' && (end.native || cells_width_of(note) > room))
		row = put_wrapped(look, end.row, looks[verdict].style, note);
	else if (sentence[0] != '\0' && look->pane != NULL)
		pane_put(look->pane, end.row - 1, end.col + 2, PANE_REST, looks[verdict].style,
			note);
	explicit_bzero(note, sizeof note);
	explicit_bzero(&finding, sizeof finding);
	return row;
}

static int put_picker(const struct form *form, const struct form_slot *slot,
	const struct look *look, int row)
{
	const struct form_source source = { form, slot->field };
	struct picker picker = form_picker(&source, slot);
	size_t count = picker_count(&picker);
	int rows = count < PICKER_ROWS ? (int)count : PICKER_ROWS;

	if (count == 0)
		return put_wrapped(look, row, STYLE_NORMAL, _("Nothing in the list fits."));
	if (look->pane != NULL) {
		struct pane part = pane_sub(look->pane, row, look->col, rows, PANE_REST);

		picker_draw(&picker, &part, slot->pick);
	}
	return row + rows;
}

/* Returns the row behind it. */
static int put_slot(struct form *form, size_t n, const struct look *look, int row)
{
	struct form_slot *slot = &form->slots[n];
	bool focused = n == form->focus && !form->asking;
	const char *hint = slot->field->hint != NULL ? _(slot->field->hint) : "";
	struct end end;

	row = put_label(form, slot, look, row, n == form->focus);
	if (slot->fixed)
		end = put_fixed(form, slot, look, row, focused);
	else if (form_picks(slot))
		end = put_choices(form, slot, look, row, focused);
	else
		end = put_editor(&slot->editor, look, row, focused);
	row = put_note(form, n, look, end);
	if (n != form->focus)
		return row;
	row = form->said[0] != '\0' ? put_wrapped(look, row, STYLE_WARN, form->said) :
				      put_wrapped(look, row, STYLE_DIM, hint);
	return form_picks(slot) && !slot->fixed ? put_picker(form, slot, look, row) : row;
}

/* ---- the form ---------------------------------------------------------------------------- */

static void scroll(struct form *form, int height)
{
	size_t top = form->top < form->focus ? form->top : form->focus;
	int rows = 0;

	for (size_t n = top; n <= form->focus; n++)
		rows += form->slots[n].rows;
	for (; rows > height && top < form->focus; top++)
		rows -= form->slots[top].rows;
	/* No room is left empty below while something is hidden above. */
	for (size_t n = form->focus + 1; n < form->count; n++)
		rows += form->slots[n].rows;
	while (top > 0 && rows + form->slots[top - 1].rows <= height)
		rows += form->slots[--top].rows;
	form->top = top;
}

void form_draw(struct form *form, struct pane *pane)
{
	struct look look = { .rows = pane->rows, .col = value_col(form, pane->cols) };
	int row = 0;

	if (pane->rows < 1 || pane->cols < 1)
		return;
	look.cols = pane->cols > look.col ? pane->cols - look.col : 1;
	for (size_t n = 0; n < form->count; n++)
		form->slots[n].rows = form_shown(form, n) ? put_slot(form, n, &look, 0) : 0;
	scroll(form, pane->rows);
	look.pane = pane;
	form->page = 0;
	for (size_t n = form->top; n < form->count && row < pane->rows; n++) {
		if (form->slots[n].rows == 0)
			continue;
		row = put_slot(form, n, &look, row);
		form->page++;
	}
	if (form->asking)
		choose_draw(&form->choose, pane);
}
