/* filter: what is typed, the SQL and parameters it becomes, the caret, bounds, hostile bytes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include "db/filter.h"

#define SEARCH(n) \
	"position(lower($" n "::text) in lower(concat_ws(' | ', l.code, l.clock_code, " \
	"l.responsible, l.need, l.office, l.office_code, l.country))) > 0"

/* 2026-03-04 02:41 in Bangkok */
static const struct filter_now now = { INT64_C(1772566863000), 420 };

static const struct good {
	const char *typed, *where, *echo;
	const char *params[4];
} good[] = {
	{ "", "true", "", { 0 } },
	{ "   ", "true", "", { 0 } },
	{ "mae", "(" SEARCH("3") ")", "mae", { "mae" } },
	{ " Mae  SOT ", "(" SEARCH("3") ") and (" SEARCH("4") ")", "Mae SOT", { "Mae", "SOT" } },
	{ "\"mae sot\"", "(" SEARCH("3") ")", "\"mae sot\"", { "mae sot" } },
	{ "!x", "(" SEARCH("3") ") is not true", "!x", { "x" } },
	{ "a(b)--;'", "(" SEARCH("3") ")", "a(b)--;'", { "a(b)--;'" } },
	{ "14:30", "(" SEARCH("3") ")", "14:30", { "14:30" } },
	{ "mine", "(l.mine)", "mine", { 0 } },
	{ "\"mine\"", "(" SEARCH("3") ")", "\"mine\"", { "mine" } },
	{ "!NOBODY", "(l.responsible_id is null) is not true", "!nobody", { 0 } },
	{ "ended child", "(l.clock_at < (select api.now())) and (l.child)", "ended child", { 0 } },
	{ "stage:triaged", "(l.stage = any ($3::smallint[]))", "stage:triaged", { "{2}" } },
	{ "STAG=Tri", "(l.stage = any ($3::smallint[]))", "stage:triaged", { "{2}" } },
	{ "stage:tri,third-country", "(l.stage = any ($3::smallint[]))",
		"stage:triaged,\"third country\"", { "{2,8}" } },
	{ "stage!=closed", "(l.stage = any ($3::smallint[])) is not true", "!stage:closed",
		{ "{11}" } },
	{ "!stage!=closed", "(l.stage = any ($3::smallint[]))", "stage:closed", { "{11}" } },
	{ "risk>=medium", "(l.risk >= $3::smallint)", "risk>=medium", { "2" } },
	{ "priority>=high", "(l.priority <= $3::smallint)", "priority>=high", { "2" } },
	{ "priority<urgent", "(l.priority > $3::smallint)", "priority<urgent", { "1" } },
	{ "lane<=4", "(l.lane <= $3::bigint)", "lane<=4", { "4" } },
	{ "lane:4,5", "(l.lane = any ($3::bigint[]))", "lane:4,5", { "{4,5}" } },
	{ "lane:none", "(l.lane is null)", "lane:none", { 0 } },
	{ "office:\"Mae Sot\",bkk",
		"(lower(l.office) = any (lower($3::text)::text[]) or lower(l.office_code) = any "
		"(lower($3::text)::text[]))",
		"office:\"Mae Sot\",bkk", { "{\"Mae Sot\",\"bkk\"}" } },
	{ "resp:none", "(l.responsible is null)", "responsible:none", { 0 } },
	{ "responsible:\"none\"", "(lower(l.responsible) = any (lower($3::text)::text[]))",
		"responsible:\"none\"", { "{\"none\"}" } },
	{ "child:y", "(l.child is true)", "child:yes", { 0 } },
	{ "!child:unknown", "(l.child is null) is not true", "!child:unknown", { 0 } },
	{ "code:7k3fw9cp", "(l.code = any ($3::text[]))", "code:HW-7K3F-W9CP",
		{ "{HW-7K3F-W9CP}" } },
	{ "code:hw-7k3f-w9cp,HW7K3FW9CQ", "(l.code = any ($3::text[]))",
		"code:HW-7K3F-W9CP,HW-7K3F-W9CQ", { "{HW-7K3F-W9CP,HW-7K3F-W9CQ}" } },
	{ "clock<2h", "(l.clock_at < (select api.now()) + $3::interval)", "clock<2h",
		{ "120 minutes" } },
	{ "clock<now", "(l.clock_at < (select api.now()) + $3::interval)", "clock<now",
		{ "0 minutes" } },
	{ "clock>=1h30", "(l.clock_at >= (select api.now()) + $3::interval)", "clock>=1h30",
		{ "90 minutes" } },
	{ "age>3d", "(l.reported_at < (select api.now()) - $3::interval)", "age>3d",
		{ "4320 minutes" } },
	{ "reported<=3d", "(l.reported_at >= (select api.now()) - $3::interval)", "reported<=3d",
		{ "4320 minutes" } },
	{ "clock<14:30", "(l.clock_at < $3::timestamptz)", "clock<14:30",
		{ "2026-03-04T14:30:00+07:00" } },
	{ "reported>=2026-03-01", "(l.reported_at >= $3::timestamptz)", "reported>=2026-03-01",
		{ "2026-03-01T00:00:00+07:00" } },
	{ "!clock:none", "(l.clock_at is null) is not true", "!clock:none", { 0 } },
	{ "country:TH stage:identification",
		"(lower(l.country) = any (lower($3::text)::text[])) and "
		"(l.stage = any ($4::smallint[]))",
		"country:TH stage:identification", { "{\"TH\"}", "{3}" } },
	{ "ก็", "(" SEARCH("3") ")", "ก็", { "ก็" } },
};

static void check_good(const struct good *g, const char *typed)
{
	struct filter f;
	struct error e = { 0 };
	size_t at;

	if (filter_parse(&f, &case_table, typed, 3, &now, &at, &e))
		fail_msg("%s: at %zu: %s", typed, at, e.text);
	if (strcmp(text_string(&f.where), g->where) || strcmp(text_string(&f.echo), g->echo))
		fail_msg("%s: %s / %s", typed, text_string(&f.where), text_string(&f.echo));
	for (int i = 0; i < 4; i++) {
		const char *want = g->params[i];

		if ((want != NULL) != (i < f.count) || (want && strcmp(want, f.params[i].text)))
			fail_msg("%s: $%d is %s", typed, i + 3,
				i < f.count ? f.params[i].text : "-");
	}
	filter_done(&f);
}

static void test_good(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		check_good(&good[i], good[i].typed);
		check_good(&good[i], good[i].echo); /* what is echoed says the same */
	}
}

static const struct {
	const char *typed;
	size_t caret;
	const char *says;
} bad[] = {
	{ "!", 1, "missing" },
	{ "a !", 3, "missing" },
	{ "!!a", 1, "missing" },
	{ "mae \"sot", 4, "never closed" },
	{ "\"a\"b", 3, "space is missing" },
	{ "ab\"c\"", 2, "stands at the beginning" },
	{ "\"\"", 1, "value is missing" },
	{ "stage:", 6, "value is missing" },
	{ "a stage: b", 8, "value is missing" },
	{ "stage:triaged,", 14, "value is missing" },
	{ "stage:,triaged", 6, "value is missing" },
	{ "colour:red", 0, "\"colour\"; there is: code, priority," },
	{ "mae c:x", 4, "No field, or several" },
	{ "id:7", 0, "No field" },
	{ "stage:tired", 6, "\"tired\" is no stage, or several; there is: reported, triaged," },
	{ "stage:triaged,re", 14, "\"re\" is no stage, or several" },
	{ "stage>triaged", 5, "stage has no order" },
	{ "office<b", 6, "office has no order" },
	{ "child>=yes", 5, "child has no order" },
	{ "office~b.*", 6, "no patterns" },
	{ "risk>low,high", 9, "One value" },
	{ "risk>none", 4, "none" },
	{ "risk:none,low", 10, "One value" },
	{ "lane:x", 5, "whole number" },
	{ "lane:-1", 5, "whole number" },
	{ "lane:9999999999999999", 5, "whole number" },
	{ "child:maybe", 6, "yes, no, unknown" },
	{ "child:yes,no", 6, "yes, no, unknown" },
	{ "code:7k3f", 5, "no whole code" },
	{ "code:XX7K3FW9CP", 5, "no whole code" },
	{ "code:hw-7k3f-w9cpp", 5, "no whole code" },
	{ "clock:2h", 5, "clock<2h" },
	{ "clock<soon", 6, "no time" },
	{ "clock<99999999999999999999999999m", 6, "no time" },
	{ "age>2026-02-30", 4, "no time" },
	{ "a\tb", 1, "control" },
	{ "a\x1b[2J", 1, "control" },
	{ "ok \xc2\x9b", 3, "control" },
	{ "ok \x7f", 3, "control" },
	{ "ok \xff", 3, "UTF-8" },
	{ "ok \xe0\xb8", 3, "UTF-8" },
	{ "ก \xed\xa0\x80", 4, "UTF-8" },
};

static void test_bad(void **state)
{
	struct filter f;
	struct error e;
	size_t at;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		int r = filter_parse(&f, &case_table, bad[i].typed, 1, &now, &at, &e);

		if (r != ERR_INPUT || at != bad[i].caret || !strstr(e.text, bad[i].says))
			fail_msg("%s: %d at %zu: %s", bad[i].typed, r, at, r ? e.text : "");
	}
	assert_int_equal(filter_parse(&f, &case_table, "clock<14:30", 1, NULL, &at, &e), ERR_INPUT);
}

static void test_bounds(void **state)
{
	char typed[FILTER_BYTES + 2];
	struct filter f;
	struct error e;
	size_t at;

	(void)state;
	memset(typed, 'x', sizeof(typed));
	typed[FILTER_BYTES] = 0;
	assert_int_equal(filter_parse(&f, &case_table, typed, 1, &now, &at, &e), 0);
	filter_done(&f);
	typed[FILTER_BYTES] = 'x';
	typed[FILTER_BYTES + 1] = 0;
	assert_int_equal(filter_parse(&f, &case_table, typed, 1, &now, &at, &e), ERR_INPUT);
	assert_int_equal(at, FILTER_BYTES);

	/* as many values as fit, each to be escaped */
	strcpy(typed, "office:");
	for (int i = 7; i < FILTER_BYTES; i++)
		typed[i] = i % 2 ? '\\' : ',';
	typed[FILTER_BYTES] = 0;
	assert_int_equal(filter_parse(&f, &case_table, typed, 1, &now, &at, &e), 0);
	filter_done(&f);
	typed[FILTER_BYTES - 1] = 0;
	assert_int_equal(filter_parse(&f, &case_table, typed, 1, &now, &at, &e), ERR_INPUT);
	assert_int_equal(at, FILTER_BYTES - 1);

	typed[0] = 0;
	for (int i = 0; i < FILTER_TERMS; i++)
		strcat(typed, "a ");
	assert_int_equal(filter_parse(&f, &case_table, typed, 1, &now, &at, &e), 0);
	assert_int_equal(f.count, FILTER_TERMS);
	filter_done(&f);
	strcat(typed, "b");
	assert_int_equal(filter_parse(&f, &case_table, typed, 1, &now, &at, &e), ERR_INPUT);
	assert_int_equal(at, 2 * FILTER_TERMS);
}

/* Codes of several sorts: without its letters it may be any of them, in that order. */
static void test_sorts(void **state)
{
	static const struct {
		const char *typed, *param, *echo; /* param NULL: refused */
	} rows[] = {
		{ "code:ds7k3fw9cp", "{DS-7K3F-W9CP}", "code:DS-7K3F-W9CP" },
		{ "code:TR-7K3F-W9CP,BG-7K3F-W9CP", "{TR-7K3F-W9CP,BG-7K3F-W9CP}",
			"code:TR-7K3F-W9CP,BG-7K3F-W9CP" },
		{ "code:7k3fw9cp", "{TR-7K3F-W9CP,DS-7K3F-W9CP,ER-7K3F-W9CP,BG-7K3F-W9CP}",
			"code:7K3F-W9CP" },
		{ "code:HW-7K3F-W9CP", NULL, "such as TR-7K3F-W9CP" },
	};
	struct filter f;
	struct error e;
	size_t at;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int r = filter_parse(&f, &approval_table, rows[i].typed, 3, NULL, &at, &e);

		assert_int_equal(r, rows[i].param != NULL ? 0 : ERR_INPUT);
		if (r != 0) {
			assert_non_null(strstr(e.text, rows[i].echo));
			continue;
		}
		assert_string_equal(f.params[0].text, rows[i].param);
		assert_string_equal(text_string(&f.echo), rows[i].echo);
		filter_done(&f);
	}
}

/* What an index answers stands apart, so that a count need not look at anything else. */
static void test_sieve(void **state)
{
	static const struct {
		const char *typed, *sieve;
	} rows[] = {
		{ "", "" },
		{ "child risk:high word nobody", "" },
		{ "mine", " and (l.mine)" },
		{ "child mine !code:7K3F-W9CP", " and (l.mine)" },
		{ "!mine code:7K3F-W9CP", " and (l.code = any ($3::text[]))" },
	};
	struct filter f;
	struct error e;
	size_t at;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(filter_parse(&f, &case_table, rows[i].typed, 3, NULL, &at, &e), 0);
		assert_string_equal(text_string(&f.sieve), rows[i].sieve);
		filter_done(&f);
	}
}

/* What no word of a line is asked for is read from a view that looks none up. */
static void test_order(void **state)
{
	static const struct {
		const char *sort, *sql; /* NULL: refused */
		bool up;
	} rows[] = {
		{ NULL, "l.priority, l.clock_order, l.touched_at, l.id", false },
		{ "", "l.priority, l.clock_order, l.touched_at, l.id", false },
		{ "",
			"l.priority desc, l.clock_order desc, l.touched_at desc, "
			"l.id desc",
			true },
		{ "clock", "l.clock_at nulls last, l.id", false },
		{ "clock", "l.clock_at desc nulls first, l.id desc", true },
		{ "-clock", "l.clock_at desc nulls last, l.id desc", false },
		{ "-clock", "l.clock_at nulls first, l.id", true },
		{ "-reported", "l.reported_at desc, l.id desc", false },
		{ "age", "l.reported_at desc, l.id desc", false },
		{ "-age", "l.reported_at, l.id", false },
		{ "stage,-risk", "l.stage, l.risk desc, l.id desc", false },
		{ "clock,", NULL, false },
		{ ",", NULL, false },
		{ "-", NULL, false },
		{ "colour", NULL, false },
		{ "child", NULL, false },
		{ "id", NULL, false },
		{ "code,stage,risk,need,office", NULL, false },
		{ "clock; drop table app.case", NULL, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct text out = { 0 };
		struct error e = { 0 };
		int r = filter_order(&out, &case_table, rows[i].sort, rows[i].up, &e);

		if (r != (rows[i].sql ? 0 : ERR_INPUT))
			fail_msg("%s: %d %s", rows[i].sort, r, text_string(&out));
		if (!r)
			assert_string_equal(text_string(&out), rows[i].sql);
		text_done(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_bad),
		cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_sorts),
		cmocka_unit_test(test_sieve),
		cmocka_unit_test(test_order),
	};

	return cmocka_run_group_tests_name("filter", tests, NULL, NULL);
}
