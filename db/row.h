/*
 * row: an answer's rows, read where they lie. Nothing is copied: what rows_text() returns points
 * into the answer and lives as long as somebody holds it.
 *
 * The answer given to a callback is borrowed; rows_ref() keeps it (a screen keeps its last answer
 * while the line is gone), rows_unref() gives it back. Asking beyond the last row or column is a
 * null, never a crash: what a hostile server leaves out must not hurt.
 */
#ifndef DB_ROW_H
#define DB_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rows;

struct rows *rows_ref(struct rows *rows); /* NULL is allowed and returned */
void rows_unref(struct rows *rows); /* NULL is allowed */

int rows_count(const struct rows *rows); /* 0 for NULL */
int rows_columns(const struct rows *rows);
/* The column of that name, or -1. Answers built from a struct column table need none: there the
 * column's number is its enum. */
int rows_column(const struct rows *rows, const char *name);

bool rows_is_null(const struct rows *rows, int row, int column);
/* Borrowed; "" for null. Raw bytes of the database: draw them through the safe-text gate only. */
const char *rows_text(const struct rows *rows, int row, int column);
int64_t rows_int(const struct rows *rows, int row, int column); /* 0 for null or no number */
/* A moment, ms since 1970 UTC, as api.ms() gives it; 0 for null: ask rows_is_null() first. */
int64_t rows_ms(const struct rows *rows, int row, int column);
bool rows_bool(const struct rows *rows, int row, int column); /* false for null */

/* The same for a column by its name; one that the answer has not is a null. */
const char *rows_field(const struct rows *rows, int row, const char *name);
bool rows_field_is_null(const struct rows *rows, int row, const char *name);
int64_t rows_field_int(const struct rows *rows, int row, const char *name);
int64_t rows_field_ms(const struct rows *rows, int row, const char *name);
bool rows_field_bool(const struct rows *rows, int row, const char *name);

/*
 * The elements of an array such as text[], one at a time; NULL elements are left out, an element
 * that does not fit is cut at a whole code point.
 *
 *	char flag[64];
 *	const char *at = rows_text(rows, r, flags_at);
 *	while (rows_list_next(&at, flag, sizeof(flag)))
 *		...
 */
bool rows_list_next(const char **at, char *out, size_t size);

/*
 * Rows made by hand: tests of screens, and lists that the program itself keeps. `cells` holds one
 * text per column, NULL for null. NULL when memory is short; rows_add() then returns false.
 */
struct rows *rows_new(int columns, const char *const names[]);
bool rows_add(struct rows *rows, const char *const cells[]);

#endif
