/* The parser of command lines and the finding of verbs, over a small table of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "tui/app/verb.h"

static unsigned act(struct call *call)
{
	(void)call;
	return EFFECT_NONE;
}

static const char *const formats[] = { "table", "csv", "json", "jsonl", NULL };
static const char *const whys[] = { "danger now", "danger", "need a decision", "need", "call her",
	"call back", "authority at the door", NULL };
static const struct verb cases[] = {
	{
		.name = "take",
		.key = "t",
		.flags = VERB_CASE | VERB_CHANGES | VERB_SHELL,
		.act = act,
	},
	{ .name = "assign",
		.key = "a",
		.flags = VERB_CASE | VERB_SHELL,
		.act = act,
		.arguments = { { .name = "to", .kind = ARGUMENT_STAFF, .required = true },
			{ .name = "why" } } },
	{ .name = "case", .key = "Enter", .flags = VERB_CASE | VERB_SHELL, .act = act },
	{ .name = "wake",
		.flags = VERB_CASE | VERB_CHANGES | VERB_SHELL,
		.act = act,
		.arguments = { { .name = "why", .kind = ARGUMENT_CHOICE, .choices = whys },
			{ .name = "next", .kind = ARGUMENT_CHOICE, .choices = whys },
			{ .name = "flag", .kind = ARGUMENT_WORDS },
			{ .name = "fields", .kind = ARGUMENT_FIELDS } } },
	{ 0 },
};
static const struct verb none[] = { { 0 } };
static const struct verb lists[] = {
	{ .name = "cases",
		.key = "2",
		.act = act,
		.arguments = { { .name = "filter", .kind = ARGUMENT_REST } } },
	{ .name = "list",
		.flags = VERB_SHELL | VERB_ONLY_SHELL,
		.act = act,
		.arguments = { { .name = "screen" },
			{ .name = "format", .kind = ARGUMENT_CHOICE, .choices = formats },
			{ .name = "limit" }, { .name = "facts", .kind = ARGUMENT_FLAG } } },
	{ .name = "find",
		.flags = VERB_SHELL,
		.act = act,
		.arguments = { { .name = "filter", .kind = ARGUMENT_REST },
			{ .name = "format", .kind = ARGUMENT_CHOICE, .choices = formats },
			{ .name = "limit" }, { .name = "facts", .kind = ARGUMENT_FLAG } } },
	{ .name = "filter",
		.key = "/",
		.act = act,
		.arguments = { { .name = "text", .kind = ARGUMENT_REST } } },
	{ .name = "quit", .act = act },
	{ .name = "quote", .flags = VERB_HIDDEN, .act = act },
	{ 0 },
};
const struct verb *const verb_tables[] = { none, cases, none, none, lists, none, NULL };

static void walks_every_row(void **state)
{
	static const char *const names[] = { "take", "assign", "case", "wake", "cases", "list",
		"find", "filter", "quit", "quote" };
	size_t i = 0;

	(void)state;
	for (const struct verb *verb = verb_next(NULL); verb != NULL; verb = verb_next(verb))
		assert_string_equal(verb->name, names[i++]);
	assert_int_equal(i, sizeof names / sizeof *names);
}

static void finds_by_unique_prefix(void **state)
{
	static const struct {
		const char *word, *name;
		bool ambiguous;
	} rows[] = {
		{ "take", "take", false },
		{ "t", "take", false },
		{ "case", "case", false }, /* whole, though cases begins so too */
		{ "cas", NULL, true },
		{ "fi", NULL, true },
		{ "fil", "filter", false },
		{ "qu", "quit", false }, /* a hidden row has no short form */
		{ "quo", NULL, false },
		{ "quote", "quote", false },
		{ "", NULL, false },
		{ "takes", NULL, false },
		{ "Take", NULL, false },
	};
	bool ambiguous;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct verb *verb = verb_find(rows[i].word, strlen(rows[i].word), &ambiguous);

		assert_int_equal(ambiguous, rows[i].ambiguous);
		if (rows[i].name == NULL)
			assert_null(verb);
		else
			assert_string_equal(verb->name, rows[i].name);
	}
	assert_string_equal(verb_find_at(VERB_IN_SHELL, "fi", 2, &ambiguous)->name, "find");
	assert_string_equal(verb_by_key("Enter")->name, "case");
	assert_null(verb_by_key("T"));
	assert_int_equal(verb_argument(&cases[1], "why", 3), 1);
	assert_int_equal(verb_argument(&cases[1], "wh", 2), -1);
	assert_int_equal(verb_argument(&cases[1], "why=", 4), -1);
}

/* What came of a line, as one text: "verb count codes| values ! ". */
static const char *echo(const struct line *line)
{
	static char text[4096];
	const struct call *call = &line->call;
	size_t used = 0;

	used += (size_t)snprintf(text, sizeof text, "%s", call->verb->name);
	if (call->count > 0)
		used += (size_t)snprintf(text + used, sizeof text - used, " #%ld", call->count);
	for (size_t i = 0; i < call->code_count; i++)
		used += (size_t)snprintf(text + used, sizeof text - used, " {%s}", call->codes[i]);
	for (int i = 0; call->verb->arguments[i].name != NULL; i++)
		if (call->value[i] != NULL)
			used += (size_t)snprintf(text + used, sizeof text - used, " %s=[%s]",
				call->verb->arguments[i].name, call->value[i]);
	snprintf(text + used, sizeof text - used, "%s%s%s", call->forced ? " !" : "",
		call->input ? " -" : "", call->json ? " json" : "");
	return text;
}

struct want {
	const char *text, *echo; /* echo NULL: a problem */
	size_t caret;
	const char *problem; /* part of it */
};

static void check(const struct want *rows, size_t count, int (*parse)(struct line *, const char *))
{
	struct line line;

	for (size_t i = 0; i < count; i++) {
		int answer = parse(&line, rows[i].text);

		if (answer == 0 && rows[i].echo != NULL) {
			assert_string_equal(echo(&line), rows[i].echo);
			assert_string_equal(line.problem, "");
			continue;
		}
		if (answer == 0 || rows[i].echo != NULL)
			fail_msg("<%s>: %s", rows[i].text,
				answer == 0 ? echo(&line) : line.problem);
		assert_int_equal(answer, -1);
		if (strstr(line.problem, rows[i].problem) == NULL || line.caret != rows[i].caret)
			fail_msg("<%s>: \"%s\" at %zu", rows[i].text, line.problem, line.caret);
	}
}

static const struct want lines[] = {
	{ .text = "take", .echo = "take" },
	{ .text = "  t\t ", .echo = "take" },
	{ .text = "3 take", .echo = "take #3" },
	{ .text = "9999 t", .echo = "take #9999" },
	{ .text = "take HW-7K3F-W9CP", .echo = "take {HW-7K3F-W9CP}" },
	{ .text = "take 7k3fw9cp hw7K3F-w9cp \"HW 7K3F W9CP\" !",
		.echo = "take {7k3fw9cp} {hw7K3F-w9cp} {HW 7K3F W9CP} !" },
	{ .text = "7k3f-w9cp", .echo = "case {7k3f-w9cp}" },
	{ .text = "33334444", .echo = "case {33334444}" },
	{ .text = "quit!", .echo = "quit !" },
	{ .text = "q !", .echo = "quit !" },
	{ .text = "assign nok", .echo = "assign to=[nok]" },
	{ .text = "assign 7K3F-W9CP nok because",
		.echo = "assign {7K3F-W9CP} to=[nok] why=[because]" },
	{ .text = "assign why=late nok", .echo = "assign to=[nok] why=[late]" },
	{ .text = "assign to='mae sot' \"on call\"", .echo = "assign to=[mae sot] why=[on call]" },
	{ .text = "assign to=\"\"", .echo = "assign to=[]" },
	{ .text = "assign \"to=x\" ''", .echo = "assign to=[to=x] why=[]" },
	{ .text = "assign o'neil it's", .echo = "assign to=[o'neil] why=[it's]" },
	{ .text = "assign ! nok", .echo = "assign to=[!] why=[nok]" },
	{ .text = "assign '!'", .echo = "assign to=[!]" },
	{ .text = "assign น้ำ", .echo = "assign to=[น้ำ]" },
	{ .text = "assign $HOME $(id) *;`ls` \\n", .problem = "no case code", .caret = 19 },
	{ .text = "assign $HOME $(id)*;`ls`\\n", .echo = "assign to=[$HOME] why=[$(id)*;`ls`\\n]" },
	{ .text = "cases", .echo = "cases" },
	{ .text = "cases  mae \"sot  x\" 'y stage=triaged  ! ",
		.echo = "cases filter=[mae \"sot  x\" 'y stage=triaged  !]" },
	{ .text = "cases filter=\"a b\" c", .echo = "cases filter=[\"a b\" c]" },
	{ .text = "filter \"half", .echo = "filter text=[\"half]" },
	{ .text = "filter text", .echo = "filter text=[text]" },
	{ .text = "filter --format csv", .echo = "filter text=[--format csv]" },
	{ .text = "find format=j limit=3 a format=b", .problem = "none of", .caret = 12 },
	{ .text = "find format=json limit=3 a format=b",
		.echo = "find filter=[a format=b] format=[json] limit=[3]" },
	{ .text = "wake danger now", .echo = "wake why=[danger now]" },
	{ .text = "wake danger  7K3FW9CP", .echo = "wake {7K3FW9CP} why=[danger]" },
	{ .text = "wake danger need", .echo = "wake why=[danger] next=[need]" },
	{ .text = "wake dan need  a dec 7K3FW9CP", .problem = "\"dan\" is none of", .caret = 5 },
	{ .text = "wake danger n need a dec 7K3FW9CP no danger   now",
		.echo = "wake {7K3FW9CP} why=[danger now] next=[need a decision] "
			"flag=[no danger now]" },
	{ .text = "wake call", .problem = "\"call\" is none of", .caret = 5 },
	{ .text = "wake call b auth at child detained next=x",
		.problem = "given twice",
		.caret = 40 },
	{ .text = "wake \"danger\" now", .problem = "\"now\" is none of", .caret = 14 },
	{ .text = "wake need danger child flag=x", .problem = "given twice", .caret = 28 },
	{ .text = "wake need danger child 3", .problem = "no other word fits", .caret = 23 },
	{ .text = "take -", .problem = "no case code", .caret = 5 },
	{ .text = "take --count 3", .problem = "has no arguments", .caret = 5 },
	{ .text = "", .problem = "a verb is missing", .caret = 0 },
	{ .text = " \t ", .problem = "a verb is missing", .caret = 0 },
	{ .text = "3", .problem = "missing after the count", .caret = 1 },
	{ .text = "0 take", .problem = "a count is", .caret = 0 },
	{ .text = "99999999999999999999999 take", .problem = "a count is", .caret = 0 },
	{ .text = "-3 take", .problem = "no verb \"-3\"", .caret = 0 },
	{ .text = " fly 7K3F-W9CP", .problem = "no verb \"fly\"", .caret = 1 },
	{ .text = "2 fi", .problem = "\"fi\" may mean find, filter", .caret = 2 },
	{ .text = "list", .problem = "from a shell only", .caret = 0 },
	{ .text = "!", .problem = "no verb \"!\"", .caret = 0 },
	{ .text = "\"\"", .problem = "no verb \"\"", .caret = 0 },
	{ .text = "quit now", .problem = "\"now\" is one word too many for quit", .caret = 5 },
	{ .text = "quit to=x", .problem = "quit has no arguments", .caret = 5 },
	{ .text = "take 7K3F-W9CO", .problem = "is no case code", .caret = 5 },
	{ .text = "assign who=x",
		.problem = "has no argument \"who\"; it has: to, why",
		.caret = 7 },
	{ .text = "assign a to=b", .problem = "to is given twice", .caret = 12 },
	{ .text = "assign a --to b", .problem = "to is given twice", .caret = 14 },
	{ .text = "assign \"a", .problem = "never closed", .caret = 7 },
	{ .text = "assign to='a", .problem = "never closed", .caret = 10 },
	{ .text = "assign \"a\"b", .problem = "blank is missing", .caret = 10 },
	{ .text = "assign \"", .problem = "never closed", .caret = 7 },
	{ .text = "assign a\x1b]0;x", .problem = "control character", .caret = 8 },
	{ .text = "take\n", .problem = "control character", .caret = 4 },
	{ .text = "take \x7f", .problem = "control character", .caret = 5 },
	{ .text = "take \xc2\x9b", .problem = "control character", .caret = 5 },
	{ .text = "take \xc2\xa0", .problem = "no case code", .caret = 5 },
	{ .text = "take \xe0\xb8", .problem = "not UTF-8", .caret = 5 },
	{ .text = "take \xff", .problem = "not UTF-8", .caret = 5 },
	{ .text = "take \xc0\xaf", .problem = "not UTF-8", .caret = 5 },
};

static void parses_lines(void **state)
{
	(void)state;
	check(lines, sizeof lines / sizeof *lines, verb_parse);
}

/* Words of a shell, written with '|' between them. */
static int parse_words(struct line *line, const char *text)
{
	char copy[512], *words[64], *at = copy;
	int count = 0;

	strcpy(copy, text);
	for (char *word; (word = strsep(&at, "|")) != NULL;)
		words[count++] = word;
	return verb_parse_words(line, count, words);
}

static void parses_shell_words(void **state)
{
	static const struct want rows[] = {
		{ .text = "take|HW-7K3F-W9CP|7k3fw9cp", .echo = "take {HW-7K3F-W9CP} {7k3fw9cp}" },
		{ .text = "take|HW 7K3F W9CP", .echo = "take {HW 7K3F W9CP}" },
		{ .text = "assign|two words|\"q\"", .echo = "assign to=[two words] why=[\"q\"]" },
		{ .text = "take|-|--format|json|--count=37", .echo = "take #37 - json" },
		{ .text = "take|7k3fw9cp|-", .echo = "take {7k3fw9cp} -" },
		{ .text = "take|--|-", .problem = "no case code", .caret = 8 },
		{ .text = "take|--format|xml", .problem = "--format is text or json", .caret = 14 },
		{ .text = "take|--count|3x", .problem = "a count is", .caret = 13 },
		{ .text = "case|-", .problem = "no case code", .caret = 5 },
		{ .text = "case|7k3fw9cp|--format|json", .problem = "no arguments", .caret = 14 },
		{ .text = "wake|--why|danger|now|need|a|decision|child|detained",
			.echo = "wake why=[danger now] next=[need a decision] "
				"flag=[child detained]" },
		{ .text = "wake|--age|15-17|danger|--lang=lo|--of",
			.problem = "a value is missing",
			.caret = 34 },
		{ .text = "wake|--age|15-17|danger|--lang=lo",
			.echo = "wake why=[danger] fields=[age=15-17\nlang=lo\n]" },
		{ .text = "wake|--why=danger|now", .problem = "\"now\" is none of", .caret = 18 },
		{ .text = "wake|danger now|call back",
			.echo = "wake why=[danger now] next=[call back]" },
		{ .text = "assign||x", .echo = "assign to=[] why=[x]" },
		{ .text = "assign|nok|!", .echo = "assign to=[nok] !" },
		{ .text = "li|board|--format|csv|--facts",
			.echo = "list screen=[board] format=[csv] facts=[yes]" },
		{ .text = "list|--limit=10|board|format=table",
			.echo = "list screen=[board] format=[table] limit=[10]" },
		{ .text = "find|a b|--limit|10|stage:third country|--format=csv|!x|limit=4",
			.echo = "find filter=[a b stage:third country !x limit=4] "
				"format=[csv] limit=[10]" },
		{ .text = "find|limit=4|--facts|--|--limit|a",
			.echo = "find filter=[--limit a] limit=[4] facts=[yes]" },
		{ .text = "find|--|--", .echo = "find filter=[--]" },
		{ .text = "quit", .problem = "works in the console only", .caret = 0 },
		{ .text = "7k3fw9cp", .problem = "no verb", .caret = 0 },
		{ .text = "find|--limit",
			.problem = "a value is missing after --limit",
			.caret = 5 },
		{ .text = "find|--lim|3", .problem = "no argument \"lim\"", .caret = 5 },
		{ .text = "list|a|--facts=no", .problem = "say facts=yes", .caret = 15 },
		{ .text = "list|--format|js",
			.problem = "\"js\" is none of: table, csv, json, jsonl",
			.caret = 14 },
		{ .text = "assign|a\nb", .problem = "control character", .caret = 8 },
		{ .text = "take|\xf0\x9f", .problem = "not UTF-8", .caret = 5 },
		{ .text = "", .problem = "no verb \"\"", .caret = 0 },
	};
	struct line line;

	(void)state;
	check(rows, sizeof rows / sizeof *rows, parse_words);
	assert_int_equal(verb_parse_words(&line, 0, NULL), -1);
	assert_string_equal(line.problem, "a verb is missing");
}

static void bounds_lines(void **state)
{
	struct line line;
	char text[LINE_MAX_BYTES + 1], *words[2] = { text, text };

	(void)state;
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	assert_int_equal(verb_parse(&line, text), -1);
	assert_non_null(strstr(line.problem, "at most"));
	assert_int_equal(verb_parse_words(&line, 1, words), -1);
	assert_non_null(strstr(line.problem, "at most"));

	memcpy(text, "assign ", 7);
	text[LINE_MAX_BYTES - 1] = '\0';
	assert_int_equal(verb_parse(&line, text), 0);
	assert_int_equal(strlen(line.call.value[0]), LINE_MAX_BYTES - 8);
	text[600] = '\0';
	assert_int_equal(verb_parse_words(&line, 2, words), -1);
	assert_non_null(strstr(line.problem, "at most"));

	/* a long wrong word is quoted in part, cut between characters */
	for (size_t i = 0; i + 3 < LINE_MAX_BYTES; i += 3)
		memcpy(text + i, "\xe0\xb8\x81", 4);
	assert_int_equal(verb_parse(&line, text), -1);
	assert_non_null(strstr(line.problem, "\xe0\xb8\x81...\""));
	assert_true(strlen(line.problem) < 80);
}

static void knows_the_look_of_codes(void **state)
{
	static const char *const good[] = { "HW-7K3F-W9CP", "hw-7k3f-w9cp", "7k3fw9cp",
		"HW7K3FW9CP", "7K3F W9CP", "hwhwhwhw", "hwhwhwhwhw", "W9CX", "w9cx" };
	static const char *const bad[] = { "", "HW-", "7K3F-W9C", "7K3F-W9CPP", "OP-7K3F-W9CP",
		"7K3F-W9C0", "7K3F_W9CP", "--------", "7K3F-W9CP\xe0\xb8\x81", "XY7K3FW9CP", "need",
		"9999", "W-9CX", "W9C" };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (!verb_is_code(good[i]))
			fail_msg("no code: <%s>", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (verb_is_code(bad[i]))
			fail_msg("a code: <%s>", bad[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(walks_every_row),
		cmocka_unit_test(finds_by_unique_prefix),
		cmocka_unit_test(parses_lines),
		cmocka_unit_test(parses_shell_words),
		cmocka_unit_test(bounds_lines),
		cmocka_unit_test(knows_the_look_of_codes),
	};

	return cmocka_run_group_tests_name("verb", tests, NULL, NULL);
}
