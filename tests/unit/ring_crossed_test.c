/* A case that has crossed: it opens there as it did here, nothing is written with the keys that
 * came along, and what was seen of it is not taken for older. */
#include "a_crossing.h"
#include "masked.h"

static void test_crosses(void **state)
{
	(void)state;
	const struct wrap_place next = { CASE, "office", THERE, 2, 1, 1 };
	struct record_place after = where;
	struct text wrap = { 0 };

	assert_int_equal(cross.epoch, 1);
	assert_int_equal(cross.number, says.number[NIGHT]);
	assert_int_equal(writes(NIGHT, &where), 0);
	assert_int_equal(receives(BOUN), 0);
	/* it is taken as any other, once it is kept */
	assert_int_equal(opens(BOUN, &where, NIGHT), ERR_KEY);
	assert_int_equal(takes(BOUN, &received, &crossed_wrap), 0);
	assert_int_equal(opens(BOUN, &where, NIGHT), 0);
	/* nothing is written with what others know */
	assert_int_equal(writes(BOUN, &where), ERR_KEY);
	assert_int_equal(ring_make_case(rings[BOUN], &wrap, &next, NULL), 0);
	settles(BOUN, &next, true);
	after.generation = after.version = 2;
	text_clear(&sealed);
	assert_int_equal(writes(BOUN, &after), 0);
	assert_int_equal(opens(BOUN, &after, BOUN), 0);
	assert_int_equal(takes(NIGHT, &next, &wrap), ERR_KEY);
	assert_int_equal(opens(NIGHT, &after, BOUN), ERR_KEY);
	/* nor does a wrap that says that it was born there open */
	const struct wrap_place younger = { CASE, "office", THERE, 1, 1, 1 };
	assert_int_equal(receives(BOUN), 0);
	assert_int_equal(takes(BOUN, &younger, &crossed_wrap), ERR_TAMPERED);
	text_done(&wrap);
}

/* The receiving realm was turned and registrars have yet to sign its new box: the letter goes to
 * the box before, and opens with what the newest epoch's chain gives. */
static void test_turned_since(void **state)
{
	const struct wrap_place newest = { CASE, "office", THERE, 1, 0, 2 };
	struct served third;

	(void)state;
	turn(SUPERVISOR, &there_after, THERE);
	ring_settle_realm(rings[SUPERVISOR], THERE, true);
	again(BOUN);
	assert_int_equal(take(BOUN, &there_after), 0);
	assert_int_equal(sends(NIGHT), 0); /* before and after it was turned alike */
	assert_int_equal(cross.epoch, 1);
	assert_int_equal(receives(BOUN), ERR_KEY);
	assert_int_equal(ring_take_before(rings[BOUN], THERE, 1, there_after.made.chain,
				 RING_WRAPPED, NULL),
		0);
	assert_int_equal(receives(BOUN), 0);
	assert_int_equal(takes(BOUN, &received, &crossed_wrap), ERR_TAMPERED);
	assert_int_equal(takes(BOUN, &newest, &crossed_wrap), 0);
	assert_int_equal(writes(NIGHT, &where), 0);
	assert_int_equal(opens(BOUN, &where, NIGHT), 0);
	/* the registrars have signed it, and the letter is still of before */
	registrars_sign(&there_after);
	assert_int_equal(receives(BOUN), 0);
	assert_int_equal(takes(BOUN, &newest, &crossed_wrap), 0);
	assert_int_equal(sends(NIGHT), 0);
	assert_int_equal(cross.epoch, 2);
	assert_int_equal(receives(BOUN), 0);
	/* by another epoch's secret it does not open */
	cross.epoch = 1;
	assert_int_equal(receives(BOUN), ERR_TAMPERED);
	cross.epoch = 2;
	/* who has not the newest epoch, and knows that there is one, wraps nothing under an old */
	turn(SUPERVISOR, &third, THERE);
	ring_settle_realm(rings[SUPERVISOR], THERE, true);
	registrars_sign(&third);
	assert_int_equal(receives(BOUN), ERR_KEY);
	says_that("not the newest key");
	assert_int_equal(take(BOUN, &third), 0);
	assert_int_equal(receives(BOUN), 0);
}

/* Who left before the letter was written, and took along what she had there: she opens it as long
 * as whoever sends is shown no newer box than registrars have signed, and then no longer. */
static void test_left_there(void **state)
{
	struct epoch stated;

	(void)state;
	assert_int_equal(take(THIEF, &there), 0);
	turn(SUPERVISOR, &there_after, THERE);
	ring_settle_realm(rings[SUPERVISOR], THERE, true);
	assert_int_equal(take(BOUN, &there_after), 0);
	assert_int_equal(sends(NIGHT), 0);
	assert_int_equal(receives(THIEF), 0);
	stated = epoch_of(&there_after);
	newest_stated = &stated;
	assert_int_equal(sends(NIGHT), 0);
	assert_int_equal(cross.epoch, 2);
	assert_int_equal(receives(THIEF), ERR_KEY);
	assert_int_equal(receives(BOUN), 0);
	cross.epoch = 1;
	assert_int_equal(receives(THIEF), ERR_TAMPERED);
	newest_stated = NULL;
	registrars_sign(&there_after);
	assert_int_equal(sends(NIGHT), 0);
	assert_int_equal(cross.epoch, 2);
	assert_int_equal(receives(THIEF), ERR_KEY);
	assert_int_equal(receives(BOUN), 0);
}

/* Two receive at once, or one twice: whichever wrap is kept, it is one key. */
static void test_received_twice(void **state)
{
	struct text other = { 0 };

	(void)state;
	static const struct {
		int who;
		bool here, there; /* her realms */
	} readers[] = { { BOUN, false, true }, { DEPUTY, false, true }, { SUPERVISOR, true, true },
		{ NIGHT, true, false } };

	only_there(DEPUTY);
	assert_int_equal(writes(NIGHT, &where), 0);
	assert_int_equal(receives(BOUN), 0);
	text_add_bytes(&other, crossed_wrap.data, crossed_wrap.length);
	assert_int_equal(takes(BOUN, &received, &crossed_wrap), 0);
	assert_int_equal(receives(BOUN), 0);
	assert_true(memcmp(other.data, crossed_wrap.data, other.length) != 0);
	assert_int_equal(takes(BOUN, &received, &crossed_wrap), 0);
	assert_int_equal(receives(DEPUTY), 0);
	assert_int_equal(takes(DEPUTY, &received, &other), 0);
	for (size_t i = 0; i < 4; i++) {
		const int who = readers[i].who, code = readers[i].there ? 0 : ERR_KEY;
		if (readers[i].here) /* she has it from where it was */
			assert_int_equal(takes(who, &at, &wrapped), 0);
		assert_int_equal(takes(who, &received, &crossed_wrap), code);
		assert_int_equal(takes(who, &received, &other), code);
		assert_int_equal(opens(who, &where, NIGHT), 0);
	}
	/* sent twice as well */
	assert_int_equal(sends(NIGHT), 0);
	assert_int_equal(receives(BOUN), 0);
	assert_int_equal(takes(BOUN, &received, &crossed_wrap), 0);
	text_done(&other);
}

/*
 * What was seen names a record by its row, and its age by the generation of the case's key and the
 * version: neither a realm nor an office. So it is as old after it has crossed as it was, for
 * whoever is in both realms, and for whoever sees it for the first time; and what is written there
 * is newer, since generations go on.
 */
static void test_seen(void **state)
{
	const struct wrap_place next = { CASE, "office", THERE, 2, 1, 1 };
	struct record_place after = where, anew = where;
	struct text before = { 0 }, newer = { 0 }, wrap = { 0 };

	(void)state;
	after.generation = after.version = 2;
	assert_int_equal(writes(NIGHT, &where), 0);
	text_add_bytes(&before, sealed.data, sealed.length);
	/* the supervisor, of both, opens it while it is here; then it crosses */
	assert_int_equal(takes(SUPERVISOR, &at, &wrapped), 0);
	assert_int_equal(opens(SUPERVISOR, &where, NIGHT), 0);
	assert_int_equal(receives(BOUN), 0);
	assert_int_equal(takes(SUPERVISOR, &received, &crossed_wrap), 0);
	assert_int_equal(opens(SUPERVISOR, &where, NIGHT), 0);
	ring_forget_cases(rings[SUPERVISOR]);
	assert_int_equal(takes(SUPERVISOR, &received, &crossed_wrap), 0);
	assert_int_equal(opens(SUPERVISOR, &where, NIGHT), 0);
	/* Boun, who is there alone, sees it for the first time, and writes the next */
	assert_int_equal(takes(BOUN, &received, &crossed_wrap), 0);
	assert_int_equal(opens(BOUN, &where, NIGHT), 0);
	assert_int_equal(ring_make_case(rings[BOUN], &wrap, &next, NULL), 0);
	settles(BOUN, &next, true);
	text_clear(&sealed);
	assert_int_equal(writes(BOUN, &after), 0);
	assert_int_equal(ring_kept(rings[BOUN], &after, sealed.data, sealed.length, NULL), 0);
	text_add_bytes(&newer, sealed.data, sealed.length);
	assert_int_equal(takes(SUPERVISOR, &next, &wrap), 0);
	assert_int_equal(opens(SUPERVISOR, &after, BOUN), 0);
	/* the server shows both of them what the record said before it crossed */
	text_clear(&sealed);
	text_add_bytes(&sealed, before.data, before.length);
	assert_int_equal(opens(SUPERVISOR, &where, NIGHT), ERR_TAMPERED);
	assert_int_equal(opens(BOUN, &where, NIGHT), ERR_TAMPERED);
	/* the night, of before, knows nothing of what is there */
	assert_int_equal(opens(NIGHT, &where, NIGHT), 0);
	/* what she writes on, with the key that she has, is older than what was written there */
	anew.version = 3;
	text_clear(&sealed);
	assert_int_equal(writes(NIGHT, &anew), 0);
	assert_int_equal(opens(BOUN, &anew, NIGHT), ERR_TAMPERED);
	assert_int_equal(opens(SUPERVISOR, &anew, NIGHT), ERR_TAMPERED);
	text_clear(&sealed);
	text_add_bytes(&sealed, newer.data, newer.length);
	assert_int_equal(opens(BOUN, &after, BOUN), 0);
	assert_int_equal(opens(SUPERVISOR, &after, BOUN), 0);
	text_done(&before);
	text_done(&newer);
	text_done(&wrap);
}

/* And back: the keys of both generations cross, neither is written with, and the next one is no
 * older than what was seen there. */
static void test_back(void **state)
{
	const struct wrap_place second_there = { CASE, "office", THERE, 2, 1, 1 },
				back[] = { { CASE, "office", REALM, 1, 0, 1 },
					{ CASE, "office", REALM, 2, 0, 1 } },
				third = { CASE, "office", REALM, 3, 1, 1 };
	struct record_place after = where, home = where;
	struct text wraps[2] = { 0 }, wrap = { 0 };

	(void)state;
	after.generation = after.version = 2;
	home.generation = home.version = 3;
	says.serial++;
	says.epoch = 1;
	memcpy(says.box, first.made.box, PUBLIC_KEY);
	all_believe();
	assert_int_equal(writes(NIGHT, &where), 0);
	assert_int_equal(opens(NIGHT, &where, NIGHT), 0);
	assert_int_equal(receives(BOUN), 0);
	text_add_bytes(&wraps[0], crossed_wrap.data, crossed_wrap.length);
	assert_int_equal(takes(BOUN, &received, &wraps[0]), 0);
	assert_int_equal(ring_make_case(rings[BOUN], &wraps[1], &second_there, NULL), 0);
	settles(BOUN, &second_there, true);
	text_clear(&sealed);
	assert_int_equal(writes(BOUN, &after), 0);
	for (uint32_t i = 0; i < 2; i++) {
		const struct wrap_place *from = i == 0 ? &received : &second_there;
		cross = unsent(BOUN);
		cross.from = THERE;
		cross.to = REALM;
		cross.generation = i + 1;
		text_clear(&letter);
		assert_int_equal(sends_wrap(BOUN, &letter, &cross, from, &wraps[i]), 0);
		assert_int_equal(receives(NIGHT), 0);
		assert_int_equal(takes(NIGHT, &back[i], &crossed_wrap), 0);
	}
	assert_int_equal(opens(NIGHT, &after, BOUN), 0);
	assert_int_equal(writes(NIGHT, &where), ERR_KEY); /* she made it: others have it by now */
	assert_int_equal(writes(NIGHT, &after), ERR_KEY);
	assert_int_equal(ring_make_case(rings[NIGHT], &wrap, &third, NULL), 0);
	settles(NIGHT, &third, true);
	text_clear(&sealed);
	assert_int_equal(writes(NIGHT, &home), 0);
	assert_int_equal(opens(NIGHT, &home, NIGHT), 0);
	assert_int_equal(opens(BOUN, &home, NIGHT), ERR_KEY);
	text_done(&wraps[0]);
	text_done(&wraps[1]);
	text_done(&wrap);
}

/* What passed through on its way is nowhere once the vaults are locked: neither the key that
 * crossed, nor the secret of the box that it was sealed to. */
static void test_nothing_left(void **state)
{
	static unsigned char secrets[3][SEAL_KEY];
	struct held *boun = ring_wake(rings[BOUN]);
	const struct realm_key *realm = ring_realm(rings[BOUN], THERE, 1);

	(void)state;
	mask(secrets[0], ring_case(rings[NIGHT], CASE, "office", 1)->key, SEAL_KEY);
	mask(secrets[1], realm->seed, SEAL_KEY);
	ring_box(boun, realm->seed);
	mask(secrets[2], boun->box.secret, SECRET_KEY);
	for (size_t i = 0; SCANS && i < 3; i++)
		assert_true(find_masked(secrets[i], SEAL_KEY) != 0);
	assert_int_equal(sends(NIGHT), 0);
	for (int i = 0; i < PEOPLE; i++)
		if (i != BOUN)
			ring_lock(rings[i]);
	slab_wipe(slab);
	for (size_t i = 0; SCANS && i < 2; i++)
		assert_true((find_masked(secrets[i], SEAL_KEY) != 0) == (i == 1));
	assert_int_equal(receives(BOUN), 0);
	assert_true(!SCANS || find_masked(secrets[0], SEAL_KEY) == 0);
	assert_true(!SCANS || find_masked(secrets[2], SECRET_KEY) == 0);
	ring_lock(rings[BOUN]);
	assert_true(!SCANS || find_masked(secrets[1], SEAL_KEY) == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SENT(test_crosses),
		SENT(test_turned_since),
		SENT(test_left_there),
		SENT(test_received_twice),
		SENT(test_seen),
		SENT(test_back),
		SENT(test_nothing_left),
	};

	return cmocka_run_group_tests_name("ring_crossed", tests, NULL, NULL);
}
