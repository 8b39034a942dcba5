/*
 * param: the values of $1, $2 ... of a query.
 *
 * A value type: made where the question is asked, copied by pg_ask(). Zero is SQL null. All
 * values travel as text and the server gives them the type the query asks for, so a query casts
 * where the type is not plain ($3::smallint).
 *
 *	struct param p[] = { param_text(key), param_text(id), param_int(version) };
 *	pg_ask(pg, &(struct ask){ .query = Q_CASE_TAKE, .params = p, .count = 3, .change = true });
 */
#ifndef DB_PARAM_H
#define DB_PARAM_H

#include <stdbool.h>
#include <stdint.h>
#include "db/base/text.h"

enum param_kind { PARAM_NULL = 0, PARAM_TEXT, PARAM_INT, PARAM_BOOL };
struct param {
	enum param_kind kind;
	const char *text; /* borrowed until pg_ask() returns */
	int64_t number;
};

static inline struct param param_null(void)
{
	return (struct param){ 0 };
}

/* s may be NULL: SQL null. It must be valid UTF-8; the server refuses anything else. */
static inline struct param param_text(const char *s)
{
	return (struct param){ .kind = s ? PARAM_TEXT : PARAM_NULL, .text = s };
}

static inline struct param param_int(int64_t n)
{
	return (struct param){ .kind = PARAM_INT, .number = n };
}

static inline struct param param_bool(bool b)
{
	return (struct param){ .kind = PARAM_BOOL, .number = b };
}

/*
 * An array of any type as one text value: open, add, add ..., close; then
 * param_text(text_string(t)). A million elements are fine: nothing is copied per element but its
 * bytes. NULL adds an SQL null. t must be empty at the start.
 */
void param_array_open(struct text *t);
void param_array_add(struct text *t, const char *s);
void param_array_add_int(struct text *t, int64_t n);
void param_array_close(struct text *t);

#endif
