/*
 * A key file opens with its passphrase on its host for its person; every other case has a sentence
 * of its own, and damage is never called a wrong passphrase. And the files that hold such things.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <sodium.h>

#include "db/base/private.h"
#include "db/vault/keyfile.h"

#define ID "11111111-1111-4111-8111-111111111111"
#define OTHER "22222222-2222-4222-8222-222222222222"
#define PASSPHRASE "ດອກຈໍາປາ monsoon 7"

static struct slab *slab;
static struct person *person, *opened;
static unsigned char host[HOST_SECRET] = "host", other_host[HOST_SECRET] = "another";
static struct text file;
static char folder[] = "/tmp/homeward-keyfile-XXXXXX", path[64];

static int setup(void **state)
{
	(void)state;
	if (slab_new(&slab, 65536, NULL) != 0 || !mkdtemp(folder))
		return -1;
	snprintf(path, sizeof(path), "%s/key", folder);
	person = slab_take(slab, sizeof(*person));
	opened = slab_take(slab, sizeof(*opened));
	person_make(person, ID);
	return keyfile_seal(&file, person, PASSPHRASE, host, &COST_TEST, slab, NULL);
}

static int teardown(void **state)
{
	(void)state;
	unlink(path);
	rmdir(folder);
	text_done(&file);
	slab_free(slab);
	return 0;
}

static int opens(const char *bytes, size_t length, const char *id, const char *passphrase,
	const unsigned char *secret)
{
	static const struct person nobody;
	const size_t taken = slab_taken(slab);
	struct error e = { 0 };
	const int r = keyfile_open(opened, bytes, length, id, passphrase, secret, slab, &e);

	assert_int_equal(e.code, r);
	assert_int_equal(r == 0, e.text[0] == 0);
	assert_int_equal(slab_taken(slab), taken);
	if (r != 0)
		assert_memory_equal(opened, &nobody, sizeof(nobody));
	return r;
}

static void test_opens(void **state)
{
	(void)state;
	assert_int_equal(file.length, KEYFILE_BYTES);
	assert_int_equal(opens(file.data, file.length, ID, PASSPHRASE, host), 0);
	assert_memory_equal(opened, person, sizeof(*person));
}

static void test_what_is_wrong(void **state)
{
	(void)state;
	assert_int_equal(opens(file.data, file.length, ID, PASSPHRASE " ", host), ERR_PASSPHRASE);
	assert_int_equal(opens(file.data, file.length, ID, "", host), ERR_PASSPHRASE);
	assert_int_equal(opens(file.data, file.length, OTHER, PASSPHRASE, host), ERR_INPUT);
	assert_int_equal(opens(file.data, file.length, "1", PASSPHRASE, host), ERR_INPUT);
	assert_int_equal(opens(file.data, file.length, ID, PASSPHRASE, other_host), ERR_TAMPERED);
}

/* Damage that can be told is told, and none of it is called a passphrase or an attack. */
static void says(const char *bytes, size_t length, const char *id, const unsigned char *secret,
	const char *wanted)
{
	struct error e = { 0 };

	keyfile_open(opened, bytes, length, id, "wrong", secret, slab, &e);
	if (strstr(e.text, wanted) == NULL)
		fail_msg("not \"%s\": %s", wanted, e.text);
	if (e.code != ERR_TAMPERED)
		return;
	assert_non_null(strstr(e.text, "not your passphrase"));
	assert_non_null(strstr(e.text, "homeward keys make"));
	assert_non_null(strstr(e.text, "your keys again.")); /* it is whole */
}

static void test_what_is_said(void **state)
{
	static const size_t cut[] = { 1, 12, 13, 14, 45, 46, KEYFILE_BYTES / 2, KEYFILE_BYTES - 1 };
	char other[KEYFILE_BYTES + 1] = { 0 };

	(void)state;
	says("", 0, ID, host, "is empty");
	for (size_t i = 0; i < sizeof(cut) / sizeof(*cut); i++)
		says(file.data, cut[i], ID, host, "damaged or cut short");
	memcpy(other, file.data, file.length);
	says(other, sizeof(other), ID, host, "damaged or cut short");
	other[0] ^= 1;
	says(other, file.length, ID, host, "damaged or cut short");
	other[0] ^= 1;
	other[200] ^= 1;
	says(other, file.length, ID, host, "its bytes were changed");
	says(file.data, file.length, ID, other_host, "made on another host");
	other[13] = 2; /* a later version may have any length */
	says(other, file.length - 1, ID, host, "made on another host");
	says(file.data, file.length, OTHER, host, "somebody else");
	says(file.data, file.length, ID, host, "passphrase is wrong");
}

static void test_every_bit(void **state)
{
	(void)state;
	for (size_t i = 0; i < file.length; i++) {
		for (int bit = 0; bit < 8; bit++) {
			file.data[i] ^= (char)(1 << bit);
			assert_int_equal(opens(file.data, file.length, ID, PASSPHRASE, host),
				ERR_TAMPERED);
			file.data[i] ^= (char)(1 << bit);
		}
		assert_int_equal(opens(file.data, i, ID, PASSPHRASE, host), ERR_TAMPERED);
	}
	assert_int_equal(opens(file.data, file.length, ID, PASSPHRASE, host), 0);
}

/* What the host itself has made, with so many bytes put somewhere. */
static int opens_made(size_t at, const void *bytes, size_t count, size_t length)
{
	unsigned char made[KEYFILE_BYTES + 1] = { 0 };

	memcpy(made, file.data, file.length);
	memcpy(made + at, bytes, count);
	crypto_generichash(made + length - 32, 32, made, length - 32, host, HOST_SECRET);
	return opens((char *)made, length, ID, PASSPHRASE, host);
}

/* A newer program's is told from a changed one; and what costs nothing, or too much, is none of
 * ours. */
static void test_made_by_the_host(void **state)
{
	(void)state;
	enum { AT_VERSION = 13, AT_PASSES = 130, AT_BYTES = 138 };
	const unsigned char costs[][8] = { { 0 }, { 65 }, { 0, 31 }, { 1, 0, 0, 0, 1 } };

	assert_int_equal(opens_made(AT_VERSION, "\1", 1, KEYFILE_BYTES), 0);
	assert_int_equal(opens_made(AT_VERSION, "\2", 1, KEYFILE_BYTES), ERR_CONTRACT);
	assert_int_equal(opens_made(AT_VERSION, "\2", 1, KEYFILE_BYTES + 1), ERR_CONTRACT);
	assert_int_equal(opens_made(AT_VERSION, "\1", 1, KEYFILE_BYTES + 1), ERR_TAMPERED);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(opens_made(i < 2 ? AT_PASSES : AT_BYTES, costs[i], 8,
					 KEYFILE_BYTES),
			ERR_TAMPERED);
}

static void test_what_it_may_cost(void **state)
{
	(void)state;
	static const struct cost monstrous[] = { { 65, 8192 }, { 1, ((uint64_t)4 << 30) + 1 },
		{ 0, 8192 }, { 1, 8191 } };
	struct text none = { 0 };

	for (int i = 0; i < 4; i++)
		assert_int_equal(keyfile_seal(&none, person, PASSPHRASE, host, &monstrous[i], slab,
					 NULL),
			ERR_INPUT);
	assert_int_equal(none.length, 0);
}

static void test_new_passphrases(void **state)
{
	(void)state;
	struct text out = { 0 };
	struct error e;
	char endless[PASSPHRASE_LIMIT + 2];

	memset(endless, 'a', sizeof(endless));
	endless[sizeof(endless) - 1] = 0;
	const char *const wrong[] = { "", "eleven code", "ດອກຈໍາປາ", "twelve bytes\xff", endless };
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(keyfile_seal(&out, person, wrong[i], host, &COST_TEST, slab, &e),
			ERR_INPUT);
		assert_int_equal(out.length, 0);
	}
	assert_int_equal(keyfile_seal(&out, person, endless + 1, host, &COST_TEST, slab, &e), 0);
	text_done(&out);
}

static void test_slab_is_full(void **state)
{
	(void)state;
	struct text out = { 0 };
	void *rest[64];
	size_t count = 0;

	for (size_t size = 65536; size >= SLAB_GRAIN; size /= 2)
		while ((rest[count] = slab_take(slab, size)) != NULL)
			count++;
	assert_int_equal(opens(file.data, file.length, ID, PASSPHRASE, host), ERR_MEMORY);
	assert_int_equal(keyfile_seal(&out, person, PASSPHRASE, host, &COST_TEST, slab, NULL),
		ERR_MEMORY);
	while (count > 0)
		slab_give(slab, rest[--count]);
}

static int reads(enum private_group who, size_t room)
{
	unsigned char out[16];
	struct error e = { 0 };
	size_t length = 1;

	memset(out, 7, sizeof(out));
	const int r = private_read(out, room, &length, path, who, &e);
	assert_int_equal(length, r == 0 ? 6 : 0);
	assert_memory_equal(out, r == 0 ? "secret" : "\0\0\0\0\0", length ? length : room);
	for (size_t i = room; i < sizeof(out); i++)
		assert_int_equal(out[i], 7);
	return r;
}

static void test_private_files(void **state)
{
	(void)state;
	struct error e;
	struct stat st;
	char link[80];

	assert_int_equal(reads(PRIVATE_OWNER, 6), ERR_IO);
	assert_int_equal(private_write(path, "before", 6, &e), 0);
	assert_int_equal(private_write(path, "secret", 6, &e), 0);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(reads(PRIVATE_OWNER, 6), 0);
	assert_int_equal(reads(PRIVATE_OWNER, 16), 0);
	chmod(path, 0640);
	assert_int_equal(reads(PRIVATE_OWNER, 6), ERR_INPUT);
	assert_int_equal(reads(PRIVATE_GROUP, 6), 0);
	for (mode_t bit = 1; bit <= 020; bit <<= 1) {
		chmod(path, 0600 | bit);
		assert_int_equal(reads(PRIVATE_OWNER, 6), ERR_INPUT);
		if (bit != 010) /* to run it harms nobody */
			assert_int_equal(reads(PRIVATE_GROUP, 6), ERR_INPUT);
	}
	chmod(path, 0600);
	snprintf(link, sizeof(link), "%s/link", folder);
	assert_int_equal(symlink(path, link), 0);
	unsigned char out[16];
	size_t length;
	assert_int_equal(private_read(out, 16, &length, link, PRIVATE_OWNER, &e), ERR_INPUT);
	unlink(link);
	assert_int_equal(private_read(out, 16, &length, folder, PRIVATE_OWNER, &e), ERR_INPUT);
	assert_int_equal(reads(PRIVATE_OWNER, 5), ERR_INPUT);
	assert_int_equal(private_write("/nowhere/at/all", "", 0, &e), ERR_IO);
	assert_int_equal(private_write(folder, "", 0, &e), ERR_IO);
}

/* What a writer was killed over is taken away by the next one, who touches nothing else. */
static void test_left_behind(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		time_t age;
		bool stays;
	} files[] = {
		{ "key.abc123.homeward-part", 3700, false },
		{ "other.seen.XyZ789.homeward-part", 86400, false },
		{ "key.def456.homeward-part", 60, true }, /* somebody writes it now */
		{ ".homeward-part", 3700, true },
		{ "key.old", 3700, true },
		{ "key.backup", 3700, true },
		{ "key.homeward-part.txt", 3700, true },
	};
	char name[160];
	struct error e;

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		const struct timespec then = { .tv_sec = time(NULL) - files[i].age };
		snprintf(name, sizeof(name), "%s/%s", folder, files[i].name);
		const int fd = open(name, O_CREAT | O_WRONLY, 0600);
		assert_true(fd >= 0);
		assert_int_equal(futimens(fd, (struct timespec[]){ then, then }), 0);
		close(fd);
	}
	assert_int_equal(private_write(path, "secret", 6, &e), 0);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		snprintf(name, sizeof(name), "%s/%s", folder, files[i].name);
		if ((access(name, F_OK) == 0) != files[i].stays)
			fail_msg("%s %s", files[i].name, files[i].stays ? "is gone" : "stays");
		unlink(name);
	}
}

static void test_one_at_a_time(void **state)
{
	(void)state;
	struct error e;

	assert_int_equal(private_write(path, "secret", 6, &e), 0);
	const int first = keyfile_lock(path, &e);
	assert_true(first >= 0);
	assert_int_equal(keyfile_lock(path, &e), ERR_TIMEOUT);
	keyfile_unlock(first);
	const int second = keyfile_lock(path, &e);
	assert_true(second >= 0);
	keyfile_unlock(second);
	assert_int_equal(keyfile_lock("/nowhere/at/all", &e), ERR_IO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_opens),
		cmocka_unit_test(test_what_is_wrong),
		cmocka_unit_test(test_what_is_said),
		cmocka_unit_test(test_every_bit),
		cmocka_unit_test(test_made_by_the_host),
		cmocka_unit_test(test_what_it_may_cost),
		cmocka_unit_test(test_new_passphrases),
		cmocka_unit_test(test_slab_is_full),
		cmocka_unit_test(test_private_files),
		cmocka_unit_test(test_left_behind),
		cmocka_unit_test(test_one_at_a_time),
	};

	return cmocka_run_group_tests_name("keyfile", tests, setup, teardown);
}
