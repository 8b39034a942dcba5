#include "tui/widgets/form_int.h"

#include <stdio.h>
#include <string.h>

#include "db/base/date.h"
#include "db/base/text.h"
#include "tui/intl.h"

/* ---- from a table to slots -------------------------------------------------------------- */

static int limit_of(const struct field *field)
{
	static const int usual[] = { [FIELD_TEXT] = 200,
		[FIELD_LONG] = 8000,
		[FIELD_NUMBER] = 20,
		[FIELD_DATE] = 40,
		[FIELD_MOMENT] = 40,
		[FIELD_BIRTH] = 60,
		[FIELD_CHOICE] = 60,
		[FIELD_CHOICES] = 400,
		[FIELD_ASKED] = 20 };

	return field->limit > 0 ? field->limit : usual[field->type];
}

static int repeats(const struct field *field)
{
	return form_prefix(field) > 0 && field->repeat > 1 ? field->repeat : 1;
}

/* A `=` stands before each text: form_draft.c. */
static size_t room_of(const struct field *field)
{
	return 1 + EDITOR_ROOM(limit_of(field));
}

size_t form_slots(const struct field *fields)
{
	size_t count = 0;

	for (; fields->name != NULL; fields++)
		count += (size_t)repeats(fields);
	return count;
}

size_t form_memory(const struct field *fields)
{
	size_t size = form_slots(fields) * sizeof(struct form_slot);

	for (; fields->name != NULL; fields++)
		size += (size_t)repeats(fields) * room_of(fields);
	return size;
}

static char *add_slot(struct form *form, const struct field *field, int nth, char *room)
{
	struct form_slot *slot = &form->slots[form->count++];

	*slot = (struct form_slot){ .field = field, .nth = nth };
	room[0] = '=';
	editor_open(&slot->editor, room + 1, limit_of(field),
		field->type == FIELD_LONG ? EDITOR_LINES : 0);
	return room + room_of(field);
}

static void add_slots(struct form *form)
{
	const struct field *field = form->options.fields;
	char *room = (char *)&form->slots[form_slots(field)];
	size_t members;

	for (; field->name != NULL; field += members) {
		size_t group = form->count;
		bool repeated = form_prefix(field) > 0;

		members = form_members(field);
		for (int nth = 1; nth <= repeats(field); nth++)
			for (size_t i = 0; i < members; i++)
				room = add_slot(form, &field[i], repeated ? nth : 0, room);
		for (size_t n = group; n < form->count; n++) {
			form->slots[n].group = group;
			form->slots[n].members = members;
		}
	}
}

/* ---- names and what is stored ----------------------------------------------------------- */

void form_name(const struct form_slot *slot, char name[static FORM_NAME])
{
	const char *pattern = slot->field->name;
	size_t prefix = form_prefix(slot->field);

	if (slot->nth == 0)
		snprintf(name, FORM_NAME, "%s", pattern);
	else
		snprintf(name, FORM_NAME, "%.*s%d%s", (int)prefix, pattern, slot->nth,
			pattern + prefix + 1);
}

size_t form_slot_named(const struct form *form, const char *name)
{
	char own[FORM_NAME];

	for (size_t n = 0; n < form->count; n++) {
		form_name(&form->slots[n], own);
		if (strcmp(own, name) == 0 || strcmp(form->slots[n].field->name, name) == 0)
			return n;
	}
	return form->count;
}

const char *form_typed(const struct form *form, const struct field *field, const char *value,
	char small[static FORM_SMALL])
{
	const struct form_clock *clock = &form->options.clock;
	struct date_read read;

	if (field->type != FIELD_MOMENT ||
		date_read_moment(&read, value, clock->epoch_ms, clock->offset_min) != DATE_FINE)
		return value;
	date_day_time(small, read.at, clock->offset_min);
	return small;
}

const char *form_stored(const struct form *form, const struct form_slot *slot,
	char small[static FORM_SMALL])
{
	const struct form_store *store = &form->options.store;
	char name[FORM_NAME];
	const char *value;

	form_name(slot, name);
	value = store->get(store->who, name);
	return value != NULL ? form_typed(form, slot->field, value, small) : "";
}

bool form_slot_changed(const struct form *form, const struct form_slot *slot)
{
	char small[FORM_SMALL] = "";
	bool changed =
		!slot->fixed && strcmp(slot->editor.text, form_stored(form, slot, small)) != 0;

	explicit_bzero(small, sizeof small);
	return changed;
}

bool form_changed(const struct form *form)
{
	for (size_t n = 0; n < form->count; n++)
		if (form_slot_changed(form, &form->slots[n]))
			return true;
	return false;
}

/* ---- groups ------------------------------------------------------------------------------ */

static bool is_filled(const struct form_slot *slot)
{
	return slot->fixed || slot->editor.length > 0;
}

static size_t instance_of(const struct form_slot *slot)
{
	return slot->group + (size_t)(slot->nth > 0 ? slot->nth - 1 : 0) * slot->members;
}

bool form_instance_filled(const struct form *form, const struct form_slot *slot)
{
	size_t first = instance_of(slot);

	for (size_t i = 0; i < slot->members; i++)
		if (is_filled(&form->slots[first + i]))
			return true;
	return false;
}

bool form_group_filled(const struct form *form, const struct form_slot *slot)
{
	size_t all = (size_t)repeats(slot->field) * slot->members;

	for (size_t i = 0; i < all; i++)
		if (is_filled(&form->slots[slot->group + i]))
			return true;
	return false;
}

/* The number under which one more is offered: behind all that are filled, else in a gap; 0: none
 * is left. */
static int offered(const struct form *form, const struct form_slot *slot)
{
	int last = 0, gap = 0;

	for (int nth = repeats(slot->field); nth > 0; nth--) {
		const struct form_slot *at =
			&form->slots[slot->group + (size_t)(nth - 1) * slot->members];

		if (!form_instance_filled(form, at))
			gap = nth;
		else if (last == 0)
			last = nth;
	}
	return last < repeats(slot->field) ? last + 1 : gap;
}

bool form_shown(const struct form *form, size_t n)
{
	const struct form_slot *slot = &form->slots[n];

	if (slot->nth == 0 || n == form->focus || form_instance_filled(form, slot))
		return true;
	/* Of an empty one its first field is enough to begin it. */
	return instance_of(slot) == n &&
		(n == instance_of(&form->slots[form->focus]) || offered(form, slot) == slot->nth);
}

/* ---- opening and closing ----------------------------------------------------------------- */

void form_open(struct form *form, const struct form_options *options)
{
	char small[FORM_SMALL];

	*form = (struct form){ .options = *options };
	form->size = form_memory(options->fields);
	form->slots = options->memory;
	add_slots(form);
	form->refused = form->told = form->count;
	for (size_t n = 0; n < form->count; n++) {
		struct form_slot *slot = &form->slots[n];

		slot->fixed = !editor_set(&slot->editor, form_stored(form, slot, small));
	}
	explicit_bzero(small, sizeof small);
}

void form_close(struct form *form)
{
	explicit_bzero(form->options.memory, form->size);
	*form = (struct form){ 0 };
}

void form_tell(struct form *form, int64_t epoch_ms)
{
	form->options.clock.epoch_ms = epoch_ms;
}

/* ---- what is wrong, what is kept --------------------------------------------------------- */

size_t form_errors(const struct form *form)
{
	struct form_finding finding;
	size_t count = 0;

	for (size_t n = 0; n < form->count; n++)
		count += form_says(form, n, &finding) == FIELD_WRONG;
	explicit_bzero(&finding, sizeof finding);
	return count;
}

const struct field *form_wrong(const struct form *form, char sentence[static FORM_SENTENCE])
{
	struct form_finding finding;
	const struct field *wrong = NULL;

	for (size_t n = 0; n < form->count && wrong == NULL; n++) {
		form_find(form, &form->slots[n], &finding);
		if (finding.verdict == FIELD_WRONG) {
			wrong = form->slots[n].field;
			text_copy(sentence, FORM_SENTENCE, finding.sentence);
		}
	}
	explicit_bzero(&finding, sizeof finding);
	return wrong;
}

const char *form_value(const struct form *form, const char *name, char small[static FORM_SMALL])
{
	size_t n = form_slot_named(form, name);
	struct form_finding finding;
	const char *value;

	if (n == form->count)
		return "";
	form_find(form, &form->slots[n], &finding);
	value = finding.value;
	if (value == finding.small)
		value = memcpy(small, finding.small, FORM_SMALL);
	explicit_bzero(&finding, sizeof finding);
	return value;
}

int form_write(const struct form *form, const struct form_store *to, struct error *e)
{
	struct form_finding finding;
	char name[FORM_NAME];
	int result = 0;

	for (size_t n = 0; n < form->count && result == 0; n++) {
		if (!form_slot_changed(form, &form->slots[n]))
			continue;
		form_find(form, &form->slots[n], &finding);
		form_name(&form->slots[n], name);
		result = finding.verdict != FIELD_WRONG ?
			to->set(to->who, name, finding.value, e) :
			error_set(e, ERR_INPUT, "%s", finding.sentence);
	}
	explicit_bzero(&finding, sizeof finding);
	return result;
}

void form_go(struct form *form, const char *name)
{
	size_t n = form_slot_named(form, name);

	if (n < form->count)
		form_focus(form, n);
}

bool form_refuse(struct form *form, const char *name, const char *sentence)
{
	size_t n = form_slot_named(form, name);

	if (n == form->count)
		return false;
	form_focus(form, n);
	form->refused = n;
	text_copy(form->refusal, sizeof form->refusal, sentence);
	return true;
}

void form_status(const struct form *form, char *text, size_t size)
{
	size_t errors = form_errors(form), count = 0, at = 0;
	char wrong[80] = "";

	for (size_t n = 0; n < form->count; n++) {
		if (!form_shown(form, n))
			continue;
		count++;
		if (n <= form->focus)
			at = count;
	}
	if (errors == 1)
		snprintf(wrong, sizeof wrong, "%s  ", _("1 error, ^E next"));
	else if (errors > 1)
		snprintf(wrong, sizeof wrong, _("%zu errors, ^E next  "), errors);
	snprintf(text, size, _("%sfield %zu of %zu%s"), wrong, at, count,
		form_changed(form) ? _(", not saved") : "");
}
