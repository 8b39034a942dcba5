/* What is typed unseen: what is taken, what is left out, what is told of it, and that it is
 * wiped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tui/app/passphrase.h"
#include "tui/term/input.h"

enum { ROOM = 32 };

static char bytes[ROOM];
static struct passphrase typed;

static int empty(void **state)
{
	(void)state;
	typed = (struct passphrase){ .bytes = bytes, .size = sizeof bytes };
	passphrase_clear(&typed);
	return 0;
}

static bool key(int key)
{
	return passphrase_key(&typed,
		&(struct input_event){ .key = key, .raw = "\033", .raw_len = 1 });
}

static void type(const char *letter, int code)
{
	assert_true(passphrase_key(&typed,
		&(struct input_event){ .key = code, .raw = letter, .raw_len = strlen(letter) }));
}

static void word(const char *letters)
{
	for (; *letters != '\0'; letters++)
		type((char[]){ *letters, '\0' }, *letters);
}

/* As a terminal sends it. */
static void paste(const char *text)
{
	struct input *input = input_new(25);
	struct input_event event;

	input_feed(input, "\033[200~", 6, 0);
	input_feed(input, text, strlen(text), 0);
	input_feed(input, "\033[201~", 6, 0);
	assert_true(input_next(input, 0, &event));
	assert_int_equal(event.key, INPUT_PASTE);
	assert_true(passphrase_key(&typed, &event));
	assert_false(input_next(input, 0, &event));
	input_free(input);
}

static void holds(const char *wanted)
{
	size_t length = strlen(wanted);

	assert_int_equal(typed.length, length);
	assert_memory_equal(bytes, wanted, length);
	for (size_t i = length; i < sizeof bytes; i++)
		assert_int_equal(bytes[i], 0);
}

static void letters_are_taken_and_taken_back(void **state)
{
	(void)state;
	word("a b");
	type("\u0e01", 0x0e01);
	type("\U0001f600", 0x1f600);
	holds("a b\u0e01\U0001f600");
	key(INPUT_BACKSPACE);
	holds("a b\u0e01");
	key(INPUT_BACKSPACE);
	holds("a b");
	for (int i = 0; i < 5; i++)
		assert_true(key(INPUT_BACKSPACE));
	holds("");
	word("abc");
	assert_true(key(INPUT_CTRL('u')));
	holds("");
	/* The keypad sends a sequence for a digit. */
	assert_true(passphrase_key(&typed,
		&(struct input_event){ .key = '7', .raw = "\033Ow", .raw_len = 3 }));
	holds("7");
}

static void other_keys_are_not_its_own(void **state)
{
	static const int others[] = { INPUT_ENTER, INPUT_ESC, INPUT_TAB, INPUT_UP, INPUT_F1,
		INPUT_CTRL('c'), INPUT_CTRL('l'), INPUT_ALT, INPUT_UNKNOWN, 0x85 };

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_false(key(others[i]));
	holds("");
}

static void a_paste_is_typed_without_its_newline(void **state)
{
	(void)state;
	paste("four words of it\n");
	holds("four words of it");
	paste(" x \r\n\r\n");
	holds("four words of it x ");
	assert_false(typed.refused);
	paste("y\nz");
	holds("four words of it x ");
	assert_non_null(strstr(passphrase_hint(&typed), "left out"));
	paste("y");
	holds("four words of it x y");
	assert_null(passphrase_hint(&typed));
}

static void what_does_not_fit_is_left_out_whole(void **state)
{
	(void)state;
	paste("0123456789012345678901234567890");
	holds("0123456789012345678901234567890"); /* 31 and the NUL */
	word("x");
	holds("0123456789012345678901234567890");
	assert_non_null(strstr(passphrase_hint(&typed), "left out"));
	key(INPUT_BACKSPACE);
	assert_null(passphrase_hint(&typed));
	type("\u00e9", 0xe9); /* two bytes where one is left */
	holds("012345678901234567890123456789");
	assert_true(typed.refused);
	passphrase_clear(&typed);
	holds("");
	paste("line\1");
	holds("");
	assert_non_null(strstr(passphrase_hint(&typed), "left out"));
	assert_true(key(INPUT_PASTE_REFUSED));
	assert_true(typed.refused);
}

static void the_script_of_the_last_letter_is_told(void **state)
{
	static const struct {
		const char *letter;
		int code;
		const char *hint;
	} letters[] = { { "\u0e01", 0x0e01, "Thai" }, { "\u0e81", 0x0e81, "Lao" },
		{ "\u1000", 0x1000, "Burmese" }, { "\u1780", 0x1780, "Khmer" },
		{ "\u0430", 0x0430, "Cyrillic" }, { "\uff41", 0xff41, "full-width" },
		{ "\u1ea1", 0x1ea1, "accent" }, { "\u00e9", 0x00e9, "accent" },
		{ "\U0001f600", 0x1f600, "Latin keyboard" } };

	(void)state;
	assert_null(passphrase_hint(&typed));
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
		type(letters[i].letter, letters[i].code);
		assert_non_null(strstr(passphrase_hint(&typed), letters[i].hint));
		assert_null(strstr(passphrase_hint(&typed), letters[i].letter));
		word("a");
		assert_null(passphrase_hint(&typed));
		passphrase_clear(&typed);
	}
}

static void capitals_are_told_once_they_are_no_accident(void **state)
{
	(void)state;
	word("A1 B");
	assert_null(passphrase_hint(&typed));
	word("C");
	assert_non_null(strstr(passphrase_hint(&typed), "Caps"));
	word("9");
	assert_non_null(strstr(passphrase_hint(&typed), "Caps"));
	word("d");
	assert_null(passphrase_hint(&typed));
	key(INPUT_BACKSPACE);
	type("\u0e01", 0x0e01);
	assert_non_null(strstr(passphrase_hint(&typed), "Thai"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(letters_are_taken_and_taken_back, empty),
		cmocka_unit_test_setup(other_keys_are_not_its_own, empty),
		cmocka_unit_test_setup(a_paste_is_typed_without_its_newline, empty),
		cmocka_unit_test_setup(what_does_not_fit_is_left_out_whole, empty),
		cmocka_unit_test_setup(the_script_of_the_last_letter_is_told, empty),
		cmocka_unit_test_setup(capitals_are_told_once_they_are_no_accident, empty),
	};

	return cmocka_run_group_tests_name("passphrase", tests, NULL, NULL);
}
