/* What Tab offers, over small tables and a view made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "db/column.h"
#include "db/row.h"
#include "tui/app/complete.h"
#include "tui/app/screen.h"
#include "tui/app/state.h"
#include "tui/widgets/list.h"
#include "tui/widgets/listing.h"
#include "tui/widgets/window.h"

static const char *const priorities[] = { "urgent", "high", "normal", NULL };
static const char *const flags[] = { "child detained", "child missing", "medical", NULL };
static const char *const states[] = { "yes", "no", NULL };
static const struct verb verbs[] = {
	{ .name = "take", .flags = VERB_CASE | VERB_WORKS, .help = "Become responsible" },
	{ .name = "assign",
		.flags = VERB_CASE,
		.help = "Give to somebody",
		.arguments = { { .name = "to", .kind = ARGUMENT_STAFF, .help = "whom" },
			{ .name = "priority", .kind = ARGUMENT_CHOICE, .choices = priorities } } },
	{ .name = "move",
		.flags = VERB_CASE,
		.help = "Move",
		.arguments = { { .name = "to", .kind = ARGUMENT_STAGE } } },
	{ .name = "board",
		.help = "Open the board",
		.arguments = { { .name = "filter", .kind = ARGUMENT_REST } } },
	{ .name = "sort",
		.help = "Sort",
		.arguments = { { .name = "by", .kind = ARGUMENT_COLUMN } } },
	{ .name = "help",
		.help = "Help",
		.arguments = { { .name = "verb", .kind = ARGUMENT_VERB } } },
	{ .name = "flag",
		.flags = VERB_CASE,
		.help = "Flag",
		.arguments = { { .name = "flag", .kind = ARGUMENT_CHOICE, .choices = flags },
			{ .name = "state", .kind = ARGUMENT_CHOICE, .choices = states } } },
	{ .name = "import", .help = "Import", .flags = VERB_ONLY_SHELL },
	{ .name = "leave", .help = "Back", .flags = VERB_HIDDEN },
	{ 0 },
};
const struct verb *const verb_tables[] = { verbs, NULL };

static struct listing listing;
static struct list list;
static struct window window = { .list = &list };

static struct listing *listing_of(struct view *view)
{
	(void)view;
	return &listing;
}

static const struct screen cases = {
	.name = "cases", .title = "Cases", .columns = case_columns, .listing = listing_of
};
static const struct screen plain = { .name = "help", .title = "Help" };
const struct screen *const screens[] = { &cases, &plain, NULL };

static struct app app;
static struct view view = { .app = &app };
static struct list_item items[3];
static struct complete complete;

static void add_row(const char *code, const char *country, const char *office)
{
	const char *cells[CASE_COLUMNS] = {
		[CASE_CODE] = code, [CASE_COUNTRY] = country, [CASE_OFFICE] = office
	};

	items[list.count].row = (int)list.count;
	list.count++;
	assert_true(rows_add(list.rows, cells));
}

static int make(void **state)
{
	const char *names[CASE_COLUMNS];

	(void)state;
	for (size_t i = 0; i < CASE_COLUMNS; i++)
		names[i] = case_columns[i].name;
	list = (struct list){ .code_column = CASE_CODE, .items = items };
	listing = (struct listing){ .window = &window };
	list.rows = rows_new(CASE_COLUMNS, names);
	add_row("HW-7K3F-W9CP", "TH", "Mae Sot");
	add_row("HW-7M9D-41TA", "LA", "Pakse\x1b[2J");
	add_row("HW-9XH4-F7AK", "TH", "Mae Sot");
	memset(&complete, 0, sizeof complete);
	view.screen = &cases;
	complete.front = &view;
	complete_remember(&complete, ARGUMENT_STAFF, "nok", "Nok, Bangkok");
	complete_remember(&complete, ARGUMENT_STAFF, "night", "");
	complete_remember(&complete, ARGUMENT_VIEW, "my urgent", "board");
	return 0;
}

static int drop(void **state)
{
	(void)state;
	rows_unref(list.rows);
	return 0;
}

/* The candidates at the `|` of a line, as "START: word,word,". */
static const char *offered(char kind, const char *marked)
{
	static char text[2048];
	struct candidate found[64];
	char line[256];
	size_t point = strcspn(marked, "|"), start, count;
	size_t used;

	snprintf(line, sizeof line, "%.*s%s", (int)point, marked, marked + point + 1);
	count = complete_line(&complete, kind, line, point, &start, found, 64);
	used = (size_t)snprintf(text, sizeof text, "%zu:", start);
	for (size_t i = 0; i < count; i++)
		used += (size_t)snprintf(text + used, sizeof text - used, "%s,", found[i].word);
	return text;
}

static void completes_commands(void **state)
{
	static const char *const rows[][2] = {
		{ "|", "0:take ,assign ,move ,board ,sort ,help ,flag ," },
		{ "t|", "0:take ," },
		{ "  3 ta|", "4:take ," },
		{ "im|", "0:" },
		{ "le|", "0:" },
		{ "7k|", "0:HW-7K3F-W9CP ," },
		{ "hw-9|", "0:HW-9XH4-F7AK ," },
		{ "take |", "5:HW-7K3F-W9CP ,HW-7M9D-41TA ,HW-9XH4-F7AK ," },
		{ "take 7|x", "5:HW-7K3F-W9CP ,HW-7M9D-41TA ," },
		{ "take HW-7K3F-W9CP hw9|", "18:HW-9XH4-F7AK ," },
		{ "take zz|", "5:" },
		{ "flag ch|", "5:child detained ,child missing ," },
		{ "flag child |", "5:child detained ,child missing ," },
		{ "flag child d|", "5:child detained ," },
		{ "flag \"child d|", "5:\"child detained\" ," },
		{ "flag flag=ch|", "10:\"child detained\" ,\"child missing\" ," },
		{ "flag child detained y|", "20:yes ," },
		{ "flag medical y|", "13:yes ," },
		{ "fly |", "4:" },
		{ "fly a|", "5:" },
		{ "assign |",
			"7:nok ,night ,priority=,HW-7K3F-W9CP ,HW-7M9D-41TA ,HW-9XH4-F7AK ," },
		{ "assign n|", "7:nok ,night ," },
		{ "assign no|", "7:nok ," },
		{ "assign nok |",
			"11:urgent ,high ,normal ,"
			"HW-7K3F-W9CP ,HW-7M9D-41TA ,HW-9XH4-F7AK ," },
		{ "assign 7K3F-W9CP ni|", "17:night ," },
		{ "assign priority=|", "16:urgent ,high ,normal ," },
		{ "assign priority=n|", "16:normal ," },
		{ "assign priority=high n|", "21:nok ,night ," },
		{ "assign to=ni|", "10:night ," },
		{ "assign x=|", "7:" },
		{ "assign nok high z|", "16:" },
		{ "move to=re|", "8:reported ,recovery ,return ," },
		{ "move thi|", "5:\"third country\" ," },
		{ "move \"thi|", "5:\"third country\" ," },
		{ "sort co|", "5:code ,country ," },
		{ "sort -cou|", "5:-country ," },
		{ "help mo|", "5:move ," },
		{ "board sta|", "6:stage:," },
		{ "board mine stage:tri|", "17:triaged ," },
		{ "board stage:reported,tri|", "21:triaged ," },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(offered(':', rows[i][0]), rows[i][1]) != 0)
			fail_msg("<%s>: %s", rows[i][0], offered(':', rows[i][0]));
}

static void completes_filters(void **state)
{
	static const char *const rows[][2] = {
		{ "sta|", "0:stage:," },
		{ "mae !sta|", "5:stage:," },
		{ "mi|", "0:mine ," },
		{ "stage:re|", "6:reported ,recovery ,return ," },
		{ "stage=re|", "6:reported ,recovery ,return ," },
		{ "priority>=h|", "10:high ," },
		{ "stage!=clo|", "7:closed ," },
		{ "stage:\"no f|", "6:\"no further help wanted\" ," },
		{ "country:|", "8:TH ,LA ," },
		{ "office:m|", "7:\"Mae Sot\" ," },
		{ "office:\"M|", "7:\"Mae Sot\" ," },
		{ "office:P|", "7:" }, /* what it holds cannot be typed */
		{ "child:|", "6:yes ,no ,unknown ," },
		{ "code:hw-7k|", "5:HW-7K3F-W9CP ," },
		{ "\"mae sta|", "0:" },
		{ "clock<|", "6:" },
		{ "nosuch:|", "7:" },
		{ "stage|:tri", "0:stage:," },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(offered('/', rows[i][0]), rows[i][1]) != 0)
			fail_msg("<%s>: %s", rows[i][0], offered('/', rows[i][0]));
	view.screen = &plain;
	assert_string_equal(offered('/', "sta|"), "3:");
	complete.front = NULL;
	assert_string_equal(offered('/', "sta|"), "3:");
	assert_string_equal(offered(':', "sort |"), "5:by=,");
	assert_string_equal(offered(':', "take |"), "5:");
}

static void keeps_to_her_role(void **state)
{
	(void)state;
	app.me = (struct me){ .known = true };
	assert_string_equal(offered(':', "t|"), "0:");
	app.me.may = VERB_WORKS;
	assert_string_equal(offered(':', "t|"), "0:take ,");
	app.me = (struct me){ 0 };
}

static void brings_help(void **state)
{
	struct candidate found[4];
	size_t start;

	(void)state;
	assert_int_equal(complete_line(&complete, ':', "ta", 2, &start, found, 4), 1);
	assert_string_equal(found[0].help, "Become responsible");
	assert_int_equal(complete_line(&complete, ':', "assign no", 9, &start, found, 4), 1);
	assert_string_equal(found[0].help, "Nok, Bangkok");
	assert_int_equal(complete_line(&complete, ':', "", 0, &start, found, 4), 4);
}

static void keeps_the_latest_words(void **state)
{
	char word[80];

	(void)state;
	complete_remember(&complete, ARGUMENT_STAFF, "nok", "moved");
	assert_int_equal(complete.count, 3);
	assert_string_equal(complete.kept[0].candidate.help, "moved");
	memset(word, 'n', sizeof word);
	word[sizeof word - 1] = '\0';
	complete_remember(&complete, ARGUMENT_STAFF, word, "");
	complete_remember(&complete, ARGUMENT_STAFF, "", "");
	complete_remember(&complete, ARGUMENT_STAFF, "n\x1b[m", "");
	for (int i = 0; i < COMPLETE_KEPT; i++) {
		snprintf(word, sizeof word, "x%d", i);
		complete_remember(&complete, ARGUMENT_STAFF, word, "");
	}
	assert_string_equal(offered(':', "assign n|"), "7:");
	assert_string_equal(offered(':', "assign x25|"),
		"7:x252 ,x253 ,x254 ,x255 ,x25 ,x250 ,x251 ,");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, drop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(completes_commands),
		TEST(keeps_to_her_role),
		TEST(completes_filters),
		TEST(brings_help),
		TEST(keeps_the_latest_words),
	};

	return cmocka_run_group_tests_name("complete", tests, NULL, NULL);
}
