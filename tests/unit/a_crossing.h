/* That case (see a_case.h) on its way to another realm. */
#ifndef TESTS_UNIT_A_CROSSING_H
#define TESTS_UNIT_A_CROSSING_H

#include "a_case.h"

#define THERE HEALTH /* the receiving realm */
#define REQUEST "ffffffff-0000-4000-8000-000000000001"
#define OTHER_REQUEST "ffffffff-0000-4000-8000-000000000002"

static struct served there, there_after;
static struct text letter, crossed_wrap;
static struct cross_place cross;
static const struct epoch *newest_stated; /* what senders are shown; NULL: nothing */
static struct error said;
/* Where the key lies on the other side. */
static const struct wrap_place received = { CASE, "office", THERE, 1, 0, 1 };

static inline void says_that(const char *words)
{
	if (!strstr(said.text, words))
		fail_msg("\"%s\" is not in \"%s\"", words, said.text);
}

static inline void nothing_passes(int who)
{
	const struct held *held = ring_wake(rings[who]);

	assert_true(!held ||
		(sodium_is_zero(held->passing, SEAL_KEY) &&
			sodium_is_zero((const unsigned char *)&held->box, sizeof(held->box))));
}

static inline int sends_wrap(int who, struct text *out, struct cross_place *place,
	const struct wrap_place *from, const struct text *wrap)
{
	const size_t before = out->length;

	said = (struct error){ 0 };
	const int r = ring_cross_write(rings[who], out, place, from, wrap->data, wrap->length,
		newest_stated, &said);
	assert_int_equal(said.code, r);
	assert_int_equal(out->length, before + (r == 0 ? RING_LETTER : 0));
	nothing_passes(who);
	return r;
}

static inline struct cross_place unsent(int who)
{
	return (struct cross_place){ .request = REQUEST,
		.writer = ids[who],
		.case_id = CASE,
		.key = "office",
		.from = REALM,
		.to = THERE,
		.generation = 1 };
}

static inline int sends(int who)
{
	text_clear(&letter);
	cross = unsent(who);
	return sends_wrap(who, &letter, &cross, &at, &wrapped);
}

static inline int receives_at(int who, const struct cross_place *place)
{
	text_clear(&crossed_wrap);
	said = (struct error){ 0 };
	const int r = ring_cross_read(rings[who], &crossed_wrap, place, letter.data, letter.length,
		&said);
	assert_int_equal(said.code, r);
	assert_int_equal(crossed_wrap.length, r == 0 ? RING_WRAPPED : 0);
	nothing_passes(who);
	return r;
}

static inline int receives(int who)
{
	return receives_at(who, &cross);
}

static inline void registrars_sign(const struct served *from)
{
	says.serial++;
	says.health_epoch = from->made.epoch;
	memcpy(says.health_box, from->made.box, PUBLIC_KEY);
	all_believe();
}

/* Somebody of the receiving realm and of no other, on a new console. */
static inline void only_there(int who)
{
	again(who);
	assert_int_equal(take(who, &there), 0);
}

/* The night has a case, and sends its key to where Boun works; the supervisor works here and
 * there. */
static inline int sent(void **state)
{
	if (made(state) != 0)
		return -1;
	letter = crossed_wrap = (struct text){ 0 };
	newest_stated = NULL;
	turn(SUPERVISOR, &there, THERE);
	ring_settle_realm(rings[SUPERVISOR], THERE, true);
	registrars_sign(&there);
	only_there(BOUN);
	return sends(NIGHT);
}

static inline int unsent_again(void **state)
{
	text_done(&letter);
	text_done(&crossed_wrap);
	return unmade(state);
}

#define SENT(name) cmocka_unit_test_setup_teardown(name, sent, unsent_again)

#endif
