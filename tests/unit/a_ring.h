/*
 * An office whose people have keys: two registrars, two custodians, the night, a thief who works
 * there as well, and what a server would keep of a realm. Each test begins with locked memory of
 * its own.
 */
#ifndef TESTS_UNIT_A_RING_H
#define TESTS_UNIT_A_RING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "db/vault/hex.h"
#include "db/vault/ring.h"
#include "db/vault/share.h"

#define REALM "aaaaaaaa-0000-4000-8000-000000000001"
#define HEALTH "aaaaaaaa-0000-4000-8000-000000000002"
#define CASE "cccccccc-0000-4000-8000-000000000001"
#define OTHER_CASE "cccccccc-0000-4000-8000-000000000002"
#define ROW "dddddddd-0000-4000-8000-000000000001"
#define RECOVERY "eeeeeeee-0000-4000-8000-000000000001"
#define RECOVERY_AFTER "eeeeeeee-0000-4000-8000-000000000002"

enum { ANNA, BOUN, SUPERVISOR, DEPUTY, NIGHT, THIEF, PEOPLE };
static const char *const ids[PEOPLE] = {
	"11111111-0000-4000-8000-000000000001",
	"11111111-0000-4000-8000-000000000002",
	"11111111-0000-4000-8000-000000000003",
	"11111111-0000-4000-8000-000000000004",
	"11111111-0000-4000-8000-000000000005",
	"11111111-0000-4000-8000-000000000006",
};

/* What the next directory says. */
static struct {
	uint32_t serial, number[PEOPLE];
	bool past[PEOPLE], left_out[PEOPLE];
	bool renewed[PEOPLE]; /* these are past, and she has others (the same bytes here) */
	int custodians[2];
	uint32_t epoch, health_epoch;
	bool no_realm, is_twice; /* there is another office of that name */
	unsigned char box[PUBLIC_KEY], health_box[PUBLIC_KEY];
	unsigned char recovery[PUBLIC_KEY], recovery_after[PUBLIC_KEY];
	bool has_after, no_before; /* the realm has another recovery key; the first is gone */
} says;
static struct slab *slab;
static struct person *people[PEOPLE];
static unsigned char *recovery_secret;
static struct registrars registrars;
static struct ring *rings[PEOPLE];

/* What a server keeps of an epoch. */
static struct served {
	const char *realm;
	struct epoch_made made;
	const char *recovery_id;
	int opened_by, given_by[PEOPLE];
	unsigned char letters[PEOPLE][RING_LETTER];
} first, second __attribute__((unused));

static void say_keys(struct text *out, int who)
{
	char box[2 * PUBLIC_KEY + 1], sign[2 * PUBLIC_KEY + 1];

	hex_write(box, people[who]->box.public, PUBLIC_KEY);
	hex_write(sign, people[who]->sign_public, PUBLIC_KEY);
	text_addf(out, "%s %s %u p%d %s %s\n",
		says.past[who] || says.renewed[who] ? "past" : "person", ids[who], says.number[who],
		who, box, sign);
	if (says.renewed[who])
		text_addf(out, "person %s %u p%d %s %s\n", ids[who], says.number[who] + 1, who, box,
			sign);
}

static const char *recovery_says(void)
{
	return says.has_after ? RECOVERY_AFTER : RECOVERY;
}

static void directory_text(struct text *out)
{
	char hex[2 * PUBLIC_KEY + 1];

	text_addf(out, "homeward directory 1\nserial %u\nat 2026-11-22T10:00:00Z\n", says.serial);
	hex_write(hex, says.recovery, PUBLIC_KEY);
	if (!says.no_before)
		text_addf(out, "recovery %s 1 %s the bank\n", RECOVERY, hex);
	hex_write(hex, says.recovery_after, PUBLIC_KEY);
	if (says.has_after)
		text_addf(out, "recovery %s 1 %s the notary\n", RECOVERY_AFTER, hex);
	for (int i = 0; i < PEOPLE; i++)
		if (!says.left_out[i])
			say_keys(out, i);
	hex_write(hex, says.box, PUBLIC_KEY);
	if (!says.no_realm)
		text_addf(out, "realm %s %u %s %s %s,%s the office\n", REALM, says.epoch,
			says.epoch ? hex : "-", recovery_says(), ids[says.custodians[0]],
			ids[says.custodians[1]]);
	hex_write(hex, says.health_box, PUBLIC_KEY);
	text_addf(out, "realm %s %u %s %s %s,%s VTE office\n", HEALTH, says.health_epoch,
		says.health_epoch ? hex : "-", recovery_says(), ids[says.custodians[0]],
		ids[says.custodians[1]]);
	if (says.is_twice)
		text_addf(out, "realm %s 0 - %s %s,%s VTE office\n", CASE, recovery_says(),
			ids[says.custodians[0]], ids[says.custodians[1]]);
}

static struct directory *a_directory(void)
{
	struct text text = { 0 };
	struct directory *directory;
	struct error e = { 0 };

	directory_text(&text);
	struct directory_text all = { .text = text.data, .length = text.length };
	directory_sign(&all.signed_by[0], text.data, text.length, people[ANNA]);
	directory_sign(&all.signed_by[1], text.data, text.length, people[BOUN]);
	if (directory_read(&directory, &all, &registrars, &e) != 0)
		print_message("%s\n", e.text);
	assert_non_null(directory);
	text_done(&text);
	return directory;
}

static int believe(int who)
{
	struct error e = { 0 };
	const int r = ring_believe(rings[who], a_directory(), &e);

	assert_int_equal(e.code, r);
	return r;
}

/* A new console of theirs, on which nothing was seen. */
static void __attribute__((unused)) again(int who)
{
	ring_unlock_as(rings[who], people[who]);
	assert_int_equal(believe(who), 0);
}

static void all_believe(void)
{
	for (int i = 0; i < PEOPLE; i++)
		if (!says.past[i] && !says.left_out[i])
			assert_int_equal(believe(i), 0);
}

/* who makes an epoch and writes to all that have keys; it is not settled. */
static void turn(int who, struct served *out, const char *realm)
{
	struct text letter = { 0 };

	*out = (struct served){ .realm = realm, .recovery_id = recovery_says(), .opened_by = who };
	assert_int_equal(ring_turn(rings[who], &out->made, realm, NULL), 0);
	for (int i = 0; i < PEOPLE; i++) {
		if (says.past[i] || says.left_out[i])
			continue;
		text_clear(&letter);
		assert_int_equal(ring_give(rings[who], &letter, realm, ids[i], NULL), 0);
		assert_int_equal(letter.length, RING_LETTER);
		memcpy(out->letters[i], letter.data, RING_LETTER);
		out->given_by[i] = who;
	}
	text_done(&letter);
}

static struct epoch epoch_of(const struct served *from)
{
	return (struct epoch){ .realm = from->realm,
		.epoch = from->made.epoch,
		.box = from->made.box,
		.chain = from->made.has_chain ? from->made.chain : NULL,
		.recovery_id = from->recovery_id,
		.recovery = from->made.recovery,
		.opened_by = ids[from->opened_by],
		.signature = from->made.signature };
}

static int take(int who, const struct served *from)
{
	const struct epoch epoch = epoch_of(from);
	const bool had = ring_has_realm(rings[who], from->realm, from->made.epoch);
	struct error e = { 0 };
	const int r = ring_take_realm(rings[who], &epoch, ids[from->given_by[who]],
		from->letters[who], RING_LETTER, &e);

	assert_int_equal(e.code, r);
	assert_int_equal(ring_has_realm(rings[who], from->realm, from->made.epoch), had || r == 0);
	return r;
}

static inline int recovers(int who, const struct served *from, const unsigned char *secret)
{
	const struct epoch epoch = epoch_of(from);
	struct error e = { 0 };
	const int r = ring_recover(rings[who], &epoch, secret, &e);

	assert_int_equal(e.code, r);
	return r;
}

/* Everybody has the first epoch of the realm; no directory says so yet. */
static int setup(void **state)
{
	(void)state;
	if (slab_new(&slab, 65536, NULL) != 0)
		return -1;
	memset(&says, 0, sizeof(says));
	registrars.count = 2;
	for (int i = 0; i < PEOPLE; i++) {
		person_make(people[i] = slab_take(slab, sizeof(struct person)), ids[i]);
		says.number[i] = (uint32_t)i + 1;
		if (i <= BOUN)
			memcpy(registrars.sign[i], people[i]->sign_public, PUBLIC_KEY);
		if (ring_new(&rings[i], NULL) != 0)
			return -1;
		ring_unlock_as(rings[i], people[i]);
	}
	recovery_secret = slab_take(slab, SECRET_KEY);
	seal_key_make(recovery_secret);
	recovery_box(says.recovery, recovery_secret);
	says.serial = 1;
	says.custodians[0] = SUPERVISOR;
	says.custodians[1] = DEPUTY;
	all_believe();
	turn(SUPERVISOR, &first, REALM);
	ring_settle_realm(rings[SUPERVISOR], REALM, true);
	for (int i = 0; i < PEOPLE; i++)
		assert_int_equal(take(i, &first), 0);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	for (int i = 0; i < PEOPLE; i++)
		ring_free(rings[i]);
	slab_free(slab);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

#endif
