/* hex: bytes as text, two hex digits each, as keys stand in the directory and in settings. */
#ifndef DB_VAULT_HEX_H
#define DB_VAULT_HEX_H

#include <stdbool.h>
#include <stddef.h>

/* Whether text is size bytes, which it then writes: 2 * size digits, of either case, and nothing
 * else. out is zero otherwise. */
bool hex_read(unsigned char *out, size_t size, const char *text, size_t length);
/* Writes 2 * size digits and a NUL. */
void hex_write(char *out, const unsigned char *bytes, size_t size);

#endif
