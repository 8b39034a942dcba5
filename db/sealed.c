#include "db/sealed.h"

#include <string.h>

#include "db/base/text.h"

/* ---- reading ----------------------------------------------------------------------------- */

/* 0 for what is no number from 1 on. */
static uint32_t number_of(const struct rows *rows, int row, const char *name)
{
	int64_t number = rows_field_int(rows, row, name);

	return number > 0 && number <= INT32_MAX ? (uint32_t)number : 0;
}

enum sealed_lack sealed_lacks(struct ring *ring, const struct rows *rows, int row)
{
	const char *realm = rows_field(rows, row, "realm");
	uint32_t epoch = number_of(rows, row, "epoch"), newest = ring_newest(ring, realm);

	if (newest == 0 || epoch > newest)
		return SEALED_LACKS_LATER;
	return ring_has_realm(ring, realm, epoch) ? SEALED_LACKS_NOTHING : SEALED_LACKS_EARLIER;
}

int sealed_take_chain(struct ring *ring, const char *realm, const struct rows *rows,
	struct error *e)
{
	int r = 0;

	for (int row = 0; row < rows_count(rows) && r == 0; row++) {
		uint32_t epoch = number_of(rows, row, "epoch");
		struct text chain = { 0 };

		if (epoch < 2 || !ring_has_realm(ring, realm, epoch) ||
			ring_has_realm(ring, realm, epoch - 1))
			continue;
		r = bytes_read_all(&chain, rows, row, "chain", e);
		if (r == 0)
			r = ring_take_before(ring, realm, epoch - 1, text_string(&chain),
				chain.length, e);
		text_done(&chain);
	}
	return r;
}

static int take_key(struct ring *ring, const char *subject, const struct rows *rows, int row,
	struct error *e)
{
	const struct wrap_place at = { .case_id = subject,
		.key = rows_field(rows, row, "key"),
		.realm = rows_field(rows, row, "realm"),
		.generation = number_of(rows, row, "generation"),
		.born = number_of(rows, row, "born"),
		.epoch = number_of(rows, row, "epoch") };
	struct text wrapped = { 0 };
	int r = bytes_read_all(&wrapped, rows, row, "wrapped", e);

	if (r == 0)
		r = ring_take_case(ring, &at, text_string(&wrapped), wrapped.length, e);
	text_done(&wrapped);
	return r;
}

static struct record_place place_of(const struct sealed_at *at)
{
	return (struct record_place){ .table = "sealed",
		.column = at->kind,
		.key = at->key,
		.row = at->id,
		.case_id = at->subject,
		.generation = at->generation,
		.version = at->version };
}

int sealed_alone(const struct rows *rows, int row, struct error *e)
{
	const char *kind = rows_field(rows, row, "kind");

	for (int other = 0; other < rows_count(rows); other++)
		if (other != row && strcmp(kind, "note") != 0 &&
			strcmp(rows_field(rows, other, "kind"), kind) == 0)
			return error_set(e, ERR_TAMPERED,
				"There is more than one record of a kind that comes once.");
	return 0;
}

int sealed_open(struct ring *ring, struct record *record, struct writer *writer,
	struct sealed_at *at, const char *subject, const struct rows *rows, int row,
	const struct text *blob, void *plain, struct error *e)
{
	struct record_place place;
	size_t length = 0, room = seal_room(blob->length);
	int r;

	*at = (struct sealed_at){ .generation = number_of(rows, row, "generation"),
		.version = number_of(rows, row, "version") };
	text_copy(at->subject, sizeof at->subject, subject);
	text_copy(at->id, sizeof at->id, rows_field(rows, row, "id"));
	text_copy(at->kind, sizeof at->kind, rows_field(rows, row, "kind"));
	text_copy(at->key, sizeof at->key, rows_field(rows, row, "key"));
	place = place_of(at);
	memset(plain, 0, room);
	*record = (struct record){ 0 };
	r = take_key(ring, subject, rows, row, e);
	if (r == 0)
		r = ring_unseal(ring, plain, &length, writer, &place, text_string(blob),
			blob->length, e);
	if (r != 0)
		return r;
	r = record_read(record, plain, length, room, e);
	if (r != 0) {
		explicit_bzero(plain, room);
		*record = (struct record){ 0 };
	}
	return r;
}

/* ---- writing ----------------------------------------------------------------------------- */

static int row_of_key(const struct rows *rows, const char *key)
{
	for (int row = 0; row < rows_count(rows); row++)
		if (strcmp(rows_field(rows, row, "key"), key) == 0)
			return row;
	return -1;
}

int sealed_plan(struct sealed_plan *plan, struct ring *ring, const char *subject, const char *key,
	const struct rows *rows, struct error *e)
{
	int row = row_of_key(rows, key);
	uint32_t newest, own;

	*plan = (struct sealed_plan){ .step = SEALED_NOT_MINE };
	if (row < 0)
		return 0;
	text_copy(plan->realm, sizeof plan->realm, rows_field(rows, row, "realm"));
	text_copy(plan->key, sizeof plan->key, key);
	newest = number_of(rows, row, "newest");
	own = ring_newest(ring, plan->realm);
	plan->epoch = newest;
	plan->generation = number_of(rows, row, "generation");
	if (own > newest)
		return error_set(e, ERR_TAMPERED,
			"The database shows older keys of this office than it had; nothing is "
			"written under them.");
	if (rows_field_bool(rows, row, "to_turn")) {
		plan->step = SEALED_TURNING;
	} else if (own < newest) {
		plan->step = SEALED_REFRESH;
	} else if (plan->generation > 0 && number_of(rows, row, "born") == newest) {
		plan->step = SEALED_WRITE;
		return take_key(ring, subject, rows, row, e);
	} else {
		plan->step = SEALED_MAKE;
		plan->generation++;
	}
	return 0;
}

int sealed_make(struct ring *ring, struct text *wrapped, const char *subject,
	const struct sealed_plan *plan, struct error *e)
{
	const struct wrap_place at = { .case_id = subject,
		.key = plan->key,
		.realm = plan->realm,
		.generation = plan->generation,
		.born = plan->epoch,
		.epoch = plan->epoch };

	return ring_make_case(ring, wrapped, &at, e);
}

int sealed_write(struct ring *ring, struct text *out, const struct sealed_at *at,
	struct record *record, struct error *e)
{
	const struct record_place place = place_of(at);

	return ring_seal(ring, out, &place, (unsigned char *)record->bytes, record->length,
		record->room, e);
}

int sealed_kept(struct ring *ring, const struct sealed_at *at, const struct text *sealed,
	struct error *e)
{
	const struct record_place place = place_of(at);

	return ring_kept(ring, &place, sealed->data, sealed->length, e);
}
