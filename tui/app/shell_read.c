#include "tui/app/shell_read.h"

#include <string.h>

#include "db/base/text.h"
#include "tui/app/run.h"
#include "tui/intl.h"

enum { LINE_BYTES = 4096, WRONG_MOST = 100 };

static int say_line(int number, const char *text)
{
	char all[200];

	snprintf(all, sizeof all, _("line %d: %s"), number, text);
	say_early(all);
	return -1;
}

/* Without blanks around it. Returns its length. */
static size_t trim(char **text, size_t length)
{
	while (length > 0 && strchr(" \t\r\n", (*text)[length - 1]) != NULL)
		length--;
	for (; length > 0 && strchr(" \t", **text) != NULL; length--)
		(*text)++;
	(*text)[length] = '\0';
	return length;
}

/* The number, or where it stands in what a change has said: as text it ends in it. */
static const char *event_in(const char *text)
{
	static const char name[] = "\"event_id\": ";
	const char *at = strstr(text, name), *end = text + strlen(text);

	if (at != NULL)
		return at + strlen(name);
	if (end == text || end[-1] != ')')
		return text;
	for (at = end - 1; at > text && strchr("0123456789", at[-1]) != NULL;)
		at--;
	return at;
}

static int take_event(struct shell_read *read, const char *text, int number)
{
	const char *event = event_in(text);
	size_t digits = strspn(event, "0123456789");

	if (text[0] == '{' && strstr(text, "\"done\": true") == NULL)
		return 0;
	if (digits == 0 || digits > 18 || (event == text && text[digits] != '\0'))
		return say_line(number, _("the number of a change is needed"));
	text_copy(read->word[read->count++], digits + 1, event);
	return 0;
}

static int take_code(struct shell_read *read, const char *text, int number)
{
	char quoted[100];

	if (strlen(text) < sizeof read->word[0] && verb_is_code(text)) {
		text_copy(read->word[read->count++], sizeof read->word[0], text);
		return 0;
	}
	snprintf(quoted, sizeof quoted, _("\"%.*s\" is no case code"),
		(int)text_cut(text, strlen(text), 40), text);
	return say_line(number, quoted);
}

static int take_line(struct shell_read *read, const struct verb *verb, char *text, size_t length,
	int number)
{
	if (memchr(text, '\0', length) != NULL || text_valid(text, length) != length)
		return say_line(number, _("this is no text"));
	length = trim(&text, length);
	if (length == 0 || text[0] == '#')
		return 0;
	if (read->count == CALL_CODES)
		return say_line(number, _("more than 500 at once"));
	read->line[read->count] = number;
	return verb->flags & VERB_EVENTS ? take_event(read, text, number) :
					   take_code(read, text, number);
}

/* With a final NUL, and without its end. Its length; -1: there is none, -2: it is too long. */
static int next_line(char text[static LINE_BYTES], FILE *in)
{
	int length = 0, c;

	while ((c = getc(in)) != EOF && c != '\n') {
		if (length == LINE_BYTES - 1)
			return -2;
		text[length++] = (char)c;
	}
	text[length] = '\0';
	return c == EOF && length == 0 ? -1 : length;
}

/* How many lines are wrong. */
static int take_lines(struct shell_read *read, const struct verb *verb, FILE *in)
{
	char text[LINE_BYTES];
	int wrong = 0, length;

	for (int number = 1; wrong < WRONG_MOST && (length = next_line(text, in)) != -1; number++) {
		if (length == -2) {
			say_line(number, _("this is no line of codes"));
			return wrong + 1;
		}
		if (take_line(read, verb, text, (size_t)length, number) != 0)
			wrong++;
		if (wrong > 0 && read->count == CALL_CODES)
			break;
	}
	return wrong;
}

int shell_read(struct shell_read *read, const struct verb *verb, FILE *in)
{
	if (take_lines(read, verb, in) > 0)
		return -1;
	if (!ferror(in) && read->count > 0)
		return 0;
	say_early(ferror(in) ? _("Standard input cannot be read.") :
			       _("nothing came on standard input."));
	return -1;
}
