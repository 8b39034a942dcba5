/*
 * record: what lies inside a sealed record: named values, as text.
 *
 *	"homeward\0" "1\0" name \0 value \0 name \0 value \0 ...
 *
 * Names are small letters, digits, `_` and `.`, at most 63 bytes ("name.2.script"); a name stands
 * once, and there are RECORD_NAMES at most: to read as many as fit would take minutes. Values are
 * strict UTF-8 without NUL. Names that this program does not know are kept as they came, so that an
 * older console loses nothing of what a newer one wrote; what an older one must not touch has a
 * higher number in its first value.
 *
 * A record lies in memory that its owner took from a slab: nothing is allocated here.
 */
#ifndef DB_VAULT_RECORD_H
#define DB_VAULT_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include "db/base/err.h"

enum {
	RECORD_NAME = 64, /* bytes of a name with its NUL */
	RECORD_NAMES = 1024,
};

struct record {
	char *bytes; /* borrowed: room bytes of a slab */
	size_t length, room;
};

/* An empty record in these bytes. ERR_MEMORY when they are too few for even that. */
int record_begin(struct record *record, void *bytes, size_t room, struct error *e);
/* The record that unseal() has put there. ERR_CONTRACT: a newer program's; ERR_TAMPERED: none. */
int record_read(struct record *record, void *bytes, size_t length, size_t room, struct error *e);

/* The value of a name, borrowed until the next change; NULL when there is none. */
const char *record_value(const struct record *record, const char *name);
/* Gives name this value, which must not lie in the record; NULL or "" takes it away. ERR_INPUT: not
 * a name, or not UTF-8; ERR_MEMORY: no room, or RECORD_NAMES are there; nothing is changed then. */
int record_put(struct record *record, const char *name, const char *value, struct error *e);
/* One after the other: *at is 0 before the first. false at the end. name and value are borrowed. */
bool record_next(const struct record *record, size_t *at, const char **name, const char **value);

#endif
