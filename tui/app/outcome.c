#include "tui/app/outcome.h"

#include <inttypes.h>
#include <stdio.h>

#include "db/base/json.h"
#include "db/base/text.h"
#include "tui/app/state.h"
#include "tui/intl.h"

static void add_name(struct text *line, const char *name)
{
	text_add(line, line->length > 0 ? ", " : "{");
	json_add_string(line, name, false);
	text_add(line, ": ");
}

static void add_text(struct text *line, const char *name, const char *value)
{
	add_name(line, name);
	if (value == NULL || value[0] == '\0')
		text_add(line, "null");
	else
		json_add_string(line, value, true);
}

static void add_number(struct text *line, const char *name, const struct rows *rows)
{
	add_name(line, name);
	if (rows_field_is_null(rows, 0, name))
		text_add(line, "null");
	else
		text_addf(line, "%" PRId64, rows_field_int(rows, 0, name));
}

static bool is_done(const struct rows *rows)
{
	return rows_count(rows) == 1 && rows_field_is_null(rows, 0, "refusal") &&
		rows_field_int(rows, 0, "event_id") > 0;
}

void outcome_tell(const struct app *app, const struct outcome *outcome)
{
	const struct rows *rows = outcome->rows;
	const bool refused = rows != NULL && !rows_field_is_null(rows, 0, "refusal");
	struct text line = { 0 };

	if (!app->json)
		return;
	add_text(&line, "code", outcome->code);
	add_name(&line, "done");
	text_add(&line,
		outcome->unknown                         ? "null" :
			outcome->before || is_done(rows) ? "true" :
							   "false");
	add_text(&line, "refusal", refused ? rows_field(rows, 0, "refusal") : NULL);
	add_text(&line, "field", refused ? rows_field(rows, 0, "field") : NULL);
	add_text(&line, "message",
		refused ? intl_word(rows_field(rows, 0, "message")) : outcome->message);
	add_text(&line, "hint",
		rows != NULL && !rows_field_is_null(rows, 0, "hint") ?
			intl_word(rows_field(rows, 0, "hint")) :
			NULL);
	add_number(&line, "version", rows);
	add_number(&line, "event_id", rows);
	if (rows_column(rows, "people") >= 0)
		add_number(&line, "people", rows);
	if (outcome->undone > 0) {
		add_name(&line, "undone");
		text_addf(&line, "%" PRId64, outcome->undone);
	}
	text_add(&line, "}");
	if (text_check(&line, NULL) == 0)
		puts(text_string(&line));
	text_done(&line);
}
