/* Any bytes of a keyboard: the same events at every split, clean pastes, no waiting without end. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "tui/term/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The events as text, so that two readings can be compared. */
struct record {
	size_t len;
	char text[1 << 16];
};

static void check_paste(const struct input_event *event)
{
	if (text_valid(event->text, event->text_len) != event->text_len)
		abort();
	for (const char *at = event->text, *end = at + event->text_len; at < end;) {
		int32_t code = text_next(&at, end);

		if (code < 0x20 || (code >= 0x7f && code < 0xa0))
			abort();
	}
}

static void check(const struct input_event *event)
{
	if (event->key <= INPUT_NONE || event->key > INPUT_UNKNOWN)
		abort();
	if (event->key >= 0x7f + 1 && event->key < 0xa0)
		abort();
	if (event->key >= 0xd800 && event->key < 0xe000)
		abort();
	if (event->raw_len > 64 || (event->key == INPUT_PASTE) != (event->text != NULL))
		abort();
	if (event->key == INPUT_PASTE)
		check_paste(event);
}

static void drain(struct input *input, int64_t now, struct record *record)
{
	struct input_event event;

	while (input_next(input, now, &event)) {
		check(&event);
		if (record->len + 128 > sizeof record->text)
			continue;
		record->len += (size_t)snprintf(record->text + record->len, 128, "%x/%zu/%zu/%d%d ",
			(unsigned)event.key, event.raw_len, event.text_len, event.text_lines,
			event.text_cleaned);
	}
}

/* Reads the bytes in pieces of `step`, then lets time pass. */
static void read_all(const uint8_t *data, size_t size, size_t step, struct record *record)
{
	struct input *input = input_new(25);

	if (!input)
		abort();
	record->len = 0;
	input_bind(input, "\033[42~", INPUT_F12);
	for (size_t at = 0; at < size;) {
		size_t piece = size - at < step ? size - at : step;
		size_t taken = input_feed(input, (const char *)data + at, piece, 0);

		if (taken == 0)
			abort(); /* a drained decoder always has room */
		drain(input, 0, record);
		at += taken;
	}
	drain(input, 1000000, record);
	if (input_deadline(input) != -1)
		abort();
	record->text[record->len] = '\0';
	input_free(input);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const size_t steps[] = { 1, 2, 3, 7, 64 };
	static struct record whole, pieces;

	read_all(data, size, size + 1, &whole);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		read_all(data, size, steps[i], &pieces);
		if (whole.len != pieces.len || memcmp(whole.text, pieces.text, whole.len) != 0)
			abort();
	}
	return 0;
}
