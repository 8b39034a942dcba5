/* Fields with choices: the list below them, narrowed by what is typed. */
#include <string.h>

#include "db/base/text.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/widgets/form_int.h"

static const struct field_choice asked[] = { { "yes", N_("yes"), NULL }, { "no", N_("no"), NULL },
	{ "not_asked", N_("not asked"), NULL }, { 0 } };

bool form_picks(const struct form_slot *slot)
{
	return slot->field->type == FIELD_CHOICE || slot->field->type == FIELD_CHOICES ||
		slot->field->type == FIELD_ASKED;
}

static bool nth_of(const void *who, size_t n, struct field_choice *choice)
{
	const struct form_source *source = who;
	const struct form_options *options = &source->form->options;
	const struct field_choice *choices =
		source->field->type == FIELD_ASKED ? asked : source->field->choices;

	if (choices == NULL)
		return options->choice != NULL &&
			options->choice(options->who, source->field, n, choice);
	for (size_t i = 0; i <= n; i++)
		if (choices[i].code == NULL)
			return false;
	*choice = choices[n];
	return true;
}

/* Where what is being typed begins. */
static size_t typed_at(const struct form_slot *slot)
{
	const char *last = strrchr(slot->editor.text, ';');

	if (!slot->picking)
		return slot->editor.length;
	return slot->field->type == FIELD_CHOICES && last != NULL ?
		(size_t)(last + 1 - slot->editor.text) :
		0;
}

struct picker form_picker(const struct form_source *source, const struct form_slot *slot)
{
	size_t at = typed_at(slot);

	return (struct picker){ .nth = nth_of,
		.who = source,
		.typed = slot->editor.text + at,
		.length = slot->editor.length - at };
}

/* ---- taking ------------------------------------------------------------------------------ */

/* The codes without what is being typed; true: this code was among them, and is no more. */
static bool drop_code(struct form_slot *slot, const char *code)
{
	char *text = slot->editor.text;
	size_t length = strlen(code);

	for (size_t at = 0; at < slot->editor.length;) {
		size_t own = strcspn(text + at, ";");

		if (own == length && memcmp(text + at, code, length) == 0) {
			size_t skip = text[at + own] == ';' ? own + 1 : own;

			memmove(text + at, text + at + skip, slot->editor.length - at - skip + 1);
			slot->editor.length -= skip;
			if (slot->editor.length > 0 && text[slot->editor.length - 1] == ';')
				text[--slot->editor.length] = '\0';
			return true;
		}
		at += own + 1;
	}
	return false;
}

static void cut_typed(struct form_slot *slot)
{
	size_t at = typed_at(slot);

	if (slot->picking && at > 0)
		at--;
	explicit_bzero(slot->editor.text + at, slot->editor.length - at);
	slot->editor.length = slot->editor.cursor = at;
	slot->picking = false;
}

static void append(struct editor *editor, const char *text)
{
	size_t length = strlen(text);

	if (editor->length + length >= editor->room)
		return;
	memcpy(editor->text + editor->length, text, length + 1);
	editor->length += length;
}

static void take(struct form_slot *slot, const struct field_choice *choice, bool turn)
{
	bool was;

	cut_typed(slot);
	was = slot->field->type == FIELD_CHOICES && drop_code(slot, choice->code);
	if (slot->field->type != FIELD_CHOICES) {
		editor_set(&slot->editor, choice->code);
	} else if (!was || !turn) {
		if (slot->editor.length > 0)
			append(&slot->editor, ";");
		append(&slot->editor, choice->code);
	}
	slot->editor.cursor = slot->editor.length;
	slot->pick = 0;
}

void form_pick_take(struct form *form, struct form_slot *slot, bool turn)
{
	const struct form_source source = { form, slot->field };
	struct picker picker = form_picker(&source, slot);
	struct field_choice choice;

	if (slot->pick > 0 && picker_fitting(&picker, slot->pick - 1, &choice))
		take(slot, &choice, turn);
	else if (slot->picking &&
		(picker_find(&picker, picker.typed, picker.length, &choice) ||
			picker_only(&picker, &choice)))
		take(slot, &choice, turn);
	slot->picking = false;
	slot->pick = 0;
}

/* ---- in words ----------------------------------------------------------------------------- */

/* False: there was no room for it, and none is left. */
static bool add_word(char words[static FORM_WORDS], const char *word, size_t length)
{
	static const char more[] = " ...";
	size_t used = strlen(words);

	if (used + length + sizeof more > FORM_WORDS) {
		memcpy(words + used, more, sizeof more);
		return false;
	}
	memcpy(words + used, word, length);
	words[used + length] = '\0';
	return true;
}

const char *form_words(const struct form *form, const struct form_slot *slot, const char *value,
	char words[static FORM_WORDS])
{
	const struct form_source source = { form, slot->field };
	const struct picker all = { .nth = nth_of, .who = &source };
	struct field_choice choice;
	bool room = true;

	words[0] = '\0';
	if (value[0] == '\0')
		return _("(empty)");
	if (slot->field->type == FIELD_MOMENT) {
		value = form_typed(form, slot->field, value, words);
		if (value == words && form->options.clock.zone != NULL) {
			add_word(words, " ", 1);
			add_word(words, form->options.clock.zone, strlen(form->options.clock.zone));
		}
		return value;
	}
	if (!form_picks(slot))
		return value;
	for (size_t at = 0, length; room && value[at] != '\0';
		at += length + (value[at + length] != '\0')) {
		length = strcspn(value + at, ";");
		room = at == 0 || add_word(words, "; ", 2);
		if (room && picker_find(&all, value + at, length, &choice))
			room = add_word(words, _(choice.label), strlen(_(choice.label)));
		else if (room)
			room = add_word(words, value + at, length);
	}
	return words;
}

/* ---- keys -------------------------------------------------------------------------------- */

/* The place of a code among those that fit, from 1; 0: it is not there. */
static size_t place_of(const struct picker *picker, const char *code)
{
	struct field_choice choice;

	for (size_t n = 0; picker_fitting(picker, n, &choice); n++)
		if (strcmp(choice.code, code) == 0)
			return n + 1;
	return 0;
}

static enum form_result point(struct form *form, struct form_slot *slot, bool back)
{
	const struct form_source source = { form, slot->field };
	struct picker picker = form_picker(&source, slot);
	size_t count = picker_count(&picker);

	/* From what is chosen now, where nothing is pointed at. */
	if (slot->pick == 0 && !slot->picking)
		slot->pick = place_of(&picker, slot->editor.text);
	if (count == 0)
		slot->pick = 0;
	else if (back)
		slot->pick = slot->pick > 1 ? slot->pick - 1 : count;
	else
		slot->pick = slot->pick < count ? slot->pick + 1 : 1;
	return FORM_STAYS;
}

/* What narrows is another: what is typed in full, or the first that fits; only a hand may point
 * where there is no default. */
static enum form_result narrowed(struct form *form, struct form_slot *slot)
{
	const struct form_source source = { form, slot->field };
	struct picker picker = form_picker(&source, slot);

	struct field_choice choice;

	slot->pick = 0;
	if (!slot->picking || (slot->field->flags & FIELD_NO_DEFAULT))
		return FORM_CHANGED;
	if (picker_find(&picker, picker.typed, picker.length, &choice))
		slot->pick = place_of(&picker, choice.code);
	else
		slot->pick = picker_fitting(&picker, 0, &choice);
	return FORM_CHANGED;
}

static enum form_result erase(struct form *form, struct form_slot *slot,
	const struct input_event *event)
{
	char *last = strrchr(slot->editor.text, ';');

	if (slot->picking && event->key == INPUT_BACKSPACE) {
		editor_key(&slot->editor, event, form->said);
		if (typed_at(slot) == slot->editor.length)
			cut_typed(slot);
	} else if (slot->picking) {
		cut_typed(slot);
	} else {
		size_t at = last != NULL && slot->field->type == FIELD_CHOICES ?
			(size_t)(last - slot->editor.text) :
			0;

		explicit_bzero(slot->editor.text + at, slot->editor.length - at);
		slot->editor.length = slot->editor.cursor = at;
	}
	return narrowed(form, slot);
}

/* What was chosen gives way only to what goes in. */
static enum form_result refuse(struct form *form, struct form_slot *slot)
{
	const struct input_event too_long = { .key = INPUT_PASTE_REFUSED };

	editor_key(&slot->editor, &too_long, form->said);
	slot->missed = true;
	return FORM_STAYS;
}

/* It is no choice yet, and may become one: typing goes on with it. */
static bool is_begun(const struct form *form, const struct form_slot *slot)
{
	const struct form_source source = { form, slot->field };
	const struct picker picker = { .nth = nth_of,
		.who = &source,
		.typed = slot->editor.text,
		.length = slot->editor.length };
	struct field_choice choice;

	return !picker_find(&picker, picker.typed, picker.length, &choice) &&
		picker_count(&picker) > 0;
}

static enum form_result type(struct form *form, struct form_slot *slot,
	const struct input_event *event)
{
	const struct input_event divider = { .key = ';' };
	bool divides = !slot->picking && slot->field->type == FIELD_CHOICES;
	bool replaces = !slot->picking && !divides && !is_begun(form, slot);
	int room = replaces ? slot->editor.limit : editor_left(&slot->editor) - divides;
	bool pasted = event->key == INPUT_PASTE;
	int takes = pasted ? editor_pasted(&slot->editor, event->text, event->text_len) : 1;

	if (event->key == ';' || takes == 0)
		return FORM_STAYS;
	if (pasted && takes > room)
		return refuse(form, slot);
	if (replaces)
		editor_wipe(&slot->editor);
	else if (divides && slot->editor.length > 0)
		editor_key(&slot->editor, &divider, form->said);
	slot->picking = true;
	if (editor_key(&slot->editor, event, form->said) == EDITOR_REFUSED)
		slot->missed = true;
	if (typed_at(slot) == slot->editor.length)
		cut_typed(slot);
	return narrowed(form, slot);
}

/* A blank is part of a name that is being typed, as long as one goes on with it; else it marks. */
static bool goes_on(const struct form *form, struct form_slot *slot)
{
	const struct form_source source = { form, slot->field };
	const struct picker picker = form_picker(&source, slot);
	struct picker blank = picker;
	struct field_choice choice;
	char typed[FORM_SMALL];
	bool fits;

	if (!slot->picking || picker.length + 1 >= sizeof typed ||
		picker_find(&picker, picker.typed, picker.length, &choice))
		return false;
	memcpy(typed, picker.typed, picker.length);
	typed[picker.length] = ' ';
	blank.typed = typed;
	blank.length++;
	fits = picker_fitting(&blank, 0, &choice);
	explicit_bzero(typed, sizeof typed);
	return fits;
}

enum form_result form_pick_key(struct form *form, struct form_slot *slot,
	const struct input_event *event)
{
	switch (event->key) {
	case INPUT_CTRL('n'):
	case INPUT_CTRL('p'):
		return point(form, slot, event->key == INPUT_CTRL('p'));
	case INPUT_BACKSPACE:
	case INPUT_DELETE:
	case INPUT_CTRL('u'):
	case INPUT_CTRL('w'):
		return erase(form, slot, event);
	case INPUT_LEFT:
	case INPUT_RIGHT:
	case INPUT_HOME:
	case INPUT_END:
	case INPUT_CTRL('k'):
		return FORM_STAYS;
	case ' ':
		if (slot->pick > 0 && slot->field->type == FIELD_CHOICES && !goes_on(form, slot)) {
			form_pick_take(form, slot, true);
			return FORM_CHANGED;
		}
		return slot->picking ? type(form, slot, event) : FORM_STAYS;
	case INPUT_PASTE_REFUSED:
		return refuse(form, slot);
	default:
		return event->key == INPUT_PASTE ||
				(event->key > ' ' && event->key < INPUT_UP && event->key != 0x7f) ?
			type(form, slot, event) :
			FORM_IGNORED;
	}
}
