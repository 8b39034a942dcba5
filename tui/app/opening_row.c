/* A record that came is opened, and held against what the database tells of it in clear. */
#include "tui/app/opening.h"

#include <stdio.h>
#include <string.h>

#include "tui/app/alarm.h"
#include "tui/app/state.h"
#include "tui/app/vault.h"
#include "tui/intl.h"
#include "tui/sheets/sheet.h"
#include "tui/sheets/told.h"

static void tampered(struct opening *opening, const struct opened *item, const struct alarm *alarm,
	const struct error *e)
{
	char what[160];

	snprintf(what, sizeof what, _("%s of %s, version %u"), intl_word(item->at.kind),
		opening->code, (unsigned)item->at.version);
	vault_tampered(opening->view->app, what, alarm, e);
}

static void not_opened(struct opening *opening, int row, struct opened *item, int r,
	const struct error *e)
{
	const struct alarm alarm = alarm_record(opening->subject, opening->rows, row);

	item->problem = r;
	text_copy(item->why, sizeof item->why, e->text);
	if (r == ERR_TAMPERED)
		tampered(opening, item, &alarm, e);
}

void opening_row(struct opening *opening, int row, struct opened *item)
{
	struct app *app = opening->view->app;
	struct sealed_opened opened;
	struct error e = { 0 };
	int r = sealed_open(&opened, vault_ring(app), vault_slab(app), opening->subject,
		opening->rows, row, &e);

	item->at = opened.at;
	item->record = opened.record;
	item->written_at = rows_field_ms(opening->rows, row, "at");
	if (r != 0) {
		not_opened(opening, row, item, r, &e);
		return;
	}
	writer_say(item->writer, &opened.writer);
	item->past = opened.writer.keys != WRITER_PRESENT;
}

/* ---- what is told in clear --------------------------------------------------------------- */

static void differs(struct opening *opening, int row, const char *sentence)
{
	struct opened *item = &opening->items[row];
	struct alarm alarm = alarm_record(opening->subject, opening->rows, row);
	struct error e;

	alarm.kind = ALARM_CLEAR;
	item->differs = true;
	error_set(&e, ERR_TAMPERED, "%s", sentence);
	text_copy(item->why, sizeof item->why, e.text);
	tampered(opening, item, &alarm, &e);
}

/* Of those of this kind the one that is of the last day; of one day any of them may be the last. */
static bool is_last(const struct opening *opening, const struct opened *item, const char *day)
{
	for (size_t i = 0; i < opening->count; i++) {
		const struct opened *other = &opening->items[i];
		const char *its =
			other->problem == 0 && strcmp(other->at.kind, item->at.kind) == 0 ?
			told_day(sheet_named(other->at.kind), &other->record) :
			NULL;

		if (its != NULL && strcmp(its, day) > 0)
			return false;
	}
	return true;
}

/* The row of one that is the last, and has not given the case what it has; -1: there is none, or
 * one that has. */
static int not_the_case(const struct opening *opening, const struct sheet *sheet)
{
	int found = -1;

	for (size_t i = 0; i < opening->count; i++) {
		const struct opened *item = &opening->items[i];
		const char *day = item->problem == 0 && strcmp(item->at.kind, sheet->kind) == 0 ?
			told_day(sheet, &item->record) :
			NULL;

		if (day == NULL || !is_last(opening, item, day))
			continue;
		if (told_is_case(sheet, &item->record, opening->rows, (int)i))
			return -1;
		found = (int)i;
	}
	return found;
}

/* One of them differs: of which field. */
static void hold_row(struct opening *opening, int row)
{
	const struct opened *item = &opening->items[row];
	const struct field *field = item->problem == 0 ?
		told_differs(sheet_named(item->at.kind), &item->record, opening->rows, row) :
		NULL;
	char sentence[160];

	if (field == NULL)
		return;
	snprintf(sentence, sizeof sentence,
		_("What is told of it in clear (%s) is not what was signed."), _(field->label));
	differs(opening, row, sentence);
}

void opening_hold(struct opening *opening)
{
	static const size_t of_case[] = { SHEET_STATUS, SHEET_AFRAID };

	for (size_t i = 0; i < opening->count; i++)
		hold_row(opening, (int)i);
	for (size_t i = 0; i < sizeof of_case / sizeof *of_case; i++) {
		int row = not_the_case(opening, &sheets[of_case[i]]);

		if (row >= 0 && !opening->items[row].differs)
			differs(opening, row, _("What the case has by it is not what was signed."));
	}
}
