/* Letters by which the key of a case crosses: written by who has it, as it was approved, read by
 * who is there, and by nobody else. */
#include "a_crossing.h"

#include "db/vault/approval.h"

static void test_write(void **state)
{
	(void)state;
	const struct wrap_place wrong_from[] = {
		{ OTHER_CASE, "office", REALM, 1, 1, 1 },
		{ CASE, "health", REALM, 1, 1, 1 },
		{ CASE, "office", THERE, 1, 1, 1 },
		{ CASE, "office", REALM, 2, 1, 1 },
	};
	struct text out = { 0 }, cut = { 0 }, failed = { .failed = true };
	struct cross_place place = unsent(NIGHT);

	for (size_t i = 0; i < sizeof(wrong_from) / sizeof(wrong_from[0]); i++)
		assert_int_equal(sends_wrap(NIGHT, &out, &place, &wrong_from[i], &wrapped),
			ERR_INPUT);
	says.serial++;
	says.epoch = 1;
	memcpy(says.box, first.made.box, PUBLIC_KEY);
	assert_int_equal(believe(NIGHT), 0);
	place.to = REALM; /* to whoever has it */
	assert_int_equal(sends_wrap(NIGHT, &out, &place, &at, &wrapped), ERR_INPUT);
	says_that("another key than the one that is to cross");
	place.to = CASE; /* to nowhere */
	assert_int_equal(sends_wrap(NIGHT, &out, &place, &at, &wrapped), ERR_INPUT);
	says_that("no key yet of the office");
	place = unsent(BOUN);
	assert_int_equal(sends_wrap(NIGHT, &out, &place, &at, &wrapped), ERR_INPUT);
	assert_int_equal(sends_wrap(BOUN, &out, &place, &at, &wrapped), ERR_KEY);
	place = unsent(NIGHT);
	text_add_bytes(&cut, wrapped.data, wrapped.length - 1);
	assert_int_equal(sends_wrap(NIGHT, &out, &place, &at, &cut), ERR_TAMPERED);
	assert_int_equal(ring_cross_write(rings[NIGHT], &failed, &place, &at, wrapped.data,
				 wrapped.length, NULL, NULL),
		ERR_MEMORY);
	assert_int_equal(place.epoch, 0);
	assert_int_equal(place.number, 0);
	/* a realm whose key nobody has signed, or one that is none */
	says.serial++;
	says.health_epoch = 0;
	assert_int_equal(believe(NIGHT), 0);
	assert_int_equal(sends_wrap(NIGHT, &out, &place, &at, &wrapped), ERR_INPUT);
	says_that("no key yet of the office");
	says.serial++;
	says.health_epoch = 1;
	memset(says.health_box, 0, PUBLIC_KEY);
	assert_int_equal(believe(NIGHT), 0);
	assert_int_equal(sends_wrap(NIGHT, &out, &place, &at, &wrapped), ERR_INPUT);
	assert_int_equal(place.number, 0);
	assert_int_equal(out.length, 0);
	ring_lock(rings[NIGHT]);
	assert_int_equal(sends_wrap(NIGHT, &out, &place, &at, &wrapped), ERR_KEY);
	ring_unlock_as(rings[NIGHT], people[NIGHT]); /* and believes nothing */
	assert_int_equal(sends_wrap(NIGHT, &out, &place, &at, &wrapped), ERR_KEY);
	text_done(&cut);
	text_done(&out);
}

static int sends_to(const struct served *from)
{
	const struct epoch stated = epoch_of(from);

	newest_stated = &stated;
	const int r = sends(NIGHT);
	newest_stated = NULL;
	return r;
}

/* The newest box, as a custodian of the receiving realm states it, and nobody else. */
static void test_stated(void **state)
{
	struct served forged, mine;

	(void)state;
	assert_int_equal(sends_to(&there), 0); /* what the registrars have signed, as it is */
	assert_int_equal(cross.epoch, 1);
	turn(SUPERVISOR, &there_after, THERE);
	forged = there_after;
	forged.made.box[7] ^= 1;
	assert_int_equal(sends_to(&forged), ERR_TAMPERED);
	forged = there_after;
	forged.made.signature[7] ^= 1;
	assert_int_equal(sends_to(&forged), ERR_TAMPERED);
	forged = there_after;
	forged.made.epoch = 3;
	assert_int_equal(sends_to(&forged), ERR_TAMPERED);
	forged = there_after;
	forged.opened_by = THIEF; /* no custodian */
	assert_int_equal(sends_to(&forged), ERR_TAMPERED);
	says_that("somebody who may not give them");
	turn(DEPUTY, &mine, REALM); /* true, of another realm */
	assert_int_equal(sends_to(&mine), ERR_TAMPERED);
	assert_int_equal(sends_to(&there_after), 0);
	assert_int_equal(cross.epoch, 2);
	/* she has seen it: an older one is shown to her no more, nor another of this number */
	assert_int_equal(sends_to(&there), ERR_TAMPERED);
	says_that("an older state");
	ring_settle_realm(rings[SUPERVISOR], THERE, false);
	turn(SUPERVISOR, &forged, THERE);
	assert_int_equal(sends_to(&forged), ERR_TAMPERED);
	says_that("another state");
	/* nor one that the registrars know to be older */
	registrars_sign(&there_after);
	assert_int_equal(sends_to(&there), ERR_TAMPERED);
	assert_int_equal(sends_to(&there_after), 0);
	/* she signed it, and is custodian no longer */
	says.serial++;
	says.custodians[0] = BOUN;
	assert_int_equal(believe(NIGHT), 0);
	assert_int_equal(sends_to(&there_after), ERR_TAMPERED);
	says_that("somebody who may not give them");
}

/* Each field is in what is signed, and no other kind of thing is so. */
static void test_bound(void **state)
{
	static const char *const kinds[] = { "hw1 letter", "hw1 wrap", "hw1 record", "hw1 written",
		"hw1 approval", "hw1 epoch" };
	struct cross_place others[9];
	unsigned char place[BIND_BYTES], other[BIND_BYTES];

	(void)state;
	for (size_t i = 0; i < 9; i++)
		others[i] = cross;
	others[0].request = OTHER_REQUEST;
	others[1].case_id = OTHER_CASE;
	others[2].key = "health";
	others[3].from = CASE;
	others[4].to = CASE;
	others[5].generation++;
	others[6].epoch++;
	others[7].writer = ids[BOUN];
	others[8].number++;
	bind_cross(&cross, place);
	for (size_t i = 0; i < 9; i++) {
		bind_cross(&others[i], other);
		assert_memory_not_equal(place, other, BIND_BYTES);
	}
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct bind bind;

		bind_begin(&bind, kinds[i]);
		bind_text(&bind, cross.request);
		bind_text(&bind, cross.case_id);
		bind_text(&bind, cross.key);
		bind_text(&bind, cross.from);
		bind_text(&bind, cross.to);
		bind_number(&bind, cross.generation);
		bind_number(&bind, cross.epoch);
		bind_text(&bind, cross.writer);
		bind_number(&bind, cross.number);
		bind_end(&bind, other);
		assert_memory_not_equal(place, other, BIND_BYTES);
	}
}

/* Each field of the place, and two exchanged; the ring has the realms that are asked for. */
static void test_another_place(void **state)
{
	(void)state;
	struct cross_place others[14];
	const size_t count = sizeof(others) / sizeof(others[0]);
	struct served here_after;

	turn(SUPERVISOR, &there_after, THERE);
	ring_settle_realm(rings[SUPERVISOR], THERE, true);
	turn(SUPERVISOR, &here_after, REALM);
	ring_settle_realm(rings[SUPERVISOR], REALM, true);
	for (size_t i = 0; i < count; i++)
		others[i] = cross;
	others[0].request = OTHER_REQUEST;
	others[1].case_id = OTHER_CASE;
	others[2].key = "health";
	others[3].from = THERE;
	others[4].to = REALM;
	others[5].from = THERE;
	others[5].to = REALM;
	others[6].generation = 2;
	others[7].generation = 0;
	others[8].epoch = 2;
	others[9].writer = ids[BOUN];
	others[9].number = says.number[BOUN];
	others[10].request = CASE;
	others[10].case_id = REQUEST;
	others[11].case_id = "office";
	others[11].key = CASE;
	others[12].generation = 2;
	others[12].epoch = 2;
	others[13].from = CASE;
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(receives_at(SUPERVISOR, &others[i]), ERR_TAMPERED);
		if (i != 7)
			says_that("A sealed letter was changed");
	}
	assert_int_equal(receives(SUPERVISOR), 0);
	/* where there is no such epoch, or no such realm, nothing opens either */
	others[0] = cross;
	others[0].epoch = 0;
	assert_int_equal(receives_at(SUPERVISOR, &others[0]), ERR_KEY);
	others[0].epoch = 3;
	assert_int_equal(receives_at(SUPERVISOR, &others[0]), ERR_KEY);
	others[0].epoch = 1;
	others[0].to = CASE;
	assert_int_equal(receives_at(SUPERVISOR, &others[0]), ERR_KEY);
	assert_int_equal(receives(NIGHT), ERR_KEY); /* who is not there */
	ring_lock(rings[SUPERVISOR]);
	assert_int_equal(receives(SUPERVISOR), ERR_KEY);
	ring_unlock_as(rings[SUPERVISOR], people[SUPERVISOR]); /* and believes nothing */
	assert_int_equal(receives(SUPERVISOR), ERR_KEY);
}

static void test_every_bit(void **state)
{
	(void)state;
	const size_t whole = letter.length;
	struct text failed = { .failed = true };

	for (size_t bit = 0; bit < 8 * whole; bit++) {
		letter.data[bit / 8] ^= (char)(1 << bit % 8);
		assert_int_equal(receives(BOUN), ERR_TAMPERED);
		letter.data[bit / 8] ^= (char)(1 << bit % 8);
	}
	text_add(&letter, "more");
	for (letter.length = 0; letter.length < whole + 4; letter.length++)
		assert_int_equal(receives(BOUN), letter.length == whole ? 0 : ERR_TAMPERED);
	letter.length = whole;
	assert_int_equal(ring_cross_read(rings[BOUN], &failed, &cross, letter.data, letter.length,
				 NULL),
		ERR_MEMORY);
	assert_int_equal(receives(BOUN), 0);
}

/* By keys that she has still, and by nobody else's. */
static void test_writer(void **state)
{
	struct cross_place other = cross;

	(void)state;
	other.number++;
	assert_int_equal(receives_at(BOUN, &other), ERR_TAMPERED);
	says_that("names keys 6 of somebody");
	other = cross;
	other.writer = ids[THIEF];
	assert_int_equal(receives_at(BOUN, &other), ERR_TAMPERED);
	says_that("names keys 5 of somebody");
	other.number = says.number[THIEF];
	assert_int_equal(receives_at(BOUN, &other), ERR_TAMPERED);
	says_that("A sealed letter was changed");
	says.serial++;
	says.renewed[NIGHT] = true;
	assert_int_equal(believe(BOUN), 0);
	assert_int_equal(receives(BOUN), ERR_TAMPERED);
	says_that("with keys that p4 has no longer");
	other = cross; /* the same bytes under her new number */
	other.number++;
	assert_int_equal(receives_at(BOUN, &other), ERR_TAMPERED);
	says_that("A sealed letter was changed");
	says.serial++;
	says.renewed[NIGHT] = false;
	says.past[NIGHT] = true;
	assert_int_equal(believe(BOUN), 0);
	assert_int_equal(receives(BOUN), ERR_TAMPERED);
	says_that("p4, who has left");
	says.serial++;
	says.left_out[NIGHT] = true;
	assert_int_equal(believe(BOUN), 0);
	assert_int_equal(receives(BOUN), ERR_TAMPERED);
	says_that("nobody whom the directory of keys knows");
	says.serial++;
	says.past[NIGHT] = says.left_out[NIGHT] = false;
	assert_int_equal(believe(BOUN), 0);
	assert_int_equal(receives(BOUN), 0);
}

/* Whoever owns the database knows all places and boxes, and has no key of anybody's. */
static void forge(int by, const unsigned char *box, const struct cross_place *place,
	const char *key)
{
	unsigned char bound[BIND_BYTES], hers[SEAL_KEY] = { 0 };

	memcpy(hers, key, strlen(key));
	bind_cross(place, bound);
	text_clear(&letter);
	assert_int_equal(letter_write(&letter, people[by], box, bound, hers, SEAL_KEY, NULL), 0);
}

static void test_forged(void **state)
{
	(void)state;
	const struct letter_place as_letter = { THERE, ids[BOUN], 1, says.number[BOUN] };
	unsigned char bound[BIND_BYTES], stolen[SIGNATURE];
	struct cross_place hers = cross;

	assert_int_equal(writes(NIGHT, &where), 0);
	memcpy(stolen, letter.data + 1, SIGNATURE);
	/* a key of the thief's in the night's name; with the signature of another letter */
	forge(THIEF, there.made.box, &cross, "hers");
	assert_int_equal(receives(BOUN), ERR_TAMPERED);
	memcpy(letter.data + 1, stolen, SIGNATURE);
	assert_int_equal(receives(BOUN), ERR_TAMPERED);
	/* sealed to another box, signed by her whom it names */
	forge(NIGHT, first.made.box, &cross, "to whoever is here");
	assert_int_equal(receives(BOUN), ERR_TAMPERED);
	forge(NIGHT, people[BOUN]->box.public, &cross, "to one alone");
	assert_int_equal(receives(BOUN), ERR_TAMPERED);
	/* a realm's letter is no crossing */
	bind_letter(&as_letter, bound);
	text_clear(&letter);
	assert_int_equal(letter_write(&letter, people[NIGHT], there.made.box, bound, bound,
				 SEAL_KEY, NULL),
		0);
	assert_int_equal(receives(BOUN), ERR_TAMPERED);
	/* what is longer or shorter than a key, though she signed it */
	bind_cross(&cross, bound);
	for (size_t length = SEAL_KEY - 1; length <= SEAL_KEY + 1; length += 2) {
		unsigned char bytes[SEAL_KEY + 1] = "no key";

		text_clear(&letter);
		assert_int_equal(letter_write(&letter, people[NIGHT], there.made.box, bound, bytes,
					 length, NULL),
			0);
		assert_int_equal(receives(BOUN), ERR_TAMPERED);
		says_that("The key of this case was changed");
	}
	/* a generation that is none, though she signed it */
	hers.generation = 0;
	forge(NIGHT, there.made.box, &hers, "none");
	assert_int_equal(receives_at(BOUN, &hers), ERR_TAMPERED);
	says_that("The key of this case was changed");
	/* as herself she may: what she gets for it is a case that does not open */
	hers = cross;
	hers.writer = ids[THIEF];
	hers.number = says.number[THIEF];
	forge(THIEF, there.made.box, &hers, "hers");
	assert_int_equal(receives_at(BOUN, &hers), 0);
	assert_int_equal(takes(BOUN, &received, &crossed_wrap), 0);
	assert_int_equal(opens(BOUN, &where, NIGHT), ERR_TAMPERED);
	assert_int_equal(writes(BOUN, &where), ERR_KEY);
	/* and who has the true one sees that it is another at once */
	assert_int_equal(takes(SUPERVISOR, &at, &wrapped), 0);
	assert_int_equal(receives_at(SUPERVISOR, &hers), ERR_TAMPERED);
	says_that("is not its own");
}

/* What a signed answer says of the letters that go with it. */
static void test_with_an_approval(void **state)
{
	struct approval approval = { "file", REQUEST, 1, "approve", { 1 }, { 0 } };
	const struct directory *directory = ring_directory(rings[BOUN]);
	unsigned char signature[SIGNATURE];
	struct text both = { 0 };
	struct writer writer;
	uint32_t number;

	(void)state;
	text_add_bytes(&both, letter.data, letter.length);
	assert_int_equal(sends(NIGHT), 0);
	text_add_bytes(&both, letter.data, letter.length);
	approval_hash(approval.with, both.data, both.length);
	assert_int_equal(approval_sign(rings[NIGHT], &approval, &number, signature, NULL), 0);
	assert_int_equal(number, cross.number);
	assert_int_equal(approval_holds(directory, &approval, cross.writer, number, signature,
				 SIGNATURE, &writer, NULL),
		0);
	/* one of them is withheld, or of another time */
	approval_hash(approval.with, both.data, RING_LETTER);
	assert_int_equal(approval_holds(directory, &approval, cross.writer, number, signature,
				 SIGNATURE, &writer, NULL),
		ERR_TAMPERED);
	text_done(&both);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SENT(test_write),
		SENT(test_stated),
		SENT(test_bound),
		SENT(test_another_place),
		SENT(test_every_bit),
		SENT(test_writer),
		SENT(test_forged),
		SENT(test_with_an_approval),
	};

	return cmocka_run_group_tests_name("ring_cross", tests, NULL, NULL);
}
