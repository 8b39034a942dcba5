/* People who came at once are counted, or counted again: in clear, in the same form, and no record.
 * A new count wants nothing of the database: the form is there whatever becomes of the line. */
#include "tui/screens/edit_int.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/date.h"
#include "db/base/json.h"
#include "tui/intl.h"
#include "tui/sheets/batch.h"

enum { COUNTED = 8192 /* bytes of all that is counted */ };

bool edit_is_batch(const struct edit *state)
{
	return state->sheet == &sheets[SHEET_BATCH];
}

int edit_open_batch(struct edit *state, const struct call *call)
{
	const char *what = call->value[0];

	state->sheet = &sheets[SHEET_BATCH];
	if (what != NULL && sheet_word(&state->sheet->fields[0], what) == NULL)
		return subject_of_call(&state->subject, edit_app(state), call) ? 0 : -1;
	text_copy(state->batch.kind, sizeof state->batch.kind, what != NULL ? what : "");
	state->subject.batch = true;
	text_copy(state->subject.code, sizeof state->subject.code, _("new"));
	if (uuid_make(state->subject.id) == 0)
		return 0;
	app_say(edit_app(state), SAY_ERROR, "%s", _("No random numbers: nothing can be written."));
	return -1;
}

/* ---- what was counted --------------------------------------------------------------------- */

/* "1 girls 4 MM" */
static int put_count(struct record *record, const char *count)
{
	char name[64], class[8], n[8], nationality[32];
	int line;

	if (sscanf(count, "%d %7s %7s %31[^\n]", &line, class, n, nationality) != 4)
		return 0;
	snprintf(name, sizeof name, "line.%d.nationality", line);
	if (record_put(record, name, nationality, NULL) != 0)
		return ERR_MEMORY;
	snprintf(name, sizeof name, "line.%d.%s", line, class);
	return record_put(record, name, n, NULL);
}

static int put_all(const struct edit *state, struct record *record, const struct rows *rows)
{
	static const char *const names[] = { "kind", "office", "place" };
	const char *at = rows_field(rows, 0, "counts");
	char count[64], when[DATE_TEXT];
	int r = 0;

	for (size_t i = 0; i < sizeof names / sizeof *names && r == 0; i++)
		if (!rows_field_is_null(rows, 0, names[i]))
			r = record_put(record, names[i], rows_field(rows, 0, names[i]), NULL);
	date_iso(when, rows_field_ms(rows, 0, "came_at"), app_me(edit_app(state))->offset_min);
	if (r == 0)
		r = record_put(record, "at", when, NULL);
	while (r == 0 && rows_list_next(&at, count, sizeof count))
		r = put_count(record, count);
	return r;
}

static unsigned told(void *who, const struct answer *answer)
{
	struct edit *state = who;

	state->comparing = false;
	if (!subject_found(&state->subject, edit_app(state), answer))
		return state->step == EDIT_ASKING ? edit_leave(state) : EFFECT_REDRAW;
	return vault_is_open(edit_app(state)) ?
		edit_read_clear(state, answer->rows, ring_room(COUNTED),
			rows_field(answer->rows, 0, "touched_by"), put_all) :
		EFFECT_REDRAW;
}

static unsigned begin_new(struct edit *state)
{
	char bytes[64];
	struct record record = { 0 };

	if (state->batch.kind[0] == '\0' || record_begin(&record, bytes, sizeof bytes, NULL) != 0 ||
		record_put(&record, "kind", state->batch.kind, NULL) != 0)
		return edit_begin_form(state, NULL);
	return edit_begin_form(state, &record);
}

unsigned edit_fetch_batch(struct edit *state)
{
	if (state->step == EDIT_ASKING && edit_is_new_batch(state))
		return begin_new(state);
	if (subject_ask(&state->subject, edit_app(state), told, state) != 0)
		return edit_give_up(state, SAY_ERROR, _("No memory left."));
	state->comparing = state->step != EDIT_ASKING;
	return EFFECT_REDRAW;
}

bool edit_is_new_batch(const struct edit *state)
{
	return edit_is_batch(state) && state->at.version == 0 &&
		strcmp(state->subject.code, _("new")) == 0;
}

/* ---- what is sent -------------------------------------------------------------------------- */

static const char *value_of(const struct record *record, int line, const char *what)
{
	char name[64];
	const char *value;

	snprintf(name, sizeof name, "line.%d.%s", line, what);
	value = record_value(record, name);
	return value != NULL ? value : "";
}

/* How many groups of this line have somebody in them. */
static int add_line(struct text *out, const struct record *record, int line)
{
	int count = 0;

	for (size_t i = 0; batch_classes[i] != NULL; i++) {
		long n = strtol(value_of(record, line, batch_classes[i]), NULL, 10);
		char numbers[64];

		if (n < 1)
			continue;
		text_add(out, out->length > 1 ? ",{\"nationality\":" : "{\"nationality\":");
		json_add_string(out, value_of(record, line, "nationality"), false);
		text_add(out, ",\"class\":");
		json_add_string(out, batch_classes[i], false);
		snprintf(numbers, sizeof numbers, ",\"n\":%ld,\"line\":%d}", n, line);
		text_add(out, numbers);
		count++;
	}
	return count;
}

/* 0: each nationality has a number; else the line that has none. */
static int write_counts(struct text *out, const struct record *record)
{
	text_clear(out);
	text_add_char(out, '[');
	for (int line = 1; line <= BATCH_LINES; line++)
		if (add_line(out, record, line) == 0 &&
			value_of(record, line, "nationality")[0] != '\0')
			return line;
	text_add_char(out, ']');
	return 0;
}

unsigned edit_send_batch(struct edit *state, const struct sealed_at *at)
{
	struct keeping *keeping = &state->keeping;
	int line = write_counts(&keeping->told, &state->mine);
	struct error e = { 0 };
	char field[64];

	if (text_check(&keeping->told, &e) != 0)
		return edit_not_written(state, &e);
	if (line == 0)
		return EFFECT_REDRAW | keeping_start_batch(keeping, at, &state->mine);
	error_set(&e, ERR_INPUT, _("How many of this nationality? Nobody is counted yet."));
	snprintf(field, sizeof field, "line.%d.men", line);
	if (state->step == EDIT_TYPING)
		form_refuse(&state->form, field, e.text);
	return edit_not_written(state, &e);
}

/* ---- its words ----------------------------------------------------------------------------- */

int64_t edit_batch_people(const struct edit *state)
{
	char name[64], small[FORM_SMALL];
	int64_t people = 0;

	for (int line = 1; line <= BATCH_LINES; line++)
		for (size_t i = 0; batch_classes[i] != NULL; i++) {
			snprintf(name, sizeof name, "line.%d.%s", line, batch_classes[i]);
			people += strtol(form_value(&state->form, name, small), NULL, 10);
		}
	return people;
}

void edit_batch_kept(struct edit *state)
{
	const struct keeping *keeping = &state->keeping;
	char what[80];

	snprintf(what, sizeof what, _("%s counted"), keeping->code);
	app_did(edit_app(state), keeping->event, what);
	app_say(edit_app(state), SAY_INFO,
		ngettext("%s: %d person is counted. It stands in triage (0).",
			"%s: %d people are counted. They stand in triage (0).",
			(unsigned long)keeping->people),
		keeping->code, keeping->people);
}
