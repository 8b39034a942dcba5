#include "db/vault/ring_int.h"

#include <sodium.h>
#include <string.h>

static const char kind_realm[] = "realm"; /* of what has been seen */

int ring_no_realm(struct error *e)
{
	return error_set(e, ERR_KEY,
		"You have no key for this: a custodian of its office can give it.");
}

/* ---- which are held */
static struct realm_key *find(struct ring *ring, const char *realm, uint32_t epoch, bool pending)
{
	const struct held *held = ring_wake(ring);

	for (struct realm_key *key = held ? held->realms : NULL; key; key = key->next)
		if (key->pending == pending && strcmp(key->realm, realm) == 0 &&
			(key->epoch == epoch || epoch == 0))
			return key;
	return NULL;
}

struct realm_key *ring_realm(struct ring *ring, const char *realm, uint32_t epoch)
{
	return epoch ? find(ring, realm, epoch, false) : NULL;
}

static struct realm_key *pending(struct ring *ring, const char *realm)
{
	return find(ring, realm, 0, true);
}

bool ring_has_realm(struct ring *ring, const char *realm, uint32_t epoch)
{
	return ring_realm(ring, realm, epoch) != NULL;
}

uint32_t ring_newest(struct ring *ring, const char *realm)
{
	const struct held *held = ring_wake(ring);
	uint32_t newest = 0;

	for (const struct realm_key *key = held ? held->realms : NULL; key; key = key->next)
		if (!key->pending && key->epoch > newest && strcmp(key->realm, realm) == 0)
			newest = key->epoch;
	return newest;
}

/* The newest epoch that anything trustworthy speaks of. */
static uint32_t known(const struct ring *ring, const struct directory_realm *in)
{
	const uint32_t seen = (uint32_t)seen_newest(ring->seen, kind_realm, in->id);
	return in->epoch > seen ? in->epoch : seen;
}

struct realm_key *ring_realm_now(struct ring *ring, const char *realm)
{
	const struct directory_realm *in = directory_realm(ring->directory, realm);
	struct realm_key *key = ring_realm(ring, realm, ring_newest(ring, realm));

	return key && in && key->epoch >= known(ring, in) ? key : NULL;
}

/* Room for one more, not yet among those that are held. */
static int realm_new(struct realm_key **out, struct ring *ring, const char *realm, uint32_t epoch,
	struct error *e)
{
	*out = slab_take(ring->slab, sizeof(**out));
	if (!*out)
		return error_set(e, ERR_MEMORY, "There is no room left for keys.");
	text_copy((*out)->realm, sizeof((*out)->realm), realm);
	(*out)->epoch = epoch;
	return 0;
}

static void realm_keep(struct ring *ring, struct realm_key *key)
{
	key->next = ring->held->realms;
	ring->held->realms = key;
}

static void realm_drop(struct ring *ring, struct realm_key *key)
{
	struct realm_key **at = &ring->held->realms;

	while (key && *at != key)
		at = &(*at)->next;
	if (key)
		*at = key->next;
	slab_give(ring->slab, key);
}

/* ---- what comes from a seed, and what its custodian states of it */
static void derive(unsigned char out[static SEAL_KEY], const char *what,
	const unsigned char seed[static SEAL_KEY])
{
	crypto_generichash(out, SEAL_KEY, (const unsigned char *)what, strlen(what), seed,
		SEAL_KEY);
}

void ring_box(struct held *held, const unsigned char seed[static SEAL_KEY])
{
	derive(held->passing, "hw1 realm box", seed);
	box_derive(&held->box, held->passing);
	sodium_memzero(held->passing, SEAL_KEY);
}

static void box_of(struct held *held, unsigned char box[static PUBLIC_KEY],
	const unsigned char seed[static SEAL_KEY])
{
	ring_box(held, seed);
	memcpy(box, held->box.public, PUBLIC_KEY);
	sodium_memzero(&held->box, sizeof(held->box));
}

static void wrap_of(struct realm_key *key)
{
	derive(key->wrap, "hw1 realm wrap", key->seed);
}

static void bind_epoch(const struct epoch *epoch, unsigned char place[static BIND_BYTES])
{
	struct bind bind;

	bind_begin(&bind, "hw1 epoch");
	bind_text(&bind, epoch->realm);
	bind_number(&bind, epoch->epoch);
	bind_bytes(&bind, epoch->box, PUBLIC_KEY);
	bind_bytes(&bind, epoch->chain, RING_WRAPPED);
	bind_text(&bind, epoch->recovery_id);
	bind_bytes(&bind, epoch->recovery, RING_LETTER);
	bind_text(&bind, epoch->opened_by);
	bind_end(&bind, place);
}

static void bind_chain(const char *realm, uint32_t epoch, unsigned char place[static BIND_BYTES])
{
	struct bind bind;

	bind_begin(&bind, "hw1 chain");
	bind_text(&bind, realm);
	bind_number(&bind, epoch);
	bind_end(&bind, place);
}

static int not_stated(struct error *e)
{
	return error_set(e, ERR_TAMPERED,
		"The keys of an office come from somebody who may not give them, or were changed; "
		"they are not used.");
}

bool ring_epoch_holds(const struct directory *directory, const struct epoch *epoch,
	const struct directory_person *opened_by, unsigned char place[static BIND_BYTES])
{
	const struct directory_realm *in = directory_realm(directory, epoch->realm);

	bind_epoch(epoch, place);
	/* One far ahead would leave no number for whoever has to turn the realm next. */
	return in && epoch->epoch >= in->epoch && epoch->epoch - in->epoch <= EPOCH_JUMP &&
		(epoch->epoch > in->epoch || memcmp(epoch->box, in->box, PUBLIC_KEY) == 0) &&
		(epoch->chain != NULL) == (epoch->epoch > 1) &&
		signature_holds(opened_by->sign, place, epoch->signature);
}

const struct directory_person *ring_custodian(const struct directory *directory, const char *realm,
	const char *id)
{
	return directory_is_custodian(directory, realm, id) ? directory_person(directory, id) :
							      NULL;
}

int ring_see_epoch(struct ring *ring, const struct epoch *epoch, struct error *e)
{
	const struct directory_person *opener =
		ring_custodian(ring->directory, epoch->realm, epoch->opened_by);
	unsigned char stated[BIND_BYTES];

	if (!opener || !ring_epoch_holds(ring->directory, epoch, opener, stated))
		return not_stated(e);
	return seen_check(ring->seen, kind_realm, epoch->realm, epoch->epoch, stated, true, e);
}

/* What a letter gave, in key: if it is the epoch's, it is kept in place of what was made. */
static int take(struct ring *ring, struct realm_key *key, const struct epoch *epoch,
	struct error *e)
{
	const struct realm_key *before = ring_realm(ring, epoch->realm, epoch->epoch);
	unsigned char box[PUBLIC_KEY];
	struct realm_key *made;
	int r;

	box_of(ring->held, box, key->seed);
	if (memcmp(box, epoch->box, PUBLIC_KEY) != 0 ||
		(before && sodium_memcmp(before->seed, key->seed, SEAL_KEY) != 0))
		return not_stated(e);
	r = seen_check(ring->seen, kind_realm, epoch->realm, epoch->epoch, key->mark, true, e);
	if (r != 0)
		return r;
	made = pending(ring, epoch->realm);
	if (made && made->epoch <= epoch->epoch)
		realm_drop(ring, made);
	if (before) {
		slab_give(ring->slab, key);
		return 0;
	}
	wrap_of(key);
	realm_keep(ring, key);
	return 0;
}

/* Opens the letter, as place has it, by writer to reader. */
static int take_letter(struct ring *ring, const struct epoch *epoch, const struct box_pair *reader,
	const unsigned char *writer, const struct letter_place *at, const void *letter,
	const unsigned char *stated, struct error *e)
{
	unsigned char place[BIND_BYTES];
	struct realm_key *key;
	int r = realm_new(&key, ring, epoch->realm, epoch->epoch, e);

	if (r != 0)
		return r;
	memcpy(key->mark, stated, SEEN_MARK);
	bind_letter(at, place);
	r = letter_read(key->seed, reader, writer, place, letter, RING_LETTER, e);
	if (r == 0)
		r = take(ring, key, epoch, e);
	if (r != 0)
		slab_give(ring->slab, key);
	return r;
}

int ring_take_realm(struct ring *ring, const struct epoch *epoch, const char *given_by,
	const void *letter, size_t length, struct error *e)
{
	const struct directory_person *opener, *giver;
	unsigned char stated[BIND_BYTES];
	struct held *held;
	int r = ring_ready(&held, ring, e);

	if (r != 0)
		return r;
	opener = ring_custodian(ring->directory, epoch->realm, epoch->opened_by);
	giver = ring_custodian(ring->directory, epoch->realm, given_by);
	if (!opener || !giver || length != RING_LETTER ||
		!ring_epoch_holds(ring->directory, epoch, opener, stated))
		return not_stated(e);
	const struct letter_place at = { epoch->realm, held->person.id, epoch->epoch,
		held->number };
	return take_letter(ring, epoch, &held->person.box, giver->sign, &at, letter, stated, e);
}

/* Who signed the epoch, of all keys that opened_by ever had; NULL. */
static const struct directory_person *signer(const struct ring *ring, const struct epoch *epoch,
	unsigned char stated[static BIND_BYTES])
{
	const struct directory_person *keys =
		directory_keys_after(ring->directory, epoch->opened_by, 0);

	while (keys && !ring_epoch_holds(ring->directory, epoch, keys, stated))
		keys = directory_keys_after(ring->directory, epoch->opened_by, keys->number);
	return keys;
}

int ring_recover(struct ring *ring, const struct epoch *epoch,
	const unsigned char secret[static SECRET_KEY], struct error *e)
{
	const struct directory_person *opener;
	const struct directory_recovery *by;
	const struct directory_realm *in;
	unsigned char stated[BIND_BYTES];
	struct held *held;
	int r = ring_ready(&held, ring, e);

	if (r != 0)
		return r;
	opener = signer(ring, epoch, stated);
	in = directory_realm(ring->directory, epoch->realm);
	if (!opener ||
		(in->epoch != epoch->epoch &&
			opener != ring_custodian(ring->directory, epoch->realm, epoch->opened_by)))
		return not_stated(e);
	by = directory_recovery(ring->directory, epoch->recovery_id);
	if (!by)
		return error_set(e, ERR_INPUT,
			"The recovery key of this realm's newest key, %s, is not in the directory.",
			epoch->recovery_id);
	const struct letter_place at = { epoch->realm, by->id, epoch->epoch, by->number };
	struct box_pair *reader = slab_take(ring->slab, sizeof(*reader));
	if (!reader)
		return error_set(e, ERR_MEMORY, "There is no room left for keys.");
	box_derive(reader, secret);
	if (memcmp(reader->public, by->box, PUBLIC_KEY) != 0)
		r = error_set(e, ERR_INPUT,
			"These parts are not of the recovery key of this realm's newest key, which "
			"is %s (%s).",
			by->name, by->id);
	else
		r = take_letter(ring, epoch, reader, opener->sign, &at, epoch->recovery, stated, e);
	slab_give(ring->slab, reader);
	return r;
}

int ring_take_before(struct ring *ring, const char *realm, uint32_t epoch, const void *chain,
	size_t length, struct error *e)
{
	const struct realm_key *next = ring_realm(ring, realm, epoch + 1);
	unsigned char place[BIND_BYTES];
	struct realm_key *key;
	size_t opened;
	int r;

	if (!next || epoch == 0)
		return ring_no_realm(e);
	if (ring_has_realm(ring, realm, epoch))
		return 0;
	if ((r = realm_new(&key, ring, realm, epoch, e)) != 0)
		return r;
	bind_chain(realm, epoch, place);
	r = length == RING_WRAPPED ?
		unseal(key->seed, &opened, next->wrap, place, chain, length, e) :
		not_stated(e);
	if (r != 0) {
		slab_give(ring->slab, key);
		return ring_tampered(r, e);
	}
	wrap_of(key);
	realm_keep(ring, key);
	return 0;
}

/* ---- what a custodian makes */
static int check_custodian(struct ring *ring, const char *realm, struct error *e)
{
	struct held *held;
	const int r = ring_ready(&held, ring, e);

	if (r == 0 && !directory_is_custodian(ring->directory, realm, held->person.id))
		return error_set(e, ERR_KEY, "You are no custodian of this realm.");
	return r;
}

static int write_letter(struct ring *ring, struct text *out, const struct realm_key *key,
	const char *reader, uint32_t number, const unsigned char *box, struct error *e)
{
	const struct letter_place at = { key->realm, reader, key->epoch, number };
	unsigned char place[BIND_BYTES];

	bind_letter(&at, place);
	return letter_write(out, &ring->held->person, box, place, key->seed, SEAL_KEY, e);
}

/* The box, the chain and the recovery key's letter of an epoch that was just made. */
static int publish(struct ring *ring, struct epoch_made *out, const struct realm_key *key,
	struct realm_key *before, struct error *e)
{
	const struct directory *directory = ring->directory;
	const struct directory_recovery *by =
		directory_recovery(directory, directory_realm(directory, key->realm)->recovery);
	unsigned char place[BIND_BYTES];
	struct text bytes = { 0 };
	int r = 0;

	*out = (struct epoch_made){ .epoch = key->epoch, .has_chain = before != NULL };
	box_of(ring->held, out->box, key->seed);
	bind_chain(key->realm, key->epoch - 1, place);
	if (before)
		r = seal(&bytes, SEAL_EXACT, key->wrap, place, before->seed, SEAL_KEY, SEAL_KEY, e);
	if (r == 0) /* never: 106 bytes */
		r = write_letter(ring, &bytes, key, by->id, by->number, by->box, e);
	if (r == 0) {
		const size_t chain = before ? RING_WRAPPED : 0;
		memcpy(out->chain, bytes.data, chain);
		memcpy(out->recovery, bytes.data + chain, RING_LETTER);
	}
	text_done(&bytes);
	return r;
}

static void state(struct ring *ring, struct epoch_made *out, struct realm_key *key)
{
	const struct directory_realm *in = directory_realm(ring->directory, key->realm);
	const struct person *person = &ring->held->person;
	const struct epoch epoch = { .realm = key->realm,
		.epoch = key->epoch,
		.box = out->box,
		.chain = out->has_chain ? out->chain : NULL,
		.recovery_id = in->recovery,
		.recovery = out->recovery,
		.opened_by = person->id };
	unsigned char stated[BIND_BYTES];

	bind_epoch(&epoch, stated);
	person_sign(person, stated, out->signature);
	memcpy(key->mark, stated, SEEN_MARK);
}

int ring_turn(struct ring *ring, struct epoch_made *out, const char *realm, struct error *e)
{
	struct epoch_made made;
	struct realm_key *key, *before;
	int r = check_custodian(ring, realm, e);

	if (r != 0)
		return r;
	before = ring_realm_now(ring, realm);
	if (!before && known(ring, directory_realm(ring->directory, realm)) > 0)
		return ring_no_realm(e);
	if (before && before->epoch - directory_realm(ring->directory, realm)->epoch >= EPOCH_JUMP)
		return error_set(e, ERR_INPUT,
			"Nobody would take newer keys of this realm before registrars have signed "
			"those that it has.");
	realm_drop(ring, pending(ring, realm));
	r = realm_new(&key, ring, realm, before ? before->epoch + 1 : 1, e);
	if (r != 0)
		return r;
	seal_key_make(key->seed);
	wrap_of(key);
	r = publish(ring, &made, key, before, e);
	if (r != 0) {
		slab_give(ring->slab, key);
		return r;
	}
	state(ring, &made, key);
	*out = made;
	key->pending = true;
	realm_keep(ring, key);
	return 0;
}

int ring_give(struct ring *ring, struct text *out, const char *realm, const char *member,
	struct error *e)
{
	const struct directory_person *reader;
	const struct realm_key *key;
	const int r = check_custodian(ring, realm, e);

	if (r != 0)
		return r;
	key = pending(ring, realm);
	if (!key && !(key = ring_realm_now(ring, realm)))
		return ring_no_realm(e);
	if (!(reader = directory_person(ring->directory, member)))
		return error_set(e, ERR_INPUT, "The directory has no keys of this person.");
	return write_letter(ring, out, key, reader->id, reader->number, reader->box, e);
}

void ring_settle_realm(struct ring *ring, const char *realm, bool kept)
{
	struct realm_key *made = pending(ring, realm);

	if (!made)
		return;
	if (!kept) {
		realm_drop(ring, made);
		return;
	}
	made->pending = false; /* where there is no room to remember it, it is taken again */
	seen_check(ring->seen, kind_realm, realm, made->epoch, made->mark, true, NULL);
}
