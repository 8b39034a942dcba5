/* A recovery key in three parts: any two of them give it back, one says nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "db/vault/share.h"

static struct slab *slab;
static unsigned char *secret, *joined;
static char (*shares)[SHARE_TEXT];

static int setup(void **state)
{
	struct box_pair pair;

	(void)state;
	if (slab_new(&slab, 65536, NULL) != 0)
		return -1;
	secret = slab_take(slab, SECRET_KEY);
	joined = slab_take(slab, SECRET_KEY);
	shares = slab_take(slab, SHARES * sizeof(*shares));
	box_make(&pair);
	memcpy(secret, pair.secret, SECRET_KEY);
	return share_split(shares, secret, slab, NULL);
}

static int teardown(void **state)
{
	(void)state;
	slab_free(slab);
	return 0;
}

static int joins(const char *first, const char *second)
{
	static const unsigned char nothing[SECRET_KEY];
	struct error e = { 0 };
	const size_t taken = slab_taken(slab);
	const int r = share_join(joined, first, second, slab, &e);

	assert_int_equal(e.code, r);
	assert_int_equal(slab_taken(slab), taken);
	assert_memory_equal(joined, r == 0 ? secret : nothing, SECRET_KEY);
	return r;
}

static void test_shares(void **state)
{
	(void)state;
	for (size_t i = 0; i < SHARES; i++) {
		assert_int_equal(strlen(shares[i]), SHARE_TEXT - 1);
		for (size_t j = 0; j < SHARES; j++)
			assert_int_equal(joins(shares[i], shares[j]), i == j ? ERR_INPUT : 0);
		for (size_t at = 0; at < SHARE_TEXT - 1; at++) {
			char was = shares[i][at];
			if (was == ' ')
				continue;
			shares[i][at] = was == '7' ? '3' : '7';
			assert_int_equal(joins(shares[i], shares[(i + 1) % SHARES]), ERR_INPUT);
			assert_int_equal(joins(shares[(i + 1) % SHARES], shares[i]), ERR_INPUT);
			shares[i][at] = was;
		}
	}
}

static void test_shares_as_typed(void **state)
{
	(void)state;
	char typed[2 * SHARE_TEXT], others[SHARES][SHARE_TEXT];
	size_t length = 0;

	for (const char *at = shares[0]; *at; at++) {
		typed[length++] = (char)(*at >= 'a' && *at <= 'f' ? *at - 'a' + 'A' : *at);
		if (*at == ' ')
			typed[length++] = '\n';
	}
	typed[length] = 0;
	assert_int_equal(joins(typed, shares[2]), 0);
	typed[length++] = 'x';
	typed[length] = 0;
	assert_int_equal(joins(typed, shares[2]), ERR_INPUT);
	assert_int_equal(joins("", shares[2]), ERR_INPUT);
	assert_int_equal(joins("00", shares[2]), ERR_INPUT);
	memset(typed, '0', sizeof(typed) - 1);
	typed[sizeof(typed) - 1] = 0;
	assert_int_equal(joins(typed, shares[2]), ERR_INPUT);
	typed[2 * SHARE_BYTES] = 0;
	assert_int_equal(joins(typed, shares[2]), ERR_INPUT);
	const unsigned char other[SECRET_KEY] = "another";
	assert_int_equal(share_split(others, other, slab, NULL), 0);
	assert_int_equal(joins(shares[0], others[1]), ERR_INPUT);
}

/* Two parts that were printed at two times are of the same key, and each is as it was printed: only
 * what they give is not. */
static void test_what_they_give_is_checked(void **state)
{
	(void)state;
	char others[SHARES][SHARE_TEXT];

	assert_int_equal(share_split(others, secret, slab, NULL), 0);
	for (size_t i = 0; i < SHARES; i++)
		for (size_t j = 0; j < SHARES; j++)
			assert_int_equal(joins(shares[i], others[j]), ERR_INPUT);
}

/* One part is as likely for any secret: the two halves it holds are each random. */
static void test_one_share_says_nothing(void **state)
{
	(void)state;
	char again[SHARES][SHARE_TEXT];

	assert_int_equal(share_split(again, secret, slab, NULL), 0);
	for (size_t i = 0; i < SHARES; i++)
		for (size_t at = 45; at + 4 < SHARE_TEXT - 42; at += 5)
			assert_memory_not_equal(again[i] + at, shares[i] + at, 25);
}

static void test_no_room(void **state)
{
	(void)state;
	struct slab *small;
	char out[SHARES][SHARE_TEXT];

	assert_int_equal(slab_new(&small, 4096, NULL), 0);
	assert_non_null(slab_take(small, 4096));
	assert_int_equal(share_split(out, secret, small, NULL), ERR_MEMORY);
	assert_int_equal(share_join(joined, shares[0], shares[1], small, NULL), ERR_MEMORY);
	slab_free(small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shares),
		cmocka_unit_test(test_shares_as_typed),
		cmocka_unit_test(test_what_they_give_is_checked),
		cmocka_unit_test(test_one_share_says_nothing),
		cmocka_unit_test(test_no_room),
	};

	return cmocka_run_group_tests_name("share", tests, setup, teardown);
}
