/* A form and text that nobody should type: too long, pasted, or made to deceive. */
#include "tui/widgets/form.h"

#include <locale.h>

#include "tests/unit/a_form.h"

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
	plain_put(plain, "country", name);
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
	/* nor is anything offered in its place */
	go_to(&form, "country");
	assert_drawn(&form, 6, 60,
		"  Kind of name:\n"
		"  Name 2:\n"
		"  Born:\n"
		"> Citizen of:     xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx>\n"
		"                  ? Longer than this program can change: it\n"
		"                  stays as it is.\n"
		"cursor 3 18\n");
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
		cmocka_unit_test(test_too_long),
		cmocka_unit_test(test_missed),
		cmocka_unit_test(test_pasted_choice),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_fixed),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("form_hostile", tests, NULL, NULL);
}
