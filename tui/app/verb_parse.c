#include "tui/app/verb_int.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "db/base/text.h"
#include "tui/intl.h"

#define CODE_SYMBOLS 8
#define CODE_MESSAGE 4
_Static_assert(LINE_MAX_BYTES / (CODE_MESSAGE + 1) < CALL_CODES, "codes of a line fit");

int verb_fail(struct line *line, size_t caret, const char *format, ...)
{
	char problem[sizeof line->problem * 2];
	va_list list;

	va_start(list, format);
	vsnprintf(problem, sizeof problem, format, list);
	va_end(list);
	text_copy(line->problem, sizeof line->problem, problem);
	line->caret = caret;
	return -1;
}

const char *verb_shown(char out[static QUOTED_MAX + 4], const char *word, size_t length)
{
	size_t kept = text_cut(word, length, QUOTED_MAX);

	snprintf(out, QUOTED_MAX + 4, "%.*s%s", (int)kept, word, kept < length ? "..." : "");
	return out;
}

void verb_list_add(char *list, size_t size, const char *word)
{
	size_t used = strlen(list);

	snprintf(list + used, size - used, "%s%s", used > 0 ? ", " : "", word);
}

/* ---- words ---- */

bool verb_is_blank(const struct parser *p, char c)
{
	return p->text == NULL ? c == '\n' : c == ' ' || c == '\t';
}

static bool is_quote(const struct parser *p, char c)
{
	return p->text != NULL && (c == '"' || c == '\'');
}

bool verb_more(struct parser *p)
{
	while (p->text != NULL && p->at < p->end && verb_is_blank(p, p->line->text[p->at]))
		p->at++;
	return p->at < p->end;
}

/* Cuts out the text between two quotes; the closing one must end a word. */
static int quoted(struct parser *p, size_t opening, char **text)
{
	char *line = p->line->text;
	char *from = line + opening + 1;
	char *closing = memchr(from, line[opening], p->end - opening - 1);

	if (closing == NULL)
		return verb_fail(p->line, opening, _("this quote is never closed"));
	p->at = (size_t)(closing - line) + 1;
	if (p->at < p->end && !verb_is_blank(p, line[p->at]))
		return verb_fail(p->line, p->at, _("a blank is missing after the closing quote"));
	*closing = '\0';
	*text = from;
	return 0;
}

int verb_read_word(struct parser *p, struct word *word)
{
	char *line = p->line->text, *value;

	*word = (struct word){ .text = line + p->at, .at = p->at };
	if (is_quote(p, line[p->at])) {
		word->quoted = true;
		return quoted(p, p->at, &word->text);
	}
	while (p->at < p->end && !verb_is_blank(p, line[p->at])) {
		/* name="two words" */
		if (line[p->at] == '=' && is_quote(p, line[p->at + 1])) {
			if (quoted(p, p->at + 1, &value) != 0)
				return -1;
			memmove(value - 1, value, strlen(value) + 1);
			return 0;
		}
		p->at++;
	}
	line[p->at++] = '\0';
	return 0;
}

bool verb_peek_word(const struct parser *p, size_t from, size_t *at, size_t *length)
{
	const char *line = p->line->text;

	while (p->text != NULL && from < p->end && verb_is_blank(p, line[from]))
		from++;
	*at = from;
	while (from < p->end && !verb_is_blank(p, line[from]))
		from++;
	*length = from - *at;
	return *length > 0 && !is_quote(p, line[*at]);
}

bool verb_is_code(const char *word)
{
	static const char alphabet[] = "ACDEFGHJKMNPQRTWXY34679acdefghjkmnpqrtwxy";
	size_t symbols = 0, digits = 0;

	for (const char *at = word; *at != '\0'; at++) {
		if (*at == '-' || *at == ' ')
			continue;
		if (strchr(alphabet, *at) == NULL)
			return false;
		symbols++;
		digits += *at <= '9';
	}
	if (symbols == CODE_MESSAGE)
		return strlen(word) == CODE_MESSAGE && digits > 0 && digits < CODE_MESSAGE;
	return symbols == CODE_SYMBOLS ||
		(symbols == CODE_SYMBOLS + 2 && strncasecmp(word, "HW", 2) == 0);
}

/* ---- the verb ---- */

static int no_verb(struct line *line, const struct word *word, enum verb_place place,
	bool ambiguous)
{
	char quote[QUOTED_MAX + 4], all[100] = "";
	size_t length = strlen(word->text);

	verb_shown(quote, word->text, length);
	if (!ambiguous)
		return verb_fail(line, word->at, _("there is no verb \"%s\""), quote);
	for (const struct verb *verb = verb_next(NULL); verb != NULL; verb = verb_next(verb))
		if (strncmp(verb->name, word->text, length) == 0 && verb_offered(verb, place) &&
			!(verb->flags & VERB_HIDDEN))
			verb_list_add(all, sizeof all, verb->name);
	return verb_fail(line, word->at, _("\"%s\" may mean %s"), quote, all);
}

/* `3 take`: a word of digits in front of the verb. */
static int take_count(struct parser *p, struct word *word)
{
	struct line *line = p->line;
	size_t digits = strspn(word->text, "0123456789");

	if (word->quoted || digits == 0 || word->text[digits] != '\0' || verb_is_code(word->text))
		return 0;
	if (verb_give_count(line, word->text, word->at) != 0)
		return -1;
	if (!verb_more(p))
		return verb_fail(line, p->end, _("a verb is missing after the count"));
	return verb_read_word(p, word);
}

/* A bare code, as a scanner types it, opens the case. */
static const struct verb *verb_of_code(struct line *line, const struct word *word)
{
	const struct verb *verb = verb_find("case", 4, NULL);

	if (verb == NULL || strcmp(verb->name, "case") != 0 || !verb_is_code(word->text))
		return NULL;
	line->call.codes[line->call.code_count++] = word->text;
	return verb;
}

static int take_verb(struct parser *p, struct word *word)
{
	struct line *line = p->line;
	enum verb_place place = p->text == NULL ? VERB_IN_SHELL : VERB_AT_PROMPT;
	size_t length = strlen(word->text);
	bool ambiguous;

	/* `quit!` is `quit !` */
	if (length > 1 && word->text[length - 1] == '!') {
		word->text[--length] = '\0';
		line->call.forced = true;
	}
	line->call.verb = verb_find_at(place, word->text, length, &ambiguous);
	if (line->call.verb == NULL && !ambiguous && place == VERB_AT_PROMPT)
		line->call.verb = verb_of_code(line, word);
	if (line->call.verb == NULL)
		return no_verb(line, word, place, ambiguous);
	if (verb_offered(line->call.verb, place))
		return 0;
	return verb_fail(line, word->at,
		place == VERB_IN_SHELL ? _("%s works in the console only") :
					 _("%s works from a shell only"),
		line->call.verb->name);
}

static int parse(struct parser *p)
{
	struct word word;
	int answer;

	if (!verb_more(p))
		return verb_fail(p->line, 0, _("a verb is missing"));
	if (verb_read_word(p, &word) != 0 || take_count(p, &word) != 0 || take_verb(p, &word) != 0)
		return -1;
	while (verb_more(p)) {
		if (verb_gives_rest(p, &answer))
			return answer;
		if (verb_read_word(p, &word) != 0 || verb_give_word(p, &word) != 0)
			return -1;
	}
	return 0;
}

/* Finds what is no text: a byte outside UTF-8, a control character other than a tab. */
static int check_text(struct line *line, const char *text, size_t length, size_t caret)
{
	size_t valid = text_valid(text, length);

	for (size_t i = 0; i < valid; i++) {
		unsigned char c = (unsigned char)text[i];
		bool high = c == 0xc2 && (unsigned char)text[i + 1] < 0xa0;

		if ((c < ' ' && c != '\t') || c == 0x7f || high)
			return verb_fail(line, caret + i,
				_("a line cannot hold control characters"));
	}
	return valid == length ? 0 : verb_fail(line, caret + valid, _("this byte is not UTF-8"));
}

static int too_long(struct line *line)
{
	return verb_fail(line, LINE_MAX_BYTES - 1, _("a line holds %d bytes at most"),
		LINE_MAX_BYTES - 1);
}

int verb_parse(struct line *line, const char *text)
{
	size_t length = strlen(text);
	struct parser p = { .line = line, .text = text, .end = length };

	memset(line, 0, sizeof *line);
	if (length >= sizeof line->text)
		return too_long(line);
	if (check_text(line, text, length, 0) != 0)
		return -1;
	memcpy(line->text, text, length + 1);
	return parse(&p);
}

int verb_parse_words(struct line *line, int count, char *const *words)
{
	struct parser p = { .line = line };

	memset(line, 0, sizeof *line);
	for (int i = 0; i < count; i++) {
		size_t length = strlen(words[i]);

		if (p.end + length + 1 >= sizeof line->text)
			return too_long(line);
		if (check_text(line, words[i], length, p.end) != 0)
			return -1;
		memcpy(line->text + p.end, words[i], length);
		p.end += length;
		line->text[p.end++] = '\n';
	}
	return parse(&p);
}
