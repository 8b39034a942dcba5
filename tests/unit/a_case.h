/* A case of that office (see a_ring.h), whose key the night has made. */
#ifndef TESTS_UNIT_A_CASE_H
#define TESTS_UNIT_A_CASE_H

#include "a_ring.h"
#include <sodium.h>
#include "db/vault/ring_int.h"

static const struct wrap_place at = { CASE, "office", REALM, 1, 1, 1 };
static const struct record_place where = { "sealed", "identity", "office", ROW, CASE, 1, 1 };
enum { ROOM = 256 };
static struct text wrapped, sealed;

static inline int made(void **state)
{
	if (setup(state) != 0)
		return -1;
	wrapped = sealed = (struct text){ 0 };
	if (ring_make_case(rings[NIGHT], &wrapped, &at, NULL) != 0)
		return -1;
	ring_settle_case(rings[NIGHT], CASE, "office", 1, true);
	return 0;
}

static inline int unmade(void **state)
{
	text_done(&wrapped);
	text_done(&sealed);
	return teardown(state);
}

static inline void settles(int who, const struct wrap_place *made, bool kept)
{
	ring_settle_case(rings[who], made->case_id, made->key, made->generation, kept);
}

static inline int takes(int who, const struct wrap_place *place, const struct text *wrap)
{
	struct error e = { 0 };
	const int r = ring_take_case(rings[who], place, wrap->data, wrap->length, &e);

	assert_int_equal(e.code, r);
	return r;
}

static inline int writes(int who, const struct record_place *place)
{
	unsigned char plain[ROOM] = "word";
	struct error e = { 0 };
	const size_t before = sealed.length;
	const int r = ring_seal(rings[who], &sealed, place, plain, 4, sizeof(plain), &e);

	assert_int_equal(e.code, r);
	assert_int_equal(sealed.length > before, r == 0);
	assert_memory_equal(plain, "word", 5);
	return r;
}

/* As it is now, and who wrote it. */
static inline int opens(int who, const struct record_place *place, int by)
{
	unsigned char plain[ROOM];
	struct writer writer;
	char login[DIRECTORY_NAME];
	struct error e = { 0 };
	size_t length = 1;

	memset(plain, 7, sizeof(plain));
	const int r = ring_unseal(rings[who], plain, &length, &writer, place, sealed.data,
		sealed.length, &e);
	assert_int_equal(e.code, r);
	assert_int_equal(length, r == 0 ? 4 : 0);
	assert_string_equal(writer.id, r == 0 ? ids[by] : "");
	assert_int_equal(writer.number, r == 0 ? says.number[by] : 0);
	snprintf(login, sizeof(login), "p%d", by);
	assert_string_equal(writer.login, r == 0 ? login : "");
	assert_int_equal(writer.keys,
		r != 0                   ? WRITER_PRESENT :
			says.past[by]    ? WRITER_LEFT :
			says.renewed[by] ? WRITER_EARLIER :
					   WRITER_PRESENT);
	if (r == 0)
		assert_memory_equal(plain, "word", 4);
	for (size_t i = length; i < seal_room(sealed.length); i++)
		assert_int_equal(plain[i], 0);
	assert_int_equal(plain[seal_room(sealed.length)], 7);
	return r;
}

static inline void turned(int who)
{
	turn(who, &second, REALM);
	ring_settle_realm(rings[who], REALM, true);
}

#define CASE_TEST(name) cmocka_unit_test_setup_teardown(name, made, unmade)

#endif
