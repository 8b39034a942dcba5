/* A form that is left, and the draft of what was typed. */
#include "tui/widgets/form.h"

#include <locale.h>

#include "tests/unit/a_form.h"

#define WIDE_STORY "\u0e19\u0e49\u0e33"

/* ---- leaving ------------------------------------------------------------------------------ */

static void test_leave(void **state)
{
	static const struct {
		int keys[4];
		enum form_result result;
	} ways[] = {
		{ { INPUT_ENTER }, FORM_KEEP }, /* the answer that nobody has to look for */
		{ { INPUT_ESC }, FORM_STAYS },
		{ { INPUT_DOWN, INPUT_ENTER }, FORM_DISCARD },
		{ { INPUT_DOWN, INPUT_DOWN, INPUT_ENTER }, FORM_STAYS },
	};

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct plain *plain = new_plain();
		struct form form;
		enum form_result result = FORM_IGNORED;

		a_form_open(&form, plain);
		assert_int_equal(press(&form, INPUT_ESC), FORM_LEAVE);
		type(&form, "Nok");
		assert_int_equal(press(&form, INPUT_ESC), FORM_STAYS);
		for (size_t k = 0; k < 4 && ways[i].keys[k] != 0; k++)
			result = press(&form, ways[i].keys[k]);
		assert_int_equal(result, ways[i].result);
		assert_kept(&form, "name.1.text", "Nok");
		assert_int_equal(plain->count, 0);
		a_form_close(&form);
		free(plain);
	}
}

/* An Alt-d over a slow line, or a person who looks at her paper and types on: it is text. */
static void test_types_on(void **state)
{
	struct plain *plain = new_plain();
	struct form form;

	(void)state;
	a_form_open(&form, plain);
	type(&form, "Nok");
	assert_int_equal(press(&form, INPUT_ESC), FORM_STAYS);
	type(&form, "2 d");
	assert_kept(&form, "name.1.text", "Nok2 d");
	assert_false(form.asking);
	a_form_close(&form);
	free(plain);
}

static void test_leave_looks(void **state)
{
	struct plain *plain = new_plain();
	struct form form;

	(void)state;
	a_form_open(&form, plain);
	type(&form, "Nok");
	press(&form, INPUT_ESC);
	assert_drawn(&form, 8, 40,
		"> Name*:        Nok\n"
		"                As she says it, in her\n"
		"                own script.\n"
		"-- Not everything is saved -------------\n"
		">     Keep draft\n"
		"      Discard\n"
		"      Continue\n"
		"  Esc Cancel\n"
		"cursor 4 0\n");
	a_form_close(&form);
	free(plain);
}

/* Keys that the app has for itself, and the prompt. */
static void test_app_keys(void **state)
{
	static const int others[] = { INPUT_CTRL('l'), INPUT_CTRL('z'), INPUT_F2, INPUT_F1,
		INPUT_INSERT };
	struct plain *plain = new_plain();
	struct form form;

	(void)state;
	a_form_open(&form, plain);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_int_equal(press(&form, others[i]), FORM_IGNORED);
	assert_int_equal(press(&form, ':'), FORM_CHANGED);
	type(&form, "unlock");
	assert_int_equal(press(&form, INPUT_ENTER), FORM_LOCK);
	assert_kept(&form, "name.1.text", "");
	type(&form, ":lock");
	assert_int_equal(press(&form, INPUT_ENTER), FORM_LOCK);
	type(&form, "Somsri:unlock");
	assert_int_equal(press(&form, INPUT_ENTER), FORM_LOCK);
	assert_kept(&form, "name.1.text", "Somsri");
	type(&form, ":UNL ");
	assert_int_equal(press(&form, INPUT_ENTER), FORM_LOCK);
	assert_kept(&form, "name.1.text", "Somsri");
	type(&form, ":unlock!");
	assert_int_equal(press(&form, INPUT_ENTER), FORM_STAYS);
	press(&form, INPUT_BACKTAB);
	press(&form, INPUT_CTRL('u'));
	type(&form, "a:");
	assert_int_equal(press(&form, INPUT_CTRL('o')), FORM_COMMAND);
	assert_kept(&form, "name.1.text", "a:");
	go_to(&form, "risk");
	press(&form, INPUT_CTRL('n'));
	press(&form, INPUT_ENTER);
	go_to(&form, "risk");
	assert_kept(&form, "risk", "low");
	assert_int_equal(press(&form, ':'), FORM_COMMAND); /* in a list it is no text */
	assert_kept(&form, "risk", "low");
	go_to(&form, "name.1.text");
	assert_int_equal(press(&form, INPUT_ALT), FORM_STAYS);
	assert_int_equal(press(&form, INPUT_UNKNOWN), FORM_STAYS);
	assert_kept(&form, "name.1.text", "a:");
	a_form_close(&form);
	free(plain);
}

/* ---- drafts ------------------------------------------------------------------------------- */

static void test_draft(void **state)
{
	struct plain *plain = new_plain(), *draft = new_plain();
	struct form_store store = plain_store(draft);
	struct form form;
	char status[80];
	const char *const wanted = "  Seen on:        31 Feb 2020  ! That month has no such day.\n"
				   "  Risk*:            ! This is needed.\n"
				   "  Afraid to go back to where she comes from:\n"
				   "\n"
				   "> What she says:  She ran over the bridge.\n"
				   "                  Then\n"
				   "cursor 4 25\n";

	(void)state;
	plain_put(plain, "born", "2008");
	a_form_open(&form, plain);
	type(&form, BURMESE);
	tab(&form, 3);
	press(&form, INPUT_CTRL('u'));
	tab(&form, 5);
	type(&form, "31 Feb 2020");
	press(&form, INPUT_CTRL('x'));
	tab(&form, 2);
	for (int i = 0; i < 5; i++)
		press(&form, INPUT_TAB);
	type(&form, "She came over the bridge. ");
	press(&form, INPUT_ENTER);
	type(&form, "Then");
	press(&form, INPUT_UP);
	for (int i = 0; i < 50 && form.slots != NULL; i++)
		press(&form, INPUT_LEFT);
	for (int i = 0; i < 8; i++)
		press(&form, INPUT_RIGHT);
	for (int i = 0; i < 4; i++)
		press(&form, INPUT_BACKSPACE);
	type(&form, "ran");
	assert_int_equal(form_draft_write(&form, &store, NULL), 0);
	assert_string_equal(plain_value(draft, "typed.born"), "=");
	assert_string_equal(plain_value(draft, "typed.seen"), "=31 Feb 2020");
	assert_string_equal(plain_value(draft, "typed.country"), "");
	assert_string_equal(plain_value(draft, "form.focus"), "story");
	a_form_close(&form);

	a_form_open(&form, plain);
	form_draft_read(&form, &store);
	form_status(&form, status, sizeof status);
	assert_string_equal(status, "2 errors, ^E next  field 12 of 12, not saved");
	assert_kept(&form, "name.1.text", BURMESE);
	assert_kept(&form, "born", "");
	assert_drawn(&form, 6, 60, wanted);
	type(&form, "!");
	assert_kept(&form, "story", "She ran! over the bridge. \nThen");
	a_form_close(&form);
	free(plain);
	free(draft);
}

/* What is counted from a day counts from the one on which it was typed. */
static void test_draft_day(void **state)
{
	static const struct {
		int tabs;
		const char *name, *typed, *kept;
		int64_t later;
		const char *shown;
	} stories[] = {
		{ 6, "seen", "today", "2026-11-22", 60000, "today" },
		{ 6, "seen", "today", "2026-11-22", DATE_DAY, "2026-11-22" },
		{ 6, "seen", "yesterday", "2026-11-21", 7 * DATE_DAY, "2026-11-21" },
		{ 1, "born", "15y", "2010-11-23/2011-11-22", 7 * DATE_DAY,
			"2010-11-23/2011-11-22" },
		{ 1, "born", "15y", "2010-11-23/2011-11-22", 60000, "15y" },
		{ 1, "born", "2008", "2008", 7 * DATE_DAY, "2008" },
		{ 1, "born", "who knows", "", 7 * DATE_DAY, "who knows" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof stories / sizeof *stories; i++) {
		struct plain *plain = new_plain(), *draft = new_plain();
		struct form_store store = plain_store(draft);
		struct form form;
		char name[64];

		a_form_open(&form, plain);
		tab(&form, stories[i].tabs);
		type(&form, stories[i].typed);
		assert_int_equal(form_draft_write(&form, &store, NULL), 0);
		a_form_close(&form);
		a_form_open(&form, plain);
		form_tell(&form, LOOK_NOW + stories[i].later);
		form_draft_read(&form, &store);
		assert_kept(&form, stories[i].name, stories[i].kept);
		assert_int_equal(form_draft_write(&form, &store, NULL), 0);
		snprintf(name, sizeof name, "typed.%s", stories[i].name);
		assert_string_equal(plain_value(draft, name) + 1, stories[i].shown);
		a_form_close(&form);
		free(plain);
		free(draft);
	}
}

/* A choice half typed is half typed again. */
static void test_draft_choice(void **state)
{
	struct plain *plain = new_plain(), *draft = new_plain();
	struct form_store store = plain_store(draft);
	struct form form;

	(void)state;
	a_form_open(&form, plain);
	tab(&form, 3);
	type(&form, "la th");
	assert_int_equal(form_draft_write(&form, &store, NULL), 0);
	assert_string_equal(plain_value(draft, "typed.languages"), "=LA;th");
	a_form_close(&form);
	a_form_open(&form, plain);
	form_draft_read(&form, &store);
	type(&form, "a");
	tab(&form, 1);
	assert_kept(&form, "languages", "LA;TH");
	/* saved: nothing is left of it but the place */
	plain_put(plain, "languages", "LA;TH");
	assert_int_equal(form_draft_write(&form, &store, NULL), 0);
	assert_string_equal(plain_value(draft, "typed.languages"), "");
	a_form_close(&form);
	free(plain);
	free(draft);
}

/* What somebody, or another program, has made of a draft. */
static void test_draft_hostile(void **state)
{
	struct plain *plain = new_plain(), *draft = new_plain();
	struct form_store store = plain_store(draft);
	struct form form;
	char *name = malloc(5000);

	(void)state;
	memset(name, 'x', 4999);
	name[0] = '=';
	name[4999] = '\0';
	plain_put(draft, "typed.name.1.text", name);
	plain_put(draft, "typed.born", "?2008");
	plain_put(draft, "typed.people", "=\033[2J");
	plain_put(draft, "typed.languages", "=;;LA;;");
	plain_put(draft, "typed.story", "=" WIDE_STORY);
	plain_put(draft, "form.focus", "story");
	plain_put(draft, "form.cursor", "99999999999999999999");
	plain_put(draft, "form.top", "-7");
	plain_put(draft, "form.tried", "maybe");
	plain_put(draft, "form.picking", "1");
	a_form_open(&form, plain);
	form_draft_read(&form, &store);
	assert_kept(&form, "name.1.text", "");
	assert_kept(&form, "born", "");
	assert_drawn(&form, 3, 60,
		"  Afraid to go back to where she comes from:\n"
		"\n"
		"> What she says:  " WIDE_STORY "\n"
		"cursor 2 20\n");
	for (int i = 0; i < 20; i++) {
		press(&form, INPUT_BACKTAB);
		press(&form, INPUT_CTRL('n'));
		press(&form, INPUT_BACKSPACE);
	}
	a_form_close(&form);

	/* a place within a letter, a field that is gone */
	plain_put(draft, "form.cursor", "4");
	a_form_open(&form, plain);
	form_draft_read(&form, &store);
	type(&form, "x");
	assert_kept(&form, "story", "x" WIDE_STORY);
	plain_put(draft, "form.focus", "gone");
	a_form_close(&form);
	a_form_open(&form, plain);
	form_draft_read(&form, &store);
	assert_int_equal(form.focus, 0);
	a_form_close(&form);
	free(plain);
	free(draft);
	free(name);
}

static void test_draft_no_room(void **state)
{
	struct plain *plain = new_plain(), *draft = new_plain();
	struct form_store store = plain_store(draft);
	struct form form;
	struct error e = { .text = "" };

	(void)state;
	draft->room = 2;
	a_form_open(&form, plain);
	type(&form, "Nok");
	assert_int_equal(form_draft_write(&form, &store, &e), ERR_MEMORY);
	assert_string_equal(e.text, "No room.");
	draft->room = 0;
	assert_int_equal(form_draft_write(&form, &store, &e), 0);
	plain->room = 1;
	tab(&form, 6);
	type(&form, "7");
	{
		struct form_store to = plain_store(plain);

		assert_int_equal(form_write(&form, &to, &e), ERR_MEMORY);
	}
	a_form_close(&form);
	free(plain);
	free(draft);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_leave),
		cmocka_unit_test(test_types_on),
		cmocka_unit_test(test_leave_looks),
		cmocka_unit_test(test_app_keys),
		cmocka_unit_test(test_draft),
		cmocka_unit_test(test_draft_day),
		cmocka_unit_test(test_draft_choice),
		cmocka_unit_test(test_draft_hostile),
		cmocka_unit_test(test_draft_no_room),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("form_draft", tests, NULL, NULL);
}
