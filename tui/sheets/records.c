#include "tui/sheets/records.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "db/base/date.h"
#include "db/base/text.h"
#include "db/row.h"
#include "tui/intl.h"
#include "tui/sheets/sheet.h"
#include "tui/term/cells.h"
#include "tui/widgets/paper.h"

enum { WORDS = 400, LINE = 2048 };

/* ---- the sharing log --------------------------------------------------------------------- */

/* How something went out, and which fields of which sheet have the words of its rows. */
static const struct way {
	const char *how, *title;
	int sheet;
	const char *to, *what, *because;
} ways[] = {
	{ "referral", N_("a referral"), SHEET_REFERRAL, "other_side", "shared", "despite" },
	{ "disclosure", N_("an authority's request"), SHEET_DISCLOSURE, "asker", "scope",
		"ground" },
	{ "file", N_("the file went to another office"), SHEET_DISCLOSURE, NULL, "scope", NULL },
	{ "break-glass", N_("seen by another office"), SHEET_DISCLOSURE, NULL, NULL, NULL },
};

static const struct way *way_of(const char *how)
{
	size_t i = 0;

	while (i + 1 < sizeof ways / sizeof *ways && strcmp(ways[i].how, how) != 0)
		i++;
	return &ways[i];
}

static const char *word_of(const struct way *way, const char *name, const char *code)
{
	const struct field *field = name != NULL ? sheets[way->sheet].fields : NULL;
	const char *word = NULL;

	for (; field != NULL && field->name != NULL; field++)
		if (strcmp(field->name, name) == 0)
			word = sheet_word(field, code);
	return word != NULL ? word : intl_word(code);
}

/* none: what is said where there is no word; NULL: nothing is. */
static void put_words(struct paper *paper, const struct way *way, const char *name,
	const char *list, const char *none)
{
	struct text text = { 0 };
	char one[64];

	while (rows_list_next(&list, one, sizeof one))
		text_addf(&text, "%s%s", text.length > 0 ? ", " : "", word_of(way, way->what, one));
	if (text.length > 0 || none != NULL)
		paper_field(paper, STYLE_NORMAL, name, text.length > 0 ? text_string(&text) : none);
	text_done(&text);
}

static void write_shared(struct paper *paper, const struct rows *rows, int row)
{
	const struct way *way = way_of(rows_field(rows, row, "how"));

	paper_key(paper, row + 1);
	paper_linef(paper, STYLE_NORMAL, "%s  %s  %s . %s", rows_field(rows, row, "on_day"),
		rows_field(rows, row, "code"),
		word_of(way, way->to, rows_field(rows, row, "to_whom")), _(way->title));
	put_words(paper, way, _("told"), rows_field(rows, row, "what"), _("nothing"));
	put_words(paper, way, _("not told"), rows_field(rows, row, "withheld"), NULL);
	paper_field(paper, STYLE_NORMAL, _("because"),
		word_of(way, way->because, rows_field(rows, row, "because")));
	paper_field(paper, STYLE_NORMAL, _("by"), rows_field(rows, row, "person"));
	paper_key(paper, 0);
}

int records_shared_row(const struct rows *rows, int64_t key)
{
	return key > 0 && key <= rows_count(rows) ? (int)key - 1 : -1;
}

void records_write_shared(struct paper *paper, const char *code, const struct rows *rows)
{
	char title[80];

	snprintf(title, sizeof title, _("WHAT OF %s WENT TO WHOM  %d"), code, rows_count(rows));
	paper_section(paper, title);
	if (rows_count(rows) == 0)
		paper_line(paper, STYLE_DIM,
			_("Nothing: no referral, no authority and no other office was told "
			  "anything of it."));
	for (int row = 0; row < rows_count(rows); row++)
		write_shared(paper, rows, row);
}

/* ---- that a file was erased ------------------------------------------------------------- */

const char records_which[] =
	N_("Which erasure? Give its code: ER-.... or HW-....; :retention lists them.");

bool records_found(const struct rows *rows, const char *code, char why[static RECORDS_WHY])
{
	const char *problem = rows_field(rows, 0, "problem");

	if (rows_count(rows) == 0)
		text_copy(why, RECORDS_WHY, _("Your role does not see what was erased."));
	else if (strcmp(problem, "check") == 0)
		snprintf(why, RECORDS_WHY, _("%s is no such code: misread or mistyped."), code);
	else if (problem[0] != '\0')
		snprintf(why, RECORDS_WHY,
			_("Nobody has asked that %s is erased, or it is not of your offices."),
			code);
	else
		return true;
	return false;
}

static void put_line(const struct rows *rows, struct text *text)
{
	const char *low = rows_field(rows, 0, "age_low"), *high = rows_field(rows, 0, "age_high");
	const char *status = rows_field(rows, 0, "status");
	const char *kind = rows_field(rows, 0, "exploitation");
	char ages[40] = "";

	if (low[0] != '\0' || high[0] != '\0')
		snprintf(ages, sizeof ages, ", %s-%s", low[0] != '\0' ? low : "?",
			high[0] != '\0' ? high : "?");
	text_addf(text, _("%s, %s . closed %s: %s . %s, sex %s%s%s%s%s%s"),
		rows_field(rows, 0, "case_code"), rows_field(rows, 0, "office"),
		rows_field(rows, 0, "closed_on"), intl_word(rows_field(rows, 0, "close_reason")),
		cell_child(rows, 0), intl_word(rows_field(rows, 0, "sex")), ages,
		status[0] != '\0' ? " . " : "", intl_word(status), kind[0] != '\0' ? " . " : "",
		intl_word(kind));
}

static void write_erased(struct paper *paper, const struct rows *rows)
{
	const char *day = rows_field(rows, 0, "backups_until");
	struct text line = { 0 };
	char text[WORDS];

	paper_section(paper, _("DESTROYED"));
	paper_field(paper, STYLE_NORMAL, _("sealed records"), rows_field(rows, 0, "records"));
	snprintf(text, sizeof text, _("%s . without them no copy of its records opens"),
		rows_field(rows, 0, "keys"));
	paper_field(paper, STYLE_NORMAL, _("keys"), text);
	paper_field(paper, STYLE_NORMAL, _("and in clear"),
		_("tasks, clocks, flags, links, language, handover lines, who was responsible"));
	paper_section(paper, _("BACKUPS"));
	paper_linef(paper, STYLE_HIGH,
		_("Backups may hold these records and keys until %s. Until then whoever has one, "
		  "and a key of the office, can bring the file back."),
		day);
	paper_section(paper, _("WHAT STAYS"));
	put_line(rows, &line);
	paper_field(paper, STYLE_NORMAL, _("a line"), text_string(&line));
	text_done(&line);
	paper_field(paper, STYLE_NORMAL, _("the record"),
		_("what was done, when and by whom of ours: it names nobody else"));
}

void records_write_receipt(struct paper *paper, const struct cell_clock *clock,
	const struct rows *rows)
{
	const char *at = rows_field(rows, 0, "approved_by");
	const bool erased = !rows_field_is_null(rows, 0, "erased_at");
	char text[WORDS], day[DATE_TEXT];

	snprintf(text, sizeof text, _("ERASURE %s OF %s"), rows_field(rows, 0, "code"),
		rows_field(rows, 0, "case_code"));
	paper_section(paper, text);
	if (erased) {
		date_day_time(day, rows_field_ms(rows, 0, "erased_at"), clock->offset_min);
		snprintf(text, sizeof text, _("erased %s"), day);
	} else {
		text_copy(text, sizeof text,
			strcmp(rows_field(rows, 0, "state"), "asked") == 0 ?
				_("asked for: two others approve it (6), nothing is erased yet") :
				_("not erased: it was refused, withdrawn or not decided"));
	}
	paper_field(paper, STYLE_NORMAL, _("stands"), text);
	paper_field(paper, STYLE_NORMAL, _("office"), rows_field(rows, 0, "office"));
	paper_field(paper, STYLE_NORMAL, _("because"), intl_word(rows_field(rows, 0, "reason")));
	date_day_time(day, rows_field_ms(rows, 0, "asked_at"), clock->offset_min);
	snprintf(text, sizeof text, "%s, %s", rows_field(rows, 0, "asked_by"), day);
	paper_field(paper, STYLE_NORMAL, _("asked by"), text);
	while (rows_list_next(&at, text, sizeof text))
		paper_field(paper, STYLE_NORMAL, _("approved by"), text);
	if (erased)
		write_erased(paper, rows);
}

/* ---- a case of another office ------------------------------------------------------------ */

static void put_known(struct paper *paper, const struct rows *rows, const char *name,
	const char *column)
{
	bool unknown = rows_field_is_null(rows, 0, column);

	paper_field(paper, unknown ? STYLE_DIM : STYLE_NORMAL, name,
		unknown ? _("not yet known") : intl_word(rows_field(rows, 0, column)));
}

static void put_list(struct paper *paper, enum style style, const char *name, const char *list,
	const char *none)
{
	struct text text = { 0 };
	char one[80];

	while (rows_list_next(&list, one, sizeof one))
		text_addf(&text, "%s%s", text.length > 0 ? ", " : "", intl_word(one));
	if (text.length > 0)
		paper_field(paper, style, name, text_string(&text));
	else if (none != NULL)
		paper_field(paper, STYLE_NOBODY, name, none);
	text_done(&text);
}

static void put_other_person(struct paper *paper, const struct rows *rows)
{
	const char *low = rows_field(rows, 0, "age_low"), *high = rows_field(rows, 0, "age_high");
	char text[WORDS], ages[80] = "";

	if (low[0] != '\0' || high[0] != '\0')
		snprintf(ages, sizeof ages, _(", %s to %s years"), low[0] != '\0' ? low : "?",
			high[0] != '\0' ? high : "?");
	snprintf(text, sizeof text, _("%s, sex %s%s"), cell_child(rows, 0),
		intl_word(rows_field(rows, 0, "sex")), ages);
	paper_field(paper, STYLE_NORMAL, _("person"), text);
}

static void put_other_clock(struct paper *paper, const struct cell_clock *clock,
	const struct rows *rows)
{
	const struct date_words words = { _(date_words.now), _(date_words.in), _(date_words.ended),
		_(date_words.tomorrow), _(date_words.in_days) };
	const int64_t at = rows_field_ms(rows, 0, "clock_at");
	char text[WORDS], until[DATE_TEXT];

	if (rows_field_is_null(rows, 0, "clock_at")) {
		paper_field(paper, STYLE_NORMAL, _("clock"), _("no clock"));
		return;
	}
	date_until(until, &words, at, clock->epoch_ms, clock->offset_min);
	snprintf(text, sizeof text, "%s  %s", rows_field(rows, 0, "clock"), until);
	paper_field(paper, at <= clock->epoch_ms ? STYLE_ENDED : STYLE_NORMAL, _("clock"), text);
}

void records_write_other(struct paper *paper, const struct cell_clock *clock,
	const struct rows *rows)
{
	char text[WORDS];

	snprintf(text, sizeof text, _("%s, A CASE OF ANOTHER OFFICE"), rows_field(rows, 0, "code"));
	paper_section(paper, text);
	snprintf(text, sizeof text, "%s, %s (%s)", rows_field(rows, 0, "office"),
		rows_field(rows, 0, "country"), rows_field(rows, 0, "zone"));
	paper_field(paper, STYLE_NORMAL, _("office"), text);
	if (rows_field_is_null(rows, 0, "responsible"))
		paper_field(paper, STYLE_NOBODY, _("responsible"), _("NOBODY"));
	else
		paper_field(paper, STYLE_NORMAL, _("responsible"),
			rows_field(rows, 0, "responsible"));
	put_list(paper, STYLE_NORMAL, _("to be called"), rows_field(rows, 0, "keys_with"),
		_("NOBODY"));
	put_list(paper, STYLE_HIGH, _("flags"), rows_field(rows, 0, "flags"), NULL);
	put_other_person(paper, rows);
	put_known(paper, rows, _("language"), "language");
	put_known(paper, rows, _("stage"), "stage");
	put_known(paper, rows, _("priority"), "priority");
	put_known(paper, rows, _("risk"), "risk");
	put_known(paper, rows, _("afraid to return"), "afraid");
	put_other_clock(paper, clock, rows);
	put_list(paper, STYLE_NORMAL, _("tasks"), rows_field(rows, 0, "tasks"), NULL);
	paper_section(paper, _("WHAT IS SEALED STAYS SEALED"));
	paper_line(paper, STYLE_NORMAL,
		_("Names, health, addresses and notes are not opened here. Call who is named "
		  "above: they have the key."));
}

/* ---- on its case ------------------------------------------------------------------------- */

void records_write_glass(struct paper *paper, const struct rows *facts)
{
	char text[300];

	if (rows_field_is_null(facts, 0, "glass"))
		return;
	snprintf(text, sizeof text, _("%s . to be reviewed: 6"), rows_field(facts, 0, "glass"));
	paper_field(paper, STYLE_URGENT, _("BREAK-GLASS"), text);
}

static void write_kept(struct paper *paper, const struct cell_clock *clock,
	const struct rows *facts)
{
	const char *held = rows_field(facts, 0, "held"), *erasure = rows_field(facts, 0, "erasure");
	char text[240], day[DATE_TEXT];

	if (!rows_field_is_null(facts, 0, "erased_at")) {
		date_day_time(day, rows_field_ms(facts, 0, "erased_at"), clock->offset_min);
		snprintf(text, sizeof text, _("erased %s  :receipt %s"), day, erasure);
		paper_field(paper, STYLE_HIGH, _("file"), text);
		return;
	}
	if (held[0] != '\0')
		snprintf(text, sizeof text, _("kept, whatever its day: %s"), intl_word(held));
	else
		snprintf(text, sizeof text, _("kept until %s"), rows_field(facts, 0, "keep_until"));
	if (held[0] != '\0' || !rows_field_is_null(facts, 0, "keep_until"))
		paper_field(paper, STYLE_NORMAL, _("file"), text);
	if (erasure[0] != '\0')
		paper_field(paper, STYLE_HIGH, _("erasure asked"), erasure);
}

void records_write_of_case(struct paper *paper, const struct cell_clock *clock,
	const struct rows *facts)
{
	int64_t times = rows_field_int(facts, 0, "shared");
	char text[160];

	write_kept(paper, clock, facts);
	if (times == 0)
		return;
	snprintf(text, sizeof text,
		ngettext("%" PRId64 " time, on %s  :shared",
			"%" PRId64 " times, last on %s  :shared", (unsigned long)times),
		times, rows_field(facts, 0, "shared_on"));
	paper_field(paper, STYLE_NORMAL, _("told to others"), text);
}

/* ---- from a shell ------------------------------------------------------------------------ */

void records_print(const struct paper *paper)
{
	char safe[LINE];

	for (size_t i = 0; i < paper->count; i++) {
		const struct paper_line *line = &paper->lines[i];
		const char *text = paper->text.data + line->at;
		size_t at = line->name > 0 ? line->name + 1 : 0;

		if (line->name > 0) {
			cells_safe(safe, sizeof safe, text, line->name, PAPER_FIELD);
			fputs(safe, stdout);
		}
		cells_safe(safe, sizeof safe, text + at, line->length - at, -1);
		puts(safe);
	}
}
