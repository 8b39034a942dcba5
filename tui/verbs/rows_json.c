#include "tui/verbs/rows_json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "db/base/date.h"
#include "db/base/json.h"
#include "db/base/text.h"
#include "tui/intl.h"

struct request {
	struct app *app;
	const struct json_column *columns;
};

static void add_pairs(struct text *line, const char *names, const char *values)
{
	char name[64], value[1024];
	const char *before = "{";

	while (rows_list_next(&names, name, sizeof name) &&
		rows_list_next(&values, value, sizeof value)) {
		text_add(line, before);
		json_add_string(line, name, true);
		text_add(line, ": ");
		json_add_string(line, value, true);
		before = ", ";
	}
	text_add(line, before[0] == '{' ? "{}" : "}");
}

static void add_value(struct text *line, const struct app *app, const struct rows *rows, int row,
	const struct json_column *column)
{
	char at[DATE_TEXT];

	if (rows_field_is_null(rows, row, column->name)) {
		text_add(line, "null");
		return;
	}
	switch (column->kind) {
	case JSON_TEXT:
		json_add_string(line, rows_field(rows, row, column->name), true);
		break;
	case JSON_TIME:
		date_iso(at, rows_field_ms(rows, row, column->name), app_me(app)->offset_min);
		json_add_string(line, at, true);
		break;
	case JSON_NUMBER:
		text_addf(line, "%" PRId64, rows_field_int(rows, row, column->name));
		break;
	case JSON_BOOL:
		text_add(line, rows_field_bool(rows, row, column->name) ? "true" : "false");
		break;
	case JSON_PAIRS:
		add_pairs(line, rows_field(rows, row, column->name),
			rows_field(rows, row, column->values));
		break;
	}
}

void rows_json_print(const struct app *app, const struct rows *rows,
	const struct json_column *columns)
{
	struct text line = { 0 };

	for (int row = 0; row < rows_count(rows); row++) {
		text_clear(&line);
		for (const struct json_column *c = columns; c->name != NULL; c++) {
			text_add(&line, c == columns ? "{" : ", ");
			json_add_string(&line, c->as != NULL ? c->as : c->name, false);
			text_add(&line, ": ");
			add_value(&line, app, rows, row, c);
		}
		text_add(&line, "}");
		if (text_check(&line, NULL) == 0)
			puts(text_string(&line));
	}
	text_done(&line);
}

void rows_json_failed(struct app *app, const struct answer *answer)
{
	if (answer->err == ERR_SERVER || answer->err == ERR_MEMORY) {
		app_say(app, SAY_ERROR, _("The database answered (%s) %s"), answer->sqlstate,
			answer->message);
		return;
	}
	app_exit_code(app, EXIT_OFFLINE);
	app_say(app, SAY_ERROR, "%s",
		answer->err == ERR_TIMEOUT ? _("The database did not answer in time.") :
					     _("The line to the database was lost."));
}

static unsigned printed(void *who, const struct answer *answer)
{
	struct request *request = who;

	if (answer->err != 0)
		rows_json_failed(request->app, answer);
	else
		rows_json_print(request->app, answer->rows, request->columns);
	free(request);
	return EFFECT_NONE;
}

unsigned rows_json_ask(struct app *app, enum query query, const struct param *params, size_t count,
	const struct json_column *columns)
{
	struct request *request = calloc(1, sizeof *request);

	if (request != NULL) {
		*request = (struct request){ .app = app, .columns = columns };
		if (app_ask(app, query, params, count, printed, request) == 0)
			return EFFECT_NONE;
	}
	free(request);
	app_say(app, SAY_ERROR, "%s", _("No memory left."));
	return EFFECT_NONE;
}
