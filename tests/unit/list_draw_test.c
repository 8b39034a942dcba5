/* The list drawn: columns go by priority, in every width. */
#include "conf/conf.h"
#include "tests/unit/a_list.h"

static struct rows *some_cases(void)
{
	struct rows *rows = look_rows();

	look_add(rows, "1", "HW-7K3F-W9CP", "1", "DECISION", LOOK_NOW - 80 * DATE_MINUTE, "night");
	look_add(rows, "2", "HW-2M9D-41TA", "2", "NRM15", LOOK_NOW + DATE_DAY, NULL);
	look_add(rows, "3", "HW-C6TR-77KT", "3", NULL, 0, "Pakse");
	return rows;
}

/* What a list of some cases looks like in a window, after some keys. */
static void assert_drawn(int rows, int cols, const struct list_look *how, const char *keys,
	const char *wanted)
{
	struct list list = new_list();
	struct rows *cases = some_cases();
	struct look look;
	int64_t now = 1;

	look_open(&look, rows, cols);
	assert_int_equal(list_load(&list, cases, 1), 0);
	press(&list, keys, &now);
	list_draw(&list, &look.all, how, "no case");
	assert_string_equal(look_text(&look), wanted);
	look_close(&look);
	list_done(&list);
	rows_unref(cases);
}

static const struct list_look plain = {
	.clock = { .epoch_ms = LOOK_NOW, .offset_min = LOOK_BANGKOK }, .focused = true
};

/* Columns go by priority until the rest fits; a very small window shows one record. */
static const struct {
	int rows, cols;
	const char *keys, *wanted;
} windows[] = {
	{ 5, 132, "j",
		"  CODE         PR RISK CLOCK          WHEN                   RESPONSIBLE"
		"   NEED             STAGE          OFFICE     CO CHILD AGE\n"
		"  HW-7K3F-W9CP !! high DECISION?      ended 1h20 ago         night      "
		"   interpreter      no further he> Bangkok    TH yes   3d\n"
		"> HW-2M9D-41TA !  high NRM15?         tomorrow               NOBODY     "
		"   interpreter      no further he> Bangkok    TH yes   3d\n"
		"  HW-C6TR-77KT    high                no clock               Pakse      "
		"   interpreter      no further he> Bangkok    TH yes   3d\n"
		"\n"
		"cursor 2 0\n" },
	{ 5, 80, " ",
		"  CODE         PR RISK CLOCK      WHEN             RESPONSIBLE  NEED\n"
		" *HW-7K3F-W9CP !! high DECISION?  ended 1h20 ago   night        interpreter\n"
		"> HW-2M9D-41TA !  high NRM15?     tomorrow         NOBODY       interpreter\n"
		"  HW-C6TR-77KT    high            no clock         Pakse        interpreter\n"
		"\n"
		"cursor 2 0\n" },
	{ 5, 60, "",
		"  CODE         PR RISK WHEN                   RESPONSIBLE\n"
		"> HW-7K3F-W9CP !! high ended 1h20 ago?        night\n"
		"  HW-2M9D-41TA !  high tomorrow?              NOBODY\n"
		"  HW-C6TR-77KT    high no clock               Pakse\n"
		"\n"
		"cursor 1 0\n" },
	{ 5, 48, "",
		"  CODE         PR WHEN              RESPONSIBLE\n"
		"> HW-7K3F-W9CP !! ended 1h20 ago?   night\n"
		"  HW-2M9D-41TA !  tomorrow?         NOBODY\n"
		"  HW-C6TR-77KT    no clock          Pakse\n"
		"\n"
		"cursor 1 0\n" },
	{ 5, 40, "jj",
		"  CODE         PR WHEN\n"
		"  HW-7K3F-W9CP !! ended 1h20 ago?\n"
		"  HW-2M9D-41TA !  tomorrow?\n"
		"> HW-C6TR-77KT    no clock\n"
		"\n"
		"cursor 3 0\n" },
	{ 5, 36, "",
		"  CODE         PR WHEN\n"
		"> HW-7K3F-W9CP !! ended 1h20 ago?\n"
		"  HW-2M9D-41TA !  tomorrow?\n"
		"  HW-C6TR-77KT    no clock\n"
		"\n"
		"cursor 1 0\n" },
	{ 8, 30, "j",
		"> CODE        HW-2M9D-41TA\n"
		"  PR          !\n"
		"  WHEN        tomorrow?\n"
		"  RESPONSIBLE NOBODY\n"
		"  RISK        high\n"
		"  CLOCK       NRM15\n"
		"  NEED        interpreter\n"
		"  STAGE       no further help>\n"
		"cursor 0 0\n" },
	{ 3, 80, "",
		"> CODE        HW-7K3F-W9CP\n"
		"  PR          !!\n"
		"  WHEN        ended 1h20 ago?\n"
		"cursor 0 0\n" },
	{ 4, 10, "",
		"> HW-7K3F>\n"
		"  !!\n"
		"  ended 1>\n"
		"  night\n"
		"cursor 0 0\n" },
	{ 1, 1, "j",
		">\n"
		"cursor 0 0\n" },
};

static void test_widths(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof windows / sizeof *windows; i++)
		assert_drawn(windows[i].rows, windows[i].cols, &plain, windows[i].keys,
			windows[i].wanted);
}

static const char *initials_of(void *who, const char *subject)
{
	(*(int *)who)++;
	return subject[0] == '1' ? "S.J." : subject[0] == '2' ? "WRONG" : "";
}

/* Asked for with each row that is drawn; a column once some are known, and none under a veil. */
static void test_initials(void **state)
{
	int asked = 0;
	struct list_look with = plain;

	(void)state;
	with.initials = initials_of;
	with.who = &asked;
	assert_drawn(5, 60, &with, "",
		"  CODE         PR RISK WHEN                   RESPONSIBLE\n"
		"> HW-7K3F-W9CP !! high ended 1h20 ago?        night\n"
		"  HW-2M9D-41TA !  high tomorrow?              NOBODY\n"
		"  HW-C6TR-77KT    high no clock               Pakse\n"
		"\n"
		"cursor 1 0\n");
	assert_int_equal(asked, 3);
	with.has_initials = true;
	assert_drawn(5, 60, &with, "",
		"  CODE         INIT   PR RISK WHEN              RESPONSIBLE\n"
		"> HW-7K3F-W9CP S.J.   !! high ended 1h20 ago?   night\n"
		"  HW-2M9D-41TA WRONG  !  high tomorrow?         NOBODY\n"
		"  HW-C6TR-77KT           high no clock          Pakse\n"
		"\n"
		"cursor 1 0\n");
	assert_drawn(5, 80, &with, "",
		"  CODE         INIT   PR RISK CLOCK          WHEN                   RESPONSIBLE\n"
		"> HW-7K3F-W9CP S.J.   !! high DECISION?      ended 1h20 ago         night\n"
		"  HW-2M9D-41TA WRONG  !  high NRM15?         tomorrow               NOBODY\n"
		"  HW-C6TR-77KT           high                no clock               Pakse\n"
		"\n"
		"cursor 1 0\n");
	with.keep = "stage";
	assert_drawn(5, 58, &with, "",
		"  CODE         INIT   PR WHEN               STAGE\n"
		"> HW-7K3F-W9CP S.J.   !! ended 1h20 ago?    no further he>\n"
		"  HW-2M9D-41TA WRONG  !  tomorrow?          no further he>\n"
		"  HW-C6TR-77KT           no clock           no further he>\n"
		"\n"
		"cursor 1 0\n");
	with.keep = NULL;
	assert_drawn(3, 60, &with, "",
		"> CODE        HW-7K3F-W9CP\n"
		"  PR          !!\n"
		"  WHEN        ended 1h20 ago?\n"
		"cursor 0 0\n");
	with.veiled = true;
	assert_drawn(5, 60, &with, "",
		"  CODE         CLOCK          WHEN\n"
		"> HW-7K3F-W9CP DECISION?      ended 1h20 ago\n"
		"  HW-2M9D-41TA NRM15?         tomorrow\n"
		"  HW-C6TR-77KT                no clock\n"
		"\n"
		"cursor 1 0\n");
}

/* What left a list is said to be gone; what left a part of one may be further on. */
static void test_left(void **state)
{
	static const char *const wanted[] = { "no longer in this list", "moved or gone" };

	(void)state;
	for (int part = 0; part < 2; part++) {
		struct list list = new_list();
		struct look look;

		load(&list, "ab", 1);
		list_move(&list, LIST_DOWN, 2);
		list.above = part == 1;
		load(&list, "a", 3);
		look_open(&look, 5, 80);
		list_draw(&list, &look.all, &plain, "no case");
		assert_non_null(strstr(look_text(&look), wanted[part]));
		look_close(&look);
		list_done(&list);
	}
}

/* Code and clock, nothing else. */
static void test_veil(void **state)
{
	struct list_look veiled = plain;

	(void)state;
	veiled.veiled = true;
	assert_drawn(5, 80, &veiled, "",
		"  CODE         CLOCK          WHEN\n"
		"> HW-7K3F-W9CP DECISION?      ended 1h20 ago\n"
		"  HW-2M9D-41TA NRM15?         tomorrow\n"
		"  HW-C6TR-77KT                no clock\n"
		"\n"
		"cursor 1 0\n");
	assert_drawn(3, 80, &veiled, "",
		"> CODE  HW-7K3F-W9CP\n"
		"  WHEN  ended 1h20 ago?\n"
		"  CLOCK DECISION\n"
		"cursor 0 0\n");
}

static void test_sort_and_age(void **state)
{
	struct list_look look = plain;

	(void)state;
	look.sort = "-priority";
	look.clock.mark = '~';
	look.focused = false;
	assert_drawn(4, 132, &look, "",
		"  CODE         Pv RISK CLOCK          WHEN                   RESPONSIBLE"
		"   NEED             STAGE          OFFICE     CO CHILD AGE\n"
		"  HW-7K3F-W9CP !! high DECISION?      ended 1h20 ago         night      "
		"   interpreter      no further he> Bangkok    TH yes   ~3d\n"
		"  HW-2M9D-41TA !  high NRM15?         tomorrow               NOBODY     "
		"   interpreter      no further he> Bangkok    TH yes   ~3d\n"
		"  HW-C6TR-77KT    high                no clock               Pakse      "
		"   interpreter      no further he> Bangkok    TH yes   ~3d\n"
		"cursor 0 0\n");
}

static void test_chosen(void **state)
{
	const struct conf conf = { .columns = { { .screen = "inbox" }, { .screen = "cases" } },
		.columns_count = 2 };

	(void)state;
	assert_ptr_equal(list_chosen(&conf, "inbox"), &conf.columns[0]);
	assert_ptr_equal(list_chosen(&conf, "cases"), &conf.columns[1]);
	assert_null(list_chosen(&conf, "offices"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_chosen),
		cmocka_unit_test(test_widths),
		cmocka_unit_test(test_initials),
		cmocka_unit_test(test_left),
		cmocka_unit_test(test_veil),
		cmocka_unit_test(test_sort_and_age),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("list_draw", tests, NULL, NULL);
}
