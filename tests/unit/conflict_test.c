/* Two who saved the same record: nobody's work is dropped unseen. */
#include "tui/widgets/conflict.h"

#include <locale.h>

#include "tests/unit/a_form.h"

#define BURMESE "\u1019\u103c\u1014\u103a\u1019\u102c"

struct three {
	struct plain before, mine, theirs, kept;
	struct conflict conflict;
};

/* name, before, mine, theirs */
typedef const char *const change[4];

static struct three *three_in(const struct field *fields, const change *changes, size_t count)
{
	struct three *three = calloc(1, sizeof *three);
	struct conflict_options options = { .form = { .fields = fields,
						    .store = plain_store(&three->theirs),
						    .clock = { LOOK_NOW, LOOK_BANGKOK, "Bangkok" },
						    .choice = a_form_country },
		.before = plain_store(&three->before),
		.mine = plain_store(&three->mine),
		.title = "changed by supervisor 40 seconds ago" };

	for (size_t i = 0; i < count; i++) {
		plain_put(&three->before, changes[i][0], changes[i][1]);
		plain_put(&three->mine, changes[i][0], changes[i][2]);
		plain_put(&three->theirs, changes[i][0], changes[i][3]);
	}
	options.form.memory = malloc(conflict_memory(fields));
	conflict_open(&three->conflict, &options);
	return three;
}

static struct three *three_of(const change *changes, size_t count)
{
	return three_in(a_form_fields, changes, count);
}

static void free_three(struct three *three)
{
	void *memory = three->conflict.options.form.memory;

	conflict_close(&three->conflict);
	free(memory);
	free(three);
}

static void show(struct three *three, int rows, int cols)
{
	struct look look;

	look_open(&look, rows, cols);
	conflict_draw(&three->conflict, &look.all);
	look_close(&look);
}

/* On the screen that there is. */
static enum conflict_result press_on(struct three *three, int rows, int key)
{
	show(three, rows, 60);
	return conflict_key(&three->conflict, &(struct input_event){ .key = key });
}

/* On one that has room for all of it. */
static enum conflict_result key(struct three *three, int key)
{
	return press_on(three, 200, key);
}

/* What the record is after the save: theirs, and what was chosen besides. */
static const char *saved(struct three *three, const char *name)
{
	struct form_store store = plain_store(&three->kept);

	memcpy(&three->kept, &three->theirs, sizeof three->kept);
	assert_int_equal(conflict_write(&three->conflict, &store, NULL), 0);
	return plain_value(&three->kept, name);
}

static void assert_shown(struct three *three, int rows, int cols, const char *wanted)
{
	struct look look;

	look_open(&look, rows, cols);
	conflict_draw(&three->conflict, &look.all);
	assert_string_equal(look_text(&look), wanted);
	look_close(&look);
}

/* ---- who changed what --------------------------------------------------------------------- */

/* Keys: as they are pressed, then ^X. */
static const struct {
	change change;
	const char *keys, *kept; /* kept NULL: it is not saved */
} stories[] = {
	{ { "people", "1", "2", "1" }, "", "2" }, /* I alone */
	{ { "people", "1", "1", "3" }, "", "3" }, /* they alone */
	{ { "people", "1", "2", "2" }, "", "2" }, /* the same: no line at all */
	{ { "people", "1", "2", "3" }, "", NULL },
	{ { "people", "1", "2", "3" }, "m", "2" },
	{ { "people", "1", "2", "3" }, "t", "3" },
	{ { "people", "1", "2", "3" }, "mt", "3" },
	{ { "people", "1", "2", "3" }, "b", NULL },
	{ { "people", "1", "", "3" }, "m", "" },
	{ { "people", "1", "", "3" }, "t", "3" },
	{ { "people", "", "2", "3" }, "", NULL },
	{ { "people", "1", "2", "1" }, "t", "1" },
	{ { "risk", "low", "high", "low" }, "", NULL }, /* no default, whoever changed it */
	{ { "risk", "low", "low", "high" }, "", NULL },
	{ { "risk", "low", "low", "high" }, "t", "high" },
	{ { "risk", "low", "low", "high" }, "m", "low" },
	{ { "risk", "low", "high", "medium" }, "m", "high" },
	{ { "call", "", "2026-11-22T14:30:00+07:00", "" }, "", "2026-11-22T14:30:00+07:00" },
	{ { "call", "", "2026-11-22T14:30:00+07:00", "2026-11-22T15:30:00+07:00" }, "m",
		"2026-11-22T14:30:00+07:00" },
	{ { "call", "", "2026-11-22T14:30:00+07:00", "2026-11-22T15:30:00+07:00" }, "t",
		"2026-11-22T15:30:00+07:00" },
	{ { "name.2.text", "", BURMESE, "x" }, "m", BURMESE },
	{ { "story", "a", "a b", "a c" }, "b", "a c\na b" },
	{ { "story", "a", "a b", "a c" }, "bm", "a b" },
	{ { "story", "a", "a b", "a c" }, "bt", "a c" },
	{ { "story", "a", "", "a c" }, "b", "a c" },
	{ { "story", "a", "a b", "" }, "b", "a b" },
	/* what this program cannot read is copied */
	{ { "country", "ZZ", "ZZ", "LA" }, "m", "ZZ" },
	{ { "languages", "TH", "TH;ZZ", "TH;LA" }, "m", "TH;ZZ" },
	{ { "people", "1", "a few", "3" }, "m", "a few" },
	{ { "born", "2008", "who knows", "2009" }, "m", "who knows" },
	{ { "story", "a", "a\u202eb", "c" }, "m", "a\u202eb" },
	{ { "call", "", "2026-11-22T14:30:45+09:00", "" }, "", "2026-11-22T14:30:45+09:00" },
	/* what may not be empty */
	{ { "risk", "low", "", "high" }, "m", NULL },
	{ { "risk", "low", "", "high" }, "mt", "high" },
	{ { "name.1.text", "Nok", "", "Noi" }, "m", NULL },
};

static void test_stories(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof stories / sizeof *stories; i++) {
		struct three *three = three_of(&stories[i].change, 1);
		enum conflict_result result;

		for (const char *k = stories[i].keys; *k != '\0'; k++)
			assert_int_equal(key(three, *k), CONFLICT_STAYS);
		result = key(three, INPUT_CTRL('x'));
		if ((result == CONFLICT_SAVE) != (stories[i].kept != NULL))
			fail_msg("%zu: %s: %d", i, stories[i].change[0], (int)result);
		if (stories[i].kept != NULL)
			assert_string_equal(saved(three, stories[i].change[0]), stories[i].kept);
		free_three(three);
	}
}

/* What neither touched, and what this program does not know, stays theirs. */
static void test_rest(void **state)
{
	static const change changes[] = { { "people", "1", "2", "1" },
		{ "born", "2008", "2008", "2009" }, { "newer", "a", "a", "b" },
		{ "country", "TH", "TH", "TH" } };
	struct three *three = three_of(changes, 4);

	(void)state;
	assert_int_equal(three->conflict.count, 2);
	assert_int_equal(key(three, INPUT_CTRL('x')), CONFLICT_SAVE);
	assert_string_equal(saved(three, "people"), "2");
	assert_string_equal(saved(three, "born"), "2009");
	assert_string_equal(saved(three, "newer"), "b");
	assert_string_equal(saved(three, "country"), "TH");
	free_three(three);
}

static void test_none(void **state)
{
	static const change changes[] = { { "newer", "a", "a", "b" } };
	struct three *three = three_of(changes, 1);

	(void)state;
	assert_int_equal(three->conflict.count, 0);
	assert_shown(three, 2, 20, "\n\ncursor 0 0\n");
	assert_int_equal(key(three, 'm'), CONFLICT_STAYS);
	assert_int_equal(key(three, INPUT_DOWN), CONFLICT_STAYS);
	assert_int_equal(key(three, INPUT_CTRL('x')), CONFLICT_SAVE);
	free_three(three);
}

/* ---- somebody of a group --------------------------------------------------------------- */

static const change somebody[] = { { "name.1.text", "Nok", "Nok", "Nok" },
	{ "name.2.text", "", "Dao", "Lek" }, { "name.2.kind", "", "newer", "papers" } };

/* Keys, then what name.2 and name.3 are. */
static const struct {
	const char *keys, *text, *kind, *text_3, *kind_3;
} somebodies[] = {
	{ "m", "Dao", "newer", "", "" },
	{ "t", "Lek", "papers", "", "" },
	{ "b", "Lek", "papers", "Dao", "newer" },
	{ "bm", "Dao", "newer", "", "" },
	{ "bt", "Lek", "papers", "", "" },
	{ "bb", "Lek", "papers", "Dao", "newer" },
};

static void test_somebody(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof somebodies / sizeof *somebodies; i++) {
		struct three *three = three_of(somebody, 3);

		assert_int_equal(three->conflict.count, 1);
		assert_int_equal(key(three, INPUT_CTRL('x')), CONFLICT_STAYS);
		for (const char *k = somebodies[i].keys; *k != '\0'; k++)
			assert_int_equal(key(three, *k), CONFLICT_STAYS);
		assert_int_equal(key(three, INPUT_CTRL('x')), CONFLICT_SAVE);
		assert_string_equal(saved(three, "name.1.text"), "Nok");
		assert_string_equal(saved(three, "name.2.text"), somebodies[i].text);
		assert_string_equal(saved(three, "name.2.kind"), somebodies[i].kind);
		assert_string_equal(saved(three, "name.3.text"), somebodies[i].text_3);
		assert_string_equal(saved(three, "name.3.kind"), somebodies[i].kind_3);
		free_three(three);
	}
}

/* I changed the one half and they the other: nobody is made of both. */
static void test_two_halves(void **state)
{
	static const change halves[] = { { "name.1.text", "Nok", "Noi", "Nok" },
		{ "name.1.kind", "given", "given", "nick" } };
	struct three *three = three_of(halves, 2);

	(void)state;
	assert_int_equal(three->conflict.count, 1);
	assert_int_equal(conflict_open_lines(&three->conflict), 1);
	assert_shown(three, 12, 60,
		"changed by supervisor 40 seconds ago\n"
		"> Name*:  choose one\n"
		"      before  Nok\n"
		"    m mine    Noi\n"
		"    t theirs  Nok\n"
		"  Kind of name:\n"
		"      before  given name\n"
		"    m mine    given name\n"
		"    t theirs  nickname\n"
		"\n\n\n"
		"cursor 1 0\n");
	key(three, 'm');
	assert_string_equal(saved(three, "name.1.text"), "Noi");
	assert_string_equal(saved(three, "name.1.kind"), "given");
	free_three(three);
}

/* Nothing of mine needs no number, and two of mine never get the same. */
static void test_one_number_each(void **state)
{
	static const change gone[] = { { "name.1.text", "Nok", "Anna", "Noi" },
		{ "name.2.text", "Dao", "", "Lek" } };
	static const change two[] = { { "name.1.text", "Nok", "Anna", "Noi" },
		{ "name.2.text", "Dao", "Bua", "Lek" } };
	struct three *three = three_of(gone, 2);

	(void)state;
	key(three, INPUT_DOWN);
	key(three, 'b');
	key(three, 'b');
	assert_int_equal(key(three, INPUT_CTRL('x')), CONFLICT_SAVE);
	assert_string_equal(saved(three, "name.1.text"), "Noi");
	assert_string_equal(saved(three, "name.2.text"), "Lek");
	assert_string_equal(saved(three, "name.3.text"), "Anna");
	free_three(three);
	three = three_of(two, 2);
	key(three, 'b');
	key(three, 'b');
	assert_string_equal(three->conflict.said,
		"There is no room for one more: m takes mine, t theirs.");
	assert_int_equal(conflict_open_lines(&three->conflict), 1);
	free_three(three);
}

/* All numbers are taken; what was one's number before is nobody else's either. */
static void test_no_number_left(void **state)
{
	static const change full[] = { { "name.1.text", "", "Dao", "Lek" },
		{ "name.2.text", "Nok", "Nok", "Nok" }, { "name.3.text", "Noi", "", "" } };
	struct three *three = three_of(full, 3);

	(void)state;
	key(three, 'b');
	assert_string_equal(three->conflict.said,
		"There is no room for one more: m takes mine, t theirs.");
	assert_int_equal(conflict_open_lines(&three->conflict), 1);
	key(three, 'm');
	key(three, 'b'); /* and is as it was */
	assert_int_equal(conflict_open_lines(&three->conflict), 0);
	assert_string_equal(saved(three, "name.1.text"), "Dao");
	free_three(three);
}

/* The only name is gone on either side, from another number: taken together there is none. */
static void test_does_not_go_together(void **state)
{
	static const change apart[] = { { "name.1.text", "Nok", "", "Noi" },
		{ "name.2.text", "Dao", "Lek", "" } };
	struct three *three = three_of(apart, 2);

	(void)state;
	key(three, 'm');
	key(three, 't');
	assert_int_equal(conflict_open_lines(&three->conflict), 0);
	assert_int_equal(key(three, INPUT_CTRL('x')), CONFLICT_STAYS);
	assert_string_equal(three->conflict.said, "This is needed.");
	assert_int_equal(three->conflict.focus, 0);
	key(three, 't');
	assert_int_equal(key(three, INPUT_CTRL('x')), CONFLICT_SAVE);
	free_three(three);
}

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
	/* each choice leads to the next that is open */
	key(three, 'm');
	key(three, 't');
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
		cmocka_unit_test(test_stories),
		cmocka_unit_test(test_rest),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_somebody),
		cmocka_unit_test(test_two_halves),
		cmocka_unit_test(test_one_number_each),
		cmocka_unit_test(test_no_number_left),
		cmocka_unit_test(test_does_not_go_together),
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_taller_than_screen),
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_jumped_over),
		cmocka_unit_test(test_no_room),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("conflict", tests, NULL, NULL);
}
