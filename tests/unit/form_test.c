/* A form filled in: how it looks at every width, what is kept, what is said of what cannot be. */
#include "tui/widgets/form.h"

#include <locale.h>

#include "tests/unit/a_form.h"

#define BURMESE_NAME BURMESE " \u1000\u1031\u102c\u103a"

/* ---- how it looks ------------------------------------------------------------------------ */

/* Every kind of trouble at once. */
static void fill_wrongly(struct form *form)
{
	type(form, BURMESE_NAME);
	press(form, INPUT_TAB);
	type(form, "nick");
	fill(form, "born", "22/11/2551");
	fill(form, "country", "la");
	fill(form, "languages", "lao");
	fill(form, "people", "600");
	fill(form, "call", "+2h");
	fill(form, "seen", "31 Feb 2020");
	assert_int_equal(press(form, INPUT_CTRL('x')), FORM_STAYS);
}

static void test_looks(void **state)
{
	struct plain *plain = new_plain();
	struct form form;
	char status[80];

	(void)state;
	a_form_open(&form, plain);
	fill_wrongly(&form);
	form_status(&form, status, sizeof status);
	assert_string_equal(status, "3 errors, ^E next  field 10 of 12, not saved");
	assert_drawn(&form, 21, 80,
		"  Name*:          " BURMESE_NAME "\n"
		"  Kind of name:   nickname\n"
		"  Name 2:\n"
		"  Born:           22/11/2551  = 22 Nov 2008 (BE 2551), 18 years old\n"
		"  Citizen of:     LA  Laos  \u0ea5\u0eb2\u0ea7\n"
		"  Languages:      Laos\n"
		"  People there:   600  ! It must be from 0 to 500.\n"
		"  Call back at:   2026-11-22 04:41  = 22 Nov 2026 04:41 Bangkok\n"
		"  Seen on:        31 Feb 2020  ! That month has no such day.\n"
		"> Risk*:            ! This is needed.\n"
		"                  Nothing is saved yet: what is marked with ! must be right\n"
		"                  first.\n"
		"                    low\n"
		"                    medium\n"
		"                    high\n"
		"  Afraid to go back to where she comes from:\n"
		"\n"
		"  What she says:\n"
		"\n\n\n"
		"cursor 9 18\n");
	a_form_close(&form);
	free(plain);
}

/* Where a line is too short for a value and what is said of it. */
static void test_looks_narrow(void **state)
{
	struct plain *plain = new_plain();
	struct form form;

	(void)state;
	a_form_open(&form, plain);
	fill_wrongly(&form);
	for (int i = 0; i < 3; i++)
		press(&form, INPUT_CTRL('e'));
	assert_drawn(&form, 17, 60,
		"  Name*:          " BURMESE_NAME "\n"
		"  Kind of name:   nickname\n"
		"  Name 2:\n"
		"  Born:           22/11/2551\n"
		"                  = 22 Nov 2008 (BE 2551), 18 years old\n"
		"  Citizen of:     LA  Laos  \u0ea5\u0eb2\u0ea7\n"
		"  Languages:      Laos\n"
		"  People there:   600  ! It must be from 0 to 500.\n"
		"  Call back at:   2026-11-22 04:41\n"
		"                  = 22 Nov 2026 04:41 Bangkok\n"
		"  Seen on:        31 Feb 2020  ! That month has no such day.\n"
		"> Risk*:            ! This is needed.\n"
		"                    low\n"
		"                    medium\n"
		"                    high\n"
		"  Afraid to go back to where she comes from:\n"
		"\n"
		"cursor 11 18\n");
	assert_drawn(&form, 9, 40,
		"  Seen on:      31 Feb 2020\n"
		"                ! That month has no such\n"
		"                day.\n"
		"> Risk*:          ! This is needed.\n"
		"                  low\n"
		"                  medium\n"
		"                  high\n"
		"  Afraid to go back to where she comes\n"
		"  from:\n"
		"cursor 3 16\n");
	/* what is next is above */
	press(&form, INPUT_CTRL('e'));
	assert_drawn(&form, 4, 40,
		"> People there: 600\n"
		"                ! It must be from 0 to\n"
		"                500.\n"
		"  Call back at: 2026-11-22 04:41\n"
		"cursor 0 19\n");
	assert_drawn(&form, 1, 1,
		">\n"
		"cursor 0 0\n");
	a_form_close(&form);
	free(plain);
}

/* On the largest screen all of it, and the label that is too long for its column. */
static void test_wide(void **state)
{
	struct plain *plain = new_plain();
	struct form form;

	(void)state;
	plain_put(plain, "risk", "high");
	plain_put(plain, "afraid", "not_asked");
	plain_put(plain, "story", "One line.\nAnother one.");
	a_form_open(&form, plain);
	assert_drawn(&form, 14, 132,
		"> Name*:\n"
		"                  As she says it, in her own script.\n"
		"  Born:\n"
		"  Citizen of:\n"
		"  Languages:\n"
		"  People there:\n"
		"  Call back at:\n"
		"  Seen on:\n"
		"  Risk*:          high\n"
		"  Afraid to go back to where she comes from:\n"
		"                  not asked\n"
		"  What she says:  One line.\n"
		"                  Another one.\n"
		"\n"
		"cursor 0 18\n");
	a_form_close(&form);
	free(plain);
}

/* Another size of the window in the middle of a word. */
static void test_resize(void **state)
{
	struct plain *plain = new_plain();
	struct form form;

	(void)state;
	a_form_open(&form, plain);
	go_to(&form, "story");
	type(&form, "She came over the bridge and");
	assert_drawn(&form, 4, 60,
		"  Risk*:            ! This is needed.\n"
		"  Afraid to go back to where she comes from:\n"
		"\n"
		"> What she says:  She came over the bridge and\n"
		"cursor 3 46\n");
	type(&form, " ran");
	assert_drawn(&form, 6, 40,
		"  Afraid to go back to where she comes\n"
		"  from:\n"
		"\n"
		"> What she says:\n"
		"                She came over the\n"
		"                bridge and ran\n"
		"cursor 5 30\n");
	type(&form, ".");
	assert_drawn(&form, 3, 70,
		"  Afraid to go back to where she comes from:\n"
		"\n"
		"> What she says:  She came over the bridge and ran.\n"
		"cursor 2 51\n");
	a_form_close(&form);
	free(plain);
}

/* ---- what is kept ------------------------------------------------------------------------ */

static const struct {
	const char *field, *typed, *kept; /* NULL: it is wrong */
} kept[] = {
	{ "name.1.text", "  " BURMESE_NAME "  ", BURMESE_NAME },
	{ "name.1.text", "\u0e19\u0e49\u0e33\u0e1d\u0e19", "\u0e19\u0e49\u0e33\u0e1d\u0e19" },
	{ "name.1.text", "Nguy\u1ec5n:Th\u1ecb", "Nguy\u1ec5n:Th\u1ecb" },
	{ "born", "22/11/2551", "2008-11-22" },
	{ "born", "Nov 2008", "2008-11" },
	{ "born", "2551", "2008" },
	{ "born", "15-17y", "2008-11-23/2011-11-22" },
	{ "born", "31 February 2008", NULL },
	{ "born", "tomorrow", NULL },
	{ "born", "today", NULL },
	{ "born", "22 Nov 2026", "2026-11-22" },
	{ "born", "2027", NULL },
	{ "born", "1899", NULL },
	{ "born", "3/4/2008", NULL },
	{ "country", "TH", "TH" },
	{ "country", "th", "TH" },
	{ "country", "viet", "VN" },
	{ "country", "\u0ea5\u0eb2\u0ea7", "LA" },
	{ "country", "my", "MY" },
	{ "country", "nowhere", NULL },
	{ "people", "12", "12" },
	{ "people", "\u0e51\u0e52", "12" },
	{ "people", "0", "0" },
	{ "people", "-1", NULL },
	{ "people", "501", NULL },
	{ "people", "a few", NULL },
	{ "people", "12345678901234567890", NULL },
	{ "call", "14:30", "2026-11-22T14:30:00+07:00" },
	{ "call", "tomorrow 9:00", "2026-11-23T09:00:00+07:00" },
	{ "call", "24:00", NULL },
	{ "seen", "yesterday", "2026-11-21" },
	{ "seen", "tomorrow", NULL },
	{ "risk", "high", "high" },
	{ "risk", "hi", NULL }, /* nobody but a hand takes it */
	{ "afraid", "n", "no" },
	{ "afraid", "not", "not_asked" },
	{ "story", "a\rb", "a\nb" },
};

static void test_kept(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		struct plain *plain = new_plain(), *copy = new_plain();
		struct form_store store = plain_store(copy);
		struct form form;
		size_t before;

		a_form_open(&form, plain);
		press(&form, INPUT_CTRL('x'));
		before = form_errors(&form);
		if (strcmp(kept[i].field, "risk") == 0 || strcmp(kept[i].field, "name.1.text") == 0)
			before--;
		fill(&form, kept[i].field, kept[i].typed);
		if (form_errors(&form) != before + (kept[i].kept == NULL))
			fail_msg("%s: %s: %zu errors", kept[i].field, kept[i].typed,
				form_errors(&form));
		plain_put(copy, kept[i].field, "as it was");
		assert_int_equal(form_write(&form, &store, NULL),
			kept[i].kept != NULL ? 0 : ERR_INPUT);
		assert_string_equal(plain_value(copy, kept[i].field),
			kept[i].kept != NULL ? kept[i].kept : "as it was");
		assert_int_equal(plain->count, 0);
		a_form_close(&form);
		free(plain);
		free(copy);
	}
}

/* What is kept is read again as what it was, and is no change. */
static void test_again(void **state)
{
	struct plain *plain = new_plain();
	struct form form;

	(void)state;
	plain_put(plain, "name.1.text", BURMESE_NAME);
	plain_put(plain, "born", "2008-11-23/2011-11-22");
	plain_put(plain, "call", "2026-11-22T16:30:00+07:00");
	plain_put(plain, "languages", "LA;TH");
	plain_put(plain, "risk", "low");
	a_form_open(&form, plain);
	assert_false(form_changed(&form));
	for (int i = 0; i < 20; i++)
		press(&form, INPUT_TAB);
	assert_false(form_changed(&form));
	assert_int_equal(press(&form, INPUT_ESC), FORM_LEAVE);
	/* nothing to save is said */
	assert_int_equal(press(&form, INPUT_CTRL('x')), FORM_STAYS);
	assert_string_equal(form.said, "Nothing was changed, so nothing is saved.");
	/* emptied is a change */
	go_to(&form, "born");
	press(&form, INPUT_CTRL('u'));
	assert_int_equal(press(&form, INPUT_CTRL('x')), FORM_SAVE);
	{
		struct form_store store = plain_store(plain);

		assert_int_equal(form_write(&form, &store, NULL), 0);
	}
	assert_string_equal(plain_value(plain, "born"), "");
	assert_string_equal(plain_value(plain, "languages"), "LA;TH");
	a_form_close(&form);
	free(plain);
}

/* Two hours from now are that still when it is saved later. */
static void test_frozen(void **state)
{
	struct plain *plain = new_plain();
	struct form form;
	char small[FORM_SMALL];

	(void)state;
	a_form_open(&form, plain);
	fill(&form, "call", "+2h");
	form_tell(&form, LOOK_NOW + DATE_HOUR);
	assert_string_equal(form_value(&form, "call", small), "2026-11-22T04:41:00+07:00");
	fill(&form, "born", "15y");
	form_tell(&form, LOOK_NOW + 400 * DATE_DAY);
	assert_string_equal(form_value(&form, "born", small), "2010-11-23/2011-11-22");
	a_form_close(&form);
	free(plain);
}

/* ---- what is wrong ----------------------------------------------------------------------- */

/* Softly when it is left, hard when it is saved. */
static void test_checks(void **state)
{
	struct plain *plain = new_plain();
	struct form form;

	(void)state;
	a_form_open(&form, plain);
	assert_int_equal(form_errors(&form), 0);
	/* on the way there nobody is stopped by the name that is needed */
	fill(&form, "seen", "31 Feb 2020");
	assert_int_equal(form_errors(&form), 2);
	assert_int_equal(press(&form, INPUT_CTRL('x')), FORM_STAYS);
	assert_int_equal(form_errors(&form), 3);
	fill(&form, "seen", "29 Feb 2020");
	fill(&form, "name.1.text", "Nok");
	go_to(&form, "risk");
	type(&form, "h");
	press(&form, INPUT_TAB);
	assert_int_equal(form_errors(&form), 1);
	go_to(&form, "risk");
	press(&form, INPUT_CTRL('n'));
	press(&form, INPUT_TAB);
	assert_int_equal(form_errors(&form), 0);
	assert_int_equal(press(&form, INPUT_CTRL('e')), FORM_STAYS);
	assert_string_equal(form.said, "Nothing is wrong so far.");
	assert_int_equal(press(&form, INPUT_CTRL('x')), FORM_SAVE);
	a_form_close(&form);
	free(plain);
}

/* A check of the screen's own: said, and saved. What the server refuses: not until it is changed,
 * or sent again. */
static void test_doubt(void **state)
{
	struct plain *plain = new_plain();
	struct form form;

	(void)state;
	plain_put(plain, "name.1.text", "Nok");
	plain_put(plain, "risk", "low");
	plain_put(plain, "born", "2008");
	a_form_open(&form, plain);
	fill(&form, "people", "0");
	assert_drawn(&form, 6, 80,
		"  Name 2:\n"
		"  Born:           2008  = 2008, 17 to 18 years old\n"
		"  Citizen of:\n"
		"  Languages:\n"
		"  People there:   0  ? Nobody was there?\n"
		"> Call back at:\n"
		"cursor 5 18\n");
	assert_int_equal(press(&form, INPUT_CTRL('x')), FORM_SAVE);
	assert_false(form_refuse(&form, "no.such", "No."));
	assert_true(form_refuse(&form, "people", "The place is full."));
	assert_int_equal(form_errors(&form), 1);
	assert_drawn(&form, 2, 80,
		"  Languages:\n"
		"> People there:   0  ! The place is full.\n"
		"cursor 1 19\n");
	type(&form, "1");
	assert_int_equal(form_errors(&form), 0);
	assert_true(form_refuse(&form, "people", "The place is full."));
	assert_int_equal(press(&form, INPUT_CTRL('x')), FORM_SAVE);
	a_form_close(&form);
	free(plain);
}

/* What somebody saved before is no reason not to save something else. */
static void test_old_wrongs(void **state)
{
	struct plain *plain = new_plain();
	struct form form;

	(void)state;
	plain_put(plain, "name.1.text", "Nok");
	plain_put(plain, "risk", "unheard of");
	plain_put(plain, "born", "about 1850");
	a_form_open(&form, plain);
	fill(&form, "people", "3");
	assert_int_equal(press(&form, INPUT_CTRL('x')), FORM_SAVE);
	fill(&form, "born", "about 1851");
	assert_int_equal(press(&form, INPUT_CTRL('x')), FORM_STAYS);
	a_form_close(&form);
	free(plain);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_looks_narrow),
		cmocka_unit_test(test_wide),
		cmocka_unit_test(test_resize),
		cmocka_unit_test(test_kept),
		cmocka_unit_test(test_again),
		cmocka_unit_test(test_frozen),
		cmocka_unit_test(test_checks),
		cmocka_unit_test(test_doubt),
		cmocka_unit_test(test_old_wrongs),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
