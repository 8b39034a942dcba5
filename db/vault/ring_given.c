#include "db/vault/ring_int.h"

#include <stdio.h>

/* Of what has been seen: whether she has a realm's key from the ring's person, odd, or was left out
 * after that, even; and to which of her keys any was given. Nothing that is opened pushes it
 * out. */
static const char kind_given[] = "given", kind_keys[] = "given to";
static const unsigned char any_mark[SEEN_MARK];

enum { BOTH = 2 * UUID_TEXT };

static const char *both(char out[static BOTH], const char *realm, const char *person)
{
	snprintf(out, BOTH, "%.36s %.36s", realm, person);
	return out;
}

static uint64_t turns(const struct ring *ring, const char *realm, const char *person)
{
	char what[BOTH];

	return seen_newest(ring->seen, kind_given, both(what, realm, person));
}

static int remember(struct ring *ring, const char *realm, const char *person, uint64_t turn,
	struct error *e)
{
	char what[BOTH];

	return seen_check(ring->seen, kind_given, both(what, realm, person), turn, any_mark, true,
		e);
}

enum ring_reader ring_reader(struct ring *ring, const char *realm, const char *person)
{
	const struct directory_person *keys = directory_person(ring->directory, person);
	const uint64_t turn = turns(ring, realm, person);
	const uint64_t number = seen_newest(ring->seen, kind_keys, person);

	if (number == 0)
		return RING_READER_NEW;
	if (turn == 0)
		return RING_READER_NEW_HERE;
	if (turn % 2 == 0)
		return RING_READER_BACK;
	return keys && keys->number != number ? RING_READER_OTHER_KEYS : RING_READER_KNOWN;
}

int ring_gave(struct ring *ring, const char *realm, const char *person, struct error *e)
{
	const struct directory_person *keys = directory_person(ring->directory, person);
	const uint64_t turn = turns(ring, realm, person);
	const int r = keys ?
		seen_check(ring->seen, kind_keys, person, keys->number, any_mark, true, e) :
		0;

	return r == 0 ? remember(ring, realm, person, turn % 2 ? turn : turn + 1, e) : r;
}

int ring_left_out(struct ring *ring, const char *realm, const char *person, struct error *e)
{
	const uint64_t turn = turns(ring, realm, person);

	return turn % 2 ? remember(ring, realm, person, turn + 1, e) : 0;
}
