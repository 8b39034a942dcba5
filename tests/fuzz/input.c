/*
 * Any bytes of a keyboard: the same events however they are split, clean pastes, no waiting without
 * end, and nothing left over from what a pause or a question cut off.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "tui/term/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ESC_MS = 25, EVERY_SPLIT = 64, EVERY_PAUSE = 24 };
static const int64_t never = INT64_C(1) << 40;

/* The events as text, so that two readings can be compared. */
struct record {
	int first; /* key of the first event */
	size_t len;
	char text[1 << 17];
};

static void must(bool holds)
{
	if (!holds)
		abort();
}

static uint32_t sum_of(const char *bytes, size_t size)
{
	uint32_t sum = 2166136261u;

	for (size_t i = 0; i < size; i++)
		sum = (sum ^ (unsigned char)bytes[i]) * 16777619u;
	return sum;
}

static void check_paste(const struct input_event *event)
{
	must(text_valid(event->text, event->text_len) == event->text_len);
	must(strlen(event->text) == event->text_len && event->text_len <= INPUT_PASTE_MAX);
	for (const char *at = event->text, *end = at + event->text_len; at < end;) {
		int32_t code = text_next(&at, end);

		must((code >= 0x20 && (code < 0x7f || code >= 0xa0)) ||
			(code == '\n' && event->text_lines));
	}
}

/* A key that has a name is found by it. */
static void check_name(int key)
{
	char name[24];

	input_key_name(key, name, sizeof name);
	must(text_valid(name, strlen(name)) == strlen(name));
	must(!*name || input_key_of(name) == key);
}

static void check(const struct input_event *event)
{
	must(event->key > INPUT_NONE && event->key <= INPUT_UNKNOWN);
	must(event->key < 0x7f + 1 || event->key >= 0xa0);
	must(event->key < 0xd800 || event->key >= 0xe000);
	must(event->raw_len <= 64 && (event->key == INPUT_PASTE) == (event->text != NULL));
	check_name(event->key);
	if (event->key == INPUT_PASTE)
		check_paste(event);
}

static void drain(struct input *input, int64_t now, struct record *record)
{
	struct input_event event;

	while (input_next(input, now, &event)) {
		check(&event);
		if (record->len == 0)
			record->first = event.key;
		if (record->len + 128 > sizeof record->text)
			continue;
		record->len += (size_t)snprintf(record->text + record->len, 128,
			"%x/%zu/%x/%zu/%x/%d%d ", (unsigned)event.key, event.raw_len,
			sum_of(event.raw, event.raw_len), event.text_len,
			sum_of(event.text, event.text_len), event.text_lines, event.text_cleaned);
	}
}

static void record_begin(struct record *record)
{
	record->first = INPUT_NONE;
	record->len = 0;
	record->text[0] = '\0';
}

static void feed(struct input *input, const uint8_t *data, size_t size, int64_t now,
	struct record *record)
{
	for (size_t at = 0; at < size;) {
		size_t taken = input_feed(input, (const char *)data + at, size - at, now);

		must(taken > 0); /* a drained decoder always has room */
		drain(input, now, record);
		must(input_room(input) == INPUT_QUEUE);
		at += taken;
	}
}

/* The rest never comes: that ends what was begun, not before its time, and nothing waits on. */
static void end(struct input *input, struct record *record)
{
	int64_t deadline = input_deadline(input);
	struct input_event event;

	if (deadline >= 0) {
		must(!input_next(input, deadline - 1, &event));
		drain(input, deadline, record);
	}
	must(input_deadline(input) == -1 && !input_next(input, never, &event));
}

/* Reads the bytes in a first piece and pieces of `step`, then lets time pass. */
static void read_all(struct input *input, const uint8_t *data, size_t size, size_t first,
	size_t step, struct record *record)
{
	record_begin(record);
	feed(input, data, first, 0, record);
	for (size_t at = first; at < size; at += step)
		feed(input, data + at, size - at < step ? size - at : step, 0, record);
	end(input, record);
}

static bool same(const struct record *a, const struct record *b)
{
	return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

static void check_splits(struct input *input, const uint8_t *data, size_t size)
{
	static const size_t steps[] = { 1, 2, 3, 7, 64 };
	static struct record whole, pieces;

	read_all(input, data, size, size, 1, &whole);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		read_all(input, data, size, 0, steps[i], &pieces);
		must(same(&whole, &pieces));
	}
	for (size_t at = 1; size <= EVERY_SPLIT && at < size; at++) {
		read_all(input, data, size, at, size, &pieces);
		must(same(&whole, &pieces));
	}
}

/* After a long pause the rest is read as if nothing had come before. */
static int check_pause(struct input *input, const uint8_t *data, size_t size, size_t at)
{
	static struct record before, after, alone;
	int cut;

	record_begin(&before);
	feed(input, data, at, 0, &before);
	record_begin(&alone);
	end(input, &alone);
	cut = alone.first;
	record_begin(&after);
	feed(input, data + at, size - at, never, &after);
	end(input, &after);
	read_all(input, data + at, size - at, size - at, 1, &alone);
	must(same(&after, &alone));
	return cut;
}

/* What is dropped is gone; of a paste that it cut nothing is kept either. */
static void check_drop(struct input *input, const uint8_t *data, size_t size, size_t at, int cut)
{
	static struct record after;

	must(input_feed(input, (const char *)data, at, 0) == at);
	input_drop(input);
	must(input_room(input) == INPUT_QUEUE);
	record_begin(&after);
	feed(input, data + at, size - at, 0, &after);
	end(input, &after);
	must(cut != INPUT_PASTE_REFUSED || after.first == INPUT_PASTE_REFUSED);
}

/* A sequence that the decoder lets itself be taught comes back as that key and nothing else. */
static void check_bind(struct input *input, const uint8_t *data, size_t size)
{
	static struct record plain, bound;
	char sequence[32] = "", expected[64];

	memcpy(sequence, data, size);
	read_all(input, data, size, size, 1, &plain);
	input_bind(input, sequence, INPUT_F11);
	read_all(input, data, size, size, 1, &bound);
	snprintf(expected, sizeof expected, "%x/%zu/%x/0/%x/00 ", (unsigned)INPUT_F11, size,
		sum_of(sequence, size), sum_of(NULL, 0));
	must(same(&plain, &bound) || strcmp(bound.text, expected) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* One for all readings: each must leave it as new. */
	struct input *input = input_new(ESC_MS);

	must(input != NULL);
	input_bind(input, "\033[42~", INPUT_F12);
	check_splits(input, data, size);
	for (size_t at = 0; size <= EVERY_PAUSE && at <= size; at++)
		check_drop(input, data, size, at, check_pause(input, data, size, at));
	if (size < 32 && !memchr(data, 0, size))
		check_bind(input, data, size);
	input_free(input);
	return 0;
}
