/* records, ctdc, digest, place: a file becomes rows with known codes, or a list of mistakes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "db/base/text.h"
#include "db/exchange/records.h"

#define HEADER \
	"yearOfRegistration,Datasource,gender,citizenship,isForcedLabour,ControlCategory," \
	"RecruiterCategory,ExploitType,Labor_Type,ageCategories\n"
#define GOOD "2018,Hotline,Female,MM,1,Threats,Other,Forced Labor,Domestic Work,Age 9-17\n"

/* `line:column name what 'value'`, a line each; only the beginning of what. */
static void tell(void *who, const struct mistake *m)
{
	text_addf(who, "%ld:%ld %s %.12s '%s'\n", m->line, m->column, m->name ? m->name : "-",
		m->what, m->value);
}

static int read_text(struct records *out, const char *text, const char *encoding, struct text *told)
{
	FILE *file = tmpfile();
	assert_non_null(file);
	fputs(text, file);
	rewind(file);
	text_clear(told);
	const struct records_watch watch = { .mistake = tell, .who = told };
	int r = records_read(out, file, encoding, &watch);
	fclose(file);
	return r;
}

static void test_digest(void **state)
{
	(void)state;
	struct digest d;
	char hex[DIGEST_TEXT];
	digest_init(&d);
	digest_end(&d, hex);
	assert_string_equal(hex,
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	digest_init(&d);
	digest_add(&d, "a", 1);
	digest_add(&d, "bc", 2);
	digest_end(&d, hex);
	assert_string_equal(hex,
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void test_place(void **state)
{
	(void)state;
	struct place place = PLACE_START;
	place_move(&place, "a\xE0\xB8\x81", 4);
	assert_true(place.line == 1 && place.column == 3);
	place_move(&place, "\r", 1);
	place_move(&place, "\n", 1);
	assert_true(place.line == 2 && place.column == 1);
	place_move(&place, "\n\r\rx", 4);
	assert_true(place.line == 5 && place.column == 2);
}

static void test_row(void **state)
{
	(void)state;
	struct records records;
	struct text told = { 0 };
	assert_int_equal(read_text(&records, HEADER GOOD GOOD, NULL, &told), 0);
	assert_int_equal(records.count, 2);
	assert_int_equal(records.lines, 3);
	const struct ctdc_row *row = &records.rows[1];
	char country[3];
	assert_int_equal(row->line, 3);
	assert_int_equal(ctdc_year(row), 2018);
	assert_int_equal(ctdc_age_low(row), 9);
	assert_int_equal(ctdc_age_high(row), 17);
	ctdc_citizenship(row, country);
	assert_string_equal(country, "MM");
	assert_string_equal(ctdc_code(row, CTDC_SOURCE), "hotline");
	assert_string_equal(ctdc_code(row, CTDC_SEX), "female");
	assert_string_equal(ctdc_code(row, CTDC_FORCED_LABOUR), "yes");
	assert_string_equal(ctdc_code(row, CTDC_CONTROL), "threats");
	assert_string_equal(ctdc_code(row, CTDC_EXPLOITATION), "forced labour");
	assert_string_equal(ctdc_code(row, CTDC_LABOUR), "domestic work");
	assert_null(ctdc_code(row, CTDC_RECRUITER)); /* never kept */
	records_done(&records);
	text_done(&told);
}

static void test_unknown(void **state)
{
	(void)state;
	static const char *const lines[] = {
		"2018,Hotline,0,0,0,0,0,0,0,0\n",
		"2018,Hotline,-99,-99,-99,-99,-99,-99,-99,-99\n",
		"2018,Hotline,,,,,,,,\n",
	};
	struct records records;
	struct text told = { 0 }, file = { 0 };
	text_add(&file, HEADER);
	for (size_t i = 0; i < 3; i++)
		text_add(&file, lines[i]);
	assert_int_equal(read_text(&records, text_string(&file), NULL, &told), 0);
	assert_int_equal(records.count, 3);
	for (size_t i = 0; i < 3; i++) {
		const struct ctdc_row *row = &records.rows[i];
		char country[3];
		for (int c = CTDC_SEX; c < CTDC_COLUMNS; c++)
			assert_int_equal(row->value[c], 0);
		ctdc_citizenship(row, country);
		assert_string_equal(country, "");
		assert_null(ctdc_code(row, CTDC_SEX));
		assert_int_equal(ctdc_age_low(row), -1);
		assert_int_equal(ctdc_age_high(row), -1);
	}
	records_done(&records);
	text_done(&told);
	text_done(&file);
}

/* Every band, in both spellings: the bounds are the source's own. */
static void test_ages(void **state)
{
	(void)state;
	static const struct {
		int low, high;
	} bands[] = { { 0, 8 }, { 9, 17 }, { 18, 20 }, { 21, 23 }, { 24, 26 }, { 27, 29 },
		{ 30, 38 }, { 39, 47 }, { 48, -1 } };
	struct records records;
	struct text told = { 0 }, file = { 0 };
	text_add(&file, HEADER);
	for (int i = 0; i < 18; i++) {
		int b = i / 2;
		text_add(&file, "2018,Hotline,,,,,,,,");
		if (bands[b].high < 0)
			text_addf(&file, "%s%d+\n", i % 2 ? "" : "Age ", bands[b].low);
		else
			text_addf(&file, i % 2 ? "%d--%d\n" : "Age %d-%d\n", bands[b].low,
				bands[b].high);
	}
	assert_int_equal(read_text(&records, text_string(&file), NULL, &told), 0);
	assert_string_equal(text_string(&told), "");
	assert_int_equal(records.count, 18);
	for (int i = 0; i < 18; i++) {
		assert_int_equal(ctdc_age_low(&records.rows[i]), bands[i / 2].low);
		assert_int_equal(ctdc_age_high(&records.rows[i]), bands[i / 2].high);
	}
	records_done(&records);
	text_done(&told);
	text_done(&file);
}

/* Columns may stand in any order. */
static void test_order(void **state)
{
	(void)state;
	struct records records;
	struct text told = { 0 };
	assert_int_equal(
		read_text(&records,
			"ageCategories,citizenship,Datasource,gender,yearOfRegistration,"
			"isForcedLabour,ControlCategory,RecruiterCategory,ExploitType,Labor_Type\n"
			"Age 48+,TH,Hotline,Male,2013,,,,,Unknown\n",
			NULL, &told),
		0);
	assert_int_equal(ctdc_age_low(records.rows), 48);
	assert_int_equal(ctdc_year(records.rows), 2013);
	assert_string_equal(ctdc_code(records.rows, CTDC_SEX), "male");
	assert_null(ctdc_code(records.rows, CTDC_LABOUR));
	records_done(&records);
	text_done(&told);
}

/* Rows that are left out, and how they are reported. */
static void test_bad_rows(void **state)
{
	(void)state;
	static const struct {
		const char *row, *told;
	} rows[] = {
		{ "2018,Hotline,Femail,MM,1,Threats,Other,Forced Labor,Domestic Work,Age 9-17\n",
			"2:14 gender an unknown c 'Femail'\n" },
		{ "2018,Hotline,female,MM,1,Threats,Other,Forced Labor,Domestic Work,Age 9-17\n",
			"2:14 gender an unknown c 'female'\n" },
		{ "2018,Hotline,Female,XX,2,Threats,Other,Forced Labor,Domestic Work,Age 9-17\n",
			"2:21 citizenship an unknown c 'XX'\n"
			"2:24 isForcedLabour an unknown c '2'\n" },
		{ "2018,Hotline,Female,DA,1,Threats,Other,Forced Labor,Domestic Work,Age 9-17\n",
			"2:21 citizenship an unknown c 'DA'\n" },
		{ "18,Hotline,Female,MM,1,Threats,Other,Forced Labor,Domestic Work,Age 9-17\n",
			"2:1 yearOfRegistration an unknown c '18'\n" },
		{ "1989,Hotline,Female,MM,1,Threats,Other,Forced Labor,Domestic Work,Age 9-17\n",
			"2:1 yearOfRegistration an unknown c '1989'\n" },
		{ ",0,Female,MM,1,Threats,Other,Forced Labor,Domestic Work,Age 9-17\n",
			"2:1 yearOfRegistration an unknown c ''\n"
			"2:2 Datasource an unknown c '0'\n" },
		{ "2O18,Hotline,Female,MM,1,Threats,Other,Forced Labor,Domestic Work,Age 9-17\n",
			"2:1 yearOfRegistration an unknown c '2O18'\n" },
		{ "2018,Hotline,Female,MM,1,Threats,Uncle,Forced Labor,Domestic Work,Age 9-17\n",
			"2:34 RecruiterCategory an unknown c 'Uncle'\n" },
		{ "2018,Hotline,Female,MM,1,Threats,Other,Forced Labor,Domestic Work,Age 9-18\n",
			"2:67 ageCategories an unknown c 'Age 9-18'\n" },
		{ "2018,Hotline\n", "2:13 - fewer fields ''\n" },
		{ "a,b,c,d,e,f,g,h,i,j,k\n", "2:21 - more fields  ''\n" },
		{ " \n", "2:2 - fewer fields ''\n" },
	};
	struct records records;
	struct text told = { 0 }, file = { 0 };
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		text_clear(&file);
		text_addf(&file, "%s%s%s", HEADER, rows[i].row, GOOD);
		assert_int_equal(read_text(&records, text_string(&file), NULL, &told), 0);
		assert_string_equal(text_string(&told), rows[i].told);
		assert_int_equal(records.bad, 1);
		assert_int_equal(records.count, 1);
		assert_int_equal(records.rows[0].line, 3);
		records_done(&records);
	}
	text_done(&told);
	text_done(&file);
}

/* What leaves nothing to go on with. */
static void test_refused(void **state)
{
	(void)state;
	static const struct {
		const char *file, *told;
	} files[] = {
		{ "", "0:0 - the file is  ''\n" },
		{ "\n\n", "0:0 - the file is  ''\n" },
		{ "yearOfRegistration,Datasource,gender,citizenship,isForcedLabour,ControlCategory,"
		  "RecruiterCategory,ExploitType,ageCategories\n" GOOD,
			"1:124 Labor_Type the column i ''\n" },
		{ "gender\xE0\xB8\x81,gender,gender\n",
			"1:1 - a column tha 'gender\xE0\xB8\x81'\n1:16 - the column i 'gender'\n"
			"1:22 yearOfRegistration the column i ''\n1:22 Datasource the column i ''\n"
			"1:22 citizenship the column i ''\n1:22 isForcedLabour the column i ''\n"
			"1:22 ControlCategory the column i ''\n"
			"1:22 RecruiterCategory the column i ''\n"
			"1:22 ExploitType the column i ''\n1:22 Labor_Type the column i ''\n"
			"1:22 ageCategories the column i ''\n" },
		{ HEADER GOOD "2018,\"Hotline\n", "3:6 - a quote that ''\n" },
		{ HEADER GOOD "2018,Hot\xE9line\n", "3:9 - this is not  '0xE9'\n" },
	};
	struct records records;
	struct text told = { 0 };
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		assert_int_equal(read_text(&records, files[i].file, NULL, &told), ERR_INPUT);
		assert_string_equal(text_string(&told), files[i].told);
		assert_null(records.rows);
	}
	text_done(&told);
}

/* A long hostile value is cut at a whole code point. */
static void test_value(void **state)
{
	(void)state;
	struct mistake m = { 0 };
	char long_value[3 * 40];
	for (int i = 0; i < 40; i++)
		memcpy(long_value + 3 * i, "\xE0\xB8\x81", 3);
	mistake_value(&m, long_value, sizeof(long_value));
	assert_int_equal(strlen(m.value), 45);
	mistake_value(&m, "", 0);
	assert_string_equal(m.value, "");
}

static void test_tally(void **state)
{
	(void)state;
	struct records records;
	struct text told = { 0 };
	struct tally tally[TALLY_MAX];
	assert_int_equal(
		read_text(&records,
			HEADER GOOD GOOD
			"2018,Hotline,Woman,,,,,Forced Marriage,,\n2018,Hotline,Male,0,,,,-99,,\n"
			"2018,Hotline,,ZW,,,,Forced Labor,,\n",
			NULL, &told),
		0);
	assert_int_equal(records_tally(&records, CTDC_EXPLOITATION, tally), 3);
	assert_string_equal(tally[0].value, "forced labour");
	assert_int_equal(tally[0].n, 3);
	assert_string_equal(tally[1].value, "forced marriage");
	assert_string_equal(tally[2].value, "unknown");
	assert_int_equal(records_tally(&records, CTDC_CITIZENSHIP, tally), 3);
	assert_string_equal(tally[0].value, "MM");
	assert_string_equal(tally[1].value, "unknown");
	assert_int_equal(tally[1].n, 2);
	assert_string_equal(tally[2].value, "ZW");
	assert_int_equal(records_tally(&records, CTDC_SEX, tally), 3);
	assert_string_equal(tally[0].value, "female");
	assert_int_equal(tally[0].n, 3);
	records_done(&records);
	text_done(&told);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_digest),
		cmocka_unit_test(test_place),
		cmocka_unit_test(test_row),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_ages),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_bad_rows),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_value),
		cmocka_unit_test(test_tally),
	};
	return cmocka_run_group_tests_name("records", tests, NULL, NULL);
}
