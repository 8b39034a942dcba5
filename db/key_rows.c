#include "db/key_rows.h"

#include <string.h>

#include "db/bytes.h"

bool key_rows_directory(struct directory_text *out, const struct rows *rows, int row)
{
	struct directory_signature *one = &out->signed_by[0], *two = &out->signed_by[1];

	*out = (struct directory_text){ .text = rows_field(rows, row, "body"),
		.length = strlen(rows_field(rows, row, "body")) };
	return bytes_read(one->by, PUBLIC_KEY, rows, row, "by_1") &&
		bytes_read(one->signature, SIGNATURE, rows, row, "signature_1") &&
		bytes_read(two->by, PUBLIC_KEY, rows, row, "by_2") &&
		bytes_read(two->signature, SIGNATURE, rows, row, "signature_2");
}

bool key_rows_epoch(struct epoch *out, struct epoch_row *held, const struct rows *rows, int row)
{
	bool chained = !rows_field_is_null(rows, row, "chain");

	*out = (struct epoch){ .realm = rows_field(rows, row, "realm"),
		.epoch = (uint32_t)rows_field_int(rows, row, "epoch"),
		.box = held->box,
		.chain = chained ? held->chain : NULL,
		.recovery_id = rows_field(rows, row, "recovery_id"),
		.recovery = held->recovery,
		.opened_by = rows_field(rows, row, "opened_by"),
		.signature = held->signature };
	return bytes_read(held->box, PUBLIC_KEY, rows, row, "box") &&
		bytes_read(held->recovery, RING_LETTER, rows, row, "recovery") &&
		bytes_read(held->signature, SIGNATURE, rows, row, "signature") &&
		(!chained || bytes_read(held->chain, RING_WRAPPED, rows, row, "chain"));
}

int key_rows_take_realm(struct ring *ring, const struct rows *rows, int row, struct error *e)
{
	unsigned char letter[RING_LETTER];
	struct epoch_row held;
	struct epoch epoch;

	if (!key_rows_epoch(&epoch, &held, rows, row) ||
		!bytes_read(letter, sizeof letter, rows, row, "letter"))
		return error_set(e, ERR_TAMPERED, "What the server sends is no letter.");
	return ring_take_realm(ring, &epoch, rows_field(rows, row, "given_by"), letter,
		sizeof letter, e);
}
