#include "db/crossing.h"

#include <stdio.h>
#include <string.h>

#include "db/base/json.h"
#include "db/bytes.h"
#include "db/key_rows.h"
#include "db/param.h"
#include "db/vault/hex.h"

static uint32_t number_of(const struct rows *rows, int row, const char *name)
{
	return (uint32_t)rows_field_int(rows, row, name);
}

/* The row of this file's key of the next generation, the lowest first; -1: there is none. A row
 * that has not what is looked for says of which realm the next key is to be. */
static int next_row(const struct rows *rows, const struct crossing_file *file, const char *has,
	uint32_t after)
{
	int next = -1;

	for (int row = 0; row < rows_count(rows); row++) {
		const uint32_t generation = number_of(rows, row, "generation");
		if (strcmp(rows_field(rows, row, "key"), file->key) == 0 && generation > after &&
			!rows_field_is_null(rows, row, has) &&
			(next < 0 || generation < number_of(rows, next, "generation")))
			next = row;
	}
	return next;
}

/* The receiving realm, by its name. */
static int find_realm(const char **out, const struct ring *ring, const struct crossing_file *file,
	struct error *e)
{
	const struct directory *directory = ring_directory(ring);
	const struct directory_realm *realm;
	char name[DIRECTORY_NAME];
	size_t named = 0;

	if (!directory)
		return error_set(e, ERR_KEY,
			"No directory of keys has come yet by which others are known.");
	snprintf(name, sizeof name, "%s %s", file->to_office, file->key);
	for (size_t at = 0; (realm = directory_realm_at(directory, at)) != NULL; at++)
		if (strcmp(realm->name, name) == 0) {
			*out = realm->id;
			named++;
		}
	return named == 1 ?
		0 :
		error_set(e, ERR_INPUT,
			"The directory of keys does not say which is the key of the office to "
			"which this goes: two registrars have to sign it first.");
}

/* Zero where there are none: nothing goes with the answer. */
static void hash_letters(unsigned char with[static APPROVAL_HASH], const struct text *letters)
{
	memset(with, 0, APPROVAL_HASH);
	if (letters->length > 0)
		approval_hash(with, letters->data, letters->length);
}

/* ---- to send ----------------------------------------------------------------------------- */

static int row_of_realm(const struct rows *newest, const char *realm)
{
	for (int row = 0; row < rows_count(newest); row++)
		if (strcmp(rows_field(newest, row, "realm"), realm) == 0)
			return row;
	return -1;
}

static void add_letter(struct crossing_sent *out, const struct cross_place *at, const char *letter)
{
	char hex[2 * RING_LETTER + 1];

	hex_write(hex, (const unsigned char *)letter, RING_LETTER);
	text_add(&out->detail, out->count > 0 ? ",{\"subject\":" : "{\"subject\":");
	json_add_string(&out->detail, at->case_id, true);
	text_add(&out->detail, ",\"key\":");
	json_add_string(&out->detail, at->key, true);
	text_addf(&out->detail, ",\"generation\":%u,\"realm\":\"%s\",\"epoch\":%u,", at->generation,
		at->to, at->epoch);
	text_addf(&out->detail, "\"letter\":\"\\\\x%s\"}", hex);
	out->count++;
}

/* Appends the letter of a row to letters, and what it says to out. */
static int send_row(struct crossing_sent *out, struct text *letters, struct ring *ring,
	const struct crossing_file *file, const char *to, const struct rows *rows, int row,
	const struct epoch *newest, struct error *e)
{
	const struct wrap_place from = { .case_id = file->case_id,
		.key = file->key,
		.realm = rows_field(rows, row, "realm"),
		.generation = number_of(rows, row, "generation"),
		.born = number_of(rows, row, "born"),
		.epoch = number_of(rows, row, "epoch") };
	struct cross_place at = { .request = file->request,
		.case_id = file->case_id,
		.key = file->key,
		.from = from.realm,
		.to = to,
		.generation = from.generation,
		.writer = ring_person(ring)->id };
	unsigned char wrapped[RING_WRAPPED];
	int r;

	if (!bytes_read(wrapped, sizeof wrapped, rows, row, "wrapped"))
		return error_set(e, ERR_TAMPERED, "What the server sends is no wrapped key.");
	r = ring_cross_write(ring, letters, &at, &from, wrapped, sizeof wrapped, newest, e);
	if (r == 0)
		add_letter(out, &at, letters->data + letters->length - RING_LETTER);
	return r;
}

static int send_rows(struct crossing_sent *out, struct text *letters, struct ring *ring,
	const struct crossing_file *file, const char *to, const struct rows *rows,
	const struct epoch *newest, struct error *e)
{
	int r = 0, row = next_row(rows, file, "wrapped", 0);

	text_add(&out->detail, "{\"keys\":[");
	while (r == 0 && row >= 0) {
		r = send_row(out, letters, ring, file, to, rows, row, newest, e);
		row = next_row(rows, file, "wrapped", number_of(rows, row, "generation"));
	}
	text_add(&out->detail, "]}");
	return r == 0 ? text_check(&out->detail, e) : r;
}

int crossing_send(struct crossing_sent *out, struct ring *ring, const struct crossing_file *file,
	const struct rows *rows, const struct rows *newest, struct error *e)
{
	struct text letters = { 0 };
	struct epoch_row held;
	struct epoch epoch;
	const char *to = NULL;
	int stated, r = find_realm(&to, ring, file, e);

	*out = (struct crossing_sent){ 0 };
	if (r != 0)
		return r;
	stated = row_of_realm(newest, to);
	if (stated >= 0 && !key_rows_epoch(&epoch, &held, newest, stated))
		return error_set(e, ERR_TAMPERED, "What the server sends is no key of an office.");
	r = send_rows(out, &letters, ring, file, to, rows, stated >= 0 ? &epoch : NULL, e);
	if (r == 0)
		hash_letters(out->with, &letters);
	else
		crossing_sent_done(out);
	text_done(&letters);
	return r;
}

void crossing_sent_done(struct crossing_sent *sent)
{
	text_done(&sent->detail);
	*sent = (struct crossing_sent){ 0 };
}

/* ---- to receive -------------------------------------------------------------------------- */

/* All letters, one behind the other. */
static int read_letters(struct text *letters, const struct crossing_file *file,
	const struct rows *rows, struct error *e)
{
	for (int row = next_row(rows, file, "letter", 0); row >= 0;
		row = next_row(rows, file, "letter", number_of(rows, row, "generation"))) {
		unsigned char letter[RING_LETTER];

		if (!bytes_read(letter, sizeof letter, rows, row, "letter"))
			return error_set(e, ERR_TAMPERED,
				"What the server sends with this approval is no key.");
		text_add_bytes(letters, (const char *)letter, sizeof letter);
	}
	return text_check(letters, e);
}

static int receive_row(struct crossing_received *out, struct ring *ring,
	const struct crossing_file *file, const char *to, const struct crossing_vote *vote,
	const char *letter, const struct rows *rows, int row, struct error *e)
{
	const struct cross_place at = { .request = file->request,
		.case_id = file->case_id,
		.key = file->key,
		.from = rows_field(rows, row, "from_realm"),
		.to = to,
		.generation = number_of(rows, row, "generation"),
		.epoch = number_of(rows, row, "epoch"),
		.writer = vote->person,
		.number = vote->number };
	struct text wrap = { 0 }, bytes = { 0 };
	const int r = ring_cross_read(ring, &wrap, &at, letter, RING_LETTER, e);

	if (r == 0) {
		bytes_put(&bytes, wrap.data, wrap.length);
		param_array_add(&out->keys, at.key);
		param_array_add_int(&out->generations, at.generation);
		param_array_add_int(&out->epochs, ring_newest(ring, to));
		param_array_add(&out->wraps, text_string(&bytes));
		out->count++;
	}
	text_done(&wrap);
	text_done(&bytes);
	return r;
}

/* Each of the arrays in turn; NULL behind the last. */
static struct text *array_at(struct crossing_received *received, size_t i)
{
	struct text *const arrays[] = { &received->keys, &received->generations, &received->epochs,
		&received->wraps, NULL };

	return arrays[i];
}

static int receive_rows(struct crossing_received *out, struct ring *ring,
	const struct crossing_file *file, const char *to, const struct crossing_vote *vote,
	const struct text *letters, const struct rows *rows, struct error *e)
{
	int r = 0, row = next_row(rows, file, "letter", 0);

	for (size_t i = 0; array_at(out, i); i++)
		param_array_open(array_at(out, i));
	while (r == 0 && row >= 0) {
		r = receive_row(out, ring, file, to, vote, letters->data + out->count * RING_LETTER,
			rows, row, e);
		row = next_row(rows, file, "letter", number_of(rows, row, "generation"));
	}
	for (size_t i = 0; array_at(out, i); i++) {
		param_array_close(array_at(out, i));
		if (r == 0)
			r = text_check(array_at(out, i), e);
	}
	return r;
}

int crossing_receive(struct crossing_received *out, struct ring *ring,
	const struct crossing_file *file, struct approval *approval,
	const struct crossing_vote *vote, const struct rows *rows, struct error *e)
{
	struct text letters = { 0 };
	const char *to = NULL;
	int r = find_realm(&to, ring, file, e);

	*out = (struct crossing_received){ 0 };
	if (r == 0)
		r = read_letters(&letters, file, rows, e);
	if (r == 0) {
		hash_letters(approval->with, &letters);
		r = approval_stands(ring_directory(ring), approval, vote->person, vote->number,
			vote->signature, SIGNATURE, e);
	}
	if (r == 0)
		r = receive_rows(out, ring, file, to, vote, &letters, rows, e);
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
