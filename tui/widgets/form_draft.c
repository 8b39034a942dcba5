/* A draft: what is typed and not saved, and where the cursor stands, as named values. The text of a
 * field is written with the `=` that stands before it, for what was emptied is a draft too; with a
 * `!` where something was refused that was to go in. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/date.h"
#include "db/base/text.h"
#include "tui/widgets/form_int.h"

static void draft_name(const struct form_slot *slot, char name[static FORM_NAME])
{
	char own[FORM_NAME];

	form_name(slot, own);
	snprintf(name, FORM_NAME, "typed.%.57s", own);
}

static int set_number(const struct form_store *to, const char *name, int64_t number,
	struct error *e)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRId64, number);
	return to->set(to->who, name, text, e);
}

static int64_t number_of(const struct form_store *from, const char *name)
{
	const char *text = from->get(from->who, name);

	return text != NULL ? strtoll(text, NULL, 10) : 0;
}

/* "today" is the day on which it was typed. On that day it stays as it is: somebody may be in the
 * middle of it. */
static void read_then(const struct form *form, struct form_slot *slot, int64_t then)
{
	const int offset = form_offset(form, slot->field);

	if (then > 0 &&
		(slot->field->type == FIELD_MOMENT ||
			date_day_of(then, offset) !=
				date_day_of(form->options.clock.epoch_ms, offset)))
		form_freeze(form, slot, then);
}

int form_draft_write(const struct form *form, const struct form_store *to, struct error *e)
{
	const struct form_slot *focus = &form->slots[form->focus];
	char name[FORM_NAME];
	int result = 0;

	for (size_t n = 0; n < form->count && result == 0; n++) {
		const struct form_slot *slot = &form->slots[n];

		draft_name(slot, name);
		slot->editor.text[-1] = slot->missed ? '!' : '=';
		result = to->set(to->who, name,
			slot->missed || form_slot_changed(form, slot) ? slot->editor.text - 1 : "",
			e);
	}
	form_name(focus, name);
	if (result == 0)
		result = to->set(to->who, "form.focus", name, e);
	if (result == 0)
		result = set_number(to, "form.cursor", (int64_t)focus->editor.cursor, e);
	if (result == 0)
		result = set_number(to, "form.top", (int64_t)form->top, e);
	if (result == 0)
		result = set_number(to, "form.tried", form->tried, e);
	if (result == 0)
		result = set_number(to, "form.picking", focus->picking, e);
	if (result == 0)
		result = set_number(to, "form.told", form->options.clock.epoch_ms, e);
	return result;
}

void form_draft_read(struct form *form, const struct form_store *from)
{
	const char *focus = from->get(from->who, "form.focus");
	const int64_t then = number_of(from, "form.told");
	size_t at = focus != NULL ? form_slot_named(form, focus) : form->count;
	char name[FORM_NAME];
	struct form_slot *slot;

	for (size_t n = 0; n < form->count; n++) {
		const char *text;

		slot = &form->slots[n];
		draft_name(slot, name);
		text = from->get(from->who, name);
		if (text == NULL || (text[0] != '=' && text[0] != '!') || slot->fixed)
			continue;
		slot->left = editor_set(&slot->editor, text + 1);
		slot->missed = text[0] == '!';
		read_then(form, slot, then);
	}
	form->focus = at < form->count ? at : 0;
	form->top = (size_t)number_of(from, "form.top");
	form->tried = number_of(from, "form.tried") != 0;
	slot = &form->slots[form->focus];
	slot->picking = form_picks(slot) && number_of(from, "form.picking") != 0;
	if (at < form->count)
		editor_seek(&slot->editor, (size_t)number_of(from, "form.cursor"));
}

void form_fill(struct form *form, const struct form_store *from)
{
	char name[FORM_NAME], small[FORM_SMALL];

	for (size_t n = 0; n < form->count; n++) {
		struct form_slot *slot = &form->slots[n];
		const char *value;

		form_name(slot, name);
		value = from->get(from->who, name);
		value = form_typed(form, slot->field, value != NULL ? value : "", small);
		if (strcmp(value, form_stored(form, slot, small)) == 0)
			continue;
		slot->fixed = !editor_set(&slot->editor, value);
		slot->given = true;
	}
	explicit_bzero(small, sizeof small);
}
