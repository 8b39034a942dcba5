#include "tui/app/verb.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "db/base/text.h"
#include "tui/intl.h"

#define COUNT_MAX 9999
#define CODE_SYMBOLS 8
#define CODE_MESSAGE 4
#define QUOTED_MAX 40 /* bytes of the person's own words in a problem */

/* Words lie one behind the other in line->text; each is cut off there as it is read. */
struct parser {
	struct line *line;
	const char *text; /* as it came; NULL: shell words, divided by '\n' in line->text */
	size_t at, end;
	bool options_over; /* shell: `--` was read */
	bool in_rest; /* shell: words go to line->rest, */
	size_t rest; /* ... which holds so many bytes so far */
};

struct word {
	char *text;
	size_t at; /* in the line as it came: for the caret */
	bool quoted; /* it began with a quote: never an option, never name=value */
};

static int __attribute__((format(printf, 3, 4)))
fail(struct line *line, size_t caret, const char *format, ...)
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

/* The person's own word for use in a problem, cut short. */
static const char *shown(char out[static QUOTED_MAX + 4], const char *word, size_t length)
{
	size_t kept = text_cut(word, length, QUOTED_MAX);

	snprintf(out, QUOTED_MAX + 4, "%.*s%s", (int)kept, word, kept < length ? "..." : "");
	return out;
}

static void list_add(char *list, size_t size, const char *word)
{
	size_t used = strlen(list);

	snprintf(list + used, size - used, "%s%s", used > 0 ? ", " : "", word);
}

/* ---- words ---- */

static bool is_blank(const struct parser *p, char c)
{
	return p->text == NULL ? c == '\n' : c == ' ' || c == '\t';
}

static bool is_quote(const struct parser *p, char c)
{
	return p->text != NULL && (c == '"' || c == '\'');
}

/* Moves to the next word; false: there is none. An empty word of a shell counts. */
static bool more(struct parser *p)
{
	while (p->text != NULL && p->at < p->end && is_blank(p, p->line->text[p->at]))
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
		return fail(p->line, opening, _("this quote is never closed"));
	p->at = (size_t)(closing - line) + 1;
	if (p->at < p->end && !is_blank(p, line[p->at]))
		return fail(p->line, p->at, _("a blank is missing after the closing quote"));
	*closing = '\0';
	*text = from;
	return 0;
}

/* Reads a word where more() said that there is one. */
static int read_word(struct parser *p, struct word *word)
{
	char *line = p->line->text, *value;

	*word = (struct word){ .text = line + p->at, .at = p->at };
	if (is_quote(p, line[p->at])) {
		word->quoted = true;
		return quoted(p, p->at, &word->text);
	}
	while (p->at < p->end && !is_blank(p, line[p->at])) {
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

/* ---- giving the words their places ---- */

/* The choice that a word means: the whole of it, or a beginning that only one has. */
static const char *choice_of(const struct argument *argument, const char *value)
{
	const char *found = NULL;
	size_t length = strlen(value), matches = 0;

	for (const char *const *choice = argument->choices; *choice != NULL; choice++) {
		if (strncmp(*choice, value, length) != 0)
			continue;
		if ((*choice)[length] == '\0')
			return *choice;
		found = *choice;
		matches++;
	}
	return matches == 1 ? found : NULL;
}

static int no_choice(
	struct line *line, const struct argument *argument, const char *value, size_t at)
{
	char quote[QUOTED_MAX + 4], all[100] = "";

	for (const char *const *choice = argument->choices; *choice != NULL; choice++)
		list_add(all, sizeof all, *choice);
	return fail(line, at, _("\"%s\" is none of: %s"), shown(quote, value, strlen(value)), all);
}

static int give(struct line *line, int place, const char *value, size_t at)
{
	const struct argument *argument = &line->call.verb->arguments[place];

	if (line->call.value[place] != NULL)
		return fail(line, at, _("%s is given twice"), argument->name);
	if (argument->kind == ARGUMENT_CHOICE) {
		const char *choice = choice_of(argument, value);

		if (choice == NULL)
			return no_choice(line, argument, value, at);
		value = choice;
	}
	if (argument->kind == ARGUMENT_FLAG && strcmp(value, "yes") != 0)
		return fail(line, at, _("say %s=yes, or leave it out"), argument->name);
	line->call.value[place] = value;
	return 0;
}

/* The first argument that a word without a name can fill; -1: all are filled. */
static int free_place(const struct call *call)
{
	const struct argument *arguments = call->verb->arguments;

	for (int i = 0; arguments[i].name != NULL; i++)
		if (call->value[i] == NULL && arguments[i].kind != ARGUMENT_FLAG)
			return i;
	return -1;
}

static bool is_rest(const struct call *call, int place)
{
	return place >= 0 && call->verb->arguments[place].kind == ARGUMENT_REST;
}

static int no_argument(struct line *line, const char *name, size_t length, size_t at)
{
	const struct verb *verb = line->call.verb;
	char quote[QUOTED_MAX + 4], all[80] = "";

	for (int i = 0; verb->arguments[i].name != NULL; i++)
		list_add(all, sizeof all, verb->arguments[i].name);
	if (all[0] == '\0')
		return fail(line, at, _("%s has no arguments"), verb->name);
	return fail(line, at, _("%s has no argument \"%s\"; it has: %s"), verb->name,
		shown(quote, name, length), all);
}

/* `--name`, `--name=value`, `--name value`. */
static int take_option(struct parser *p, const struct word *word)
{
	struct call *call = &p->line->call;
	const char *name = word->text + 2;
	size_t length = strcspn(name, "=");
	int place = verb_argument(call->verb, name, length);
	struct word value;

	if (place < 0)
		return no_argument(p->line, name, length, word->at);
	if (name[length] == '=')
		return give(p->line, place, name + length + 1, word->at + 2 + length + 1);
	if (call->verb->arguments[place].kind == ARGUMENT_FLAG)
		return give(p->line, place, "yes", word->at);
	if (!more(p))
		return fail(p->line, word->at, _("a value is missing after --%s"),
			call->verb->arguments[place].name);
	if (read_word(p, &value) != 0)
		return -1;
	return give(p->line, place, value.text, value.at);
}

/* Bytes of the name in `name=value`; 0: the word is none. */
static size_t name_length(const char *word)
{
	size_t length = strspn(word, "abcdefghijklmnopqrstuvwxyz-_.");

	return word[length] == '=' ? length : 0;
}

static int take_code(struct line *line, const struct word *word)
{
	struct call *call = &line->call;

	if (call->code_count == CALL_CODES)
		return fail(line, word->at, _("these are more than %d case codes"), CALL_CODES);
	call->codes[call->code_count++] = word->text;
	return 0;
}

static int take_plain(struct line *line, int place, const struct word *word)
{
	const struct verb *verb = line->call.verb;
	char quote[QUOTED_MAX + 4];

	if (place >= 0)
		return give(line, place, word->text, word->at);
	shown(quote, word->text, strlen(word->text));
	if (verb->flags & VERB_CASE)
		return fail(line, word->at,
			_("\"%s\" is no case code, and no other word fits here"), quote);
	return fail(line, word->at, _("\"%s\" is one word too many for %s"), quote, verb->name);
}

/* A shell's word for an ARGUMENT_REST; options may stand between them. */
static int take_rest_word(struct parser *p, int place, const struct word *word)
{
	char *rest = p->line->rest;
	size_t length = strlen(word->text);

	if (p->in_rest)
		rest[p->rest++] = ' ';
	memcpy(rest + p->rest, word->text, length + 1);
	p->rest += length;
	if (p->in_rest)
		return 0;
	p->in_rest = true;
	return give(p->line, place, rest, word->at);
}

static int take_word(struct parser *p, const struct word *word)
{
	struct call *call = &p->line->call;
	int place = free_place(call), named;
	bool option = !word->quoted && !p->options_over && strncmp(word->text, "--", 2) == 0;
	size_t length = word->quoted ? 0 : name_length(word->text);

	if (option && word->text[2] != '\0')
		return take_option(p, word);
	if (option) {
		p->options_over = true;
		return 0;
	}
	if (p->in_rest)
		return take_rest_word(p, place, word);
	named = verb_argument(call->verb, word->text, length);
	if (length > 0 && named >= 0)
		return give(p->line, named, word->text + length + 1, word->at + length + 1);
	if (!word->quoted && strcmp(word->text, "!") == 0 && !more(p)) {
		call->forced = true;
		return 0;
	}
	if ((call->verb->flags & VERB_CASE) && verb_is_code(word->text))
		return take_code(p->line, word);
	if (is_rest(call, place))
		return take_rest_word(p, place, word);
	if (length > 0)
		return no_argument(p->line, word->text, length, word->at);
	return take_plain(p->line, place, word);
}

/* All that is left of a typed line, as it was typed; nothing of it is read as words. */
static const char *rest_of_text(struct parser *p, size_t from)
{
	p->at = p->end;
	while (p->end > from && is_blank(p, p->text[p->end - 1]))
		p->end--;
	p->line->text[p->end] = '\0';
	return p->line->text + from;
}

/* Where the text of an ARGUMENT_REST begins if it is next in a typed line, else 0. */
static size_t rest_begins(const struct parser *p, int *place)
{
	const struct call *call = &p->line->call;
	const char *at = p->line->text + p->at;
	size_t length = name_length(at);
	int named = length > 0 ? verb_argument(call->verb, at, length) : -1;

	if (p->text == NULL)
		return 0;
	*place = named >= 0 ? named : free_place(call);
	if (!is_rest(call, *place) || call->value[*place] != NULL)
		return 0;
	return p->at + (named >= 0 ? length + 1 : 0);
}

/* ---- the verb ---- */

static int no_verb(
	struct line *line, const struct word *word, enum verb_place place, bool ambiguous)
{
	char quote[QUOTED_MAX + 4], all[100] = "";
	size_t length = strlen(word->text);

	shown(quote, word->text, length);
	if (!ambiguous)
		return fail(line, word->at, _("there is no verb \"%s\""), quote);
	for (const struct verb *verb = verb_next(NULL); verb != NULL; verb = verb_next(verb))
		if (strncmp(verb->name, word->text, length) == 0 && verb_offered(verb, place) &&
			!(verb->flags & VERB_HIDDEN))
			list_add(all, sizeof all, verb->name);
	return fail(line, word->at, _("\"%s\" may mean %s"), quote, all);
}

/* `3 take`: a word of digits in front of the verb. */
static int take_count(struct parser *p, struct word *word)
{
	struct line *line = p->line;
	size_t digits = strspn(word->text, "0123456789");

	if (word->quoted || digits == 0 || word->text[digits] != '\0' || verb_is_code(word->text))
		return 0;
	for (size_t i = 0; i < digits && line->call.count <= COUNT_MAX; i++)
		line->call.count = line->call.count * 10 + (word->text[i] - '0');
	if (line->call.count < 1 || line->call.count > COUNT_MAX)
		return fail(line, word->at, _("a count is a number from 1 to %d"), COUNT_MAX);
	if (!more(p))
		return fail(line, p->end, _("a verb is missing after the count"));
	return read_word(p, word);
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
	return fail(line, word->at,
		place == VERB_IN_SHELL ? _("%s works in the console only")
				       : _("%s works from a shell only"),
		line->call.verb->name);
}

static int parse(struct parser *p)
{
	struct word word;
	size_t from;
	int place;

	if (!more(p))
		return fail(p->line, 0, _("a verb is missing"));
	if (read_word(p, &word) != 0 || take_count(p, &word) != 0 || take_verb(p, &word) != 0)
		return -1;
	while (more(p)) {
		if ((from = rest_begins(p, &place)) > 0)
			return give(p->line, place, rest_of_text(p, from), from);
		if (read_word(p, &word) != 0 || take_word(p, &word) != 0)
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
			return fail(line, caret + i, _("a line cannot hold control characters"));
	}
	return valid == length ? 0 : fail(line, caret + valid, _("this byte is not UTF-8"));
}

static int too_long(struct line *line)
{
	return fail(
		line, LINE_MAX_BYTES - 1, _("a line holds %d bytes at most"), LINE_MAX_BYTES - 1);
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
