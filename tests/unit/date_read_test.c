/* Days, moments and births as people type them. */
#include "tests/unit/a_date.h"

/* today is Wednesday 2026-03-04, 02:41 */
static const struct {
	const char *typed, *day; /* "!" and a number: the problem */
	const char *mark; /* b: Buddhist era, r: counted from now */
} typed_days[] = {
	{ "2026-11-22", "2026-11-22", "" },
	{ "22 Nov 2026", "2026-11-22", "" },
	{ "  22  NOVEMBER  2026 ", "2026-11-22", "" },
	{ "Nov 22, 2026", "2026-11-22", "" },
	{ "22-Nov-2026", "2026-11-22", "" },
	{ "22Nov2026", "2026-11-22", "" },
	{ "22 Nov", "2026-11-22", "r" },
	{ "22/11/2026", "2026-11-22", "" },
	{ "22.11.2026", "2026-11-22", "" },
	{ "11/22/2026", "2026-11-22", "" },
	{ "3/3/2026", "2026-03-03", "" },
	{ "22 Nov 2567", "2024-11-22", "b" },
	{ "2567-11-22", "2024-11-22", "b" },
	{ "22/11/2567", "2024-11-22", "b" },
	{ "\u0e52\u0e52/\u0e51\u0e51/\u0e52\u0e55\u0e56\u0e57", "2024-11-22", "b" },
	{ "\u1042\u1042/\u1041\u1041/2026", "2026-11-22", "" },
	{ "29/2/2567", "2024-02-29", "b" },
	{ "1900-01-01", "1900-01-01", "" },
	{ "2443-01-01", "1900-01-01", "b" },
	{ "today", "2026-03-04", "r" },
	{ "Tomorrow", "2026-03-05", "r" },
	{ "yesterday", "2026-03-03", "r" },
	{ "-3d", "2026-03-01", "r" },
	{ "+1w", "2026-03-11", "r" },
	{ "+2h", "2026-03-04", "r" },
	{ "-3h", "2026-03-03", "r" },
	{ "31 February 2026", "!3", "" },
	{ "31/2/2026", "!3", "" },
	{ "2026-02-29", "!3", "" },
	{ "29 Feb 2568", "!3", "b" },
	{ "0/3/2026", "!3", "" },
	{ "2026-13-01", "!4", "" },
	{ "2026-00-01", "!4", "" },
	{ "13/13/2026", "!4", "" },
	{ "3/4/2026", "!5", "" },
	{ "22/11/26", "!6", "" },
	{ "22 Nov 26", "!6", "" },
	{ "1899-12-31", "!7", "" },
	{ "2101-01-01", "!7", "" },
	{ "2442-12-31", "!7", "" },
	{ "2644-01-01", "!7", "b" },
	{ "22 Nov 20267", "!7", "" },
	{ "", "!1", "" },
	{ " ", "!1", "" },
	{ "22", "!1", "" },
	{ "Nov 2026", "!1", "" },
	{ "soon", "!1", "" },
	{ "today 1 2 3 4 5 6 7 8 9", "!1", "" }, /* nor what it begins with */
	{ "22 Nov 2026 x", "!1", "" },
	{ "22 Nov 2026 14:30", "!1", "" },
	{ "2026-11-22\x01", "!1", "" },
	{ "now", "!1", "" },
	{ "2026-11-22\xff", "!1", "" },
	{ "+", "!1", "" },
	{ "+9999999999h", "!1", "" },
	{ "1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1", "!1", "" },
	{ "22222222222222222222222222222222222222222222222222/1/2026", "!1", "" },
};

static void test_days(void **state)
{
	char got[DATE_TEXT], mark[3];

	(void)state;
	for (size_t i = 0; i < sizeof(typed_days) / sizeof(*typed_days); i++) {
		struct date_read read;
		enum date_problem problem = date_read_day(&read, typed_days[i].typed, NOW, BANGKOK);

		date_day_iso(got, read.from);
		if (problem != DATE_FINE)
			snprintf(got, sizeof got, "!%d", (int)problem);
		snprintf(mark, sizeof mark, "%s%s", read.buddhist ? "b" : "",
			read.relative ? "r" : "");
		if (strcmp(got, typed_days[i].day) != 0 || strcmp(mark, typed_days[i].mark) != 0)
			fail_msg("%s: %s %s", typed_days[i].typed, got, mark);
		assert_true((problem == DATE_FINE) == (date_problem_text(problem)[0] == '\0'));
		assert_true(problem != DATE_FINE || read.from == read.to);
	}
}

static void test_moments_typed(void **state)
{
	static const struct {
		const char *typed, *iso;
	} rows[] = {
		{ "14:30", "2026-03-04T14:30:00+07:00" },
		{ "0:05", "2026-03-04T00:05:00+07:00" },
		{ "tomorrow 14:30", "2026-03-05T14:30:00+07:00" },
		{ "22 Nov 14:30", "2026-11-22T14:30:00+07:00" },
		{ "22 Nov 2569 14:30", "2026-11-22T14:30:00+07:00" },
		{ "22/11/2026 9:05", "2026-11-22T09:05:00+07:00" },
		{ "2026-11-22T14:30+06:30", "2026-11-22T15:00:00+07:00" },
		{ "2026-11-22T14:30:09-01:00", "2026-11-22T22:30:00+07:00" },
		{ "+2h", "2026-03-04T04:41:00+07:00" },
		{ "-3d", "2026-03-01T02:41:00+07:00" },
		{ "now", "2026-03-04T02:41:00+07:00" },
		{ "Now", "2026-03-04T02:41:00+07:00" },
		{ "now 14:30", NULL },
		{ "now+2h", NULL },
		{ "+1h30", NULL },
		{ "tomorrow", NULL },
		{ "24:00", NULL },
		{ "14:60", NULL },
		{ "14:5", NULL },
		{ "31 Feb 14:30", NULL },
		{ "2026-11-22T14:30+15:00", NULL },
		{ "14:30 tomorrow", NULL },
		{ "2026-11-22T14:30:59+07:00", "2026-11-22T14:30:00+07:00" },
		/* a zone belongs to what is kept: two times are no moment */
		{ "09:00-11:00", NULL },
		{ "22 Nov 09:00-11:00", NULL },
		{ "14:30:99", NULL },
		{ "14:30:5", NULL },
		{ "2026-11-22T14:30+07:75", NULL },
		{ "2026-11-22T14:30+07:5", NULL },
	};
	char got[DATE_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct date_read read;
		enum date_problem problem = date_read_moment(&read, rows[i].typed, NOW, BANGKOK);

		date_iso(got, read.at, BANGKOK);
		if ((problem == DATE_FINE) != (rows[i].iso != NULL) ||
			(rows[i].iso != NULL && strcmp(got, rows[i].iso) != 0))
			fail_msg("%s: %d %s", rows[i].typed, (int)problem, got);
	}
}

static const struct {
	const char *typed, *kept, *from, *to; /* kept: "!" and the problem */
} typed_births[] = {
	{ "22 Nov 2008", "2008-11-22", "2008-11-22", "2008-11-22" },
	{ "22/11/2551", "2008-11-22", "2008-11-22", "2008-11-22" },
	{ "Nov 2008", "2008-11", "2008-11-01", "2008-11-30" },
	{ "11/2551", "2008-11", "2008-11-01", "2008-11-30" },
	{ "๕ มีนาคม พ.ศ. ๒๕๕๑", "2008-03-05", "2008-03-05", "2008-03-05" },
	{ "5มี.ค.2551", "2008-03-05", "2008-03-05", "2008-03-05" },
	{ "5 มีค 2551", "2008-03-05", "2008-03-05", "2008-03-05" },
	{ "ก.พ. 2551", "2008-02", "2008-02-01", "2008-02-29" },
	{ "໕ ທັນວາ ໒໐໐໘", "2008-12-05", "2008-12-05", "2008-12-05" },
	{ "ဇူလိုင် ၂၀၀၈", "2008-07", "2008-07-01", "2008-07-31" },
	{ "៥ ឧសភា ២០០៨", "2008-05-05", "2008-05-05", "2008-05-05" },
	{ "2008-2", "2008-02", "2008-02-01", "2008-02-29" },
	{ "2008", "2008", "2008-01-01", "2008-12-31" },
	{ "2551", "2008", "2008-01-01", "2008-12-31" },
	{ "15y", "2010-03-05/2011-03-04", "2010-03-05", "2011-03-04" },
	{ "15 years", "2010-03-05/2011-03-04", "2010-03-05", "2011-03-04" },
	{ "15-17y", "2008-03-05/2011-03-04", "2008-03-05", "2011-03-04" },
	{ "15-17 y", "2008-03-05/2011-03-04", "2008-03-05", "2011-03-04" },
	{ "0y", "2025-03-05/2026-03-04", "2025-03-05", "2026-03-04" },
	{ "2008/2010", "2008-01-01/2010-12-31", "2008-01-01", "2010-12-31" },
	{ "Nov 2008 / 2 Mar 2009", "2008-11-01/2009-03-02", "2008-11-01", "2009-03-02" },
	{ "2008-03-05/2011-03-04", "2008-03-05/2011-03-04", "2008-03-05", "2011-03-04" },
	{ "2010/2008", "!8", NULL, NULL },
	{ "17-15y", "!8", NULL, NULL },
	{ "121y", "!9", NULL, NULL },
	{ "15x", "!12", NULL, NULL },
	{ "15", "!12", NULL, NULL },
	{ "2008-13", "!4", NULL, NULL },
	{ "2008-00", "!4", NULL, NULL },
	{ "31 Feb 2008", "!3", NULL, NULL },
	{ "1899", "!7", NULL, NULL },
	{ "208", "!6", NULL, NULL },
	{ "2008/", "!12", NULL, NULL },
	{ "2008/2010/2011", "!4", NULL, NULL },
	{ "3/4/2008", "!5", NULL, NULL },
	{ "Nov 08", "!10", NULL, NULL },
	{ "22 Nov", "!10", NULL, NULL },
	{ "2008/8 Nov", "!10", NULL, NULL },
	{ "Nov 8 2008", "2008-11-08", "2008-11-08", "2008-11-08" },
	{ "4 Mar 2026", "2026-03-04", "2026-03-04", "2026-03-04" },
	{ "today", "!13", NULL, NULL },
	{ "yesterday", "!13", NULL, NULL },
	{ "-3w", "!12", NULL, NULL },
	{ "+2h", "!12", NULL, NULL },
	{ "2008/today", "!13", NULL, NULL },
	{ "2000/2099", "!11", NULL, NULL },
	{ "2000/2027-01-01", "!11", NULL, NULL },
	{ "2000/2026", "2000-01-01/2026-12-31", "2000-01-01", "2026-12-31" },
};

static void test_births(void **state)
{
	char got[DATE_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof(typed_births) / sizeof(*typed_births); i++) {
		struct date_read read, again;
		enum date_problem problem =
			date_read_birth(&read, typed_births[i].typed, NOW, BANGKOK);

		date_birth_iso(got, &read);
		if (problem != DATE_FINE)
			snprintf(got, sizeof got, "!%d", (int)problem);
		if (strcmp(got, typed_births[i].kept) != 0)
			fail_msg("%s: %s", typed_births[i].typed, got);
		if (problem != DATE_FINE)
			continue;
		date_day_iso(got, read.from);
		assert_string_equal(got, typed_births[i].from);
		date_day_iso(got, read.to);
		assert_string_equal(got, typed_births[i].to);
		assert_int_equal(date_read_birth(&again, typed_births[i].kept, NOW, BANGKOK),
			DATE_FINE);
		assert_int_equal(again.from, read.from);
		assert_int_equal(again.to, read.to);
	}
	/* of age on the birthday, and not a day before */
	assert_int_equal(date_years(date_days_of((struct date_civil){ 2008, 3, 4 }),
				 date_days_of((struct date_civil){ 2026, 3, 4 })),
		18);
	assert_int_equal(date_years(date_days_of((struct date_civil){ 2008, 3, 5 }),
				 date_days_of((struct date_civil){ 2026, 3, 4 })),
		17);
}

/* Whoever is born on any day around is in the range of the age that she has, and in no other. */
static void test_ages(void **state)
{
	static const struct date_civil days[] = { { 2028, 2, 28 }, { 2028, 2, 29 }, { 2028, 3, 1 },
		{ 2027, 2, 28 }, { 2027, 3, 1 }, { 2026, 12, 31 } };

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++)
		for (int age = 11; age <= 18; age++) {
			int64_t today = date_days_of(days[i]);
			struct date_read read;
			char typed[16];

			snprintf(typed, sizeof typed, "%dy", age);
			assert_int_equal(date_read_birth(&read, typed, today * DATE_DAY, 0),
				DATE_FINE);
			for (int64_t born = today - 20 * 366; born < today; born++)
				if ((born >= read.from && born <= read.to) !=
					(date_years(born, today) == age))
					fail_msg("%s, day %zu: born %d days before", typed, i,
						(int)(today - born));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_moments_typed),
		cmocka_unit_test(test_births),
		cmocka_unit_test(test_ages),
	};

	return cmocka_run_group_tests_name("date_read", tests, NULL, NULL);
}
