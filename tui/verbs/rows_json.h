/* rows_json: rows of an answer for another program, from a shell: one object of JSON a line. */
#ifndef TUI_VERBS_ROWS_JSON_H
#define TUI_VERBS_ROWS_JSON_H

#include "tui/app/app.h"

enum json_kind {
	JSON_TEXT = 0,
	JSON_TIME, /* ms in the answer, ISO 8601 with the zone of her office in the object */
	JSON_NUMBER,
	JSON_BOOL,
	JSON_PAIRS /* an object: names in this column, values in that of `values` */
};

/* A column; name NULL ends them. What is null in the answer is null. */
struct json_column {
	const char *name;
	enum json_kind kind;
	const char *values; /* JSON_PAIRS */
	const char *as; /* its name in the object; NULL: the same */
};

/* Prints each row. */
void rows_json_print(const struct app *app, const struct rows *rows,
	const struct json_column *columns);
/* Says why an answer did not come, and sets the exit code: also for lists that are no JSON. */
void rows_json_failed(struct app *app, const struct answer *answer);
/* Asks, then does one or the other. Returns effects. columns outlive the answer. */
unsigned rows_json_ask(struct app *app, enum query query, const struct param *params, size_t count,
	const struct json_column *columns);

#endif
