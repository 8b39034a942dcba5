#include "db/vault/ring_int.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

int ring_new(struct ring **out, struct error *e)
{
	struct ring *ring = calloc(1, sizeof(*ring));
	int r;

	*out = NULL;
	if (!ring)
		return error_set(e, ERR_MEMORY, "There is no memory left.");
	r = seen_new(&ring->seen, e);
	if (r == 0)
		r = slab_new(&ring->slab, RING_BYTES, e);
	if (r != 0) {
		seen_free(ring->seen);
		free(ring);
		return r;
	}
	*out = ring;
	return 0;
}

void ring_free(struct ring *ring)
{
	if (!ring)
		return;
	ring_lock(ring);
	slab_free(ring->slab);
	seen_free(ring->seen);
	free(ring);
}

struct held *ring_wake(struct ring *ring)
{
	if (ring->rests)
		slab_open(ring->slab);
	ring->rests = false;
	return ring->held;
}

int ring_is_locked(struct error *e)
{
	return error_set(e, ERR_KEY, "The vault is locked.");
}

int ring_ready(struct held **out, struct ring *ring, struct error *e)
{
	*out = ring_wake(ring);
	if (!*out)
		return ring_is_locked(e);
	if (!ring->directory)
		return error_set(e, ERR_KEY,
			"No directory of keys has come yet by which others are known.");
	return 0;
}

int ring_tampered(int r, struct error *e)
{
	return r == ERR_KEY ?
		error_set(e, ERR_TAMPERED,
			"What is kept here is not sealed with the key that belongs to it; it is "
			"shown to nobody.") :
		r;
}

/* A ring that was locked has all of its slab. */
static struct person *begin(struct ring *ring)
{
	ring_lock(ring);
	ring->held = slab_take(ring->slab, sizeof(*ring->held));
	return &ring->held->person;
}

int ring_unlock(struct ring *ring, const void *file, size_t length, const char *id,
	const char *passphrase, const unsigned char *host, struct error *e)
{
	struct person *person = begin(ring);
	const int r = keyfile_open(person, file, length, id, passphrase, host, ring->slab, e);

	if (r != 0)
		ring_lock(ring);
	return r;
}

void ring_unlock_as(struct ring *ring, const struct person *person)
{
	struct person copy = *person; /* it may be the ring's own */

	*begin(ring) = copy;
	sodium_memzero(&copy, sizeof(copy));
}

const struct person *ring_person(struct ring *ring)
{
	const struct held *held = ring_wake(ring);
	return held ? &held->person : NULL;
}

int ring_seal_keyfile(struct ring *ring, struct text *out, const char *passphrase,
	const unsigned char host[static HOST_SECRET], const struct cost *cost, struct error *e)
{
	const struct held *held = ring_wake(ring);

	return held ? keyfile_seal(out, &held->person, passphrase, host, cost, ring->slab, e) :
		      ring_is_locked(e);
}

void ring_forget_cases(struct ring *ring)
{
	struct held *held = ring_wake(ring);
	if (held)
		sodium_memzero(held->cases, sizeof(held->cases));
}

void ring_lock(struct ring *ring)
{
	slab_wipe(ring->slab);
	seen_clear(ring->seen);
	directory_free(ring->directory);
	ring->directory = NULL;
	ring->held = NULL;
	ring->rests = false;
}

void ring_rest(struct ring *ring)
{
	slab_shut(ring->slab);
	ring->rests = true;
}

/* ---- whom it believes */
/* Whose keys the directory has to have: hers, and present. */
static int check_own(const struct directory *directory, struct held *held, struct error *e)
{
	const struct person *own = &held->person;
	const struct directory_person *person = directory_person(directory, own->id);

	if (!person)
		return error_set(e, ERR_KEY, "The directory of keys has none of yours.");
	if (memcmp(person->box, own->box.public, PUBLIC_KEY) != 0 ||
		memcmp(person->sign, own->sign_public, PUBLIC_KEY) != 0)
		return error_set(e, ERR_KEY,
			"The directory of keys has other keys of yours than these. If these are "
			"new, two registrars have yet to sign them; if not, tell a registrar at "
			"once.");
	held->number = person->number;
	return 0;
}

/* Nobody has any limit to tell her who has seen none. For all others one directory of a serial far
 * ahead, signed by mistake, would be the last. */
static int check_serial(const struct ring *ring, const struct directory *directory, struct error *e)
{
	const uint32_t serial = directory_serial(directory), seen = ring_seen_serial(ring);

	if (seen == 0 || serial <= seen || serial - seen <= DIRECTORY_JUMP)
		return 0;
	return error_set(e, ERR_TAMPERED,
		"The server shows directory %u, and you have seen directory %u: so many are signed "
		"by nobody. It is not used. Tell a registrar.",
		serial, seen);
}

int ring_believe(struct ring *ring, struct directory *directory, struct error *e)
{
	struct held *held = ring_wake(ring);
	int r = held ? check_serial(ring, directory, e) : ring_is_locked(e);

	if (r == 0)
		r = seen_check(ring->seen, "directory", "", directory_serial(directory),
			directory_hash(directory), true, e);

	if (r != 0) {
		directory_free(directory);
		return r;
	}
	directory_free(ring->directory);
	ring->directory = directory;
	r = check_own(directory, held, e);
	if (r != 0) {
		directory_free(directory);
		ring->directory = NULL;
	}
	return r;
}

const struct directory *ring_directory(const struct ring *ring)
{
	return ring->directory;
}

/* ---- what is nobody else's */
static void own_key(struct held *held, const char *what, unsigned char place[static BIND_BYTES])
{
	static const unsigned char kind[] = "hw1 own key";
	struct bind bind;

	crypto_generichash(held->passing, SEAL_KEY, kind, sizeof(kind), held->person.box.secret,
		SECRET_KEY);
	bind_begin(&bind, "hw1 own");
	bind_text(&bind, held->person.id);
	bind_text(&bind, what);
	bind_end(&bind, place);
}

int ring_seal_own(struct ring *ring, struct text *out, const char *what, unsigned char *plain,
	size_t length, size_t room, struct error *e)
{
	struct held *held = ring_wake(ring);
	unsigned char place[BIND_BYTES];
	int r;

	if (!held)
		return ring_is_locked(e);
	own_key(held, what, place);
	r = seal(out, SEAL_PADDED, held->passing, place, plain, length, room, e);
	sodium_memzero(held->passing, SEAL_KEY);
	return r;
}

int ring_unseal_own(struct ring *ring, unsigned char *plain, size_t *length, const char *what,
	const void *sealed, size_t sealed_length, struct error *e)
{
	struct held *held = ring_wake(ring);
	unsigned char place[BIND_BYTES];
	int r;

	*length = 0;
	sodium_memzero(plain, seal_room(sealed_length));
	if (!held)
		return ring_is_locked(e);
	own_key(held, what, place);
	r = unseal(plain, length, held->passing, place, sealed, sealed_length, e);
	sodium_memzero(held->passing, SEAL_KEY);
	return ring_tampered(r, e);
}

static const char what_seen[] = "seen";

/* It holds hashes and numbers, no secret, so it may lie elsewhere than in a slab. */
int ring_seen_write(struct ring *ring, struct text *out, struct error *e)
{
	struct text bytes = { 0 };
	int r = ring_wake(ring) ? seen_write(ring->seen, &bytes, e) : ring_is_locked(e);

	if (r == 0) {
		const size_t length = bytes.length, room = seal_padded(SEAL_PADDED, length);
		text_extend(&bytes, room - length);
		r = text_check(&bytes, e);
		if (r == 0)
			r = ring_seal_own(ring, out, what_seen, (unsigned char *)bytes.data, length,
				room, e);
	}
	text_done(&bytes);
	return r;
}

typedef int seen_fn(struct seen *seen, const void *bytes, size_t length, struct error *e);

static int open_seen(struct ring *ring, const void *sealed, size_t length, seen_fn *fn,
	struct error *e)
{
	unsigned char *bytes = calloc(1, seal_room(length) + 1);
	size_t opened;
	int r;

	if (!bytes)
		return error_set(e, ERR_MEMORY, "There is no memory left.");
	r = ring_unseal_own(ring, bytes, &opened, what_seen, sealed, length, e);
	if (r == 0)
		r = fn(ring->seen, bytes, opened, e);
	free(bytes);
	return r;
}

int ring_seen_read(struct ring *ring, const void *sealed, size_t length, struct error *e)
{
	return open_seen(ring, sealed, length, seen_read, e);
}

int ring_seen_merge(struct ring *ring, const void *sealed, size_t length, struct error *e)
{
	return open_seen(ring, sealed, length, seen_merge, e);
}

bool ring_seen_changed(const struct ring *ring)
{
	return seen_changed(ring->seen);
}

int ring_seen_plain(struct ring *ring, struct text *out, struct error *e)
{
	return ring_wake(ring) ? seen_write(ring->seen, out, e) : ring_is_locked(e);
}

uint32_t ring_seen_serial(const struct ring *ring)
{
	return (uint32_t)seen_newest(ring->seen, "directory", "");
}

bool ring_may_sign(const struct ring *ring, const struct directory *next)
{
	const uint64_t serial = directory_serial(next), seen = ring_seen_serial(ring);
	const uint64_t own = seen_newest(ring->seen, "signed", ""), last = seen > own ? seen : own;

	return serial > last && serial <= last + DIRECTORY_JUMP;
}

int ring_signed(struct ring *ring, const struct directory *next, struct error *e)
{
	return seen_check(ring->seen, "signed", "", directory_serial(next), directory_hash(next),
		true, e);
}
