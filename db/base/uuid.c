#include "db/base/uuid.h"
#include <errno.h>
#include <stdbool.h>
#include <sys/random.h>

static const char hex[] = "0123456789abcdef";

static bool is_dash(int i)
{
	return i == 8 || i == 13 || i == 18 || i == 23;
}

int uuid_make(char out[static UUID_TEXT])
{
	unsigned char b[16];
	ssize_t n;
	int next = 0;

	out[0] = 0;
	do
		n = getrandom(b, sizeof(b), 0);
	while (n < 0 && errno == EINTR);
	if (n != sizeof(b))
		return ERR_IO;
	b[6] = (unsigned char)((b[6] & 0x0f) | 0x40); /* version 4 */
	b[8] = (unsigned char)((b[8] & 0x3f) | 0x80); /* variant 1 */
	for (int i = 0; i < UUID_TEXT - 1; i++) {
		if (is_dash(i)) {
			out[i] = '-';
			continue;
		}
		out[i] = hex[next % 2 ? b[next / 2] & 15 : b[next / 2] >> 4];
		next++;
	}
	out[UUID_TEXT - 1] = 0;
	return 0;
}
