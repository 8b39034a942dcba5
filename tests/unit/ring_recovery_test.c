/* A realm whose keys nobody has any more, and the recovery key that gives it back. */
#include "a_ring.h"
#include "db/vault/ring_int.h"

/* Both custodians are gone; two of the three parts of the recovery key give the realm back. */
static void test_recovery(void **state)
{
	(void)state;
	char(*parts)[SHARE_TEXT] = slab_take(slab, SHARES * sizeof(*parts));
	unsigned char *secret = slab_take(slab, SECRET_KEY), *wrong = slab_take(slab, SECRET_KEY);
	struct served third;

	turn(SUPERVISOR, &second, REALM);
	ring_settle_realm(rings[SUPERVISOR], REALM, true);
	assert_int_equal(share_split(parts, recovery_secret, slab, NULL), 0);
	says.serial++;
	says.past[SUPERVISOR] = says.past[DEPUTY] = true;
	says.custodians[0] = NIGHT;
	says.custodians[1] = BOUN;
	again(NIGHT);
	/* a custodian of the past opened it: registrars have to know it */
	assert_int_equal(recovers(NIGHT, &second, recovery_secret), ERR_TAMPERED);
	says.serial++;
	says.epoch = 2;
	memcpy(says.box, second.made.box, PUBLIC_KEY);
	assert_int_equal(believe(NIGHT), 0);
	assert_int_equal(recovers(NIGHT, &first, recovery_secret), ERR_TAMPERED);
	assert_int_equal(recovers(NIGHT, &second, wrong), ERR_INPUT);
	for (int i = 0; i < SHARES; i++) {
		for (int j = 0; j < SHARES; j++) {
			again(NIGHT);
			assert_int_equal(share_join(secret, parts[i], parts[j], slab, NULL),
				i == j ? ERR_INPUT : 0);
			assert_int_equal(recovers(NIGHT, &second, secret), i == j ? ERR_INPUT : 0);
			assert_int_equal(ring_newest(rings[NIGHT], REALM), i == j ? 0 : 2);
		}
	}
	/* and goes on from there */
	assert_int_equal(recovers(NIGHT, &second, recovery_secret), 0);
	turn(NIGHT, &third, REALM);
	ring_settle_realm(rings[NIGHT], REALM, true);
	says.serial++;
	all_believe();
	assert_int_equal(take(BOUN, &third), 0);
	assert_int_equal(ring_take_before(rings[BOUN], REALM, 2, third.made.chain, RING_WRAPPED,
				 NULL),
		0);
	ring_lock(rings[NIGHT]);
	assert_int_equal(recovers(NIGHT, &second, recovery_secret), ERR_KEY);
}

/* Another recovery key is in force, and the realm has not been turned since: the paper of before
 * opens it, for that is what its letter was written to. */
static void test_recovery_changes(void **state)
{
	(void)state;
	unsigned char *after = slab_take(slab, SECRET_KEY);
	struct served third, exchanged;

	turn(SUPERVISOR, &second, REALM);
	ring_settle_realm(rings[SUPERVISOR], REALM, true);
	seal_key_make(after);
	recovery_box(says.recovery_after, after);
	says.has_after = true;
	says.serial++;
	again(NIGHT);
	assert_int_equal(recovers(NIGHT, &second, after), ERR_INPUT);
	assert_int_equal(recovers(NIGHT, &second, recovery_secret), 0);
	/* which letter is for which key, the custodian has signed */
	exchanged = second;
	exchanged.recovery_id = RECOVERY_AFTER;
	assert_int_equal(recovers(NIGHT, &exchanged, recovery_secret), ERR_TAMPERED);
	assert_int_equal(recovers(NIGHT, &exchanged, after), ERR_TAMPERED);
	/* from the next turn on it is the new paper alone */
	assert_int_equal(believe(SUPERVISOR), 0);
	turn(SUPERVISOR, &third, REALM);
	again(NIGHT);
	assert_int_equal(recovers(NIGHT, &third, recovery_secret), ERR_INPUT);
	assert_int_equal(recovers(NIGHT, &third, after), 0);
	/* and a key that the directory does not name opens nothing */
	says.no_before = true;
	says.serial++;
	again(NIGHT);
	assert_int_equal(recovers(NIGHT, &second, recovery_secret), ERR_INPUT);
	assert_int_equal(recovers(NIGHT, &third, after), 0);
}

static void test_recovery_forged(void **state)
{
	(void)state;
	struct served forged;

	/* by a present custodian, of an epoch that no registrar has signed yet */
	turn(DEPUTY, &second, REALM);
	again(NIGHT);
	assert_int_equal(recovers(NIGHT, &second, recovery_secret), 0);
	/* a thief writes to the recovery key, whose public half everybody has */
	says.custodians[0] = THIEF;
	ring_unlock_as(rings[THIEF], people[THIEF]);
	assert_int_equal(believe(THIEF), 0);
	turn(THIEF, &forged, REALM);
	says.custodians[0] = SUPERVISOR;
	again(NIGHT);
	assert_int_equal(recovers(NIGHT, &forged, recovery_secret), ERR_TAMPERED);
	/* by nobody whom the directory knows; each bit of the letter */
	says.serial++;
	says.left_out[THIEF] = true;
	assert_int_equal(believe(NIGHT), 0);
	assert_int_equal(recovers(NIGHT, &forged, recovery_secret), ERR_TAMPERED);
	for (size_t bit = 0; bit < 8 * RING_LETTER; bit++) {
		second.made.recovery[bit / 8] ^= (unsigned char)(1 << bit % 8);
		assert_int_equal(recovers(NIGHT, &second, recovery_secret), ERR_TAMPERED);
		second.made.recovery[bit / 8] ^= (unsigned char)(1 << bit % 8);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_recovery),
		TEST(test_recovery_changes),
		TEST(test_recovery_forged),
	};

	return cmocka_run_group_tests_name("ring_recovery", tests, NULL, NULL);
}
