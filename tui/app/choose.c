#include "tui/app/choose.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "db/base/text.h"
#include "tui/app/verb.h"
#include "tui/intl.h"
#include "tui/term/cells.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"
#include "tui/term/pane.h"

#define CHOOSE_DIGITS 9
#define CHOOSE_ROWS 12 /* choices shown at once on a high screen */
#define CHOOSE_TEXT_ROWS 8

/* ---- which choices are left ---- */

static bool has_letters(const struct choose *choose)
{
	for (size_t i = 0; i < choose->count; i++)
		if (choose->choices[i].letter != 0)
			return true;
	return false;
}

/* Digits stand before the choices, and only then they choose. */
static bool has_digits(const struct choose *choose)
{
	return !choose->by_cursor && !choose->exact && !has_letters(choose) &&
		choose->typed[0] == '\0';
}

static bool matches(const struct choose *choose, const struct choice *choice)
{
	return choose->typed[0] == '\0' || strcasestr(choice->label, choose->typed) != NULL ||
		strcasestr(choice->value, choose->typed) != NULL;
}

/* The n-th choice that the typed text leaves; NULL past the last, where Cancel stands. */
static const struct choice *narrowed(const struct choose *choose, size_t n)
{
	for (size_t i = 0; i < choose->count; i++)
		if (matches(choose, &choose->choices[i]) && n-- == 0)
			return &choose->choices[i];
	return NULL;
}

static size_t narrowed_count(const struct choose *choose)
{
	size_t count = 0;

	while (narrowed(choose, count) != NULL)
		count++;
	return count;
}

/* The preset choice where nothing is typed, the first match where something is; else Cancel. */
static void focus_home(struct choose *choose)
{
	size_t count = narrowed_count(choose);

	choose->focus = choose->typed[0] != '\0' ? 0 : count;
	for (size_t i = 0; choose->typed[0] == '\0' && i < count; i++)
		if (narrowed(choose, i)->preset)
			choose->focus = i;
}

void choose_init(struct choose *choose, const char *title, const char *text,
	const struct choice *choices, size_t count)
{
	memset(choose, 0, sizeof *choose);
	text_copy(choose->title, sizeof choose->title, title != NULL ? title : "");
	text_copy(choose->text, sizeof choose->text, text != NULL ? text : "");
	choose->count = count < CHOOSE_MAX ? count : CHOOSE_MAX;
	for (size_t i = 0; i < choose->count; i++)
		choose->choices[i] = choices[i];
	focus_home(choose);
}

/* ---- keys ---- */

static enum choose_result take(const struct choice *choice, const char **value)
{
	if (choice == NULL)
		return CHOOSE_CANCELLED;
	*value = choice->value;
	return CHOOSE_TAKEN;
}

bool choose_is_escape(int key)
{
	return key == INPUT_ESC || key == INPUT_CTRL('c') || key == INPUT_CTRL('g');
}

static bool is_cancel(int key)
{
	return choose_is_escape(key) || key == '^';
}

static bool move_focus(struct choose *choose, int key)
{
	size_t last = narrowed_count(choose);

	switch (key) {
	case INPUT_UP:
		choose->focus = choose->focus > 0 ? choose->focus - 1 : last;
		return true;
	case INPUT_DOWN:
	case INPUT_TAB:
		choose->focus = choose->focus < last ? choose->focus + 1 : 0;
		return true;
	case INPUT_PAGE_UP:
		choose->focus -= choose->focus < CHOOSE_ROWS ? choose->focus : CHOOSE_ROWS;
		return true;
	case INPUT_PAGE_DOWN:
		choose->focus =
			choose->focus + CHOOSE_ROWS < last ? choose->focus + CHOOSE_ROWS : last;
		return true;
	case INPUT_HOME:
		choose->focus = 0;
		return true;
	case INPUT_END:
		choose->focus = last;
		return true;
	default:
		return false;
	}
}

static enum choose_result letter_key(struct choose *choose, int key, const char **value)
{
	key = layout_to_latin(key);
	for (size_t i = 0; i < choose->count; i++)
		if (choose->choices[i].letter == key && key != 0)
			return take(&choose->choices[i], value);
	if (key == 'q')
		return CHOOSE_CANCELLED;
	if (key == 'k' || key == 'j')
		move_focus(choose, key == 'k' ? INPUT_UP : INPUT_DOWN);
	return CHOOSE_OPEN;
}

static void typed_key(struct choose *choose, const struct input_event *event)
{
	size_t length = strlen(choose->typed);
	/* The keypad sends more than the digit. */
	const char ascii = (char)event->key;
	int more = event->key < 0x80 ? 1 : (int)event->raw_len;

	if (event->key == INPUT_BACKSPACE)
		choose->typed[text_cut(choose->typed, length, length > 0 ? length - 1 : 0)] = '\0';
	else if (event->key == INPUT_CTRL('u'))
		choose->typed[0] = '\0';
	else if (event->key >= ' ' && event->key < INPUT_UP &&
		length + (size_t)more < sizeof choose->typed)
		snprintf(choose->typed + length, sizeof choose->typed - length, "%.*s", more,
			event->key < 0x80 ? &ascii : event->raw);
	else
		return;
	focus_home(choose);
}

bool choose_yields(const struct choose *choose, const struct input_event *event)
{
	int key = layout_to_latin(event->key);
	const struct verb *filter = verb_find("filter", strlen("filter"), NULL);

	/* Nothing to choose has a colon in it, but a letter of another keyboard in its place. */
	return event->key == ':' ||
		((choose->by_cursor || has_letters(choose)) &&
			(key == ':' || key == input_key_of(filter->key)));
}

bool choose_may_unseen(const struct choose *choose, const struct input_event *event)
{
	if (event->key == INPUT_ENTER || choose->exact || choose_yields(choose, event))
		return false;
	if (has_digits(choose))
		return event->key < '1' || event->key > '9';
	return choose->count > 1 || choose->choices[0].letter == 0 ||
		choose->choices[0].letter != layout_to_latin(event->key);
}

/* A wrong word takes nothing, and is no reason to go: what is typed next is the second try. */
static enum choose_result enter(struct choose *choose, const char **value)
{
	const struct choice *choice = narrowed(choose, choose->focus);

	if (choose->exact && (choice != NULL || choose->typed[0] != '\0') &&
		(choice == NULL || strcasecmp(choose->typed, choice->value) != 0)) {
		choose->wrong = true;
		choose->typed[0] = '\0';
		focus_home(choose);
		return CHOOSE_OPEN;
	}
	return take(choice, value);
}

enum choose_result choose_key(struct choose *choose, const struct input_event *event,
	const char **value)
{
	if (is_cancel(event->key))
		return CHOOSE_CANCELLED;
	if (event->key == INPUT_ENTER)
		return enter(choose, value);
	if (move_focus(choose, event->key))
		return CHOOSE_OPEN;
	if (has_letters(choose))
		return letter_key(choose, event->key, value);
	if (has_digits(choose) && event->key >= '1' && event->key <= '9') {
		const struct choice *choice = narrowed(choose, (size_t)(event->key - '1'));

		return choice != NULL ? take(choice, value) : CHOOSE_OPEN;
	}
	if (!choose->by_cursor)
		typed_key(choose, event);
	return CHOOSE_OPEN;
}

/* ---- drawing ---- */

/* Draws the explanation, or only counts its rows where `pane` is NULL. */
static int draw_text(const struct choose *choose, const struct pane *pane, int cols)
{
	const char *at = choose->text;
	size_t left = strlen(at);
	int row = 0;

	for (; left > 0 && row < CHOOSE_TEXT_ROWS; row++) {
		size_t next, length = cells_wrap(at, left, cols, &next);

		if (pane != NULL)
			pane_put_part(pane, row, 1, PANE_REST, STYLE_NORMAL, at, length);
		at += next;
		left -= next;
	}
	return row;
}

static void draw_choice(const struct choose *choose, const struct pane *pane, int row, size_t n)
{
	const struct choice *choice = narrowed(choose, n);
	bool focused = n == choose->focus;
	char key[4] = " ";

	if (choice != NULL && choice->letter != 0)
		snprintf(key, sizeof key, "%c", choice->letter);
	else if (choice != NULL && n < CHOOSE_DIGITS && has_digits(choose))
		snprintf(key, sizeof key, "%zu", n + 1);
	pane_put(pane, row, 0, 2, STYLE_FOCUS, focused ? ">" : "");
	pane_put(pane, row, 2, 4, STYLE_KEY, choice != NULL ? key : "Esc");
	pane_put(pane, row, 6, PANE_REST, focused ? STYLE_FOCUS : STYLE_NORMAL,
		choice != NULL ? choice->label : _("Cancel"));
	if (focused)
		pane_focus(pane, row, 0);
}

/* The choices that fit, the focused one among them, and Cancel always last. */
static void draw_choices(const struct choose *choose, const struct pane *pane)
{
	size_t count = narrowed_count(choose), rows = pane->rows > 1 ? (size_t)pane->rows - 1 : 0;
	size_t top = choose->focus >= rows && choose->focus < count ? choose->focus + 1 - rows : 0;
	int row = 0;

	if (rows == 0 && choose->focus < count) {
		draw_choice(choose, pane, 0, choose->focus);
		return;
	}
	for (size_t n = top; n < count && n < top + rows; n++)
		draw_choice(choose, pane, row++, n);
	draw_choice(choose, pane, row, count);
}

/* Into the line above the question, a blank on either side. Returns where it ends. */
static int put_on_line(const struct pane *pane, int col, enum style style, const char *text)
{
	int width = cells_width_of(text), room = pane->cols - col - 2;

	if (width > room)
		width = room;
	if (width <= 0)
		return col;
	pane_put(pane, 0, col, 1, STYLE_RULE, "");
	pane_put(pane, 0, col + 1, width, style, text);
	pane_put(pane, 0, col + 1 + width, 1, STYLE_RULE, "");
	return col + width + 2;
}

static void draw_title(const struct choose *choose, const struct pane *pane)
{
	char typed[sizeof choose->typed + 2];
	int col;

	pane_hline(pane, 0, 0, PANE_REST, STYLE_RULE);
	col = put_on_line(pane, 2, STYLE_TITLE, choose->title);
	snprintf(typed, sizeof typed, "[%s]", choose->typed);
	if (choose->typed[0] != '\0' && narrowed_count(choose) == 0)
		put_on_line(pane, put_on_line(pane, col + 2, STYLE_INPUT, typed), STYLE_WARN,
			_("nothing in the list fits"));
	else if (choose->typed[0] != '\0')
		put_on_line(pane, col + 2, STYLE_INPUT, typed);
	else if (choose->wrong)
		put_on_line(pane, col + 2, STYLE_WARN, _("that was not it: type it again"));
	else if (!has_letters(choose) && choose->count > CHOOSE_DIGITS)
		put_on_line(pane, col + 2, STYLE_DIM, _("type to narrow"));
}

void choose_draw(const struct choose *choose, struct pane *body)
{
	int shown = choose->count < CHOOSE_ROWS ? (int)choose->count + 1 : CHOOSE_ROWS + 1;
	int text = draw_text(choose, NULL, body->cols - 2);
	int title = body->rows > 1 ? 1 : 0;
	struct pane box, part;

	/* The choices are what matters: the text goes first where there is no room. */
	if (shown > body->rows - title)
		shown = body->rows - title;
	if (text > body->rows - title - shown)
		text = body->rows - title - shown;
	box = pane_sub(body, body->rows - title - text - shown, 0, PANE_REST, PANE_REST);
	pane_clear(&box);
	if (title > 0)
		draw_title(choose, &box);
	part = pane_sub(&box, title, 0, text, PANE_REST);
	draw_text(choose, &part, body->cols - 2);
	part = pane_sub(&box, title + text, 0, shown, PANE_REST);
	draw_choices(choose, &part);
}
