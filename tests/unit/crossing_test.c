/* What goes with an approval to another realm, by the rows of a server that may lie, and what is
 * made of it there. */
#include "a_crossing.h"

#include "db/bytes.h"
#include "db/crossing.h"
#include "db/sealed.h"

enum { MOST = 4 };

/* What the server keeps of a key, and what it makes of the letter that goes along. */
static struct kept {
	struct wrap_place place;
	const char *to;
	struct text wrap;
} keys[MOST];
static size_t key_count;
static struct arrived {
	const char *subject, *key, *from, *to;
	uint32_t generation, epoch;
	char letter[2 + 2 * RING_LETTER + 1];
} arrived[MOST];
static size_t arrived_count;
static struct crossing_sent went;
static struct approval approval;
static struct crossing_vote vote;
static struct crossing_received came;
static int bad_row;

static void keep(int who, struct wrap_place place, const char *to)
{
	struct kept *kept = &keys[key_count++];

	*kept = (struct kept){ .place = place, .to = to };
	assert_int_equal(ring_make_case(rings[who], &kept->wrap, &place, NULL), 0);
	settles(who, &place, true);
}

static const char *number(char *to, uint32_t value)
{
	snprintf(to, 16, "%u", value);
	return to;
}

static struct rows *rows_to_send(void)
{
	static const char *const names[] = { "subject", "key", "generation", "born", "realm",
		"epoch", "wrapped", "to_realm" };
	struct rows *rows = rows_new(8, names);

	for (size_t i = 0; i < key_count; i++) {
		const struct wrap_place *place = &keys[i].place;
		char generation[16], born[16], epoch[16];
		struct text wrap = { 0 };

		bytes_put(&wrap, keys[i].wrap.data, keys[i].wrap.length);
		const char *const cells[] = { place->case_id, place->key,
			number(generation, place->generation), number(born, place->born),
			place->realm, number(epoch, place->epoch),
			keys[i].wrap.length ? text_string(&wrap) : NULL, keys[i].to };
		assert_true(rows_add(rows, cells));
		text_done(&wrap);
	}
	return rows;
}

static struct rows *rows_to_receive(void)
{
	static const char *const names[] = { "subject", "key", "generation", "from_realm", "realm",
		"epoch", "letter" };
	struct rows *rows = rows_new(7, names);

	for (size_t i = 0; i < arrived_count; i++) {
		const struct arrived *it = &arrived[i];
		char generation[16], epoch[16];
		const char *const cells[] = { it->subject, it->key,
			number(generation, it->generation), it->from, it->to,
			number(epoch, it->epoch), it->letter };
		assert_true(rows_add(rows, cells));
	}
	return rows;
}

/* The newest epoch of the receiving realm, as its custodian states it. */
static struct rows *rows_of_epoch(const struct served *from, const char *realm)
{
	static const char *const names[] = { "realm", "epoch", "box", "chain", "recovery_id",
		"recovery", "opened_by", "signature" };
	const struct {
		const void *bytes;
		size_t length;
	} parts[] = { { from->made.box, PUBLIC_KEY }, { from->made.chain, RING_WRAPPED },
		{ from->made.recovery, RING_LETTER }, { from->made.signature, SIGNATURE } };
	struct rows *rows = rows_new(8, names);
	struct text hex[4] = { 0 };
	char epoch[16];

	for (size_t i = 0; i < 4; i++)
		bytes_put(&hex[i], parts[i].bytes, parts[i].length);
	const char *const cells[] = { realm, number(epoch, from->made.epoch), text_string(&hex[0]),
		from->made.has_chain ? text_string(&hex[1]) : NULL, from->recovery_id,
		text_string(&hex[2]), ids[from->opened_by], text_string(&hex[3]) };
	assert_true(rows_add(rows, cells));
	for (size_t i = 0; i < 4; i++)
		text_done(&hex[i]);
	return rows;
}

static int sends_stated(int who, const struct rows *newest)
{
	struct rows *rows = rows_to_send();

	crossing_sent_done(&went);
	said = (struct error){ 0 };
	const int r =
		crossing_send(&went, rings[who], REQUEST, CASE, rows, newest, &bad_row, &said);
	assert_int_equal(said.code, r);
	if (r != 0)
		assert_true(went.count == 0 && went.left == 0 && went.letters.data == NULL);
	nothing_passes(who);
	rows_unref(rows);
	return r;
}

static int sends_all(int who)
{
	return sends_stated(who, NULL);
}

/* The server keeps the n-th letter as it was told of it. */
static void arrives(size_t n, const char *key, const char *from, const char *to,
	uint32_t generation)
{
	struct arrived *it = &arrived[n];
	const char *found = went.letters.data;

	for (size_t i = 0; i <= n; i++) {
		found = strstr(found, "\"letter\":\"\\\\x");
		assert_non_null(found);
		found += strlen("\"letter\":\"\\");
	}
	*it = (struct arrived){ CASE, key, from, to, generation, 1, "" };
	text_copy(it->letter, sizeof(it->letter), found);
	arrived_count = n + 1;
}

static void answers(int who)
{
	approval = (struct approval){ "file", REQUEST, 1, "approve", { 7 }, { 0 } };
	memcpy(approval.with, went.with, APPROVAL_HASH);
	vote.person = ids[who];
	assert_int_equal(approval_sign(rings[who], &approval, &vote.number, vote.signature, NULL),
		0);
	memset(approval.with, 9, APPROVAL_HASH); /* which nobody relies on */
}

static int receives_all(int who)
{
	struct rows *rows = rows_to_receive();

	crossing_received_done(&came);
	said = (struct error){ 0 };
	const int r =
		crossing_receive(&came, rings[who], &approval, &vote, CASE, rows, &bad_row, &said);
	assert_int_equal(said.code, r);
	if (r != 0)
		assert_true(came.count == 0 && came.left == 0 && came.wrapped.data == NULL);
	nothing_passes(who);
	rows_unref(rows);
	return r;
}

/* The only wrap of those that came. */
static void take_only(int who, const struct wrap_place *place)
{
	struct text wrap = { 0 };
	unsigned char bytes[RING_WRAPPED];
	const char *found = strstr(text_string(&came.wrapped), "\\x");

	assert_non_null(found);
	assert_true(hex_read(bytes, RING_WRAPPED, found + 2, 2 * RING_WRAPPED));
	text_add_bytes(&wrap, (const char *)bytes, RING_WRAPPED);
	assert_int_equal(takes(who, place, &wrap), 0);
	text_done(&wrap);
}

/* The supervisor, who is here and there, sends a key each way; and the night writes with hers. */
static int begun(void **state)
{
	if (sent(state) != 0)
		return -1;
	key_count = arrived_count = 0;
	went = (struct crossing_sent){ 0 };
	came = (struct crossing_received){ 0 };
	says.serial++;
	says.epoch = 1;
	memcpy(says.box, first.made.box, PUBLIC_KEY);
	all_believe();
	keys[key_count] = (struct kept){ .place = at, .to = THERE };
	text_add_bytes(&keys[key_count++].wrap, wrapped.data, wrapped.length);
	keep(SUPERVISOR, (struct wrap_place){ CASE, "health", THERE, 1, 1, 1 }, REALM);
	if (sends_all(SUPERVISOR) != 0)
		return -1;
	arrives(0, "office", REALM, THERE, 1);
	arrives(1, "health", THERE, REALM, 1);
	answers(SUPERVISOR);
	return writes(NIGHT, &where);
}

static int ended(void **state)
{
	for (size_t i = 0; i < key_count; i++)
		text_done(&keys[i].wrap);
	crossing_sent_done(&went);
	crossing_received_done(&came);
	return unsent_again(state);
}

static void test_both_ways(void **state)
{
	const struct wrap_place there_now = { CASE, "office", THERE, 1, 0, 1 },
				here_now = { CASE, "health", REALM, 1, 0, 1 };

	(void)state;
	assert_int_equal(went.count, 2);
	assert_int_equal(went.left, 0);
	assert_int_equal(receives_all(BOUN), 0);
	assert_int_equal(came.count, 1);
	assert_int_equal(came.left, 1);
	assert_string_equal(text_string(&came.subjects), "{\"" CASE "\"}");
	assert_string_equal(text_string(&came.keys), "{\"office\"}");
	assert_string_equal(text_string(&came.generations), "{1}");
	assert_string_equal(text_string(&came.realms), "{\"" THERE "\"}");
	assert_string_equal(text_string(&came.epochs), "{1}");
	assert_int_equal(opens(BOUN, &where, NIGHT), ERR_KEY);
	take_only(BOUN, &there_now);
	assert_int_equal(opens(BOUN, &where, NIGHT), 0);
	assert_int_equal(receives_all(NIGHT), 0);
	assert_int_equal(came.count, 1);
	assert_int_equal(came.left, 1);
	assert_string_equal(text_string(&came.keys), "{\"health\"}");
	take_only(NIGHT, &here_now);
	/* who is of both realms receives both */
	assert_int_equal(receives_all(SUPERVISOR), 0);
	assert_int_equal(came.count, 2);
	assert_string_equal(text_string(&came.keys), "{\"office\",\"health\"}");
}

/* As the database reads it. */
static void test_letters(void **state)
{
	static const char begins[] =
		"[{\"subject\":\"" CASE "\",\"key\":\"office\",\"from_realm\":\"" REALM
		"\",\"realm\":\"" THERE "\",\"letter\":\"\\\\x",
			  between[] = "\",\"generation\":1,\"epoch\":1},{\"subject\":\"" CASE
				      "\",\"key\":\"health\"";
	struct text both = { 0 };
	unsigned char with[APPROVAL_HASH], bytes[RING_LETTER];

	(void)state;
	assert_memory_equal(went.letters.data, begins, strlen(begins));
	const char *at_end = went.letters.data + strlen(begins) + 2 * RING_LETTER;
	assert_memory_equal(at_end, between, strlen(between));
	assert_string_equal(went.letters.data + went.letters.length - 4, ":1}]");
	for (size_t i = 0; i < 2; i++) {
		assert_true(hex_read(bytes, RING_LETTER, arrived[i].letter + 2, 2 * RING_LETTER));
		text_add_bytes(&both, (const char *)bytes, RING_LETTER);
	}
	approval_hash(with, both.data, both.length);
	assert_memory_equal(with, went.with, APPROVAL_HASH);
	text_done(&both);
}

/* Keys of a realm that she is not of stay where they are; rows without any say nothing. */
static void test_left(void **state)
{
	(void)state;
	keys[key_count++] = (struct kept){ .place = { CASE, "office", REALM, 2, 0, 0 } };
	assert_int_equal(sends_all(NIGHT), 0);
	assert_int_equal(went.count, 1);
	assert_int_equal(went.left, 1);
	assert_int_equal(bad_row, -1);
	/* none at all: nothing goes with her answer */
	text_done(&keys[0].wrap);
	assert_int_equal(sends_all(NIGHT), 0);
	assert_int_equal(went.count, 0);
	assert_string_equal(text_string(&went.letters), "[]");
	for (size_t i = 0; i < APPROVAL_HASH; i++)
		assert_int_equal(went.with[i], 0);
	answers(NIGHT);
	arrived_count = 0;
	assert_int_equal(receives_all(BOUN), 0);
	assert_int_equal(came.count, 0);
	assert_string_equal(text_string(&came.wrapped), "{}");
	/* and a letter that comes with such an answer is none of hers */
	arrived_count = 1;
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	assert_int_equal(bad_row, -1);
}

/* To the newest box of the receiving realm, where its custodian states one. */
static void test_newest(void **state)
{
	struct rows *newest;

	(void)state;
	turn(SUPERVISOR, &there_after, THERE);
	newest = rows_of_epoch(&there_after, THERE);
	key_count = 1;
	assert_int_equal(sends_stated(NIGHT, newest), 0);
	assert_non_null(strstr(went.letters.data, "\"epoch\":2}"));
	rows_unref(newest);
	newest = rows_of_epoch(&there_after, REALM); /* of a realm to which nothing goes */
	assert_int_equal(sends_stated(NIGHT, newest), 0);
	assert_non_null(strstr(went.letters.data, "\"epoch\":1}"));
	rows_unref(newest);
	there_after.made.box[0] ^= 1;
	newest = rows_of_epoch(&there_after, THERE);
	assert_int_equal(sends_stated(NIGHT, newest), ERR_TAMPERED);
	says_that("come from somebody who may not give them");
	assert_int_equal(bad_row, 0);
	rows_unref(newest);
	newest = rows_to_send(); /* no epoch */
	keys[0].to = REALM;
	assert_int_equal(sends_stated(NIGHT, newest), ERR_TAMPERED);
	says_that("is no key of an office");
	keys[0].to = THERE;
	key_count = 2;
	rows_unref(newest);
}

/* All of them go or none does. */
static void test_send_fails(void **state)
{
	(void)state;
	keys[1].wrap.data[40] ^= 1;
	assert_int_equal(sends_all(SUPERVISOR), ERR_TAMPERED);
	assert_int_equal(bad_row, 1);
	keys[1].wrap.data[40] ^= 1;
	keys[0].wrap.length--;
	assert_int_equal(sends_all(SUPERVISOR), ERR_TAMPERED);
	says_that("is no wrapped key");
	assert_int_equal(bad_row, 0);
	keys[0].wrap.length++;
	keys[1].place.case_id = OTHER_CASE; /* a true one */
	text_clear(&keys[1].wrap);
	assert_int_equal(ring_make_case(rings[SUPERVISOR], &keys[1].wrap, &keys[1].place, NULL), 0);
	assert_int_equal(sends_all(SUPERVISOR), ERR_TAMPERED);
	says_that("a key of another case");
	assert_int_equal(bad_row, 1);
	text_clear(&keys[1].wrap);
	keys[1].place = (struct wrap_place){ CASE, "health", THERE, 2, 1, 1 };
	assert_int_equal(ring_make_case(rings[SUPERVISOR], &keys[1].wrap, &keys[1].place, NULL), 0);
	keys[1].to = CASE; /* no realm */
	assert_int_equal(sends_all(SUPERVISOR), ERR_INPUT);
	assert_int_equal(bad_row, 1);
	keys[1].to = REALM;
	assert_int_equal(sends_all(SUPERVISOR), 0);
	ring_lock(rings[SUPERVISOR]);
	assert_int_equal(sends_all(SUPERVISOR), ERR_KEY);
	assert_int_equal(bad_row, -1);
}

/* What the server shows is not what was approved. */
static void test_receive_fails(void **state)
{
	const struct arrived first_one = arrived[0];

	(void)state;
	arrived_count = 1; /* it withholds one that is for others */
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	says_that("p2 has not signed this");
	assert_int_equal(bad_row, -1);
	arrived[2] = arrived[1]; /* it shows one twice */
	arrived_count = 3;
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	arrived_count = 2;
	arrived[0] = arrived[1]; /* it exchanges them */
	arrived[1] = first_one;
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	arrived[1] = arrived[0];
	arrived[0] = first_one;
	assert_int_equal(receives_all(BOUN), 0);
	/* it says that a letter is of something else */
	arrived[0].generation = 2;
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	says_that("A sealed letter was changed");
	assert_int_equal(bad_row, 0);
	arrived[0] = first_one;
	arrived[0].key = "health";
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	arrived[0] = first_one;
	arrived[1].to = THERE;
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	assert_int_equal(bad_row, 1);
	arrived[1].to = REALM;
	arrived[1].subject = OTHER_CASE; /* of one that is for others, too */
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	says_that("a key of another case");
	assert_int_equal(bad_row, 1);
	arrived[1].subject = CASE;
	/* no letter */
	arrived[1].letter[2 * RING_LETTER] = 0;
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	says_that("is no key");
	assert_int_equal(bad_row, 1);
}

/* Her answer, and nobody else's. */
static void test_vote(void **state)
{
	struct approval was = approval;

	(void)state;
	vote.person = ids[DEPUTY];
	vote.number = says.number[DEPUTY];
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	answers(DEPUTY); /* who signs it as hers, and has written none of the letters */
	memcpy(approval.with, went.with, APPROVAL_HASH);
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	says_that("A sealed letter was changed");
	answers(SUPERVISOR);
	vote.signature[5] ^= 1;
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	vote.signature[5] ^= 1;
	approval.answer = "refuse";
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	approval = was;
	approval.content[0] ^= 1;
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	approval = was;
	approval.id = OTHER_REQUEST;
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	approval = was;
	assert_int_equal(receives_all(BOUN), 0);
	ring_lock(rings[BOUN]);
	assert_int_equal(receives_all(BOUN), ERR_KEY);
	says.serial++;
	says.renewed[SUPERVISOR] = true;
	assert_int_equal(believe(DEPUTY), 0);
	assert_int_equal(receives_all(DEPUTY), ERR_TAMPERED);
	says_that("with keys that p2 has no longer");
	assert_int_equal(bad_row, -1);
}

/* The same rows tell what of a realm has to be had first. */
static void test_lacks(void **state)
{
	struct rows *rows = rows_to_receive();

	(void)state;
	assert_int_equal(sealed_lacks(rings[BOUN], rows, 0), SEALED_LACKS_NOTHING);
	assert_int_equal(sealed_lacks(rings[BOUN], rows, 1), SEALED_LACKS_LATER);
	turn(SUPERVISOR, &there_after, THERE);
	ring_settle_realm(rings[SUPERVISOR], THERE, true);
	again(BOUN);
	assert_int_equal(take(BOUN, &there_after), 0);
	assert_int_equal(sealed_lacks(rings[BOUN], rows, 0), SEALED_LACKS_EARLIER);
	assert_int_equal(receives_all(BOUN), ERR_KEY);
	assert_int_equal(bad_row, 0);
	assert_int_equal(ring_take_before(rings[BOUN], THERE, 1, there_after.made.chain,
				 RING_WRAPPED, NULL),
		0);
	assert_int_equal(receives_all(BOUN), 0);
	assert_string_equal(text_string(&came.epochs), "{2}");
	rows_unref(rows);
}

#define BEGUN(name) cmocka_unit_test_setup_teardown(name, begun, ended)

int main(void)
{
	const struct CMUnitTest tests[] = {
		BEGUN(test_both_ways),
		BEGUN(test_letters),
		BEGUN(test_left),
		BEGUN(test_newest),
		BEGUN(test_send_fails),
		BEGUN(test_receive_fails),
		BEGUN(test_vote),
		BEGUN(test_lacks),
	};

	return cmocka_run_group_tests_name("crossing", tests, NULL, NULL);
}
