#include "tui/sheets/bed.h"

#include <stdio.h>
#include <string.h>

#include "db/base/date.h"
#include "db/base/text.h"
#include "db/row.h"
#include "tui/intl.h"
#include "tui/sheets/lists.h"
#include "tui/sheets/party.h"
#include "tui/term/cells.h"
#include "tui/widgets/paper.h"

int64_t bed_key(const char *code)
{
	return (int64_t)(text_mark(0, code, strlen(code)) >> 2) | 1;
}

int bed_row(const struct rows *rows, const char *field, int64_t key)
{
	for (int row = 0; row < rows_count(rows) && key != 0; row++)
		if (bed_key(rows_field(rows, row, field)) == key)
			return row;
	return -1;
}

/* brief: in the place of when a bed is free next. */
static const struct problem {
	const char *code, *words, *brief;
} problems[] = {
	{ "not_fit_sex", N_("not for her or his sex"), N_("not: sex") },
	{ "not_fit_age", N_("not for her or his age"), N_("not: age") },
	{ "unit_closed", N_("takes nobody new"), NULL },
	{ "no_bed", N_("full"), NULL },
	{ 0 },
};

static const struct problem *problem_of(const char *code)
{
	const struct problem *problem = problems;

	while (problem->code != NULL && strcmp(problem->code, code) != 0)
		problem++;
	return problem;
}

const char *bed_problem(const char *code)
{
	const char *words = problem_of(code)->words;

	return words != NULL ? _(words) : code;
}

/* ---- a unit ------------------------------------------------------------------------------ */

static void put_when(char out[static DATE_TEXT], int64_t at, const struct cell_clock *clock)
{
	if (date_day_of(at, clock->offset_min) == date_day_of(clock->epoch_ms, clock->offset_min))
		date_time(out, at, clock->offset_min);
	else
		date_day_time(out, at, clock->offset_min);
}

void bed_put_held(char *out, size_t size, const struct rows *rows, int row,
	const struct cell_clock *clock)
{
	char at[DATE_TEXT];

	put_when(at, rows_field_ms(rows, row, "held_for_her"), clock);
	snprintf(out, size, _("HELD FOR HER until %s"), at);
}

/* "2 of 6"; never a number where there is none. */
static void put_free(char *out, size_t size, const struct rows *rows, int row)
{
	const char *beds = rows_field(rows, row, "beds");

	if (rows_field_int(rows, row, "beds") == 0)
		text_copy(out, size, _("NO BEDS"));
	else if (!rows_field_is_null(rows, row, "held_for_her"))
		snprintf(out, size, _("hers (%s)"), beds);
	else if (!rows_field_bool(rows, row, "accepts"))
		text_copy(out, size, _("NOT NOW"));
	else if (rows_field_int(rows, row, "free") == 0)
		snprintf(out, size, _("FULL (%s)"), beds);
	else
		snprintf(out, size, _("%s of %s"), rows_field(rows, row, "free"), beds);
}

/* Of one that is full: when the first hold ends. Nobody knows when somebody who is there goes. */
static void put_next(char out[static DATE_TEXT], const struct rows *rows, int row,
	const struct cell_clock *clock)
{
	const struct date_words words = { _(date_words.now), _(date_words.in), _(date_words.ended),
		_(date_words.tomorrow), _(date_words.in_days) };
	const char *problem = rows_field(rows, row, "problem"), *brief = problem_of(problem)->brief;

	text_copy(out, DATE_TEXT, brief != NULL ? _(brief) : "");
	if (strcmp(problem, "no_bed") != 0 || rows_field_int(rows, row, "beds") == 0)
		return;
	if (rows_field_is_null(rows, row, "next_free"))
		text_copy(out, DATE_TEXT, _("not known"));
	else
		date_until(out, &words, rows_field_ms(rows, row, "next_free"), clock->epoch_ms,
			clock->offset_min);
}

/* What stands of a unit side by side, and how many columns each has; the last one has the rest. */
enum { PLACE, KIND, COUNTRY, WHO, REGIME, FREE, HELD, NEXT, COLUMNS };
static const struct {
	int cols;
	bool wide; /* only where there is room */
} columns[COLUMNS] = { [PLACE] = { 12, false },
	[KIND] = { 15, true },
	[COUNTRY] = { 2, false },
	[WHO] = { 14, false },
	[REGIME] = { 6, false },
	[FREE] = { 9, false },
	[HELD] = { 4, true } };

static void write_columns(struct paper *paper, enum style style, const char *const words[COLUMNS],
	int cols)
{
	struct text line = { 0 };

	for (int i = 0; i < COLUMNS; i++) {
		int left = columns[i].cols - cells_width_of(words[i]);

		if (!columns[i].wide || cols >= BED_WIDE)
			text_addf(&line, "%s%*s%s", words[i], left > 0 ? left : 0, "",
				i < NEXT ? " " : "");
	}
	paper_line(paper, style, text_string(&line));
	text_done(&line);
}

/* Lines that say by themselves what they are of. */
static void write_apart(struct paper *paper, enum style style, const char *const words[COLUMNS])
{
	paper_linef(paper, style, "%s %s %s", words[PLACE], words[COUNTRY], words[WHO]);
	paper_linef(paper, style, _("    %s . free: %s"), words[REGIME], words[FREE]);
	if (words[NEXT][0] != '\0')
		paper_linef(paper, style, _("    next free: %s"), words[NEXT]);
}

void bed_write_titles(struct paper *paper, enum bed_page page, int cols)
{
	const char *const words[COLUMNS] = { [PLACE] = page == BED_OF_ALL ? _("PLACE") : _("UNIT"),
		[KIND] = page == BED_OF_ALL ? _("KIND") : _("NAME"),
		[COUNTRY] = _("CO"),
		[WHO] = _("FOR"),
		[REGIME] = _("REGIME"),
		[FREE] = _("FREE"),
		[HELD] = _("HELD"),
		[NEXT] = _("NEXT FREE") };

	if (cols >= BED_NARROW)
		write_columns(paper, STYLE_HEADER, words, cols);
}

/* What nobody may overlook stands below the unit, in lines of its own. */
static void write_warnings(struct paper *paper, const struct rows *rows, int row)
{
	char day[DATE_TEXT];

	if (!rows_field_is_null(rows, row, "danger"))
		paper_linef(paper, STYLE_ERROR, "    %s",
			party_danger(rows_field(rows, row, "danger")));
	if (rows_field_bool(rows, row, "review_over")) {
		text_copy(day, sizeof day, rows_field(rows, row, "review_on"));
		paper_linef(paper, STYLE_ERROR,
			_("    CLOSED, AND NOBODY HAS LOOKED AGAIN since %s whether that holds: "
			  "%s"),
			day, intl_word(rows_field(rows, row, "legal_basis")));
	}
}

/* Where there is room: which unit it is, and what its people may know of it. */
static void write_more(struct paper *paper, const struct rows *rows, int row)
{
	const char *basis = rows_field(rows, row, "legal_basis"),
		   *district = rows_field(rows, row, "district");
	char more[200] = "";

	if (basis[0] != '\0')
		snprintf(more, sizeof more, _(" . by %s, to be looked at again on %s"),
			intl_word(basis), rows_field(rows, row, "review_on"));
	paper_linef(paper, STYLE_DIM, "    %s  %s%s%s%s", rows_field(rows, row, "code"),
		intl_word(rows_field(rows, row, "name")), district[0] != '\0' ? " . " : "",
		district, more);
}

void bed_write_unit(struct paper *paper, const struct rows *rows, int row, enum bed_page page,
	int cols, const struct cell_clock *clock)
{
	const bool closed = strcmp(rows_field(rows, row, "regime"), "closed") == 0;
	const enum style style =
		rows_field_is_null(rows, row, "problem") ? STYLE_NORMAL : STYLE_DIM;
	char free[32], next[DATE_TEXT];
	const char *const words[COLUMNS] = { [PLACE] = rows_field(rows, row,
						     page == BED_OF_ALL ? "place" : "code"),
		[KIND] = intl_word(rows_field(rows, row, page == BED_OF_ALL ? "kind" : "name")),
		[COUNTRY] = rows_field(rows, row, "country"),
		[WHO] = rows_field(rows, row, "who"),
		[REGIME] = closed ? _("CLOSED") : _("open"),
		[FREE] = free,
		[HELD] = rows_field(rows, row, "held"),
		[NEXT] = next };

	put_free(free, sizeof free, rows, row);
	put_next(next, rows, row, clock);
	paper_key(paper, bed_key(rows_field(rows, row, "code")));
	if (cols >= BED_NARROW)
		write_columns(paper, style, words, cols);
	else
		write_apart(paper, style, words);
	if (cols >= BED_WIDE + 40)
		write_more(paper, rows, row);
	write_warnings(paper, rows, row);
}

static const char *country_of(const char *code)
{
	for (const struct field_choice *country = list_countries; country->code != NULL; country++)
		if (strcmp(country->code, code) == 0)
			return _(country->label);
	return code;
}

void bed_put_which(char *out, size_t size, const struct rows *rows, int row, bool unit)
{
	const char *place = rows_field(rows, row, "place"),
		   *kind = intl_word(rows_field(rows, row, "kind")),
		   *country = country_of(rows_field(rows, row, "country"));

	if (unit)
		snprintf(out, size, _("%s, %s in %s: %s, %s"), place, kind, country,
			intl_word(rows_field(rows, row, "name")), rows_field(rows, row, "who"));
	else
		snprintf(out, size, _("%s, %s in %s"), place, kind, country);
}

/* ---- who has a bed ------------------------------------------------------------------------- */

static void put_state(char *out, size_t size, const struct rows *rows, int row,
	const struct cell_clock *clock)
{
	static const struct {
		const char *state, *time, *words, *over;
	} states[] = {
		{ "in", "since", N_("in for"), N_("in for") },
		{ "held", "held_until", N_("held until"), N_("HOLD IS OVER since") },
		{ "on leave", "back_by", N_("on leave until"), N_("LEAVE IS OVER since") },
		{ "left", "since", N_("LEFT WITHOUT TELLING US"), N_("LEFT WITHOUT TELLING US") },
	};
	const char *state = rows_field(rows, row, "state");
	char at[DATE_TEXT];

	text_copy(out, size, intl_word(state));
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		if (strcmp(states[i].state, state) != 0)
			continue;
		if (i == 0)
			date_age(at, rows_field_ms(rows, row, "since"), clock->epoch_ms);
		else
			put_when(at, rows_field_ms(rows, row, states[i].time), clock);
		snprintf(out, size, "%s %s",
			rows_field_bool(rows, row, "over") ? _(states[i].over) : _(states[i].words),
			at);
	}
}

static void put_person(char *out, size_t size, const struct rows *rows, int row)
{
	const char *low = rows_field(rows, row, "age_low"),
		   *high = rows_field(rows, row, "age_high"),
		   *language = rows_field(rows, row, "language");
	char age[32] = "";

	if (low[0] != '\0' && strcmp(low, high) == 0)
		snprintf(age, sizeof age, " %s", low);
	else if (low[0] != '\0' || high[0] != '\0')
		snprintf(age, sizeof age, " %s-%s", low, high);
	snprintf(out, size, "%s, %s%s%s%s",
		rows_field_bool(rows, row, "child") ? _("child") : _("adult"),
		intl_word(rows_field(rows, row, "sex")), age, language[0] != '\0' ? ", " : "",
		language);
}

void bed_write_stay(struct paper *paper, const struct rows *rows, int row, enum bed_page page,
	const struct cell_clock *clock)
{
	const char *problem = rows_field(rows, row, "problem"),
		   *unit = intl_word(rows_field(rows, row, "unit_name"));
	const bool left = strcmp(rows_field(rows, row, "state"), "left") == 0;
	enum style style = rows_field_bool(rows, row, "over") ? STYLE_WARN : STYLE_NORMAL;
	char state[160], person[80];

	if (left)
		style = STYLE_ERROR;
	put_state(state, sizeof state, rows, row, clock);
	put_person(person, sizeof person, rows, row);
	paper_key(paper, bed_key(rows_field(rows, row, "id")));
	if (page == BED_OF_CASE)
		paper_linef(paper, style, "%s . %s %s, %s . %s", state,
			rows_field(rows, row, "place"), intl_word(rows_field(rows, row, "kind")),
			rows_field(rows, row, "country"), unit);
	else
		paper_linef(paper, style, "%-12s  %s . %s . %s%s%s", rows_field(rows, row, "code"),
			state, person, page == BED_OF_ALL ? rows_field(rows, row, "place") : "",
			page == BED_OF_ALL ? " " : "", unit);
	if (problem[0] != '\0')
		paper_linef(paper, STYLE_WARN, _("    this unit is %s any more"),
			bed_problem(problem));
}
