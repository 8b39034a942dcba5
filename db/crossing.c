#include "db/crossing.h"

#include <string.h>

#include "db/base/json.h"
#include "db/bytes.h"
#include "db/key_rows.h"
#include "db/param.h"

static uint32_t number_of(const struct rows *rows, int row, const char *name)
{
	return (uint32_t)rows_field_int(rows, row, name);
}

/* Zero where there are none: nothing goes with the answer. */
static void hash_letters(unsigned char with[static APPROVAL_HASH], const struct text *letters)
{
	memset(with, 0, APPROVAL_HASH);
	if (letters->length > 0)
		approval_hash(with, letters->data, letters->length);
}

/* Every row is of this case: who has approved one could be made to send another. */
static int check_subject(const char *subject, const struct rows *rows, int *row, struct error *e)
{
	for (*row = 0; *row < rows_count(rows); ++*row)
		if (strcmp(rows_field(rows, *row, "subject"), subject) != 0)
			return error_set(e, ERR_TAMPERED,
				"The server shows a key of another case with this one; none is "
				"used.");
	*row = -1;
	return 0;
}

/* ---- to send ----------------------------------------------------------------------------- */

static void add_text(struct text *json, const char *name, const char *value)
{
	json_add_string(json, name, true);
	text_add_char(json, ':');
	json_add_string(json, value, true);
	text_add_char(json, ',');
}

static void add_letter(struct text *json, const struct cross_place *at, const void *letter)
{
	struct text bytes = { 0 };

	bytes_put(&bytes, letter, RING_LETTER);
	text_add(json, json->length > 1 ? ",{" : "{");
	add_text(json, "subject", at->case_id);
	add_text(json, "key", at->key);
	add_text(json, "from_realm", at->from);
	add_text(json, "realm", at->to);
	add_text(json, "letter", text_string(&bytes));
	text_addf(json, "\"generation\":%u,\"epoch\":%u}", at->generation, at->epoch);
	text_done(&bytes);
}

static int row_of_realm(const struct rows *newest, const char *realm)
{
	for (int row = 0; row < rows_count(newest); row++)
		if (strcmp(rows_field(newest, row, "realm"), realm) == 0)
			return row;
	return -1;
}

/* Appends the letter of a row to letters, and what it says to out. */
static int send_row(struct crossing_sent *out, struct text *letters, struct ring *ring,
	const char *request, const struct rows *rows, int row, const struct rows *newest,
	struct error *e)
{
	const struct wrap_place from = { .case_id = rows_field(rows, row, "subject"),
		.key = rows_field(rows, row, "key"),
		.realm = rows_field(rows, row, "realm"),
		.generation = number_of(rows, row, "generation"),
		.born = number_of(rows, row, "born"),
		.epoch = number_of(rows, row, "epoch") };
	struct cross_place at = { .request = request,
		.case_id = from.case_id,
		.key = from.key,
		.from = from.realm,
		.to = rows_field(rows, row, "to_realm"),
		.generation = from.generation,
		.writer = ring_person(ring)->id };
	const int stated = row_of_realm(newest, at.to);
	unsigned char wrapped[RING_WRAPPED];
	struct epoch_row held;
	struct epoch epoch;
	int r;

	if (rows_field_is_null(rows, row, "wrapped"))
		return 0;
	if (ring_newest(ring, from.realm) == 0) {
		out->left++;
		return 0;
	}
	if (!bytes_read(wrapped, sizeof wrapped, rows, row, "wrapped"))
		return error_set(e, ERR_TAMPERED, "What the server sends is no wrapped key.");
	if (stated >= 0 && !key_rows_epoch(&epoch, &held, newest, stated))
		return error_set(e, ERR_TAMPERED, "What the server sends is no key of an office.");
	r = ring_cross_write(ring, letters, &at, &from, wrapped, sizeof wrapped,
		stated >= 0 ? &epoch : NULL, e);
	if (r != 0)
		return r;
	add_letter(&out->letters, &at, letters->data + letters->length - RING_LETTER);
	out->count++;
	return 0;
}

int crossing_send(struct crossing_sent *out, struct ring *ring, const char *request,
	const char *subject, const struct rows *rows, const struct rows *newest, int *row,
	struct error *e)
{
	struct text letters = { 0 };
	int r = check_subject(subject, rows, row, e);

	*out = (struct crossing_sent){ 0 };
	if (r == 0 && !ring_person(ring))
		r = error_set(e, ERR_KEY, "The vault is locked.");
	if (r != 0)
		return r;
	text_add_char(&out->letters, '[');
	for (*row = 0; *row < rows_count(rows) && r == 0; ++*row)
		r = send_row(out, &letters, ring, request, rows, *row, newest, e);
	*row = r != 0 ? *row - 1 : -1;
	text_add_char(&out->letters, ']');
	if (r == 0 && (r = text_check(&out->letters, e)) == 0)
		hash_letters(out->with, &letters);
	else
		crossing_sent_done(out);
	text_done(&letters);
	return r;
}

void crossing_sent_done(struct crossing_sent *sent)
{
	text_done(&sent->letters);
	*sent = (struct crossing_sent){ 0 };
}

/* ---- to receive -------------------------------------------------------------------------- */

/* All letters, one behind the other. */
static int read_letters(struct text *letters, const struct rows *rows, int *row, struct error *e)
{
	for (*row = 0; *row < rows_count(rows); ++*row) {
		unsigned char letter[RING_LETTER];

		if (!bytes_read(letter, sizeof letter, rows, *row, "letter"))
			return error_set(e, ERR_TAMPERED,
				"What the server sends with this approval is no key.");
		text_add_bytes(letters, (const char *)letter, sizeof letter);
	}
	*row = -1;
	return text_check(letters, e);
}

static int receive_row(struct crossing_received *out, struct ring *ring, const char *request,
	const struct crossing_vote *vote, const void *letter, const struct rows *rows, int row,
	struct error *e)
{
	const struct cross_place at = { .request = request,
		.case_id = rows_field(rows, row, "subject"),
		.key = rows_field(rows, row, "key"),
		.from = rows_field(rows, row, "from_realm"),
		.to = rows_field(rows, row, "realm"),
		.generation = number_of(rows, row, "generation"),
		.epoch = number_of(rows, row, "epoch"),
		.writer = vote->person,
		.number = vote->number };
	const uint32_t newest = ring_newest(ring, at.to);
	struct text wrapped = { 0 }, bytes = { 0 };
	int r;

	if (newest == 0) {
		out->left++;
		return 0;
	}
	r = ring_cross_read(ring, &wrapped, &at, letter, RING_LETTER, e);
	if (r == 0) {
		bytes_put(&bytes, wrapped.data, wrapped.length);
		param_array_add(&out->subjects, at.case_id);
		param_array_add(&out->keys, at.key);
		param_array_add_int(&out->generations, at.generation);
		param_array_add(&out->realms, at.to);
		param_array_add_int(&out->epochs, newest);
		param_array_add(&out->wrapped, text_string(&bytes));
		out->count++;
	}
	text_done(&wrapped);
	text_done(&bytes);
	return r;
}

/* Each of the arrays in turn; NULL behind the last. */
static struct text *array_at(struct crossing_received *received, size_t i)
{
	struct text *const arrays[] = { &received->subjects, &received->keys,
		&received->generations, &received->realms, &received->epochs, &received->wrapped,
		NULL };

	return arrays[i];
}

static int check_arrays(struct crossing_received *received, struct error *e)
{
	int r = 0;

	for (size_t i = 0; r == 0 && array_at(received, i); i++)
		r = text_check(array_at(received, i), e);
	return r;
}

static int receive_rows(struct crossing_received *out, struct ring *ring, const char *request,
	const struct crossing_vote *vote, const struct text *letters, const struct rows *rows,
	int *row, struct error *e)
{
	int r = 0;

	for (size_t i = 0; array_at(out, i); i++)
		param_array_open(array_at(out, i));
	for (*row = 0; *row < rows_count(rows) && r == 0; ++*row)
		r = receive_row(out, ring, request, vote,
			letters->data + (size_t)*row * RING_LETTER, rows, *row, e);
	for (size_t i = 0; array_at(out, i); i++)
		param_array_close(array_at(out, i));
	*row = r != 0 ? *row - 1 : -1;
	return r != 0 ? r : check_arrays(out, e);
}

int crossing_receive(struct crossing_received *out, struct ring *ring, struct approval *approval,
	const struct crossing_vote *vote, const char *subject, const struct rows *rows, int *row,
	struct error *e)
{
	const struct directory *directory = ring_directory(ring);
	struct text letters = { 0 };
	int r = check_subject(subject, rows, row, e);

	*out = (struct crossing_received){ 0 };
	if (r == 0)
		r = read_letters(&letters, rows, row, e);
	if (r == 0)
		hash_letters(approval->with, &letters);
	if (r == 0 && !directory)
		r = error_set(e, ERR_KEY,
			"No directory of keys has come yet by which others are known.");
	if (r == 0)
		r = approval_stands(directory, approval, vote->person, vote->number,
			vote->signature, SIGNATURE, e);
	if (r == 0)
		r = receive_rows(out, ring, approval->id, vote, &letters, rows, row, e);
	if (r != 0)
		crossing_received_done(out);
	text_done(&letters);
	return r;
}

void crossing_received_done(struct crossing_received *received)
{
	for (size_t i = 0; array_at(received, i); i++)
		text_done(array_at(received, i));
	*received = (struct crossing_received){ 0 };
}
