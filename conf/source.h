/*
 * source: the bytes of a config file, read and checked before libconfig sees them.
 *
 * libconfig 1.5 follows @include even from a string and wraps integers beyond 32 bits without a
 * word, so both are refused here, on the text. On failure -1 and a sentence in `error`.
 */
#ifndef CONF_SOURCE_H
#define CONF_SOURCE_H

#include <stddef.h>

enum { SOURCE_MAX = 256 * 1024 }; /* bytes of a file */

/*
 * The file's text, ended by a 0 that `length` does not count; the caller frees it. Refuses what
 * conf_read() says: links, other people's files, files or folders that others may write.
 */
int source_read(char **text, size_t *length, const char *path, char *error, size_t size);

/* Refuses @include, integers beyond 32 bits, and 0 bytes, raw or escaped. text[length] is a 0. */
int source_check(const char *path, const char *text, size_t length, char *error, size_t size);

#endif
