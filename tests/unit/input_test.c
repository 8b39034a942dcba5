/* Bytes in, events out: the same events however the bytes are split over reads. */
#include "tui/term/input.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))
#define ESC_MS 25

/* Appends the events that are ready as text: `Up a Paste(x)`. */
static void drain(struct input *input, int64_t now, char *out)
{
	struct input_event event;
	char name[32];

	while (input_next(input, now, &event)) {
		input_key_name(event.key, name, sizeof name);
		if (event.key == INPUT_PASTE)
			sprintf(out + strlen(out), "Paste(%s)%s%s ", event.text,
				event.text_lines ? "L" : "", event.text_cleaned ? "C" : "");
		else if (event.key == INPUT_PASTE_REFUSED)
			strcat(out, "Refused ");
		else if (event.key == INPUT_UNKNOWN)
			strcat(out, "? ");
		else if (event.key == INPUT_ALT)
			sprintf(out + strlen(out), "Alt(%.*s) ", (int)event.raw_len - 1,
				event.raw + 1);
		else
			sprintf(out + strlen(out), "%s ", name);
	}
}

/* The events of two pieces that arrive one after the other, then of the silence after them. */
static const char *events(const char *bytes, size_t len, size_t split)
{
	static char out[4096];
	struct input *input = input_new(ESC_MS);

	out[0] = '\0';
	input_bind(input, "\033[99~", INPUT_F12);
	assert_int_equal(input_feed(input, bytes, split, 0), split);
	drain(input, 0, out);
	assert_int_equal(input_feed(input, bytes + split, len - split, 1), len - split);
	drain(input, 1, out);
	drain(input, 100000, out);
	assert_int_equal(input_deadline(input), -1);
	input_free(input);
	if (*out)
		out[strlen(out) - 1] = '\0';
	return out;
}

static const struct {
	const char *bytes, *events;
} sequences[] = {
	{ "a", "a" },
	{ "Q ~", "Q Space ~" },
	{ "\r", "Enter" },
	{ "\n", "Enter" },
	{ "\t", "Tab" },
	{ "\b", "Backspace" },
	{ "\177", "Backspace" },
	{ "\014\032\003\001", "^L ^Z ^C ^A" },
	{ "\034\036", "^\\ ^^" },
	{ "\033[A\033[B\033[C\033[D", "Up Down Right Left" },
	{ "\033OA\033OB\033OC\033OD", "Up Down Right Left" },
	{ "\033[1;2A\033[1;2B\033[1;2C\033[1;2D", "S-Up S-Down S-Right S-Left" },
	{ "\033[a\033[b\033[c\033[d", "S-Up S-Down S-Right S-Left" },
	{ "\033[5~\033[6~", "PgUp PgDn" },
	{ "\033[H\033[F\033OH\033OF\033[1~\033[4~\033[7~\033[8~",
		"Home End Home End Home End Home End" },
	{ "\033[2~\033[3~\033[Z\033\t", "Ins Del S-Tab S-Tab" },
	{ "\033OP\033OQ\033OR\033OS", "F1 F2 F3 F4" },
	{ "\033[11~\033[12~\033[13~\033[14~", "F1 F2 F3 F4" },
	{ "\033[[A\033[[B\033[[C\033[[D\033[[E", "F1 F2 F3 F4 F5" },
	{ "\033[15~\033[17~\033[18~\033[19~\033[20~\033[21~\033[23~\033[24~",
		"F5 F6 F7 F8 F9 F10 F11 F12" },
	{ "\033[99~", "F12" }, /* bound by the terminal's description */
	{ "\033OM\033Oq\033Ok", "Enter 1 +" },
	{ "\033", "Esc" },
	{ "\033\033", "Esc Esc" },
	{ "\033\033[A", "Esc Up" },
	{ "x\033[Ay\033", "x Up y Esc" },
	{ "\033:lock\r", "Esc : l o c k Enter" }, /* typed apart, come together */
	{ "\033x", "Alt(x)" },
	{ "\033\r", "Alt(\r)" },
	{ "\033\u0e01", "Alt(\u0e01)" },
	{ "\033[", "Alt([)" },
	{ "\033O", "Alt(O)" },
	{ "\033]", "Alt(])" },
	{ "\033[1;5A", "?" }, /* known to nobody here; never its letters */
	{ "\033[3$", "?" },
	{ "\033[?1;2$y", "?" },
	{ "\033[1;", "?" },
	{ "\033[1\033[A", "? Up" },
	{ "\033[1\ra", "? Enter a" },
	{ "\033]11;rgb:0000/0000/0000\007a", "? a" },
	{ "\033]0;title\033\\a", "? a" },
	{ "\033P1$r0m\033\\a", "? a" },
	{ "\033]oops\033[A", "? Up" },
	{ "\033_x", "?" },
	{ "\u00e9\u0e01\u0e33\U0001f600", "\u00e9 \u0e01 \u0e33 \U0001f600" },
	{ "\xe9", "?" },
	{ "\xe0\xb8", "?" },
	{ "\xe0\xb8"
	  "a",
		"? a" },
	{ "\xe0\x80\x80", "?" }, /* overlong */
	{ "\xed\xa0\x80", "?" }, /* surrogate */
	{ "\xc2\x9b"
	  "A",
		"? A" }, /* C1 CSI */
	{ "\x9b"
	  "A",
		"? A" },
	{ "\xff\xfe", "? ?" },
	{ "\033[200~hello\033[201~", "Paste(hello)" },
	{ "\033[200~\033[201~", "Paste()" },
	{ "a\033[200~q:t\033[201~b", "a Paste(q:t) b" },
	{ "\033[200~one\ntwo\r\nthree\rfour\033[201~", "Paste(one\ntwo\nthree\nfour)L" },
	{ "\033[200~tab\tbed\033[201~", "Paste(tab bed)" },
	{ "\033[200~\033[31mred\007\177\033[201~", "Paste([31mred)C" },
	{ "\033[200~\033[20\033[201~", "Paste([20)C" },
	{ "\033[200~\033\033[201~", "Paste()C" },
	{ "\033[200~\xe9\xc2\x9bok\u0e01\xe0\xb8\033[201~", "Paste(ok\u0e01)C" },
	{ "\033[200~never ends", "Refused" },
	{ "\033[201~", "?" },
};

static void test_every_split_of_every_sequence(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(sequences); i++) {
		size_t len = strlen(sequences[i].bytes);

		for (size_t split = 0; split <= len; split++)
			assert_string_equal(
				events(sequences[i].bytes, len, split), sequences[i].events);
	}
}

static void test_every_byte_alone(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(sequences); i++) {
		struct input *input = input_new(ESC_MS);
		char out[1024] = "";

		input_bind(input, "\033[99~", INPUT_F12);
		for (const char *b = sequences[i].bytes; *b; b++) {
			input_feed(input, b, 1, 0);
			drain(input, 0, out);
		}
		drain(input, 100000, out);
		out[strlen(out) - 1] = '\0';
		assert_string_equal(out, sequences[i].events);
		input_free(input);
	}
}

static void test_raw_bytes_are_kept(void **state)
{
	static const char bytes[] = "a\033[1;2A\u0e01\r";
	struct input *input = input_new(ESC_MS);
	struct input_event event;
	char joined[32] = "";

	(void)state;
	input_feed(input, bytes, sizeof bytes - 1, 0);
	while (input_next(input, 0, &event))
		strncat(joined, event.raw, event.raw_len);
	assert_string_equal(joined, bytes);
	input_free(input);
}

static void test_escape_waits_its_time(void **state)
{
	struct input *input = input_new(100);
	struct input_event event;

	(void)state;
	assert_int_equal(input_deadline(input), -1);
	input_feed(input, "\033", 1, 1000);
	assert_false(input_next(input, 1000, &event));
	assert_int_equal(input_deadline(input), 1100);
	assert_false(input_next(input, 1099, &event));
	assert_true(input_next(input, 1100, &event));
	assert_int_equal(event.key, INPUT_ESC);
	assert_int_equal(event.raw_len, 1);
	assert_int_equal(input_deadline(input), -1);
	/* bytes that are there win over a deadline that passed while the program was busy */
	input_feed(input, "\033", 1, 2000);
	assert_false(input_next(input, 2000, &event));
	input_feed(input, "[A", 2, 9000);
	assert_true(input_next(input, 9000, &event));
	assert_int_equal(event.key, INPUT_UP);
	input_free(input);
}

static void feed_all(struct input *input, const char *bytes, size_t len, char *out)
{
	while (len > 0) {
		size_t taken = input_feed(input, bytes, len, 0);

		drain(input, 0, out);
		bytes += taken;
		len -= taken;
	}
}

static void test_paste_limit(void **state)
{
	static char text[INPUT_PASTE_MAX + 1], out[INPUT_PASTE_MAX + 64];
	struct input *input = input_new(ESC_MS);

	(void)state;
	memset(text, 'x', sizeof text);
	feed_all(input, "\033[200~", 6, out);
	feed_all(input, text, INPUT_PASTE_MAX, out);
	feed_all(input, "\033[201~", 6, out);
	assert_int_equal(strlen(out), strlen("Paste() ") + INPUT_PASTE_MAX);
	out[0] = '\0';
	feed_all(input, "\033[200~", 6, out);
	feed_all(input, text, INPUT_PASTE_MAX + 1, out);
	feed_all(input, "\033[201~t", 7, out);
	assert_string_equal(out, "Refused t ");
	input_free(input);
}

static void test_paste_that_does_not_end(void **state)
{
	struct input *input = input_new(ESC_MS);
	struct input_event event;
	int64_t deadline;

	(void)state;
	input_feed(input, "\033[200~abc", 9, 0);
	assert_false(input_next(input, 0, &event));
	deadline = input_deadline(input);
	assert_true(deadline > 0);
	input_feed(input, "d", 1, deadline - 1);
	assert_false(input_next(input, deadline, &event)); /* it is still coming */
	assert_true(input_next(input, input_deadline(input), &event));
	assert_int_equal(event.key, INPUT_PASTE_REFUSED);
	assert_null(event.text);
	input_free(input);
}

static void test_drop(void **state)
{
	struct input *input = input_new(ESC_MS);
	struct input_event event;
	char out[256] = "";

	(void)state;
	input_feed(input, "yyy", 3, 0);
	input_drop(input);
	assert_false(input_next(input, 0, &event));
	input_feed(input, "\033[200~yes", 9, 0);
	input_drop(input);
	input_feed(input, "yes\033[201~n", 10, 0);
	drain(input, 0, out);
	assert_string_equal(out, "Refused n ");
	input_free(input);
}

static void test_queue_is_bounded(void **state)
{
	static char text[INPUT_QUEUE + 100];
	struct input *input = input_new(ESC_MS);
	struct input_event event;
	int count = 0;

	(void)state;
	memset(text, 'k', sizeof text);
	assert_int_equal(input_room(input), INPUT_QUEUE);
	assert_int_equal(input_feed(input, text, sizeof text, 0), INPUT_QUEUE);
	assert_int_equal(input_room(input), 0);
	while (input_next(input, 0, &event))
		count++;
	assert_int_equal(count, INPUT_QUEUE);
	assert_int_equal(input_room(input), INPUT_QUEUE);
	input_free(input);
}

static void test_bind_takes_sequences_only(void **state)
{
	struct input *input = input_new(ESC_MS);
	char out[256] = "";

	(void)state;
	input_bind(input, NULL, INPUT_UP);
	input_bind(input, "", INPUT_UP);
	input_bind(input, "\033", INPUT_UP);
	input_bind(input, "k", INPUT_UP);
	input_bind(input, "\033[", INPUT_UP);
	input_bind(input, "\033[12345678901234567890~", INPUT_UP);
	input_bind(input, "\033A", INPUT_UP); /* vt52 */
	input_bind(input, "\033[224z", INPUT_F1); /* sun */
	feed_all(input, "k\033A\033[224z", 9, out);
	assert_string_equal(out, "k Up F1 ");
	input_free(input);
}

static void test_key_names(void **state)
{
	static const int keys[] = { 'a', 'A', ' ', ':', '^', INPUT_CTRL('l'), INPUT_ENTER,
		INPUT_TAB, INPUT_BACKTAB, INPUT_ESC, INPUT_F1, INPUT_F12, INPUT_SHIFT_UP,
		INPUT_PAGE_DOWN, 0xe9, 0xe01 };
	char name[32];

	(void)state;
	for (size_t i = 0; i < LENGTH(keys); i++) {
		input_key_name(keys[i], name, sizeof name);
		assert_int_equal(input_key_of(name), keys[i]);
	}
	assert_int_equal(input_key_of("enter"), INPUT_ENTER);
	assert_int_equal(input_key_of("^l"), INPUT_CTRL('l'));
	assert_int_equal(input_key_of("^M"), INPUT_ENTER);
	assert_int_equal(input_key_of("^H"), INPUT_BACKSPACE);
	assert_int_equal(input_key_of(""), INPUT_NONE);
	assert_int_equal(input_key_of("Entr"), INPUT_NONE);
	assert_int_equal(input_key_of("\xff"), INPUT_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_split_of_every_sequence),
		cmocka_unit_test(test_every_byte_alone),
		cmocka_unit_test(test_raw_bytes_are_kept),
		cmocka_unit_test(test_escape_waits_its_time),
		cmocka_unit_test(test_paste_limit),
		cmocka_unit_test(test_paste_that_does_not_end),
		cmocka_unit_test(test_drop),
		cmocka_unit_test(test_queue_is_bounded),
		cmocka_unit_test(test_bind_takes_sequences_only),
		cmocka_unit_test(test_key_names),
	};

	return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
