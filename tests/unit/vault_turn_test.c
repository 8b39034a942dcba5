/* One derivation at a time on a host: whose turn it is, how long another's is waited for, and that
 * nobody waits for ever. Time is what the test lets pass. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "db/vault/keyfile.h"
#include "tui/app/vault_files.h"

enum { TURN_MS = KEYFILE_TURN_S * 1000 };

static struct conf conf;
static struct {
	int64_t slept_ms, free_at_ms; /* 0: the other keeps it */
	int other;
} world;

int nanosleep(const struct timespec *time, struct timespec *rest)
{
	(void)rest;
	assert_int_equal(time->tv_sec, 0);
	world.slept_ms += time->tv_nsec / 1000000;
	if (world.free_at_ms != 0 && world.slept_ms >= world.free_at_ms && world.other >= 0) {
		vault_turn_done(world.other);
		world.other = ERR_TIMEOUT;
	}
	assert_true(world.slept_ms <= 2 * TURN_MS);
	return 0;
}

static int begin(void **state)
{
	char path[] = "/tmp/homeward-turn-XXXXXX";
	int fd = mkstemp(path);

	(void)state;
	close(fd);
	memset(&world, 0, sizeof world);
	snprintf(conf.vault.host_secret, sizeof conf.vault.host_secret, "%s", path);
	world.other = keyfile_lock(path, NULL);
	return world.other < 0;
}

static int end(void **state)
{
	(void)state;
	vault_turn_done(world.other);
	unlink(conf.vault.host_secret);
	return 0;
}

static void one_has_it(void **state)
{
	struct error e = { 0 };
	int turn;

	(void)state;
	assert_int_equal(vault_turn(&turn, &conf, 0, &e), ERR_TIMEOUT);
	assert_string_equal(e.text, "Others are unlocking on this host; it is tried again.");
	vault_turn_done(turn); /* which it is not: it stays the other's */
	assert_int_equal(vault_turn(&turn, &conf, TURN_MS - 1, &e), ERR_TIMEOUT);
	vault_turn_done(world.other);
	assert_int_equal(vault_turn(&world.other, &conf, 0, &e), 0);
	assert_int_equal(vault_turn(&turn, &conf, 0, &e), ERR_TIMEOUT);
}

static void it_is_waited_for(void **state)
{
	struct error e = { 0 };
	int turn, next;

	(void)state;
	world.free_at_ms = TURN_MS / 2;
	assert_int_equal(vault_turn_wait(&turn, &conf, &e), 0);
	assert_int_equal(world.slept_ms, world.free_at_ms);
	assert_int_equal(vault_turn(&next, &conf, 0, &e), ERR_TIMEOUT);
	vault_turn_done(turn);
	assert_int_equal(vault_turn_wait(&turn, &conf, &e), 0);
	assert_int_equal(world.slept_ms, world.free_at_ms);
	vault_turn_done(turn);
}

/* Whoever may read the file may keep it: she goes ahead without. */
static void but_not_for_ever(void **state)
{
	struct error e = { 0 };
	int turn;

	(void)state;
	assert_int_equal(vault_turn_wait(&turn, &conf, &e), 0);
	assert_int_equal(world.slept_ms, TURN_MS);
	vault_turn_done(turn);
	assert_int_equal(vault_turn(&turn, &conf, 0, &e), ERR_TIMEOUT);
}

static void no_file_is_no_turn(void **state)
{
	struct error e = { 0 };
	int turn;

	(void)state;
	unlink(conf.vault.host_secret);
	assert_int_equal(vault_turn_wait(&turn, &conf, &e), ERR_IO);
	assert_int_equal(vault_turn(&turn, &conf, 2 * TURN_MS, &e), ERR_IO);
	assert_int_equal(world.slept_ms, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_has_it),
		TEST(it_is_waited_for),
		TEST(but_not_for_ever),
		TEST(no_file_is_no_turn),
	};

	return cmocka_run_group_tests_name("vault_turn", tests, NULL, NULL);
}
