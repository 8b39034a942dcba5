/* The sheets: what their tables promise, a record line by line, and what is filled in before it is
 * saved. */
#include "tui/sheets/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "db/sealed.h"
#include "db/vault/record.h"
#include "tui/sheets/lists.h"

enum { ROOM = 4096, FORM_MOST = 48 << 10 };

static char bytes[2][ROOM];

static void begin(struct record *record, int n, const char *const *values)
{
	assert_int_equal(record_begin(record, bytes[n], ROOM, NULL), 0);
	for (; values[0] != NULL; values += 2)
		assert_int_equal(record_put(record, values[0], values[1], NULL), 0);
}

/* "label: value" of each line. */
static const char *read_lines(const struct sheet *sheet, const struct record *record)
{
	static char out[ROOM];
	struct sheet_line line = { .sheet = sheet, .record = record };
	size_t used = 0;

	out[0] = '\0';
	while (sheet_next(&line))
		used += (size_t)snprintf(out + used, sizeof out - used, "%s%s %d: %.*s\n",
			line.more ? "+" : "", line.field->label, line.nth, (int)line.length,
			line.value);
	return out;
}

static bool has_choice(const struct field *field, const char *code)
{
	struct field_choice choice;

	for (size_t n = 0; sheet_choice(NULL, field, n, &choice); n++)
		if (strcmp(choice.code, code) == 0)
			return true;
	return false;
}

static const struct field *field_of(int sheet, const char *name)
{
	const struct field *field = sheets[sheet].fields;

	while (field->name != NULL && strcmp(field->name, name) != 0)
		field++;
	assert_non_null(field->name);
	return field;
}

/* ---- tests ------------------------------------------------------------------------------- */

static void test_tables(void **state)
{
	(void)state;
	for (size_t i = 0; i < SHEETS; i++) {
		assert_ptr_equal(sheet_named(sheets[i].kind), &sheets[i]);
		assert_int_equal(sealed_is_once(sheets[i].kind),
			sheets[i].many == NULL && i != SHEET_FACTS && i != SHEET_BATCH);
		/* a form, what it edits and what it is compared with lie in 128 KiB together */
		assert_in_range(form_memory(sheets[i].fields), 1, FORM_MOST);
		for (const struct field *f = sheets[i].fields; f->name != NULL; f++) {
			bool picks = f->type == FIELD_CHOICE || f->type == FIELD_CHOICES;

			assert_in_range(strlen(f->name), 1, 47);
			assert_int_equal(strspn(f->name, "abcdefghijklmnopqrstuvwxyz0123456789_.#"),
				strlen(f->name));
			assert_int_equal(strchr(f->name, '#') != NULL, f->repeat > 0);
			for (const struct field_choice *c = f->choices; c && c->code; c++)
				assert_null(strchr(c->code, ';'));
			if (picks && f->choices == NULL) {
				struct field_choice choice;

				assert_true(sheet_choice(NULL, f, 0, &choice));
			}
		}
	}
	assert_null(sheet_named("photo"));
}

/* Risk, safety and where somebody is are never taken by themselves. */
static void test_no_default(void **state)
{
	static const struct {
		int sheet;
		const char *name;
	} of[] = { { SHEET_FAMILY, "person.#.safe" }, { SHEET_FAMILY, "person.#.suspected" },
		{ SHEET_ADDRESS, "address.#.kind" }, { SHEET_CIRCUMSTANCES, "place" },
		{ SHEET_PLACE, "address" }, { SHEET_FACTS, "kind" }, { SHEET_FACTS, "office" },
		{ SHEET_FACTS, "country" }, { SHEET_FACTS, "district" } };

	(void)state;
	for (size_t i = 0; i < sizeof of / sizeof of[0]; i++)
		if (!(field_of(of[i].sheet, of[i].name)->flags & FIELD_NO_DEFAULT))
			fail_msg("%s has a default", of[i].name);
	assert_true(field_of(SHEET_FAMILY, "person.#.safe")->flags & FIELD_REQUIRED);
}

static void test_lists(void **state)
{
	const struct field *citizenship = field_of(SHEET_IDENTITY, "citizenship.#");
	const struct field *language = field_of(SHEET_IDENTITY, "language.#.code");

	(void)state;
	assert_true(has_choice(citizenship, "stateless"));
	assert_true(has_choice(citizenship, "LA"));
	assert_true(has_choice(citizenship, "ZW"));
	assert_false(has_choice(field_of(SHEET_ADDRESS, "address.#.country"), "stateless"));
	assert_string_equal(list_countries[0].code, "TH");
	assert_true(has_choice(language, "my"));
	assert_true(has_choice(language, "rhg")); /* not in ISO 639-2 */
	assert_false(has_choice(language, "zxx")); /* no language at all */
	assert_string_equal(sheet_word(citizenship, "LA"), "Laos");
	assert_null(sheet_word(citizenship, "L"));
	assert_null(sheet_word(citizenship, "LAO"));
	assert_null(sheet_word(field_of(SHEET_IDENTITY, "name.#.text"), "LA"));
	for (const struct field_choice *c = list_countries; c->code != NULL; c++)
		assert_int_equal(strlen(c->code), 2);
	for (const struct field_choice *c = list_languages; c->code != NULL; c++)
		assert_in_range(strlen(c->code), 2, 3);
}

/* On the 4th of March 2026, in Bangkok. */
static void test_age(void **state)
{
	static const struct {
		const char *birth, *wanted;
	} rows[] = {
		{ "2011-03-04", "15 years old" },
		{ "2010-03-05/2011-03-04", "15 years old; the day is not known" },
		{ "2009", "16 to 17 years old; the day is not known" },
		{ "no date", NULL },
	};
	char age[SHEET_AGE];
	struct record record;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct sheet_line line = { .sheet = &sheets[SHEET_IDENTITY], .record = &record };

		begin(&record, 0, (const char *const[]){ "birth", rows[i].birth, NULL });
		assert_true(sheet_next(&line));
		assert_int_equal(sheet_age(&line, INT64_C(1772596800000), 7 * 60, age),
			rows[i].wanted != NULL);
		if (rows[i].wanted != NULL)
			assert_string_equal(age, rows[i].wanted);
	}
}

static void test_lines(void **state)
{
	const char *const identity[] = { "name.2.text", "Somsri", "name.1.text", "สมศรี",
		"name.1.kind", "legal", "birth", "2008", "citizenship.1", "stateless", "gender",
		"Feminine", "gender.future", "x", "name.7.text", "one too many", "name.01.text",
		"not so written", "marital_status", "a newer value", NULL };
	const char *const story[] = { "control", "DebtBondage;TakesEarnings;New", "route", "a; b",
		NULL };
	struct record record;

	(void)state;
	begin(&record, 0, identity);
	assert_string_equal(read_lines(&sheets[SHEET_IDENTITY], &record),
		"Name 1: สมศรี\n"
		"What name 1: legal name\n"
		"Name 2: Somsri\n"
		"Born 1: 2008\n"
		"Gender 1: feminine\n"
		"Citizenship 1: stateless\n"
		"Marital status 1: a newer value\n");
	assert_int_equal(sheet_unknown(&sheets[SHEET_IDENTITY], &record), 3);
	begin(&record, 0, story);
	assert_string_equal(read_lines(&sheets[SHEET_CIRCUMSTANCES], &record),
		"Kept how 1: debt bondage\n"
		"+Kept how 1: takes earnings\n"
		"+Kept how 1: New\n"
		"Route 1: a; b\n");
	assert_int_equal(sheet_unknown(&sheets[SHEET_CIRCUMSTANCES], &record), 0);
}

static const char *script_after(const char *const *before, const char *const *after)
{
	struct record was, record;
	const char *script;

	if (before != NULL)
		begin(&was, 1, before);
	begin(&record, 0, after);
	assert_int_equal(sheet_complete(&sheets[SHEET_IDENTITY], before != NULL ? &was : NULL,
				 &record, NULL),
		0);
	script = record_value(&record, "name.1.script");
	return script != NULL ? script : "";
}

/* A guess follows its name; what somebody has chosen is left alone. */
static void test_script(void **state)
{
	const char *const thai[] = { "name.1.text", "สมศรี", NULL };
	const char *const guessed[] = { "name.1.text", "สมศรี", "name.1.script", "Thai", NULL };
	const char *const changed[] = { "name.1.text", "Somsri", "name.1.script", "Thai", NULL };
	const char *const chosen[] = { "name.1.text", "Somsri", "name.1.script", "Lana", NULL };
	const char *const again[] = { "name.1.text", "Noi", "name.1.script", "Lana", NULL };
	const char *const none[] = { "birth", "2008", NULL };
	const char *const gone[] = { "name.1.script", "Thai", NULL };
	const char *const gone_chosen[] = { "name.1.script", "Lana", NULL };

	(void)state;
	assert_string_equal(script_after(NULL, thai), "Thai");
	assert_string_equal(script_after(guessed, changed), "Latn");
	assert_string_equal(script_after(guessed, guessed), "Thai");
	assert_string_equal(script_after(chosen, again), "Lana");
	assert_string_equal(script_after(NULL, none), "");
	/* With its name it goes. */
	assert_string_equal(script_after(guessed, gone), "");
	assert_string_equal(script_after(chosen, gone_chosen), "Lana");
	assert_string_equal(script_after(NULL, gone), "Thai");
}

/* ---- in clear ---- */

static const char *clear_of(int sheet, const struct record *record)
{
	static struct text out;
	struct error e = { 0 };

	text_clear(&out);
	assert_int_equal(sheet_clear(&sheets[sheet], record, &out, &e), 0);
	return text_string(&out);
}

/* Coded facts, each of them; neither what somebody wrote nor where nothing is told in clear. */
static void test_clear(void **state)
{
	static const char *const said[] = { "purpose", "sharing", "answer", "given", "told",
		"purpose;use", "text", "her words", "withheld", "from her uncle", NULL };
	static const char *const odd[] = { "status", "a \"b\" \\ \n c", NULL };
	static const char *const name[] = { "name.1.text", "Somsri", NULL };
	struct record record;

	(void)state;
	begin(&record, 0, said);
	assert_string_equal(clear_of(SHEET_CONSENT, &record),
		"{\"purpose\":\"sharing\",\"answer\":\"given\",\"by\":null,"
		"\"guardian_cleared\":null,\"told\":[\"purpose\",\"use\"],\"asked_on\":null,"
		"\"again_on\":null}");
	begin(&record, 0, odd);
	assert_string_equal(clear_of(SHEET_STATUS, &record),
		"{\"status\":\"a \\\"b\\\" \\\\ \\u000a c\",\"body\":null,\"kind\":null,"
		"\"decided_on\":null}");
	begin(&record, 0, name);
	assert_string_equal(clear_of(SHEET_IDENTITY, &record), "");
}

/* What could hold a text of one's own is never told in clear, but a district, which places tell
 * too, the code of one whom we know or of an office, and a login; and what is told has a column's
 * name. */
static void test_clear_is_coded(void **state)
{
	(void)state;
	for (size_t i = 0; i < SHEETS; i++)
		for (const struct field *f = sheets[i].fields; f->name != NULL; f++) {
			if (!(f->flags & FIELD_CLEAR))
				continue;
			assert_true(f->type != FIELD_TEXT ||
				(strcmp(f->name, "district") == 0 && f->limit == 32) ||
				(strcmp(f->name, "office") == 0 && f->limit == 8) ||
				(strcmp(f->name, "agreed_by") == 0 && f->limit == 32) ||
				((strcmp(f->name, "party") == 0 || strcmp(f->name, "place") == 0) &&
					f->limit == 16));
			assert_int_not_equal(f->type, FIELD_LONG);
			assert_int_not_equal(f->type, FIELD_BIRTH);
			assert_int_equal(strcspn(f->name, ".#"), strlen(f->name));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_no_default),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_age),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_script),
		cmocka_unit_test(test_clear),
		cmocka_unit_test(test_clear_is_coded),
	};

	return cmocka_run_group_tests_name("sheet", tests, NULL, NULL);
}
