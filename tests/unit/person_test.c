/* Letters: what one seals for another is read by her alone, as it was written, by whom it says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "db/vault/person.h"

#define ID "11111111-1111-4111-8111-111111111111"

enum { ANNA, BOUN, CHAN, THIEF, PEOPLE };
static struct slab *slab;
static struct person *people[PEOPLE];
static unsigned char place[BIND_BYTES] = "a place", elsewhere[BIND_BYTES] = "another";

static int setup(void **state)
{
	(void)state;
	if (slab_new(&slab, 65536, NULL) != 0)
		return -1;
	for (size_t i = 0; i < PEOPLE; i++)
		person_make(people[i] = slab_take(slab, sizeof(struct person)), ID);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	slab_free(slab);
	return 0;
}

static const unsigned char word[32] = "the key of a realm";

static int reads(const struct text *letter, int reader, int writer, const unsigned char *at)
{
	unsigned char plain[64];
	struct error e = { 0 };

	memset(plain, 7, sizeof(plain));
	const int r = letter_read(plain, &people[reader]->box, people[writer]->sign_public, at,
		text_string(letter), letter->length, &e);
	assert_int_equal(e.code, r);
	if (r == 0)
		assert_memory_equal(plain, word, sizeof(word));
	else
		for (size_t i = 0;
			letter->length > LETTER_OVERHEAD && i < letter->length - LETTER_OVERHEAD;
			i++)
			assert_int_equal(plain[i], 0);
	return r;
}

static void test_letters(void **state)
{
	(void)state;
	struct text letter = { 0 }, failed = { .failed = true };
	const unsigned char no_key[PUBLIC_KEY] = { 0 };
	struct error e;

	assert_int_equal(letter_write(&letter, people[ANNA], people[BOUN]->box.public, place, word,
				 sizeof(word), &e),
		0);
	assert_int_equal(letter.length, LETTER_OVERHEAD + sizeof(word));
	assert_int_equal(reads(&letter, BOUN, ANNA, place), 0);
	assert_int_equal(reads(&letter, CHAN, ANNA, place), ERR_TAMPERED);
	assert_int_equal(reads(&letter, BOUN, THIEF, place), ERR_TAMPERED);
	assert_int_equal(reads(&letter, BOUN, ANNA, elsewhere), ERR_TAMPERED);
	for (size_t bit = 0; bit < letter.length * 8; bit++) {
		letter.data[bit / 8] ^= (char)(1 << bit % 8);
		assert_int_equal(reads(&letter, BOUN, ANNA, place), ERR_TAMPERED);
		letter.data[bit / 8] ^= (char)(1 << bit % 8);
	}
	for (; letter.length > 0; letter.length--)
		assert_int_equal(reads(&letter, BOUN, ANNA, place),
			letter.length == LETTER_OVERHEAD + sizeof(word) ? 0 : ERR_TAMPERED);
	assert_int_equal(letter_write(&letter, people[ANNA], no_key, place, word, sizeof(word), &e),
		ERR_INPUT);
	assert_int_equal(letter.length, 0);
	assert_int_equal(letter_write(&failed, people[ANNA], people[BOUN]->box.public, place, word,
				 sizeof(word), &e),
		ERR_MEMORY);
	text_done(&letter);
}

/* Signed as this version signs, of a version that is to come. */
static void test_a_newer_letter(void **state)
{
	(void)state;
	struct text letter = { 0 };
	unsigned char bound[BIND_BYTES];
	struct bind bind;

	letter_write(&letter, people[ANNA], people[BOUN]->box.public, place, word, 32, NULL);
	letter.data[0] = 2;
	bind_begin(&bind, "hw1 written");
	bind_number(&bind, 2);
	bind_bytes(&bind, place, BIND_BYTES);
	bind_bytes(&bind, people[BOUN]->box.public, PUBLIC_KEY);
	bind_bytes(&bind, letter.data + 65, letter.length - 65);
	bind_end(&bind, bound);
	person_sign(people[ANNA], bound, (unsigned char *)letter.data + 1);
	assert_int_equal(reads(&letter, BOUN, ANNA, place), ERR_CONTRACT);
	text_done(&letter);
}

/* A letter that is passed on under another signature is another's letter. */
static void test_a_letter_is_not_passed_on(void **state)
{
	(void)state;
	struct text letter = { 0 }, stolen = { 0 };

	letter_write(&letter, people[ANNA], people[BOUN]->box.public, place, word, 32, NULL);
	letter_write(&stolen, people[THIEF], people[BOUN]->box.public, place, word, 32, NULL);
	memcpy(stolen.data + 65, letter.data + 65, letter.length - 65);
	assert_int_equal(reads(&stolen, BOUN, THIEF, place), ERR_TAMPERED);
	text_done(&letter);
	text_done(&stolen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_a_newer_letter),
		cmocka_unit_test(test_a_letter_is_not_passed_on),
	};

	return cmocka_run_group_tests_name("person", tests, setup, teardown);
}
