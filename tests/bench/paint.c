/*
 * paint ROUNDS ROWS COLS TEXT PROGRAM [ARGUMENT...] [++ TEXT PROGRAM [ARGUMENT...]]...
 *
 * Starts each program on a pseudo-terminal until it has sent TEXT, one after the other, ROUNDS
 * times; then once more each until it is quiet. For each a line: median of milliseconds until
 * TEXT, bytes until it was quiet, private kB then (0: it had ended).
 */
#include "tests/bench/bench.h"

enum { PROGRAMS = 4, ROUNDS = 1000, QUIET_MS = 700 };

static int64_t first_paint(char **argv, int rows, int cols)
{
	int64_t begin = bench_now();
	struct terminal t = bench_start(argv + 1, rows, cols, 0);

	bench_await(&t, argv[0]);
	begin = bench_now() - begin;
	bench_end(&t);
	return begin;
}

static void print_one(char **argv, int rows, int cols, int64_t *took, size_t rounds)
{
	struct terminal t = bench_start(argv + 1, rows, cols, 1);
	int alive;

	bench_await(&t, argv[0]);
	alive = bench_settle(&t, QUIET_MS);
	printf("%.3f %zu %ld\n", (double)bench_percentile(took, rounds, 50) / 1000, t.len,
		alive ? bench_private(t.pid) : 0);
	bench_end(&t);
}

int main(int argc, char **argv)
{
	char **programs[PROGRAMS] = { argv + 4 };
	static int64_t took[PROGRAMS][ROUNDS];
	int count = 1, rounds, rows, cols;

	if (argc < 6)
		bench_fail("paint", "ROUNDS ROWS COLS TEXT PROGRAM [ARGUMENT...] [++ ...]");
	rounds = atoi(argv[1]);
	rows = atoi(argv[2]);
	cols = atoi(argv[3]);
	if (rounds < 1 || rounds > ROUNDS)
		bench_fail("paint", "ROUNDS");
	for (int i = 4; i < argc && count < PROGRAMS; i++)
		if (strcmp(argv[i], "++") == 0) {
			argv[i] = NULL;
			programs[count++] = argv + i + 1;
		}
	for (int r = 0; r < rounds; r++)
		for (int p = 0; p < count; p++)
			took[p][r] = first_paint(programs[p], rows, cols);
	for (int p = 0; p < count; p++)
		print_one(programs[p], rows, cols, took[p], (size_t)rounds);
	return 0;
}
