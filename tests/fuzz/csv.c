/* Any bytes in any encoding are records of clean text or a refusal with its place, the same however
 * they are cut; and what is written is read back. The first byte picks the encoding. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "db/exchange/csv.h"
#include "db/exchange/encoding.h"
#include "db/exchange/records.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct run {
	struct csv_reader *csv;
	struct text seen; /* what came out, flattened */
	struct text again; /* the same as CSV */
};

static int on_record(void *who, const struct csv_record *record)
{
	struct run *run = who;
	if (record->count < 1 || record->place.line < 1 || record->end.line < record->place.line)
		abort();
	for (size_t i = 0; i < record->count; i++) {
		const struct csv_field *field = &record->fields[i];
		if (strlen(field->text) != field->length ||
			text_valid(field->text, field->length) != field->length)
			abort();
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

static int run_steps(struct run *run, const char *name, const char *bytes, size_t size, size_t step,
	struct mistake *mistake)
{
	struct encoding *encoding;
	text_add(&run->again, "\xEF\xBB\xBF"); /* so that one in the first field stays there */
	if (csv_reader_new(&run->csv, on_record, run) != 0 ||
		encoding_new(&encoding, name, on_text, run) != 0)
		abort();
	int r = 0;
	for (size_t i = 0; r == 0 && i < size; i += step)
		r = encoding_feed(encoding, bytes + i, size - i < step ? size - i : step);
	if (r == 0)
		r = encoding_end(encoding);
	if (r == 0)
		r = csv_reader_end(run->csv);
	*mistake = encoding_mistake(encoding)->what ? *encoding_mistake(encoding) :
						      *csv_reader_mistake(run->csv);
	if ((r == ERR_INPUT) != (mistake->what != NULL))
		abort();
	encoding_free(encoding);
	csv_reader_free(run->csv);
	return r;
}

static void tell(void *who, const struct mistake *mistake)
{
	(void)who;
	if (!mistake->what || strlen(mistake->value) >= sizeof(mistake->value))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	size_t names = 0;
	while (encoding_name(names))
		names++;
	size_t pick = data[0] % (names + 1);
	const char *name = pick ? encoding_name(pick - 1) : NULL;
	const char *bytes = (const char *)data + 1;
	size--;

	struct run one = { 0 }, other = { 0 };
	struct mistake a, b;
	int r = run_steps(&one, name, bytes, size, 1, &a);
	if (r != run_steps(&other, name, bytes, size, 7, &b) || a.line != b.line ||
		a.column != b.column || one.seen.length != other.seen.length ||
		strcmp(text_string(&one.seen), text_string(&other.seen)) != 0)
		abort();
	/* Written, read and written again is the same, but for the first apostrophes. */
	struct run two = { 0 }, three = { 0 };
	const char *again = text_string(&one.again);
	if (run_steps(&two, "UTF-8", again, one.again.length, 4096, &a) != 0 ||
		run_steps(&three, "UTF-8", text_string(&two.again), two.again.length, 4096, &a) !=
			0 ||
		strcmp(text_string(&two.again), text_string(&three.again)) != 0)
		abort();

	FILE *file = size > 0 ? fmemopen((void *)(uintptr_t)bytes, size, "r") : NULL;
	struct records records;
	const struct records_watch watch = { .mistake = tell };
	if (file && records_read(&records, file, name, &watch) == 0) {
		struct tally tally[TALLY_MAX];
		records_tally(&records, CTDC_EXPLOITATION, tally);
		records_tally(&records, CTDC_CITIZENSHIP, tally);
		records_done(&records);
	}
	if (file)
		fclose(file);
	struct run *all[] = { &one, &other, &two, &three };
	for (int i = 0; i < 4; i++) {
		text_done(&all[i]->seen);
		text_done(&all[i]->again);
	}
	return 0;
}
