/* Any bytes are a call or a problem with its caret, as a typed line and as words of a shell. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "tui/app/verb.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const formats[] = { "table", "csv", NULL };
static const struct verb verbs[] = {
	{ .name = "take", .flags = VERB_CASE | VERB_SHELL },
	{ .name = "case", .flags = VERB_CASE },
	{ .name = "assign",
		.flags = VERB_CASE | VERB_SHELL,
		.arguments = { { .name = "to" }, { .name = "why" } } },
	{ .name = "list",
		.flags = VERB_SHELL,
		.arguments = { { .name = "format", .kind = ARGUMENT_CHOICE, .choices = formats },
			{ .name = "facts", .kind = ARGUMENT_FLAG },
			{ .name = "filter", .kind = ARGUMENT_REST } } },
	{ 0 },
};
const struct verb *const verb_tables[] = { verbs, NULL };

static void check_word(const struct line *line, const char *word)
{
	const char *from = (const char *)line;
	size_t length = strlen(word);

	if (word < from || word >= from + sizeof line->text + sizeof line->rest)
		if (strcmp(word, "table") != 0 && strcmp(word, "csv") != 0 &&
			strcmp(word, "yes") != 0)
			abort();
	if (text_valid(word, length) != length || length >= LINE_MAX_BYTES)
		abort();
}

static void check(const struct line *line, int answer)
{
	const struct call *call = &line->call;

	if (answer != (line->problem[0] == '\0' ? 0 : -1) || line->caret >= LINE_MAX_BYTES)
		abort();
	if (text_valid(line->problem, strlen(line->problem)) != strlen(line->problem))
		abort();
	if (answer != 0)
		return;
	if (call->verb == NULL || call->count < 0)
		abort();
	for (int i = 0; i < VERB_ARGUMENTS; i++)
		if (call->value[i] != NULL)
			check_word(line, call->value[i]);
	for (size_t i = 0; i < call->code_count; i++) {
		check_word(line, call->codes[i]);
		if (!verb_is_code(call->codes[i]))
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct line line;
	char *text = malloc(size + 1), *at = text, *words[64];
	int count = 0;

	if (text == NULL)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	check(&line, verb_parse(&line, text));
	while (count < 64 && (words[count] = strsep(&at, "\n")) != NULL)
		count++;
	check(&line, verb_parse_words(&line, count, words));
	free(text);
	return 0;
}
