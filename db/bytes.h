/*
 * bytes: a bytea on its way, as PostgreSQL writes it: \x, and two hex digits each.
 */
#ifndef DB_BYTES_H
#define DB_BYTES_H

#include "db/base/err.h"
#include "db/base/text.h"
#include "db/row.h"

/* Whether this column is exactly so many bytes, which it then reads. out is zero otherwise. */
bool bytes_read(void *out, size_t size, const struct rows *rows, int row, const char *name);
/* However many they are, appended to out. ERR_SERVER: it is no bytea, ERR_MEMORY; out is unchanged
 * then. */
int bytes_read_all(struct text *out, const struct rows *rows, int row, const char *name,
	struct error *e);
/* The same way back, for a parameter: appended. */
void bytes_put(struct text *out, const void *bytes, size_t length);

#endif
