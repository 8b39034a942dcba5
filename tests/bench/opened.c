/*
 * opened PASSPHRASE CONSOLE [ARGUMENT...]: private kB of a console on its board, and of the same
 * one once its vault was opened, when nothing more comes.
 */
#include "tests/bench/bench.h"

enum { QUIET_MS = 700 };

static long quiet(struct terminal *t)
{
	if (!bench_settle(t, QUIET_MS))
		bench_fail("opened", "the console has ended");
	return bench_private(t->pid);
}

int main(int argc, char **argv)
{
	struct terminal t;
	long before;

	if (argc < 3)
		bench_fail("opened", "PASSPHRASE CONSOLE [ARGUMENT...]");
	t = bench_start(argv + 2, 24, 80, 1);
	bench_await(&t, "LIVE");
	before = quiet(&t);
	bench_forget(&t);
	bench_type(&t, ":unlock\r");
	bench_await(&t, "passphrase:");
	bench_type(&t, argv[1]);
	bench_type(&t, "\r");
	bench_await(&t, "The vault is open.");
	printf("%ld %ld\n", before, quiet(&t));
	bench_end(&t);
	return 0;
}
