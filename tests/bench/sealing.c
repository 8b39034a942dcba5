/*
 * sealing: what the vault costs, beside libsodium alone: to unlock, to sign and seal and to open
 * and check a record of 110 bytes (padded to 256 with its writer), and to wrap the keys of a
 * million cases for a new epoch. All take turns in each round; lines as tests/bench/table.pl reads
 * them.
 */
#include <sodium.h>

#include "bench.h"
#include "db/base/uuid.h"
#include "db/vault/hex.h"
#include "db/vault/ring.h"

#define ID "11111111-1111-4111-8111-111111111111"
#define OTHER "33333333-3333-4333-8333-333333333333"
#define REALM "22222222-2222-4222-8222-222222222222"
#define PASSPHRASE "a long passphrase"

enum { ROUNDS = 5, RECORDS = 4000, PLAIN = 110, PADDED = 256, CASES = 1000000, STEP = 10000 };

static const struct record_place place = { "sealed", "identity", "office", ID, ID, 1, 1 };
static const struct wrap_place first = { ID, "office", REALM, 1, 1, 1 };
static const unsigned char host[HOST_SECRET] = "host", aad[BIND_BYTES] = "place";
static struct slab *slab;
static struct person *person;
static struct ring *ring;
static struct text file, sealed, wrapped;
static unsigned char key[SEAL_KEY] = "key", nonce[24], plain[512], raw[PADDED + 16],
		     signature[SIGNATURE];

static void must(bool holds, const char *what)
{
	if (!holds)
		bench_fail("sealing", what);
}

/* ---- what is measured */
static void unlock_ours(void)
{
	must(keyfile_open(person, file.data, file.length, ID, PASSPHRASE, host, slab, NULL) == 0,
		"unlock");
}
static void unlock_raw(void)
{
	must(crypto_pwhash(key, SEAL_KEY, PASSPHRASE, strlen(PASSPHRASE), host, COST_NORMAL.passes,
		     COST_NORMAL.bytes, crypto_pwhash_ALG_ARGON2ID13) == 0,
		"argon2id");
}
static void seal_ours(void)
{
	text_clear(&sealed);
	for (int i = 0; i < RECORDS; i++)
		must(ring_seal(ring, &sealed, &place, plain, PLAIN, sizeof(plain), NULL) == 0,
			"seal");
}
static void seal_raw(void)
{
	for (int i = 0; i < RECORDS; i++) {
		crypto_sign_detached(signature, NULL, aad, sizeof(aad), person->signing);
		randombytes_buf(nonce, sizeof(nonce));
		crypto_aead_xchacha20poly1305_ietf_encrypt(raw, NULL, plain, PADDED, aad,
			sizeof(aad), NULL, nonce, key);
	}
}
/* The same one again and again: what has been seen of it is this one. */
static void open_ours(void)
{
	struct writer writer;
	size_t length;

	for (int i = 0; i < RECORDS; i++)
		must(ring_unseal(ring, plain, &length, &writer, &place, sealed.data,
			     sealed.length / RECORDS, NULL) == 0,
			"open");
}
static void open_raw(void)
{
	for (int i = 0; i < RECORDS; i++)
		must(crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, raw, sizeof(raw),
			     aad, sizeof(aad), nonce, key) == 0 &&
				crypto_sign_verify_detached(signature, aad, sizeof(aad),
					person->sign_public) == 0,
			"decrypt");
}
/* Another case for each number below STEP. */
static struct wrap_place place_of(char *id, int number, uint32_t epoch)
{
	snprintf(id, UUID_TEXT, "11111111-1111-4111-8111-%012d", number);
	return (struct wrap_place){ id, "office", REALM, 1, 1, epoch };
}
/* Each case's key is taken from its wrap of the old epoch and wrapped for the new one. */
static void rewrap(void)
{
	const size_t each = wrapped.length / STEP;
	struct text again = { 0 };
	char id[UUID_TEXT];

	for (int i = 0; i < CASES; i++) {
		const struct wrap_place from = place_of(id, i % STEP, 1);
		const struct wrap_place to = place_of(id, i % STEP, 2);

		if (i % STEP == 0)
			text_clear(&again);
		must(ring_wrap_again(ring, &again, &from, wrapped.data + (size_t)(i % STEP) * each,
			     each, &to, NULL) == 0,
			"wrap");
	}
	text_done(&again);
}
static void wrap_all(void)
{
	char id[UUID_TEXT];

	for (int i = 0; i < STEP; i++) {
		const struct wrap_place at = place_of(id, i, 1);

		must(ring_make_case(ring, &wrapped, &at, NULL) == 0, "key of a case");
		ring_settle_case(ring, id, at.key, at.generation, false);
	}
}

/* ---- in turns */
static int64_t timed(void (*what)(void))
{
	const int64_t begin = bench_now();

	what();
	return bench_now() - begin;
}

/* NAME VALUE UNIT BASELINE: medians of microseconds, in units of so many. */
static void compare(const char *name, void (*ours)(void), void (*other)(void), const char *unit,
	double each)
{
	int64_t a[ROUNDS], b[ROUNDS];

	for (int i = 0; i < ROUNDS; i++) {
		if (i % 2 == 0)
			a[i] = timed(ours);
		b[i] = timed(other);
		if (i % 2 != 0)
			a[i] = timed(ours);
	}
	printf("%s\t%.3f\t%s\t%.3f\n", name, (double)bench_percentile(a, ROUNDS, 50) / each, unit,
		(double)bench_percentile(b, ROUNDS, 50) / each);
}

/* A directory in which the person is a custodian. */
static struct directory *directory(void)
{
	char box[2 * PUBLIC_KEY + 1], sign[2 * PUBLIC_KEY + 1];
	struct directory *directory;
	struct text text = { 0 };

	hex_write(box, person->box.public, PUBLIC_KEY);
	hex_write(sign, person->sign_public, PUBLIC_KEY);
	text_addf(&text,
		"homeward directory 1\nserial 1\nat 2026-11-22T10:00:00Z\nrecovery %s 1 %s name\n"
		"person %s 1 one %s %s\nperson %s 1 other %s %s\nrealm %s 0 - %s %s,%s name\n",
		ID, box, ID, box, sign, OTHER, box, sign, REALM, ID, ID, OTHER);
	must(directory_parse(&directory, text.data, text.length, NULL) == 0, "directory");
	text_done(&text);
	return directory;
}

static void turn(void)
{
	struct epoch_made made;

	must(ring_turn(ring, &made, REALM, NULL) == 0, "turn");
	ring_settle_realm(ring, REALM, true);
}

int main(void)
{
	must(slab_new(&slab, 65536, NULL) == 0 && ring_new(&ring, NULL) == 0, "slab");
	person = slab_take(slab, sizeof(*person));
	person_make(person, ID);
	must(keyfile_seal(&file, person, PASSPHRASE, host, &COST_NORMAL, slab, NULL) == 0,
		"key file");
	compare("unlock", unlock_ours, unlock_raw, "ms", 1000);

	ring_unlock_as(ring, person);
	must(ring_believe(ring, directory(), NULL) == 0, "directory");
	turn();
	must(ring_make_case(ring, &wrapped, &first, NULL) == 0, "key of a case");
	ring_settle_case(ring, first.case_id, first.key, first.generation, true);
	compare("seal", seal_ours, seal_raw, "us", RECORDS);
	compare("open", open_ours, open_raw, "us", RECORDS);
	text_clear(&wrapped);
	wrap_all();
	turn();
	printf("rewrap\t%.2f\ts\t-\n", (double)timed(rewrap) / 1e6);
	return 0;
}
