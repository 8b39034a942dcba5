/*
 * What is sealed opens with its key at its place, and in no other case: each field of the place
 * swapped, each bit flipped, each length cut. A wrong key is told from changed bytes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

#include "db/vault/seal.h"

enum { ROOM = 512 };
static unsigned char key[SEAL_KEY], other_key[SEAL_KEY], here[BIND_BYTES];
static const struct record_place place = { .table = "identity",
	.column = "kind",
	.key = "office",
	.row = "11111111-1111-4111-8111-111111111111",
	.case_id = "22222222-2222-4222-8222-222222222222",
	.generation = 3,
	.version = 9 };

static int setup(void **state)
{
	(void)state;
	seal_key_make(key);
	seal_key_make(other_key);
	bind_record(&place, here);
	return 0;
}

static struct text sealed_of(enum seal_suite suite, const char *word)
{
	unsigned char plain[ROOM] = { 0 };
	struct text sealed = { 0 };

	memcpy(plain, word, strlen(word));
	assert_int_equal(seal(&sealed, suite, key, here, plain, strlen(word), ROOM, NULL), 0);
	return sealed;
}

/* The code of opening it, having checked that a refusal leaves nothing behind. */
static int opens(const struct text *sealed, const unsigned char *with, const unsigned char *at)
{
	unsigned char plain[ROOM];
	size_t length = 1;
	struct error e = { 0 };

	memset(plain, 7, sizeof(plain));
	const int r = unseal(plain, &length, with, at, text_string(sealed), sealed->length, &e);
	if (r != 0) {
		assert_int_equal(length, 0);
		for (size_t i = 0; i < seal_room(sealed->length); i++)
			assert_int_equal(plain[i], 0);
		assert_int_equal(e.code, r);
		assert_true(e.text[0] != 0);
	}
	return r;
}

static void test_there_and_back(void **state)
{
	(void)state;
	char word[300] = "";
	unsigned char plain[ROOM];
	size_t length;

	for (size_t n = 0; n < sizeof(word) - 1; n++) {
		struct text sealed = sealed_of(SEAL_PADDED, word);
		assert_int_equal((sealed.length - SEAL_OVERHEAD) % SEAL_STEP, 0);
		assert_int_equal(unseal(plain, &length, key, here, sealed.data, sealed.length,
					 NULL),
			0);
		assert_int_equal(length, n);
		assert_memory_equal(plain, word, n);
		text_done(&sealed);
		word[n] = (char)('a' + n % 26);
	}
	struct text one = sealed_of(SEAL_EXACT, "0123456789"),
		    two = sealed_of(SEAL_EXACT, "0123456789");
	assert_int_equal(one.length, 10 + SEAL_OVERHEAD);
	assert_memory_not_equal(one.data + 34, two.data + 34, one.length - 34);
	assert_int_equal(opens(&one, key, here), 0);
	text_done(&one);
	text_done(&two);
}

static void test_wrong_key(void **state)
{
	(void)state;
	struct text sealed = sealed_of(SEAL_PADDED, "word");

	assert_int_equal(opens(&sealed, other_key, here), ERR_KEY);
	text_done(&sealed);
}

static void test_every_bit(void **state)
{
	(void)state;
	struct text sealed = sealed_of(SEAL_PADDED, "word");

	for (size_t bit = 0; bit < sealed.length * 8; bit++) {
		sealed.data[bit / 8] ^= (char)(1 << bit % 8);
		/* the version and the commitment to it and the key say that it is not this key's */
		const bool first = bit / 8 == 0 || (bit / 8 >= 2 && bit / 8 < 34);
		assert_int_equal(opens(&sealed, key, here), first ? ERR_KEY : ERR_TAMPERED);
		sealed.data[bit / 8] ^= (char)(1 << bit % 8);
	}
	assert_int_equal(opens(&sealed, key, here), 0);
	for (; sealed.length > 0; sealed.length--) {
		const int r = sealed.length == SEAL_OVERHEAD + SEAL_STEP ? 0 : ERR_TAMPERED;
		assert_int_equal(opens(&sealed, key, here), r);
	}
	text_done(&sealed);
}

/* Under this key, and of a version that commits to it as this one does. */
static void test_newer(void **state)
{
	(void)state;
	struct text sealed = sealed_of(SEAL_PADDED, "word");
	const char what[] = "hw1 commitment \2";

	sealed.data[0] = 2;
	crypto_generichash((unsigned char *)sealed.data + 2, 32, (const unsigned char *)what,
		sizeof(what) - 1, key, SEAL_KEY);
	assert_int_equal(opens(&sealed, key, here), ERR_CONTRACT);
	assert_int_equal(opens(&sealed, other_key, here), ERR_KEY);
	text_done(&sealed);
}

/* Each field of a place changed, and any two that could be taken for each other exchanged. */
static void test_every_field_of_a_record(void **state)
{
	(void)state;
	struct text sealed = sealed_of(SEAL_PADDED, "word");
	unsigned char there[BIND_BYTES];

	for (size_t i = 0; i < 5; i++) {
		for (size_t j = i; j < 5; j++) {
			struct record_place moved = place;
			const char **const fields[] = { &moved.table, &moved.column, &moved.key,
				&moved.row, &moved.case_id };
			const char *const field = *fields[i];
			*fields[i] = i == j ? "another" : *fields[j];
			*fields[j] = i == j ? *fields[j] : field;
			bind_record(&moved, there);
			assert_int_equal(opens(&sealed, key, there), ERR_TAMPERED);
		}
	}
	const uint32_t numbers[][2] = { { 2, 9 }, { 3, 8 }, { 9, 3 } };
	for (size_t i = 0; i < 3; i++) {
		struct record_place moved = place;
		moved.generation = numbers[i][0];
		moved.version = numbers[i][1];
		bind_record(&moved, there);
		assert_int_equal(opens(&sealed, key, there), ERR_TAMPERED);
	}
	text_done(&sealed);
}

static void test_every_field_of_a_wrap(void **state)
{
	(void)state;
	const struct wrap_place at = { "a", "b", "c", 1, 2, 3 };
	const struct wrap_place moved[] = {
		{ "x", "b", "c", 1, 2, 3 },
		{ "a", "x", "c", 1, 2, 3 },
		{ "a", "b", "x", 1, 2, 3 },
		{ "a", "b", "c", 9, 2, 3 },
		{ "a", "b", "c", 1, 9, 3 },
		{ "a", "b", "c", 1, 2, 9 },
		{ "b", "a", "c", 1, 2, 3 },
		{ "c", "b", "a", 1, 2, 3 },
		{ "a", "c", "b", 1, 2, 3 },
		{ "a", "b", "c", 2, 1, 3 },
		{ "a", "b", "c", 3, 2, 1 },
		{ "a", "b", "c", 1, 3, 2 },
	};
	unsigned char first[BIND_BYTES], there[BIND_BYTES];

	bind_wrap(&at, first);
	for (size_t i = 0; i < sizeof(moved) / sizeof(moved[0]); i++) {
		bind_wrap(&moved[i], there);
		assert_memory_not_equal(first, there, BIND_BYTES);
	}
}

static void test_every_field_of_a_letter(void **state)
{
	(void)state;
	const struct letter_place at = { "a", "b", 1, 2 };
	const struct letter_place moved[] = {
		{ "x", "b", 1, 2 },
		{ "a", "x", 1, 2 },
		{ "a", "b", 9, 2 },
		{ "a", "b", 1, 9 },
		{ "b", "a", 1, 2 },
		{ "a", "b", 2, 1 },
	};
	unsigned char first[BIND_BYTES], there[BIND_BYTES];

	bind_letter(&at, first);
	for (size_t i = 0; i < sizeof(moved) / sizeof(moved[0]); i++) {
		bind_letter(&moved[i], there);
		assert_memory_not_equal(first, there, BIND_BYTES);
	}
}

/* The same bytes in other fields, of another kind, or absent, are another place. */
static void test_fields_have_lengths(void **state)
{
	(void)state;
	static const char *const fields[][3] = { { "ab", "c", "d" }, { "a", "bc", "d" },
		{ "ab", "cd", "" }, { "ab", "cd", NULL }, { "", "abc", "d" } };
	unsigned char places[5][BIND_BYTES];
	struct bind bind;

	for (size_t i = 0; i < 5; i++) {
		bind_begin(&bind, fields[i][0]);
		bind_text(&bind, fields[i][1]);
		bind_text(&bind, fields[i][2]);
		bind_end(&bind, places[i]);
		for (size_t j = 0; j < i; j++)
			assert_memory_not_equal(places[i], places[j], BIND_BYTES);
	}
	bind_begin(&bind, "n");
	bind_number(&bind, 0x0102030405060708);
	bind_end(&bind, places[0]);
	bind_begin(&bind, "n");
	bind_bytes(&bind, "\10\7\6\5\4\3\2\1", 8);
	bind_end(&bind, places[1]);
	assert_memory_equal(places[0], places[1], BIND_BYTES);
}

static void test_limits(void **state)
{
	(void)state;
	static unsigned char much[SEAL_LIMIT + 1 + SEAL_STEP];
	struct text sealed = { 0 }, failed = { .failed = true };
	struct error e;

	assert_int_equal(seal(&sealed, SEAL_PADDED, key, here, much, SEAL_LIMIT + 1, sizeof(much),
				 &e),
		ERR_INPUT);
	assert_int_equal(sealed.length, 0);
	assert_int_equal(seal(&sealed, SEAL_PADDED, key, here, much, SEAL_LIMIT, sizeof(much), &e),
		0);
	assert_int_equal(seal_room(sealed.length), SEAL_LIMIT + SEAL_STEP);
	assert_int_equal(seal_room(sealed.length + 1), 0);
	text_add_char(&sealed, 'x');
	assert_int_equal(opens(&sealed, key, here), ERR_TAMPERED);
	assert_int_equal(seal(&failed, SEAL_PADDED, key, here, much, 1, sizeof(much), &e),
		ERR_MEMORY);
	text_done(&sealed);
}

/* No byte is written behind the room, and what does not fit is left as it was. */
static void test_room(void **state)
{
	(void)state;
	unsigned char plain[3 * SEAL_STEP];
	struct text sealed = { 0 };

	for (size_t length = 0; length <= 2 * SEAL_STEP; length++) {
		for (size_t room = length; room <= 2 * SEAL_STEP; room++) {
			const bool fits = room >= length / SEAL_STEP * SEAL_STEP + SEAL_STEP;
			memset(plain, 7, sizeof(plain));
			text_clear(&sealed);
			assert_int_equal(seal(&sealed, SEAL_PADDED, key, here, plain, length, room,
						 NULL),
				fits ? 0 : ERR_INPUT);
			assert_int_equal(sealed.length > 0, fits);
			for (size_t i = fits ? room : length; i < sizeof(plain); i++)
				assert_int_equal(plain[i], 7);
		}
	}
	text_done(&sealed);
}

/* Who has the key may seal what was never padded: it is refused, not read beyond its end. */
static void test_no_padding(void **state)
{
	(void)state;
	struct text sealed = sealed_of(SEAL_EXACT, "word");

	sealed.data[1] = SEAL_PADDED;
	assert_int_equal(opens(&sealed, key, here), ERR_TAMPERED);
	text_done(&sealed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_wrong_key),
		cmocka_unit_test(test_every_bit),
		cmocka_unit_test(test_newer),
		cmocka_unit_test(test_every_field_of_a_record),
		cmocka_unit_test(test_every_field_of_a_wrap),
		cmocka_unit_test(test_every_field_of_a_letter),
		cmocka_unit_test(test_fields_have_lengths),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_room),
		cmocka_unit_test(test_no_padding),
	};

	return cmocka_run_group_tests_name("seal", tests, setup, NULL);
}
