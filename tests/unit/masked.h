/* Bytes that are secret, and whether they are in this process's memory still. */
#ifndef TESTS_UNIT_MASKED_H
#define TESTS_UNIT_MASKED_H

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* The address sanitizer's own maps have no end. */
#ifdef __SANITIZE_ADDRESS__
enum { SCANS = 0 };
#else
enum { SCANS = 1 };
#endif

/* Where the bytes that are these but for each bit of MASK lie in this process; 0: nowhere. */
enum { MASK = 0x55 };
static inline uintptr_t find_masked(const unsigned char *masked, size_t length)
{
	static unsigned char page[1 << 16];
	FILE *maps = fopen("/proc/self/maps", "r");
	const int memory = open("/proc/self/mem", O_RDONLY);
	unsigned long from, to;
	char line[512], rights[8];
	uintptr_t found = 0;

	assert_non_null(maps);
	assert_true(memory >= 0);
	while (!found && fgets(line, sizeof(line), maps)) {
		if (sscanf(line, "%lx-%lx %7s", &from, &to, rights) != 3 || rights[1] != 'w')
			continue;
		/* a piece and the beginning of the next */
		for (; !found && from < to; from += sizeof(page) - length) {
			const ssize_t n = pread(memory, page, sizeof(page), (off_t)from);
			for (ssize_t i = 0; !found && i + (ssize_t)length <= n; i++) {
				size_t same = 0;
				while (same < length &&
					(page[i + (ssize_t)same] ^ MASK) == masked[same])
					same++;
				if (same == length)
					found = from + (uintptr_t)i;
			}
			memset(page, 0, sizeof(page));
		}
	}
	close(memory);
	fclose(maps);
	return found;
}

static inline void mask(unsigned char *masked, const void *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		masked[i] = ((const unsigned char *)bytes)[i] ^ MASK;
}

#endif
