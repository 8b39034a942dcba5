/* Two who saved the same record: nobody's work is dropped unseen. */
#include "tests/unit/a_conflict.h"

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
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("conflict", tests, NULL, NULL);
}
