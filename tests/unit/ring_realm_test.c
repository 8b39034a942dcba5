/*
 * Who has the keys of a realm: whoever was given them by somebody who may, and nobody else,
 * whatever a server shows or keeps back.
 */
#include "a_ring.h"
#include "db/vault/ring_int.h"

/* The custodian states what stands there now. */
static void state_again(struct served *of)
{
	const struct epoch epoch = epoch_of(of);
	unsigned char place[BIND_BYTES];
	struct bind bind;

	bind_begin(&bind, "hw1 epoch");
	bind_text(&bind, epoch.realm);
	bind_number(&bind, epoch.epoch);
	bind_bytes(&bind, epoch.box, PUBLIC_KEY);
	bind_bytes(&bind, epoch.chain, RING_WRAPPED);
	bind_text(&bind, epoch.recovery_id);
	bind_bytes(&bind, epoch.recovery, RING_LETTER);
	bind_text(&bind, epoch.opened_by);
	bind_end(&bind, place);
	person_sign(people[of->opened_by], place, of->made.signature);
}

static void test_taken_again(void **state)
{
	(void)state;
	assert_int_equal(ring_newest(rings[NIGHT], REALM), 1);
	assert_int_equal(ring_newest(rings[NIGHT], HEALTH), 0);
	assert_int_equal(take(NIGHT, &first), 0);
	assert_int_equal(take(SUPERVISOR, &first), 0);
	again(NIGHT);
	assert_int_equal(ring_newest(rings[NIGHT], REALM), 0);
	assert_int_equal(take(NIGHT, &first), 0);
	/* as the directory says, once it does */
	says.serial++;
	says.epoch = 1;
	memcpy(says.box, first.made.box, PUBLIC_KEY);
	assert_int_equal(believe(NIGHT), 0);
	assert_int_equal(take(NIGHT, &first), 0);
}

/* Each bit of what the server keeps of an epoch, and each byte's end of a letter. */
static void test_every_bit(void **state)
{
	(void)state;
	turn(SUPERVISOR, &second, REALM);
	unsigned char *const parts[] = { second.made.box, second.made.chain, second.made.recovery,
		second.made.signature, second.letters[NIGHT] };
	const size_t sizes[] = { PUBLIC_KEY, RING_WRAPPED, RING_LETTER, SIGNATURE, RING_LETTER };
	for (size_t part = 0; part < 5; part++) {
		for (size_t bit = 0; bit < 8 * sizes[part]; bit++) {
			parts[part][bit / 8] ^= (unsigned char)(1 << bit % 8);
			assert_int_equal(take(NIGHT, &second), ERR_TAMPERED);
			parts[part][bit / 8] ^= (unsigned char)(1 << bit % 8);
		}
	}
	const struct epoch epoch = epoch_of(&second);
	for (size_t length = 0; length < RING_LETTER; length++)
		assert_int_equal(ring_take_realm(rings[NIGHT], &epoch, ids[SUPERVISOR],
					 second.letters[NIGHT], length, NULL),
			ERR_TAMPERED);
	assert_int_equal(take(NIGHT, &second), 0);
}

/* Each field of the statement, as another's or as nobody's. */
static void test_another_statement(void **state)
{
	(void)state;
	struct served other;

	turn(SUPERVISOR, &second, REALM);
	other = second;
	other.realm = HEALTH;
	assert_int_equal(take(NIGHT, &other), ERR_TAMPERED);
	other.realm = ROW;
	assert_int_equal(take(NIGHT, &other), ERR_TAMPERED);
	for (uint32_t epoch = 0; epoch < 4; epoch++) {
		other = second;
		other.made.epoch = epoch;
		assert_int_equal(take(THIEF, &other), epoch == 2 ? 0 : ERR_TAMPERED);
	}
	other = second;
	other.made.has_chain = false;
	assert_int_equal(take(NIGHT, &other), ERR_TAMPERED);
	state_again(
		&other); /* by the custodian herself: whoever takes it could read nothing older */
	assert_int_equal(take(NIGHT, &other), ERR_TAMPERED);
	other.made.has_chain = true;
	state_again(&other);
	assert_int_equal(take(BOUN, &other), 0);
	other = second;
	other.opened_by = DEPUTY;
	assert_int_equal(take(NIGHT, &other), ERR_TAMPERED);
	other = second;
	other.recovery_id = RECOVERY_AFTER;
	assert_int_equal(take(NIGHT, &other), ERR_TAMPERED);
	/* a letter to somebody else, by somebody else, to earlier keys of hers, of another epoch */
	other = second;
	memcpy(other.letters[NIGHT], second.letters[ANNA], RING_LETTER);
	assert_int_equal(take(NIGHT, &other), ERR_TAMPERED);
	other = second;
	other.given_by[NIGHT] = DEPUTY;
	assert_int_equal(take(NIGHT, &other), ERR_TAMPERED);
	other = second;
	memcpy(other.letters[NIGHT], first.letters[NIGHT], RING_LETTER);
	assert_int_equal(take(NIGHT, &other), ERR_TAMPERED);
	says.serial++;
	says.number[NIGHT]++;
	assert_int_equal(believe(NIGHT), 0);
	assert_int_equal(take(NIGHT, &second), ERR_TAMPERED);
}

/* A thief with keys in the directory makes a realm's keys of her own. */
static void test_not_a_custodian(void **state)
{
	(void)state;
	struct served forged;

	assert_int_equal(ring_turn(rings[THIEF], &forged.made, REALM, NULL), ERR_KEY);
	assert_int_equal(ring_give(rings[THIEF], &(struct text){ 0 }, REALM, ids[NIGHT], NULL),
		ERR_KEY);
	/* her own console says that she is one: a past custodian, or one of another directory */
	says.custodians[0] = THIEF;
	assert_int_equal(says.serial, 1);
	again(THIEF);
	assert_int_equal(take(THIEF, &first), ERR_TAMPERED); /* not by her supervisor any more */
	turn(THIEF, &forged, HEALTH);
	says.custodians[0] = SUPERVISOR;
	assert_int_equal(take(NIGHT, &forged), ERR_TAMPERED);
	forged.opened_by = SUPERVISOR;
	assert_int_equal(take(NIGHT, &forged), ERR_TAMPERED);
	/* a true epoch, and a letter of hers */
	turn(SUPERVISOR, &second, HEALTH);
	memcpy(second.letters[NIGHT], forged.letters[NIGHT], RING_LETTER);
	assert_int_equal(take(NIGHT, &second), ERR_TAMPERED);
	second.given_by[NIGHT] = THIEF;
	assert_int_equal(take(NIGHT, &second), ERR_TAMPERED);
	/* one who was a custodian, and has left or is none any more */
	says.serial++;
	says.custodians[0] = NIGHT;
	assert_int_equal(believe(ANNA), 0);
	assert_int_equal(take(ANNA, &second), ERR_TAMPERED);
	says.serial++;
	says.past[SUPERVISOR] = true;
	assert_int_equal(believe(ANNA), 0);
	assert_int_equal(take(ANNA, &second), ERR_TAMPERED);
}

/* A custodian gives other keys under an epoch that is known. */
static void test_a_custodian_lies(void **state)
{
	(void)state;
	struct served fork;

	says.serial++;
	says.epoch = 1;
	memcpy(says.box, first.made.box, PUBLIC_KEY);
	all_believe();
	/* the same number again, made by one who has seen no other */
	again(DEPUTY);
	assert_int_equal(ring_turn(rings[DEPUTY], &fork.made, REALM, NULL), ERR_KEY);
	says.epoch = 0;
	ring_unlock_as(rings[DEPUTY], people[DEPUTY]);
	assert_int_equal(believe(DEPUTY), 0);
	turn(DEPUTY, &fork, REALM);
	assert_int_equal(fork.made.epoch, 1);
	assert_int_equal(take(NIGHT, &fork), ERR_TAMPERED); /* she has the true one */
	says.serial++;
	says.epoch = 1;
	again(NIGHT);
	assert_int_equal(take(NIGHT, &fork), ERR_TAMPERED); /* two registrars signed another box */
	says.epoch = 0;
	/* where they have signed none, whoever has seen the true one knows */
	says.serial = 1;
	again(NIGHT);
	assert_int_equal(take(NIGHT, &first), 0);
	assert_int_equal(take(NIGHT, &fork), ERR_TAMPERED);
	/* two letters to one epoch, with different seeds */
	memcpy(first.letters[NIGHT], fork.letters[NIGHT], RING_LETTER);
	first.given_by[NIGHT] = DEPUTY;
	again(NIGHT);
	assert_int_equal(take(NIGHT, &first), ERR_TAMPERED);
}

/* An older epoch than was seen, or than registrars have signed. */
static void test_rollback(void **state)
{
	(void)state;
	turn(SUPERVISOR, &second, REALM);
	ring_settle_realm(rings[SUPERVISOR], REALM, true);
	assert_int_equal(take(NIGHT, &second), 0);
	assert_int_equal(take(NIGHT, &first), ERR_TAMPERED);
	assert_int_equal(take(SUPERVISOR, &first), ERR_TAMPERED);
	assert_int_equal(take(BOUN, &first), 0);
	says.serial++;
	says.epoch = 2;
	memcpy(says.box, second.made.box, PUBLIC_KEY);
	assert_int_equal(believe(BOUN), 0);
	assert_int_equal(take(BOUN, &first), ERR_TAMPERED);
	/* also where a custodian gives the newest seed as that of an older epoch */
	const struct letter_place place = { REALM, ids[ANNA], 1, says.number[ANNA] };
	unsigned char bound[BIND_BYTES];
	struct text letter = { 0 };
	struct served old = second;
	bind_letter(&place, bound);
	assert_int_equal(letter_write(&letter, people[SUPERVISOR], people[ANNA]->box.public, bound,
				 ring_realm(rings[SUPERVISOR], REALM, 2)->seed, SEAL_KEY, NULL),
		0);
	memcpy(old.letters[ANNA], letter.data, RING_LETTER);
	old.made.epoch = 1;
	old.made.has_chain = false;
	state_again(&old);
	again(ANNA);
	assert_int_equal(take(ANNA, &old), ERR_TAMPERED);
	assert_int_equal(take(BOUN, &second), 0);
	text_done(&letter);
}

/* An epoch far ahead would leave no room for another: nobody takes it, whoever gave it. */
static void test_far_ahead(void **state)
{
	struct served far;
	const uint32_t epochs[] = { UINT32_MAX, EPOCH_JUMP + 1, EPOCH_JUMP };

	(void)state;
	turn(SUPERVISOR, &second, REALM);
	ring_settle_realm(rings[SUPERVISOR], REALM, true);
	for (size_t i = 0; i < sizeof epochs / sizeof *epochs; i++) {
		const struct letter_place place = { REALM, ids[DEPUTY], epochs[i],
			says.number[DEPUTY] };
		unsigned char bound[BIND_BYTES];
		struct text letter = { 0 };

		far = second;
		bind_letter(&place, bound);
		assert_int_equal(letter_write(&letter, people[SUPERVISOR],
					 people[DEPUTY]->box.public, bound,
					 ring_realm(rings[SUPERVISOR], REALM, 2)->seed, SEAL_KEY,
					 NULL),
			0);
		memcpy(far.letters[DEPUTY], letter.data, RING_LETTER);
		far.made.epoch = epochs[i];
		state_again(&far);
		assert_int_equal(take(DEPUTY, &far), epochs[i] > EPOCH_JUMP ? ERR_TAMPERED : 0);
		text_done(&letter);
	}
	assert_int_equal(ring_newest(rings[DEPUTY], REALM), EPOCH_JUMP);
	/* nor makes a custodian one, before registrars have signed where the realm is */
	assert_int_equal(ring_turn(rings[DEPUTY], &far.made, REALM, NULL), ERR_INPUT);
	says.serial++;
	says.epoch = 1;
	memcpy(says.box, first.made.box, PUBLIC_KEY);
	assert_int_equal(believe(DEPUTY), 0);
	assert_int_equal(ring_turn(rings[DEPUTY], &far.made, REALM, NULL), 0);
	assert_int_equal(far.made.epoch, EPOCH_JUMP + 1);
}

/* A realm that is left out of the directory is nobody's: nothing is given or made for it. */
static void test_realm_left_out(void **state)
{
	(void)state;
	struct text out = { 0 };
	const struct wrap_place at = { CASE, "office", REALM, 1, 1, 1 };

	says.serial++;
	says.no_realm = true;
	assert_int_equal(believe(SUPERVISOR), 0);
	assert_int_equal(take(SUPERVISOR, &first), ERR_TAMPERED);
	assert_int_equal(recovers(SUPERVISOR, &first, recovery_secret), ERR_TAMPERED);
	assert_int_equal(ring_give(rings[SUPERVISOR], &out, REALM, ids[NIGHT], NULL), ERR_KEY);
	assert_int_equal(ring_make_case(rings[SUPERVISOR], &out, &at, NULL), ERR_KEY);
	assert_int_equal(out.length, 0);
}

static void test_turn(void **state)
{
	(void)state;
	struct epoch_made none = { .epoch = 77 };
	struct text letter = { 0 };

	turn(SUPERVISOR, &second, REALM);
	assert_int_equal(second.made.epoch, 2);
	assert_true(second.made.has_chain);
	assert_int_equal(ring_newest(rings[SUPERVISOR], REALM), 1); /* pending */
	turn(SUPERVISOR, &second, REALM); /* and once more, in its place */
	assert_int_equal(second.made.epoch, 2);
	ring_settle_realm(rings[SUPERVISOR], REALM, true);
	assert_int_equal(ring_newest(rings[SUPERVISOR], REALM), 2);
	assert_int_equal(take(SUPERVISOR, &second), 0);
	assert_int_equal(take(NIGHT, &second), 0);
	assert_int_equal(take(DEPUTY, &second), 0);
	ring_settle_realm(rings[SUPERVISOR], REALM,
		false); /* of what was settled nothing is dropped */
	assert_int_equal(ring_newest(rings[SUPERVISOR], REALM), 2);
	/* the newest epoch is given, as long as it is the newest */
	assert_int_equal(ring_give(rings[DEPUTY], &letter, REALM, ids[NIGHT], NULL), 0);
	assert_int_equal(ring_give(rings[DEPUTY], &letter, REALM, ROW, NULL), ERR_INPUT);
	assert_int_equal(ring_give(rings[DEPUTY], &letter, HEALTH, ids[NIGHT], NULL), ERR_KEY);
	says.serial++;
	says.epoch = 3;
	assert_int_equal(believe(DEPUTY), 0);
	assert_int_equal(ring_give(rings[DEPUTY], &letter, REALM, ids[NIGHT], NULL), ERR_KEY);
	assert_int_equal(letter.length, RING_LETTER);
	assert_int_equal(ring_turn(rings[DEPUTY], &none, REALM, NULL), ERR_KEY);
	/* nobody can be written to under what is no key */
	memset(says.recovery, 0, PUBLIC_KEY);
	says.epoch = 0;
	says.serial++;
	assert_int_equal(believe(DEPUTY), 0);
	assert_int_equal(ring_turn(rings[DEPUTY], &none, REALM, NULL), ERR_INPUT);
	assert_int_equal(none.epoch, 77);
	ring_lock(rings[DEPUTY]);
	assert_int_equal(ring_turn(rings[DEPUTY], &none, REALM, NULL), ERR_KEY);
	text_done(&letter);
}

/* Of two who turn at once the server keeps one; the other has made nothing. */
static void test_two_turners(void **state)
{
	(void)state;
	struct served lost, third;
	struct text letter = { 0 };

	turn(SUPERVISOR, &second, REALM);
	turn(DEPUTY, &lost, REALM);
	ring_settle_realm(rings[SUPERVISOR], REALM, true);
	turn(SUPERVISOR, &third, HEALTH);
	assert_int_equal(take(DEPUTY, &third), 0);
	ring_settle_realm(rings[DEPUTY], REALM, false);
	assert_int_equal(ring_newest(rings[DEPUTY], REALM), 1);
	assert_int_equal(ring_newest(rings[DEPUTY], HEALTH), 1);
	assert_int_equal(take(DEPUTY, &second), 0);
	assert_int_equal(ring_newest(rings[DEPUTY], REALM), 2);
	assert_int_equal(take(DEPUTY, &lost), ERR_TAMPERED);
	/* the same where the answer was lost: what is taken takes the place of what was made */
	turn(SUPERVISOR, &third, REALM);
	turn(DEPUTY, &lost, REALM);
	assert_int_equal(take(DEPUTY, &second), 0); /* says nothing of the third */
	assert_int_equal(take(DEPUTY, &third), 0);
	assert_int_equal(ring_newest(rings[DEPUTY], REALM), 3);
	assert_int_equal(ring_give(rings[DEPUTY], &letter, REALM, ids[NIGHT], NULL), 0);
	memcpy(third.letters[NIGHT], letter.data, RING_LETTER);
	third.given_by[NIGHT] = DEPUTY;
	assert_int_equal(take(NIGHT, &third), 0);
	ring_settle_realm(rings[DEPUTY], REALM, true);
	assert_int_equal(ring_newest(rings[DEPUTY], REALM), 3);
	assert_int_equal(take(DEPUTY, &third), 0);
	assert_int_equal(take(SUPERVISOR, &third), 0);
	assert_int_equal(ring_newest(rings[SUPERVISOR], REALM), 3);
	text_done(&letter);
}

/* The answer about one realm says nothing of another. */
static void test_settle_one(void **state)
{
	(void)state;
	for (int kept = 0; kept < 2; kept++) {
		turn(SUPERVISOR, &second, REALM);
		turn(SUPERVISOR, &second, HEALTH);
		ring_settle_realm(rings[SUPERVISOR], REALM, kept);
		ring_settle_realm(rings[SUPERVISOR], REALM, !kept); /* once */
		ring_settle_realm(rings[SUPERVISOR], CASE, kept);
		assert_int_equal(ring_newest(rings[SUPERVISOR], REALM), kept + 1);
		assert_int_equal(ring_newest(rings[SUPERVISOR], HEALTH), 0);
	}
	ring_settle_realm(rings[SUPERVISOR], HEALTH, true); /* it was neither kept nor dropped */
	assert_int_equal(ring_newest(rings[SUPERVISOR], HEALTH), 1);
	assert_int_equal(take(SUPERVISOR, &second), 0);
}

/* Who has the newest epoch has all before it; who has an older one has none after it. */
static void test_chain(void **state)
{
	(void)state;
	struct served third;

	turn(SUPERVISOR, &second, REALM);
	ring_settle_realm(rings[SUPERVISOR], REALM, true);
	turn(SUPERVISOR, &third, REALM);
	again(NIGHT);
	assert_int_equal(ring_take_before(rings[NIGHT], REALM, 2, third.made.chain, RING_WRAPPED,
				 NULL),
		ERR_KEY);
	assert_int_equal(take(NIGHT, &third), 0);
	assert_int_equal(ring_take_before(rings[NIGHT], REALM, 1, second.made.chain, RING_WRAPPED,
				 NULL),
		ERR_KEY);
	assert_int_equal(ring_take_before(rings[NIGHT], REALM, 2, second.made.chain, RING_WRAPPED,
				 NULL),
		ERR_TAMPERED);
	assert_int_equal(ring_take_before(rings[NIGHT], REALM, 2, third.made.chain,
				 RING_WRAPPED - 1, NULL),
		ERR_TAMPERED);
	for (size_t bit = 0; bit < 8 * RING_WRAPPED; bit++) {
		third.made.chain[bit / 8] ^= (unsigned char)(1 << bit % 8);
		assert_int_equal(ring_take_before(rings[NIGHT], REALM, 2, third.made.chain,
					 RING_WRAPPED, NULL),
			ERR_TAMPERED);
		third.made.chain[bit / 8] ^= (unsigned char)(1 << bit % 8);
	}
	for (int twice = 0; twice < 2; twice++)
		assert_int_equal(ring_take_before(rings[NIGHT], REALM, 2, third.made.chain,
					 RING_WRAPPED, NULL),
			0);
	assert_int_equal(ring_take_before(rings[NIGHT], REALM, 1, second.made.chain, RING_WRAPPED,
				 NULL),
		0);
	assert_int_equal(ring_take_before(rings[NIGHT], REALM, 0, second.made.chain, RING_WRAPPED,
				 NULL),
		ERR_KEY);
	assert_int_equal(ring_newest(rings[NIGHT], REALM), 3);
	assert_true(ring_has_realm(rings[NIGHT], REALM, 1));
	assert_false(ring_has_realm(rings[NIGHT], REALM, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_taken_again),
		TEST(test_every_bit),
		TEST(test_another_statement),
		TEST(test_not_a_custodian),
		TEST(test_a_custodian_lies),
		TEST(test_rollback),
		TEST(test_far_ahead),
		TEST(test_realm_left_out),
		TEST(test_turn),
		TEST(test_two_turners),
		TEST(test_settle_one),
		TEST(test_chain),
	};

	return cmocka_run_group_tests_name("ring_realm", tests, NULL, NULL);
}
