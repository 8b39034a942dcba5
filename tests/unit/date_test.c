/* date, uuid and clock. */
#include "tests/unit/a_date.h"

#include "db/base/clock.h"
#include "db/base/uuid.h"

static void test_age(void **state)
{
	static const struct {
		int64_t ago;
		const char *text;
	} rows[] = {
		{ 0, "now" },
		{ 3000, "now" }, /* still within minute :41 */
		{ 4000, "1m" }, /* :40:59 is a minute earlier */
		{ 4 * DATE_MINUTE, "4m" },
		{ 59 * DATE_MINUTE, "59m" },
		{ DATE_HOUR, "1h" },
		{ DATE_HOUR + 5 * DATE_MINUTE, "1h05" },
		{ 2 * DATE_HOUR + 10 * DATE_MINUTE, "2h10" },
		{ DATE_DAY - DATE_MINUTE, "23h59" },
		{ DATE_DAY, "1d" },
		{ 3 * DATE_DAY + DATE_HOUR, "3d" },
		{ -DATE_DAY, "now" },
	};
	char out[DATE_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		date_age(out, NOW - rows[i].ago, NOW);
		assert_string_equal(out, rows[i].text);
	}
}

static void test_until(void **state)
{
	static const struct {
		int64_t ahead;
		const char *full, *brief;
	} rows[] = {
		{ 0, "now", "now" },
		{ 40 * DATE_MINUTE, "in 40m", "in 40m" },
		{ 3 * DATE_HOUR + 10 * DATE_MINUTE, "in 3h10", "in 3h10" },
		{ 20 * DATE_HOUR, "in 20h", "in 20h" }, /* still today */
		{ 22 * DATE_HOUR, "tomorrow", "tomorrow" },
		{ 45 * DATE_HOUR, "tomorrow", "tomorrow" },
		{ 46 * DATE_HOUR, "in 2 days", "2 days" },
		{ 6 * DATE_DAY, "in 6 days", "6 days" },
		{ -DATE_HOUR - 20 * DATE_MINUTE, "ended 1h20 ago", "1h20 ago" },
		{ -4000, "ended 1m ago", "1m ago" },
		{ -9 * DATE_DAY, "ended 9d ago", "9d ago" },
	};
	char out[DATE_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		date_until(out, NULL, NOW + rows[i].ahead, NOW, BANGKOK);
		assert_string_equal(out, rows[i].full);
		date_until(out, &date_words_short, NOW + rows[i].ahead, NOW, BANGKOK);
		assert_string_equal(out, rows[i].brief);
	}
	/* at 23:50 two in the morning is "in 2h10": under twelve hours the hours say more */
	date_until(out, NULL, NOW - 41 * DATE_MINUTE, NOW - 2 * DATE_HOUR - 51 * DATE_MINUTE,
		BANGKOK);
	assert_string_equal(out, "in 2h10");
	/* the same two moments are one day further apart where midnight lies elsewhere */
	date_until(out, NULL, NOW + 21 * DATE_HOUR + 19 * DATE_MINUTE, NOW, BANGKOK);
	assert_string_equal(out, "tomorrow");
	date_until(out, NULL, NOW + 21 * DATE_HOUR + 19 * DATE_MINUTE, NOW, 390);
	assert_string_equal(out, "in 21h19");
}

static void test_one_change_a_minute(void **state)
{
	char was[DATE_TEXT] = "", out[DATE_TEXT];
	int changes = 0;
	int64_t last = NOW;

	(void)state;
	for (int64_t now = NOW; now < NOW + 5 * DATE_MINUTE; now += 500) {
		date_until(out, NULL, NOW + DATE_HOUR + 17000, now, BANGKOK);
		if (strcmp(out, was)) {
			if (changes++)
				assert_int_equal(now, date_next_minute(last));
			last = now;
		}
		strcpy(was, out);
	}
	assert_int_equal(changes, 6);
}

static void test_translated(void **state)
{
	/* Words from a catalogue are data: a longer set is cut whole, `%s` means nothing. */
	struct date_words w = date_words;
	char out[DATE_TEXT];

	(void)state;
	w.in = "d'ici %, %s %n";
	date_until(out, &w, NOW + DATE_HOUR, NOW, 0);
	assert_string_equal(out, "d'ici 1h, %s %n");
	w.tomorrow = "no number";
	date_until(out, &w, NOW + 22 * DATE_HOUR, NOW, BANGKOK);
	assert_string_equal(out, "no number");
	w.in = "กกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกก%";
	date_until(out, &w, NOW + DATE_HOUR, NOW, 0);
	assert_int_equal(strlen(out), 93);
}

static void test_calendar(void **state)
{
	char out[DATE_TEXT];

	(void)state;
	date_time(out, NOW, BANGKOK);
	assert_string_equal(out, "02:41");
	date_day_time(out, NOW, BANGKOK);
	assert_string_equal(out, "2026-03-04 02:41");
	date_iso(out, NOW, 390);
	assert_string_equal(out, "2026-03-04T02:11:03+06:30");
	date_iso(out, NOW, -210);
	assert_string_equal(out, "2026-03-03T16:11:03-03:30");
	date_iso(out, -1, 0);
	assert_string_equal(out, "1969-12-31T23:59:59+00:00");
	date_day_time(out, INT64_C(951782400000), 0);
	assert_string_equal(out, "2000-02-29 00:00");
	date_day_time(out, INT64_MAX / 4, 0); /* far away is odd, but no overflow */
}

static void test_spans(void **state)
{
	static const struct {
		const char *typed;
		int64_t ms; /* -1: refused */
	} rows[] = {
		{ "30m", 30 * DATE_MINUTE },
		{ "2h", 2 * DATE_HOUR },
		{ "1h30", 90 * DATE_MINUTE },
		{ "1h30m", 90 * DATE_MINUTE },
		{ "3d", 3 * DATE_DAY },
		{ "2w", 14 * DATE_DAY },
		{ "0m", 0 },
		{ "", -1 },
		{ "h", -1 },
		{ "2", -1 },
		{ "2x", -1 },
		{ "2hh", -1 },
		{ "1h60", -1 },
		{ "1h300", -1 },
		{ "3d4", -1 },
		{ "-2h", -1 },
		{ "2 h", -1 },
		{ "3654d", -1 },
		{ "999999w", -1 },
		{ "9999999m", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int64_t ms = -1;
		int r = date_parse_span(&ms, rows[i].typed);

		if (ms != rows[i].ms || (r != 0) != (rows[i].ms < 0))
			fail_msg("%s: %lld", rows[i].typed, (long long)ms);
	}
}

static void test_moments(void **state)
{
	static const struct {
		const char *typed, *iso;
	} rows[] = {
		{ "14:30", "2026-03-04T14:30:00+07:00" },
		{ "0:05", "2026-03-04T00:05:00+07:00" },
		{ "2026-03-01", "2026-03-01T00:00:00+07:00" },
		{ "2026-03-01T23:59", "2026-03-01T23:59:00+07:00" },
		{ "2024-02-29", "2024-02-29T00:00:00+07:00" },
		{ "2026-02-29", NULL },
		{ "2026-13-01", NULL },
		{ "2026-00-01", NULL },
		{ "24:00", NULL },
		{ "14:60", NULL },
		{ "14:30x", NULL },
		{ "14", NULL },
		{ "", NULL },
		{ "0001-01-01", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int64_t at = 0;
		int r = date_parse_moment(&at, rows[i].typed, NOW, BANGKOK);
		char out[DATE_TEXT];

		if ((r == 0) != (rows[i].iso != NULL))
			fail_msg("%s: %d", rows[i].typed, r);
		if (r)
			continue;
		date_iso(out, at, BANGKOK);
		assert_string_equal(out, rows[i].iso);
	}
}

static void test_uuid(void **state)
{
	char a[UUID_TEXT], b[UUID_TEXT];

	(void)state;
	for (int i = 0; i < 100; i++) {
		assert_int_equal(uuid_make(a), 0);
		assert_int_equal(uuid_make(b), 0);
		assert_string_not_equal(a, b);
		assert_int_equal(strlen(a), UUID_TEXT - 1);
		assert_int_equal(strspn(a, "0123456789abcdef-"), UUID_TEXT - 1);
		for (int at = 8; at <= 23; at += 5)
			assert_int_equal(a[at], '-');
		assert_int_equal(a[14], '4');
		assert_non_null(strchr("89ab", a[19]));
	}
}

static void test_clock(void **state)
{
	int64_t a = clock_now_ms();

	(void)state;
	assert_true(a > 0);
	assert_true(clock_now_ms() - a < 5000);
	assert_true(clock_now_ms() >= a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_age),
		cmocka_unit_test(test_until),
		cmocka_unit_test(test_one_change_a_minute),
		cmocka_unit_test(test_translated),
		cmocka_unit_test(test_calendar),
		cmocka_unit_test(test_spans),
		cmocka_unit_test(test_moments),
		cmocka_unit_test(test_uuid),
		cmocka_unit_test(test_clock),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
