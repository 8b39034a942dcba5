/* The keys of cases: had by whoever has the realm, made by one at a time, and never younger than
 * they are. */
#include "a_case.h"

/* A key of her own, wrapped with the first epoch's key, which she has. */
static void forge_wrap(int who, const struct wrap_place *place)
{
	unsigned char key[SEAL_KEY] = "hers", bound[BIND_BYTES];

	bind_wrap(place, bound);
	text_clear(&wrapped);
	assert_int_equal(seal(&wrapped, SEAL_EXACT, ring_realm(rings[who], REALM, 1)->wrap, bound,
				 key, SEAL_KEY, SEAL_KEY, NULL),
		0);
}

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
	settles(NIGHT, &next, false);
	settles(BOUN, &next, true);
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
	settles(NIGHT, &next, false);
	there.generation = 3;
	assert_int_equal(writes(NIGHT, &there), 0);
	/* sealed with at once, refused together with what it sealed: another can be made */
	next.generation = there.generation = 4;
	assert_int_equal(ring_make_case(rings[NIGHT], &lost, &next, NULL), 0);
	settles(NIGHT, &next, true);
	assert_int_equal(writes(NIGHT, &there), 0);
	assert_int_equal(ring_make_case(rings[NIGHT], &lost, &next, NULL), ERR_INPUT);
	ring_drop_case(rings[NIGHT], CASE, "office", 4);
	assert_int_equal(writes(NIGHT, &there), ERR_KEY);
	assert_int_equal(ring_make_case(rings[NIGHT], &lost, &next, NULL), 0);
	ring_drop_case(rings[NIGHT], CASE, "office", 4);
	ring_drop_case(rings[NIGHT], CASE, "office", 4);
	next.generation = there.generation = 3;
	/* of one that is held there is no other */
	memmove(lost.data, lost.data + RING_WRAPPED, RING_WRAPPED);
	lost.length = RING_WRAPPED;
	assert_int_equal(takes(NIGHT, &next, &lost), ERR_TAMPERED);
	assert_int_equal(takes(NIGHT, &next, &kept), 0);
	text_done(&kept);
	text_done(&lost);
}

/* The answer about one key says nothing of another. */
static void test_settle_one(void **state)
{
	(void)state;
	const struct wrap_place others[] = {
		{ OTHER_CASE, "office", REALM, 2, 1, 1 },
		{ CASE, "health", REALM, 2, 1, 1 },
		{ CASE, "office", REALM, 3, 1, 1 },
	};
	const struct wrap_place next = { CASE, "office", REALM, 2, 1, 1 };
	struct record_place there = where;
	struct text out = { 0 };

	for (int kept = 0; kept < 2; kept++) {
		for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
			assert_int_equal(ring_make_case(rings[NIGHT], &out, &others[i], NULL), 0);
		assert_int_equal(ring_make_case(rings[NIGHT], &out, &next, NULL), 0);
		settles(NIGHT, &next, kept);
		settles(NIGHT, &next, !kept); /* once */
		there.generation = 2;
		assert_int_equal(writes(NIGHT, &there), kept ? 0 : ERR_KEY);
		there.generation = 3;
		assert_int_equal(writes(NIGHT, &there), ERR_KEY);
	}
	settles(NIGHT, &others[2], true); /* it was neither kept nor dropped */
	assert_int_equal(writes(NIGHT, &there), 0);
	text_done(&out);
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
	ring_settle_realm(ring, HEALTH, true);
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
	const struct wrap_place says_old = { OTHER_CASE, "office", REALM, 1, 1, 1 };
	struct record_place there = where;

	there.case_id = OTHER_CASE;
	turned(SUPERVISOR);
	assert_int_equal(take(NIGHT, &second), 0);
	forge_wrap(THIEF, &says_new);
	assert_int_equal(takes(NIGHT, &says_new, &wrapped), ERR_TAMPERED);
	/* what she says truly opens, and nothing is written with it */
	forge_wrap(THIEF, &says_old);
	assert_int_equal(takes(NIGHT, &says_old, &wrapped), 0);
	assert_int_equal(writes(NIGHT, &there), ERR_KEY);
	assert_int_equal(writes(NIGHT, &where), ERR_KEY);
}

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
	settles(NIGHT, &next, true);
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
		settles(NIGHT, &place, true);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE_TEST(test_take),
		CASE_TEST(test_another_wrap),
		CASE_TEST(test_make),
		CASE_TEST(test_two_makers),
		CASE_TEST(test_settle_one),
		CASE_TEST(test_wrap_again),
		CASE_TEST(test_old_epoch_new_key),
		CASE_TEST(test_offboarded),
		CASE_TEST(test_many_cases),
	};

	return cmocka_run_group_tests_name("ring_case", tests, NULL, NULL);
}
