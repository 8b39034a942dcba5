/* What the screen `wake` shows: who can be called, kind by kind, and a telephone that is open. */
#include "tui/screens/wake.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "db/base/date.h"
#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/sheets/file.h"
#include "tui/sheets/party.h"
#include "tui/sheets/sheet.h"

enum { LINE = 512 };

int64_t wake_key(const struct rows *rows, int row)
{
	const char *at = rows_field(rows, row, "code");
	int64_t key = 7;

	for (at = at[0] != '\0' ? at : rows_field(rows, row, "who"); *at != '\0'; at++)
		key = (key * 31 + *at) & INT64_C(0xffffffffff);
	return key + 1;
}

__attribute__((format(printf, 2, 3))) static void add(char line[static LINE], const char *format,
	...)
{
	size_t at = strlen(line);
	va_list list;

	va_start(list, format);
	if (at < LINE)
		vsnprintf(line + at, LINE - at, format, list);
	va_end(list);
}

/* "answered 22 Nov 23:10 (night)", "no answer ...", and how often this night. */
static void add_calls(const struct wake *wake, int row, char line[static LINE])
{
	static const struct {
		const char *result, *word;
	} words[] = { { "answered", N_("answered") }, { "no answer", N_("no answer") },
		{ "wrong number", N_("WRONG NUMBER") } };
	const char *result = rows_field(wake->rows, row, "result");
	int tried = (int)rows_field_int(wake->rows, row, "tried");
	char at[DATE_TEXT];

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcmp(words[i].result, result) != 0)
			continue;
		date_day_time(at, rows_field_ms(wake->rows, row, "at"),
			app_me(wake->view->app)->offset_min);
		add(line, " . %s %s", _(words[i].word), at);
	}
	if (tried > 1)
		add(line, _(" . %d calls in 12 hours"), tried);
}

static void write_party(struct wake *wake, int row)
{
	const struct rows *rows = wake->rows;
	const char *danger = rows_field(rows, row, "danger");
	bool asleep =
		!rows_field_is_null(rows, row, "awake") && !rows_field_bool(rows, row, "awake");
	char words[PARTY_WORDS], line[LINE] = "";

	party_words(rows, row, words);
	add(line, "%s", rows_field(rows, row, "code"));
	if (danger[0] != '\0')
		add(line, "  %s", party_danger(danger));
	if (words[0] != '\0')
		add(line, "  %s", words);
	if (asleep)
		add(line, " . %s", _("not at this hour"));
	if (rows_field_bool(rows, row, "sealed"))
		add_calls(wake, row, line);
	else
		add(line, "  %s", _("nobody has written its telephone"));
	paper_line(&wake->paper,
		danger[0] != '\0'                                       ? STYLE_ERROR :
			asleep || !rows_field_bool(rows, row, "sealed") ? STYLE_DIM :
									  STYLE_NORMAL,
		line);
}

static void write_row(struct wake *wake, int row)
{
	const struct rows *rows = wake->rows;
	const char *kind = rows_field(rows, row, "asked_for");
	const char *danger = rows_field(rows, row, "danger");
	char room[64] = "";

	paper_key(&wake->paper, wake_key(rows, row));
	if (strcmp(kind, "place") == 0) {
		if (!rows_field_is_null(rows, row, "room"))
			snprintf(room, sizeof room, _(" . room for %d"),
				(int)rows_field_int(rows, row, "room"));
		paper_linef(&wake->paper, danger[0] != '\0' ? STYLE_ERROR : STYLE_NORMAL,
			"%s  %s%s%s . %s, %s%s", rows_field(rows, row, "code"),
			party_danger(danger), danger[0] != '\0' ? "  " : "",
			rows_field(rows, row, "who"), rows_field(rows, row, "district"),
			rows_field(rows, row, "country"), room);
	} else if (rows_field_is_null(rows, row, "id")) {
		paper_line(&wake->paper, STYLE_NORMAL, rows_field(rows, row, "who"));
	} else {
		write_party(wake, row);
	}
}

void wake_write_list(struct wake *wake)
{
	const char *before = "";

	if (rows_count(wake->rows) == 0)
		paper_line(&wake->paper, STYLE_NORMAL,
			_("Nobody is known yet: :new-number writes somebody down."));
	for (int row = 0; row < rows_count(wake->rows); row++) {
		const char *kind = rows_field(wake->rows, row, "asked_for");

		if (strcmp(kind, before) != 0) {
			paper_section(&wake->paper, party_kind(kind));
			if (strcmp(kind, "place") == 0)
				paper_line(&wake->paper, STYLE_DIM,
					_("B shows which beds are free"));
		}
		before = kind;
		write_row(wake, row);
	}
}

void wake_write_call(struct wake *wake)
{
	const struct opened *item = opening_of(&wake->opening, "party");
	struct paper *paper = &wake->paper;
	char title[64];

	snprintf(title, sizeof title, "%s  %s", wake->code, party_kind(wake->kind));
	paper_section(paper, title);
	if (item == NULL || item->problem != 0)
		paper_line(paper, STYLE_ERROR,
			item != NULL ? item->why : _("There is nothing of that."));
	else if (item->differs)
		file_write_all(paper, &sheets[SHEET_PARTY], item);
	else
		file_write_said(paper, &sheets[SHEET_PARTY], &item->record);
	paper_section(paper, _("What came of the call?"));
	paper_line(paper, STYLE_NORMAL, _("a  somebody answered"));
	paper_line(paper, STYLE_NORMAL, _("n  no answer"));
	paper_line(paper, STYLE_NORMAL, _("w  wrong number"));
	paper_line(paper, STYLE_DIM, _("Esc  nobody was called"));
}
