/* What somebody without any key can tell of who holds which: an epoch and its letters are by whom
 * the directory says, or they are not. */
#include "a_ring.h"

#include "db/vault/audit.h"

static struct directory *directory;

static void look(void)
{
	directory_free(directory);
	directory = a_directory();
}

static bool epoch_holds(const struct served *from)
{
	const struct epoch epoch = epoch_of(from);

	look();
	return audit_epoch(directory, &epoch);
}

static bool letter_is_hers(const struct served *from, int who, uint32_t number, int by)
{
	const struct letter_place at = { from->realm, ids[who], from->made.epoch, number };

	look();
	return audit_letter(directory, &at, ids[by], from->letters[who]);
}

static void test_epoch(void **state)
{
	(void)state;
	assert_true(epoch_holds(&first));
	/* as the registrars have seen it, and no older */
	says.epoch = 1;
	memcpy(says.box, first.made.box, PUBLIC_KEY);
	assert_true(epoch_holds(&first));
	says.box[0] ^= 1;
	assert_false(epoch_holds(&first));
	says.epoch = 2;
	assert_false(epoch_holds(&first));
	says.epoch = 0;
	turn(SUPERVISOR, &second, REALM);
	assert_true(epoch_holds(&second));
	second.made.has_chain = false;
	assert_false(epoch_holds(&second));
	second.made.has_chain = true;
	/* by nobody who may, by keys that were hers, of a realm that nobody knows */
	second.opened_by = NIGHT;
	assert_false(epoch_holds(&second));
	second.opened_by = DEPUTY;
	assert_false(epoch_holds(&second));
	second.opened_by = SUPERVISOR;
	second.recovery_id = RECOVERY_AFTER;
	assert_false(epoch_holds(&second));
	second.recovery_id = RECOVERY;
	assert_true(epoch_holds(&second));
	second.realm = CASE;
	assert_false(epoch_holds(&second));
}

static void test_every_bit(void **state)
{
	(void)state;
	turn(SUPERVISOR, &second, REALM);
	unsigned char *const parts[] = { second.made.box, second.made.chain, second.made.recovery,
		second.made.signature };
	const size_t sizes[] = { PUBLIC_KEY, RING_WRAPPED, RING_LETTER, SIGNATURE };
	for (size_t part = 0; part < 4; part++)
		for (size_t byte = 0; byte < sizes[part]; byte++) {
			parts[part][byte] ^= 4;
			assert_false(epoch_holds(&second));
			parts[part][byte] ^= 4;
		}
	for (size_t byte = 0; byte < RING_LETTER; byte++) {
		second.letters[NIGHT][byte] ^= 4;
		assert_false(letter_is_hers(&second, NIGHT, says.number[NIGHT], SUPERVISOR));
		second.letters[NIGHT][byte] ^= 4;
	}
	assert_true(letter_is_hers(&second, NIGHT, says.number[NIGHT], SUPERVISOR));
}

static void test_letter(void **state)
{
	(void)state;
	const uint32_t number = says.number[NIGHT];

	assert_true(letter_is_hers(&first, NIGHT, number, SUPERVISOR));
	assert_false(letter_is_hers(&first, NIGHT, number, DEPUTY)); /* who has not written it */
	assert_false(letter_is_hers(&first, NIGHT, number, THIEF)); /* who may not */
	assert_false(letter_is_hers(&first, NIGHT, number + 1, SUPERVISOR));
	memcpy(first.letters[NIGHT], first.letters[THIEF], RING_LETTER); /* another's */
	assert_false(letter_is_hers(&first, NIGHT, number, SUPERVISOR));
	says.past[THIEF] = true;
	assert_false(letter_is_hers(&first, THIEF, says.number[THIEF], SUPERVISOR));
	says.left_out[THIEF] = true;
	assert_false(letter_is_hers(&first, THIEF, says.number[THIEF], SUPERVISOR));
}

/* A letter that is shorter than any is nobody's. */
static void test_short(void **state)
{
	(void)state;
	const struct letter_place at = { REALM, ids[NIGHT], 1, says.number[NIGHT] };
	unsigned char place[BIND_BYTES];

	bind_letter(&at, place);
	for (size_t length = 0; length <= LETTER_OVERHEAD; length++)
		assert_false(letter_holds(people[SUPERVISOR]->sign_public,
			people[NIGHT]->box.public, place, first.letters[NIGHT], length));
}

static void test_realms(void **state)
{
	(void)state;
	look();
	assert_string_equal(directory_realm_at(directory, 0)->id, REALM);
	assert_string_equal(directory_realm_at(directory, 1)->id, HEALTH);
	assert_null(directory_realm_at(directory, 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = { TEST(test_epoch), TEST(test_every_bit),
		TEST(test_letter), TEST(test_short), TEST(test_realms) };
	const int failed = cmocka_run_group_tests(tests, NULL, NULL);

	directory_free(directory);
	return failed;
}
