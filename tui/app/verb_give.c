/* What the words behind a verb are given to: its arguments, its codes, the options of a shell. */
#include "tui/app/verb_int.h"

#include <stdio.h>
#include <string.h>

#include "tui/intl.h"

enum { CHOICE_MAX = 64 /* bytes of one, and more */ };

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

static int no_choice(struct line *line, const struct argument *argument, const char *value,
	size_t at)
{
	char quote[QUOTED_MAX + 4], all[100] = "";

	for (const char *const *choice = argument->choices; *choice != NULL; choice++)
		verb_list_add(all, sizeof all, *choice);
	return verb_fail(line, at, _("\"%s\" is none of: %s"),
		verb_shown(quote, value, strlen(value)), all);
}

static int give(struct line *line, int place, const char *value, size_t at)
{
	const struct argument *argument = &line->call.verb->arguments[place];

	if (line->call.value[place] != NULL)
		return verb_fail(line, at, _("%s is given twice"), argument->name);
	if (argument->kind == ARGUMENT_CHOICE) {
		const char *choice = choice_of(argument, value);

		if (choice == NULL)
			return no_choice(line, argument, value, at);
		value = choice;
	}
	if (argument->kind == ARGUMENT_FLAG && strcmp(value, "yes") != 0)
		return verb_fail(line, at, _("say %s=yes, or leave it out"), argument->name);
	line->call.value[place] = value;
	return 0;
}

/* ---- several words that are one --------------------------------------------------------- */

static bool begins_choice(const struct argument *argument, const char *text)
{
	for (const char *const *choice = argument->choices; *choice != NULL; choice++)
		if (strncmp(*choice, text, strlen(text)) == 0)
			return true;
	return false;
}

/* The choice that a word and those behind it mean, as many of them as it takes: `child detained`.
 * The word alone where they mean none. */
static int give_choice(struct parser *p, int place, const struct word *word)
{
	const struct argument *argument = &p->line->call.verb->arguments[place];
	const char *meant = word->text, *choice;
	char text[CHOICE_MAX];
	size_t used = strlen(word->text), at, length, from = p->at;

	if (used < sizeof text)
		memcpy(text, word->text, used + 1);
	while (!word->quoted && verb_peek_word(p, from, &at, &length) &&
		used + 1 + length < sizeof text) {
		used += (size_t)snprintf(text + used, sizeof text - used, " %.*s", (int)length,
			p->line->text + at);
		from = at + length + 1;
		choice = choice_of(argument, text);
		if (!begins_choice(argument, text))
			break;
		if (choice != NULL) {
			meant = choice;
			p->at = from;
		}
	}
	return give(p->line, place, meant, word->at);
}

/* Of a word alone, which is no code, no option and no number. */
static bool goes_on(const struct parser *p, const char *at, size_t length)
{
	char text[CHOICE_MAX];

	if (length >= sizeof text)
		return false;
	memcpy(text, at, length);
	text[length] = '\0';
	return strpbrk(text, "=!0123456789") == NULL && strncmp(text, "--", 2) != 0 &&
		!((p->line->call.verb->flags & VERB_CASE) && verb_is_code(text));
}

static int give_words(struct parser *p, int place, const struct word *word)
{
	char *end = word->text + strlen(word->text);
	size_t at, length;

	while (!word->quoted && verb_peek_word(p, p->at, &at, &length) &&
		goes_on(p, p->line->text + at, length)) {
		*end = ' ';
		memmove(end + 1, p->line->text + at, length);
		end += 1 + length;
		*end = '\0';
		p->at = at + length + 1;
	}
	return give(p->line, place, word->text, word->at);
}

static int give_from(struct parser *p, int place, const struct word *word)
{
	switch (p->line->call.verb->arguments[place].kind) {
	case ARGUMENT_CHOICE:
		return give_choice(p, place, word);
	case ARGUMENT_WORDS:
		return give_words(p, place, word);
	case ARGUMENT_WORD:
	case ARGUMENT_STAFF:
	case ARGUMENT_STAGE:
	case ARGUMENT_COLUMN:
	case ARGUMENT_VIEW:
	case ARGUMENT_SCREEN:
	case ARGUMENT_VERB:
	case ARGUMENT_FILE:
	case ARGUMENT_REST:
	case ARGUMENT_FIELDS:
	case ARGUMENT_FLAG:
		break;
	}
	return give(p->line, place, word->text, word->at);
}

/* ---- each word -------------------------------------------------------------------------- */

/* The first argument that a word without a name can fill; -1: all are filled. */
static int free_place(const struct call *call)
{
	const struct argument *arguments = call->verb->arguments;

	for (int i = 0; arguments[i].name != NULL; i++)
		if (call->value[i] == NULL && arguments[i].kind != ARGUMENT_FLAG &&
			arguments[i].kind != ARGUMENT_FIELDS)
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
		verb_list_add(all, sizeof all, verb->arguments[i].name);
	if (all[0] == '\0')
		return verb_fail(line, at, _("%s has no arguments"), verb->name);
	return verb_fail(line, at, _("%s has no argument \"%s\"; it has: %s"), verb->name,
		verb_shown(quote, name, length), all);
}

/* What every verb takes from a shell that changes something: `homeward help` tells. */
static int give_format(struct line *line, const char *value, size_t at)
{
	line->call.json = strcmp(value, "json") == 0;
	return line->call.json || strcmp(value, "text") == 0 ?
		0 :
		verb_fail(line, at, _("--format is text or json"));
}

static const struct {
	const char *name;
	int (*give)(struct line *line, const char *value, size_t at);
} options[] = { { "count", verb_give_count }, { "format", give_format } };

/* Its place in options[], -1: none. */
static int common_option(const struct parser *p, const char *name, size_t length)
{
	const bool here = p->text == NULL && verb_tells(p->line->call.verb);

	for (size_t i = 0; here && i < sizeof options / sizeof *options; i++)
		if (strlen(options[i].name) == length &&
			strncmp(options[i].name, name, length) == 0)
			return (int)i;
	return -1;
}

/* Where it takes any name; -1: nowhere. */
static int fields_place(const struct parser *p)
{
	const struct argument *arguments = p->line->call.verb->arguments;

	for (int i = 0; p->text == NULL && arguments[i].name != NULL; i++)
		if (arguments[i].kind == ARGUMENT_FIELDS)
			return i;
	return -1;
}

/* A line of its own, behind those that are there: all of them are shorter than the words. */
static int give_field(struct parser *p, int place, const char *name, size_t length,
	const char *value)
{
	struct line *line = p->line;

	p->rest += (size_t)snprintf(line->rest + p->rest, sizeof line->rest - p->rest, "%.*s=%s\n",
		(int)length, name, value);
	line->call.value[place] = line->rest;
	return 0;
}

/* `--name`, `--name=value`, `--name value`. */
static int take_option(struct parser *p, const struct word *word)
{
	struct call *call = &p->line->call;
	const char *name = word->text + 2;
	size_t length = strcspn(name, "=");
	int place = verb_argument(call->verb, name, length);
	int common = place < 0 ? common_option(p, name, length) : -1;
	int any = place < 0 && common < 0 ? fields_place(p) : -1;
	const bool alone = place >= 0 && call->verb->arguments[place].kind == ARGUMENT_FLAG;
	struct word value = {
		.text = word->text + 2 + length + 1, .at = word->at + 2 + length + 1, .quoted = true
	};

	if (place < 0 && common < 0 && any < 0)
		return no_argument(p->line, name, length, word->at);
	if (name[length] != '=' && alone)
		return give(p->line, place, "yes", word->at);
	if (name[length] != '=' && !verb_more(p))
		return verb_fail(p->line, word->at, _("a value is missing after --%s"), name);
	if (name[length] != '=' && verb_read_word(p, &value) != 0)
		return -1;
	if (any >= 0)
		return give_field(p, any, name, length, value.text);
	return common >= 0 ? options[common].give(p->line, value.text, value.at) :
			     give_from(p, place, &value);
}

/* Bytes of the name in `name=value`; 0: the word is none. */
static size_t name_length(const char *word)
{
	size_t length = strspn(word, "abcdefghijklmnopqrstuvwxyz-_.");

	return word[length] == '=' ? length : 0;
}

static int take_plain(struct parser *p, int place, const struct word *word)
{
	struct line *line = p->line;
	const struct verb *verb = line->call.verb;
	char quote[QUOTED_MAX + 4];

	if (place >= 0)
		return give_from(p, place, word);
	verb_shown(quote, word->text, strlen(word->text));
	if (verb->flags & VERB_CASE)
		return verb_fail(line, word->at,
			_("\"%s\" is no case code, and no other word fits here"), quote);
	return verb_fail(line, word->at, _("\"%s\" is one word too many for %s"), quote,
		verb->name);
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

/* `-`: the codes come on standard input. */
static bool takes_input(const struct parser *p, const struct word *word)
{
	return p->text == NULL && !p->options_over && strcmp(word->text, "-") == 0 &&
		verb_reads(p->line->call.verb);
}

int verb_give_word(struct parser *p, struct word *word)
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
	if (!word->quoted && strcmp(word->text, "!") == 0 && !verb_more(p)) {
		call->forced = true;
		return 0;
	}
	if (takes_input(p, word)) {
		call->input = true;
		return 0;
	}
	if ((call->verb->flags & VERB_CASE) && verb_is_code(word->text)) {
		call->codes[call->code_count++] = word->text;
		return 0;
	}
	if (is_rest(call, place))
		return take_rest_word(p, place, word);
	if (length > 0)
		return no_argument(p->line, word->text, length, word->at);
	return take_plain(p, place, word);
}

/* All that is left of a typed line, as it was typed; nothing of it is read as words. */
static const char *rest_of_text(struct parser *p, size_t from)
{
	p->at = p->end;
	while (p->end > from && verb_is_blank(p, p->text[p->end - 1]))
		p->end--;
	p->line->text[p->end] = '\0';
	return p->line->text + from;
}

bool verb_gives_rest(struct parser *p, int *answer)
{
	const struct call *call = &p->line->call;
	const char *at = p->line->text + p->at;
	size_t length = name_length(at), from;
	int named = length > 0 ? verb_argument(call->verb, at, length) : -1;
	int place = named >= 0 ? named : free_place(call);

	if (p->text == NULL || !is_rest(call, place) || call->value[place] != NULL)
		return false;
	from = p->at + (named >= 0 ? length + 1 : 0);
	*answer = give(p->line, place, rest_of_text(p, from), from);
	return true;
}

int verb_give_count(struct line *line, const char *digits, size_t at)
{
	long count = 0;

	for (; *digits >= '0' && *digits <= '9' && count <= COUNT_MAX; digits++)
		count = count * 10 + (*digits - '0');
	if (count < 1 || count > COUNT_MAX || *digits != '\0')
		return verb_fail(line, at, _("a count is a number from 1 to %d"), COUNT_MAX);
	line->call.count = count;
	return 0;
}
