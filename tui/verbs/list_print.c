#include "tui/verbs/list.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "db/base/date.h"
#include "db/base/json.h"
#include "db/base/text.h"
#include "db/exchange/csv.h"
#include "tui/intl.h"
#include "tui/term/cells.h"
#include "tui/widgets/cell.h"

enum { CELL_MAX = 2048, WIDTH_MAX = 40 };

/* One value, wherever it comes from; row -1: it is unknown. */
struct value {
	const struct column *column;
	const struct rows *rows;
	int row, at;
};

/* Facts come in the order of the cases, but a case may be gone from them. */
static int facts_row(const struct list_rows *list, int row, int *next)
{
	if (!list->facts)
		return -1;
	if (strcmp(rows_text(list->facts, *next, 0), rows_text(list->rows, row, list->id_at)) != 0)
		return -1;
	return (*next)++;
}

static struct value value_of(const struct list_rows *list, int column, int row, int facts)
{
	const struct list_column *c = &list->columns[column];
	struct value value = { .column = c->column, .rows = list->rows, .row = row, .at = c->at };
	if (c->from_facts) {
		value.rows = list->facts;
		value.row = facts;
	}
	if (value.row >= 0 && rows_is_null(value.rows, value.row, value.at))
		value.row = -1;
	return value;
}

/* ---- table --------------------------------------------------------------------------------- */

static void table_text(const struct list_rows *list, const struct value *value, char out[CELL_MAX])
{
	const struct cell_clock clock = { .epoch_ms = list->now_ms,
		.offset_min = list->offset_min };
	out[0] = '\0';
	if (value->row >= 0 || value->rows == list->rows)
		cell_text(value->column, value->rows, value->row, value->at, &clock, out, CELL_MAX);
}

/* As wide as the widest of a column, but no wider than WIDTH_MAX. */
static void measure(const struct list_rows *list, int widths[LIST_COLUMNS])
{
	char text[CELL_MAX];
	for (int c = 0; c < list->count; c++) {
		const char *title = _(list->columns[c].column->title);
		widths[c] = cells_width_of(title);
	}
	for (int row = 0, next = 0; row < rows_count(list->rows); row++) {
		int facts = facts_row(list, row, &next);
		for (int c = 0; c < list->count; c++) {
			const struct value value = value_of(list, c, row, facts);
			table_text(list, &value, text);
			int width = cells_width_of(text);
			if (width > widths[c])
				widths[c] = width < WIDTH_MAX ? width : WIDTH_MAX;
		}
	}
}

static void add_cell(struct text *line, const char *text, int width)
{
	char safe[CELL_MAX * 2];
	cells_safe(safe, sizeof(safe), text, strlen(text), width);
	text_add(line, safe);
	text_add(line, "  ");
}

static void print_table_line(struct text *line)
{
	size_t length = line->length;
	while (length > 0 && line->data[length - 1] == ' ')
		length--;
	fwrite(text_string(line), 1, length, stdout);
	putchar('\n');
	text_clear(line);
}

void list_print_table(const struct list_rows *list)
{
	struct text line = { 0 };
	int widths[LIST_COLUMNS];
	char text[CELL_MAX];
	measure(list, widths);
	for (int c = 0; c < list->count; c++)
		add_cell(&line, _(list->columns[c].column->title), widths[c]);
	print_table_line(&line);
	for (int row = 0, next = 0; row < rows_count(list->rows); row++) {
		int facts = facts_row(list, row, &next);
		for (int c = 0; c < list->count; c++) {
			const struct value value = value_of(list, c, row, facts);
			table_text(list, &value, text);
			add_cell(&line, text, widths[c]);
		}
		print_table_line(&line);
	}
	text_done(&line);
}

/* ---- what programs read ---------------------------------------------------------------------- */

/* The words of the column tables, never translated, times with their zone; a list is joined. */
static const char *plain_text(const struct list_rows *list, const struct value *value,
	char out[CELL_MAX])
{
	const char *text = rows_text(value->rows, value->row, value->at);
	const struct column_choice *choice;
	char one[64];
	size_t used = 0;
	switch (value->column->type) {
	case COLUMN_TEXT:
	case COLUMN_CODE:
	case COLUMN_NUMBER:
	case COLUMN_KEY:
		return text;
	case COLUMN_TIME:
		date_iso(out, rows_ms(value->rows, value->row, value->at), list->offset_min);
		return out;
	case COLUMN_CHOICE:
		choice = column_choice(value->column,
			(int)rows_int(value->rows, value->row, value->at));
		return choice ? choice->name : "";
	case COLUMN_BOOL:
		return rows_bool(value->rows, value->row, value->at) ? "yes" : "no";
	case COLUMN_LIST:
		out[0] = '\0';
		while (used + sizeof(one) < CELL_MAX && rows_list_next(&text, one, sizeof(one)))
			used += (size_t)snprintf(out + used, CELL_MAX - used, "%s%s",
				used ? ";" : "", one);
		return out;
	}
	return text;
}

static void csv_value(struct text *line, const struct list_rows *list, const struct value *value)
{
	char out[CELL_MAX], safe[CELL_MAX];
	const char *text = plain_text(list, value, out);
	if (isatty(STDOUT_FILENO)) {
		cells_safe(safe, sizeof(safe), text, strlen(text), -1);
		text = safe;
	}
	if (value->column->type == COLUMN_NUMBER)
		text_add(line, text); /* a minus is no formula */
	else
		csv_add(line, text, strlen(text));
}

static void print_line(struct text *line)
{
	fputs(text_string(line), stdout);
	text_clear(line);
}

void list_print_csv(const struct list_rows *list)
{
	struct text line = { 0 };
	for (int c = 0; c < list->count; c++) {
		text_add(&line, c ? "," : "");
		text_add(&line, list->columns[c].column->name);
	}
	for (int row = 0, next = 0; row < rows_count(list->rows); row++) {
		text_add(&line, "\r\n");
		print_line(&line);
		int facts = facts_row(list, row, &next);
		for (int c = 0; c < list->count; c++) {
			const struct value value = value_of(list, c, row, facts);
			text_add(&line, c ? "," : "");
			if (value.row >= 0)
				csv_value(&line, list, &value);
		}
	}
	text_add(&line, "\r\n");
	print_line(&line);
	text_done(&line);
}

/* Letters stay as they are, unless a terminal could be told something by the text. */
static void json_string(struct text *line, const char *text)
{
	char safe[CELL_MAX];

	cells_safe(safe, sizeof(safe), text, strlen(text), -1);
	json_add_string(line, text, strcmp(safe, text) != 0);
}

static void json_list(struct text *line, const char *array)
{
	char one[256];
	bool more = false;
	text_add_char(line, '[');
	for (; rows_list_next(&array, one, sizeof(one)); more = true) {
		text_add(line, more ? "," : "");
		json_string(line, one);
	}
	text_add_char(line, ']');
}

static void json_value(struct text *line, const struct list_rows *list, const struct value *value)
{
	char out[CELL_MAX];
	if (value->row < 0)
		text_add(line, "null");
	else if (value->column->type == COLUMN_BOOL)
		text_add(line, rows_bool(value->rows, value->row, value->at) ? "true" : "false");
	else if (value->column->type == COLUMN_NUMBER)
		text_addf(line, "%lld", (long long)rows_int(value->rows, value->row, value->at));
	else if (value->column->type == COLUMN_LIST)
		json_list(line, rows_text(value->rows, value->row, value->at));
	else
		json_string(line, plain_text(list, value, out));
}

void list_print_json(const struct list_rows *list)
{
	struct text line = { 0 };
	text_add(&line, "[");
	for (int row = 0, next = 0; row < rows_count(list->rows); row++) {
		int facts = facts_row(list, row, &next);
		text_add(&line, row ? ",\n{" : "\n{");
		for (int c = 0; c < list->count; c++) {
			const struct value value = value_of(list, c, row, facts);
			text_addf(&line, "%s\"%s\":", c ? "," : "", list->columns[c].column->name);
			json_value(&line, list, &value);
		}
		text_add(&line, "}");
		print_line(&line);
	}
	text_add(&line, "\n]\n");
	print_line(&line);
	text_done(&line);
}
