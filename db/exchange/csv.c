#include "db/exchange/csv.h"

#include <csv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct csv_reader {
	struct csv_parser parser;
	csv_record_fn *fn;
	void *who;
	struct place place; /* behind what libcsv has seen */
	struct place field_place; /* of the field under way */
	size_t field_bytes; /* of it, seen so far, what ends it included */
	const char *piece; /* what libcsv is reading, without its last byte */
	size_t piece_bytes;
	struct text text; /* the record's fields, each with a NUL */
	size_t at[CSV_FIELDS_MAX]; /* where each begins in text */
	struct csv_field fields[CSV_FIELDS_MAX];
	size_t count;
	int result;
	struct mistake mistake;
};

/* Every blank counts. */
static int no_space(unsigned char c)
{
	(void)c;
	return 0;
}

int csv_reader_new(struct csv_reader **out, csv_record_fn *fn, void *who)
{
	struct csv_reader *reader = calloc(1, sizeof(*reader));
	if (!reader)
		return ERR_MEMORY;
	csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_space_func(&reader->parser, no_space);
	reader->fn = fn;
	reader->who = who;
	reader->place = PLACE_START;
	reader->field_place = PLACE_START;
	*out = reader;
	return 0;
}

void csv_reader_free(struct csv_reader *reader)
{
	if (!reader)
		return;
	csv_free(&reader->parser);
	text_done(&reader->text);
	free(reader);
}

const struct mistake *csv_reader_mistake(const struct csv_reader *reader)
{
	return &reader->mistake;
}

long csv_reader_lines(const struct csv_reader *reader)
{
	return reader->place.column > 1 ? reader->place.line : reader->place.line - 1;
}

static int refuse(struct csv_reader *reader, const struct place *place, const char *what)
{
	reader->mistake = mistake_at(place, what);
	return ERR_INPUT;
}

static void on_field(void *text, size_t length, void *who)
{
	struct csv_reader *reader = who;
	if (reader->result != 0)
		return;
	if (reader->count == CSV_FIELDS_MAX) {
		reader->result = refuse(reader, &reader->field_place,
			N_("more than 256 fields in a record"));
		return;
	}
	reader->at[reader->count] = reader->text.length;
	reader->fields[reader->count].length = length;
	reader->fields[reader->count].place = reader->field_place;
	text_add_bytes(&reader->text, text ? text : "", length);
	text_add_bytes(&reader->text, "", 1);
	reader->count++;
	reader->field_bytes = 0;
}

static void on_record(int terminator, void *who)
{
	(void)terminator;
	struct csv_reader *reader = who;
	if (reader->result == 0 && text_check(&reader->text, NULL) != 0)
		reader->result = ERR_MEMORY;
	if (reader->result != 0)
		return;
	for (size_t i = 0; i < reader->count; i++)
		reader->fields[i].text = reader->text.data + reader->at[i];
	struct csv_record record = {
		.fields = reader->fields,
		.count = reader->count,
		.place = reader->fields[0].place,
		.end = reader->place,
	};
	place_move(&record.end, reader->piece, reader->piece_bytes);
	reader->result = reader->fn(reader->who, &record);
	reader->count = 0;
	text_clear(&reader->text);
}

/* libcsv says no more than where it stopped; which rule was broken shows in its state. */
static int refuse_quote(struct csv_reader *reader, const char *text, size_t length)
{
	if (csv_error(&reader->parser) != CSV_EPARSE)
		return ERR_MEMORY;
	place_move(&reader->place, text, length);
	return refuse(reader, &reader->place,
		reader->parser.quoted ? N_("text behind the closing quote") :
					N_("a quote in a field that does not begin with one"));
}

/* Bytes up to and with the next one that may end a field, so that libcsv calls back only at the
 * end of a piece and the place is known there. */
static size_t piece_length(const char *text, size_t length)
{
	size_t n = 0;
	while (n < length && text[n] != ',' && text[n] != '\n' && text[n] != '\r')
		n++;
	return n < length ? n + 1 : n;
}

/* A line end between two records: libcsv passes over it in silence. */
static bool is_blank(const struct csv_reader *reader, const char *piece)
{
	return reader->count == 0 && reader->field_bytes == 0 && (*piece == '\n' || *piece == '\r');
}

int csv_reader_feed(struct csv_reader *reader, const char *text, size_t length)
{
	while (length > 0) {
		size_t n = piece_length(text, length);
		bool blank = is_blank(reader, text);
		reader->field_bytes += n;
		if (reader->field_bytes > CSV_FIELD_MAX + 1)
			return refuse(reader, &reader->field_place,
				N_("a field of more than 65536 bytes"));
		reader->piece = text;
		reader->piece_bytes = n - 1;
		size_t done = csv_parse(&reader->parser, text, n, on_field, on_record, reader);
		if (reader->result != 0)
			return reader->result;
		if (done != n)
			return refuse_quote(reader, text, done);
		place_move(&reader->place, text, n);
		if (blank)
			reader->field_bytes = 0;
		if (reader->field_bytes == 0)
			reader->field_place = reader->place;
		text += n;
		length -= n;
	}
	return 0;
}

int csv_reader_end(struct csv_reader *reader)
{
	reader->piece_bytes = 0;
	if (csv_fini(&reader->parser, on_field, on_record, reader) != 0)
		return refuse(reader, &reader->field_place, N_("a quote that is never closed"));
	return reader->result;
}

void csv_add(struct text *out, const char *text, size_t length)
{
	bool formula = length > 0 && strchr("=+-@\t\r\n", text[0]) != NULL;
	bool quoted = false;
	for (size_t i = 0; i < length && !quoted; i++)
		quoted = strchr(",\"\r\n", text[i]) != NULL;
	if (quoted)
		text_add_char(out, '"');
	if (formula)
		text_add_char(out, '\'');
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '"')
			text_add_char(out, '"');
		text_add_char(out, text[i]);
	}
	if (quoted)
		text_add_char(out, '"');
}
