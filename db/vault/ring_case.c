#include "db/vault/ring_int.h"

#include <sodium.h>
#include <string.h>

#include "db/vault/hex.h"

/* ---- the keys of cases */
static void name_of(unsigned char name[static BIND_BYTES], const char *case_id, const char *key,
	uint32_t generation)
{
	struct bind bind;

	bind_begin(&bind, "hw1 case key");
	bind_text(&bind, case_id);
	bind_text(&bind, key);
	bind_number(&bind, generation);
	bind_end(&bind, name);
}

struct case_key *ring_case(struct ring *ring, const char *case_id, const char *key,
	uint32_t generation)
{
	struct held *held = ring_wake(ring);
	unsigned char name[BIND_BYTES];

	name_of(name, case_id, key, generation);
	for (size_t i = 0; held && i < RING_CASES; i++) {
		struct case_key *found = &held->cases[i];
		if (found->used > 0 && memcmp(found->name, name, BIND_BYTES) == 0) {
			found->used = ++held->turn;
			return found;
		}
	}
	return NULL;
}

static void case_keep(struct ring *ring, const struct wrap_place *at,
	const unsigned char key[static SEAL_KEY], bool pending)
{
	struct held *held = ring->held;
	struct case_key *kept = ring_case(ring, at->case_id, at->key, at->generation);

	if (!kept) {
		kept = &held->cases[0]; /* the one not used for longest */
		for (size_t i = 1; i < RING_CASES; i++)
			if (held->cases[i].used < kept->used)
				kept = &held->cases[i];
	}
	name_of(kept->name, at->case_id, at->key, at->generation);
	text_copy(kept->realm, sizeof(kept->realm), at->realm);
	kept->born = at->born;
	kept->pending = pending;
	kept->used = ++held->turn;
	memcpy(kept->key, key, SEAL_KEY);
}

int ring_damaged(struct error *e)
{
	return error_set(e, ERR_TAMPERED,
		"The key of this case was changed or is not its own; it is not used.");
}

/* Nothing is younger than the epoch that wraps it: who has an old epoch could otherwise make a key
 * that looks new. */
int ring_unwrap(struct ring *ring, const struct wrap_place *at, const void *wrapped, size_t length,
	struct error *e)
{
	const struct realm_key *realm = ring_realm(ring, at->realm, at->epoch);
	unsigned char place[BIND_BYTES];
	size_t opened;

	if (!realm)
		return ring_no_realm(e);
	if (length != RING_WRAPPED || at->born > at->epoch || at->generation == 0)
		return ring_damaged(e);
	bind_wrap(at, place);
	return ring_tampered(unseal(ring->held->passing, &opened, realm->wrap, place, wrapped,
				     length, e),
		e);
}

int ring_wrap(struct ring *ring, struct text *out, const struct wrap_place *at, struct error *e)
{
	const struct realm_key *realm = ring_realm_now(ring, at->realm);
	unsigned char place[BIND_BYTES], *key = ring->held->passing;

	if (!realm || realm->epoch != at->epoch)
		return error_set(e, ERR_KEY,
			"You have not the newest key for this: a custodian of its office can give "
			"it.");
	bind_wrap(at, place);
	return seal(out, SEAL_EXACT, realm->wrap, place, key, SEAL_KEY, SEAL_KEY, e);
}

bool ring_is_other(struct ring *ring, const char *case_id, const char *key, uint32_t generation)
{
	const struct case_key *before = ring_case(ring, case_id, key, generation);

	return before && !before->pending &&
		sodium_memcmp(before->key, ring->held->passing, SEAL_KEY) != 0;
}

int ring_take_case(struct ring *ring, const struct wrap_place *at, const void *wrapped,
	size_t length, struct error *e)
{
	int r = ring_unwrap(ring, at, wrapped, length, e);

	if (r != 0)
		return r;
	if (ring_is_other(ring, at->case_id, at->key, at->generation))
		r = ring_damaged(e);
	else
		case_keep(ring, at, ring->held->passing, false);
	sodium_memzero(ring->held->passing, SEAL_KEY);
	return r;
}

int ring_make_case(struct ring *ring, struct text *out, const struct wrap_place *at,
	struct error *e)
{
	const struct case_key *before = ring_case(ring, at->case_id, at->key, at->generation);
	struct held *held;
	int r = ring_ready(&held, ring, e);

	if (r != 0)
		return r;
	if (at->generation == 0 || (before && !before->pending))
		return error_set(e, ERR_INPUT, "This is not the next key of this case.");
	if (at->born != at->epoch)
		return error_set(e, ERR_KEY, "A new key is born in the epoch that wraps it.");
	seal_key_make(held->passing);
	r = ring_wrap(ring, out, at, e);
	if (r == 0)
		case_keep(ring, at, held->passing, true);
	sodium_memzero(held->passing, SEAL_KEY);
	return r;
}

void ring_settle_case(struct ring *ring, const char *case_id, const char *key, uint32_t generation,
	bool kept)
{
	struct case_key *made = ring_case(ring, case_id, key, generation);

	if (!made || !made->pending)
		return;
	if (kept)
		made->pending = false;
	else
		sodium_memzero(made, sizeof(*made));
}

void ring_drop_case(struct ring *ring, const char *case_id, const char *key, uint32_t generation)
{
	struct case_key *made = ring_case(ring, case_id, key, generation);

	if (made)
		sodium_memzero(made, sizeof(*made));
}

int ring_wrap_again(struct ring *ring, struct text *out, const struct wrap_place *from,
	const void *wrapped, size_t length, const struct wrap_place *to, struct error *e)
{
	const uint32_t born = strcmp(from->realm, to->realm) == 0 ? from->born : 0;
	struct held *held;
	int r = ring_ready(&held, ring, e);

	if (r != 0)
		return r;
	if (strcmp(from->case_id, to->case_id) != 0 || strcmp(from->key, to->key) != 0 ||
		from->generation != to->generation || to->born != born)
		return error_set(e, ERR_INPUT,
			"This would be another key than the one that was wrapped.");
	r = ring_unwrap(ring, from, wrapped, length, e);
	if (r == 0)
		r = ring_wrap(ring, out, to, e);
	sodium_memzero(held->passing, SEAL_KEY);
	return r;
}

/* ---- records: writer 16 | number of her keys 4 | signature 64 | what she wrote */
enum { WRITER_ID = 16, AT_NUMBER = WRITER_ID, AT_SIGNATURE = AT_NUMBER + 4 };
_Static_assert(RING_WRITER == AT_SIGNATURE + SIGNATURE, "the layout in the header");

static int no_case(struct error *e)
{
	return error_set(e, ERR_KEY, "You have no key of this case.");
}

size_t ring_room(size_t length)
{
	return seal_padded(SEAL_PADDED, RING_WRITER + length);
}

/* What a writer signs: where it belongs, who she is, and what stands behind the signature. */
static void bind_written(unsigned char out[static BIND_BYTES], const unsigned char *place,
	const unsigned char *plain, size_t length)
{
	struct bind bind;

	bind_begin(&bind, "hw1 signed record");
	bind_bytes(&bind, place, BIND_BYTES);
	bind_bytes(&bind, plain, AT_SIGNATURE);
	bind_bytes(&bind, plain + RING_WRITER, length - RING_WRITER);
	bind_end(&bind, out);
}

/* Puts the writer in front of length bytes. */
static void sign(struct held *held, const unsigned char *place, unsigned char *plain, size_t length)
{
	unsigned char written[BIND_BYTES];

	memmove(plain + RING_WRITER, plain, length);
	memset(plain, 0, RING_WRITER);
	sodium_hex2bin(plain, WRITER_ID, held->person.id, strlen(held->person.id), "-", NULL, NULL);
	for (size_t i = 0; i < 4; i++)
		plain[AT_NUMBER + i] = (unsigned char)(held->number >> 8 * i);
	bind_written(written, place, plain, RING_WRITER + length);
	person_sign(&held->person, written, plain + AT_SIGNATURE);
}

int ring_seal(struct ring *ring, struct text *out, const struct record_place *at,
	unsigned char *plain, size_t length, size_t room, struct error *e)
{
	const struct case_key *key = ring_case(ring, at->case_id, at->key, at->generation);
	const struct realm_key *now;
	unsigned char place[BIND_BYTES];
	struct held *held;
	int r = ring_ready(&held, ring, e);

	if (r != 0)
		return r;
	now = key ? ring_realm_now(ring, key->realm) : NULL;
	if (!now || key->pending)
		return no_case(e);
	if (key->born != now->epoch)
		return error_set(e, ERR_KEY,
			"The key of this case is older than the newest key of its office; a new "
			"one has to be made first.");
	if (length > SEAL_LIMIT || ring_room(length) > room)
		return error_set(e, ERR_INPUT, "This is too long to be kept: %zu bytes.", length);
	bind_record(at, place);
	sign(held, place, plain, length);
	r = seal(out, SEAL_PADDED, key->key, place, plain, RING_WRITER + length, room, e);
	memmove(plain, plain + RING_WRITER, length);
	sodium_memzero(plain + length, ring_room(length) - length);
	return r;
}

static void read_writer(struct writer *writer, const unsigned char *plain)
{
	char hex[2 * WRITER_ID + 1], *to = writer->id;

	hex_write(hex, plain, WRITER_ID);
	for (size_t i = 0; i < 2 * WRITER_ID; i++) {
		if (i == 8 || i == 12 || i == 16 || i == 20)
			*to++ = '-';
		*to++ = hex[i];
	}
	*to = 0;
	for (size_t i = 0; i < 4; i++)
		writer->number |= (uint32_t)plain[AT_NUMBER + i] << 8 * i;
}

const struct directory_person *ring_writer(const struct directory *directory, struct writer *writer)
{
	const struct directory_person *keys = directory_keys(directory, writer->id, writer->number);

	if (!keys)
		return NULL;
	text_copy(writer->login, sizeof(writer->login), keys->login);
	if (keys->past)
		writer->keys =
			directory_person(directory, writer->id) ? WRITER_EARLIER : WRITER_LEFT;
	return keys;
}

int ring_nobodys(const struct directory *directory, const struct writer *writer, struct error *e)
{
	if (!directory_keys_after(directory, writer->id, 0))
		return error_set(e, ERR_TAMPERED,
			"This is by nobody whom the directory of keys knows; it is not used.");
	return error_set(e, ERR_TAMPERED,
		"This names keys %u of somebody, and the directory knows no such keys of hers; it "
		"is not used.",
		writer->number);
}

int ring_present(const struct writer *writer, struct error *e)
{
	if (writer->keys == WRITER_EARLIER)
		return error_set(e, ERR_TAMPERED,
			"This was signed with keys that %s has no longer; it is not used. It has "
			"to be approved again.",
			writer->login);
	if (writer->keys == WRITER_LEFT)
		return error_set(e, ERR_TAMPERED,
			"This was signed with the keys of %s, who has left; it is not used. "
			"Somebody else has to approve it.",
			writer->login);
	return 0;
}

/* Whether somebody in the directory wrote this here. */
static bool is_written(const struct ring *ring, struct writer *writer, const unsigned char *place,
	const unsigned char *plain, size_t length)
{
	const struct directory_person *keys;
	unsigned char written[BIND_BYTES];

	if (length < RING_WRITER)
		return false;
	read_writer(writer, plain);
	keys = ring_writer(ring->directory, writer);
	if (!keys)
		return false;
	bind_written(written, place, plain, length);
	return signature_holds(keys->sign, written, plain + AT_SIGNATURE);
}

static const char kind_record[] = "record"; /* of what has been seen */

/* A list opens them by the thousand, which nobody chose: remembered they would push out what
 * somebody did. Older ones can so be put in their place. */
static const char kind_initials[] = "initials";

/* A later version is never of an earlier key: so writes who has left with it. */
static uint64_t age_of(const struct record_place *at)
{
	return (uint64_t)at->generation << 32 | at->version;
}

static int see(struct ring *ring, const struct record_place *at, const void *sealed, size_t length,
	struct error *e)
{
	unsigned char mark[BIND_BYTES];
	struct bind bind;

	if (strcmp(at->column, kind_initials) == 0)
		return 0;
	bind_begin(&bind, "hw1 sealed record");
	bind_bytes(&bind, sealed, length);
	bind_end(&bind, mark);
	return seen_check(ring->seen, kind_record, at->row, age_of(at), mark, false, e);
}

int ring_kept(struct ring *ring, const struct record_place *at, const void *sealed, size_t length,
	struct error *e)
{
	if (!ring_wake(ring))
		return ring_is_locked(e);
	return seen_newest(ring->seen, kind_record, at->row) > age_of(at) ?
		0 :
		see(ring, at, sealed, length, e);
}

/* What was opened with the right key: by whom, and whether it is the newest. */
static int check_record(struct ring *ring, struct writer *writer, const struct record_place *at,
	const unsigned char *place, const unsigned char *plain, size_t length, const void *sealed,
	size_t sealed_length, struct error *e)
{
	if (!is_written(ring, writer, place, plain, length))
		return error_set(e, ERR_TAMPERED,
			"This was written by nobody whom the directory of keys knows; it is "
			"shown to nobody.");
	return see(ring, at, sealed, sealed_length, e);
}

int ring_unseal(struct ring *ring, unsigned char *plain, size_t *length, struct writer *writer,
	const struct record_place *at, const void *sealed, size_t sealed_length, struct error *e)
{
	const struct case_key *key = ring_case(ring, at->case_id, at->key, at->generation);
	const size_t room = seal_room(sealed_length);
	unsigned char place[BIND_BYTES];
	struct held *held;
	int r = ring_ready(&held, ring, e);

	*length = 0;
	*writer = (struct writer){ 0 };
	sodium_memzero(plain, room);
	if (r != 0)
		return r;
	if (!key)
		return no_case(e);
	bind_record(at, place);
	r = ring_tampered(unseal(plain, length, key->key, place, sealed, sealed_length, e), e);
	if (r == 0)
		r = check_record(ring, writer, at, place, plain, *length, sealed, sealed_length, e);
	if (r != 0) {
		*length = 0;
		*writer = (struct writer){ 0 };
		sodium_memzero(plain, room);
		return r;
	}
	*length -= RING_WRITER;
	memmove(plain, plain + RING_WRITER, *length);
	sodium_memzero(plain + *length, room - *length);
	return 0;
}
