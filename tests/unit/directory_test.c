/* The directory: who is who by the word of two registrars, and nothing else that a server says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "db/vault/directory.h"
#include "db/vault/hex.h"

#define ID "11111111-1111-4111-8111-111111111111"
#define REALM "22222222-2222-4222-8222-222222222222"

enum { ANNA, BOUN, CHAN, THIEF, PEOPLE };
static struct slab *slab;
static struct person *people[PEOPLE];
static struct registrars registrars;

static int setup(void **state)
{
	(void)state;
	if (slab_new(&slab, 65536, NULL) != 0)
		return -1;
	for (size_t i = 0; i < PEOPLE; i++)
		person_make(people[i] = slab_take(slab, sizeof(struct person)), ID);
	registrars.count = 2;
	memcpy(registrars.sign[0], people[ANNA]->sign_public, PUBLIC_KEY);
	memcpy(registrars.sign[1], people[BOUN]->sign_public, PUBLIC_KEY);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	slab_free(slab);
	return 0;
}

/* ---- directory */
#define A64 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B64 "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define C64 "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
#define P(n) "11111111-0000-4000-8000-00000000000" #n
#define R1 "22222222-0000-4000-8000-000000000001"
#define R2 "22222222-0000-4000-8000-000000000002"
#define K1 "33333333-0000-4000-8000-000000000001"
#define HEAD "homeward directory 1\nserial 7\nat 2026-11-22T10:00:00Z\n"
#define RECOVERY "recovery " K1 " 1 " C64 " the bank in Vientiane\n"
#define ANNA_1 "past " P(1) " 1 anna " C64 " " C64 "\n"
#define ANNA_2 "person " P(1) " 2 anna " A64 " " B64 "\n"
#define BOUN_1 "person " P(2) " 1 boun " B64 " " A64 "\n"
#define CHAN_1 "past " P(3) " 1 chan " B64 " " C64 "\n"
#define NIGHT_1 "person " P(4) " 1 night " C64 " " B64 "\n"
#define OFFICE "realm " R1 " 3 " A64 " " K1 " " P(1) "," P(2) " Vientiane, the office\n"
#define HEALTH "realm " R2 " 0 - " K1 " " P(2) "," P(1) "," P(4) " health\n"
static const char whole[] = HEAD HEALTH NIGHT_1 ANNA_2 RECOVERY CHAN_1 OFFICE BOUN_1 ANNA_1;

static struct directory *parsed(const char *text)
{
	struct directory *directory;

	assert_int_equal(directory_parse(&directory, text, strlen(text), NULL), 0);
	return directory;
}

static void test_what_it_says(void **state)
{
	(void)state;
	struct directory *directory = parsed(whole);
	char hex[2 * PUBLIC_KEY + 1];

	assert_int_equal(directory_serial(directory), 7);
	assert_string_equal(directory_at(directory), "2026-11-22T10:00:00Z");
	assert_int_equal(directory_person(directory, P(1))->number, 2);
	assert_string_equal(directory_person(directory, P(1))->login, "anna");
	hex_write(hex, directory_person(directory, P(1))->box, PUBLIC_KEY);
	assert_string_equal(hex, A64);
	hex_write(hex, directory_person(directory, P(1))->sign, PUBLIC_KEY);
	assert_string_equal(hex, B64);
	assert_null(directory_person(directory, P(3)));
	assert_null(directory_person(directory, P(5)));
	assert_true(directory_keys(directory, P(1), 1)->past);
	assert_false(directory_keys(directory, P(1), 2)->past);
	assert_null(directory_keys(directory, P(1), 3));
	assert_null(directory_keys(directory, P(2), 2));
	assert_null(directory_keys(directory, P(2), 0));
	assert_true(directory_keys(directory, P(3), 1)->past);
	assert_int_equal(directory_keys_after(directory, P(1), 1)->number, 2);
	assert_null(directory_keys_after(directory, P(1), 2));
	assert_string_equal(directory_recovery(directory, K1)->name, "the bank in Vientiane");
	assert_null(directory_recovery(directory, P(1)));
	assert_int_equal(directory_realm(directory, R1)->epoch, 3);
	assert_string_equal(directory_realm(directory, R1)->name, "Vientiane, the office");
	assert_string_equal(directory_realm(directory, R1)->recovery, K1);
	assert_int_equal(directory_realm(directory, R2)->epoch, 0);
	assert_null(directory_realm(directory, K1));
	assert_true(directory_is_custodian(directory, R1, P(1)));
	assert_true(directory_is_custodian(directory, R1, P(2)));
	assert_false(directory_is_custodian(directory, R1, P(4)));
	assert_true(directory_is_custodian(directory, R2, P(4)));
	assert_false(directory_is_custodian(directory, R1, P(3)));
	assert_false(directory_is_custodian(directory, K1, P(1)));
	directory_free(directory);
	directory = parsed(HEAD "person " P(5) " 3 new " A64 " " B64 "\n");
	assert_null(directory_keys(directory, P(5), 1));
	assert_non_null(directory_keys(directory, P(5), 3));
	directory_free(directory);
	directory_free(NULL);
}

static const struct {
	const char *text;
	int code;
	const char *says;
} nones[] = {
	{ HEAD, 0, "" },
	{ "", ERR_INPUT, "cut short" },
	{ "homeward directory 1\nserial 7\n", ERR_INPUT, "cut short" },
	{ "homeward directory 2\nserial 7\n", ERR_CONTRACT, "newer" },
	{ "homeward directory x\n", ERR_INPUT, "not a directory" },
	{ "homeward directory \n", ERR_INPUT, "not a directory" },
	{ "homeward", ERR_INPUT, "Line 1" },
	{ "homeward\n", ERR_INPUT, "not a directory" },
	{ "homeward directory 1\nat 2026-11-22T10:00:00Z\nserial 7\n", ERR_INPUT, "Line 2" },
	{ "homeward directory 1\nserial 0\nat 2026-11-22T10:00:00Z\n", ERR_INPUT, "serial" },
	{ "homeward directory 1\nserial 07\nat 2026-11-22T10:00:00Z\n", ERR_INPUT, "serial" },
	{ "homeward directory 1\nserial \nat 2026-11-22T10:00:00Z\n", ERR_INPUT, "serial" },
	{ "homeward directory 1\nserial 4294967296\nat 2026-11-22T10:00:00Z\n", ERR_INPUT,
		"serial" },
	{ "homeward directory 1\nserial 42949672950\nat 2026-11-22T10:00:00Z\n", ERR_INPUT,
		"serial" },
	{ "homeward directory 1\nserial 7:\nat 2026-11-22T10:00:00Z\n", ERR_INPUT, "serial" },
	{ "homeward directory 1\nserial 7/\nat 2026-11-22T10:00:00Z\n", ERR_INPUT, "serial" },
	{ "homeward directory 1\nserial 7\nat 2026-11-22 10:00:00Z\n", ERR_INPUT, "time" },
	{ "homeward directory 1\nserial 7\nat 2026-11-22T10:00:00\n", ERR_INPUT, "time" },
	{ "homeward directory 1\nserial 7\nat 2026-11-22T10:00:0xZ\n", ERR_INPUT, "time" },
	{ HEAD "serial 8\n", ERR_INPUT, "Line 4" },
	{ HEAD "\n", ERR_INPUT, "Line 4" },
	{ HEAD "person\t\n", ERR_INPUT, "Line 4 of" },
	{ HEAD "person\x7f\n", ERR_INPUT, "not a line of text" },
	{ HEAD "person \xff\n", ERR_INPUT, "not a line of text" },
	{ HEAD "past " P(1) " 1 anna " A64 " " B64, ERR_INPUT, "Line 4" },
	{ HEAD "person " P(1) "0 1 anna " A64 " " B64 "\n", ERR_INPUT, "no UUID" },
	{ HEAD "person 11111111-0000-4000-8000-00000000000A 1 anna " A64 " " B64 "\n", ERR_INPUT,
		"no UUID" },
	{ HEAD "person " P(1) " 0 anna " A64 " " B64 "\n", ERR_INPUT, "no number" },
	{ HEAD "person " P(1) " x anna " A64 " " B64 "\n", ERR_INPUT, "no number" },
	{ HEAD "person " P(1) " 1  " A64 " " B64 "\n", ERR_INPUT, "no login" },
	{ HEAD "person " P(1) " 1 " A64 " " B64 " " C64 "\n", ERR_INPUT, "no login" },
	{ HEAD "person " P(1) " 1 anna " A64 "\n", ERR_INPUT, "no two keys" },
	{ HEAD "person " P(1) " 1 anna " A64 " b" B64 "\n", ERR_INPUT, "no two keys" },
	{ HEAD "person " P(1) " 1 anna a" A64 " " B64 "\n", ERR_INPUT, "no two keys" },
	{ HEAD "person " P(1) " 1 anna " A64 " " B64 " \n", ERR_INPUT, "no two keys" },
	{ HEAD "recovery " P(1) "x 1 " A64 " name\n", ERR_INPUT, "no UUID" },
	{ HEAD "recovery " P(1) " 0 " A64 " name\n", ERR_INPUT, "no number" },
	{ HEAD "recovery " P(1) " -1 " A64 " name\n", ERR_INPUT, "no number" },
	{ HEAD "recovery " P(1) " 1 " P(1) " name\n", ERR_INPUT, "no key" },
	{ HEAD "recovery " P(1) " 1 " A64 "\n", ERR_INPUT, "no name" },
	{ HEAD RECOVERY RECOVERY, ERR_INPUT, K1 " stands twice" },
	{ HEAD ANNA_2 ANNA_2, ERR_INPUT, "keys 2 of " P(1) " stand twice" },
	{ HEAD ANNA_2 "past " P(1) " 3 anna " C64 " " C64 "\n", ERR_INPUT, "newer ones" },
	{ HEAD ANNA_2 "person " P(1) " 1 anna " C64 " " C64 "\n", ERR_INPUT, "newer ones" },
#define BEFORE HEAD RECOVERY ANNA_2 BOUN_1 CHAN_1 "realm "
	{ BEFORE R1 "x 0 - " K1 " " P(1) "," P(2) " name\n", ERR_INPUT, "Line 8 of" },
	{ BEFORE R1 " x - " K1 " " P(1) "," P(2) " name\n", ERR_INPUT, "no epoch" },
	{ BEFORE R1 " 0 " A64 " " K1 " " P(1) "," P(2) " name\n", ERR_INPUT, "no key" },
	{ BEFORE R1 " 1 - " K1 " " P(1) "," P(2) " name\n", ERR_INPUT, "no key" },
	{ BEFORE R1 " 0 - x " P(1) "," P(2) " name\n", ERR_INPUT, "recovery key" },
	{ BEFORE R1 " 0 - " K1 " " P(1) " name\n", ERR_INPUT, "custodians" },
	{ BEFORE R1 " 0 - " K1 "  name\n", ERR_INPUT, "custodians" },
	{ BEFORE R1 " 0 - " K1 " " P(1) "," P(1) " name\n", ERR_INPUT, "custodians" },
	{ BEFORE R1 " 0 - " K1 " " P(1) ";" P(2) " name\n", ERR_INPUT, "custodians" },
	{ BEFORE R1 " 0 - " K1 " " P(1) "," P(2) ", name\n", ERR_INPUT, "custodians" },
	{ BEFORE R1 " 0 - " K1 " " P(1) "," P(2) "," P(3) "," P(4) "," P(5) "," P(6) "," P(7) "," P(
		  8) "," P(9) " name\n",
		ERR_INPUT, "custodians" },
	{ BEFORE R1 " 0 - " K1 " " P(1) "," P(2) "\n", ERR_INPUT, "no name" },
	{ BEFORE R1 " 0 - " K1 " " P(1) "," P(3) " name\n", ERR_INPUT, "without keys: " P(3) },
	{ BEFORE R1 " 0 - " K1 " " P(1) "," P(4) " name\n", ERR_INPUT, "without keys: " P(4) },
	{ BEFORE R1 " 0 - " R1 " " P(1) "," P(2) " name\n", ERR_INPUT, "not in it" },
	{ HEAD RECOVERY ANNA_2 BOUN_1 OFFICE OFFICE, ERR_INPUT, R1 " stands twice" },
};

static void test_what_is_none(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(nones) / sizeof(nones[0]); i++) {
		struct directory *directory;
		struct error e = { 0 };
		const int r = directory_parse(&directory, nones[i].text, strlen(nones[i].text), &e);
		if (r != nones[i].code || !strstr(e.text, nones[i].says))
			print_message("%zu: %s\n", i, e.text);
		assert_int_equal(r, nones[i].code);
		assert_non_null(strstr(e.text, nones[i].says));
		assert_int_equal(directory == NULL, r != 0);
		directory_free(directory);
	}
	static char endless[DIRECTORY_LIMIT + 1];
	struct directory *directory;
	assert_int_equal(directory_parse(&directory, endless, sizeof(endless), NULL), ERR_INPUT);
	assert_null(directory);
}

/* ---- by whose word */
static struct directory_text signed_text(const char *text, int first, int second)
{
	struct directory_text all = { .text = text, .length = strlen(text) };

	directory_sign(&all.signed_by[0], text, all.length, people[first]);
	directory_sign(&all.signed_by[1], text, all.length, people[second]);
	return all;
}

static int believes(const struct directory_text *text)
{
	struct directory *directory;
	struct error e = { 0 };
	const int r = directory_read(&directory, text, &registrars, &e);

	assert_int_equal(e.code, r);
	assert_int_equal(directory == NULL, r != 0);
	directory_free(directory);
	return r;
}

static void test_two_registrars(void **state)
{
	(void)state;
	struct directory_text text = signed_text(whole, ANNA, BOUN);
	struct directory *directory;

	assert_int_equal(believes(&text), 0);
	text = signed_text(whole, BOUN, ANNA);
	assert_int_equal(believes(&text), 0);
	const int wrong[][2] = { { ANNA, ANNA }, { BOUN, BOUN }, { ANNA, CHAN }, { THIEF, BOUN },
		{ THIEF, CHAN } };
	for (size_t i = 0; i < 5; i++) {
		text = signed_text(whole, wrong[i][0], wrong[i][1]);
		assert_int_equal(believes(&text), ERR_TAMPERED);
	}
	/* a thief's signature under a registrar's key */
	text = signed_text(whole, ANNA, THIEF);
	memcpy(text.signed_by[1].by, people[BOUN]->sign_public, PUBLIC_KEY);
	assert_int_equal(believes(&text), ERR_TAMPERED);
	text = signed_text(whole, ANNA, BOUN);
	assert_int_equal(directory_read(&directory, &text, &(struct registrars){ 0 }, NULL),
		ERR_TAMPERED);
	assert_null(directory);
	/* signed, and yet of no use */
	text = signed_text("homeward directory 9\n", ANNA, BOUN);
	assert_int_equal(believes(&text), ERR_CONTRACT);
	text = signed_text("homeward directory 1\n", ANNA, BOUN);
	assert_int_equal(believes(&text), ERR_INPUT);
}

static void test_every_bit_of_it(void **state)
{
	(void)state;
	char changed[sizeof(whole)];
	struct directory_text text = signed_text(whole, ANNA, BOUN);

	memcpy(changed, whole, sizeof(whole));
	text.text = changed;
	assert_int_equal(believes(&text), 0);
	for (size_t bit = 0; bit < text.length * 8; bit++) {
		changed[bit / 8] ^= (char)(1 << bit % 8);
		assert_int_equal(believes(&text), ERR_TAMPERED);
		changed[bit / 8] ^= (char)(1 << bit % 8);
	}
	unsigned char *const signatures = (unsigned char *)text.signed_by;
	for (size_t bit = 0; bit < sizeof(text.signed_by) * 8; bit++) {
		signatures[bit / 8] ^= (unsigned char)(1 << bit % 8);
		assert_int_equal(believes(&text), ERR_TAMPERED);
		signatures[bit / 8] ^= (unsigned char)(1 << bit % 8);
	}
	for (text.length = 0; text.length < strlen(whole); text.length++)
		assert_int_equal(believes(&text), ERR_TAMPERED);
	assert_int_equal(believes(&text), 0);
}

/* ---- what a registrar is told */
static size_t changes(const char *before, const char *after, char lines[static 4096])
{
	struct directory *now = before ? parsed(before) : NULL, *next = parsed(after);
	char line[DIRECTORY_LINE];
	size_t at = 0, count = 0;

	for (lines[0] = 0; directory_change(now, next, &at, line, sizeof(line)); count++)
		snprintf(lines + strlen(lines), 4096 - strlen(lines), "%s\n", line);
	assert_string_equal(line, "");
	directory_free(now);
	directory_free(next);
	return count;
}

static const struct {
	const char *before, *after, *says;
	size_t count;
} changed[] = {
#define ALL HEAD RECOVERY ANNA_1 ANNA_2 BOUN_1 CHAN_1 NIGHT_1
	{ whole, whole, "", 0 },
	{ NULL, whole, "anna: keys 2 are new: ", 8 },
	{ NULL, whole, "chan: keys 1 are new: ", 8 },
	{ NULL, whole, "(of the past)", 8 },
	{ NULL, whole,
		"new realm health, epoch 0, key none, recovery the bank in Vientiane, "
		"custodians boun anna night",
		8 },
	{ NULL, whole, "recovery key the bank in Vientiane, 1 is new: " C64, 8 },
	{ HEAD BOUN_1, HEAD BOUN_1 ANNA_2, "anna: keys 2 are new: ", 1 },
	{ HEAD NIGHT_1, HEAD, "night: keys 1 are left out", 1 },
	{ HEAD NIGHT_1, HEAD "past " P(4) " 1 night " C64 " " B64 "\n", "night has left", 1 },
	{ HEAD NIGHT_1,
		HEAD "person " P(4) " 2 night " A64 " " A64 "\npast " P(4) " 1 night " C64 " " B64
									   "\n",
		"night: keys 1 are of the past", 2 },
	{ HEAD CHAN_1, HEAD "person " P(3) " 1 chan " B64 " " C64 "\n",
		"chan: keys 1 are back: ", 1 },
	{ HEAD NIGHT_1, HEAD "person " P(4) " 1 night " A64 " " B64 "\n",
		"night: keys 1 are other ones than before, of night: ", 1 },
	{ HEAD NIGHT_1, HEAD "person " P(4) " 1 night " C64 " " A64 "\n", "are other ones", 1 },
	{ HEAD NIGHT_1, HEAD "past " P(4) " 1 night " C64 " " A64 "\n", "(of the past)", 1 },
	{ HEAD NIGHT_1, HEAD "person " P(4) " 1 day " C64 " " B64 "\n",
		"day: keys 1 are other ones than before, of night: ", 1 },
	{ HEAD RECOVERY, HEAD, "recovery key the bank in Vientiane is left out", 1 },
	{ HEAD RECOVERY, HEAD "recovery " K1 " 2 " C64 " the bank in Vientiane\n", "2 in place of",
		1 },
	{ HEAD RECOVERY, HEAD "recovery " K1 " 1 " A64 " the bank in Vientiane\n", A64, 1 },
	{ HEAD RECOVERY, HEAD "recovery " K1 " 1 " C64 " a drawer\n",
		"recovery key a drawer, 1 in place of the bank in Vientiane: ", 1 },
	{ ALL OFFICE, ALL, "realm Vientiane, the office is left out", 1 },
	{ ALL OFFICE, ALL "realm " R1 " 4 " A64 " " K1 " " P(1) "," P(2) " Vientiane, the office\n",
		"epoch 4, key aaaaaaaaaaaaaaaa", 1 },
	{ ALL OFFICE, ALL "realm " R1 " 3 " B64 " " K1 " " P(1) "," P(2) " Vientiane, the office\n",
		"key bbbbbbbbbbbbbbbb", 1 },
	{ ALL OFFICE, ALL "realm " R1 " 3 " A64 " " K1 " " P(1) "," P(4) " Vientiane, the office\n",
		"custodians anna night; before Vientiane, the office, epoch 3", 1 },
	{ ALL OFFICE,
		ALL "realm " R1 " 3 " A64 " " K1
		    " " P(1) "," P(2) "," P(4) " Vientiane, the office\n",
		"custodians anna boun night; before", 1 },
	{ ALL OFFICE, ALL "realm " R1 " 3 " A64 " " K1 " " P(1) "," P(2) " name\n", "realm name",
		1 },
	{ ALL "recovery " R1 " 1 " C64 " a drawer\n" OFFICE,
		ALL "recovery " R1 " 1 " C64 " a drawer\n"
		    "realm " R1 " 3 " A64 " " R1 " " P(1) "," P(2) " Vientiane, the office\n",
		"recovery a drawer, custodians", 1 },
};

static void test_changes(void **state)
{
	(void)state;
	char lines[4096];

	for (size_t i = 0; i < sizeof(changed) / sizeof(changed[0]); i++) {
		const size_t count = changes(changed[i].before, changed[i].after, lines);
		if (count != changed[i].count || !strstr(lines, changed[i].says))
			print_message("%zu: %zu of %s", i, count, lines);
		assert_int_equal(count, changed[i].count);
		assert_non_null(strstr(lines, changed[i].says));
	}
}

static void test_words(void **state)
{
	(void)state;
	unsigned char box[PUBLIC_KEY] = "box", sign[PUBLIC_KEY] = "sign";
	char words[PERSON_WORDS_TEXT], others[PERSON_WORDS_TEXT];
	size_t spaces = 0;

	person_words(ID, 1, "night", box, sign, words);
	for (const char *at = words; *at; at++)
		spaces += *at == ' ';
	assert_int_equal(spaces, PERSON_WORDS - 1);
	assert_string_equal(words, "alert depart sick pepper stage copper antenna ignore");
	/* all of it is in them */
	person_words(REALM, 1, "night", box, sign, others);
	assert_string_not_equal(words, others);
	person_words(ID, 2, "night", box, sign, others);
	assert_string_not_equal(words, others);
	person_words(ID, 1, "nigh", box, sign, others);
	assert_string_not_equal(words, others);
	box[31] ^= 1;
	person_words(ID, 1, "night", box, sign, others);
	assert_string_not_equal(words, others);
	box[31] ^= 1;
	sign[31] ^= 1;
	person_words(ID, 1, "night", box, sign, others);
	assert_string_not_equal(words, others);
}

static void test_hex(void **state)
{
	(void)state;
	unsigned char bytes[2];
	char text[5];

	assert_true(hex_read(bytes, 2, "0aF1", 4));
	assert_memory_equal(bytes, "\x0a\xf1", 2);
	hex_write(text, bytes, 2);
	assert_string_equal(text, "0af1");
	const char *const wrong[] = { "", "0a", "0af", "0afg", "0af12", " 0af", "0a f" };
	for (size_t i = 0; i < 7; i++) {
		memset(bytes, 7, 2);
		assert_false(hex_read(bytes, 2, wrong[i], strlen(wrong[i])));
		assert_memory_equal(bytes, "\0", 2);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_it_says),
		cmocka_unit_test(test_what_is_none),
		cmocka_unit_test(test_two_registrars),
		cmocka_unit_test(test_every_bit_of_it),
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_hex),
	};

	return cmocka_run_group_tests_name("directory", tests, setup, teardown);
}
