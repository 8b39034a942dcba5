#include "tui/app/complete.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "db/base/text.h"
#include "db/column.h"
#include "db/row.h"
#include "tui/intl.h"
#include "tui/app/app.h"
#include "tui/widgets/list.h"
#include "tui/widgets/listing.h"
#include "tui/widgets/window.h"

/* ---- offering ---- */

struct finder {
	const struct complete *complete;
	const char *word; /* what is typed of it, not terminated */
	size_t length;
	struct candidate *list;
	size_t count, max;
	bool bare; /* several words are one without quotes */
};

static bool begins(const struct finder *f, const char *text)
{
	size_t quote = f->length > 0 && f->word[0] == '"' && text[0] != '"';

	return strncasecmp(text, f->word + quote, f->length - quote) == 0;
}

/* Words from the database may hold anything; what no line can hold is not offered. */
static bool is_plain(const char *word)
{
	size_t length = strlen(word);

	for (const char *at = word; *at != '\0'; at++) {
		unsigned char c = (unsigned char)*at, next = (unsigned char)at[1];

		if (c < ' ' || c == 0x7f || c == '"' || (c == 0xc2 && next < 0xa0))
			return false;
	}
	return length > 0 && text_valid(word, length) == length;
}

static bool is_quoted(const struct finder *f, const char *word)
{
	return f->bare && f->word[0] != '"' ? strchr(word, '\'') != NULL :
					      strpbrk(word, " '") != NULL;
}

/* Adds a word that begins as typed: quoted where it has to be, then `after`. */
static void offer(struct finder *f, const char *word, const char *after, const char *help)
{
	const char *quote = is_quoted(f, word) ? "\"" : "";
	struct candidate *candidate = &f->list[f->count];
	char text[2 * sizeof candidate->word];

	if (f->count == f->max || !is_plain(word) || !begins(f, word))
		return;
	snprintf(text, sizeof text, "%s%s%s%s", quote, word, quote, after);
	if (strlen(text) >= sizeof candidate->word)
		return;
	for (size_t i = 0; i < f->count; i++)
		if (strcmp(f->list[i].word, text) == 0)
			return;
	text_copy(candidate->word, sizeof candidate->word, text);
	text_copy(candidate->help, sizeof candidate->help, help != NULL ? help : "");
	f->count++;
}

static void offer_kept(struct finder *f, enum argument_kind kind, const char *after)
{
	const struct complete *complete = f->complete;

	for (size_t i = 0; i < complete->count && i < COMPLETE_KEPT; i++)
		if (complete->kept[i].kind == kind)
			offer(f, complete->kept[i].candidate.word, after,
				complete->kept[i].candidate.help);
}

static void offer_choices(struct finder *f, const struct column_choice *choices, const char *after)
{
	for (; choices != NULL && choices->name != NULL; choices++)
		offer(f, choices->name, after, "");
}

static void offer_verbs(struct finder *f)
{
	const struct view *front = f->complete->front;

	for (const struct verb *verb = verb_next(NULL); verb != NULL; verb = verb_next(verb))
		if (verb_offered(verb, VERB_AT_PROMPT) && !(verb->flags & VERB_HIDDEN) &&
			(front == NULL || app_bar(front->app, verb) == BAR_NONE))
			offer(f, verb->name, " ", _(verb->help));
}

/* ---- the view in front ---- */

static const struct column *columns_of(const struct complete *complete)
{
	return complete->front != NULL ? complete->front->screen->columns : NULL;
}

static const struct list *list_of(const struct complete *complete)
{
	struct view *view = complete->front;
	const struct listing *listing = NULL;

	if (view != NULL && view->screen->listing != NULL)
		listing = view->screen->listing(view);
	return listing != NULL && listing->window != NULL ? listing->window->list : NULL;
}

static void offer_columns(struct finder *f)
{
	bool turned = f->length > 0 && f->word[0] == '-';

	for (const struct column *column = columns_of(f->complete);
		column != NULL && column->name != NULL; column++) {
		char name[40];

		snprintf(name, sizeof name, "%s%s", turned ? "-" : "", column->name);
		if (column->sortable)
			offer(f, name, " ", _(column->title));
	}
}

/* A code without what people leave out. */
static void bare(char out[16], const char *code, size_t length)
{
	size_t used = 0;

	if (length >= 2 && strncasecmp(code, "HW", 2) == 0) {
		code += 2;
		length -= 2;
	}
	for (size_t i = 0; i < length && used < 15; i++)
		if (code[i] != '-')
			out[used++] = (char)toupper((unsigned char)code[i]);
	out[used] = '\0';
}

/* The codes on the screen, however much of one is typed: 7k3, HW-7K3, hw7k3. */
static void offer_codes(struct finder *f)
{
	const struct list *list = list_of(f->complete);
	char typed[16], code[16];

	if (list == NULL || list->code_column < 0)
		return;
	bare(typed, f->word, f->length);
	for (size_t i = 0; i < list->count; i++) {
		const char *text = rows_text(list->rows, list->items[i].row, list->code_column);
		struct finder all = *f;

		bare(code, text, strlen(text));
		if (strncmp(code, typed, strlen(typed)) != 0)
			continue;
		all.length = 0;
		offer(&all, text, " ", "");
		f->count = all.count;
	}
}

/* ---- the filter ---- */

/* The values that a column has on the screen. */
static void offer_seen(struct finder *f, int column)
{
	const struct list *list = list_of(f->complete);

	for (int row = 0; list != NULL && row < rows_count(list->rows); row++)
		offer(f, rows_text(list->rows, row, column), " ", "");
}

static void offer_values(struct finder *f, const struct column *column)
{
	switch (column->type) {
	case COLUMN_CHOICE:
		offer_choices(f, column->choices, " ");
		return;
	case COLUMN_BOOL:
		offer(f, "yes", " ", "");
		offer(f, "no", " ", "");
		offer(f, "unknown", " ", "");
		return;
	case COLUMN_TEXT:
		offer_seen(f, (int)(column - columns_of(f->complete)));
		return;
	case COLUMN_CODE:
		offer_codes(f);
		return;
	case COLUMN_NUMBER:
	case COLUMN_TIME:
	case COLUMN_LIST:
	case COLUMN_KEY:
		return;
	}
}

/* Words with a meaning of their own, then fields; `mine` is a word, though it is a field too. */
static void offer_fields(struct finder *f)
{
	const struct column *columns = columns_of(f->complete);
	const struct table *table = column_table(columns);
	const struct filter_word *words = table != NULL ? table->words : NULL;

	for (const struct filter_word *word = words; word != NULL && word->name != NULL; word++)
		offer(f, word->name, " ", _(word->help));
	for (const struct column *column = columns; column->name != NULL; column++) {
		const struct filter_word *word = words;

		while (word != NULL && word->name != NULL && strcmp(word->name, column->name) != 0)
			word++;
		if (column->type != COLUMN_KEY && (word == NULL || word->name == NULL))
			offer(f, column->name, ":", column->title != NULL ? _(column->title) : "");
	}
}

/* Where the last term of a filter begins: behind a blank that stands outside of quotes. */
static size_t last_term(const char *text, size_t length)
{
	size_t start = 0;
	bool quoted = false;

	for (size_t i = 0; i < length; i++) {
		if (text[i] == '"')
			quoted = !quoted;
		else if (text[i] == ' ' && !quoted)
			start = i + 1;
	}
	return start;
}

/* Completes the end of text[0 .. length); returns where the word begins. */
static size_t complete_filter(struct finder *f, const char *text, size_t length)
{
	const struct column *columns = columns_of(f->complete), *column;
	size_t start = last_term(text, length), name, sign;

	if (columns == NULL)
		return length;
	start += text[start] == '!' && start < length;
	name = strspn(text + start, "abcdefghijklmnopqrstuvwxyz_-");
	sign = strspn(text + start + name, "!<>:=");
	if (start + name + sign > length || sign == 0) {
		f->word = text + start;
		f->length = length - start;
		offer_fields(f);
		return start;
	}
	column = column_find(columns, (struct slice){ text + start, name });
	start += name + sign;
	for (size_t i = start; i < length && text[start] != '"'; i++)
		if (text[i] == ',')
			start = i + 1;
	f->word = text + start;
	f->length = length - start;
	if (column != NULL)
		offer_values(f, column);
	return start;
}

/* ---- the command line ---- */

/* What stands before the cursor, read as verb_parse() would. */
struct typed {
	const struct verb *verb; /* NULL: the cursor is still in it */
	bool given[VERB_ARGUMENTS];
	size_t start; /* of the word at the cursor */
	size_t rest; /* where an ARGUMENT_REST began; 0: nowhere */
	bool unknown; /* there is no such verb */
};

static int next_place(const struct typed *typed)
{
	const struct argument *arguments = typed->verb->arguments;

	for (int i = 0; arguments[i].name != NULL; i++)
		if (!typed->given[i] && arguments[i].kind != ARGUMENT_FLAG &&
			arguments[i].kind != ARGUMENT_FIELDS)
			return i;
	return -1;
}

/* The argument that `name=...` names, or -1; *value is where the value begins. */
static int named_place(const struct typed *typed, const char *word, size_t length, size_t *value)
{
	const char *equals = memchr(word, '=', length);

	if (equals == NULL || equals == word)
		return -1;
	*value = (size_t)(equals - word) + 1;
	return verb_argument(typed->verb, word, *value - 1);
}

static bool looks_like_code(const char *word, size_t length)
{
	char text[24];

	if (length >= sizeof text)
		return false;
	memcpy(text, word, length);
	text[length] = '\0';
	return verb_is_code(text);
}

static void take_word(struct typed *typed, const char *word, size_t length)
{
	size_t value;
	int place;

	if (typed->verb == NULL) {
		if (strspn(word, "0123456789") >= length)
			return;
		typed->verb = verb_find_at(VERB_AT_PROMPT, word, length, NULL);
		typed->unknown = typed->verb == NULL;
		return;
	}
	place = named_place(typed, word, length, &value);
	if (place < 0 && (typed->verb->flags & VERB_CASE) && looks_like_code(word, length))
		return;
	if (place < 0)
		place = next_place(typed);
	if (place >= 0)
		typed->given[place] = true;
}

/* Bytes of the word at `text`; a blank within quotes does not end it. */
static size_t word_length(const char *text, size_t length)
{
	char quote = '\0';
	size_t i;

	for (i = 0; i < length; i++) {
		if (quote != '\0')
			quote = text[i] == quote ? '\0' : quote;
		else if (text[i] == ' ')
			break;
		else if ((text[i] == '"' || text[i] == '\'') && (i == 0 || text[i - 1] == '='))
			quote = text[i];
	}
	return i;
}

/* The same, with the words behind it that make one choice with it: verb_give.c. */
static size_t choice_length(const struct typed *typed, const char *text, size_t left, size_t length)
{
	int place = typed->verb != NULL ? next_place(typed) : -1;
	const struct argument *argument = place >= 0 ? &typed->verb->arguments[place] : NULL;

	if (argument == NULL || argument->kind != ARGUMENT_CHOICE)
		return length;
	for (const char *const *at = argument->choices; *at != NULL && length < left;) {
		size_t more = length + 1 + word_length(text + length + 1, left - length - 1);
		bool goes_on = strncasecmp(*at, text, more) == 0;

		length = goes_on ? more : length;
		at += !goes_on; /* the same may go on further */
	}
	return length;
}

static bool begins_rest(const struct typed *typed, const char *word, size_t length)
{
	size_t value = 0;
	int place = typed->verb != NULL ? next_place(typed) : -1;

	return place >= 0 && typed->verb->arguments[place].kind == ARGUMENT_REST &&
		named_place(typed, word, length, &value) < 0;
}

static void read_line(struct typed *typed, const char *line, size_t point)
{
	size_t at = 0, length;

	for (;;) {
		while (at < point && line[at] == ' ')
			at++;
		length = word_length(line + at, point - at);
		length = choice_length(typed, line + at, point - at, length);
		typed->start = at;
		if (begins_rest(typed, line + at, length)) {
			typed->rest = at;
			return;
		}
		if (at + length >= point || typed->unknown)
			return;
		take_word(typed, line + at, length);
		at += length;
	}
}

static void offer_screens(struct finder *f)
{
	for (const struct screen *const *screen = screens; *screen != NULL; screen++)
		offer(f, (*screen)->name, " ", _((*screen)->title));
}

static void offer_argument(struct finder *f, const struct argument *argument)
{
	const char *help = argument->help != NULL ? _(argument->help) : "";

	for (size_t i = 0; argument->choices != NULL && argument->choices[i] != NULL; i++)
		offer(f, argument->choices[i], " ", help);
	switch (argument->kind) {
	case ARGUMENT_STAGE:
		offer_choices(f, case_columns[CASE_STAGE].choices, " ");
		return;
	case ARGUMENT_STAFF:
	case ARGUMENT_VIEW:
		offer_kept(f, argument->kind, " ");
		return;
	case ARGUMENT_COLUMN:
		offer_columns(f);
		return;
	case ARGUMENT_SCREEN:
		offer_screens(f);
		return;
	case ARGUMENT_VERB:
		offer_verbs(f);
		return;
	case ARGUMENT_FLAG:
		offer(f, "yes", " ", "");
		return;
	case ARGUMENT_CHOICE:
	case ARGUMENT_WORD:
	case ARGUMENT_WORDS:
	case ARGUMENT_FILE:
	case ARGUMENT_REST:
	case ARGUMENT_FIELDS:
		return;
	}
}

/* Values for the next argument, `name=` of the others that are open, codes. */
static void offer_arguments(struct finder *f, const struct typed *typed)
{
	const struct argument *arguments = typed->verb->arguments;
	int place = next_place(typed), offered = -1;

	f->bare = place >= 0 && arguments[place].kind == ARGUMENT_CHOICE;
	if (place >= 0)
		offer_argument(f, &arguments[place]);
	f->bare = false;
	if (f->count > 0)
		offered = place;
	for (int i = 0; arguments[i].name != NULL; i++)
		if (!typed->given[i] && i != offered && arguments[i].kind != ARGUMENT_FIELDS)
			offer(f, arguments[i].name, "=",
				arguments[i].help != NULL ? _(arguments[i].help) : "");
	if (typed->verb->flags & VERB_CASE)
		offer_codes(f);
}

static size_t complete_command(struct finder *f, const char *line, size_t point)
{
	struct typed typed = { 0 };
	size_t value = 0;
	int place = -1;

	read_line(&typed, line, point);
	if (typed.unknown)
		return point;
	if (typed.rest > 0)
		return typed.rest + complete_filter(f, line + typed.rest, point - typed.rest);
	f->word = line + typed.start;
	f->length = point - typed.start;
	if (typed.verb != NULL)
		place = named_place(&typed, f->word, f->length, &value);
	if (place >= 0) {
		f->word += value;
		f->length -= value;
		offer_argument(f, &typed.verb->arguments[place]);
		return typed.start + value;
	}
	if (typed.verb != NULL) {
		offer_arguments(f, &typed);
		return typed.start;
	}
	offer_verbs(f);
	if (f->length > 0 && f->count == 0)
		offer_codes(f);
	return typed.start;
}

size_t complete_line(void *who, char kind, const char *line, size_t point, size_t *start,
	struct candidate *list, size_t max)
{
	struct finder finder = { .complete = who, .list = list, .max = max };

	*start = kind == '/' ? complete_filter(&finder, line, point) :
			       complete_command(&finder, line, point);
	return finder.count;
}
