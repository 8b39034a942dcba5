/* Named values in a piece of memory: put, changed, taken away, and what is no record is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "db/vault/record.h"

static char room[256];

static struct record fresh(void)
{
	struct record record;

	memset(room, 7, sizeof(room));
	assert_int_equal(record_begin(&record, room, sizeof(room), NULL), 0);
	return record;
}

static int put(struct record *record, const char *name, const char *value)
{
	const size_t before = record->length;
	struct error e = { 0 };
	const int r = record_put(record, name, value, &e);

	assert_int_equal(e.code, r);
	if (r != 0)
		assert_int_equal(record->length, before);
	return r;
}

static void test_put_and_value(void **state)
{
	(void)state;
	struct record record = fresh(), again;
	const char *name, *value;
	size_t at = 0;

	assert_null(record_value(&record, "name.1"));
	assert_int_equal(put(&record, "name.1", "ດອກຈໍາປາ"), 0);
	assert_int_equal(put(&record, "name.2", "Dok Champa"), 0);
	assert_int_equal(put(&record, "village", "x"), 0);
	assert_int_equal(put(&record, "name.2", "Dok"), 0);
	assert_int_equal(put(&record, "village", NULL), 0);
	assert_int_equal(put(&record, "nothing", ""), 0);
	assert_null(record_value(&record, "village"));
	assert_null(record_value(&record, "name"));
	assert_string_equal(record_value(&record, "name.1"), "ດອກຈໍາປາ");
	assert_string_equal(record_value(&record, "name.2"), "Dok");
	/* what was there before is not left behind the end */
	for (size_t i = record.length; i < sizeof(room); i++)
		assert_true(room[i] == 7 || room[i] == 0);
	assert_int_equal(record_read(&again, room, record.length, sizeof(room), NULL), 0);
	assert_true(record_next(&again, &at, &name, &value));
	assert_string_equal(name, "name.1");
	assert_true(record_next(&again, &at, &name, &value));
	assert_string_equal(name, "name.2");
	assert_string_equal(value, "Dok");
	assert_false(record_next(&again, &at, &name, &value));
	assert_int_equal(put(&record, "name.1", ""), 0);
	assert_int_equal(put(&record, "name.2", ""), 0);
	assert_int_equal(record.length, 11);
}

static void test_what_cannot_be_put(void **state)
{
	(void)state;
	struct record record = fresh();
	char endless[300], name[RECORD_NAME + 1];

	memset(endless, 'a', sizeof(endless) - 1);
	endless[sizeof(endless) - 1] = 0;
	memset(name, 'n', sizeof(name) - 1);
	name[RECORD_NAME] = 0;
	assert_int_equal(put(&record, "", "x"), ERR_INPUT);
	assert_int_equal(put(&record, "Name", "x"), ERR_INPUT);
	assert_int_equal(put(&record, "na me", "x"), ERR_INPUT);
	assert_int_equal(put(&record, name, "x"), ERR_INPUT);
	assert_int_equal(put(&record, name + 1, "x"), 0);
	assert_int_equal(put(&record, "a", "\xff"), ERR_INPUT);
	assert_int_equal(put(&record, "a", endless), ERR_MEMORY);
	/* to the last byte, and no further; what takes the place of another needs only the rest */
	endless[sizeof(room) - record.length - 3] = 0;
	assert_int_equal(put(&record, "a", endless), 0);
	assert_int_equal(record.length, sizeof(room));
	assert_int_equal(put(&record, "b", "x"), ERR_MEMORY);
	memset(endless, 'b', 2);
	assert_int_equal(put(&record, "a", endless), 0);
	endless[strlen(endless)] = 'a';
	assert_int_equal(put(&record, "a", endless), ERR_MEMORY);
	assert_memory_equal(record_value(&record, "a"), "bb", 2);
	assert_int_equal(record_begin(&record, room, 10, NULL), ERR_MEMORY);
}

/* As many names as are read in no time, and not one more. */
static void test_many_names(void **state)
{
	(void)state;
	static char bytes[16 << 10];
	struct record record, again;
	char name[16];

	assert_int_equal(record_begin(&record, bytes, sizeof(bytes), NULL), 0);
	for (int i = 0; i < RECORD_NAMES; i++) {
		snprintf(name, sizeof(name), "n%d", i);
		assert_int_equal(put(&record, name, "x"), 0);
	}
	assert_int_equal(put(&record, "one.more", "x"), ERR_MEMORY);
	assert_int_equal(put(&record, "one.more", ""), 0);
	assert_int_equal(put(&record, "n7", "y"), 0);
	assert_int_equal(record_read(&again, bytes, record.length, sizeof(bytes), NULL), 0);
	assert_string_equal(record_value(&again, "n1023"), "x");
	memcpy(bytes + record.length, "one.more\0x", 11);
	assert_int_equal(record_read(&again, bytes, record.length + 11, sizeof(bytes), NULL),
		ERR_TAMPERED);
	assert_int_equal(put(&record, "n7", ""), 0);
	assert_int_equal(put(&record, "one.more", "x"), 0);
}

static const struct {
	const char *bytes;
	size_t length;
	int code;
} readings[] = {
#define WORD "homeward\0"
#define BYTES(s) s, sizeof(s)
	{ BYTES(WORD "1"), 0 },
	{ BYTES(WORD "1\0a\0b"), 0 },
	{ BYTES(WORD "1\0a\0"), 0 },
	{ BYTES(WORD "2\0a\0b"), ERR_CONTRACT },
	{ BYTES(WORD "12\0a\0b"), ERR_CONTRACT },
	{ BYTES(WORD "1\0a"), ERR_TAMPERED },
	{ BYTES(WORD "1\0a\0b\0c"), ERR_TAMPERED },
	{ BYTES(WORD "1\0a\0b\0a\0c"), ERR_TAMPERED },
	{ BYTES(WORD "1\0A\0b"), ERR_TAMPERED },
	{ BYTES(WORD "1\0\0b"), ERR_TAMPERED },
	{ BYTES(WORD "1\0a\0\xc0\x80"), ERR_TAMPERED },
	{ BYTES("homeword\0" "1\0a\0b"), ERR_TAMPERED },
	{ WORD "1\0a\0b", 14, ERR_TAMPERED }, /* without its last NUL */
	{ WORD "1", 10, ERR_TAMPERED },
	{ "", 0, ERR_TAMPERED },
};

static void test_what_is_no_record(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(readings) / sizeof(readings[0]); i++) {
		struct record record;
		struct error e = { 0 };
		memset(room, 7, sizeof(room));
		memcpy(room, readings[i].bytes, readings[i].length);
		assert_int_equal(record_read(&record, room, readings[i].length, sizeof(room), &e),
			readings[i].code);
		assert_int_equal(e.code, readings[i].code);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_put_and_value),
		cmocka_unit_test(test_what_cannot_be_put),
		cmocka_unit_test(test_many_names),
		cmocka_unit_test(test_what_is_no_record),
	};

	return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
