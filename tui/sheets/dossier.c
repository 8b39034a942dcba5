#include "tui/sheets/bed.h"
#include "tui/sheets/dossier.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/date.h"
#include "db/base/text.h"
#include "db/row.h"
#include "db/vault/record.h"
#include "tui/app/opening.h"
#include "tui/intl.h"
#include "tui/sheets/file.h"
#include "tui/sheets/moves.h"
#include "tui/sheets/records.h"
#include "tui/sheets/sheet.h"
#include "tui/widgets/paper.h"

/* ---- times in words -------------------------------------------------------------------- */

static void span_to(const struct dossier *d, int64_t at, char text[static DATE_TEXT])
{
	const struct date_words words = { _(date_words.now), _(date_words.in), _(date_words.ended),
		_(date_words.tomorrow), _(date_words.in_days) };

	date_until(text, &words, at, d->clock.epoch_ms, d->clock.offset_min);
}

/* "2026-03-01 14:06 (4h)", "... (in 3h10)". */
static const char *when(const struct dossier *d, const struct rows *rows, int row, const char *name,
	char *text, size_t size)
{
	char day[DATE_TEXT], span[DATE_TEXT];
	int64_t at = rows_field_ms(rows, row, name);
	bool past = at <= d->clock.epoch_ms;

	date_day_time(day, at, d->clock.offset_min);
	if (past)
		date_age(span, at, d->clock.epoch_ms);
	else
		span_to(d, at, span);
	snprintf(text, size, past && d->clock.mark != '\0' ? "%s (~%s)" : "%s (%s)", day, span);
	return text;
}

static const char *ends(const struct dossier *d, const struct rows *rows, int row, const char *name,
	char text[static DATE_TEXT])
{
	span_to(d, rows_field_ms(rows, row, name), text);
	return text;
}

static enum style ends_style(const struct dossier *d, int64_t at)
{
	int64_t left = at - d->clock.epoch_ms;

	if (left < 0)
		return STYLE_ENDED;
	return left < CELL_SOON_MS ? STYLE_SOON : STYLE_NORMAL;
}

/* ---- the facts ------------------------------------------------------------------------- */

/* A value that nobody has entered is said so, never left empty. */
static void put_field(const struct dossier *d, const char *name, const char *column)
{
	const struct rows *rows = d->rows[DOSSIER_FACTS];
	bool unknown = rows_field_is_null(rows, 0, column);

	paper_field(d->paper, unknown ? STYLE_DIM : STYLE_NORMAL, name,
		unknown ? _("not yet known") : intl_word(rows_field(rows, 0, column)));
}

static void put_time(const struct dossier *d, const char *name, const char *column)
{
	char text[DATE_TEXT * 3];

	if (!rows_field_is_null(d->rows[DOSSIER_FACTS], 0, column))
		paper_field(d->paper, STYLE_NORMAL, name,
			when(d, d->rows[DOSSIER_FACTS], 0, column, text, sizeof text));
}

static void put_person(const struct dossier *d)
{
	const struct rows *rows = d->rows[DOSSIER_FACTS];
	const char *low = rows_field(rows, 0, "age_low"), *high = rows_field(rows, 0, "age_high");
	char age[80] = "", text[160];

	if (low[0] != '\0' && strcmp(low, high) == 0)
		snprintf(age, sizeof age, _(", %s years"), low);
	else if (low[0] != '\0' && high[0] != '\0')
		snprintf(age, sizeof age, _(", %s to %s years"), low, high);
	else if (low[0] != '\0' && strcmp(low, "0") != 0)
		snprintf(age, sizeof age, _(", %s years or older"), low);
	snprintf(text, sizeof text, _("%s, sex %s%s"), cell_child(rows, 0),
		intl_word(rows_field(rows, 0, "sex")), age);
	paper_field(d->paper, STYLE_NORMAL, _("person"), text);
}

static void put_responsible(const struct dossier *d)
{
	const struct rows *rows = d->rows[DOSSIER_FACTS];

	if (rows_field_is_null(rows, 0, "responsible"))
		paper_field(d->paper, STYLE_NOBODY, _("responsible"), _("NOBODY"));
	else
		paper_field(d->paper, STYLE_NORMAL, _("responsible"),
			rows_field(rows, 0, "responsible"));
}

static void put_status(const struct dossier *d)
{
	const struct rows *rows = d->rows[DOSSIER_FACTS];
	char text[160];

	if (rows_field_is_null(rows, 0, "status")) {
		put_field(d, _("trafficked"), "status");
		return;
	}
	snprintf(text, sizeof text, _("%s, decided by %s"),
		intl_word(rows_field(rows, 0, "status")),
		intl_word(rows_field(rows, 0, "status_by")));
	paper_field(d->paper, STYLE_NORMAL, _("trafficked"), text);
}

static void put_flags(const struct dossier *d)
{
	const char *at = rows_field(d->rows[DOSSIER_FACTS], 0, "flags");
	char one[64], text[400] = "";
	size_t used = 0;

	while (used < sizeof text && rows_list_next(&at, one, sizeof one))
		used += (size_t)snprintf(text + used, sizeof text - used, "%s%s",
			used > 0 ? ", " : "", intl_word(one));
	if (text[0] != '\0')
		paper_field(d->paper, STYLE_HIGH, _("flags"), text);
}

/* As clock_key(), and no key of a clock. */
static int64_t link_key(const struct rows *rows, int row)
{
	return INT64_C(1) << 61 | (int64_t)strtoul(rows_field(rows, row, "id"), NULL, 16);
}

int dossier_link(const struct rows *links, int64_t key)
{
	for (int row = 0; row < rows_count(links); row++)
		if (link_key(links, row) == key)
			return row;
	return -1;
}

bool dossier_link_is_batch(const struct rows *links, int row)
{
	return !rows_field_is_null(links, row, "code") && rows_field_is_null(links, row, "stage");
}

/* Of a case of other offices only the office is told: whom to ask. */
static void put_links(const struct dossier *d)
{
	const struct rows *rows = d->rows[DOSSIER_LINKS];
	char text[200];

	for (int row = 0; row < rows_count(rows); row++) {
		const char *kind = intl_word(rows_field(rows, row, "kind"));
		bool batch = dossier_link_is_batch(rows, row);

		if (batch)
			snprintf(text, sizeof text, "%s: %s", kind, rows_field(rows, row, "code"));
		else if (rows_field_is_null(rows, row, "code"))
			snprintf(text, sizeof text, _("%s: a case of %s"), kind,
				rows_field(rows, row, "office"));
		else
			snprintf(text, sizeof text, "%s: %s  %s", kind,
				rows_field(rows, row, "code"),
				intl_word(rows_field(rows, row, "stage")));
		paper_key(d->paper, link_key(rows, row));
		paper_field(d->paper, STYLE_NORMAL, batch ? _("split out of") : _("linked"), text);
	}
	paper_key(d->paper, 0);
}

/* Who is asked to look, whether she knows, and who is next; or who has looked. */
static void put_escalation(const struct dossier *d)
{
	const struct rows *rows = d->rows[DOSSIER_ESCALATION];
	char since[DATE_TEXT], at[DATE_TEXT], text[300];
	const char *by = rows_field(rows, 0, "raised_by");
	bool sent = strcmp(rows_field(rows, 0, "outcome"), "sent") == 0;

	if (rows_count(rows) == 0)
		return;
	date_time(since, rows_field_ms(rows, 0, "raised_at"), d->clock.offset_min);
	snprintf(text, sizeof text, "%s, %s%s%s", intl_word(rows_field(rows, 0, "reason")), since,
		by[0] != '\0' ? _(" by ") : "", by);
	paper_field(d->paper, STYLE_HIGH, _("escalated"), text);
	if (!rows_field_is_null(rows, 0, "seen_at")) {
		date_time(at, rows_field_ms(rows, 0, "seen_at"), d->clock.offset_min);
		snprintf(text, sizeof text, _("by %s, %s"), rows_field(rows, 0, "seen_by"), at);
		paper_field(d->paper, STYLE_NORMAL, _("seen"), text);
		return;
	}
	date_time(at, rows_field_ms(rows, 0, "next_at"), d->clock.offset_min);
	if (rows_field_is_null(rows, 0, "to_person"))
		text_copy(text, sizeof text, _("there is NOBODY to wake: telephone yourself"));
	else
		snprintf(text, sizeof text,
			sent ? _("not yet by %s, a message is out . next: %s at %s") :
			       _("not yet by %s, no message is out . next: %s at %s"),
			rows_field(rows, 0, "to_person"), rows_field(rows, 0, "next_person"), at);
	paper_field(d->paper, STYLE_HIGH, _("seen"), text);
}

static void put_place(const struct dossier *d)
{
	const struct rows *rows = d->rows[DOSSIER_FACTS];
	char text[160];

	snprintf(text, sizeof text, "%s, %s (%s)", rows_field(rows, 0, "office"),
		rows_field(rows, 0, "country"), rows_field(rows, 0, "zone"));
	paper_field(d->paper, STYLE_NORMAL, _("office"), text);
}

static void write_facts(const struct dossier *d)
{
	const struct rows *rows = d->rows[DOSSIER_FACTS];

	paper_section(d->paper, _("SUMMARY"));
	records_write_glass(d->paper, rows);
	put_field(d, _("stage"), "stage_name");
	put_field(d, _("priority"), "priority_name");
	put_responsible(d);
	put_field(d, _("next"), "need");
	put_flags(d);
	put_escalation(d);
	put_links(d);
	put_person(d);
	put_field(d, _("risk"), "risk_name");
	put_field(d, _("exploitation"), "exploitation");
	put_status(d);
	put_field(d, _("afraid to return"), "afraid");
	put_field(d, _("source"), "source");
	put_place(d);
	put_time(d, _("reported"), "reported_at");
	put_time(d, _("last change"), "touched_at");
	put_time(d, _("closed"), "closed_at");
	if (!rows_field_is_null(rows, 0, "closed_at"))
		put_field(d, _("closed because"), "close_reason");
	records_write_of_case(d->paper, &d->clock, rows);
}

/* ---- clocks, tasks, timeline ---------------------------------------------------- */

static bool is_law(const struct rows *rows, int row)
{
	return strcmp(rows_field(rows, row, "standing"), "law") == 0;
}

/* On what the clock rests, in words: only what somebody checked is called law. */
static void write_standing(const struct dossier *d, const struct rows *rows, int row)
{
	const char *standing = rows_field(rows, row, "standing");

	if (is_law(rows, row))
		paper_linef(d->paper, STYLE_DIM, _("    law: %s, %s"),
			rows_field(rows, row, "article"), rows_field(rows, row, "source"));
	else if (strcmp(standing, "unverified") == 0)
		paper_linef(d->paper, STYLE_DIM, _("    unverified, ask the lawyer . from: %s"),
			rows_field(rows, row, "source"));
	else
		paper_linef(d->paper, STYLE_DIM, _("    %s; unverified, ask the lawyer . from: %s"),
			intl_word(standing), rows_field(rows, row, "source"));
}

/* Its own, whatever order they are in: no number of an event is so high. */
static int64_t clock_key(const struct rows *rows, int row)
{
	return INT64_C(1) << 62 | (int64_t)strtoul(rows_field(rows, row, "id"), NULL, 16);
}

int dossier_clock(const struct rows *clocks, int64_t key)
{
	for (int row = 0; row < rows_count(clocks); row++)
		if (clock_key(clocks, row) == key)
			return row;
	return -1;
}

/* How long it takes still, and till when; an alarm, since when it rings. */
static const char *clock_words(const struct dossier *d, const struct rows *rows, int row,
	char *text, size_t size)
{
	char until[DATE_TEXT], day[DATE_TEXT];

	if (strcmp(rows_field(rows, row, "bound"), "at once") == 0) {
		date_age(until, rows_field_ms(rows, row, "started_at"), d->clock.epoch_ms);
		snprintf(text, size, _("since %s, until out"), until);
		return text;
	}
	date_day_time(day, rows_field_ms(rows, row, "ends_at"), d->clock.offset_min);
	snprintf(text, size, "%s  %s", ends(d, rows, row, "ends_at", until), day);
	return text;
}

static void write_clock(const struct dossier *d, const struct rows *rows, int row)
{
	const char *sure = is_law(rows, row) ? "" : "?";
	char words[2 * DATE_TEXT + 8], day[DATE_TEXT];

	paper_key(d->paper, clock_key(rows, row));
	if (!rows_field_is_null(rows, row, "stopped_at")) {
		date_day_time(day, rows_field_ms(rows, row, "stopped_at"), d->clock.offset_min);
		paper_linef(d->paper, STYLE_DIM, _("%s%s  stopped %s  %s"),
			rows_field(rows, row, "code"), sure, day,
			intl_word(rows_field(rows, row, "name")));
		return;
	}
	paper_linef(d->paper, ends_style(d, rows_field_ms(rows, row, "ends_at")), "%s%s  %s  %s",
		rows_field(rows, row, "code"), sure, clock_words(d, rows, row, words, sizeof words),
		intl_word(rows_field(rows, row, "name")));
	paper_linef(d->paper, STYLE_NORMAL, _("    then: %s"), rows_field(rows, row, "expiry"));
	write_standing(d, rows, row);
}

/* Behind the veil: which clock, and when, and nothing else. */
static void write_bare_clock(const struct dossier *d, const struct rows *rows, int row)
{
	char until[DATE_TEXT];

	if (rows_field_is_null(rows, row, "stopped_at"))
		paper_linef(d->paper, ends_style(d, rows_field_ms(rows, row, "ends_at")),
			"%s%s  %s", rows_field(rows, row, "code"), is_law(rows, row) ? "" : "?",
			ends(d, rows, row, "ends_at", until));
}

static void write_task(const struct dossier *d, const struct rows *rows, int row)
{
	const char *person = rows_field(rows, row, "person");
	char text[DATE_TEXT * 3];

	if (!rows_field_is_null(rows, row, "done_at")) {
		paper_linef(d->paper, STYLE_DIM, _("%s  done %s  %s"),
			intl_word(rows_field(rows, row, "kind")),
			when(d, rows, row, "done_at", text, sizeof text), person);
		return;
	}
	if (rows_field_is_null(rows, row, "due_at"))
		snprintf(text, sizeof text, "%s", _("no time set"));
	else
		ends(d, rows, row, "due_at", text);
	paper_linef(d->paper,
		rows_field_is_null(rows, row, "due_at") ?
			STYLE_NORMAL :
			ends_style(d, rows_field_ms(rows, row, "due_at")),
		"%s  %s  %s", intl_word(rows_field(rows, row, "kind")), text,
		person[0] != '\0' ? person : _("whoever is responsible"));
}

static const char *action_word(const char *action)
{
	static const struct {
		const char *action, *word;
	} words[] = {
		{ "case.report", N_("reported") },
		{ "case.new", N_("written down") },
		{ "case.clock", N_("clock") },
		{ "contact.keep", N_("call counted") },
		{ "contact.take", N_("call taken") },
		{ "contact.done", N_("call done") },
		{ "batch.keep", N_("people counted") },
		{ "batch.take", N_("people taken") },
		{ "batch.close", N_("count closed") },
		{ "sealed.keep", N_("entry") },
		{ "case.take", N_("taken") },
		{ "case.assign", N_("given") },
		{ "case.priority", N_("priority") },
		{ "case.move", N_("moved") },
		{ "case.confirm", N_("handover confirmed") },
		{ "wake.try", N_("call") },
		{ "bed.hold", N_("bed held") },
		{ "stay.move", N_("where she sleeps") },
		{ "case.risk", N_("danger") },
		{ "case.flag", N_("flags") },
		{ "case.link", N_("linked") },
		{ "case.unlink", N_("link taken away") },
		{ "case.clock", N_("clock") },
		{ "case.task", N_("task") },
		{ "referral.answer", N_("referral answered") },
		{ "referral.open", N_("referral read") },
		{ "case.escalate", N_("escalated") },
		{ "escalation.next", N_("woken") },
		{ "escalation.seen", N_("looked at it") },
		{ "notice.told", N_("message") },
		{ "approval.answer", N_("answered") },
		{ "approval.withdraw", N_("withdrawn") },
		{ "approval.again", N_("asked again") },
		{ "approval.delegate", N_("passed on") },
		{ "approval.next", N_("asked to decide") },
		{ "approval.over", N_("nobody decided") },
		{ "transfer.step", N_("transfer") },
		{ "transfer.where", N_("where she is") },
		{ "transfer.take", N_("file received") },
		{ "case.hold", N_("file kept for") },
		{ "erasure.ask", N_("erasure asked for") },
		{ "glass.break", N_("seen by another office") },
		{ "glass.read", N_("read by another office") },
		{ "undo", N_("taken back") },
		{ "tampered", N_("found TAMPERED") },
	};
	static const char entry[] = "entry.";
	const struct sheet *sheet = NULL;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].action, action) == 0)
			return _(words[i].word);
	if (strncmp(action, entry, strlen(entry)) == 0)
		sheet = sheet_named(action + strlen(entry));
	return sheet != NULL ? _(sheet->noun) : action;
}

static const char *value_word(const struct rows *rows, int row, const char *name)
{
	return rows_field_is_null(rows, row, name) ? _("NOBODY") :
						     intl_word(rows_field(rows, row, name));
}

/* A value that comes from nothing is told by the deed itself, but where it is somebody, or says
 * which one of several. */
enum from_nothing { NOT_TOLD = 0, FROM_NOBODY, ALONE, ALWAYS_ALONE };

static enum from_nothing from_nothing(const char *field)
{
	static const struct {
		const char *field;
		enum from_nothing how;
	} fields[] = { { "responsible", FROM_NOBODY }, { "asked", FROM_NOBODY },
		{ "clock", ALWAYS_ALONE }, { "stay", ALWAYS_ALONE }, { "bed", ALONE },
		{ "referral", ALWAYS_ALONE }, { "links", ALONE }, { "escalation", ALONE },
		{ "to", ALONE }, { "approval", ALONE }, { "transfer", ALONE }, { "erasure", ALONE },
		{ "glass", ALONE } };

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (strcmp(fields[i].field, field) == 0)
			return fields[i].how;
	return NOT_TOLD;
}

static void put_change(const struct rows *rows, int row, char *text, size_t size)
{
	const char *field = rows_field(rows, row, "field");
	enum from_nothing how = from_nothing(field);
	bool from = !rows_field_is_null(rows, row, "was");

	text[0] = '\0';
	if (how == ALWAYS_ALONE && rows_field_is_null(rows, row, "became"))
		return;
	if (how == ALWAYS_ALONE || (how == ALONE && !from))
		snprintf(text, size, ": %s", value_word(rows, row, "became"));
	else if (from || how == FROM_NOBODY)
		snprintf(text, size, ": %s %s > %s", intl_word(field), value_word(rows, row, "was"),
			value_word(rows, row, "became"));
}

static void write_event(const struct dossier *d, const struct rows *rows, int row)
{
	const char *reason = rows_field(rows, row, "reason");
	bool undone = rows_field_bool(rows, row, "undone");
	char day[DATE_TEXT], change[200];

	date_day_time(day, rows_field_ms(rows, row, "at"), d->clock.offset_min);
	put_change(rows, row, change, sizeof change);
	paper_key(d->paper, rows_field_int(rows, row, "id"));
	paper_linef(d->paper, undone ? STYLE_DIM : STYLE_NORMAL, "%s  %s%s%s%s%s  %s", day,
		action_word(rows_field(rows, row, "action")), change, reason[0] != '\0' ? ", " : "",
		intl_word(reason), undone ? _(" (taken back)") : "",
		rows_field(rows, row, "person"));
}

typedef void write_row_fn(const struct dossier *d, const struct rows *rows, int row);

struct section {
	enum dossier_part part;
	const char *title, *none;
	write_row_fn *write;
};
static const struct section clocks = { DOSSIER_CLOCKS, N_("CLOCKS"), N_("no clock runs"),
	write_clock },
			    tasks = { DOSSIER_TASKS, N_("TASKS"), N_("no task"), write_task },
			    timeline = { DOSSIER_TIMELINE, N_("TIMELINE"),
				    N_("nothing was done yet"), write_event };

static void write_section(const struct dossier *d, const struct section *section)
{
	const struct rows *rows = d->rows[section->part];
	char title[64];

	snprintf(title, sizeof title, "%s  %d", _(section->title), rows_count(rows));
	paper_section(d->paper, title);
	if (rows_count(rows) == 0)
		paper_line(d->paper, STYLE_DIM, _(section->none));
	for (int row = 0; row < rows_count(rows); row++)
		section->write(d, rows, row);
}

/* Where she sleeps, or will; nothing where nobody has said so. */
static void write_stays(const struct dossier *d)
{
	const struct rows *rows = d->rows[DOSSIER_STAY];

	if (rows_count(rows) > 0)
		paper_section(d->paper, _("BED"));
	for (int row = 0; row < rows_count(rows); row++)
		bed_write_stay(d->paper, rows, row, BED_OF_CASE, &d->clock);
}

static void write_veiled(const struct dossier *d)
{
	const struct rows *rows = d->rows[DOSSIER_CLOCKS];

	paper_section(d->paper, _("CLOCKS"));
	for (int row = 0; row < rows_count(rows); row++)
		write_bare_clock(d, rows, row);
	paper_line(d->paper, STYLE_DIM, _("The veil is on: z lifts it."));
}

void dossier_write(const struct dossier *d)
{
	if (rows_count(d->rows[DOSSIER_FACTS]) == 0)
		return;
	if (!rows_field_is_null(d->rows[DOSSIER_FACTS], 0, "refusal")) {
		paper_line(d->paper, STYLE_ERROR,
			intl_word(rows_field(d->rows[DOSSIER_FACTS], 0, "message")));
		return;
	}
	if (d->veiled) {
		write_veiled(d);
		return;
	}
	write_facts(d);
	write_stays(d);
	write_section(d, &clocks);
	write_section(d, &tasks);
	moves_write_lines(d->paper, &d->clock, d->rows[DOSSIER_TRANSFERS]);
	file_write(d);
	write_section(d, &timeline);
}
