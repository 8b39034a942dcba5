/* Runs a fuzz harness on files instead of a fuzzer: the seeds, and whatever once broke it. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "r");
		uint8_t *data = NULL;
		size_t size = 0, room = 0, got = 0;

		if (!file) {
			perror(argv[i]);
			return 1;
		}
		do {
			size += got;
			if (size == room) {
				room = room ? room * 2 : 4096;
				data = realloc(data, room);
			}
			if (!data)
				return 1;
			got = fread(data + size, 1, room - size, file);
		} while (got > 0);
		fclose(file);
		data = realloc(data, size ? size : 1); /* exactly, so that reading on is seen */
		fprintf(stderr, "%s\n", argv[i]);
		LLVMFuzzerTestOneInput(data, size);
		free(data);
	}
	return 0;
}
