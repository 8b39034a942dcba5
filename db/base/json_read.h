/*
 * json_read: a text of JSON (RFC 8259) as its leaves, in the order in which they stand: what
 * somebody signs has to be on her screen whole, so nothing of it is passed over, and nothing stands
 * twice.
 *
 *	{"place": "PL-1", "bed": {"unit": "UN-1"}, "flags": ["ill"], "with": null}
 *	place PL-1 . bed.unit UN-1 . flags.0 ill . with (nothing)
 */
#ifndef DB_BASE_JSON_READ_H
#define DB_BASE_JSON_READ_H

#include "db/base/text.h"

enum json_type {
	JSON_IS_NULL = 0,
	JSON_IS_STRING,
	JSON_IS_NUMBER,
	JSON_IS_TRUE,
	JSON_IS_FALSE,
	JSON_IS_EMPTY, /* an object or an array with nothing in it */
};
enum { JSON_DEPTH = 8, JSON_LEAVES = 2048, JSON_PATH = 120 };

struct json_leaf {
	size_t path, value; /* where they begin in `text` */
	enum json_type type;
};

/* Zero is nothing; json_done(). */
struct json {
	struct text text; /* private */
	struct json_leaf *leaves;
	size_t count;
};

/* ERR_INPUT: it is no JSON, or a name stands twice in one object or is not of letters, digits and
 * `_`, or it is deeper, of more leaves or named longer than the numbers above; ERR_MEMORY. *json is
 * zero then. */
int json_read(struct json *json, const char *text, size_t length, struct error *e);
void json_done(struct json *json);

/* The name and the value of the i-th leaf: a string's text, a number as it stands, true, false, ""
 * for the others. Borrowed until json_done(). */
const char *json_path(const struct json *json, size_t i);
const char *json_text(const struct json *json, size_t i);
/* The place of the leaf of this path; -1: there is none. */
int json_find(const struct json *json, const char *path);
/* The value of that; NULL: there is none, or it is null or empty. */
const char *json_value(const struct json *json, const char *path);

#endif
