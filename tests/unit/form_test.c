/* The form: what is typed, what is kept, what is wrong, where it stands on every size of screen. */
#include "tui/widgets/form.h"

#include <locale.h>

#include "tests/unit/a_form.h"

#define BURMESE "\u1019\u103c\u1014\u103a\u1019\u102c \u1000\u1031\u102c\u103a"

static struct plain *new_plain(void)
{
	return calloc(1, sizeof(struct plain));
}

/* To the field of this label, from the first one. */
static void go_to(struct form *form, const char *name)
{
	for (int i = 0; i < 40; i++)
		press(form, INPUT_BACKTAB);
	for (int i = 0; i < 40; i++) {
		struct plain *at = new_plain();
		struct form_store store = plain_store(at);
		bool there;

		assert_int_equal(form_draft_write(form, &store, NULL), 0);
		there = strcmp(plain_value(at, "form.focus"), name) == 0;
		free(at);
		if (there)
			return;
		press(form, INPUT_TAB);
	}
	fail_msg("no field %s", name);
}

static void fill(struct form *form, const char *name, const char *text)
{
	go_to(form, name);
	press(form, INPUT_CTRL('u'));
	type(form, text);
	press(form, INPUT_TAB);
}

/* ---- how it looks ------------------------------------------------------------------------ */

/* Every kind of trouble at once. */
static void fill_wrongly(struct form *form)
{
	type(form, BURMESE);
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
		"  Name*:          " BURMESE "\n"
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
	for (int i = 0; i < 3; i++)
		press(&form, INPUT_CTRL('e'));
	assert_drawn(&form, 17, 60,
		"  Name*:          " BURMESE "\n"
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
	{ "name.1.text", "  " BURMESE "  ", BURMESE },
	{ "name.1.text", "\u0e19\u0e49\u0e33\u0e1d\u0e19", "\u0e19\u0e49\u0e33\u0e1d\u0e19" },
	{ "name.1.text", "Nguy\u1ec5n:Th\u1ecb", "Nguy\u1ec5n:Th\u1ecb" },
	{ "born", "22/11/2551", "2008-11-22" },
	{ "born", "Nov 2008", "2008-11" },
	{ "born", "2551", "2008" },
	{ "born", "15-17y", "2008-11-23/2011-11-22" },
	{ "born", "31 February 2008", NULL },
	{ "born", "tomorrow", NULL },
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
	plain_put(plain, "name.1.text", BURMESE);
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

/* ---- hostile text ------------------------------------------------------------------------ */

static void test_too_long(void **state)
{
	struct plain *plain = new_plain();
	struct form form;
	char *name = malloc(30001);
	char small[FORM_SMALL];

	(void)state;
	for (int i = 0; i < 10000; i++)
		memcpy(name + 3 * i, "\u0e01", 3);
	name[30000] = '\0';
	plain_put(plain, "name.1.text", "Nok");
	plain_put(plain, "risk", "low");
	a_form_open(&form, plain);
	press(&form, INPUT_BACKSPACE);
	assert_int_equal(paste(&form, name), FORM_STAYS);
	assert_string_equal(form_value(&form, "name.1.text", small), "No");
	assert_drawn(&form, 5, 60,
		"> Name*:          No\n"
		"                  ! What you put in last could not be taken:\n"
		"                  it is left out.\n"
		"                  It holds 60 characters, with room for 58\n"
		"                  more; nothing was taken.\n"
		"cursor 0 20\n");
	/* nor is it forgotten on the way to another field, and to saving */
	press(&form, INPUT_TAB);
	press(&form, INPUT_TAB);
	assert_int_equal(press(&form, INPUT_CTRL('x')), FORM_STAYS);
	assert_int_equal(form.focus, 0);
	press(&form, INPUT_TAB);
	assert_int_equal(form_errors(&form), 1);
	assert_int_equal(press(&form, INPUT_CTRL('x')), FORM_STAYS);
	assert_drawn(&form, 5, 60,
		"> Name*:          No\n"
		"                  ! What you put in last could not be taken:\n"
		"                  it is left out.\n"
		"                  Nothing is saved yet. Put in less, or save\n"
		"                  without it: ^X again.\n"
		"cursor 0 20\n");
	assert_int_equal(press(&form, INPUT_CTRL('x')), FORM_SAVE);
	a_form_close(&form);
	free(plain);
	free(name);
}

/* Typed to the limit and on, refused by the decoder, in a long text: none of it is missed in
 * silence, and what was there stays. */
static void test_missed(void **state)
{
	static const char *const fields[] = { "name.1.text", "story", "risk", "languages" };
	struct plain *plain = new_plain();
	struct form form;
	struct form_store store;
	char small[FORM_SMALL], large[9000];

	(void)state;
	memset(large, 'x', sizeof large - 1);
	large[sizeof large - 1] = '\0';
	plain_put(plain, "name.1.text", "Nok");
	plain_put(plain, "story", "What she says.");
	plain_put(plain, "risk", "low");
	plain_put(plain, "languages", "LA;TH");
	a_form_open(&form, plain);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		go_to(&form, fields[i]);
		assert_int_equal(i % 2 == 0 ? paste(&form, large) :
					      press(&form, INPUT_PASTE_REFUSED),
			FORM_STAYS);
		assert_string_equal(form_value(&form, fields[i], small),
			plain_value(plain, fields[i]));
	}
	assert_int_equal(form_errors(&form), 4);
	/* there it is put right: the others are asked for one by one */
	press(&form, INPUT_BACKSPACE);
	assert_int_equal(form_errors(&form), 3);
	for (int i = 0; i < 3; i++)
		assert_int_equal(press(&form, INPUT_CTRL('x')), FORM_STAYS);
	assert_int_equal(press(&form, INPUT_CTRL('x')), FORM_SAVE);
	go_to(&form, "name.1.text");
	for (int i = 0; i < 60; i++)
		press(&form, 'x');
	press(&form, INPUT_TAB);
	assert_int_equal(form_errors(&form), 1);
	/* nor over a lock */
	store = plain_store(plain);
	assert_int_equal(form_draft_write(&form, &store, NULL), 0);
	a_form_close(&form);
	a_form_open(&form, plain);
	form_draft_read(&form, &store);
	assert_int_equal(form_errors(&form), 1);
	a_form_close(&form);
	free(plain);
}

/* The limit is one of letters, whatever their bytes; a copied line has a newline at its end. */
static void test_pasted_choice(void **state)
{
	static const char thai[] = "\u0e44\u0e17\u0e22";
	struct plain *plain = new_plain();
	struct form form;
	char small[FORM_SMALL], large[3 * 61 + 2] = "";

	(void)state;
	for (int i = 0; i < 20; i++)
		strcat(large, thai);
	plain_put(plain, "name.1.text", "Nok");
	plain_put(plain, "country", "LA");
	a_form_open(&form, plain);
	go_to(&form, "country");
	assert_int_equal(paste(&form, "\n"), FORM_STAYS);
	assert_string_equal(form_value(&form, "country", small), "LA");
	strcat(large, "\u0e44\n");
	assert_int_equal(paste(&form, large), FORM_STAYS);
	assert_string_equal(form_value(&form, "country", small), "LA");
	assert_int_equal(form_errors(&form), 1);
	large[3 * 60] = '\n';
	large[3 * 60 + 1] = '\0';
	assert_int_equal(paste(&form, large), FORM_CHANGED);
	assert_string_equal(form.said, "");
	press(&form, INPUT_CTRL('u'));
	assert_int_equal(paste(&form, "\u0e44\u0e17\u0e22\n"), FORM_CHANGED);
	press(&form, INPUT_TAB);
	assert_string_equal(form_value(&form, "country", small), "TH");
	assert_int_equal(form_errors(&form), 0);
	/* One of several narrows further, to the last letter. */
	go_to(&form, "languages");
	for (int i = 0; i < 399; i++)
		press(&form, 'x');
	assert_int_equal(paste(&form, "\u0e44"), FORM_CHANGED);
	assert_int_equal(paste(&form, "\u0e44"), FORM_STAYS);
	a_form_close(&form);
	free(plain);
}

static void test_hostile(void **state)
{
	struct plain *plain = new_plain();
	struct form form;
	char small[FORM_SMALL];

	(void)state;
	/* kept somewhere, by somebody: shown, never sent to the terminal */
	plain_put(plain, "name.1.text", "\033]0;x\007\xff\u202e");
	plain_put(plain, "risk", "low");
	a_form_open(&form, plain);
	assert_drawn(&form, 1, 60,
		"> Name*:          \ufffd]0;x\ufffd\ufffd<202E>\n"
		"cursor 0 31\n");
	type(&form, "a");
	assert_int_equal(press(&form, INPUT_CTRL('x')), FORM_STAYS);
	press(&form, INPUT_CTRL('u'));
	/* a paste is text, whatever keys are in it */
	assert_int_equal(paste(&form, ":w q\nNok"), FORM_CHANGED);
	assert_string_equal(form_value(&form, "name.1.text", small), ":w q Nok");
	assert_int_equal(paste(&form, "\030\033[A"), FORM_STAYS);
	assert_string_equal(form.said, "Control characters are not taken.");
	assert_string_equal(form_value(&form, "name.1.text", small), ":w q Nok");
	assert_int_equal(form.focus, 0);
	/* nor is a key of the keypad its sequence */
	form_key(&form, &(struct input_event){ .key = '7', .raw = "\033Ow", .raw_len = 3 });
	assert_string_equal(form_value(&form, "name.1.text", small), ":w q Nok7");
	a_form_close(&form);
	free(plain);
}

/* A newer program's value: shown, never cut, never changed. */
static void test_fixed(void **state)
{
	struct plain *plain = new_plain();
	struct form_store store = plain_store(plain);
	struct form form;
	char *name = malloc(401);

	(void)state;
	memset(name, 'x', 400);
	name[400] = '\0';
	plain_put(plain, "name.1.text", name);
	plain_put(plain, "risk", "low");
	a_form_open(&form, plain);
	assert_drawn(&form, 4, 60,
		"> Name*:          xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx>\n"
		"                  ? Longer than this program can change: it\n"
		"                  stays as it is.\n"
		"                  As she says it, in her own script.\n"
		"cursor 0 18\n");
	type(&form, "y");
	assert_string_equal(form.said,
		"This stays as it is: it is longer than this program can change.");
	press(&form, INPUT_BACKSPACE);
	assert_false(form_changed(&form));
	fill(&form, "people", "3");
	assert_int_equal(press(&form, INPUT_CTRL('x')), FORM_SAVE);
	assert_int_equal(form_write(&form, &store, NULL), 0);
	assert_string_equal(plain_value(plain, "name.1.text"), name);
	a_form_close(&form);
	free(plain);
	free(name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_wide),
		cmocka_unit_test(test_resize),
		cmocka_unit_test(test_kept),
		cmocka_unit_test(test_again),
		cmocka_unit_test(test_frozen),
		cmocka_unit_test(test_checks),
		cmocka_unit_test(test_doubt),
		cmocka_unit_test(test_old_wrongs),
		cmocka_unit_test(test_too_long),
		cmocka_unit_test(test_missed),
		cmocka_unit_test(test_pasted_choice),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_fixed),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
