/*
 * Where the kernel or the library refuses: each of their calls fails once, by its name, and
 * what was asked for ends with its code and its sentence, having left nothing behind.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/base/private.h"
#include "db/vault/keyfile.h"
#include "db/vault/ring.h"

static const char *refused =
	""; /* the call that fails once, after so many that do not, with this errno */
static int refused_why, refused_after;

static bool is_refused(const char *call)
{
	if (strcmp(refused, call) != 0)
		return false;
	if (refused_after-- > 0)
		return false;
	refused = "";
	errno = refused_why;
	return true;
}

/* A call that returns -1 when it is refused: its name, what it takes, what is passed on. */
#define CALL(type, name, takes, passes) \
	type name takes; \
	type name takes \
	{ \
		type(*real) takes; \
		*(void **)&real = dlsym(RTLD_NEXT, #name); \
		return is_refused(#name) ? -1 : real passes; \
	}
CALL(int, sodium_init, (void), ())
CALL(int, madvise, (void *at, size_t length, int advice), (at, length, advice))
CALL(int, mlock, (const void *at, size_t length), (at, length))
CALL(int, flock, (int fd, int operation), (fd, operation))
CALL(int, fsync, (int fd), (fd))
CALL(ssize_t, read, (int fd, void *to, size_t length), (fd, to, length))
CALL(ssize_t, write, (int fd, const void *from, size_t length), (fd, from, length))
CALL(int, sodium_unpad, (size_t * length, const unsigned char *bytes, size_t padded, size_t step),
	(length, bytes, padded, step))
CALL(int, crypto_box_seal_open,
	(unsigned char *out, const unsigned char *box, unsigned long long length,
		const unsigned char *public, const unsigned char *secret),
	(out, box, length, public, secret))
CALL(int, crypto_pwhash,
	(unsigned char *out, unsigned long long length, const char *passphrase,
		unsigned long long passphrase_length, const unsigned char *salt,
		unsigned long long passes, size_t memory, int algorithm),
	(out, length, passphrase, passphrase_length, salt, passes, memory, algorithm))

/* Likewise one that returns NULL. */
#define MEMORY(name, takes, passes) \
	void *name takes; \
	void *name takes \
	{ \
		static void *(*real)takes; \
		if (!real) \
			*(void **)&real = dlsym(RTLD_NEXT, #name); \
		return is_refused(#name) ? NULL : real passes; \
	}
MEMORY(sodium_malloc, (size_t size), (size))
MEMORY(calloc, (size_t count, size_t size), (count, size))
MEMORY(realloc, (void *before, size_t size), (before, size))

/* "fstat", or what it says of a file: whose it is. */
int fstat(int fd, struct stat *st)
{
	int (*real)(int, struct stat *);

	*(void **)&real = dlsym(RTLD_NEXT, "fstat");
	if (is_refused("fstat"))
		return -1;
	const int r = real(fd, st);
	if (is_refused("root's"))
		st->st_uid = 0;
	if (is_refused("another's"))
		st->st_uid = geteuid() + 1;
	if (is_refused("mine"))
		st->st_uid = 12345, refused = "geteuid";
	return r;
}

uid_t geteuid(void)
{
	uid_t (*real)(void);

	*(void **)&real = dlsym(RTLD_NEXT, "geteuid");
	return is_refused("geteuid") ? 12345 : real();
}

DIR *opendir(const char *name)
{
	DIR *(*real)(const char *);

	*(void **)&real = dlsym(RTLD_NEXT, "opendir");
	return is_refused("opendir") ? NULL : real(name);
}

static char folder[] = "/tmp/homeward-refused-XXXXXX", path[64];

static int setup(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof(path), "%s/key", folder);
	return private_write(path, "secret", 6, NULL);
}

static int teardown(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(folder);
}

static void refuse(const char *call, int why)
{
	refused = call;
	refused_why = why;
	refused_after = 0;
}

static void test_slab(void **state)
{
	(void)state;
	static const struct {
		const char *call;
		int code;
		const char *says;
		int after; /* libsodium locks and advises first, and keeps a failure to itself */
	} cases[] = {
		{ "sodium_init", ERR_IO, "does not start", 0 },
		{ "sodium_malloc", ERR_MEMORY, "no memory", 0 },
		{ "mlock", ERR_IO, "cannot be locked", 1 },
		{ "madvise", ERR_IO, "core dumps", 1 },
		{ "madvise", ERR_IO, "core dumps", 2 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct slab *slab;
		struct error e = { 0 };
		refuse(cases[i].call, ENOMEM);
		refused_after = cases[i].after;
		assert_int_equal(slab_new(&slab, 4096, &e), cases[i].code);
		assert_null(slab);
		assert_non_null(strstr(e.text, cases[i].says));
		assert_string_equal(refused, "");
	}
}

static void test_private_read(void **state)
{
	(void)state;
	static const struct {
		const char *call;
		int why, code;
		size_t limit;
	} cases[] = {
		{ "fstat", EIO, ERR_IO, 6 },
		{ "another's", 0, ERR_INPUT, 6 },
		{ "root's", 0, 0, 6 },
		{ "mine", 0, 0, 6 },
		{ "read", EIO, ERR_IO, 6 },
		{ "read", EINTR, 0, 6 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		unsigned char out[6] = "before";
		struct error e = { 0 };
		size_t length;
		refuse(cases[i].call, cases[i].why);
		assert_int_equal(private_read(out, cases[i].limit, &length, path, PRIVATE_OWNER,
					 &e),
			cases[i].code);
		assert_int_equal(length, cases[i].code ? 0 : 6);
		assert_memory_equal(out, cases[i].code ? "\0\0\0\0\0" : "secret", cases[i].limit);
	}
}

/* Whatever is refused, the file is as it was or as it should be, and nothing lies beside it. */
static void test_private_write(void **state)
{
	(void)state;
	static const struct {
		const char *call;
		int why, code, after;
		const char *then;
	} cases[] = {
		{ "write", ENOSPC, ERR_IO, 0, "secret" },
		{ "write", EINTR, 0, 0, "second" },
		{ "fsync", EIO, ERR_IO, 0, "secret" },
		{ "fsync", EIO, ERR_IO, 1, "second" }, /* of the folder */
		{ "opendir", EIO, ERR_IO, 0, "second" },
	};
	static char endless[TEXT_LIMIT + 2];

	assert_int_equal(chdir(folder), 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		unsigned char out[6];
		size_t length;
		refuse(cases[i].call, cases[i].why);
		refused_after = cases[i].after;
		assert_int_equal(private_write(path, "second", 6, NULL), cases[i].code);
		assert_int_equal(private_read(out, 6, &length, path, PRIVATE_OWNER, NULL), 0);
		assert_memory_equal(out, cases[i].then, 6);
		assert_int_equal(private_write("key", "secret", 6, NULL), 0);
	}
	assert_int_equal(chdir("/"), 0);
	memset(endless, 'a', sizeof(endless) - 1);
	assert_int_equal(private_write(endless, "", 0, NULL), ERR_MEMORY);
}

static void test_vault(void **state)
{
	(void)state;
	const unsigned char host[HOST_SECRET] = "host", place[BIND_BYTES] = "place";
	unsigned char key[SEAL_KEY], plain[2 * SEAL_STEP] = "word";
	struct text out = { 0 };
	struct error e = { 0 };
	struct slab *slab;
	size_t length;

	struct ring *ring;
	refuse("sodium_init", 0);
	assert_int_equal(ring_new(&ring, &e), ERR_IO);
	assert_null(ring);
	assert_int_equal(slab_new(&slab, 65536, &e), 0);
	struct person *person = slab_take(slab, sizeof(*person));
	person_make(person, "11111111-1111-4111-8111-111111111111");
	const size_t taken = slab_taken(slab);
	refuse("crypto_pwhash", ENOMEM);
	assert_int_equal(keyfile_seal(&out, person, "a long passphrase", host, &COST_TEST, slab,
				 &e),
		ERR_MEMORY);
	assert_non_null(strstr(e.text, "not enough memory"));
	assert_int_equal(out.length, 0);
	assert_int_equal(keyfile_seal(&out, person, "a long passphrase", host, &COST_TEST, slab,
				 &e),
		0);
	refuse("crypto_pwhash", ENOMEM);
	struct person *opened = slab_take(slab, sizeof(*opened));
	assert_int_equal(keyfile_open(opened, out.data, out.length, person->id, "a long passphrase",
				 host, slab, &e),
		ERR_MEMORY);
	slab_give(slab, opened);
	assert_int_equal(slab_taken(slab), taken);
	text_clear(&out);

	/* signed by its writer, who did not know how to seal */
	assert_int_equal(letter_write(&out, person, person->box.public, place, plain, 4, &e), 0);
	refuse("crypto_box_seal_open", 0);
	assert_int_equal(letter_read(plain, &person->box, person->sign_public, place, out.data,
				 out.length, &e),
		ERR_TAMPERED);
	text_clear(&out);

	refuse("flock", EIO);
	assert_int_equal(keyfile_lock(path, &e), ERR_IO);

	/* sealed with the right key by a program that does not pad as we do */
	seal_key_make(key);
	assert_int_equal(seal(&out, SEAL_PADDED, key, place, plain, 4, sizeof(plain), &e), 0);
	refuse("sodium_unpad", 0);
	assert_int_equal(unseal(plain, &length, key, place, out.data, out.length, &e),
		ERR_TAMPERED);
	assert_int_equal(length, 0);
	assert_int_equal(plain[0], 0);
	text_done(&out);
	slab_free(slab);
}

/* Asks for memory `calls` times; wherever it is refused, that is what it says. */
static void lacks(const char *call, int calls, int (*fn)(struct error *e))
{
	for (int i = 0; i <= calls; i++) {
		struct error e = { 0 };
		refuse(call, ENOMEM);
		refused_after = i;
		const int r = fn(&e);
		assert_string_equal(refused, i < calls ? "" : call);
		refuse("", 0);
		assert_true((r == ERR_MEMORY) == (i < calls));
		assert_true(i == calls || strstr(e.text, "memory") != NULL);
	}
}

static int begin_ring(struct error *e)
{
	struct ring *ring;
	const int r = ring_new(&ring, e);

	assert_true((r == 0) == (ring != NULL));
	ring_free(ring);
	return r;
}

static int begin_slab(struct error *e)
{
	struct slab *slab;
	const int r = slab_new(&slab, 4096, e);

	assert_true((r == 0) == (slab != NULL));
	slab_free(slab);
	return r;
}

static int parse(struct error *e)
{
	struct directory *directory;
	const int r = directory_parse(&directory, "", 0, e);

	assert_null(directory);
	return r;
}

static struct ring *unlocked;

static int read_seen(struct error *e)
{
	return ring_seen_read(unlocked, "", 0, e);
}

static int write_seen(struct error *e)
{
	struct text out = { 0 };
	const int r = ring_seen_write(unlocked, &out, e);

	text_done(&out);
	return r;
}

static void test_memory(void **state)
{
	(void)state;
	struct error e = { 0 };
	struct slab *slab;

	lacks("calloc", 3, begin_ring); /* itself, what was seen, its slab */
	lacks("calloc", 1, begin_slab);
	lacks("calloc", 4, parse); /* itself, people, recoveries, realms */

	assert_int_equal(slab_new(&slab, 4096, &e), 0);
	struct person *person = slab_take(slab, sizeof(*person));
	person_make(person, "11111111-1111-4111-8111-111111111111");
	assert_int_equal(ring_new(&unlocked, &e), 0);
	ring_unlock_as(unlocked, person);
	slab_free(slab);
	lacks("calloc", 1, read_seen);
	lacks("realloc", 3, write_seen);
	ring_free(unlocked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_slab),
		cmocka_unit_test(test_private_read),
		cmocka_unit_test(test_private_write),
		cmocka_unit_test(test_vault),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests_name("refused", tests, setup, teardown);
}
