/* traces PID: how often the words on standard input, a line each, stand in what that process may
 * write. Prints one number; where they stand goes to standard error. Exit code 1: no words, or an
 * empty one; 2: it cannot be read (only root may, for the console lets nobody attach). */
#include <stdbool.h>

#include "tests/unit/traces.h"

/* A line, or the bytes that its hex digits stand for where it begins with \x; disguised. */
static size_t disguise(char *word, char *line)
{
	size_t length = strcspn(line, "\n");
	bool hex = length > 2 && strncmp(line, "\\x", 2) == 0;
	size_t count = hex ? (length - 2) / 2 : length;
	unsigned byte;

	for (size_t i = 0; i < count; i++) {
		byte = (unsigned char)line[i];
		if (hex)
			sscanf(line + 2 + 2 * i, "%2x", &byte);
		word[i] = (char)(byte + 1);
	}
	return count;
}

int main(int argc, char **argv)
{
	char line[512], word[512];
	long all = 0, found;
	bool any = false;

	if (argc != 2)
		return 1;
	while (fgets(line, sizeof line, stdin) != NULL) {
		size_t length = disguise(word, line);

		if (length == 0)
			return 1;
		found = traces_of(argv[1], word, length, stderr);
		if (found < 0)
			return 2;
		all += found;
		any = true;
	}
	if (!any)
		return 1;
	printf("%ld\n", all);
	return 0;
}
