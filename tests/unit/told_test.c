/* What is told in clear of a record, held against what the record says. */
#include "tui/sheets/told.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/sheets/sheet.h"

enum { ROOM = 4096 };

static char bytes[ROOM];
static struct record record;
static struct rows *rows;

/* The record says this: names and values in turn. */
static void says(const char *const *values)
{
	assert_int_equal(record_begin(&record, bytes, ROOM, NULL), 0);
	for (; values[0] != NULL; values += 2)
		assert_int_equal(record_put(&record, values[0], values[1], NULL), 0);
}

/* And this is told, as PostgreSQL writes arrays. */
static void told(const char *names, const char *contents)
{
	static const char *const columns[] = { "names", "contents" };

	rows_unref(rows);
	rows = rows_new(2, columns);
	assert_true(rows_add(rows, (const char *[]){ names, contents }));
}

static const char *differs(size_t sheet)
{
	const struct field *field = told_differs(&sheets[sheet], &record, rows, 0);

	return field != NULL ? field->name : "nothing";
}

static int end(void **state)
{
	(void)state;
	rows_unref(rows);
	rows = NULL;
	return 0;
}

static void what_is_alike(void **state)
{
	(void)state;
	says((const char *[]){ "level", "high", "about", "individual", "assessed_on", "2026-03-01",
		"text", "He knows where she lives", NULL });
	told("{about,assessed_on,level}", "{individual,2026-03-01,high}");
	assert_string_equal(differs(SHEET_RISK), "nothing");
	/* A column that a newer program tells. */
	told("{about,assessed_on,level,more}", "{individual,2026-03-01,high,x}");
	assert_string_equal(differs(SHEET_RISK), "nothing");
	says((const char *[]){ "severity", "watch", "next", "call her", "next_at",
		"2026-11-22T10:30:00+07:00", NULL });
	told("{next,next_at,severity}", "{\"call her\",2026-11-22T03:30:00+00:00,watch}");
	assert_string_equal(differs(SHEET_HANDOVER), "nothing");
	says((const char *[]){ "source", "hotline", "standing", "case", "people", "3", "act",
		"transport;receipt", NULL });
	told("{access,act,means,people,purpose,source,standing}",
		"{\"\",transport;receipt,\"\",3,\"\",hotline,case}");
	assert_string_equal(differs(SHEET_CALL), "nothing");
	says((const char *[]){ "what", "person", "agreed_by", "Supervisor", NULL });
	told("{agreed_by,what}", "{supervisor,person}");
	assert_string_equal(differs(SHEET_TRANSFER), "nothing");
	for (size_t i = 0; i < 3; i++) {
		static const char *const typed[] = { "PA-3333-3333", "pa 3333 3333", "33333333" };

		says((const char *[]){ "direction", "out", "party", typed[i], NULL });
		told("{direction,party}", "{out,PA-3333-3333}");
		assert_string_equal(differs(SHEET_REFERRAL), "nothing");
	}
}

static void what_nobody_signed(void **state)
{
	static const struct {
		const char *names, *contents, *field;
	} changed[] = {
		{ "{about,assessed_on,level}", "{individual,2026-03-01,low}", "level" },
		{ "{about,assessed_on,level}", "{household,2026-03-01,high}", "about" },
		{ "{about,assessed_on,level}", "{individual,2026-03-02,high}", "assessed_on" },
		{ "{about,again_on,assessed_on,level}", "{individual,2026-04-01,2026-03-01,high}",
			"again_on" },
		{ "{about,assessed_on}", "{individual,2026-03-01}", "level" },
	};

	(void)state;
	says((const char *[]){
		"level", "high", "about", "individual", "assessed_on", "2026-03-01", NULL });
	for (size_t i = 0; i < sizeof changed / sizeof *changed; i++) {
		told(changed[i].names, changed[i].contents);
		assert_string_equal(differs(SHEET_RISK), changed[i].field);
	}
	says((const char *[]){ "severity", "watch", "next", "call her", "next_at",
		"2026-11-22T10:30:00+07:00", NULL });
	told("{next,next_at,severity}", "{\"call her\",2026-11-22T10:30:00+00:00,watch}");
	assert_string_equal(differs(SHEET_HANDOVER), "next_at");
	told("{next,next_at,severity}", "{\"call her\",infinity,watch}");
	assert_string_equal(differs(SHEET_HANDOVER), "next_at");
	says((const char *[]){ "direction", "out", "party", "PA-3333-3333", NULL });
	told("{direction,party}", "{out,PA-3333-3334}");
	assert_string_equal(differs(SHEET_REFERRAL), "party");
	says((const char *[]){ "what", "person", "agreed_by", "supervisor", NULL });
	told("{agreed_by,what}", "{supervisor2,person}");
	assert_string_equal(differs(SHEET_TRANSFER), "agreed_by");
	says((const char *[]){ "act", "transport;receipt", NULL });
	told("{act}", "{receipt}");
	assert_string_equal(differs(SHEET_CALL), "act");
}

/* It is older than what is told of its kind, or the kind tells nothing. */
static void where_nothing_is_told(void **state)
{
	(void)state;
	says((const char *[]){ "level", "high", NULL });
	told(NULL, NULL);
	assert_string_equal(differs(SHEET_RISK), "nothing");
	assert_string_equal(differs(SHEET_NOTE), "nothing");
	assert_null(told_differs(NULL, &record, rows, 0));
}

static void what_the_case_has_by_it(void **state)
{
	(void)state;
	says((const char *[]){ "status", "actual", "decided_on", "2026-03-01", NULL });
	assert_string_equal(told_day(&sheets[SHEET_STATUS], &record), "2026-03-01");
	told("{case,status}", "{actual,actual}");
	assert_true(told_is_case(&sheets[SHEET_STATUS], &record, rows, 0));
	told("{case,status}", "{\"not trafficked\",actual}");
	assert_false(told_is_case(&sheets[SHEET_STATUS], &record, rows, 0));
	told("{status}", "{actual}");
	assert_false(told_is_case(&sheets[SHEET_STATUS], &record, rows, 0));
	says((const char *[]){ "answer", "not sure", "asked_on", "2026-03-01", NULL });
	told("{answer,case}", "{\"not sure\",yes}");
	assert_true(told_is_case(&sheets[SHEET_AFRAID], &record, rows, 0));
	told("{answer,case}", "{\"not sure\",no}");
	assert_false(told_is_case(&sheets[SHEET_AFRAID], &record, rows, 0));
	assert_null(told_day(&sheets[SHEET_RISK], &record));
	assert_true(told_is_case(&sheets[SHEET_RISK], &record, rows, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(what_is_alike, end),
		cmocka_unit_test_teardown(what_nobody_signed, end),
		cmocka_unit_test_teardown(where_nothing_is_told, end),
		cmocka_unit_test_teardown(what_the_case_has_by_it, end),
	};

	return cmocka_run_group_tests_name("told", tests, NULL, NULL);
}
