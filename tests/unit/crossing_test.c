/* A file that goes to another office, by the rows of a server that may lie: what goes with its
 * approval, and what is made of it there. */
#include "a_crossing.h"

#include "db/bytes.h"
#include "db/crossing.h"
#include "db/sealed.h"

enum { MOST = 4 };

/* What the server keeps of a key. */
static struct kept {
	struct wrap_place place;
	struct text wrap;
} keys[MOST];
static size_t key_count;
/* What it says that has come along. */
static struct arrived {
	const char *key, *from, *to;
	uint32_t generation, epoch;
	char letter[2 + 2 * RING_LETTER + 1];
} arrived[MOST];
static size_t arrived_count;
static struct crossing_file file;
static struct crossing_sent went;
static struct approval approval;
static struct crossing_vote vote;
static struct crossing_received came;

static void keep(int who, struct wrap_place place)
{
	struct kept *kept = &keys[key_count++];

	*kept = (struct kept){ .place = place };
	assert_int_equal(ring_make_case(rings[who], &kept->wrap, &place, NULL), 0);
	settles(who, &place, true);
}

static const char *number(char *to, uint32_t value)
{
	snprintf(to, 16, "%u", value);
	return to;
}

/* As sealed_keys has them: the newest first. */
static struct rows *rows_to_send(void)
{
	static const char *const names[] = { "key", "generation", "born", "realm", "epoch",
		"wrapped" };
	struct rows *rows = rows_new(6, names);

	for (size_t i = key_count; i-- > 0;) {
		const struct wrap_place *place = &keys[i].place;
		char generation[16], born[16], epoch[16];
		struct text wrap = { 0 };

		bytes_put(&wrap, keys[i].wrap.data, keys[i].wrap.length);
		const char *const cells[] = { place->key, number(generation, place->generation),
			number(born, place->born), place->realm, number(epoch, place->epoch),
			keys[i].wrap.length ? text_string(&wrap) : NULL };
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
		const char *const cells[] = { CASE, it->key, number(generation, it->generation),
			it->from, it->to, number(epoch, it->epoch), it->letter };
		assert_true(rows_add(rows, cells));
	}
	return rows;
}

/* The newest epoch of a realm, as its custodian states it. */
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
		text_string(&hex[1]), from->recovery_id, text_string(&hex[2]), ids[from->opened_by],
		text_string(&hex[3]) };
	assert_true(rows_add(rows, cells));
	for (size_t i = 0; i < 4; i++)
		text_done(&hex[i]);
	return rows;
}

static int sends_stated(int who, struct rows *newest)
{
	struct rows *rows = rows_to_send();

	crossing_sent_done(&went);
	said = (struct error){ 0 };
	const int r = crossing_send(&went, rings[who], &file, rows, newest, &said);
	assert_int_equal(said.code, r);
	if (r != 0)
		assert_true(went.count == 0 && went.detail.data == NULL);
	nothing_passes(who);
	rows_unref(rows);
	rows_unref(newest);
	return r;
}

static int sends_all(int who)
{
	return sends_stated(who, NULL);
}

/* The server keeps the n-th letter as it was told of it. */
static void arrives(size_t n, uint32_t generation)
{
	static const char before[] = "\"letter\":\"\\\\x";
	struct arrived *it = &arrived[n];
	const char *found = went.detail.data;

	for (size_t i = 0; i <= n; i++) {
		found = strstr(found, before);
		assert_non_null(found);
		found += strlen(before);
	}
	*it = (struct arrived){ "office", REALM, THERE, generation, 1, "\\x" };
	memcpy(it->letter + 2, found, 2 * RING_LETTER);
	arrived_count = n + 1;
}

static void answers(int who)
{
	approval = (struct approval){ "transfer", REQUEST, 1, "approve", { 7 }, { 0 } };
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
	const int r = crossing_receive(&came, rings[who], &file, &approval, &vote, rows, &said);
	assert_int_equal(said.code, r);
	if (r != 0)
		assert_true(came.count == 0 && came.wraps.data == NULL);
	nothing_passes(who);
	rows_unref(rows);
	return r;
}

/* The n-th wrap of those that came. */
static int take_came(int who, size_t n, const struct wrap_place *place)
{
	struct text wrap = { 0 };
	unsigned char bytes[RING_WRAPPED];
	const char *found = came.wraps.data;

	for (size_t i = 0; i <= n; i++) {
		found = strstr(found, "\\x");
		assert_non_null(found);
		found += 2;
	}
	assert_true(hex_read(bytes, RING_WRAPPED, found, 2 * RING_WRAPPED));
	text_add_bytes(&wrap, (const char *)bytes, RING_WRAPPED);
	const int r = takes(who, place, &wrap);
	text_done(&wrap);
	return r;
}

/* The night sends both keys of a case, in which she has written with each. */
static int begun(void **state)
{
	if (sent(state) != 0)
		return -1;
	key_count = 0;
	went = (struct crossing_sent){ 0 };
	came = (struct crossing_received){ 0 };
	file = (struct crossing_file){ REQUEST, CASE, "office", "VTE" };
	keys[0] = (struct kept){ .place = { CASE, "office", REALM, 1, 1, 1 } };
	text_add_bytes(&keys[0].wrap, wrapped.data, wrapped.length);
	key_count = 1;
	keep(NIGHT, (struct wrap_place){ CASE, "office", REALM, 2, 1, 1 });
	if (sends_all(NIGHT) != 0)
		return -1;
	arrives(0, 1);
	arrives(1, 2);
	answers(NIGHT);
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

static void test_goes(void **state)
{
	const struct wrap_place there_now[] = { { CASE, "office", THERE, 1, 0, 1 },
		{ CASE, "office", THERE, 2, 0, 1 } };

	(void)state;
	assert_int_equal(went.count, 2);
	assert_int_equal(receives_all(BOUN), 0);
	assert_int_equal(came.count, 2);
	assert_string_equal(text_string(&came.keys), "{\"office\",\"office\"}");
	assert_string_equal(text_string(&came.generations), "{1,2}");
	assert_string_equal(text_string(&came.epochs), "{1,1}");
	assert_int_equal(opens(BOUN, &where, NIGHT), ERR_KEY);
	assert_int_equal(take_came(BOUN, 1, &there_now[0]), ERR_TAMPERED);
	assert_int_equal(take_came(BOUN, 1, &there_now[1]), 0);
	assert_int_equal(opens(BOUN, &where, NIGHT), ERR_KEY);
	assert_int_equal(take_came(BOUN, 0, &there_now[0]), 0);
	assert_int_equal(opens(BOUN, &where, NIGHT), 0);
	/* nobody else's */
	assert_int_equal(receives_all(NIGHT), ERR_KEY);
	/* in whatever order the server shows them */
	const struct arrived first_one = arrived[0];
	arrived[0] = arrived[1];
	arrived[1] = first_one;
	assert_int_equal(receives_all(BOUN), 0);
	assert_string_equal(text_string(&came.generations), "{1,2}");
	assert_int_equal(take_came(BOUN, 0, &there_now[0]), 0);
}

/* As the database reads it. */
static void test_detail(void **state)
{
	static const char begins[] = "{\"keys\":[{\"subject\":\"" CASE
				     "\",\"key\":\"office\",\"generation\":1,\"realm\":\"" THERE
				     "\",\"epoch\":1,\"letter\":\"\\\\x",
			  between[] = "\"},{\"subject\":\"" CASE
				      "\",\"key\":\"office\",\"generation\":2,\"realm\":\"" THERE
				      "\",\"epoch\":1,\"letter\":\"\\\\x",
			  ends[] = "\"}]}";
	unsigned char both[2 * RING_LETTER], with[APPROVAL_HASH];
	const char *text = went.detail.data;

	(void)state;
	assert_int_equal(went.detail.length,
		strlen(begins) + strlen(between) + strlen(ends) + 4 * RING_LETTER);
	assert_memory_equal(text, begins, strlen(begins));
	text += strlen(begins);
	assert_true(hex_read(both, RING_LETTER, text, 2 * RING_LETTER));
	text += 2 * RING_LETTER;
	assert_memory_equal(text, between, strlen(between));
	text += strlen(between);
	assert_true(hex_read(both + RING_LETTER, RING_LETTER, text, 2 * RING_LETTER));
	assert_string_equal(text + 2 * RING_LETTER, ends);
	approval_hash(with, both, sizeof(both));
	assert_memory_equal(with, went.with, APPROVAL_HASH);
}

/* Keys of another sort stay where they are, and a row without a key is none: it says of which
 * realm the next is to be, and has the number of the last. */
static void test_no_keys(void **state)
{
	(void)state;
	keep(NIGHT, (struct wrap_place){ CASE, "health", REALM, 1, 1, 1 });
	keys[key_count++] = (struct kept){ .place = { CASE, "office", REALM, 2, 0, 0 } };
	assert_int_equal(sends_all(NIGHT), 0);
	assert_int_equal(went.count, 2);
	keys[3].place.generation = 0;
	for (size_t i = 0; i < 2; i++)
		text_done(&keys[i].wrap);
	assert_int_equal(sends_all(NIGHT), 0);
	assert_int_equal(went.count, 0);
	assert_string_equal(text_string(&went.detail), "{\"keys\":[]}");
	for (size_t i = 0; i < APPROVAL_HASH; i++)
		assert_int_equal(went.with[i], 0);
	answers(NIGHT);
	arrived[0].key = "health"; /* it would come with an answer of its own */
	arrived_count = 1;
	assert_int_equal(receives_all(BOUN), 0);
	assert_int_equal(came.count, 0);
	assert_string_equal(text_string(&came.wraps), "{}");
	/* and a letter that comes with such an answer is none of hers */
	arrived[0].key = "office";
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	says_that("p4 has not signed this");
	/* nor does it stand where nothing comes with it, and she has left */
	arrived_count = 0;
	assert_int_equal(receives_all(BOUN), 0);
	says.serial++;
	says.past[NIGHT] = true;
	assert_int_equal(believe(BOUN), 0);
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
}

/* Where it goes is what the directory calls so. */
static void test_where_to(void **state)
{
	(void)state;
	file.to_office = "BKK";
	assert_int_equal(sends_all(NIGHT), ERR_INPUT);
	says_that("does not say which is the key of the office");
	assert_int_equal(receives_all(BOUN), ERR_INPUT);
	file.to_office = "the"; /* where it is */
	assert_int_equal(sends_all(NIGHT), ERR_INPUT);
	file.to_office = "VTE";
	file.key = "health"; /* the directory has none of VTE */
	assert_int_equal(sends_all(NIGHT), ERR_INPUT);
	file.key = "office";
	/* two that are called so: whichever was meant */
	says.serial++;
	says.is_twice = true;
	assert_int_equal(believe(NIGHT), 0);
	assert_int_equal(sends_all(NIGHT), ERR_INPUT);
	says_that("does not say which is the key of the office");
	says.serial++;
	says.is_twice = false;
	assert_int_equal(believe(NIGHT), 0);
	assert_int_equal(sends_all(NIGHT), 0);
	ring_lock(rings[NIGHT]);
	assert_int_equal(sends_all(NIGHT), ERR_KEY);
	ring_lock(rings[BOUN]);
	assert_int_equal(receives_all(BOUN), ERR_KEY);
}

/* To the newest box of the receiving realm, where its custodian states one. */
static void test_newest(void **state)
{
	(void)state;
	turn(SUPERVISOR, &there_after, THERE);
	/* of a realm to which nothing goes */
	assert_int_equal(sends_stated(NIGHT, rows_of_epoch(&there_after, REALM)), 0);
	assert_non_null(strstr(went.detail.data, "\"epoch\":1,"));
	assert_int_equal(sends_stated(NIGHT, rows_of_epoch(&there_after, THERE)), 0);
	assert_null(strstr(went.detail.data, "\"epoch\":1,"));
	assert_non_null(strstr(went.detail.data, "\"epoch\":2,"));
	there_after.made.box[0] ^= 1;
	assert_int_equal(sends_stated(NIGHT, rows_of_epoch(&there_after, THERE)), ERR_TAMPERED);
	says_that("come from somebody who may not give them");
	static const char *const names[] = { "realm" }, *const cells[] = { THERE };
	struct rows *empty = rows_new(1, names);
	assert_true(rows_add(empty, cells));
	assert_int_equal(sends_stated(NIGHT, empty), ERR_TAMPERED);
	says_that("is no key of an office");
}

/* All of them go or none does. */
static void test_send_fails(void **state)
{
	(void)state;
	keys[1].wrap.data[40] ^= 1;
	assert_int_equal(sends_all(NIGHT), ERR_TAMPERED);
	keys[1].wrap.data[40] ^= 1;
	keys[0].wrap.length--;
	assert_int_equal(sends_all(NIGHT), ERR_TAMPERED);
	says_that("is no wrapped key");
	keys[0].wrap.length++;
	file.case_id = OTHER_CASE; /* a true key, of another case than the one that is approved */
	assert_int_equal(sends_all(NIGHT), ERR_TAMPERED);
	file.case_id = CASE;
	assert_int_equal(sends_all(NIGHT), 0);
	assert_int_equal(sends_all(BOUN), ERR_KEY);
}

/* What the server shows is not what was approved. */
static void test_receive_fails(void **state)
{
	const struct arrived first_one = arrived[0];

	(void)state;
	arrived_count = 1; /* it withholds one */
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	says_that("p4 has not signed this");
	arrived[2] = arrived[1]; /* it shows one twice, as another */
	arrived[2].generation = 3;
	arrived_count = 3;
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	says_that("p4 has not signed this");
	arrived_count = 2;
	arrived[0].generation = 2; /* it exchanges them */
	arrived[1].generation = 1;
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	arrived[0].generation = 1;
	arrived[1].generation = 5; /* it calls one another */
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	says_that("A sealed letter was changed");
	arrived[1].generation = 2;
	arrived[0].from = OTHER_CASE;
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	arrived[0] = first_one;
	file.case_id = OTHER_CASE;
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	file.case_id = CASE;
	file.request = OTHER_REQUEST;
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	file.request = REQUEST;
	arrived[0].to = REALM; /* which is not asked of it */
	assert_int_equal(receives_all(BOUN), 0);
	arrived[1].letter[2 * RING_LETTER] = 0;
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	says_that("is no key");
}

/* Her answer, and nobody else's. */
static void test_vote(void **state)
{
	const struct approval was = approval;

	(void)state;
	vote.person = ids[DEPUTY];
	vote.number = says.number[DEPUTY];
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	answers(DEPUTY); /* who signs it as hers, and has written none of the letters */
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	says_that("A sealed letter was changed");
	answers(NIGHT);
	vote.signature[5] ^= 1;
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	vote.signature[5] ^= 1;
	approval.answer = "refuse";
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	approval = was;
	approval.content[0] ^= 1;
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	approval = was;
	assert_int_equal(receives_all(BOUN), 0);
	says.serial++;
	says.renewed[NIGHT] = true;
	assert_int_equal(believe(BOUN), 0);
	assert_int_equal(receives_all(BOUN), ERR_TAMPERED);
	says_that("with keys that p4 has no longer");
}

/* The rows tell what of a realm has to be had first. */
static void test_lacks(void **state)
{
	struct rows *rows = rows_to_receive();

	(void)state;
	assert_int_equal(sealed_lacks(rings[BOUN], rows, 0), SEALED_LACKS_NOTHING);
	assert_int_equal(sealed_lacks(rings[NIGHT], rows, 0), SEALED_LACKS_LATER);
	turn(SUPERVISOR, &there_after, THERE);
	ring_settle_realm(rings[SUPERVISOR], THERE, true);
	again(BOUN);
	assert_int_equal(take(BOUN, &there_after), 0);
	assert_int_equal(sealed_lacks(rings[BOUN], rows, 0), SEALED_LACKS_EARLIER);
	assert_int_equal(receives_all(BOUN), ERR_KEY);
	assert_int_equal(ring_take_before(rings[BOUN], THERE, 1, there_after.made.chain,
				 RING_WRAPPED, NULL),
		0);
	assert_int_equal(receives_all(BOUN), 0);
	assert_string_equal(text_string(&came.epochs), "{2,2}");
	rows_unref(rows);
}

#define BEGUN(name) cmocka_unit_test_setup_teardown(name, begun, ended)

int main(void)
{
	const struct CMUnitTest tests[] = {
		BEGUN(test_goes),
		BEGUN(test_detail),
		BEGUN(test_no_keys),
		BEGUN(test_where_to),
		BEGUN(test_newest),
		BEGUN(test_send_fails),
		BEGUN(test_receive_fails),
		BEGUN(test_vote),
		BEGUN(test_lacks),
	};

	return cmocka_run_group_tests_name("crossing", tests, NULL, NULL);
}
