/* Two consoles of one person write what they have seen: neither loses what the other saw. */
#include <stdlib.h>
#include <unistd.h>

#include "a_ring.h"
#include "tui/app/seen_file.h"

static void neither_loses_what_the_other_saw(void **state)
{
	char folder[] = "/tmp/homeward-seen-XXXXXX", path[64], lock[80];
	struct ring *other;

	(void)state;
	(void)second;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/night.seen", folder);
	snprintf(lock, sizeof lock, "%s.lock", path);
	assert_int_equal(seen_file_read(rings[NIGHT], path, NULL), 0);
	assert_int_equal(ring_new(&other, NULL), 0);
	ring_unlock_as(other, people[NIGHT]);
	says.serial = 7;
	assert_int_equal(ring_believe(other, a_directory(), NULL), 0);
	says.serial = 3;
	assert_int_equal(believe(NIGHT), 0);
	assert_int_equal(seen_file_write(other, path, NULL), 0);
	assert_int_equal(seen_file_write(rings[NIGHT], path, NULL), 0);
	ring_lock(other);
	ring_unlock_as(other, people[NIGHT]);
	assert_int_equal(seen_file_read(other, path, NULL), 0);
	assert_int_equal(ring_seen_serial(other), 7);
	assert_int_equal(ring_seen_serial(rings[NIGHT]), 7);
	ring_free(other);
	unlink(path);
	unlink(lock);
	assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(neither_loses_what_the_other_saw),
	};

	return cmocka_run_group_tests_name("seen file", tests, NULL, NULL);
}
