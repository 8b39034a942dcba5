/* Sealed records: shown only as somebody whom the directory knows wrote them, there, last. */
#include "a_case.h"
#include "masked.h"

static void test_record(void **state)
{
	(void)state;
	struct record_place moved = where;

	assert_int_equal(writes(NIGHT, &where), 0);
	assert_int_equal(opens(NIGHT, &where, NIGHT), 0);
	assert_int_equal(opens(SUPERVISOR, &where, NIGHT), ERR_KEY);
	assert_int_equal(takes(SUPERVISOR, &at, &wrapped), 0);
	assert_int_equal(opens(SUPERVISOR, &where, NIGHT), 0);
	moved.generation = 2;
	assert_int_equal(opens(NIGHT, &moved, NIGHT), ERR_KEY);
	assert_int_equal(writes(NIGHT, &moved), ERR_KEY);
	moved.generation = 0;
	assert_int_equal(opens(NIGHT, &moved, NIGHT), ERR_KEY);
	assert_int_equal(writes(BOUN, &where), ERR_KEY);
	/* keys that the writer had, and has left with, are still hers */
	says.serial++;
	says.past[NIGHT] = true;
	assert_int_equal(believe(SUPERVISOR), 0);
	assert_int_equal(opens(SUPERVISOR, &where, NIGHT), 0);
	says.serial++;
	says.past[NIGHT] = false;
	says.renewed[NIGHT] = true;
	assert_int_equal(believe(SUPERVISOR), 0);
	assert_int_equal(opens(SUPERVISOR, &where, NIGHT), 0);
	says.serial++;
	says.left_out[NIGHT] = true;
	assert_int_equal(believe(SUPERVISOR), 0);
	assert_int_equal(opens(SUPERVISOR, &where, NIGHT), ERR_TAMPERED);
	ring_lock(rings[SUPERVISOR]);
	assert_int_equal(opens(SUPERVISOR, &where, NIGHT), ERR_KEY);
	assert_int_equal(writes(SUPERVISOR, &where), ERR_KEY);
}

/* Each field of the place, and any two exchanged: the ring has all the keys that are asked for. */
static void test_another_place(void **state)
{
	(void)state;
	const struct wrap_place others[] = { { OTHER_CASE, "office", REALM, 1, 1, 1 },
		{ CASE, "health", REALM, 1, 1, 1 }, { CASE, "office", REALM, 2, 1, 1 },
		{ ROW, "office", REALM, 1, 1, 1 }, { CASE, "identity", REALM, 1, 1, 1 },
		{ CASE, ROW, REALM, 1, 1, 1 } };
	const struct record_place moved[] = {
		{ "place", "identity", "office", ROW, CASE, 1, 1 },
		{ "sealed", "family", "office", ROW, CASE, 1, 1 },
		{ "sealed", "identity", "health", ROW, CASE, 1, 1 },
		{ "sealed", "identity", "office", CASE, CASE, 1, 1 },
		{ "sealed", "identity", "office", ROW, OTHER_CASE, 1, 1 },
		{ "sealed", "identity", "office", ROW, CASE, 2, 1 },
		{ "sealed", "identity", "office", ROW, CASE, 1, 2 },
		{ "identity", "sealed", "office", ROW, CASE, 1, 1 },
		{ "sealed", "office", "identity", ROW, CASE, 1, 1 },
		{ "sealed", ROW, "office", "identity", CASE, 1, 1 },
		{ "sealed", "identity", ROW, "office", CASE, 1, 1 },
		{ "sealed", "identity", "office", CASE, ROW, 1, 1 },
		{ "sealed", "identity", "office", ROW, CASE, 2, 1 },
	};
	struct text out = { 0 };

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_int_equal(ring_make_case(rings[NIGHT], &out, &others[i], NULL), 0);
	assert_int_equal(writes(NIGHT, &where), 0);
	for (size_t i = 0; i < sizeof(moved) / sizeof(moved[0]); i++)
		assert_int_equal(opens(NIGHT, &moved[i], NIGHT), ERR_TAMPERED);
	assert_int_equal(opens(NIGHT, &where, NIGHT), 0);
	text_done(&out);
}

static void test_every_bit(void **state)
{
	(void)state;
	assert_int_equal(writes(NIGHT, &where), 0);
	for (size_t bit = 0; bit < 8 * sealed.length; bit++) {
		sealed.data[bit / 8] ^= (char)(1 << bit % 8);
		assert_int_equal(opens(NIGHT, &where, NIGHT), ERR_TAMPERED);
		sealed.data[bit / 8] ^= (char)(1 << bit % 8);
	}
	const size_t whole = sealed.length;
	for (sealed.length = 0; sealed.length < whole; sealed.length++)
		assert_int_equal(opens(NIGHT, &where, NIGHT), ERR_TAMPERED);
	assert_int_equal(opens(NIGHT, &where, NIGHT), 0);
}

/* Under the right key, and of a version that is to come. */
static void test_newer(void **state)
{
	(void)state;
	const char what[] = "hw1 commitment \2";
	const struct case_key *key = ring_case(rings[NIGHT], CASE, "office", 1);

	assert_int_equal(writes(NIGHT, &where), 0);
	sealed.data[0] = 2;
	crypto_generichash((unsigned char *)sealed.data + 2, 32, (const unsigned char *)what,
		sizeof(what) - 1, key->key, SEAL_KEY);
	assert_int_equal(opens(NIGHT, &where, NIGHT), ERR_CONTRACT);
}

/* A server shows what was there before, or another of the same version. */
static void test_rollback(void **state)
{
	(void)state;
	struct record_place next = where;
	struct text before = { 0 };

	next.version = 2;
	assert_int_equal(takes(BOUN, &at, &wrapped), 0);
	assert_int_equal(writes(NIGHT, &where), 0);
	text_add_bytes(&before, sealed.data, sealed.length);
	assert_int_equal(opens(BOUN, &where, NIGHT), 0);
	text_clear(&sealed);
	assert_int_equal(writes(NIGHT, &next), 0);
	assert_int_equal(opens(BOUN, &next, NIGHT), 0);
	const struct text newest = sealed;
	sealed = before;
	assert_int_equal(opens(BOUN, &where, NIGHT), ERR_TAMPERED);
	assert_int_equal(opens(NIGHT, &where, NIGHT), 0); /* who saw no other */
	text_clear(&sealed);
	assert_int_equal(writes(NIGHT, &next), 0); /* she wrote two of the same version */
	assert_int_equal(opens(BOUN, &next, NIGHT), ERR_TAMPERED);
	text_done(&sealed);
	sealed = newest;
	assert_int_equal(opens(BOUN, &next, NIGHT), 0);
}

/* What she wrote herself she has seen, once the server has said that it is kept. */
static void test_kept(void **state)
{
	(void)state;
	struct record_place next = where, third = where;
	struct text first_one = { 0 }, refused = { 0 };

	next.version = 2;
	third.version = 3;
	assert_int_equal(writes(NIGHT, &where), 0);
	assert_int_equal(opens(NIGHT, &where, NIGHT), 0);
	text_add_bytes(&first_one, sealed.data, sealed.length);
	text_clear(&sealed);
	/* refused: somebody else's second version is the one that is kept */
	assert_int_equal(writes(NIGHT, &next), 0);
	text_add_bytes(&refused, sealed.data, sealed.length);
	text_clear(&sealed);
	assert_int_equal(takes(BOUN, &at, &wrapped), 0);
	assert_int_equal(writes(BOUN, &next), 0);
	assert_int_equal(opens(NIGHT, &next, BOUN), 0);
	assert_int_equal(ring_kept(rings[NIGHT], &next, refused.data, refused.length, NULL),
		ERR_TAMPERED);
	assert_int_equal(ring_kept(rings[NIGHT], &next, sealed.data, sealed.length, NULL), 0);
	/* kept: neither an older one nor another of this version is shown to her any more */
	text_clear(&sealed);
	assert_int_equal(writes(NIGHT, &third), 0);
	assert_int_equal(ring_kept(rings[NIGHT], &third, sealed.data, sealed.length, NULL), 0);
	assert_int_equal(opens(NIGHT, &third, NIGHT), 0);
	text_clear(&sealed);
	assert_int_equal(writes(BOUN, &third), 0);
	assert_int_equal(opens(NIGHT, &third, BOUN), ERR_TAMPERED);
	text_clear(&sealed);
	text_add_bytes(&sealed, first_one.data, first_one.length);
	assert_int_equal(opens(NIGHT, &where, NIGHT), ERR_TAMPERED);
	/* the answer about the first came late */
	assert_int_equal(ring_kept(rings[NIGHT], &where, sealed.data, sealed.length, NULL), 0);
	assert_int_equal(opens(NIGHT, &where, NIGHT), ERR_TAMPERED);
	ring_lock(rings[NIGHT]);
	assert_int_equal(ring_kept(rings[NIGHT], &third, sealed.data, sealed.length, NULL),
		ERR_KEY);
	text_done(&first_one);
	text_done(&refused);
}

/* A list opens more of them than anybody chooses: they push out nothing that was opened. */
static void test_initials(void **state)
{
	struct record_place next = where,
			    initials = { "sealed", "initials", "office", ROW, CASE, 1, 1 };
	struct text before = { 0 }, newest = { 0 };
	char row[] = ROW;

	(void)state;
	next.version = 2;
	assert_int_equal(writes(NIGHT, &where), 0);
	before = sealed;
	sealed = (struct text){ 0 };
	assert_int_equal(writes(NIGHT, &next), 0);
	assert_int_equal(opens(NIGHT, &next, NIGHT), 0);
	assert_int_equal(ring_seen_write(rings[NIGHT], &newest, NULL), 0);
	row[0] = 'e';
	initials.row = row;
	for (int i = 0; i < SEEN_LIMIT; i++) {
		snprintf(row + sizeof(row) - 5, 5, "%04x", (unsigned)i);
		text_clear(&sealed);
		assert_int_equal(writes(NIGHT, &initials), 0);
		assert_int_equal(opens(NIGHT, &initials, NIGHT), 0);
		assert_int_equal(ring_kept(rings[NIGHT], &initials, sealed.data, sealed.length,
					 NULL),
			0);
	}
	text_done(&sealed);
	sealed = before;
	assert_int_equal(opens(NIGHT, &where, NIGHT), ERR_TAMPERED);
	assert_false(ring_seen_changed(rings[NIGHT]));
	/* by its place alone is a record one of initials */
	initials.row = ROW;
	assert_int_equal(opens(NIGHT, &initials, NIGHT), ERR_TAMPERED);
	text_done(&newest);
}

/* Who left with an old key writes with it what looks newer than what was written after her. */
static void test_old_key_newer_version(void **state)
{
	(void)state;
	const struct wrap_place next = { CASE, "office", REALM, 2, 1, 1 };
	struct record_place there = where, old = where;
	struct text wrap = { 0 };

	assert_int_equal(takes(BOUN, &at, &wrapped), 0);
	assert_int_equal(ring_make_case(rings[NIGHT], &wrap, &next, NULL), 0);
	settles(NIGHT, &next, true);
	assert_int_equal(takes(BOUN, &next, &wrap), 0);
	there.generation = there.version = 2;
	old.version = 3;
	assert_int_equal(writes(NIGHT, &where), 0);
	assert_int_equal(opens(BOUN, &where, NIGHT), 0);
	text_clear(&sealed);
	assert_int_equal(writes(NIGHT, &there), 0);
	assert_int_equal(opens(BOUN, &there, NIGHT), 0);
	text_clear(&sealed);
	assert_int_equal(writes(NIGHT, &old), 0);
	assert_int_equal(opens(BOUN, &old, NIGHT), ERR_TAMPERED);
	text_done(&wrap);
}

/* Whatever its length, a record needs exactly the room that ring_room() says. */
static void test_room(void **state)
{
	(void)state;
	static unsigned char plain[SEAL_LIMIT + 2 * SEAL_STEP], opened[sizeof(plain)];
	struct writer writer;
	size_t length;

	for (size_t n = 0; n < 200; n++) {
		const size_t room = ring_room(n);
		memset(plain, 7, sizeof(plain));
		memset(plain, 'a', n);
		text_clear(&sealed);
		assert_int_equal(ring_seal(rings[NIGHT], &sealed, &where, plain, n, room - 1, NULL),
			ERR_INPUT);
		assert_int_equal(sealed.length, 0);
		assert_int_equal(ring_seal(rings[NIGHT], &sealed, &where, plain, n, n, NULL),
			ERR_INPUT);
		for (size_t i = 0; i < room; i++)
			assert_int_equal(plain[i], i < n ? 'a' : 7);
		assert_int_equal(ring_seal(rings[NIGHT], &sealed, &where, plain, n, room, NULL), 0);
		for (size_t i = 0; i < room + SEAL_STEP; i++)
			assert_int_equal(plain[i], i < n ? 'a' : i < room ? 0 : 7);
		again(BOUN);
		assert_int_equal(take(BOUN, &first), 0);
		assert_int_equal(takes(BOUN, &at, &wrapped), 0);
		assert_int_equal(ring_unseal(rings[BOUN], opened, &length, &writer, &where,
					 sealed.data, sealed.length, NULL),
			0);
		assert_int_equal(length, n);
		assert_memory_equal(opened, plain, n);
	}
	const size_t most = SEAL_LIMIT - RING_WRITER;
	text_clear(&sealed);
	assert_int_equal(ring_seal(rings[NIGHT], &sealed, &where, plain, most + 1, sizeof(plain),
				 NULL),
		ERR_INPUT);
	assert_int_equal(ring_seal(rings[NIGHT], &sealed, &where, plain, SEAL_LIMIT + 1,
				 sizeof(plain), NULL),
		ERR_INPUT);
	assert_int_equal(sealed.length, 0);
	assert_int_equal(ring_seal(rings[NIGHT], &sealed, &where, plain, most, sizeof(plain), NULL),
		0);
}

/* What she seals who has the case's key: as if `as` had written it, signed by `by`, for
 * `signed_at`. */
static void forge_record(int as, int by, const struct record_place *signed_at, size_t length)
{
	const struct case_key *key = ring_case(rings[THIEF], CASE, "office", 1);
	unsigned char plain[ROOM] = { 0 }, place[BIND_BYTES], written[BIND_BYTES];
	struct bind bind;

	sodium_hex2bin(plain, 16, ids[as], 36, "-", NULL, NULL);
	plain[16] = (unsigned char)says.number[as];
	memcpy(plain + RING_WRITER, "word", 4);
	bind_record(signed_at, place);
	bind_begin(&bind, "hw1 signed record");
	bind_bytes(&bind, place, BIND_BYTES);
	bind_bytes(&bind, plain, 20);
	bind_bytes(&bind, plain + RING_WRITER, 4);
	bind_end(&bind, written);
	person_sign(people[by], written, plain + 20);
	bind_record(&where, place);
	text_clear(&sealed);
	assert_int_equal(seal(&sealed, SEAL_PADDED, key->key, place, plain, length, sizeof(plain),
				 NULL),
		0);
}

/* Somebody who has the case's key seals what she did not write, or not here. */
static void test_forged_writer(void **state)
{
	(void)state;
	struct record_place elsewhere = where;

	elsewhere.version = 2;
	assert_int_equal(takes(THIEF, &at, &wrapped), 0);
	forge_record(THIEF, THIEF, &where, RING_WRITER + 4);
	assert_int_equal(opens(NIGHT, &where, THIEF), 0); /* as herself she may */
	forge_record(NIGHT, THIEF, &where, RING_WRITER + 4);
	assert_int_equal(opens(BOUN, &where, NIGHT), ERR_KEY);
	assert_int_equal(takes(BOUN, &at, &wrapped), 0);
	assert_int_equal(opens(BOUN, &where, NIGHT), ERR_TAMPERED);
	forge_record(THIEF, NIGHT, &where, RING_WRITER + 4);
	assert_int_equal(opens(BOUN, &where, NIGHT), ERR_TAMPERED);
	forge_record(NIGHT, NIGHT, &elsewhere, RING_WRITER + 4); /* true, of another place */
	assert_int_equal(opens(BOUN, &where, NIGHT), ERR_TAMPERED);
	forge_record(NIGHT, NIGHT, &where, RING_WRITER + 3);
	assert_int_equal(opens(BOUN, &where, NIGHT), ERR_TAMPERED);
	for (size_t length = 0; length < RING_WRITER; length++) {
		forge_record(NIGHT, NIGHT, &where, length);
		assert_int_equal(opens(BOUN, &where, NIGHT), ERR_TAMPERED);
	}
	says.number[NIGHT] += 7; /* by keys that she never had */
	forge_record(NIGHT, NIGHT, &where, RING_WRITER + 4);
	assert_int_equal(opens(BOUN, &where, NIGHT), ERR_TAMPERED);
	says.number[NIGHT] -= 7;
	forge_record(NIGHT, NIGHT, &where, RING_WRITER + 4);
	assert_int_equal(opens(BOUN, &where, NIGHT), 0);
}

/* Keys and what was opened are nowhere once all vaults are locked: not in the heap, not on the
 * stack. */
static void test_nothing_left(void **state)
{
	(void)state;
	unsigned char *const plain = slab_take(slab, ROOM);
	const struct held *held = rings[NIGHT]->held;
	static unsigned char secrets[6][SEAL_KEY];
	struct writer writer;
	size_t length;

	for (size_t i = 0; i < SEAL_KEY; i++)
		plain[i] = (unsigned char)('A' + i * 7 % 26);
	mask(secrets[0], plain, SEAL_KEY);
	mask(secrets[1], held->person.box.secret, SEAL_KEY);
	mask(secrets[2], held->person.signing, SEAL_KEY);
	mask(secrets[3], held->realms->seed, SEAL_KEY);
	mask(secrets[4], held->realms->wrap, SEAL_KEY);
	mask(secrets[5], ring_case(rings[NIGHT], CASE, "office", 1)->key, SEAL_KEY);
	assert_int_equal(ring_seal(rings[NIGHT], &sealed, &where, plain, SEAL_KEY, ROOM, NULL), 0);
	assert_int_equal(ring_unseal(rings[NIGHT], plain, &length, &writer, &where, sealed.data,
				 sealed.length, NULL),
		0);
	for (size_t i = 0; SCANS && i < 6; i++)
		assert_true(find_masked(secrets[i], SEAL_KEY) != 0);
	for (int i = 0; i < PEOPLE; i++)
		ring_lock(rings[i]);
	slab_wipe(slab);
	for (size_t i = 0; SCANS && i < 6; i++)
		assert_int_equal(find_masked(secrets[i], SEAL_KEY), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE_TEST(test_record),
		CASE_TEST(test_another_place),
		CASE_TEST(test_every_bit),
		CASE_TEST(test_newer),
		CASE_TEST(test_rollback),
		CASE_TEST(test_kept),
		CASE_TEST(test_initials),
		CASE_TEST(test_old_key_newer_version),
		CASE_TEST(test_room),
		CASE_TEST(test_forged_writer),
		CASE_TEST(test_nothing_left),
	};

	return cmocka_run_group_tests_name("ring_record", tests, NULL, NULL);
}
