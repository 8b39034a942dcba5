#include "tui/app/lock_word.h"

#include <string.h>
#include <strings.h>

enum { LEAST = 3 };

size_t lock_word(const char *text, size_t length)
{
	static const char *const words[] = { "unlock", "lock" };
	size_t end = length, letters = 0;

	while (end > 0 && text[end - 1] == ' ')
		end--;
	while (letters < end && text[end - 1 - letters] != ':')
		letters++;
	if (letters == end || letters < LEAST)
		return 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (letters <= strlen(words[i]) &&
			strncasecmp(text + end - letters, words[i], letters) == 0)
			return length - end + letters + 1;
	return 0;
}
