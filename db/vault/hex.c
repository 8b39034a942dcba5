#include "db/vault/hex.h"

#include <sodium.h>
#include <string.h>

bool hex_read(unsigned char *out, size_t size, const char *text, size_t length)
{
	if (length == 2 * size && sodium_hex2bin(out, size, text, length, NULL, NULL, NULL) == 0)
		return true;
	memset(out, 0, size);
	return false;
}

void hex_write(char *out, const unsigned char *bytes, size_t size)
{
	sodium_bin2hex(out, 2 * size + 1, bytes, size);
}
