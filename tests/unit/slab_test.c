/* The memory for keys: what is taken is apart, zero and aligned; what is given back is gone. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/vault/slab.h"

/* The address sanitizer takes mlock() away. */
#ifdef __SANITIZE_ADDRESS__
enum { LOCKS = 0 };
#else
enum { LOCKS = 1 };
#endif

static bool is_zero(const unsigned char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (bytes[i] != 0)
			return false;
	return true;
}

static struct slab *a_slab(size_t size)
{
	struct slab *slab;
	struct error e = { 0 };

	assert_int_equal(slab_new(&slab, size, &e), 0);
	return slab;
}

static void test_take_and_give(void **state)
{
	(void)state;
	struct slab *slab = a_slab(4096);
	unsigned char *a = slab_take(slab, 1), *b = slab_take(slab, 65), *c = slab_take(slab, 64);

	assert_non_null(a);
	assert_int_equal((uintptr_t)a % SLAB_GRAIN, 0);
	assert_int_equal(b - a, 64);
	assert_int_equal(c - b, 128);
	assert_int_equal(slab_taken(slab), 256);
	memset(b, 7, 128);
	slab_give(slab, b);
	assert_true(is_zero(b, 128));
	assert_int_equal(slab_taken(slab), 128);
	assert_ptr_equal(slab_take(slab, 64), b);
	assert_ptr_equal(slab_take(slab, 64), b + 64);
	assert_null(slab_take(slab, 0));
	assert_null(slab_take(slab, 4096));
	assert_non_null(slab_take(slab, 4096 - 256));
	assert_null(slab_take(slab, 1));
	slab_give(slab, NULL);
	slab_free(slab);
	slab_free(NULL);
}

/* More grains than 16 bits count. */
static void test_largest(void **state)
{
	(void)state;
	struct slab *slab = a_slab(SLAB_MAX);
	unsigned char *all = slab_take(slab, SLAB_MAX);

	assert_non_null(all);
	assert_int_equal(slab_taken(slab), SLAB_MAX);
	assert_null(slab_take(slab, 1));
	memset(all, 7, SLAB_MAX);
	slab_give(slab, all);
	assert_int_equal(slab_taken(slab), 0);
	assert_true(is_zero(all, SLAB_MAX));
	all = slab_take(slab, SLAB_MAX - SLAB_GRAIN);
	assert_non_null(all);
	assert_ptr_equal(slab_take(slab, 1), all + SLAB_MAX - SLAB_GRAIN);
	slab_free(slab);
}

static void test_wipe(void **state)
{
	(void)state;
	struct slab *slab = a_slab(4096);
	unsigned char *all = slab_take(slab, 4096);

	memset(all, 7, 4096);
	slab_shut(slab);
	assert_null(slab_take(slab, 1));
	slab_wipe(slab);
	assert_true(is_zero(all, 4096));
	assert_int_equal(slab_taken(slab), 0);
	assert_ptr_equal(slab_take(slab, 4096), all);
	slab_free(slab);
}

/* In a child: what it does to the memory ends it. */
static int child_ends(void (*act)(struct slab *, volatile unsigned char *))
{
	const pid_t pid = fork();

	if (pid == 0) {
		signal(SIGSEGV, SIG_DFL);
		signal(SIGBUS, SIG_DFL);
		setrlimit(RLIMIT_CORE, &(struct rlimit){ 0 });
		struct slab *slab = a_slab(4096);
		act(slab, slab_take(slab, 4096));
		_exit(0);
	}
	int status = 0;
	waitpid(pid, &status, 0);
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}
static void read_shut(struct slab *slab, volatile unsigned char *at)
{
	slab_shut(slab);
	(void)*at;
}
static void read_opened(struct slab *slab, volatile unsigned char *at)
{
	slab_shut(slab);
	slab_open(slab);
	(void)*at;
}
static void read_behind(struct slab *slab, volatile unsigned char *at)
{
	(void)slab;
	(void)at[4096];
}

static void test_shut(void **state)
{
	(void)state;
	assert_int_not_equal(child_ends(read_shut), 0);
	assert_int_equal(child_ends(read_opened), 0);
	assert_int_not_equal(child_ends(read_behind), 0);
}

/* A child of ours has none of it; locked and out of dumps as the kernel sees it. */
static void test_kernel(void **state)
{
	(void)state;
	struct slab *slab = a_slab(65536);
	unsigned long at = (unsigned long)(uintptr_t)slab_take(slab, 1), from = 0, to = 0;
	char line[256];
	int flags = 0;
	FILE *maps = fopen("/proc/self/smaps", "r");

	assert_non_null(maps);
	while (fgets(line, sizeof(line), maps) != NULL) {
		unsigned long a, b;
		if (sscanf(line, "%lx-%lx ", &a, &b) == 2)
			from = a, to = b;
		if (from <= at && at < to && strncmp(line, "VmFlags:", 8) == 0)
			flags = (strstr(line, " lo") != NULL) + (strstr(line, " dd") != NULL) +
				(strstr(line, " dc") != NULL);
	}
	fclose(maps);
	assert_int_equal(flags, 2 + LOCKS);
	slab_free(slab);
}

static void test_sizes(void **state)
{
	(void)state;
	struct slab *slab;
	struct error e = { 0 };

	assert_int_equal(slab_new(&slab, 0, &e), ERR_MEMORY);
	assert_null(slab);
	assert_int_equal(slab_new(&slab, (size_t)SLAB_MAX + 1, &e), ERR_MEMORY);
	assert_int_equal(e.code, ERR_MEMORY);
}

/* In a child that is nobody, for the limit does not hold for root. */
static void test_no_lockable_memory(void **state)
{
	(void)state;
	int status = 0;
	const pid_t pid = fork();

	if (pid == 0) {
		struct slab *slab;
		struct error e = { 0 };
		if ((geteuid() == 0 && setuid(65534) != 0) ||
			setrlimit(RLIMIT_MEMLOCK, &(struct rlimit){ 0 }) != 0)
			_exit(2);
		_exit(slab_new(&slab, 65536, &e) == ERR_IO && slab == NULL &&
					strstr(e.text, "cannot be locked") != NULL ?
				0 :
				1);
	}
	waitpid(pid, &status, 0);
	assert_int_equal(status, LOCKS ? 0 : 1 << 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_take_and_give),
		cmocka_unit_test(test_largest),
		cmocka_unit_test(test_wipe),
		cmocka_unit_test(test_shut),
		cmocka_unit_test(test_kernel),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_no_lockable_memory),
	};

	return cmocka_run_group_tests_name("slab", tests, NULL, NULL);
}
