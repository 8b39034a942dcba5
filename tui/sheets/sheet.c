#include "tui/sheets/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/date.h"
#include "db/base/json.h"
#include "db/names/script.h"
#include "db/vault/record.h"
#include "tui/intl.h"
#include "tui/sheets/choices.h"
#include "tui/sheets/lists.h"

enum { PHONE_LEAST = 5, PHONE_MOST = 15, KIND_MOST = 64 /* bytes of a code of a list */ };

const struct sheet sheets[SHEETS] = {
	[SHEET_IDENTITY] = { "identity", "office", N_("IDENTITY"), N_("identity"), true, NULL,
		fields_identity },
	[SHEET_FAMILY] = { "family", "office", N_("FAMILY"), N_("family"), true, NULL,
		fields_family },
	[SHEET_ADDRESS] = { "address", "office", N_("ADDRESS"), N_("address"), true, NULL,
		fields_address },
	[SHEET_CIRCUMSTANCES] = { "circumstances", "office", N_("CIRCUMSTANCES"),
		N_("circumstances"), true, NULL, fields_circumstances },
	[SHEET_HEALTH] = { "health", "health", N_("HEALTH"), N_("health"), true, NULL,
		fields_health },
	[SHEET_HANDOVER] = { "handover", "office", N_("HANDOVER"), N_("line of the handover"),
		false, N_("HANDOVER"), fields_handover, "pass", Q_HANDOVER_DRAFT },
	[SHEET_CALL] = { "call", "office", N_("CALL"), N_("call"), false, N_("CALLS"),
		fields_new_call + FIELDS_OF_NEW, NULL },
	[SHEET_SCREENING] = { "screening", "office", N_("SCREENING"), N_("screening"), false,
		N_("SCREENING"), fields_screening },
	[SHEET_STATUS] = { "status", "office", N_("STATUS"), N_("decision on her status"), false,
		N_("STATUS"), fields_status },
	[SHEET_RISK] = { "risk", "office", N_("RISK"), N_("risk assessment"), false, N_("RISK"),
		fields_risk, "assess" },
	[SHEET_AFRAID] = { "afraid", "office", N_("AFRAID TO RETURN"), N_("fear of return"), false,
		N_("AFRAID TO RETURN"), fields_afraid },
	[SHEET_WISH] = { "wish", "office", N_("HER OWN VIEW"), N_("her own view"), false,
		N_("HER OWN VIEW"), fields_wish },
	[SHEET_GUARDIAN] = { "guardian", "office", N_("GUARDIAN"), N_("guardian"), false,
		N_("GUARDIANS"), fields_guardian },
	[SHEET_INTEREST] = { "interest", "office", N_("BEST INTEREST"),
		N_("best-interest decision"), false, N_("BEST INTEREST"), fields_interest },
	[SHEET_TRANSFER] = { "transfer", "office", N_("TRANSFER"), N_("transfer"), false,
		N_("TRANSFERS ASKED FOR"), fields_transfer, NULL, Q_TRANSFER_DRAFT },
	[SHEET_PLAN] = { "plan", "office", N_("PLAN"), N_("plan"), false, N_("PLANS"),
		fields_plan },
	[SHEET_NEED] = { "need", "office", N_("NEED"), N_("need"), false, N_("NEEDS"),
		fields_need },
	[SHEET_LEGAL] = { "legal", "office", N_("LEGAL"), N_("proceedings"), false, N_("LEGAL"),
		fields_legal },
	[SHEET_REFERRAL] = { "referral", "office", N_("REFERRAL"), N_("referral"), false,
		N_("REFERRALS"), fields_referral },
	[SHEET_DISCLOSURE] = { "disclosure", "office", N_("DISCLOSURE"), N_("disclosure"), false,
		N_("DISCLOSURES"), fields_disclosure },
	[SHEET_CONSENT] = { "consent", "office", N_("CONSENT"), N_("consent"), false, N_("CONSENT"),
		fields_consent },
	[SHEET_JOURNEY] = { "journey", "office", N_("JOURNEY"), N_("step of her journey"), false,
		N_("JOURNEY"), fields_journey },
	[SHEET_NOTE] = { "note", "office", N_("NOTE"), N_("note"), false, N_("NOTES"),
		fields_note },
	[SHEET_FACTS] = { "facts", "clear", N_("WHAT IT IS"), N_("facts"), false, NULL,
		fields_facts },
	[SHEET_PLACE] = { "place", "office", N_("NAME AND ADDRESS"), N_("name and address"), true,
		NULL, fields_place },
	[SHEET_PARTY] = { "party", "office", N_("NAME AND TELEPHONE"), N_("name and telephone"),
		false, NULL, fields_party },
	[SHEET_DANGER] = { "danger", "office", N_("DANGER"), N_("danger note"), false, N_("DANGER"),
		fields_danger },
	[SHEET_BATCH] = { "batch", "clear", N_("PEOPLE WHO CAME AT ONCE"), N_("count"), false, NULL,
		fields_batch },
};

const struct sheet sheet_new_call = { "new call", "office", N_("CALL"), N_("call"), false, NULL,
	fields_new_call, NULL, Q_NONE };

const struct sheet *sheet_named(const char *kind)
{
	if (strcmp(kind, sheet_new_call.kind) == 0)
		return &sheet_new_call;
	for (size_t i = 0; i < SHEETS; i++)
		if (strcmp(sheets[i].kind, kind) == 0)
			return &sheets[i];
	return NULL;
}

const struct sheet *sheet_by_verb(const char *verb)
{
	for (size_t i = 0; i < SHEETS; i++)
		if (sheets[i].many != NULL &&
			strcmp(sheets[i].verb != NULL ? sheets[i].verb : sheets[i].kind, verb) == 0)
			return &sheets[i];
	return NULL;
}

const struct sheet *sheet_of(bool place, size_t n)
{
	size_t first = place ? SHEET_FACTS : 0, behind = place ? SHEET_PLACE + 1 : SHEETS_SINGLE;

	return n < behind - first ? &sheets[first + n] : NULL;
}

/* ---- choices ----------------------------------------------------------------------------- */

static const struct field_choice no_country[] = {
	{ "stateless", N_("stateless"), NULL },
	{ "not confirmed", N_("not confirmed"), NULL },
	{ 0 },
};

static const struct field_choice no_nationality[] = {
	{ "not known", N_("not yet known"), NULL },
	{ "stateless", N_("stateless"), NULL },
	{ 0 },
};

/* Fields by the end of their names: what stands before the list, and the list. */
static const struct {
	const char *end;
	const struct field_choice *before, *list;
} long_lists[] = {
	{ "citizenship.#", no_country, list_countries },
	{ "nationality", no_nationality, list_countries },
	{ "country", NULL, list_countries },
	{ "language.#.code", NULL, list_languages },
	{ "lang", NULL, list_languages },
};

static bool ends_in(const char *name, const char *end)
{
	size_t length = strlen(name), own = strlen(end);

	return length >= own && strcmp(name + length - own, end) == 0;
}

static size_t count_of(const struct field_choice *list)
{
	size_t count = 0;

	while (list != NULL && list[count].code != NULL)
		count++;
	return count;
}

bool sheet_choice(void *who, const struct field *field, size_t n, struct field_choice *choice)
{
	(void)who;
	for (size_t i = 0; i < sizeof long_lists / sizeof *long_lists; i++) {
		size_t before = count_of(long_lists[i].before);

		if (!ends_in(field->name, long_lists[i].end))
			continue;
		if (n < before) {
			*choice = long_lists[i].before[n];
			return true;
		}
		/* Asked in order: the end is met before it could be passed. */
		*choice = long_lists[i].list[n - before];
		return choice->code != NULL;
	}
	return false;
}

static const char *word_for(const struct field *field, const char *code, size_t length)
{
	struct field_choice choice;

	for (size_t n = 0;; n++) {
		if (field->choices != NULL)
			choice = field->choices[n];
		else if (!sheet_choice(NULL, field, n, &choice))
			return NULL;
		if (choice.code == NULL)
			return NULL;
		if (strlen(choice.code) == length && memcmp(choice.code, code, length) == 0)
			return _(choice.label);
	}
}

static bool has_codes(const struct field *field)
{
	return field->type == FIELD_CHOICE || field->type == FIELD_CHOICES ||
		field->type == FIELD_ASKED;
}

const char *sheet_word(const struct field *field, const char *code)
{
	return has_codes(field) ? word_for(field, code, strlen(code)) : NULL;
}

/* ---- line by line ------------------------------------------------------------------------ */

static const char *value_of(const struct sheet_line *line, const struct field *field, int nth)
{
	size_t prefix = form_prefix(field);
	char name[RECORD_NAME];

	if (prefix == 0)
		return record_value(line->record, field->name);
	snprintf(name, sizeof name, "%.*s%d%s", (int)prefix, field->name, nth,
		field->name + prefix + 1);
	return record_value(line->record, name);
}

/* The next field that has a value: all of one person, name or document before the next of them. */
static bool go_on(struct sheet_line *line)
{
	const struct field *fields = line->sheet->fields;

	for (; fields[line->group].name != NULL;) {
		const struct field *group = &fields[line->group];
		size_t members = form_members(group);
		bool repeated = form_prefix(group) > 0;

		if (line->at == members) {
			line->at = 0;
			line->nth++;
		}
		if (line->nth == 0)
			line->nth = 1;
		if (line->nth > (repeated ? group->repeat : 1)) {
			line->group += members;
			line->at = 0;
			line->nth = 1;
			continue;
		}
		line->field = &group[line->at++];
		line->rest = value_of(line, line->field, line->nth);
		if (line->rest != NULL)
			return true;
	}
	return false;
}

bool sheet_next(struct sheet_line *line)
{
	const char *word;

	line->more = line->rest != NULL;
	if (!line->more && !go_on(line))
		return false;
	line->value = line->rest;
	line->length =
		line->field->type == FIELD_CHOICES ? strcspn(line->rest, ";") : strlen(line->rest);
	line->rest = line->rest[line->length] == ';' && line->field->type == FIELD_CHOICES ?
		line->rest + line->length + 1 :
		NULL;
	word = has_codes(line->field) ? word_for(line->field, line->value, line->length) : NULL;
	if (word != NULL) {
		line->value = word;
		line->length = strlen(word);
	}
	return true;
}

bool sheet_age(const struct sheet_line *line, int64_t epoch_ms, int offset_min,
	char out[static SHEET_AGE])
{
	int64_t today = date_day_of(epoch_ms, offset_min);
	struct date_read read;
	int low, high;

	if (line->field->type != FIELD_BIRTH ||
		date_read_birth(&read, line->value, epoch_ms, offset_min) != DATE_FINE)
		return false;
	date_ages(&read, today, &low, &high);
	if (low == high)
		snprintf(out, SHEET_AGE,
			read.form == DATE_DAY_KNOWN ? _("%d years old") :
						      _("%d years old; the day is not known"),
			low);
	else
		snprintf(out, SHEET_AGE, _("%d to %d years old; the day is not known"), low, high);
	return true;
}

/* name.12.text for name.#.text */
static bool is_name_of(const struct field *field, const char *name)
{
	size_t prefix = form_prefix(field);
	char *end;

	if (prefix == 0)
		return strcmp(field->name, name) == 0;
	if (strncmp(field->name, name, prefix) != 0 || name[prefix] < '1' || name[prefix] > '9')
		return false;
	return strtol(name + prefix, &end, 10) <= field->repeat &&
		strcmp(end, field->name + prefix + 1) == 0;
}

size_t sheet_unknown(const struct sheet *sheet, const struct record *record)
{
	const char *name, *value;
	size_t count = 0;

	for (size_t at = 0; record_next(record, &at, &name, &value);) {
		const struct field *field = sheet->fields;

		while (field->name != NULL && !is_name_of(field, name))
			field++;
		count += field->name == NULL;
	}
	return count;
}

/* ---- in clear ---------------------------------------------------------------------------- */

static void add_clear(struct text *out, const struct field *field, const char *value)
{
	char one[KIND_MOST];

	if (field->type == FIELD_CHOICES) {
		text_add_char(out, '[');
		for (const char *at = value ? value : ""; *at != '\0';) {
			size_t length = strcspn(at, ";");

			snprintf(one, sizeof one, "%.*s", (int)length, at);
			text_add(out, at == value ? "" : ",");
			json_add_string(out, one, false);
			at += length + (at[length] == ';');
		}
		text_add_char(out, ']');
	} else if (value == NULL) {
		text_add(out, "null");
	} else {
		json_add_string(out, value, false); /* a number in quotes is one to PostgreSQL */
	}
}

int sheet_clear(const struct sheet *sheet, const struct record *record, struct text *out,
	struct error *e)
{
	bool more = false;

	for (const struct field *field = sheet->fields; field->name != NULL; field++) {
		if (!(field->flags & FIELD_CLEAR))
			continue;
		text_add(out, more ? "," : "{");
		more = true;
		json_add_string(out, field->name, false);
		text_add_char(out, ':');
		add_clear(out, field, record_value(record, field->name));
	}
	if (more)
		text_add_char(out, '}');
	return text_check(out, e);
}

/* ---- what can be told -------------------------------------------------------------------- */

/* A guess follows its name when that is changed; what somebody chose stays. */
static const char *script_for(const struct record *before, const struct record *record,
	const char *text_name, const char *script_name)
{
	const char *text = record_value(record, text_name);
	const char *script = record_value(record, script_name);
	const char *was = before != NULL ? record_value(before, text_name) : NULL;

	bool guessed = script != NULL && was != NULL && strcmp(script, script_guess(was)) == 0;

	if (text == NULL)
		return guessed ? "" : NULL;
	return script == NULL || (guessed && strcmp(was, text) != 0) ? script_guess(text) : NULL;
}

int sheet_complete(const struct sheet *sheet, const struct record *before, struct record *record,
	struct error *e)
{
	int r = 0;

	if (sheet != &sheets[SHEET_IDENTITY])
		return 0;
	for (int nth = 1; nth <= sheet->fields[0].repeat && r == 0; nth++) {
		char text[RECORD_NAME], script[RECORD_NAME];
		const char *found;

		snprintf(text, sizeof text, "name.%d.text", nth);
		snprintf(script, sizeof script, "name.%d.script", nth);
		found = script_for(before, record, text, script);
		if (found != NULL)
			r = record_put(record, script, found, e);
	}
	return r;
}

/* ---- checks ------------------------------------------------------------------------------ */

enum field_verdict check_phone(const struct form *form, const struct field *field,
	const char *value, char sentence[static FORM_SENTENCE])
{
	size_t digits = 0;

	(void)form, (void)field;
	for (const char *at = value; *at != '\0'; at++)
		digits += *at >= '0' && *at <= '9';
	if (strspn(value, "0123456789 +-()./") == strlen(value) && digits >= PHONE_LEAST &&
		digits <= PHONE_MOST)
		return FIELD_FINE;
	snprintf(sentence, FORM_SENTENCE, "%s",
		_("This does not look like a telephone number; it is kept as it is."));
	return FIELD_DOUBT;
}
