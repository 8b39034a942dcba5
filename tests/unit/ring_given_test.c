/* Whom a custodian has given keys to, by what she has seen herself. */
#include "a_ring.h"

#include "db/vault/ring_int.h"

static enum ring_reader reader(const char *realm, int who)
{
	return ring_reader(rings[SUPERVISOR], realm, ids[who]);
}

static int gave(const char *realm, int who)
{
	struct error e = { 0 };
	const int r = ring_gave(rings[SUPERVISOR], realm, ids[who], &e);

	assert_int_equal(e.code, r);
	return r;
}

static int leaves_out(const char *realm, int who)
{
	return ring_left_out(rings[SUPERVISOR], realm, ids[who], NULL);
}

static void test_readers(void **state)
{
	(void)state;
	assert_int_equal(reader(REALM, NIGHT), RING_READER_NEW);
	/* who never had it is not left out */
	assert_int_equal(leaves_out(REALM, NIGHT), 0);
	assert_int_equal(reader(REALM, NIGHT), RING_READER_NEW);
	assert_int_equal(gave(REALM, NIGHT), 0);
	assert_int_equal(reader(REALM, NIGHT), RING_READER_KNOWN);
	assert_int_equal(reader(HEALTH, NIGHT), RING_READER_NEW_HERE);
	assert_int_equal(reader(REALM, DEPUTY), RING_READER_NEW);
	assert_int_equal(gave(REALM, NIGHT), 0);
	assert_int_equal(reader(REALM, NIGHT), RING_READER_KNOWN);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(leaves_out(REALM, NIGHT), 0);
		assert_int_equal(reader(REALM, NIGHT), RING_READER_BACK);
	}
	assert_int_equal(gave(REALM, NIGHT), 0);
	assert_int_equal(reader(REALM, NIGHT), RING_READER_KNOWN);
}

static void test_other_keys(void **state)
{
	(void)state;
	assert_int_equal(gave(REALM, NIGHT), 0);
	says.serial++;
	says.renewed[NIGHT] = true;
	assert_int_equal(believe(SUPERVISOR), 0);
	assert_int_equal(reader(REALM, NIGHT), RING_READER_OTHER_KEYS);
	assert_int_equal(gave(REALM, NIGHT), 0);
	assert_int_equal(reader(REALM, NIGHT), RING_READER_KNOWN);
	/* her keys of before, in a newer directory */
	says.serial++;
	says.renewed[NIGHT] = false;
	assert_int_equal(believe(SUPERVISOR), 0);
	assert_int_equal(reader(REALM, NIGHT), RING_READER_OTHER_KEYS);
	assert_int_equal(gave(REALM, NIGHT), ERR_TAMPERED);
	/* who has left is who she was */
	says.serial++;
	says.past[NIGHT] = says.left_out[THIEF] = true;
	assert_int_equal(believe(SUPERVISOR), 0);
	assert_int_equal(reader(REALM, NIGHT), RING_READER_KNOWN);
	assert_int_equal(gave(REALM, THIEF), 0);
	assert_int_equal(reader(REALM, THIEF), RING_READER_NEW);
}

/* All of it is remembered with what was seen. */
static void test_remembered(void **state)
{
	struct text sealed = { 0 };

	(void)state;
	assert_int_equal(gave(REALM, NIGHT), 0);
	assert_int_equal(gave(REALM, DEPUTY), 0);
	assert_int_equal(leaves_out(REALM, DEPUTY), 0);
	assert_true(ring_seen_changed(rings[SUPERVISOR]));
	assert_int_equal(ring_seen_write(rings[SUPERVISOR], &sealed, NULL), 0);
	again(SUPERVISOR);
	assert_int_equal(reader(REALM, NIGHT), RING_READER_NEW);
	assert_int_equal(ring_seen_read(rings[SUPERVISOR], sealed.data, sealed.length, NULL), 0);
	assert_int_equal(reader(REALM, NIGHT), RING_READER_KNOWN);
	assert_int_equal(reader(REALM, DEPUTY), RING_READER_BACK);
	text_done(&sealed);
}

/* However much is opened after it: else nobody would be BACK, and nobody left out. */
static void test_not_pushed_out(void **state)
{
	static const unsigned char any[SEEN_MARK];
	char what[16];

	(void)state;
	assert_int_equal(gave(REALM, NIGHT), 0);
	assert_int_equal(gave(REALM, DEPUTY), 0);
	assert_int_equal(leaves_out(REALM, DEPUTY), 0);
	for (int i = 0; i < SEEN_LIMIT; i++) {
		snprintf(what, sizeof(what), "%d", i);
		assert_int_equal(seen_check(rings[SUPERVISOR]->seen, "record", what, 1, any, false,
					 NULL),
			0);
	}
	assert_int_equal(reader(REALM, NIGHT), RING_READER_KNOWN);
	assert_int_equal(reader(REALM, DEPUTY), RING_READER_BACK);
}

static void test_all_keys(void **state)
{
	struct directory *directory;
	const struct directory_person *keys;
	size_t at = 0;

	(void)state;
	says.renewed[NIGHT] = true;
	directory = a_directory();
	while ((keys = directory_keys_at(directory, at)) != NULL) {
		assert_int_equal(keys->past, at == NIGHT);
		at++;
	}
	assert_int_equal(at, PEOPLE + 1);
	directory_free(directory);
}

int main(void)
{
	const struct CMUnitTest tests[] = { TEST(test_readers), TEST(test_other_keys),
		TEST(test_remembered), TEST(test_not_pushed_out), TEST(test_all_keys) };

	return cmocka_run_group_tests_name("ring_given", tests, NULL, NULL);
}
