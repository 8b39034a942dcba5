/* Two who saved the same record: how it looks, also where it is taller than the screen. */
#include "tests/unit/a_conflict.h"

/* ---- how it looks ------------------------------------------------------------------------- */

static const change many[] = { { "name.1.text", "Nok", BURMESE, "Noi" },
	{ "languages", "TH", "TH;LA", "TH" }, { "call", "", "2026-11-22T14:30:00+07:00", "" },
	{ "risk", "low", "low", "high" },
	{ "story", "She came.", "She came over the bridge.\nAnd ran.", "She came by boat." } };

static void test_looks(void **state)
{
	struct three *three = three_of(many, 5);
	char status[100];

	(void)state;
	assert_shown(three, 23, 80,
		"changed by supervisor 40 seconds ago\n"
		"> Name*:  choose one\n"
		"      before  Nok\n"
		"    m mine    " BURMESE "\n"
		"    t theirs  Noi\n"
		"  Languages:  mine\n"
		"      before  Thailand\n"
		"  * m mine    Thailand; Laos\n"
		"    t theirs  Thailand\n"
		"  Call back at:  mine\n"
		"      before  (empty)\n"
		"  * m mine    2026-11-22 14:30 Bangkok\n"
		"    t theirs  (empty)\n"
		"  Risk*:  choose one\n"
		"      before  low\n"
		"    m mine    low\n"
		"    t theirs  high\n"
		"  What she says:  choose one\n"
		"      before  She came.\n"
		"    m mine    She came over the bridge.\n"
		"              And ran.\n"
		"    t theirs  She came by boat.\n"
		"\n"
		"cursor 1 0\n");
	conflict_status(&three->conflict, status, sizeof status);
	assert_string_equal(status, "3 of 5 to choose");
	assert_true(conflict_offers_both(&three->conflict));
	/* each choice leads to the next that is open */
	key(three, 'm');
	assert_false(conflict_offers_both(&three->conflict)); /* of one risk there are no two */
	key(three, 't');
	assert_true(conflict_offers_both(&three->conflict));
	assert_int_equal(key(three, INPUT_CTRL('x')), CONFLICT_STAYS);
	assert_shown(three, 7, 40,
		"changed by supervisor 40 seconds ago\n"
		"> What she says:  choose one\n"
		"      before  She came.\n"
		"    m mine    She came over the bridge.\n"
		"              And ran.\n"
		"    Nothing is saved yet: choose one for\n"
		"    each field first.\n"
		"cursor 1 0\n");
	key(three, 'b');
	conflict_status(&three->conflict, status, sizeof status);
	assert_string_equal(status, "5 chosen");
	assert_int_equal(key(three, INPUT_CTRL('x')), CONFLICT_SAVE);
	assert_string_equal(saved(three, "story"),
		"She came by boat.\nShe came over the bridge.\nAnd ran.");
	assert_shown(three, 2, 10,
		"> What sh>\n"
		"      bef>\n"
		"cursor 0 0\n");
	assert_int_equal(key(three, INPUT_ESC), CONFLICT_LEAVE);
	assert_int_equal(key(three, INPUT_CTRL('l')), CONFLICT_IGNORED);
	free_three(three);
}

static size_t count_of(const char *text, const char *word)
{
	size_t count = 0;

	for (; (text = strstr(text, word)) != NULL; text += strlen(word))
		count++;
	return count;
}

/* All of a list that is chosen, or "..." where the rest is. */
static void test_list(void **state)
{
	static char many_codes[3 * 1000 + 1];
	const change changes[] = { { "languages", "", many_codes, "" } };
	const struct {
		size_t codes, shown, cut;
	} rows[] = { { 100, 100, 0 }, { 1000, 799, 1 } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct three *three;
		struct look look;
		const char *text;

		many_codes[0] = '\0';
		for (size_t n = 0; n < rows[i].codes; n++)
			strcat(many_codes, n > 0 ? ";TH" : "TH");
		three = three_of(changes, 1);
		look_open(&look, 200, 80);
		conflict_draw(&three->conflict, &look.all);
		text = look_text(&look);
		assert_int_equal(count_of(text, "Thailand"), rows[i].shown);
		assert_int_equal(count_of(text, "..."), rows[i].cut);
		look_close(&look);
		free_three(three);
	}
}

/* Of two long texts all that lies between the first and the last place where they part. */
static void test_long(void **state)
{
	static char mine[5000], theirs[5000];
	const change changes[] = { { "story", "", mine, theirs } };
	struct three *three;

	(void)state;
	mine[0] = theirs[0] = '\0';
	for (int i = 0; i < 30; i++)
		strcat(mine, "The same as it was. ");
	strcpy(theirs, mine);
	strcat(mine, "He hit her.\nTwice.\nAnd then.\nShe may not go home. ");
	strcat(theirs, "He let her go.\nTwice.\nAnd then.\nShe wants to go home. ");
	for (int i = 0; i < 30; i++) {
		strcat(mine, "It is the same. ");
		strcat(theirs, "It is the same. ");
	}
	three = three_of(changes, 1);
	assert_shown(three, 22, 60,
		"changed by supervisor 40 seconds ago\n"
		"> What she says:  choose one\n"
		"      before  (empty)\n"
		"    m mine    ...\n"
		"              The same as it was. The same as it was. The\n"
		"              same as it was. He hit her.\n"
		"              Twice.\n"
		"              And then.\n"
		"              She may not go home. It is the same. It is the\n"
		"              same. It is the same. It is\n"
		"              ...\n"
		"    t theirs  ...\n"
		"              The same as it was. The same as it was. The\n"
		"              same as it was. He let her go.\n"
		"              Twice.\n"
		"              And then.\n"
		"              She wants to go home. It is the same. It is\n"
		"              the same. It is the same. It is\n"
		"              ...\n"
		"\n\n\n"
		"cursor 1 0\n");
	free_three(three);
}

/* ---- what is taller than the screen ------------------------------------------------------- */

static const struct field_choice safety[] = { { "yes", N_("yes"), NULL },
	{ "never", N_("never"), NULL }, { 0 } };
static const struct field relatives[] = {
	{ .name = "person.#.name", .label = N_("Name"), .limit = 60, .repeat = 2 },
	{ .name = "person.#.phone", .label = N_("Telephone"), .limit = 60, .repeat = 2 },
	{ .name = "person.#.safe",
		.label = N_("Safe to reach"),
		.type = FIELD_CHOICE,
		.flags = FIELD_NO_DEFAULT,
		.repeat = 2,
		.choices = safety },
	{ .name = "other", .label = N_("Other"), .repeat = 1 },
	{ 0 },
};
static const change aunt[] = { { "person.1.name", "Aunt", "Aunt One", "Aunt Two" },
	{ "person.1.phone", "1", "11", "12" }, { "person.1.safe", "yes", "yes", "never" },
	{ "other", "a", "b", "a" } };

/* Nothing is chosen or saved of which something was on no screen. */
static void test_taller_than_screen(void **state)
{
	struct three *three = three_in(relatives, aunt, 4);
	char status[100];

	(void)state;
	assert_shown(three, 7, 60,
		"changed by supervisor 40 seconds ago\n"
		"> Safe to reach:  choose one  (PgDn: more)\n"
		"      before  yes\n"
		"    m mine    yes\n"
		"    t theirs  never\n"
		"  Name:\n"
		"      before  Aunt\n"
		"cursor 1 0\n");
	for (const char *k = "mtb"; *k != '\0'; k++) {
		assert_int_equal(press_on(three, 7, *k), CONFLICT_STAYS);
		assert_string_equal(three->conflict.said, "Read all of it first: PgDn shows more.");
	}
	assert_int_equal(conflict_open_lines(&three->conflict), 1);
	press_on(three, 7, INPUT_PAGE_DOWN);
	assert_shown(three, 7, 60,
		"changed by supervisor 40 seconds ago\n"
		"> Safe to reach:  choose one  (PgDn: more)\n"
		"  Name:\n"
		"      before  Aunt\n"
		"    m mine    Aunt One\n"
		"    t theirs  Aunt Two\n"
		"  Telephone:\n"
		"cursor 1 0\n");
	press_on(three, 7, INPUT_PAGE_DOWN);
	assert_int_equal(press_on(three, 7, 'm'), CONFLICT_STAYS);
	assert_int_equal(conflict_open_lines(&three->conflict), 0);
	/* what was chosen for her is read too */
	conflict_status(&three->conflict, status, sizeof status);
	assert_string_equal(status, "1 of 2 to read");
	assert_int_equal(press_on(three, 7, INPUT_CTRL('x')), CONFLICT_STAYS);
	assert_string_equal(three->conflict.said,
		"Nothing is saved yet: read all of this first. PgDn shows more.");
	assert_int_equal(three->conflict.focus, 1);
	assert_int_equal(press_on(three, 9, INPUT_CTRL('x')), CONFLICT_SAVE);
	free_three(three);
}

/* A name that is alike tells whose telephone it is. */
static void test_whose(void **state)
{
	static const change phone[] = { { "person.2.name", "Aunt", "Aunt", "Aunt" },
		{ "person.2.phone", "1", "11", "12" } };
	struct three *three = three_in(relatives, phone, 2);

	(void)state;
	assert_shown(three, 6, 60,
		"changed by supervisor 40 seconds ago\n"
		"> Telephone 2:  choose one  Name 2: Aunt\n"
		"      before  1\n"
		"    m mine    11\n"
		"    t theirs  12\n"
		"\n"
		"cursor 1 0\n");
	free_three(three);
}

/* There and back, row by row, on any screen; and its end alone is not all of it. */
static void test_pages(void **state)
{
	(void)state;
	for (int rows = 1; rows < 16; rows++) {
		struct three *three = three_in(relatives, aunt, 4);
		const struct conflict *conflict = &three->conflict;

		press_on(three, rows, INPUT_DOWN);
		show(three, rows, 60);
		for (int i = 0; i < 20; i++)
			press_on(three, rows, INPUT_PAGE_UP);
		show(three, rows, 60);
		assert_int_equal(conflict->top + (int)conflict->focus, 0);
		press_on(three, rows, INPUT_PAGE_DOWN);
		for (int i = 0; i < 20; i++)
			press_on(three, rows, INPUT_PAGE_DOWN);
		show(three, rows, 60);
		assert_int_equal(conflict->focus, 1);
		press_on(three, rows, 't');
		press_on(three, rows, 'k');
		press_on(three, rows, 't');
		assert_int_equal(press_on(three, rows, INPUT_CTRL('x')), CONFLICT_SAVE);
		free_three(three);
	}
}

static void test_jumped_over(void **state)
{
	static char mine[301], theirs[301];
	static const change story[] = { { "story", "", mine, theirs } };
	struct three *three = three_in(relatives, aunt, 4);

	(void)state;
	press_on(three, 7, INPUT_DOWN); /* the last rows of the first show now, above it */
	press_on(three, 7, INPUT_PAGE_UP);
	press_on(three, 7, 'm');
	assert_string_equal(three->conflict.said, "Read all of it first: PgDn shows more.");
	free_three(three);
	memset(mine, 'm', 300);
	memset(theirs, 't', 300);
	three = three_of(story, 1);
	show(three, 40, 20); /* as many rows as it has in a wide window, but not those */
	press_on(three, 10, 'm');
	assert_int_equal(conflict_open_lines(&three->conflict), 1);
	free_three(three);
}

/* Both do not fit, or mine does not: said, and as it was. */
static void test_no_room(void **state)
{
	static char mine[1501], theirs[1501], name[401];
	const change changes[] = { { "story", "", mine, theirs },
		{ "name.1.text", name, name, "Nok" } };
	struct three *three;

	(void)state;
	memset(mine, 'm', 1500);
	memset(theirs, 't', 1500);
	memset(name, 'n', 400);
	three = three_of(changes, 2);
	assert_int_equal(conflict_open_lines(&three->conflict), 1);
	key(three, 'm'); /* the name: longer than a form of this program takes */
	assert_string_equal(three->conflict.said,
		"It is longer than this program can save: take theirs.");
	assert_string_equal(saved(three, "name.1.text"), "Nok");
	key(three, INPUT_DOWN);
	key(three, 'b');
	assert_true(three->conflict.said[0] != '\0');
	assert_int_equal(conflict_open_lines(&three->conflict), 1);
	key(three, 'm');
	key(three, 'b');
	assert_int_equal(conflict_open_lines(&three->conflict), 0);
	assert_string_equal(saved(three, "story"), mine);
	free_three(three);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_taller_than_screen),
		cmocka_unit_test(test_whose),
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_jumped_over),
		cmocka_unit_test(test_no_room),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("conflict_draw", tests, NULL, NULL);
}
