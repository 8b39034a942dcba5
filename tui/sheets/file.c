#include "tui/sheets/file.h"

#include <stdio.h>
#include <string.h>

#include "db/base/date.h"
#include "db/row.h"
#include "db/vault/record.h"
#include "tui/app/opening.h"
#include "tui/intl.h"
#include "tui/sheets/dossier.h"
#include "tui/sheets/sheet.h"
#include "tui/sheets/told.h"
#include "tui/widgets/paper.h"

enum { WORDS = 400 };

static const struct opened *opened_of(const struct dossier *d, const char *id)
{
	for (size_t i = 0; d->file != NULL && i < d->file->count; i++)
		if (strcmp(d->file->items[i].at.id, id) == 0)
			return &d->file->items[i];
	return NULL;
}

/* Below zero, which no event's id is. */
static int64_t key_of(const struct rows *rows, int row)
{
	const char *id = rows_field(rows, row, "id");
	int64_t key = 0;

	for (; *id != '\0'; id++)
		key = (key * 31 + *id) & INT64_C(0xffffffffffff);
	return -1 - key;
}

int file_row(const struct rows *rows, int64_t key)
{
	for (int row = 0; row < rows_count(rows) && key < 0; row++)
		if (key_of(rows, row) == key)
			return row;
	return -1;
}

uint64_t file_mark(const struct rows *rows)
{
	static const char *const names[] = { "id", "version" };
	uint64_t mark = 0;

	for (int row = 0; row < rows_count(rows); row++) {
		for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
			const char *text = rows_field(rows, row, names[i]);

			mark = text_mark(mark, text, strlen(text) + 1);
		}
	}
	return mark;
}

/* ---- what is told in clear --------------------------------------------------------------- */

static void put_value(const struct dossier *d, const struct sheet_line *line, char *out,
	size_t size)
{
	struct date_read read;
	char text[WORDS], day[DATE_TEXT];

	snprintf(text, sizeof text, "%.*s", (int)line->length, line->value);
	if (line->field->type == FIELD_MOMENT &&
		date_read_moment(&read, text, d->clock.epoch_ms, d->clock.offset_min) ==
			DATE_FINE) {
		date_day_time(day, read.at, d->clock.offset_min);
		text_copy(text, sizeof text, day);
	}
	if (line->field->type == FIELD_NUMBER)
		snprintf(out, size, "%s %.*s", _(line->field->label), (int)line->length,
			line->value);
	else
		text_copy(out, size, text);
}

/* "trafficked . police . review . 2026-03-01": ends in two blanks, unless it is empty. */
static void put_clear(const struct dossier *d, const struct sheet *sheet,
	const struct record *record, char out[static WORDS])
{
	struct sheet_line line = { .sheet = sheet, .record = record };
	size_t length = 0;

	out[0] = '\0';
	while (sheet_next(&line)) {
		char value[WORDS];

		if (!(line.field->flags & FIELD_CLEAR))
			continue;
		put_value(d, &line, value, sizeof value);
		length += (size_t)snprintf(out + length, WORDS - length, "%s%s",
			length == 0 ? "" : " . ", value);
		if (length >= WORDS)
			return;
	}
	if (length > 0)
		snprintf(out + length, WORDS - length, "  ");
}

/* ---- what it says ------------------------------------------------------------------------ */

static void write_said(struct paper *paper, const struct sheet *sheet, const struct record *record,
	bool clear)
{
	struct sheet_line line = { .sheet = sheet, .record = record };

	while (sheet_next(&line)) {
		if (!clear &&
			(line.field->flags & FIELD_CLEAR || strcmp(line.field->name, "lang") == 0))
			continue;
		paper_borrow(paper, STYLE_NORMAL,
			strcmp(line.field->name, "text") == 0 ? NULL : _(line.field->label),
			line.value, line.length);
	}
}

void file_write_said(struct paper *paper, const struct sheet *sheet, const struct record *record)
{
	write_said(paper, sheet, record, false);
}

static void write_differs(struct paper *paper, const struct opened *item)
{
	paper_linef(paper, STYLE_ERROR, _("TAMPERED: %s"), item->why);
	paper_line(paper, STYLE_ERROR, _("What stands here is what was signed."));
}

void file_write_all(struct paper *paper, const struct sheet *sheet, const struct opened *item)
{
	write_differs(paper, item);
	write_said(paper, sheet, &item->record, true);
}

/* What the other side has answered stands beside the entry until that says it, too: told.h. */
static void write_answer(const struct dossier *d, const struct rows *rows, int row)
{
	const char *code = rows_field(rows, row, "code"), *answer = rows_field(rows, row, "answer");
	char day[DATE_TEXT];

	if (code[0] == '\0')
		return;
	if (answer[0] == '\0') {
		paper_linef(d->paper, STYLE_DIM, "%s", code);
		return;
	}
	date_day_time(day, rows_field_ms(rows, row, "answered_at"), d->clock.offset_min);
	paper_linef(d->paper, STYLE_HIGH, _("%s: %s, says %s, %s. Say it in the entry: e"), code,
		intl_word(answer), rows_field(rows, row, "answered_by"), day);
}

static void write_entry(const struct dossier *d, const struct sheet *sheet, const struct rows *rows,
	int row)
{
	const struct opened *item = opened_of(d, rows_field(rows, row, "id"));
	const char *changed = rows_field_int(rows, row, "version") > 1 ? _("  corrected") : "";
	const char *lang;
	char day[DATE_TEXT], told[WORDS], bytes[TOLD_BYTES];
	struct record clear;

	paper_key(d->paper, key_of(rows, row));
	date_day_time(day, rows_field_ms(rows, row, "at"), d->clock.offset_min);
	told_read(&clear, bytes, rows, row);
	put_clear(d, sheet, item != NULL && item->problem == 0 ? &item->record : &clear, told);
	if (item == NULL || item->problem != 0) {
		paper_linef(d->paper, told[0] != '\0' ? STYLE_NORMAL : STYLE_DIM, "%s  %s%s  %s%s",
			day, told, _("sealed"), rows_field(rows, row, "person"), changed);
		if (item != NULL)
			paper_line(d->paper, STYLE_ERROR, item->why);
		write_answer(d, rows, row);
		return;
	}
	lang = record_value(&item->record, "lang");
	paper_linef(d->paper,
		item->past              ? STYLE_WARN :
			told[0] != '\0' ? STYLE_NORMAL :
					  STYLE_DIM,
		"%s  %s%s%s%s%s", day, told, lang != NULL ? lang : "", lang != NULL ? "  " : "",
		item->writer, changed);
	if (item->differs)
		write_differs(d->paper, item);
	write_answer(d, rows, row);
	file_write_said(d->paper, sheet, &item->record);
}

void file_write_sheet(const struct dossier *d, const struct sheet *sheet)
{
	const struct rows *rows = d->rows[DOSSIER_FILE];
	char title[64];
	int count = 0;

	for (int row = 0; row < rows_count(rows); row++)
		count += strcmp(rows_field(rows, row, "kind"), sheet->kind) == 0;
	if (count == 0 && sheet != &sheets[SHEET_NOTE])
		return;
	snprintf(title, sizeof title, "%s  %d", _(sheet->many), count);
	paper_section(d->paper, title);
	if (count == 0)
		paper_line(d->paper, STYLE_DIM, _("no note"));
	else if (d->shut)
		paper_line(d->paper, STYLE_DIM, _(":unlock opens what they say"));
	for (int row = 0; row < rows_count(rows); row++)
		if (strcmp(rows_field(rows, row, "kind"), sheet->kind) == 0)
			write_entry(d, sheet, rows, row);
}

void file_write(const struct dossier *d)
{
	for (size_t i = 0; i < SHEETS; i++)
		if (sheets[i].many != NULL)
			file_write_sheet(d, &sheets[i]);
}
