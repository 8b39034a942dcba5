#include "db/vault/ring_int.h"

#include <sodium.h>
#include <string.h>

static void wipe(struct held *held)
{
	sodium_memzero(held->passing, SEAL_KEY);
	sodium_memzero(&held->box, sizeof(held->box));
}

static bool is_same(const struct cross_place *at, const struct wrap_place *from)
{
	return strcmp(at->case_id, from->case_id) == 0 && strcmp(at->key, from->key) == 0 &&
		at->generation == from->generation && strcmp(at->from, from->realm) == 0;
}

/* Sets the epoch to whose box it is sealed. */
static int find_box(const unsigned char **box, struct ring *ring, struct cross_place *at,
	const struct epoch *newest, struct error *e)
{
	const struct directory_realm *to = directory_realm(ring->directory, at->to);

	if (!to || to->epoch == 0)
		return error_set(e, ERR_INPUT,
			"The directory has no key yet of the office to which this goes: two "
			"registrars have to sign it first.");
	*box = newest ? newest->box : to->box;
	at->epoch = newest ? newest->epoch : to->epoch;
	if (newest && strcmp(newest->realm, at->to) != 0)
		return ring_damaged(e);
	return newest ? ring_see_epoch(ring, newest, e) : 0;
}

int ring_cross_write(struct ring *ring, struct text *out, struct cross_place *at,
	const struct wrap_place *from, const void *wrapped, size_t length,
	const struct epoch *newest, struct error *e)
{
	const unsigned char *box = NULL;
	unsigned char place[BIND_BYTES];
	struct cross_place written = *at;
	struct held *held;
	int r = ring_ready(&held, ring, e);

	if (r != 0)
		return r;
	if (!is_same(at, from) || strcmp(at->from, at->to) == 0 ||
		strcmp(at->writer, held->person.id) != 0)
		return error_set(e, ERR_INPUT,
			"This would be another key than the one that is to cross.");
	if ((r = find_box(&box, ring, &written, newest, e)) != 0)
		return r;
	written.number = held->number;
	bind_cross(&written, place);
	r = ring_unwrap(ring, from, wrapped, length, e);
	if (r == 0)
		r = letter_write(out, &held->person, box, place, held->passing, SEAL_KEY, e);
	wipe(held);
	if (r == 0)
		*at = written;
	return r;
}

/* Her present keys, if these are they. */
static int find_writer(const struct directory_person **out, const struct directory *directory,
	const struct cross_place *at, struct error *e)
{
	struct writer by = { .number = at->number };

	text_copy(by.id, sizeof(by.id), at->writer);
	*out = ring_writer(directory, &by);
	return *out ? ring_present(&by, e) : ring_nobodys(directory, &by, e);
}

/* Opens the letter into held->passing. */
static int open_letter(struct ring *ring, const struct cross_place *at, const void *letter,
	size_t length, struct error *e)
{
	const struct realm_key *realm = ring_realm(ring, at->to, at->epoch);
	const struct directory_person *writer;
	unsigned char place[BIND_BYTES];
	const int r = find_writer(&writer, ring->directory, at, e);

	if (r != 0)
		return r;
	if (!realm)
		return ring_no_realm(e);
	if (length != RING_LETTER || at->generation == 0)
		return ring_damaged(e);
	bind_cross(at, place);
	ring_box(ring->held, realm->seed);
	return letter_read(ring->held->passing, &ring->held->box, writer->sign, place, letter,
		length, e);
}

int ring_cross_read(struct ring *ring, struct text *out, const struct cross_place *at,
	const void *letter, size_t length, struct error *e)
{
	const struct wrap_place to = { .case_id = at->case_id,
		.key = at->key,
		.realm = at->to,
		.generation = at->generation,
		.born = 0,
		.epoch = ring_newest(ring, at->to) };
	struct held *held;
	int r = ring_ready(&held, ring, e);

	if (r != 0)
		return r;
	r = open_letter(ring, at, letter, length, e);
	if (r == 0 && ring_is_other(ring, at->case_id, at->key, at->generation))
		r = ring_damaged(e);
	if (r == 0)
		r = ring_wrap(ring, out, &to, e);
	wipe(held);
	return r;
}
