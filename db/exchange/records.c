#include "db/exchange/records.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "db/exchange/csv.h"
#include "db/exchange/encoding.h"

struct reading {
	struct records *records;
	const struct records_watch *watch;
	struct csv_reader *csv;
	struct ctdc_header header;
	bool headed;
};

static void tell(struct reading *reading, const struct mistake *mistake)
{
	if (mistake->what)
		reading->watch->mistake(reading->watch->who, mistake);
}

static int keep(struct records *records, const struct ctdc_row *row)
{
	if (records->count == records->size) {
		size_t size = records->size ? records->size * 2 : 1024;
		struct ctdc_row *rows = realloc(records->rows, size * sizeof(*rows));
		if (!rows)
			return ERR_MEMORY;
		records->rows = rows;
		records->size = size;
	}
	records->rows[records->count++] = *row;
	return 0;
}

static int on_record(void *who, const struct csv_record *record)
{
	struct reading *reading = who;
	const struct records_watch *watch = reading->watch;
	struct records *records = reading->records;
	if (!reading->headed) {
		reading->headed = true;
		return ctdc_read_header(&reading->header, record, watch->mistake, watch->who) > 0 ?
			ERR_INPUT :
			0;
	}
	if (records->count + records->bad == RECORDS_MAX) {
		const struct mistake mistake =
			mistake_at(&record->place, N_("more than 5000000 rows: divide the file"));
		tell(reading, &mistake);
		return ERR_INPUT;
	}
	struct ctdc_row row;
	if (ctdc_read_row(&row, &reading->header, record, watch->mistake, watch->who) == 0)
		return keep(records, &row);
	records->bad++;
	return 0;
}

static int on_text(void *who, const char *text, size_t length)
{
	struct reading *reading = who;
	int r = csv_reader_feed(reading->csv, text, length);
	if (r == ERR_INPUT)
		tell(reading, csv_reader_mistake(reading->csv));
	return r;
}

static int read_all(FILE *file, struct encoding *encoding, struct digest *digest,
	const struct records_watch *watch)
{
	char bytes[65536];
	size_t n, sum = 0;
	while ((n = fread(bytes, 1, sizeof(bytes), file)) > 0) {
		digest_add(digest, bytes, n);
		int r = encoding_feed(encoding, bytes, n);
		if (r != 0)
			return r;
		sum += n;
		if (watch->progress)
			watch->progress(watch->who, sum);
	}
	return ferror(file) ? ERR_IO : encoding_end(encoding);
}

/* What can only be said once the file has ended. */
static int finish(struct reading *reading)
{
	int r = csv_reader_end(reading->csv);
	if (r == ERR_INPUT)
		tell(reading, csv_reader_mistake(reading->csv));
	reading->records->lines = csv_reader_lines(reading->csv);
	if (r == 0 && !reading->headed) {
		tell(reading, &(struct mistake){ .what = N_("the file is empty") });
		r = ERR_INPUT;
	}
	return r;
}

int records_read(struct records *out, FILE *file, const char *name,
	const struct records_watch *watch)
{
	*out = (struct records){ 0 };
	struct reading reading = { .records = out, .watch = watch };
	struct encoding *encoding = NULL;
	struct digest digest;
	digest_init(&digest);
	int r = csv_reader_new(&reading.csv, on_record, &reading);
	if (r == 0)
		r = encoding_new(&encoding, name, on_text, &reading);
	if (r == 0) {
		r = read_all(file, encoding, &digest, watch);
		if (r == ERR_INPUT)
			tell(&reading, encoding_mistake(encoding));
	}
	if (r == 0)
		r = finish(&reading);
	digest_end(&digest, out->sha256);
	encoding_free(encoding);
	csv_reader_free(reading.csv);
	if (r != 0)
		records_done(out);
	return r;
}

void records_done(struct records *records)
{
	free(records->rows);
	*records = (struct records){ 0 };
}

static int by_number(const void *a, const void *b)
{
	const struct tally *x = a, *y = b;
	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return strcmp(x->value, y->value);
}

/* Two codes of a file may be stored as one. */
static struct tally *tally_of(struct tally *out, size_t *count, const char *value)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp(out[i].value, value) == 0)
			return &out[i];
	struct tally *tally = &out[(*count)++];
	*tally = (struct tally){ 0 };
	text_copy(tally->value, sizeof(tally->value), value);
	return tally;
}

size_t records_tally(const struct records *records, enum ctdc_column column,
	struct tally out[static TALLY_MAX])
{
	long n[CTDC_VALUES] = { 0 };
	for (size_t i = 0; i < records->count; i++)
		n[records->rows[i].value[column]]++;
	size_t count = 0;
	for (short v = 0; v < CTDC_VALUES && count < TALLY_MAX; v++) {
		struct ctdc_row row = { 0 };
		char country[3];
		if (n[v] == 0)
			continue;
		row.value[column] = v;
		ctdc_citizenship(&row, country);
		const char *value = *country ? country : v > 0 ? ctdc_code(&row, column) : NULL;
		tally_of(out, &count, value ? value : "unknown")->n += n[v];
	}
	qsort(out, count, sizeof(*out), by_number);
	return count;
}
