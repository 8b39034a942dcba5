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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_never_back),
		cmocka_unit_test(test_what_is_forgotten),
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_what_is_none),
	};

	return cmocka_run_group_tests_name("seen", tests, NULL, NULL);
}
