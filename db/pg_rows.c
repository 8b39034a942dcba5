#include "db/pg_int.h"
#include "db/base/text.h"
#include <stdlib.h>
#include <string.h>

struct rows {
	int refs;
	PGresult *result;
};

struct rows *pg_rows(PGresult *result)
{
	struct rows *rows = malloc(sizeof(*rows));

	if (!rows) {
		PQclear(result);
		return NULL;
	}
	*rows = (struct rows){ .refs = 1, .result = result };
	return rows;
}

struct rows *rows_ref(struct rows *rows)
{
	if (rows)
		rows->refs++;
	return rows;
}

void rows_unref(struct rows *rows)
{
	if (!rows || --rows->refs)
		return;
	PQclear(rows->result);
	free(rows);
}

int rows_count(const struct rows *rows)
{
	return rows ? PQntuples(rows->result) : 0;
}

int rows_columns(const struct rows *rows)
{
	return rows ? PQnfields(rows->result) : 0;
}

int rows_column(const struct rows *rows, const char *name)
{
	for (int i = 0; i < rows_columns(rows); i++)
		if (strcmp(PQfname(rows->result, i), name) == 0)
			return i;
	return -1;
}

static bool is_there(const struct rows *rows, int row, int column)
{
	return row >= 0 && row < rows_count(rows) && column >= 0 && column < rows_columns(rows);
}

bool rows_is_null(const struct rows *rows, int row, int column)
{
	return !is_there(rows, row, column) || PQgetisnull(rows->result, row, column);
}

const char *rows_text(const struct rows *rows, int row, int column)
{
	return is_there(rows, row, column) ? PQgetvalue(rows->result, row, column) : "";
}

int64_t rows_int(const struct rows *rows, int row, int column)
{
	return strtoll(rows_text(rows, row, column), NULL, 10);
}

int64_t rows_ms(const struct rows *rows, int row, int column)
{
	return rows_int(rows, row, column);
}

bool rows_bool(const struct rows *rows, int row, int column)
{
	return rows_text(rows, row, column)[0] == 't';
}

const char *rows_field(const struct rows *rows, int row, const char *name)
{
	return rows_text(rows, row, rows_column(rows, name));
}

bool rows_field_is_null(const struct rows *rows, int row, const char *name)
{
	return rows_is_null(rows, row, rows_column(rows, name));
}

int64_t rows_field_int(const struct rows *rows, int row, const char *name)
{
	return rows_int(rows, row, rows_column(rows, name));
}

int64_t rows_field_ms(const struct rows *rows, int row, const char *name)
{
	return rows_ms(rows, row, rows_column(rows, name));
}

bool rows_field_bool(const struct rows *rows, int row, const char *name)
{
	return rows_bool(rows, row, rows_column(rows, name));
}

/* One element of {a,"b \"c\"",NULL}; *at is behind it afterwards. False: it was NULL. */
static bool element(const char **at, char *out, size_t size)
{
	const char *s = *at;
	bool quoted = *s == '"';
	size_t n = 0, all = 0;

	s += quoted;
	while (*s && (quoted ? *s != '"' : *s != ',' && *s != '}')) {
		if (*s == '\\' && s[1])
			s++;
		if (n < size - 1)
			out[n++] = *s;
		all++;
		s++;
	}
	/* cut: a code point that began before the end may have lost its tail */
	if (all > n)
		n = text_valid(out, n);
	out[n] = 0;
	*at = s + (quoted && *s);
	return quoted || strcmp(out, "NULL") != 0;
}

bool rows_list_next(const char **at, char *out, size_t size)
{
	const char *s = *at;
	bool found = false;

	if (*s == '{')
		s++;
	while (!found && *s && *s != '}') {
		found = element(&s, out, size);
		s += *s == ',';
	}
	*at = s;
	return found;
}

struct rows *rows_new(int columns, const char *const names[])
{
	PGresult *result = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);
	PGresAttDesc *about = calloc((size_t)columns + 1, sizeof(*about));
	bool ok = result && about;

	for (int i = 0; ok && i < columns; i++) {
		about[i].name = strdup(names[i]);
		ok = about[i].name != NULL;
	}
	if (ok)
		ok = PQsetResultAttrs(result, columns, about);
	for (int i = 0; about && i < columns; i++)
		free(about[i].name);
	free(about);
	if (ok)
		return pg_rows(result);
	PQclear(result);
	return NULL;
}

bool rows_add(struct rows *rows, const char *const cells[])
{
	int row = rows_count(rows);
	bool ok = rows != NULL;

	for (int i = 0; ok && i < rows_columns(rows); i++) {
		char *cell = cells[i] ? strdup(cells[i]) : NULL; /* libpq takes a char * */

		ok = (!cells[i] || cell) &&
			PQsetvalue(rows->result, row, i, cell, cell ? (int)strlen(cell) : -1);
		free(cell);
	}
	return ok;
}
