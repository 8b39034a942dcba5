/* A ring: whom it believes, what it has seen, and that it holds nothing when it is locked. */
#include "a_ring.h"
#include "db/vault/ring_int.h"

static void test_believe(void **state)
{
	(void)state;
	assert_int_equal(directory_serial(ring_directory(rings[NIGHT])), 1);
	says.serial = 3;
	assert_int_equal(believe(NIGHT), 0);
	assert_int_equal(believe(NIGHT), 0);
	says.serial = 2; /* an older one */
	assert_int_equal(believe(NIGHT), ERR_TAMPERED);
	assert_int_equal(directory_serial(ring_directory(rings[NIGHT])), 3);
	says.serial = 3; /* another of the same number */
	says.number[THIEF] = 9;
	assert_int_equal(believe(NIGHT), ERR_TAMPERED);
	says.serial = 4;
	assert_int_equal(believe(NIGHT), 0);
}

static void test_own_keys(void **state)
{
	(void)state;
	struct person *const night = people[NIGHT];

	says.serial++;
	says.past[NIGHT] = true;
	assert_int_equal(believe(NIGHT), ERR_KEY);
	assert_null(ring_directory(rings[NIGHT]));
	says.serial++;
	says.left_out[NIGHT] = true;
	assert_int_equal(believe(NIGHT), ERR_KEY);
	/* others than hers, of either pair */
	says.left_out[NIGHT] = says.past[NIGHT] = false;
	for (int i = 0; i < 2; i++) {
		struct person other = *people[THIEF];
		if (i == 0)
			other.box = night->box;
		else
			memcpy(other.sign_public, night->sign_public, PUBLIC_KEY);
		people[NIGHT] = &other;
		says.serial++;
		assert_int_equal(believe(NIGHT), ERR_KEY);
		assert_int_equal(take(NIGHT, &first), ERR_KEY);
	}
	people[NIGHT] = night;
	says.serial++;
	assert_int_equal(believe(NIGHT), 0);
	ring_lock(rings[NIGHT]);
	assert_int_equal(believe(NIGHT), ERR_KEY);
}

/* A registrar signs nothing older than what she has seen or signed, and no two of one serial. */
static void test_vouch(void **state)
{
	struct text plain = { 0 };
	struct directory *next, *other;

	(void)state;
	assert_int_equal(ring_seen_serial(rings[ANNA]), 1);
	next = a_directory();
	assert_false(ring_may_sign(rings[ANNA], next));
	directory_free(next);
	says.serial = 2;
	next = a_directory();
	assert_true(ring_may_sign(rings[ANNA], next));
	assert_int_equal(ring_signed(rings[ANNA], next, NULL), 0);
	assert_int_equal(ring_signed(rings[ANNA], next, NULL), 0);
	says.number[THIEF] = 9;
	other = a_directory();
	assert_false(ring_may_sign(rings[ANNA], other));
	assert_int_equal(ring_signed(rings[ANNA], other, NULL), ERR_TAMPERED);
	assert_int_equal(ring_seen_serial(rings[ANNA]), 1);
	directory_free(next);
	directory_free(other);
	assert_int_equal(ring_seen_plain(rings[ANNA], &plain, NULL), 0);
	assert_true(plain.length > 0);
	ring_lock(rings[ANNA]);
	assert_int_equal(ring_seen_plain(rings[ANNA], &plain, NULL), ERR_KEY);
	text_done(&plain);
}

/* A serial far ahead would leave no room for another: it is neither signed nor believed. */
static void test_serials(void **state)
{
	struct directory *next;

	(void)state;
	says.serial = 1 + DIRECTORY_JUMP;
	next = a_directory();
	assert_true(ring_may_sign(rings[ANNA], next));
	directory_free(next);
	says.serial++;
	next = a_directory();
	assert_false(ring_may_sign(rings[ANNA], next));
	directory_free(next);
	assert_int_equal(believe(NIGHT), ERR_TAMPERED);
	assert_int_equal(ring_seen_serial(rings[NIGHT]), 1);
	says.serial = UINT32_MAX;
	assert_int_equal(believe(NIGHT), ERR_TAMPERED);
	says.serial = 1 + DIRECTORY_JUMP;
	assert_int_equal(believe(NIGHT), 0);
	/* Who has seen none has nothing to compare it with; nobody signs such a first one. */
	says.serial = UINT32_MAX;
	again(BOUN);
	ring_unlock_as(rings[ANNA], people[ANNA]);
	next = a_directory();
	assert_false(ring_may_sign(rings[ANNA], next));
	directory_free(next);
}

/* What was seen goes with her to another console. */
static void test_seen(void **state)
{
	(void)state;
	struct text sealed = { 0 }, failed = { .failed = true };

	says.serial = 5;
	assert_true(ring_seen_changed(rings[NIGHT]));
	assert_int_equal(believe(NIGHT), 0);
	assert_int_equal(ring_seen_write(rings[NIGHT], &failed, NULL), ERR_MEMORY);
	assert_int_equal(ring_seen_write(rings[NIGHT], &sealed, NULL), 0);
	assert_false(ring_seen_changed(rings[NIGHT]));
	ring_unlock_as(rings[NIGHT], people[NIGHT]);
	assert_int_equal(ring_seen_read(rings[NIGHT], sealed.data, sealed.length, NULL), 0);
	says.serial = 4;
	assert_int_equal(believe(NIGHT), ERR_TAMPERED);
	/* the realm that was seen has to be shown: it is not begun anew */
	says.custodians[1] = NIGHT;
	says.serial = 6;
	assert_int_equal(believe(NIGHT), 0);
	assert_int_equal(ring_turn(rings[NIGHT], &second.made, REALM, NULL), ERR_KEY);
	assert_int_equal(ring_turn(rings[NIGHT], &second.made, HEALTH, NULL), 0);
	/* hers, and as she wrote it */
	assert_int_equal(ring_seen_read(rings[THIEF], sealed.data, sealed.length, NULL),
		ERR_TAMPERED);
	for (size_t bit = 0; bit < 8 * sealed.length; bit++) {
		sealed.data[bit / 8] ^= (char)(1 << bit % 8);
		assert_int_equal(ring_seen_read(rings[NIGHT], sealed.data, sealed.length, NULL),
			ERR_TAMPERED);
		sealed.data[bit / 8] ^= (char)(1 << bit % 8);
	}
	ring_lock(rings[NIGHT]);
	assert_int_equal(ring_seen_read(rings[NIGHT], sealed.data, sealed.length, NULL), ERR_KEY);
	assert_int_equal(ring_seen_write(rings[NIGHT], &sealed, NULL), ERR_KEY);
	text_done(&sealed);
}

/* Two consoles of hers: what the one wrote meanwhile is not lost when the other writes. */
static void test_two_consoles(void **state)
{
	(void)state;
	struct text other = { 0 }, own = { 0 };
	struct ring *two;

	says.custodians[1] = NIGHT;
	says.serial = 7;
	assert_int_equal(ring_new(&two, NULL), 0);
	ring_unlock_as(two, people[NIGHT]);
	assert_int_equal(ring_believe(two, a_directory(), NULL), 0);
	assert_int_equal(ring_seen_write(two, &other, NULL), 0);
	assert_int_equal(ring_seen_merge(rings[NIGHT], other.data, other.length, NULL), 0);
	assert_int_equal(ring_seen_write(rings[NIGHT], &own, NULL), 0);
	ring_unlock_as(rings[NIGHT], people[NIGHT]);
	assert_int_equal(ring_seen_read(rings[NIGHT], own.data, own.length, NULL), 0);
	/* what the other saw: the directory; what this one did: the realm */
	says.serial = 6;
	assert_int_equal(believe(NIGHT), ERR_TAMPERED);
	says.serial = 7;
	assert_int_equal(believe(NIGHT), 0);
	assert_int_equal(ring_turn(rings[NIGHT], &second.made, REALM, NULL), ERR_KEY);
	/* hers, and nobody else's */
	assert_int_equal(ring_seen_merge(rings[THIEF], other.data, other.length, NULL),
		ERR_TAMPERED);
	ring_lock(rings[NIGHT]);
	assert_int_equal(ring_seen_merge(rings[NIGHT], other.data, other.length, NULL), ERR_KEY);
	text_done(&other);
	text_done(&own);
	ring_free(two);
}

/* A lost passphrase is nothing that can be had back: new keys, two registrars, a letter. */
static void test_lost_passphrase(void **state)
{
	(void)state;
	struct person *const before = people[NIGHT];
	struct text letter = { 0 };

	people[NIGHT] = slab_take(slab, sizeof(struct person));
	person_make(people[NIGHT], ids[NIGHT]);
	ring_unlock_as(rings[NIGHT], people[NIGHT]);
	says.number[NIGHT]++;
	says.serial++;
	all_believe();
	assert_int_equal(take(NIGHT, &first), ERR_TAMPERED); /* to keys that she has no more */
	assert_int_equal(ring_give(rings[DEPUTY], &letter, REALM, ids[NIGHT], NULL), 0);
	memcpy(first.letters[NIGHT], letter.data, RING_LETTER);
	first.given_by[NIGHT] = DEPUTY;
	assert_int_equal(take(NIGHT, &first), 0);
	/* who finds the old ones has no use for them */
	ring_unlock_as(rings[NIGHT], before);
	assert_int_equal(believe(NIGHT), ERR_KEY);
	assert_int_equal(take(NIGHT, &first), ERR_KEY);
	text_done(&letter);
}

static void test_locked(void **state)
{
	(void)state;
	ring_rest(rings[NIGHT]);
	assert_true(ring_has_realm(rings[NIGHT], REALM, 1));
	ring_rest(rings[NIGHT]);
	ring_lock(rings[NIGHT]);
	ring_forget_cases(rings[NIGHT]);
	ring_settle_realm(rings[NIGHT], REALM, true);
	ring_settle_case(rings[NIGHT], CASE, "office", 1, true);
	assert_null(ring_person(rings[NIGHT]));
	assert_null(ring_directory(rings[NIGHT]));
	assert_int_equal(ring_newest(rings[NIGHT], REALM), 0);
	assert_int_equal(take(NIGHT, &first), ERR_KEY);
	assert_int_equal(ring_take_before(rings[NIGHT], REALM, 1, "", 0, NULL), ERR_KEY);
	assert_int_equal(ring_give(rings[NIGHT], &(struct text){ 0 }, REALM, ids[ANNA], NULL),
		ERR_KEY);
	again(NIGHT);
	assert_string_equal(ring_person(rings[NIGHT])->id, ids[NIGHT]);
	assert_int_equal(take(NIGHT, &first), 0);
	/* also from the ring's own person */
	ring_unlock_as(rings[NIGHT], ring_person(rings[NIGHT]));
	assert_memory_equal(ring_person(rings[NIGHT]), people[NIGHT], sizeof(struct person));
	ring_free(NULL);
}

/* A registrar signs with the keys in her ring. */
static void test_sign(void **state)
{
	(void)state;
	struct directory_signature by_ring, by_hand;

	ring_rest(rings[ANNA]);
	directory_sign(&by_ring, "text", 4, ring_person(rings[ANNA]));
	directory_sign(&by_hand, "text", 4, people[ANNA]);
	assert_memory_equal(&by_ring, &by_hand, sizeof(by_hand));
}

static void test_keyfile(void **state)
{
	(void)state;
	const unsigned char host[HOST_SECRET] = "host";
	struct text file = { 0 };
	struct error e;

	ring_rest(rings[NIGHT]);
	assert_int_equal(ring_seal_keyfile(rings[NIGHT], &file, "a long passphrase", host,
				 &COST_TEST, &e),
		0);
	assert_int_equal(ring_unlock(rings[NIGHT], file.data, file.length, ids[NIGHT],
				 "a long passphrase", host, &e),
		0);
	assert_memory_equal(ring_person(rings[NIGHT]), people[NIGHT], sizeof(struct person));
	assert_int_equal(ring_unlock(rings[NIGHT], file.data, file.length, ids[NIGHT],
				 "a wrong passphrase", host, &e),
		ERR_PASSPHRASE);
	assert_null(ring_person(rings[NIGHT]));
	assert_int_equal(ring_seal_keyfile(rings[NIGHT], &file, "a long passphrase", host,
				 &COST_TEST, &e),
		ERR_KEY);
	text_done(&file);
}

/* Where there is no room for another epoch, what was held is held. */
static void test_full(void **state)
{
	(void)state;
	struct served last;
	struct slab *const full = rings[SUPERVISOR]->slab;
	uint32_t epoch = 1;
	int r;

	while ((r = ring_turn(rings[SUPERVISOR], &last.made, REALM, NULL)) == 0) {
		ring_settle_realm(rings[SUPERVISOR], REALM, true);
		epoch++;
	}
	assert_int_equal(r, ERR_MEMORY);
	assert_true(epoch > 700);
	assert_int_equal(ring_newest(rings[SUPERVISOR], REALM), epoch);
	assert_true(ring_has_realm(rings[SUPERVISOR], REALM, 1));
	/* where there is room for a pair and no more, and for nothing */
	again(SUPERVISOR);
	assert_int_equal(take(SUPERVISOR, &first), 0);
	turn(DEPUTY, &second, HEALTH);
	while (slab_take(full, SLAB_GRAIN))
		;
	assert_int_equal(take(SUPERVISOR, &second), ERR_MEMORY);
	assert_int_equal(recovers(SUPERVISOR, &second, recovery_secret), ERR_MEMORY);
	assert_int_equal(take(SUPERVISOR, &first), ERR_MEMORY);
	assert_true(ring_has_realm(rings[SUPERVISOR], REALM, 1));
	again(NIGHT);
	turn(DEPUTY, &second, REALM);
	assert_int_equal(take(NIGHT, &second), 0);
	while (slab_take(rings[NIGHT]->slab, SLAB_GRAIN))
		;
	assert_int_equal(ring_take_before(rings[NIGHT], REALM, 1, second.made.chain, RING_WRAPPED,
				 NULL),
		ERR_MEMORY);
}

static void test_own(void **state)
{
	(void)state;
	unsigned char plain[256] = "a draft";
	struct text own = { 0 };
	size_t length;

	assert_int_equal(ring_seal_own(rings[NIGHT], &own, "draft", plain, 7, 8, NULL), ERR_INPUT);
	assert_int_equal(ring_seal_own(rings[NIGHT], &own, "draft", plain, 7, sizeof(plain), NULL),
		0);
	assert_int_equal(ring_unseal_own(rings[NIGHT], plain, &length, "draft", own.data,
				 own.length, NULL),
		0);
	assert_int_equal(length, 7);
	assert_memory_equal(plain, "a draft", 7);
	assert_int_equal(ring_unseal_own(rings[NIGHT], plain, &length, "seen", own.data, own.length,
				 NULL),
		ERR_TAMPERED);
	assert_int_equal(ring_unseal_own(rings[THIEF], plain, &length, "draft", own.data,
				 own.length, NULL),
		ERR_TAMPERED);
	assert_int_equal(plain[0], 0);
	ring_lock(rings[NIGHT]);
	plain[0] = 7;
	assert_int_equal(ring_unseal_own(rings[NIGHT], plain, &length, "draft", own.data,
				 own.length, NULL),
		ERR_KEY);
	assert_int_equal(plain[0], 0);
	assert_int_equal(ring_seal_own(rings[NIGHT], &own, "draft", plain, 7, sizeof(plain), NULL),
		ERR_KEY);
	text_done(&own);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_believe),
		TEST(test_own_keys),
		TEST(test_vouch),
		TEST(test_serials),
		TEST(test_seen),
		TEST(test_two_consoles),
		TEST(test_lost_passphrase),
		TEST(test_locked),
		TEST(test_sign),
		TEST(test_keyfile),
		TEST(test_full),
		TEST(test_own),
	};

	return cmocka_run_group_tests_name("ring", tests, NULL, NULL);
}
