/* From what is typed to what is kept, and what is wrong with it. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "db/base/date.h"
#include "db/base/text.h"
#include "tui/intl.h"
#include "tui/widgets/form_int.h"

enum { BUDDHIST = 543 };

static void say(struct form_finding *finding, enum field_verdict verdict, const char *sentence)
{
	finding->verdict = verdict;
	text_copy(finding->sentence, sizeof finding->sentence, sentence);
}

/* ---- dates ------------------------------------------------------------------------------ */

typedef enum date_problem read_fn(struct date_read *, const char *, int64_t, int);

static read_fn *reader_of(const struct field *field)
{
	switch (field->type) {
	case FIELD_DATE:
		return date_read_day;
	case FIELD_MOMENT:
		return date_read_moment;
	case FIELD_BIRTH:
		return date_read_birth;
	case FIELD_TEXT:
	case FIELD_LONG:
	case FIELD_NUMBER:
	case FIELD_CHOICE:
	case FIELD_CHOICES:
	case FIELD_ASKED:
		return NULL;
	}
	return NULL;
}

/* 22 Nov 2008, Nov 2008, 2008, 22 Nov 2008 to 3 Mar 2009 */
static void days_echo(const struct date_read *read, char out[static FORM_SENTENCE])
{
	char from[DATE_TEXT], to[DATE_TEXT];

	date_day_words(from, read->from);
	date_day_words(to, read->to);
	switch (read->form) {
	case DATE_DAY_KNOWN:
		snprintf(out, FORM_SENTENCE, "%s", from);
		break;
	case DATE_MONTH_KNOWN:
		snprintf(out, FORM_SENTENCE, "%s", strchr(from, ' ') + 1);
		break;
	case DATE_YEAR_KNOWN:
		snprintf(out, FORM_SENTENCE, "%s", strrchr(from, ' ') + 1);
		break;
	case DATE_BETWEEN:
		snprintf(out, FORM_SENTENCE, _("%.40s to %.40s"), from, to);
		break;
	}
	explicit_bzero(from, sizeof from);
	explicit_bzero(to, sizeof to);
}

static void add_echo(struct form_finding *finding, const char *more)
{
	size_t used = strlen(finding->echo);

	text_copy(finding->echo + used, sizeof finding->echo - used, more);
}

static void ages_echo(const struct form *form, const struct date_read *read,
	struct form_finding *finding)
{
	int64_t today = date_day_of(form->options.clock.epoch_ms, form->options.clock.offset_min);
	char text[64];
	int low, high;

	date_ages(read, today, &low, &high);
	if (low == high)
		snprintf(text, sizeof text, _(", %d years old"), low);
	else
		snprintf(text, sizeof text, _(", %d to %d years old"), low, high);
	add_echo(finding, text);
	explicit_bzero(text, sizeof text);
}

static void date_echo(const struct form *form, const struct field *field,
	const struct date_read *read, struct form_finding *finding)
{
	char text[DATE_TEXT] = "";

	days_echo(read, finding->echo);
	if (read->buddhist) {
		int64_t year = date_civil_of(read->from).year + BUDDHIST;

		snprintf(text, sizeof text, _(" (BE %" PRId64 ")"), year);
		add_echo(finding, text);
	}
	if (field->type == FIELD_MOMENT) {
		date_time(text, read->at, form->options.clock.offset_min);
		add_echo(finding, " ");
		add_echo(finding, text);
		add_echo(finding, " ");
		add_echo(finding, form->options.clock.zone);
	}
	if (field->type == FIELD_BIRTH)
		ages_echo(form, read, finding);
	explicit_bzero(text, sizeof text);
}

int form_offset(const struct form *form, const struct field *field)
{
	const struct form_clock *clock = &form->options.clock;

	return clock->offset_min + (field->type == FIELD_MOMENT ? 0 : clock->day_min);
}

static void find_date(const struct form *form, const struct form_slot *slot,
	struct form_finding *finding)
{
	const struct field *field = slot->field;
	const int offset = form_offset(form, field);
	struct date_read read;
	enum date_problem problem =
		reader_of(field)(&read, slot->editor.text, form->options.clock.epoch_ms, offset);
	bool past = field->flags & FIELD_PAST || field->type == FIELD_BIRTH;

	finding->value = "";
	if (problem != DATE_FINE) {
		say(finding, FIELD_WRONG, _(date_problem_text(problem)));
		return;
	}
	if (field->type == FIELD_MOMENT) {
		read.from = read.to = date_day_of(read.at, offset);
		date_iso(finding->small, read.at, offset);
	} else if (field->type == FIELD_BIRTH) {
		date_birth_iso(finding->small, &read);
	} else {
		date_day_iso(finding->small, read.from);
	}
	finding->value = finding->small;
	if (past &&
		(read.from > date_day_of(form->options.clock.epoch_ms, offset) ||
			(field->type == FIELD_MOMENT && read.at > form->options.clock.epoch_ms)))
		say(finding, FIELD_WRONG, _("That has not come yet."));
	else
		date_echo(form, field, &read, finding);
	explicit_bzero(&read, sizeof read);
}

void form_freeze(const struct form *form, struct form_slot *slot, int64_t now)
{
	read_fn *read = reader_of(slot->field);
	struct date_read at;
	const int offset = form_offset(form, slot->field);
	char text[DATE_TEXT];

	if (read == NULL || slot->fixed || read(&at, slot->editor.text, now, offset) != DATE_FINE ||
		!at.relative)
		return;
	if (slot->field->type == FIELD_MOMENT)
		date_day_time(text, at.at, offset);
	else if (slot->field->type == FIELD_BIRTH)
		date_birth_iso(text, &at);
	else
		date_day_iso(text, at.from);
	editor_set(&slot->editor, text);
	explicit_bzero(text, sizeof text);
}

/* ---- the other types --------------------------------------------------------------------- */

static void find_text(const struct form *form, const struct form_slot *slot,
	struct form_finding *finding)
{
	(void)form;
	finding->value = slot->editor.text;
}

static void find_number(const struct form *form, const struct form_slot *slot,
	struct form_finding *finding)
{
	const struct field *field = slot->field;
	const char *at = slot->editor.text, *end = at + slot->editor.length;
	bool below = *at == '-';
	int64_t number = 0;
	int digits = 0;

	(void)form;
	finding->value = "";
	for (at += below; at < end && digits <= 18; digits++) {
		int digit = text_digit(text_next(&at, end));

		if (digit < 0)
			break;
		number = number * 10 + digit;
	}
	if (at < end || digits == 0 || digits > 18) {
		say(finding, FIELD_WRONG, _("This is no whole number. Write digits only."));
		return;
	}
	number = below ? -number : number;
	snprintf(finding->small, sizeof finding->small, "%" PRId64, number);
	finding->value = finding->small;
	if ((field->least == 0 && field->most == 0) ||
		(number >= field->least && number <= field->most))
		return;
	finding->verdict = FIELD_WRONG;
	snprintf(finding->sentence, sizeof finding->sentence,
		_("It must be from %" PRId64 " to %" PRId64 "."), field->least, field->most);
}

/* The list below shows what fits, which is not taken from a field that has no default. */
static const char *not_in_list(const struct form_slot *slot, struct picker picker,
	const char *typed, size_t length)
{
	picker.typed = typed;
	picker.length = length;
	return (slot->field->flags & FIELD_NO_DEFAULT) && picker_count(&picker) > 0 ?
		_("Nothing is chosen yet: choose with ^N and ^P, or type more of it.") :
		_("The list has nothing of that name. ^N and ^P go through it.");
}

/* Each code of it is known. */
static void find_choices(const struct form *form, const struct form_slot *slot,
	struct form_finding *finding)
{
	const struct form_source source = { form, slot->field };
	struct picker picker = form_picker(&source, slot);
	const char *at = slot->editor.text;
	struct field_choice choice;

	finding->value = at;
	for (;;) {
		size_t length = slot->field->type == FIELD_CHOICES ? strcspn(at, ";") : strlen(at);

		if (!picker_find(&picker, at, length, &choice) || strlen(choice.code) != length ||
			memcmp(choice.code, at, length) != 0) {
			say(finding, FIELD_WRONG, not_in_list(slot, picker, at, length));
			finding->value = "";
			return;
		}
		if (at[length] == '\0')
			return;
		at += length + 1;
	}
}

/* ---- findings ---------------------------------------------------------------------------- */

bool form_required(const struct form *form, const struct form_slot *slot)
{
	const unsigned flags = slot->field->flags;

	return (flags & FIELD_REQUIRED) &&
		(slot->nth == 0 || form_instance_filled(form, slot) ||
			(slot->nth == 1 && !(flags & FIELD_IF_FILLED) &&
				!form_group_filled(form, slot)));
}

static void find_filled(const struct form *form, const struct form_slot *slot,
	struct form_finding *finding)
{
	static void (*const finders[])(const struct form *, const struct form_slot *,
		struct form_finding *) = {
		[FIELD_TEXT] = find_text,
		[FIELD_LONG] = find_text,
		[FIELD_NUMBER] = find_number,
		[FIELD_DATE] = find_date,
		[FIELD_MOMENT] = find_date,
		[FIELD_BIRTH] = find_date,
		[FIELD_CHOICE] = find_choices,
		[FIELD_CHOICES] = find_choices,
		[FIELD_ASKED] = find_choices,
	};
	const struct field *field = slot->field;

	if (editor_is_clean(slot->editor.text, slot->editor.length))
		finders[field->type](form, slot, finding);
	else
		say(finding, FIELD_WRONG,
			_("There is a character in it that cannot be shown: delete it."));
	if (finding->verdict == FIELD_WRONG && slot->given) {
		finding->verdict = FIELD_DOUBT;
		finding->value = slot->editor.text;
	}
	if (finding->verdict == FIELD_FINE && field->check != NULL)
		finding->verdict = field->check(form, field, finding->value, finding->sentence);
}

void form_find(const struct form *form, const struct form_slot *slot, struct form_finding *finding)
{
	*finding = (struct form_finding){ .value = "" };
	if (slot->fixed)
		say(finding, FIELD_DOUBT,
			_("Longer than this program can change: it stays as it is."));
	else if (slot->editor.length > 0)
		find_filled(form, slot, finding);
	else if (form_required(form, slot))
		say(finding, FIELD_WRONG, _("This is needed."));
	if (finding->verdict == FIELD_WRONG)
		finding->value = "";
	/* What was saved once is no reason not to save something else. */
	if (finding->verdict == FIELD_WRONG && slot->editor.length > 0 &&
		!form_slot_changed(form, slot))
		finding->verdict = FIELD_DOUBT;
}

enum field_verdict form_says(const struct form *form, size_t n, struct form_finding *finding)
{
	const struct form_slot *slot = &form->slots[n];

	form_find(form, slot, finding);
	if (n == form->refused) {
		say(finding, FIELD_WRONG, form->refusal);
		return finding->verdict;
	}
	if (slot->missed) {
		say(finding, FIELD_WRONG,
			_("What you put in last could not be taken: it is left out."));
		return finding->verdict;
	}
	if (!slot->fixed && !form->tried && !slot->left) {
		finding->verdict = FIELD_FINE;
		finding->sentence[0] = '\0';
	}
	return finding->verdict;
}
