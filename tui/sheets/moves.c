#include "tui/sheets/moves.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/date.h"
#include "db/base/text.h"
#include "db/row.h"
#include "tui/intl.h"
#include "tui/sheets/sheet.h"
#include "tui/widgets/paper.h"

enum { WORDS = 400 };

/* The verb that says that it is in this state now; NULL: none does. */
static const char *verb_of(bool file, const char *state)
{
	static const struct {
		const char *state, *verb;
	} verbs[] = { { "accepted", "accept" }, { "en route", "depart" }, { "arrived", "arrive" },
		{ "handed over", "hand-over" }, { "where she is", "she-is" } };

	if (file && strcmp(state, "handed over") == 0)
		return "receive";
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (strcmp(verbs[i].state, state) == 0)
			return verbs[i].verb;
	return NULL;
}

static const char *word(const struct rows *rows, int row, const char *name)
{
	return intl_word(rows_field(rows, row, name));
}

/* "2h", "~2h" where the time is not the server's. */
static void put_age(const struct cell_clock *clock, const struct rows *rows, int row,
	const char *name, char out[static DATE_TEXT])
{
	char age[DATE_TEXT];

	date_age(age, rows_field_ms(rows, row, name), clock->epoch_ms);
	snprintf(out, DATE_TEXT, "%s%.*s", clock->mark != '\0' ? "~" : "", DATE_TEXT - 2, age);
}

static const char *asked_of(const struct rows *rows, int row)
{
	return rows_field_is_null(rows, row, "asked_of") ? _("NOBODY") :
							   rows_field(rows, row, "asked_of");
}

/* Somebody is nowhere, as far as anybody knows, or has no bed: that is no step. */
static bool is_urgent(const struct rows *rows, int row)
{
	const char *next = rows_field(rows, row, "next");

	return strcmp(next, "where she is") == 0 || strcmp(next, "a bed") == 0;
}

/* "next: arrived, by BKK or VTE"; "" where nothing follows. */
static void put_next(const struct rows *rows, int row, char out[static WORDS])
{
	out[0] = '\0';
	if (!rows_field_is_null(rows, row, "next"))
		snprintf(out, WORDS, _("%s, by %s"), word(rows, row, "next"),
			rows_field_is_null(rows, row, "next_by") ?
				_("NOBODY") :
				rows_field(rows, row, "next_by"));
}

/* ---- of a case --------------------------------------------------------------------------- */

/* No key of a clock or link: see dossier.c. */
static int64_t key_of(const struct rows *rows, int row)
{
	return INT64_C(1) << 60 | (int64_t)strtoul(rows_field(rows, row, "id"), NULL, 16);
}

int moves_row(const struct rows *rows, int64_t key)
{
	for (int row = 0; row < rows_count(rows); row++)
		if (key_of(rows, row) == key)
			return row;
	return -1;
}

/* What was done in an emergency is done all the same: it stands where it stood. */
static bool is_refused(const struct rows *rows, int row)
{
	return strcmp(rows_field(rows, row, "approval"), "refused") == 0 &&
		strcmp(rows_field(rows, row, "state"), "refused") != 0;
}

static void write_line(struct paper *paper, const struct cell_clock *clock, const struct rows *rows,
	int row)
{
	bool over = rows_field_bool(rows, row, "over");
	char age[DATE_TEXT], next[WORDS];
	const char *place = rows_field(rows, row, "place");

	put_age(clock, rows, row, "since", age);
	put_next(rows, row, next);
	paper_key(paper, key_of(rows, row));
	if (rows_field_bool(rows, row, "unsigned"))
		paper_linef(paper, STYLE_URGENT, _("UNSIGNED %s: done in an emergency. Asked: %s"),
			rows_field(rows, row, "code"), asked_of(rows, row));
	if (is_refused(rows, row))
		paper_linef(paper, over ? STYLE_WARN : STYLE_URGENT,
			_("REFUSED %s: done in an emergency"), rows_field(rows, row, "code"));
	paper_linef(paper, over ? STYLE_DIM : STYLE_NORMAL, "%s  %s > %s%s%s  %s (%s)",
		rows_field(rows, row, "code"), word(rows, row, "what"),
		rows_field(rows, row, "to_office"), place[0] != '\0' ? " " : "", place,
		word(rows, row, "state"), age);
	if (next[0] != '\0')
		paper_linef(paper, is_urgent(rows, row) ? STYLE_URGENT : STYLE_NORMAL,
			_("    next: %s"), next);
}

void moves_write_lines(struct paper *paper, const struct cell_clock *clock, const struct rows *rows)
{
	char title[64];

	if (rows_count(rows) == 0)
		return;
	snprintf(title, sizeof title, "%s  %d", _("TRANSFERS"), rows_count(rows));
	paper_section(paper, title);
	for (int row = 0; row < rows_count(rows); row++)
		write_line(paper, clock, rows, row);
}

/* ---- one --------------------------------------------------------------------------------- */

static void put_day(const struct cell_clock *clock, int64_t at, char out[static DATE_TEXT])
{
	date_day_time(out, at, clock->offset_min);
}

static void write_unsigned(struct paper *paper, const struct cell_clock *clock,
	const struct rows *page)
{
	char until[DATE_TEXT], text[WORDS];

	if (is_refused(page, 0))
		paper_field(paper, STYLE_URGENT, _("REFUSED"),
			_("it was done in an emergency, and whoever was to sign it has refused"));
	if (!rows_field_bool(page, 0, "unsigned"))
		return;
	put_day(clock, rows_field_ms(page, 0, "until"), until);
	snprintf(text, sizeof text, _("%s is asked to sign, until %s"), asked_of(page, 0), until);
	paper_field(paper, STYLE_URGENT, _("UNSIGNED"), text);
}

static bool may_move(const struct rows *page, const char *state)
{
	const char *at = rows_field(page, 0, "moves");
	char one[40];

	while (rows_list_next(&at, one, sizeof one))
		if (strcmp(one, state) == 0)
			return true;
	return false;
}

/* What comes next, and the verb by which whoever reads can say so. */
static void write_next(struct paper *paper, const struct rows *page)
{
	const char *next = rows_field(page, 0, "next");
	const char *verb = verb_of(strcmp(rows_field(page, 0, "what"), "file") == 0, next);
	char text[WORDS], words[WORDS + 80];

	put_next(page, 0, text);
	if (text[0] == '\0')
		return;
	if (verb != NULL && (may_move(page, next) || is_urgent(page, 0)))
		snprintf(words, sizeof words, "%s  :%s", text, verb);
	else
		text_copy(words, sizeof words, text);
	paper_field(paper, is_urgent(page, 0) ? STYLE_URGENT : STYLE_NORMAL, _("next"), words);
	if (may_move(page, "aborted"))
		paper_field(paper, STYLE_DIM, _("or"), _(":abort ends it, for a reason"));
}

static void write_missing(struct paper *paper, const struct rows *page)
{
	const char *at = rows_field(page, 0, "lacks_words");
	char one[WORDS];
	bool headed = false;

	for (; rows_list_next(&at, one, sizeof one); headed = true) {
		if (!headed)
			paper_section(paper, _("MISSING BEFORE IT CAN BE APPROVED"));
		paper_line(paper, STYLE_WARN, intl_word(one));
	}
}

static const char *content_of(const struct rows *facts, const char *name)
{
	for (int row = 0; row < rows_count(facts); row++)
		if (strcmp(rows_field(facts, row, "name"), name) == 0)
			return rows_field(facts, row, "content");
	return NULL;
}

/* As the form has them. */
static void write_facts(struct paper *paper, const struct cell_clock *clock,
	const struct rows *facts)
{
	char day[DATE_TEXT], text[WORDS];
	const char *bed = content_of(facts, "bed_unit"), *name = content_of(facts, "bed_name");

	if (rows_count(facts) == 0)
		return;
	paper_section(paper, _("WHAT IS ASKED"));
	for (const struct field *field = sheets[SHEET_TRANSFER].fields; field->name != NULL;
		field++) {
		const char *content = content_of(facts, field->name), *said;

		if (!(field->flags & FIELD_CLEAR) || content == NULL ||
			(strcmp(field->name, "office") == 0 && content_of(facts, "place") != NULL))
			continue;
		if (strcmp(field->name, "office") == 0)
			content = content_of(facts, "to_office");
		if (field->type == FIELD_MOMENT)
			put_day(clock, strtoll(content, NULL, 10), day);
		said = field->type == FIELD_MOMENT        ? day :
			strcmp(content, "not_asked") == 0 ? _("not asked") :
							    sheet_word(field, content);
		paper_field(paper, STYLE_NORMAL, _(field->label), said != NULL ? said : content);
	}
	if (bed != NULL) {
		snprintf(text, sizeof text, "%s  %s", bed, name != NULL ? name : "");
		paper_field(paper, STYLE_NORMAL, _("Bed"), text);
	}
}

static void write_steps(struct paper *paper, const struct cell_clock *clock,
	const struct rows *steps)
{
	char day[DATE_TEXT], why[WORDS];

	if (rows_count(steps) == 0)
		return;
	paper_section(paper, _("STEPS, THE NEWEST FIRST"));
	for (int row = 0; row < rows_count(steps); row++) {
		put_day(clock, rows_field_ms(steps, row, "at"), day);
		snprintf(why, sizeof why, "%s%s", rows_field_is_null(steps, row, "why") ? "" : ": ",
			word(steps, row, "why"));
		paper_linef(paper, STYLE_NORMAL, "%s  %s%s%s  %s", day, word(steps, row, "state"),
			why, rows_field_bool(steps, row, "signed") ? _(", signed") : "",
			rows_field_is_null(steps, row, "person") ?
				_("its time was over") :
				rows_field(steps, row, "person"));
	}
}

void moves_write_page(struct paper *paper, const struct cell_clock *clock, const struct rows *page,
	const struct rows *facts, const struct rows *steps)
{
	char text[WORDS], day[DATE_TEXT], age[DATE_TEXT];
	const char *place = rows_field(page, 0, "place");

	snprintf(text, sizeof text, "%s  %s", rows_field(page, 0, "code"), word(page, 0, "what"));
	paper_section(paper, text);
	write_unsigned(paper, clock, page);
	put_day(clock, rows_field_ms(page, 0, "since"), day);
	put_age(clock, page, 0, "since", age);
	snprintf(text, sizeof text, _("%s, since %s (%s)"), word(page, 0, "state"), day, age);
	paper_field(paper, STYLE_NORMAL, _("stands"), text);
	write_next(paper, page);
	snprintf(text, sizeof text, "%s > %s  %s", rows_field(page, 0, "office"),
		rows_field(page, 0, "to_office"), place);
	paper_field(paper, STYLE_NORMAL, _("from, to"), text);
	paper_field(paper, STYLE_NORMAL, _("case"),
		rows_field_is_null(page, 0, "case_code") ? _("of the office that asks") :
							   rows_field(page, 0, "case_code"));
	if (!rows_field_is_null(page, 0, "with_code"))
		paper_field(paper, STYLE_NORMAL, _("belongs to"), rows_field(page, 0, "with_code"));
	put_day(clock, rows_field_ms(page, 0, "asked_at"), day);
	snprintf(text, sizeof text, "%s, %s", rows_field(page, 0, "asked_by"), day);
	paper_field(paper, STYLE_NORMAL, _("asked by"), text);
	write_missing(paper, page);
	write_steps(paper, clock, steps);
	write_facts(paper, clock, facts);
}
