/*
 * Any bytes in any encoding are records of clean text or a refusal with its place, the same however
 * they are cut; what is written is read back; and as a file to import they are rows of known codes
 * or mistakes, each record one or the other. The first byte picks the encoding; from 128 on the
 * bytes are rows below a header that is right.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "db/exchange/csv.h"
#include "db/exchange/encoding.h"
#include "db/exchange/records.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { EVERY_SPLIT = 64 };
static const char *const headers[] = {
	"yearOfRegistration,Datasource,gender,citizenship,isForcedLabour,ControlCategory,"
	"RecruiterCategory,ExploitType,Labor_Type,ageCategories\n",
	"ageCategories,Labor_Type,ExploitType,RecruiterCategory,ControlCategory,isForcedLabour,"
	"citizenship,gender,Datasource,yearOfRegistration\r\n",
};

struct run {
	struct csv_reader *csv;
	size_t records;
	struct text seen; /* what came out, flattened */
	struct text again; /* the same as CSV */
};

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void run_done(struct run *run)
{
	text_done(&run->seen);
	text_done(&run->again);
	*run = (struct run){ 0 };
}

static int on_record(void *who, const struct csv_record *record)
{
	struct run *run = who;
	must(record->count >= 1 && record->count <= CSV_FIELDS_MAX);
	must(record->place.line >= 1 && record->end.line >= record->place.line);
	run->records++;
	for (size_t i = 0; i < record->count; i++) {
		const struct csv_field *field = &record->fields[i];
		must(strlen(field->text) == field->length);
		must(text_valid(field->text, field->length) == field->length);
		text_addf(&run->seen, "%ld:%ld ", field->place.line, field->place.column);
		text_add(&run->seen, field->text);
		text_add_char(&run->seen, '|');
		text_add(&run->again, i ? "," : "");
		csv_add(&run->again, field->text, field->length);
	}
	text_add(&run->again, "\n");
	return 0;
}

static int on_text(void *who, const char *text, size_t length)
{
	struct run *run = who;
	return csv_reader_feed(run->csv, text, length);
}

/* In a first piece and pieces of `step`. */
static int run_steps(struct run *run, const char *name, const char *bytes, size_t size,
	size_t first, size_t step, struct mistake *mistake)
{
	struct encoding *encoding;
	text_add(&run->again, "\xEF\xBB\xBF"); /* so that one in the first field stays there */
	must(csv_reader_new(&run->csv, on_record, run) == 0 &&
		encoding_new(&encoding, name, on_text, run) == 0);
	int r = encoding_feed(encoding, bytes, first);
	for (size_t i = first; r == 0 && i < size; i += step)
		r = encoding_feed(encoding, bytes + i, size - i < step ? size - i : step);
	if (r == 0)
		r = encoding_end(encoding);
	if (r == 0)
		r = csv_reader_end(run->csv);
	*mistake = encoding_mistake(encoding)->what ? *encoding_mistake(encoding) :
						      *csv_reader_mistake(run->csv);
	must((r == ERR_INPUT) == (mistake->what != NULL));
	encoding_free(encoding);
	csv_reader_free(run->csv);
	return r;
}

/* Byte by byte into *one; every other way to cut it must say the same. */
static int check_splits(struct run *one, const char *name, const char *bytes, size_t size)
{
	struct mistake a, b;
	int r = run_steps(one, name, bytes, size, 0, 1, &a);
	size_t splits = size <= EVERY_SPLIT ? size : 1;
	for (size_t at = 0; at <= splits; at++) {
		struct run other = { 0 };
		must(run_steps(&other, name, bytes, size, at, at ? size : 7, &b) == r);
		must(a.line == b.line && a.column == b.column && a.what == b.what &&
			strcmp(a.what ? a.value : "", b.what ? b.value : "") == 0);
		must(one->records == other.records && one->seen.length == other.seen.length &&
			strcmp(text_string(&one->seen), text_string(&other.seen)) == 0);
		run_done(&other);
	}
	return r;
}

/* Written, read and written again is the same, but for the first apostrophes. */
static void check_again(const struct run *one)
{
	struct run two = { 0 }, three = { 0 };
	struct mistake a;
	must(run_steps(&two, "UTF-8", text_string(&one->again), one->again.length, 0, 4096, &a) ==
		0);
	must(run_steps(&three, "UTF-8", text_string(&two.again), two.again.length, 0, 4096, &a) ==
		0);
	must(strcmp(text_string(&two.again), text_string(&three.again)) == 0);
	run_done(&two);
	run_done(&three);
}

struct told {
	size_t count;
	long line;
};

static void tell(void *who, const struct mistake *mistake)
{
	struct told *told = who;
	must(mistake->what && strlen(mistake->value) < sizeof(mistake->value));
	must(text_valid(mistake->value, strlen(mistake->value)) == strlen(mistake->value));
	must(mistake->line == 0 || mistake->line >= told->line);
	told->line = mistake->line;
	told->count++;
}

static void check_row(const struct ctdc_row *row)
{
	char citizenship[3];
	int low = ctdc_age_low(row), high = ctdc_age_high(row);
	must(ctdc_year(row) >= 1990 && ctdc_year(row) <= 2100);
	must(low <= 48 && (high == -1 || (low >= 0 && low < high)));
	for (int c = 0; c < CTDC_COLUMNS; c++) {
		must(row->value[c] >= 0 && row->value[c] < CTDC_VALUES);
		if (c != CTDC_YEAR && c != CTDC_AGE && c != CTDC_CITIZENSHIP)
			must(!ctdc_code(row, c) || *ctdc_code(row, c));
	}
	ctdc_citizenship(row, citizenship);
	must(strlen(citizenship) == (*citizenship ? 2 : 0));
	must(strspn(citizenship, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == strlen(citizenship));
}

static void check_tally(const struct records *records, enum ctdc_column column)
{
	struct tally tally[TALLY_MAX];
	size_t count = records_tally(records, column, tally), sum = 0;
	for (size_t i = 0; i < count; i++) {
		must(tally[i].n > 0 && *tally[i].value && (i == 0 || tally[i].n <= tally[i - 1].n));
		sum += (size_t)tally[i].n;
	}
	must(sum == records->count);
}

/* The file as `import` reads it; `seen` of its records and `r` are what the parts alone said. */
static void check_file(const char *name, const char *bytes, size_t size, size_t seen, int r)
{
	FILE *file = size > 0 ? fmemopen((void *)(uintptr_t)bytes, size, "r") : NULL;
	struct records records;
	struct told told = { 0 };
	const struct records_watch watch = { .mistake = tell, .who = &told };
	if (!file)
		return;
	if (records_read(&records, file, name, &watch) != 0) {
		must(told.count > 0);
	} else {
		must(r == 0 && records.count + records.bad + 1 == seen);
		must((records.bad > 0) == (told.count > 0) && told.count >= records.bad);
		for (size_t i = 0; i < records.count; i++) {
			must(i == 0 || records.rows[i].line > records.rows[i - 1].line);
			must(records.rows[i].line <= records.lines);
			check_row(&records.rows[i]);
		}
		for (enum ctdc_column c = CTDC_SOURCE; c < CTDC_AGE; c++)
			check_tally(&records, c);
		records_done(&records);
	}
	fclose(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	size_t names = 0;
	while (encoding_name(names))
		names++;
	bool headed = data[0] >= 128;
	size_t pick = headed ? 0 : data[0] % (names + 1);
	const char *name = pick ? encoding_name(pick - 1) : NULL;
	struct text file = { 0 };
	struct run one = { 0 };

	if (headed)
		text_add(&file, headers[data[0] % 2]);
	text_add_bytes(&file, (const char *)data + 1, size - 1);
	/* exactly as long as it is, so that reading on is seen */
	char *bytes = malloc(file.length ? file.length : 1);
	must(bytes != NULL);
	memcpy(bytes, text_string(&file), file.length);
	int r = check_splits(&one, name, bytes, file.length);
	check_again(&one);
	check_file(name, bytes, file.length, one.records, r);
	run_done(&one);
	text_done(&file);
	free(bytes);
	return 0;
}
