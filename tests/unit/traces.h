/* traces.h: what is left in a process's memory of a word that should be gone: as bytes, as wide
 * characters, and as letters that lie apart, as in the cells of a screen.
 *
 * The word is given disguised, each byte plus one, so that the looking leaves none itself. */
#ifndef TESTS_UNIT_TRACES_H
#define TESTS_UNIT_TRACES_H

#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Whether the word stands at `at`, one letter every so many bytes. */
static inline int traces_at(const unsigned char *at, const char *word, size_t length, size_t apart)
{
	for (size_t i = 0; i < length; i++)
		if (at[i * apart] != (unsigned char)(word[i] - 1))
			return 0;
	return 1;
}

static inline long traces_in(const unsigned char *memory, size_t size, const char *word,
	size_t length)
{
	static const size_t steps[] = { 1, 4, 28, 32 };
	long count = 0;

	for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
		size_t span = (length - 1) * steps[s] + 1;
		unsigned char first = (unsigned char)(word[0] - 1);

		for (const unsigned char *at = memory; (size_t)(memory + size - at) >= span &&
			(at = memchr(at, first, (size_t)(memory + size - at) - span + 1)) != NULL;
			at++)
			count += traces_at(at, word, length, steps[s]);
	}
	return count;
}

/* What may be written, and what is shut for a while. */
static inline int traces_may_lie(const char *perms, unsigned long size)
{
	return (strncmp(perms, "rw", 2) == 0 && size <= (256UL << 20)) ||
		(strncmp(perms, "---p", 4) == 0 && size <= (8UL << 20));
}

/*
 * Counts the word in all that a process may write (pid: "self" or its number). -1: nothing of its
 * memory can be read. Where `where` is not NULL the places are told there.
 */
static inline long traces_of(const char *pid, const char *word, size_t length, FILE *where)
{
	char path[64], line[512], perms[8];
	unsigned long from, to;
	long count = 0, found;
	bool any = false;
	FILE *maps;
	int fd;

	snprintf(path, sizeof path, "/proc/%s/mem", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	snprintf(path, sizeof path, "/proc/%s/maps", pid);
	maps = fd < 0 ? NULL : fopen(path, "re");
	if (maps == NULL) {
		if (fd >= 0)
			close(fd);
		return -1;
	}
	while (fgets(line, sizeof line, maps) != NULL) {
		unsigned char *copy;
		ssize_t got;

		if (sscanf(line, "%lx-%lx %7s", &from, &to, perms) != 3 ||
			!traces_may_lie(perms, to - from))
			continue;
		copy = malloc(to - from);
		got = copy == NULL ? -1 : pread(fd, copy, to - from, (off_t)from);
		found = got > 0 ? traces_in(copy, (size_t)got, word, length) : 0;
		if (found > 0 && where != NULL)
			fprintf(where, "# %ld in %s", found, line);
		count += found;
		any |= got > 0;
		if (copy != NULL)
			explicit_bzero(copy, to - from);
		free(copy);
	}
	fclose(maps);
	close(fd);
	return any ? count : -1;
}

#endif
