#include "tui/screens/triage_story.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "db/base/date.h"
#include "db/column.h"
#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/sheets/sheet.h"
#include "tui/term/pane.h"
#include "tui/widgets/cell.h"
#include "tui/widgets/list.h"

/* ---- one line ---------------------------------------------------------------------------- */

/* Parts with dots between them. */
struct sentence {
	char text[480];
	size_t used;
};

static void add(struct sentence *line, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void add(struct sentence *line, const char *format, ...)
{
	char part[300];
	va_list args;

	va_start(args, format);
	vsnprintf(part, sizeof part, format, args);
	va_end(args);
	text_copy(line->text + line->used, sizeof line->text - line->used,
		line->used > 0 ? " . " : "");
	line->used = strlen(line->text);
	text_copy(line->text + line->used, sizeof line->text - line->used, part);
	line->used = strlen(line->text);
}

/* What a call calls it: the word of a field for a code. */
static const char *call_word(const char *field, const char *code)
{
	const char *word = NULL;

	for (const struct field *at = sheets[SHEET_CALL].fields; at->name != NULL; at++)
		if (strcmp(at->name, field) == 0)
			word = sheet_word(at, code);
	return word != NULL ? word : intl_word(code);
}

/* "recruited, harboured"; "" where nothing is told. */
static const char *call_words(const struct rows *rows, const char *field, char *text, size_t size)
{
	const char *at = rows_field(rows, 0, field);
	char code[64];
	size_t used = 0;

	text[0] = '\0';
	while (used < size && rows_list_next(&at, code, sizeof code))
		used += (size_t)snprintf(text + used, size - used, "%s%s", used > 0 ? ", " : "",
			call_word(field, code));
	return text;
}

static const char *when(const struct app *app, char out[static DATE_TEXT], const struct rows *rows,
	const char *field)
{
	int64_t at = rows_field_ms(rows, 0, field), now = app_epoch_ms(app);
	int offset = app_me(app)->offset_min;

	if (date_day_of(at, offset) == date_day_of(now, offset))
		date_time(out, at, offset);
	else
		date_day_time(out, at, offset);
	return out;
}

/* ---- the lines --------------------------------------------------------------------------- */

typedef void line_fn(struct sentence *line, const struct app *app, const struct rows *rows);

static void write_age(struct sentence *line, const struct rows *rows)
{
	int low = (int)rows_field_int(rows, 0, "age_low");
	int high = (int)rows_field_int(rows, 0, "age_high");

	if (rows_field_is_null(rows, 0, "age_high"))
		return;
	if (low == high)
		add(line, _("%d years"), low);
	else
		add(line, _("%d to %d years"), low, high);
}

static void write_who(struct sentence *line, const struct app *app, const struct rows *rows)
{
	const char *sex = rows_field(rows, 0, "sex"), *caller = rows_field(rows, 0, "caller");
	char at[DATE_TEXT];

	add(line, "%s %s", intl_word(rows_field(rows, 0, "source")),
		when(app, at, rows, "reported_at"));
	if (caller[0] != '\0')
		add(line, _("%s called"), call_word("caller", caller));
	add(line, "%s", cell_child(rows, 0));
	add(line, _("risk %s"), intl_word(rows_field(rows, 0, "risk")));
	if (strcmp(sex, "unknown") != 0)
		add(line, "%s", intl_word(sex));
	write_age(line, rows);
}

static void write_warnings(struct sentence *line, const struct app *app, const struct rows *rows)
{
	const char *at = rows_field(rows, 0, "flags"), *language = rows_field(rows, 0, "language");
	int people = (int)rows_field_int(rows, 0, "people");
	char flag[64], words[200];

	(void)app;
	while (rows_list_next(&at, flag, sizeof flag))
		add(line, "%s", intl_word(flag));
	if (people > 0)
		add(line, _("people: %d"), people);
	if (language[0] != '\0')
		add(line, _("speaks %s"), call_word("lang", language));
	if (call_words(rows, "access", words, sizeof words)[0] != '\0')
		add(line, _("needs help with %s"), words);
}

static void write_call_back(struct sentence *line, const struct app *app, const struct rows *rows)
{
	const char *answers = rows_field(rows, 0, "answers");
	char from[DATE_TEXT], until[DATE_TEXT];

	if (rows_field_is_null(rows, 0, "call_until") && answers[0] == '\0')
		return;
	if (rows_field_is_null(rows, 0, "call_until"))
		add(line, "%s", _("no time to call back"));
	else if (rows_field_ms(rows, 0, "call_until") <= app_epoch_ms(app))
		add(line, _("do not call: it was safe until %s"),
			when(app, until, rows, "call_until"));
	else if (rows_field_ms(rows, 0, "call_from") > app_epoch_ms(app))
		add(line, _("do not call yet: safe from %s until %s"),
			when(app, from, rows, "call_from"), when(app, until, rows, "call_until"));
	else
		add(line, _("safe to call until %s"), when(app, until, rows, "call_until"));
	if (answers[0] != '\0')
		add(line, _("answers: %s"), call_word("answers", answers));
	add(line, "%s", _("Enter: what to say"));
}

/* The means is not asked of a child. */
static const char *element(const struct rows *rows, const char *field, char *text, size_t size)
{
	const char *at = rows_field(rows, 0, "lacks");
	char lacking[16];

	if (call_words(rows, field, text, size)[0] != '\0')
		return text;
	while (rows_list_next(&at, lacking, sizeof lacking))
		if (strcmp(lacking, field) == 0)
			return _("not yet told");
	return _("not needed for a child");
}

static void write_palermo(struct sentence *line, const struct app *app, const struct rows *rows)
{
	char act[160], means[200], purpose[160];

	(void)app;
	if (rows_field_is_null(rows, 0, "lacks"))
		return;
	add(line, _("purpose: %s"), element(rows, "purpose", purpose, sizeof purpose));
	add(line, _("act: %s"), element(rows, "act", act, sizeof act));
	add(line, _("means: %s"), element(rows, "means", means, sizeof means));
}

static void write_seen(struct sentence *line, const struct app *app, const struct rows *rows)
{
	const char *to = rows_field(rows, 0, "to_person");
	char age[DATE_TEXT];

	date_age(age, rows_field_ms(rows, 0, "escalated_at"), app_epoch_ms(app));
	if (rows_field(rows, 0, "seen_by")[0] != '\0')
		add(line, _("seen by %s"), rows_field(rows, 0, "seen_by"));
	else if (rows_field_bool(rows, 0, "to_me"))
		add(line, _("you are asked, %s: Enter opens it"), age);
	else if (to[0] != '\0')
		add(line, _("not yet seen by %s, %s"), to, age);
	else
		add(line, _("nobody could be asked yet, %s"), age);
}

static void write_escalation(struct sentence *line, const struct app *app, const struct rows *rows)
{
	const char *next = rows_field(rows, 0, "next_person");
	char at[DATE_TEXT];

	if (rows_field_is_null(rows, 0, "escalated_at"))
		return;
	add(line, _("escalated %s"), when(app, at, rows, "escalated_at"));
	write_seen(line, app, rows);
	if (rows_field(rows, 0, "seen_by")[0] == '\0' && next[0] != '\0')
		add(line, _("next: %s at %s"), next, when(app, at, rows, "next_at"));
}

static void write_alike(struct sentence *line, const struct app *app, const struct rows *rows)
{
	const char *links = rows_field(rows, 0, "links"), *by = rows_field(rows, 0, "alike_by");
	char same[32], words[100] = "", age[DATE_TEXT];
	size_t used = 0;

	if (links[0] != '\0')
		add(line, _("linked: %s"), links);
	if (rows_field_is_null(rows, 0, "alike"))
		return;
	while (used < sizeof words && rows_list_next(&by, same, sizeof same))
		used += (size_t)snprintf(words + used, sizeof words - used, "%s%s",
			used > 0 ? ", " : "", intl_word(same));
	date_age(age, rows_field_ms(rows, 0, "alike_at"), app_epoch_ms(app));
	add(line, _("like %s (same %s; reported %s ago): i link"), rows_field(rows, 0, "alike"),
		words, age);
}

static void write_here(struct sentence *line, const struct app *app, const struct rows *rows)
{
	(void)app;
	if (rows_field(rows, 0, "here")[0] != '\0')
		add(line, _("%s has it open too"), rows_field(rows, 0, "here"));
}

static void write_tasks(struct sentence *line, const struct app *app, const struct rows *rows)
{
	(void)app;
	if (rows_field_int(rows, 0, "open_tasks") > 0)
		add(line, _("tasks: %s"), rows_field(rows, 0, "tasks"));
}

static line_fn *const lines[] = { write_who, write_warnings, write_escalation, write_call_back,
	write_palermo, write_alike, write_here, write_tasks };

static void draw(const struct peek *peek, const struct pane *pane)
{
	const char *timeline = rows_field(peek->rows, 0, "timeline");
	int row = 0;

	for (size_t i = 0; i < sizeof lines / sizeof *lines && row < pane->rows; i++) {
		struct sentence line = { .used = 0 };

		lines[i](&line, peek->app, peek->rows);
		if (line.used > 0)
			pane_put(pane, row++, 0, PANE_REST,
				lines[i] == write_here ? STYLE_WARN : STYLE_NORMAL, line.text);
	}
	for (; row < pane->rows && *timeline != '\0'; row++) {
		size_t length = strcspn(timeline, "\n");

		pane_put_part(pane, row, 0, PANE_REST, STYLE_DIM, timeline, length);
		timeline += length + (timeline[length] == '\n');
	}
}

const struct peek_kind triage_story = {
	.query = Q_TRIAGE_STORY, .sizes = { { 30, 12 }, { 18, 8 }, { 12, 6 } }, .draw = draw
};

/* ---- a call that is no case --------------------------------------------------------------- */

void triage_story_contact(const struct list *list, struct app *app, const struct pane *pane)
{
	int row = list_focused_row(list);
	const char *language = rows_text(list->rows, row, TRIAGE_LANGUAGE);
	struct sentence line = { .used = 0 };
	char at[DATE_TEXT];

	peek_draw_line(pane, rows_text(list->rows, row, TRIAGE_CODE));
	date_time(at, rows_ms(list->rows, row, TRIAGE_REPORTED_AT), app_me(app)->offset_min);
	add(&line, "%s %s", intl_word(rows_text(list->rows, row, TRIAGE_SOURCE)), at);
	add(&line, _("the call was taken by %s"), rows_text(list->rows, row, TRIAGE_PERSON));
	if (language[0] != '\0')
		add(&line, _("speaks %s"), call_word("lang", language));
	pane_put(pane, 1, 0, PANE_REST, STYLE_NORMAL, line.text);
	line.used = 0;
	date_time(at, rows_ms(list->rows, row, TRIAGE_TOUCHED_AT), app_me(app)->offset_min);
	if (rows_is_null(list->rows, row, TRIAGE_RESPONSIBLE))
		add(&line, "%s", _("NOBODY sees to it"));
	else if (rows_bool(list->rows, row, TRIAGE_MINE))
		add(&line, _("you see to it since %s"), at);
	else
		add(&line, _("%s sees to it since %s"),
			rows_text(list->rows, row, TRIAGE_RESPONSIBLE), at);
	if (!rows_is_null(list->rows, row, TRIAGE_ABOUT))
		add(&line, _("about %s"), rows_text(list->rows, row, TRIAGE_ABOUT));
	pane_put(pane, 2, 0, PANE_REST, STYLE_NORMAL, line.text);
}

void triage_story_batch(const struct list *list, struct app *app, const struct pane *pane)
{
	int row = list_focused_row(list);
	struct sentence line = { .used = 0 };
	int64_t people = rows_int(list->rows, row, TRIAGE_PEOPLE);
	int64_t split = rows_int(list->rows, row, TRIAGE_SPLIT);
	char at[DATE_TEXT];

	peek_draw_line(pane, rows_text(list->rows, row, TRIAGE_CODE));
	date_day_time(at, rows_ms(list->rows, row, TRIAGE_REPORTED_AT), app_me(app)->offset_min);
	add(&line, "%s %s", intl_word(rows_text(list->rows, row, TRIAGE_SOURCE)), at);
	add(&line, "%s", rows_text(list->rows, row, TRIAGE_OFFICE));
	add(&line, _("counted by %s"), rows_text(list->rows, row, TRIAGE_PERSON));
	pane_put(pane, 1, 0, PANE_REST, STYLE_NORMAL, line.text);
	line.used = 0;
	add(&line, _("%" PRId64 " of %" PRId64 " left, who are no case yet"), people - split,
		people);
	if (rows_is_null(list->rows, row, TRIAGE_RESPONSIBLE))
		add(&line, "%s", _("NOBODY sees to them"));
	else if (rows_bool(list->rows, row, TRIAGE_MINE))
		add(&line, "%s", _("you see to them"));
	else
		add(&line, _("%s sees to them"), rows_text(list->rows, row, TRIAGE_RESPONSIBLE));
	pane_put(pane, 2, 0, PANE_REST, STYLE_NORMAL, line.text);
}
