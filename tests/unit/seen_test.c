/* What was seen is the newest for good: an older one, or another of the same number, is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "db/vault/seen.h"

static const unsigned char any[SEEN_MARK], one[SEEN_MARK] = "one", other[SEEN_MARK] = "other";

static struct seen *fresh(void)
{
	struct seen *seen;

	assert_int_equal(seen_new(&seen, NULL), 0);
	assert_false(seen_changed(seen));
	return seen;
}

static int sees(struct seen *seen, const char *what, uint64_t number, const unsigned char *mark)
{
	struct error e = { 0 };
	const uint64_t before = seen_newest(seen, "record", what);
	const int r = seen_check(seen, "record", what, number, mark, false, &e);

	assert_int_equal(e.code, r);
	assert_int_equal(seen_newest(seen, "record", what), r == 0 ? number : before);
	return r;
}

static void test_never_back(void **state)
{
	(void)state;
	struct seen *seen = fresh();

	assert_int_equal(seen_newest(seen, "record", "a"), 0);
	assert_int_equal(sees(seen, "a", 2, one), 0);
	assert_true(seen_changed(seen));
	assert_int_equal(sees(seen, "a", 2, one), 0);
	assert_int_equal(sees(seen, "a", 1, one), ERR_TAMPERED);
	assert_int_equal(sees(seen, "a", 2, other), ERR_TAMPERED);
	assert_int_equal(sees(seen, "a", 2, any), 0);
	assert_int_equal(sees(seen, "a", 2, other), ERR_TAMPERED); /* it is still known */
	assert_int_equal(sees(seen, "a", 3, other), 0);
	assert_int_equal(sees(seen, "a", 2, one), ERR_TAMPERED);
	assert_int_equal(sees(seen, "b", 1, any), 0);
	assert_int_equal(sees(seen, "b", 1, one), 0);
	assert_int_equal(sees(seen, "b", 1, other), ERR_TAMPERED);
	/* another kind of thing of the same name */
	assert_int_equal(seen_check(seen, "realm", "a", 1, other, true, NULL), 0);
	assert_int_equal(seen_newest(seen, "realm", "a"), 1);
	assert_int_equal(seen_newest(seen, "record", "a"), 3);
	seen_clear(seen);
	assert_int_equal(sees(seen, "a", 1, one), 0);
	seen_free(seen);
	seen_free(NULL);
}

static const char *name(int i)
{
	static char text[16];
	snprintf(text, sizeof(text), "%d", i);
	return text;
}

/* The one not seen for longest goes first, and what is to be kept never. */
static void test_what_is_forgotten(void **state)
{
	(void)state;
	struct seen *seen = fresh();

	for (int i = 0; i < SEEN_KEPT; i++)
		assert_int_equal(seen_check(seen, "realm", name(i), 1, one, i > 0, NULL), 0);
	/* the first becomes one to be kept, and there is room for no more */
	assert_int_equal(seen_check(seen, "realm", name(0), 1, one, true, NULL), 0);
	assert_int_equal(seen_check(seen, "realm", name(SEEN_KEPT), 1, one, true, NULL),
		ERR_MEMORY);
	assert_int_equal(seen_newest(seen, "realm", name(SEEN_KEPT)), 0);
	assert_int_equal(seen_check(seen, "realm", name(0), 1, one, true, NULL), 0);
	for (int i = 0; i < SEEN_LIMIT - SEEN_KEPT; i++)
		assert_int_equal(sees(seen, name(i), 1, one), 0);
	assert_int_equal(sees(seen, name(0), 1, one), 0);
	assert_int_equal(sees(seen, "one more", 1, one), 0);
	assert_int_equal(seen_newest(seen, "record", name(0)), 1);
	assert_int_equal(seen_newest(seen, "record", name(1)), 0);
	assert_int_equal(seen_newest(seen, "record", name(2)), 1);
	for (int i = 0; i < SEEN_KEPT; i++)
		assert_int_equal(seen_newest(seen, "realm", name(i)), 1);
	seen_free(seen);
}

static void test_there_and_back(void **state)
{
	(void)state;
	struct seen *seen = fresh(), *again = fresh();
	struct text bytes = { 0 }, twice = { 0 };

	for (int i = 0; i < SEEN_LIMIT; i++)
		assert_int_equal(seen_check(seen, "x", name(i), (uint64_t)i * 4294967311 + 1,
					 i % 2 ? one : other, i < SEEN_KEPT, NULL),
			0);
	assert_int_equal(sees(again, "gone", 1, one), 0);
	assert_int_equal(seen_write(seen, &bytes, NULL), 0);
	assert_false(seen_changed(seen));
	assert_int_equal(seen_read(again, bytes.data, bytes.length, NULL), 0);
	assert_false(seen_changed(again));
	assert_int_equal(seen_newest(again, "record", "gone"), 0);
	for (int i = 0; i < SEEN_LIMIT; i++)
		assert_int_equal(seen_newest(again, "x", name(i)), (uint64_t)i * 4294967311 + 1);
	assert_int_equal(seen_write(again, &twice, NULL), 0);
	assert_int_equal(twice.length, bytes.length);
	assert_memory_equal(twice.data, bytes.data, bytes.length);
	assert_int_equal(seen_check(again, "x", name(1), 4294967312, other, false, NULL),
		ERR_TAMPERED);
	/* the same as before, once more, is nothing to be written; to be kept from now on is */
	assert_int_equal(seen_check(again, "x", name(4000), (uint64_t)4000 * 4294967311 + 1, other,
				 false, NULL),
		0);
	assert_false(seen_changed(again));
	assert_int_equal(seen_check(again, "x", name(9000), 1, one, true, NULL), ERR_MEMORY);
	text_done(&bytes);
	text_done(&twice);
	seen_free(seen);
	seen_free(again);
}

static void test_what_is_none(void **state)
{
	(void)state;
	static unsigned char bytes[16 + 37 * (SEEN_LIMIT + 1)] = "homeward seen 1\n";
	struct seen *seen = fresh();
	struct text failed = { .failed = true };
	struct error e;

	assert_int_equal(sees(seen, "a", 1, one), 0);
	assert_int_equal(seen_read(seen, bytes, 16 + 36, &e), ERR_TAMPERED);
	assert_int_equal(seen_read(seen, bytes, 15, &e), ERR_TAMPERED);
	assert_int_equal(seen_read(seen, bytes, 0, &e), ERR_TAMPERED);
	assert_int_equal(seen_read(seen, bytes, sizeof(bytes), &e), ERR_TAMPERED);
	for (int i = 0; i <= SEEN_KEPT; i++)
		bytes[16 + 37 * i + 36] = 1;
	assert_int_equal(seen_read(seen, bytes, 16 + 37 * SEEN_LIMIT, &e), ERR_TAMPERED);
	bytes[14] = '2';
	assert_int_equal(seen_read(seen, bytes, 16 + 37, &e), ERR_CONTRACT);
	bytes[14] = '1';
	bytes[0] = 'H';
	assert_int_equal(seen_read(seen, bytes, 16 + 37, &e), ERR_TAMPERED);
	bytes[0] = 'h';
	bytes[15] = 0;
	assert_int_equal(seen_read(seen, bytes, 16 + 37, &e), ERR_TAMPERED);
	assert_int_equal(seen_newest(seen, "record", "a"), 1);
	bytes[15] = '\n';
	assert_int_equal(seen_write(seen, &failed, &e), ERR_MEMORY);
	assert_true(seen_changed(seen));
	assert_int_equal(seen_read(seen, bytes, 16 + 37 * SEEN_KEPT, &e), 0);
	seen_free(seen);
}

/* Two consoles began from the same; each saw something since. Who writes last forgets nothing. */
static void test_merge(void **state)
{
	(void)state;
	struct seen *seen = fresh(), *theirs = fresh();
	struct text bytes = { 0 };

	assert_int_equal(sees(seen, "a", 3, one), 0);
	assert_int_equal(sees(seen, "b", 1, one), 0);
	assert_int_equal(sees(seen, "c", 2, any), 0);
	assert_int_equal(sees(seen, "d", 2, one), 0);
	assert_int_equal(sees(seen, "e", 2, any), 0);
	assert_int_equal(sees(seen, "same", 5, one), 0);
	assert_int_equal(seen_check(theirs, "record", "a", 2, other, true, NULL), 0);
	assert_int_equal(sees(theirs, "b", 4, other), 0);
	assert_int_equal(sees(theirs, "c", 2, other), 0);
	assert_int_equal(sees(theirs, "d", 2, any), 0);
	assert_int_equal(sees(theirs, "e", 1, one), 0);
	assert_int_equal(sees(theirs, "same", 5, one), 0);
	assert_int_equal(sees(theirs, "new", 7, one), 0);
	assert_int_equal(seen_write(theirs, &bytes, NULL), 0);
	assert_int_equal(seen_merge(seen, bytes.data, bytes.length, NULL), 0);
	assert_true(seen_changed(seen));
	assert_int_equal(sees(seen, "a", 2, other), ERR_TAMPERED);
	assert_int_equal(sees(seen, "a", 3, other), ERR_TAMPERED);
	assert_int_equal(sees(seen, "a", 3, one), 0);
	assert_int_equal(sees(seen, "b", 1, one), ERR_TAMPERED);
	assert_int_equal(sees(seen, "b", 4, one), ERR_TAMPERED);
	assert_int_equal(sees(seen, "b", 4, other), 0);
	assert_int_equal(sees(seen, "c", 2, one), ERR_TAMPERED); /* they knew its mark */
	assert_int_equal(sees(seen, "d", 2, other), ERR_TAMPERED);
	assert_int_equal(sees(seen, "e", 2, other), 0); /* of an older one they did */
	assert_int_equal(sees(seen, "same", 4, one), ERR_TAMPERED);
	assert_int_equal(sees(seen, "new", 6, one), ERR_TAMPERED);
	/* once more, and of nothing at all: nothing is to be written for it */
	text_clear(&bytes);
	assert_int_equal(seen_write(seen, &bytes, NULL), 0);
	assert_int_equal(seen_merge(theirs, bytes.data, bytes.length, NULL), 0);
	assert_int_equal(sees(theirs, "a", 2, other), ERR_TAMPERED);
	assert_int_equal(seen_merge(seen, bytes.data, 16, NULL), 0);
	assert_int_equal(seen_merge(seen, bytes.data, bytes.length, NULL), 0);
	assert_false(seen_changed(seen));
	assert_int_equal(seen_merge(seen, bytes.data, bytes.length - 1, NULL), ERR_TAMPERED);
	text_done(&bytes);
	seen_free(seen);
	seen_free(theirs);
}

/* The server has shown each of them another state under the same number. */
static void test_merge_of_two_states(void **state)
{
	(void)state;
	struct seen *seen = fresh(), *theirs = fresh();
	struct text before = { 0 }, after = { 0 }, bytes = { 0 };

	assert_int_equal(sees(seen, "a", 1, one), 0);
	assert_int_equal(sees(seen, "b", 3, one), 0);
	assert_int_equal(sees(theirs, "a", 2, one), 0);
	assert_int_equal(sees(theirs, "new", 1, one), 0);
	assert_int_equal(sees(theirs, "b", 3, other), 0);
	assert_int_equal(seen_write(theirs, &bytes, NULL), 0);
	assert_int_equal(seen_write(seen, &before, NULL), 0);
	assert_int_equal(seen_merge(seen, bytes.data, bytes.length, NULL), ERR_TAMPERED);
	assert_int_equal(seen_write(seen, &after, NULL), 0);
	assert_int_equal(after.length, before.length);
	assert_memory_equal(after.data, before.data, before.length);
	text_done(&before);
	text_done(&after);
	text_done(&bytes);
	seen_free(seen);
	seen_free(theirs);
}

/* Where not all has room, each keeps what it saw last, and realms are never forgotten. */
static void test_merge_of_many(void **state)
{
	(void)state;
	struct seen *seen = fresh(), *theirs = fresh();
	struct text bytes = { 0 };

	for (int i = 0; i < SEEN_KEPT / 2; i++) {
		assert_int_equal(seen_check(seen, "realm", name(i), 1, one, true, NULL), 0);
		assert_int_equal(seen_check(theirs, "realm", name(i + SEEN_KEPT / 2), 1, one, true,
					 NULL),
			0);
	}
	for (int i = 0; i < SEEN_LIMIT - SEEN_KEPT / 2; i++) {
		assert_int_equal(sees(seen, name(i), 1, one), 0);
		assert_int_equal(sees(theirs, name(i + SEEN_LIMIT), 1, one), 0);
	}
	assert_int_equal(seen_write(theirs, &bytes, NULL), 0);
	assert_int_equal(seen_merge(seen, bytes.data, bytes.length, NULL), 0);
	for (int i = 0; i < SEEN_KEPT; i++)
		assert_int_equal(seen_newest(seen, "realm", name(i)), 1);
	for (int i = 1; i < 1000; i++) {
		const int last = SEEN_LIMIT - SEEN_KEPT / 2 - i;
		assert_int_equal(seen_newest(seen, "record", name(last)), 1);
		assert_int_equal(seen_newest(seen, "record", name(last + SEEN_LIMIT)), 1);
	}
	assert_int_equal(seen_newest(seen, "record", name(0)), 0);
	assert_int_equal(seen_newest(seen, "record", name(SEEN_LIMIT)), 0);
	/* one realm too many */
	seen_clear(theirs);
	text_clear(&bytes);
	assert_int_equal(seen_check(theirs, "realm", name(7), 2, one, true, NULL), 0);
	assert_int_equal(seen_check(theirs, "realm", "more", 1, one, true, NULL), 0);
	assert_int_equal(seen_write(theirs, &bytes, NULL), 0);
	assert_int_equal(seen_merge(seen, bytes.data, bytes.length, NULL), ERR_MEMORY);
	assert_int_equal(seen_newest(seen, "realm", name(7)), 1);
	text_done(&bytes);
	seen_free(seen);
	seen_free(theirs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_never_back),
		cmocka_unit_test(test_what_is_forgotten),
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_what_is_none),
		cmocka_unit_test(test_merge),
		cmocka_unit_test(test_merge_of_two_states),
		cmocka_unit_test(test_merge_of_many),
	};

	return cmocka_run_group_tests_name("seen", tests, NULL, NULL);
}
