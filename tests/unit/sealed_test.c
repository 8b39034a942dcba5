/* Which key a record opens with, under which the next is written, when another has to be made:
 * two people of an office and what a server keeps between them. */
#include "a_ring.h"

#include <stdlib.h>

#include "db/base/text.h"
#include "db/row.h"
#include "db/sealed.h"

enum { ROOM = 512 };

/* What sealed_keys and sealed_open answer of the one key and the one record there is. */
static struct {
	int generation, born, epoch, newest, version;
	bool to_turn;
	struct text wrapped, blob;
	char realm[UUID_TEXT];
} kept;

/* Behind it the same as one of another kind or subject; NULL: it stands alone. */
static struct rows *answer_with(const char *kind, const char *subject)
{
	static const char *const names[] = { "key", "generation", "born", "realm", "epoch",
		"wrapped", "newest", "to_turn", "id", "version", "blob", "kind", "subject" };
	struct text wrapped = { 0 }, blob = { 0 };
	struct rows *rows = rows_new(sizeof names / sizeof *names, names);
	char number[5][16];
	const int numbers[] = { kept.generation, kept.born, kept.epoch, kept.newest, kept.version };

	for (int i = 0; i < 5; i++)
		snprintf(number[i], sizeof number[i], "%d", numbers[i]);
	bytes_put(&wrapped, text_string(&kept.wrapped), kept.wrapped.length);
	bytes_put(&blob, text_string(&kept.blob), kept.blob.length);
	const char *cells[] = { "office", number[0], number[1], kept.realm, number[2],
		text_string(&wrapped), number[3], kept.to_turn ? "t" : "f", ROW, number[4],
		text_string(&blob), "identity", CASE };
	assert_true(rows_add(rows, cells));
	cells[11] = kind;
	cells[12] = subject;
	if (kind != NULL)
		assert_true(rows_add(rows, cells));
	text_done(&wrapped);
	text_done(&blob);
	return rows;
}

static struct rows *answer(void)
{
	return answer_with(NULL, NULL);
}

static struct rows *chain_of(const struct served *from)
{
	static const char *const names[] = { "epoch", "chain" };
	struct rows *rows = rows_new(2, names);
	struct text chain = { 0 };
	char epoch[16];

	snprintf(epoch, sizeof epoch, "%u", from->made.epoch);
	bytes_put(&chain, from->made.chain, RING_WRAPPED);
	const char *const cells[] = { epoch, text_string(&chain) };
	assert_true(rows_add(rows, cells));
	text_done(&chain);
	return rows;
}

static int begun(void **state)
{
	memset(&kept, 0, sizeof kept);
	text_copy(kept.realm, sizeof kept.realm, REALM);
	kept.newest = 1;
	return setup(state);
}

static int ended(void **state)
{
	text_done(&kept.wrapped);
	text_done(&kept.blob);
	return teardown(state);
}

/* ---- playing ----------------------------------------------------------------------------- */

static int plans(int who, struct sealed_plan *plan)
{
	struct rows *rows = answer();
	struct error e = { 0 };
	int r = sealed_plan(plan, rings[who], CASE, "office", rows, &e);

	assert_int_equal(e.code, r);
	rows_unref(rows);
	return r;
}

static enum sealed_step step(int who)
{
	struct sealed_plan plan;

	assert_int_equal(plans(who, &plan), 0);
	return plan.step;
}

static void make(int who)
{
	struct sealed_plan plan;

	assert_int_equal(plans(who, &plan), 0);
	assert_int_equal(plan.step, SEALED_MAKE);
	text_clear(&kept.wrapped);
	assert_int_equal(sealed_make(rings[who], &kept.wrapped, CASE, &plan, NULL), 0);
	ring_settle_case(rings[who], CASE, plan.key, plan.generation, true);
	kept.generation = (int)plan.generation;
	kept.born = kept.epoch = (int)plan.epoch;
}

/* Seals it as the next version. */
static int write_record(int who, struct record *record)
{
	const struct sealed_at at = { CASE, ROW, "identity", "office", (uint32_t)kept.generation,
		(uint32_t)kept.version + 1 };
	int r;

	text_clear(&kept.blob);
	r = sealed_write(rings[who], &kept.blob, &at, record, NULL);
	kept.version += r == 0;
	return r;
}

static int write_name(int who, const char *name)
{
	unsigned char bytes[ROOM];
	struct record record;

	assert_int_equal(record_begin(&record, bytes, sizeof bytes, NULL), 0);
	assert_int_equal(record_put(&record, "name.1.text", name, NULL), 0);
	return write_record(who, &record);
}

/* The first of these rows, into a slab of its own. */
static int opens_row(int who, const char *name, const struct rows *rows)
{
	struct sealed_opened opened;
	struct error e = { 0 };
	struct slab *here;
	int r;

	assert_int_equal(slab_new(&here, 4096, NULL), 0);
	memset(&opened, 7, sizeof opened);
	r = sealed_open(&opened, rings[who], here, CASE, rows, 0, &e);
	assert_int_equal(e.code, r);
	assert_string_equal(opened.at.kind, "identity");
	assert_int_equal(opened.at.version, kept.version);
	if (r == 0) {
		assert_string_equal(record_value(&opened.record, "name.1.text"), name);
		assert_int_equal(strlen(opened.writer.id), UUID_TEXT - 1);
		slab_give(here, opened.record.bytes);
	} else {
		assert_null(opened.record.bytes);
		assert_string_equal(opened.writer.id, "");
	}
	assert_int_equal(slab_taken(here), 0);
	slab_free(here);
	return r;
}

static int opens(int who, const char *name)
{
	struct rows *rows = answer();
	int r = opens_row(who, name, rows);

	rows_unref(rows);
	return r;
}

/* The supervisor turns the realm; who is told has the new epoch. */
static void turned(void)
{
	turn(SUPERVISOR, &second, REALM);
	ring_settle_realm(rings[SUPERVISOR], REALM, true);
	kept.newest = 2;
}

/* ---- tests ------------------------------------------------------------------------------- */

static void test_first(void **state)
{
	(void)state;
	assert_int_equal(step(NIGHT), SEALED_MAKE);
	make(NIGHT);
	assert_int_equal(kept.generation, 1);
	assert_int_equal(step(NIGHT), SEALED_WRITE);
	assert_int_equal(write_name(NIGHT, "สมศรี"), 0);
	assert_int_equal(opens(NIGHT, "สมศรี"), 0);
	/* another console reads it, and writes with the same key */
	assert_int_equal(opens(SUPERVISOR, "สมศรี"), 0);
	assert_int_equal(step(SUPERVISOR), SEALED_WRITE);
	assert_int_equal(write_name(SUPERVISOR, "Somsri"), 0);
	assert_int_equal(opens(NIGHT, "Somsri"), 0);
}

/* After a turn nothing more goes under the key that whoever left may have kept. */
static void test_turned(void **state)
{
	struct rows *rows, *chain;

	(void)state;
	make(NIGHT);
	assert_int_equal(write_name(NIGHT, "before"), 0);
	turned();
	assert_int_equal(step(NIGHT), SEALED_REFRESH);
	assert_int_equal(take(NIGHT, &second), 0);
	assert_int_equal(step(NIGHT), SEALED_MAKE);
	assert_int_not_equal(write_name(NIGHT, "refused"), 0);
	/* what was written before is read as before, also by who comes new to the console */
	again(BOUN);
	rows = answer();
	assert_int_equal(sealed_lacks(rings[BOUN], rows, 0), SEALED_LACKS_LATER);
	assert_int_equal(take(BOUN, &second), 0);
	assert_int_equal(sealed_lacks(rings[BOUN], rows, 0), SEALED_LACKS_EARLIER);
	chain = chain_of(&second);
	assert_int_equal(sealed_take_chain(rings[BOUN], REALM, chain, NULL), 0);
	assert_int_equal(sealed_lacks(rings[BOUN], rows, 0), SEALED_LACKS_NOTHING);
	rows_unref(chain);
	rows_unref(rows);
	make(NIGHT);
	assert_int_equal(kept.generation, 2);
	assert_int_equal(kept.born, 2);
	assert_int_equal(write_name(NIGHT, "after"), 0);
	assert_int_equal(opens(BOUN, "after"), 0);
}

static void test_not_now(void **state)
{
	struct sealed_plan plan;

	(void)state;
	kept.to_turn = true;
	assert_int_equal(step(NIGHT), SEALED_TURNING);
	kept.to_turn = false;
	text_copy(kept.realm, sizeof kept.realm, HEALTH);
	assert_int_equal(step(NIGHT), SEALED_REFRESH);
	text_copy(kept.realm, sizeof kept.realm, REALM);
	{
		static const char *const names[] = { "key" };
		struct rows *none = rows_new(1, names);

		assert_int_equal(sealed_plan(&plan, rings[NIGHT], CASE, "office", none, NULL), 0);
		assert_int_equal(plan.step, SEALED_NOT_MINE);
		rows_unref(none);
	}
	/* a server that goes back to keys that were given up */
	turned();
	assert_int_equal(take(NIGHT, &second), 0);
	kept.newest = 1;
	assert_int_equal(plans(NIGHT, &plan), ERR_TAMPERED);
}

/* What is not what it says opens nowhere, and is never called a wrong passphrase. */
static void test_changed(void **state)
{
	int *const numbers[] = { &kept.generation, &kept.born, &kept.version };

	(void)state;
	make(NIGHT);
	assert_int_equal(write_name(NIGHT, "name"), 0);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		++*numbers[i];
		assert_int_equal(opens(NIGHT, "name"), ERR_TAMPERED);
		--*numbers[i];
	}
	for (size_t at = 0; at < kept.blob.length; at += 7) {
		kept.blob.data[at] ^= 1;
		assert_int_equal(opens(NIGHT, "name"), ERR_TAMPERED);
		kept.blob.data[at] ^= 1;
	}
	kept.wrapped.data[40] ^= 1;
	assert_int_equal(opens(NIGHT, "name"), ERR_TAMPERED);
	kept.wrapped.data[40] ^= 1;
	assert_int_equal(opens(NIGHT, "name"), 0);
}

/* Of what comes once there is one: else whoever sent two would choose. */
static void test_two(void **state)
{
	const struct {
		const char *kind, *subject;
		int r;
	} beside[] = { { "identity", CASE, ERR_TAMPERED }, { "family", CASE, 0 },
		{ "identity", ROW, 0 } };

	(void)state;
	make(NIGHT);
	assert_int_equal(write_name(NIGHT, "name"), 0);
	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
		struct rows *rows = answer_with(beside[i].kind, beside[i].subject);

		assert_int_equal(opens_row(NIGHT, "name", rows), beside[i].r);
		rows_unref(rows);
	}
}

/* Truly sealed and signed, and no record that this program reads: nobody is said to have written
 * it. */
static void test_unread(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		int r;
	} others[] = { { "homeward\0002\0name", 16, ERR_CONTRACT },
		{ "anything else", 14, ERR_TAMPERED }, { "", 1, ERR_TAMPERED } };

	(void)state;
	make(NIGHT);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		char bytes[ROOM];
		struct record record = { bytes, others[i].length, sizeof bytes };

		memcpy(bytes, others[i].bytes, others[i].length);
		assert_int_equal(write_record(NIGHT, &record), 0);
		assert_int_equal(opens(SUPERVISOR, ""), others[i].r);
	}
}

/* What is no record at all, and what there is no room for. */
static void test_size(void **state)
{
	char many[8192];

	(void)state;
	make(NIGHT);
	memset(many, 'x', sizeof many);
	for (size_t length = 0; length < 3; length++) {
		text_clear(&kept.blob);
		text_add_bytes(&kept.blob, many, length);
		assert_int_equal(opens(NIGHT, ""), ERR_TAMPERED);
	}
	text_add_bytes(&kept.blob, many, sizeof many);
	assert_int_equal(opens(NIGHT, ""), ERR_MEMORY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_first, begun, ended),
		cmocka_unit_test_setup_teardown(test_turned, begun, ended),
		cmocka_unit_test_setup_teardown(test_not_now, begun, ended),
		cmocka_unit_test_setup_teardown(test_changed, begun, ended),
		cmocka_unit_test_setup_teardown(test_two, begun, ended),
		cmocka_unit_test_setup_teardown(test_unread, begun, ended),
		cmocka_unit_test_setup_teardown(test_size, begun, ended),
	};

	return cmocka_run_group_tests_name("sealed", tests, NULL, NULL);
}
