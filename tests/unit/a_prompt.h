/* a_prompt.h: a prompt, and who types at it. */
#ifndef TESTS_UNIT_A_PROMPT_H
#define TESTS_UNIT_A_PROMPT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tui/app/prompt.h"
#include "tui/app/verb.h"
#include "tui/term/input.h"
#include "tui/term/pane.h"
#include "tui/term/screen.h"

#define ESC_MS 25
#define THAI_WATER "น้ำ"

static struct input *input;
static int64_t now;
static char entered[LINE_MAX_BYTES];

/* Words that may stand anywhere; "no" offers nothing. */
static inline size_t offer(void *who, char kind, const char *line, size_t point, size_t *start,
	struct candidate *list, size_t max)
{
	static const char *const words[] = { "take ", "table ", "to=", "มาก ", "มาย " };
	size_t count = 0;

	(void)who;
	(void)max;
	*start = point;
	while (*start > 0 && line[*start - 1] != ' ')
		--*start;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (kind == ':' && strncmp(words[i], line + *start, point - *start) == 0)
			list[count++] = (struct candidate){ .help = "help" },
			snprintf(list[count - 1].word, sizeof list->word, "%s", words[i]);
	return count;
}

/* The result of the last event; what follows the end of a prompt is not for it. */
static inline enum prompt_result drain(void)
{
	struct input_event event;
	enum prompt_result result = PROMPT_OPEN;
	const char *line;

	while (result == PROMPT_OPEN && input_next(input, now, &event)) {
		line = NULL;
		result = prompt_key(&event, &line);
		assert_true((result == PROMPT_ENTERED) == (line != NULL));
		if (line != NULL)
			snprintf(entered, sizeof entered, "%s", line);
	}
	return result;
}

static inline enum prompt_result type_bytes(const char *bytes, size_t length)
{
	assert_int_equal(input_feed(input, bytes, length, now), length);
	return drain();
}

static inline enum prompt_result type(const char *bytes)
{
	return type_bytes(bytes, strlen(bytes));
}

static inline int start(void **state)
{
	(void)state;
	now = 1000;
	input = input_new(ESC_MS);
	prompt_start(&(struct prompt_options){ .complete = offer });
	prompt_resize(24, 80);
	return input == NULL;
}

static inline int stop(void **state)
{
	(void)state;
	prompt_stop();
	input_free(input);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

#endif
