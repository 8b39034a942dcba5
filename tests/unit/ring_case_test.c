/*
 * The keys of cases and what is sealed with them: read by whoever has the realm, written only under
 * its newest epoch, and shown only as somebody whom the directory knows wrote it, there, last.
 */
#include "a_ring.h"

static const struct wrap_place at = { CASE, "office", REALM, 1, 1, 1 };
static const struct record_place where = { "sealed", "identity", "office", ROW, CASE, 1, 1 };
enum { ROOM = 256 };
static struct text wrapped, sealed;

static int made(void **state)
{
	if (setup(state) != 0)
		return -1;
	wrapped = sealed = (struct text){ 0 };
	if (ring_make_case(rings[NIGHT], &wrapped, &at, NULL) != 0)
		return -1;
	ring_settle(rings[NIGHT], true);
	return 0;
}

static int unmade(void **state)
{
	text_done(&wrapped);
	text_done(&sealed);
	return teardown(state);
}

static int takes(int who, const struct wrap_place *place, const struct text *wrap)
{
	struct error e = { 0 };
	const int r = ring_take_case(rings[who], place, wrap->data, wrap->length, &e);

	assert_int_equal(e.code, r);
	return r;
}

static int writes(int who, const struct record_place *place)
{
	unsigned char plain[ROOM] = "word";
	struct error e = { 0 };
	const size_t before = sealed.length;
	const int r = ring_seal(rings[who], &sealed, place, plain, 4, sizeof(plain), &e);

	assert_int_equal(e.code, r);
	assert_int_equal(sealed.length > before, r == 0);
	assert_memory_equal(plain, "word", 5);
	return r;
}

/* As it is now, and who wrote it. */
static int opens(int who, const struct record_place *place, int by)
{
	unsigned char plain[ROOM];
	struct writer writer;
	struct error e = { 0 };
	size_t length = 1;

	memset(plain, 7, sizeof(plain));
	const int r = ring_unseal(rings[who], plain, &length, &writer, place, sealed.data,
		sealed.length, &e);
	assert_int_equal(e.code, r);
	assert_int_equal(length, r == 0 ? 4 : 0);
	assert_string_equal(writer.id, r == 0 ? ids[by] : "");
	assert_int_equal(writer.number, r == 0 ? says.number[by] : 0);
	if (r == 0)
		assert_memory_equal(plain, "word", 4);
	for (size_t i = length; i < seal_room(sealed.length); i++)
		assert_int_equal(plain[i], 0);
	assert_int_equal(plain[seal_room(sealed.length)], 7);
	return r;
}

static void turned(int who)
{
	turn(who, &second, REALM);
	ring_settle(rings[who], true);
}

/* ---- wraps */
static void test_take(void **state)
{
	(void)state;
	assert_int_equal(wrapped.length, RING_WRAPPED);
	assert_int_equal(takes(SUPERVISOR, &at, &wrapped), 0);
	assert_int_equal(takes(SUPERVISOR, &at, &wrapped), 0);
	again(THIEF);
	assert_int_equal(takes(THIEF, &at, &wrapped), ERR_KEY);
	ring_lock(rings[THIEF]);
	assert_int_equal(takes(THIEF, &at, &wrapped), ERR_KEY);
	for (size_t bit = 0; bit < 8 * wrapped.length; bit++) {
		wrapped.data[bit / 8] ^= (char)(1 << bit % 8);
		assert_int_equal(takes(BOUN, &at, &wrapped), ERR_TAMPERED);
		wrapped.data[bit / 8] ^= (char)(1 << bit % 8);
	}
	for (wrapped.length = 0; wrapped.length < RING_WRAPPED; wrapped.length++)
		assert_int_equal(takes(BOUN, &at, &wrapped), ERR_TAMPERED);
	assert_int_equal(takes(BOUN, &at, &wrapped), 0);
}

static void test_another_wrap(void **state)
{
	(void)state;
	const struct wrap_place other[] = {
		{ OTHER_CASE, "office", REALM, 1, 1, 1 },
		{ CASE, "health", REALM, 1, 1, 1 },
		{ CASE, "office", HEALTH, 1, 1, 1 },
		{ CASE, "office", REALM, 2, 1, 1 },
		{ CASE, "office", REALM, 0, 1, 1 },
		{ CASE, "office", REALM, 1, 0, 1 },
		{ CASE, "office", REALM, 1, 1, 2 },
		{ CASE, "office", REALM, 1, 2, 2 },
		{ "office", CASE, REALM, 1, 1, 1 },
		{ REALM, "office", CASE, 1, 1, 1 },
	};
	struct served health;

	turned(SUPERVISOR);
	turn(SUPERVISOR, &health, HEALTH);
	assert_int_equal(take(BOUN, &second), 0);
	assert_int_equal(take(BOUN, &health), 0);
	for (size_t i = 0; i < sizeof(other) / sizeof(other[0]); i++)
		assert_int_equal(takes(BOUN, &other[i], &wrapped), i == 9 ? ERR_KEY : ERR_TAMPERED);
	assert_int_equal(takes(BOUN, &at, &wrapped), 0);
}

/* The next key of a case: born in the newest epoch, and made once. */
static void test_make(void **state)
{
	(void)state;
	const struct wrap_place next = { CASE, "office", REALM, 2, 2, 2 };
	const struct {
		struct wrap_place place;
		int code;
	} cases[] = {
		{ { CASE, "office", REALM, 0, 2, 2 }, ERR_INPUT },
		{ { CASE, "office", REALM, 1, 2, 2 }, ERR_INPUT },
		{ { CASE, "office", REALM, 2, 1, 2 }, ERR_KEY },
		{ { CASE, "office", REALM, 2, 1, 1 }, ERR_KEY },
		{ { CASE, "office", REALM, 2, 3, 3 }, ERR_KEY },
		{ { CASE, "office", HEALTH, 2, 1, 1 }, ERR_KEY }, { next, 0 },
		{ next, 0 }, /* in place of the pending one */
	};
	struct text out = { 0 }, failed = { .failed = true };

	turned(SUPERVISOR);
	assert_int_equal(take(NIGHT, &second), 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		text_clear(&out);
		assert_int_equal(ring_make_case(rings[NIGHT], &out, &cases[i].place, NULL),
			cases[i].code);
		assert_int_equal(out.length, cases[i].code ? 0 : RING_WRAPPED);
	}
	assert_int_equal(ring_make_case(rings[NIGHT], &failed, &next, NULL), ERR_MEMORY);
	ring_lock(rings[NIGHT]);
	assert_int_equal(ring_make_case(rings[NIGHT], &out, &next, NULL), ERR_KEY);
	text_done(&out);
}

/* Two make the next key at once; the server keeps one of them, and nothing was sealed with the
 * other. */
static void test_two_makers(void **state)
{
	(void)state;
	struct wrap_place next = at;
	struct record_place there = where;
	struct text kept = { 0 }, lost = { 0 };

	next.generation = there.generation = 2;
	assert_int_equal(ring_make_case(rings[NIGHT], &lost, &next, NULL), 0);
	assert_int_equal(ring_make_case(rings[BOUN], &kept, &next, NULL), 0);
	assert_int_equal(writes(NIGHT, &there), ERR_KEY);
	ring_settle(rings[NIGHT], false);
	ring_settle(rings[BOUN], true);
	assert_int_equal(writes(NIGHT, &there), ERR_KEY);
	assert_int_equal(takes(NIGHT, &next, &kept), 0);
	assert_int_equal(writes(NIGHT, &there), 0);
	assert_int_equal(opens(BOUN, &there, NIGHT), 0);
	/* the answer was lost: what is taken takes its place */
	next.generation = 3;
	text_clear(&kept);
	assert_int_equal(ring_make_case(rings[NIGHT], &lost, &next, NULL), 0);
	assert_int_equal(ring_make_case(rings[BOUN], &kept, &next, NULL), 0);
	assert_int_equal(takes(NIGHT, &next, &kept), 0);
	ring_settle(rings[NIGHT], false);
	there.generation = 3;
	assert_int_equal(writes(NIGHT, &there), 0);
	/* of one that is held there is no other */
	memmove(lost.data, lost.data + RING_WRAPPED, RING_WRAPPED);
	lost.length = RING_WRAPPED;
	assert_int_equal(takes(NIGHT, &next, &lost), ERR_TAMPERED);
	assert_int_equal(takes(NIGHT, &next, &kept), 0);
	text_done(&kept);
	text_done(&lost);
}

static void test_wrap_again(void **state)
{
	(void)state;
	const struct wrap_place to = { CASE, "office", REALM, 1, 1, 2 },
				away = { CASE, "office", HEALTH, 1, 0, 1 };
	const struct wrap_place wrong[] = {
		{ OTHER_CASE, "office", REALM, 1, 1, 2 },
		{ CASE, "health", REALM, 1, 1, 2 },
		{ CASE, "office", REALM, 2, 1, 2 },
		{ CASE, "office", REALM, 1, 2, 2 },
		{ CASE, "office", REALM, 1, 0, 2 },
		{ CASE, "office", HEALTH, 1, 1, 1 },
	};
	struct ring *const ring = rings[SUPERVISOR];
	struct text out = { 0 };
	struct served health;

	turned(SUPERVISOR);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(ring_wrap_again(ring, &out, &at, wrapped.data, wrapped.length,
					 &wrong[i], NULL),
			ERR_INPUT);
	assert_int_equal(ring_wrap_again(ring, &out, &at, wrapped.data, 7, &to, NULL),
		ERR_TAMPERED);
	assert_int_equal(ring_wrap_again(ring, &out, &at, wrapped.data, wrapped.length, &away,
				 NULL),
		ERR_KEY);
	assert_int_equal(ring_wrap_again(ring, &out, &at, wrapped.data, wrapped.length, &at, NULL),
		ERR_KEY); /* not under an old epoch again */
	assert_int_equal(ring_wrap_again(rings[NIGHT], &out, &at, wrapped.data, wrapped.length, &to,
				 NULL),
		ERR_KEY);
	assert_int_equal(out.length, 0);
	assert_int_equal(ring_wrap_again(ring, &out, &at, wrapped.data, wrapped.length, &to, NULL),
		0);
	/* the same key: who had it before reads what is written, and is not asked for it */
	assert_int_equal(takes(SUPERVISOR, &at, &wrapped), 0);
	assert_int_equal(takes(SUPERVISOR, &to, &out), 0);
	assert_int_equal(writes(NIGHT, &where), 0);
	assert_int_equal(opens(SUPERVISOR, &where, NIGHT), 0);
	/* and it is no younger: nothing new is sealed with it */
	assert_int_equal(writes(SUPERVISOR, &where), ERR_KEY);
	/* nor in another realm, though the number of its epoch is the same */
	turn(SUPERVISOR, &health, HEALTH);
	ring_settle(ring, true);
	text_clear(&out);
	assert_int_equal(ring_wrap_again(ring, &out, &at, wrapped.data, wrapped.length, &away,
				 NULL),
		0);
	assert_int_equal(takes(SUPERVISOR, &away, &out), 0);
	assert_int_equal(writes(SUPERVISOR, &where), ERR_KEY);
	assert_int_equal(opens(SUPERVISOR, &where, NIGHT), 0);
	ring_lock(ring);
	assert_int_equal(ring_wrap_again(ring, &out, &at, wrapped.data, wrapped.length, &to, NULL),
		ERR_KEY);
	text_done(&out);
}

/* Who left with an old epoch makes a key with it and says that it is new. */
static void test_old_epoch_new_key(void **state)
{
	(void)state;
	const struct wrap_place says_new = { OTHER_CASE, "office", REALM, 1, 2, 1 };
	unsigned char key[SEAL_KEY] = "the leaver's", place[BIND_BYTES];
	struct text forged = { 0 };

	/* all that comes from the first epoch is his; here the wrap is sealed as it would be */
	bind_wrap(&says_new, place);
	assert_int_equal(seal(&forged, SEAL_EXACT, key, place, key, SEAL_KEY, SEAL_KEY, NULL), 0);
	turned(SUPERVISOR);
	assert_int_equal(take(NIGHT, &second), 0);
	assert_int_equal(takes(NIGHT, &says_new, &forged), ERR_TAMPERED);
	text_done(&forged);
	/* the true key of the first epoch opens and writes nothing more */
	assert_int_equal(writes(NIGHT, &where), ERR_KEY);
}

/* ---- records */
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

/* Somebody who has the case's key seals what she did not write: unsigned, or as somebody else. */
static void test_forged_writer(void **state)
{
	(void)state;
	unsigned char plain[ROOM], place[BIND_BYTES], written[BIND_BYTES], *key, *box;
	struct bind bind;
	struct wrap_place mine = at;

	/* the thief knows the key: it is hers */
	key = slab_take(slab, SEAL_KEY);
	box = slab_take(slab, SEAL_KEY);
	seal_key_make(key);
	(void)box;
	mine.generation = 5;
	struct record_place there = where;
	there.generation = 5;
	bind_record(&there, place);
	struct text wrap = { 0 };
	assert_int_equal(ring_make_case(rings[NIGHT], &wrap, &mine, NULL), 0);
	text_done(&wrap);
	const int as[] = { NIGHT, THIEF };
	for (int i = 0; i < 2; i++) {
		memset(plain, 0, sizeof(plain));
		plain[0] = (unsigned char)as[i];
		bind_begin(&bind, "hw1 signed record");
		bind_end(&bind, written);
		person_sign(people[THIEF], written, plain + 20);
		text_clear(&sealed);
		assert_int_equal(seal(&sealed, SEAL_PADDED, key, place, plain, RING_WRITER + 4,
					 sizeof(plain), NULL),
			0);
		assert_int_equal(opens(NIGHT, &there, NIGHT), ERR_TAMPERED);
	}
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

/* ---- who has left */
/* With her key file, all that she took along and all that the server has, nothing that was written
 * after the turn opens, and nothing of hers is believed. */
static void test_offboarded(void **state)
{
	(void)state;
	const struct wrap_place next = { CASE, "office", REALM, 2, 2, 2 };
	struct record_place there = where;
	struct text wrap = { 0 };

	assert_int_equal(takes(THIEF, &at, &wrapped), 0);
	assert_int_equal(writes(NIGHT, &where), 0);
	assert_int_equal(opens(THIEF, &where, NIGHT), 0); /* what she saw she has seen */
	says.serial++;
	says.past[THIEF] = true;
	all_believe();
	turned(SUPERVISOR);
	assert_int_equal(ring_give(rings[SUPERVISOR], &wrap, REALM, ids[THIEF], NULL), ERR_INPUT);
	assert_int_equal(take(NIGHT, &second), 0);
	assert_int_equal(writes(NIGHT, &where), ERR_KEY);
	assert_int_equal(ring_make_case(rings[NIGHT], &wrap, &next, NULL), 0);
	ring_settle(rings[NIGHT], true);
	there.generation = there.version = 2;
	text_clear(&sealed);
	assert_int_equal(writes(NIGHT, &there), 0);
	/* the thief's console is not ours: it believes what it likes */
	assert_int_equal(opens(THIEF, &there, NIGHT), ERR_KEY);
	assert_int_equal(takes(THIEF, &next, &wrap), ERR_KEY);
	for (int i = 0; i < PEOPLE; i++) { /* letters to others */
		memcpy(second.letters[THIEF], second.letters[i], RING_LETTER);
		assert_int_equal(take(THIEF, &second), ERR_TAMPERED);
	}
	assert_int_equal(ring_take_before(rings[THIEF], REALM, 2, second.made.chain, RING_WRAPPED,
				 NULL),
		ERR_KEY);
	there.generation = 1;
	assert_int_equal(opens(THIEF, &there, NIGHT), ERR_TAMPERED);
	/* what she writes with the old key is refused by whoever has seen what came after */
	text_clear(&sealed);
	assert_int_equal(writes(THIEF, &where), 0);
	there.generation = 2;
	assert_int_equal(opens(NIGHT, &there, THIEF), ERR_TAMPERED);
	text_done(&wrap);
}

/* ---- how many */
/* Of many cases the one that was not used for longest is forgotten first. */
static void test_many_cases(void **state)
{
	(void)state;
	char id[64];
	struct text out = { 0 };
	struct wrap_place place = at;
	struct record_place one = where;

	ring_forget_cases(rings[NIGHT]);
	assert_int_equal(writes(NIGHT, &where), ERR_KEY);
	for (int i = 0; i <= RING_CASES; i++) {
		snprintf(id, sizeof(id), "cccccccc-0000-4000-8000-0000000%05d", i);
		place.case_id = id;
		assert_int_equal(ring_make_case(rings[NIGHT], &out, &place, NULL), 0);
		ring_settle(rings[NIGHT], true);
		one.case_id = "cccccccc-0000-4000-8000-000000000000";
		assert_int_equal(writes(NIGHT, &one), 0);
	}
	for (int i = 0; i <= RING_CASES; i++) {
		snprintf(id, sizeof(id), "cccccccc-0000-4000-8000-0000000%05d", i);
		one.case_id = id;
		assert_int_equal(writes(NIGHT, &one), i == 1 ? ERR_KEY : 0);
	}
	text_done(&out);
	ring_rest(rings[NIGHT]);
	assert_int_equal(writes(NIGHT, &one), 0);
	ring_rest(rings[NIGHT]);
	ring_forget_cases(rings[NIGHT]);
	assert_int_equal(writes(NIGHT, &one), ERR_KEY);
	assert_true(ring_has_realm(rings[NIGHT], REALM, 1));
}

/* ---- what is nobody else's */
static void test_own(void **state)
{
	(void)state;
	unsigned char plain[ROOM] = "a draft";
	struct text own = { 0 };
	size_t length;

	assert_int_equal(ring_seal_own(rings[NIGHT], &own, "draft", plain, 7, 8, NULL), ERR_INPUT);
	assert_int_equal(ring_seal_own(rings[NIGHT], &own, "draft", plain, 7, ROOM, NULL), 0);
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
	assert_int_equal(ring_seal_own(rings[NIGHT], &own, "draft", plain, 7, ROOM, NULL), ERR_KEY);
	text_done(&own);
}

#define CASE_TEST(name) cmocka_unit_test_setup_teardown(name, made, unmade)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE_TEST(test_take),
		CASE_TEST(test_another_wrap),
		CASE_TEST(test_make),
		CASE_TEST(test_two_makers),
		CASE_TEST(test_wrap_again),
		CASE_TEST(test_old_epoch_new_key),
		CASE_TEST(test_record),
		CASE_TEST(test_another_place),
		CASE_TEST(test_every_bit),
		CASE_TEST(test_rollback),
		CASE_TEST(test_forged_writer),
		CASE_TEST(test_room),
		CASE_TEST(test_offboarded),
		CASE_TEST(test_many_cases),
		CASE_TEST(test_own),
	};

	return cmocka_run_group_tests_name("ring_case", tests, NULL, NULL);
}
