/* The sheets of a case or place: those that are open, and what is known of the others. */
#include "tui/screens/folder.h"

#include <stdio.h>
#include <string.h>

#include "db/base/date.h"
#include "tui/app/app.h"
#include "tui/app/rights.h"
#include "tui/intl.h"
#include "tui/sheets/party.h"
#include "tui/sheets/sheet.h"
#include "tui/term/pane.h"

static int row_of(const struct rows *rows, const char *kind)
{
	for (int row = 0; row < rows_count(rows); row++)
		if (strcmp(rows_field(rows, row, "kind"), kind) == 0)
			return row;
	return -1;
}

static void put_day(const struct folder *folder, char out[static DATE_TEXT], int64_t at)
{
	date_day_time(out, at, app_me(folder->view->app)->offset_min);
}

static void write_record(struct folder *folder, const struct sheet *sheet,
	const struct opened *item)
{
	struct sheet_line line = { .sheet = sheet, .record = &item->record };
	struct paper *paper = &folder->paper;
	size_t unknown, lines = 0;
	char written[WRITER_LINE], label[80], age[SHEET_AGE];

	while (sheet_next(&line)) {
		snprintf(label, sizeof label, line.nth > 1 ? "%s %d" : "%s", _(line.field->label),
			line.nth);
		/* A value that is one of several stands below the others. */
		paper_borrow(paper, STYLE_NORMAL, line.more ? " " : label, line.value, line.length);
		if (sheet_age(&line, app_epoch_ms(folder->view->app),
			    app_me(folder->view->app)->offset_min, age))
			paper_field(paper, STYLE_DIM, " ", age);
		lines++;
	}
	if (lines == 0)
		paper_line(paper, STYLE_DIM, _("nothing is filled in"));
	unknown = sheet_unknown(sheet, &item->record);
	if (unknown > 0)
		paper_linef(paper, STYLE_DIM, _("%zu more, which a newer homeward shows"), unknown);
	writer_line(written, item->at.version, item->written_at,
		app_me(folder->view->app)->offset_min, item->writer);
	paper_line(paper, item->past ? STYLE_WARN : STYLE_DIM, written);
}

bool folder_is_told(const struct folder *folder)
{
	return folder->list != NULL && folder->kinds != NULL &&
		!app_expects(folder->view->app, folder);
}

static void write_closed(struct folder *folder, const struct sheet *sheet)
{
	int row = row_of(folder->list, sheet->kind);
	char day[DATE_TEXT], words[RIGHTS_TEXT];

	if (!folder_is_told(folder))
		return;
	if (row >= 0) {
		put_day(folder, day, rows_field_ms(folder->list, row, "at"));
		paper_linef(&folder->paper, STYLE_DIM, _("sealed . version %s . %s . %s"),
			rows_field(folder->list, row, "version"), day,
			rows_field(folder->list, row, "person"));
	}
	rights_words(words, folder->kinds, sheet->kind);
	if (words[0] != '\0')
		paper_line(&folder->paper, STYLE_DIM, words);
}

static void write_sheet(struct folder *folder, const struct sheet *sheet)
{
	const struct opened *item = opening_of(&folder->opening, sheet->kind);

	paper_section(&folder->paper, _(sheet->title));
	if (item == NULL)
		write_closed(folder, sheet);
	else if (item->problem != 0)
		paper_line(&folder->paper, STYLE_ERROR, item->why);
	else
		write_record(folder, sheet, item);
}

static void write_facts(struct folder *folder)
{
	const struct sheet *sheet = &sheets[SHEET_FACTS];

	paper_section(&folder->paper, _(sheet->title));
	if (!rows_field_is_null(folder->facts, 0, "danger"))
		paper_line(&folder->paper, STYLE_ERROR,
			party_danger(rows_field(folder->facts, 0, "danger")));
	for (const struct field *field = sheet->fields; field->name != NULL; field++) {
		const char *value = rows_field(folder->facts, 0, field->name);
		const char *word = sheet_word(field, value);

		if (value[0] == '\0')
			word = _("not known");
		paper_field(&folder->paper, STYLE_NORMAL, _(field->label),
			word != NULL ? word : value);
	}
}

static void write_all(struct folder *folder, int cols)
{
	const struct sheet *sheet;

	for (size_t n = 0; (sheet = sheet_of(folder->subject.place, n)) != NULL; n++)
		if (sheet != &sheets[SHEET_FACTS])
			write_sheet(folder, sheet);
		else
			write_facts(folder);
	folder_write_dangers(folder);
	if (folder->subject.place)
		folder_write_beds(folder, cols);
}

void folder_draw(struct view *view, struct pane *pane)
{
	struct folder *folder = view->state;

	paper_begin(&folder->paper);
	if (folder->go != 0 && !app_veiled(view->app)) {
		paper_go(&folder->paper, folder->go);
		folder->go = 0;
	}
	if (app_veiled(view->app))
		paper_line(&folder->paper, STYLE_DIM, _("The veil is on: z lifts it."));
	else if (!folder->subject.place || folder->facts != NULL)
		write_all(folder, pane->cols - 2);
	paper_draw(&folder->paper, pane);
}
