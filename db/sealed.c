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

bool sealed_is_once(const char *kind)
{
	static const char *const once[] = { "identity", "family", "address", "circumstances",
		"health", "initials", "place", "party" };

	for (size_t i = 0; i < sizeof once / sizeof *once; i++)
		if (strcmp(once[i], kind) == 0)
			return true;
	return false;
}

static int is_alone(const struct rows *rows, int row, struct error *e)
{
	const char *kind = rows_field(rows, row, "kind");
	const char *subject = rows_field(rows, row, "subject"); /* "": all are of one */

	for (int other = 0; other < rows_count(rows); other++)
		if (other != row && sealed_is_once(kind) &&
			strcmp(rows_field(rows, other, "kind"), kind) == 0 &&
			strcmp(rows_field(rows, other, "subject"), subject) == 0)
			return error_set(e, ERR_TAMPERED,
				"There is more than one record of a kind that comes once.");
	return 0;
}

/* Into plain, room bytes that are all zero on error. */
static int open_blob(struct sealed_opened *out, struct ring *ring, const struct rows *rows, int row,
	const struct text *blob, unsigned char *plain, size_t room, struct error *e)
{
	const struct record_place place = place_of(&out->at);
	size_t length = 0;
	int r = take_key(ring, out->at.subject, rows, row, e);

	if (r == 0)
		r = ring_unseal(ring, plain, &length, &out->writer, &place, text_string(blob),
			blob->length, e);
	return r != 0 ? r : record_read(&out->record, plain, length, room, e);
}

int sealed_open(struct sealed_opened *out, struct ring *ring, struct slab *slab,
	const char *subject, const struct rows *rows, int row, struct error *e)
{
	struct text blob = { 0 };
	unsigned char *plain = NULL;
	size_t room = 0;
	int r = is_alone(rows, row, e);

	*out = (struct sealed_opened){ .at.generation = number_of(rows, row, "generation"),
		.at.version = number_of(rows, row, "version") };
	text_copy(out->at.subject, sizeof out->at.subject, subject);
	text_copy(out->at.id, sizeof out->at.id, rows_field(rows, row, "id"));
	text_copy(out->at.kind, sizeof out->at.kind, rows_field(rows, row, "kind"));
	text_copy(out->at.key, sizeof out->at.key, rows_field(rows, row, "key"));
	if (r == 0)
		r = bytes_read_all(&blob, rows, row, "blob", e);
	if (r == 0 && (room = seal_room(blob.length)) == 0)
		r = error_set(e, ERR_TAMPERED, "Its length is no record's.");
	if (r == 0 && (plain = slab_take(slab, room)) == NULL)
		r = error_set(e, ERR_MEMORY, "It is too long to be opened beside what is open.");
	if (r == 0)
		r = open_blob(out, ring, rows, row, &blob, plain, room, e);
	if (r != 0) {
		slab_give(slab, plain);
		out->record = (struct record){ 0 };
		out->writer = (struct writer){ 0 };
	}
	text_done(&blob);
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
