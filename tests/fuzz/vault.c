/*
 * Bytes that somebody gives us for a sealed record, a wrap, a letter, a key file, a part of a
 * recovery key, a directory, what was seen, what lies in a record, a letter by which a case
 * crosses, or the signature of an answer: they are refused with one of the codes that their header
 * names, or are what they should be; a refusal leaves no plain byte and no piece of the slab
 * behind. The first byte picks which, the next two say how much of a true one stands before the
 * rest, so that what lies behind its first checks is reached.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "db/vault/approval.h"
#include "db/vault/hex.h"
#include "db/vault/record.h"
#include "db/vault/seen.h"
#include "db/vault/share.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ID "11111111-1111-4111-8111-111111111111"
#define OTHER "22222222-2222-4222-8222-222222222222"
#define HERE "33333333-3333-4333-8333-333333333333"
#define THERE "44444444-4444-4444-8444-444444444444"
#define KEY "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const char text[] = "homeward directory 1\nserial 7\nat 2026-11-22T10:00:00Z\n"
			   "recovery " ID " 1 " KEY " the bank\n"
			   "past " ID " 1 anna " KEY " " KEY "\n"
			   "person " ID " 2 anna " KEY " " KEY "\n"
			   "person " OTHER " 1 boun " KEY " " KEY "\n"
			   "realm " OTHER " 1 " KEY " " ID " " ID "," OTHER " an office\n";
static struct slab *slab;
static struct person *person, *opened;
static unsigned char key[SEAL_KEY] = "key", place[BIND_BYTES] = "place", host[HOST_SECRET] = "host";
static char (*parts)[SHARE_TEXT];
static struct directory *now;
static struct ring *ring;
static struct cross_place cross = { ID, OTHER, "office", HERE, THERE, 1, 0, ID, 0 };
static struct approval approval = { "file", ID, 1, "approve", { 1 }, { 0 } };

static void must(bool holds)
{
	if (!holds)
		abort();
}

/* ---- true ones */
static void make_record(struct text *out)
{
	unsigned char plain[2 * SEAL_STEP] = "what is inside";
	must(seal(out, SEAL_PADDED, key, place, plain, 14, sizeof(plain), NULL) == 0);
}
static void make_wrap(struct text *out)
{
	must(seal(out, SEAL_EXACT, key, place, key, SEAL_KEY, SEAL_KEY, NULL) == 0);
}
static void make_letter(struct text *out)
{
	must(letter_write(out, person, person->box.public, place, key, SEAL_KEY, NULL) == 0);
}
static void make_keyfile(struct text *out)
{
	must(keyfile_seal(out, person, "a long passphrase", host, &COST_TEST, slab, NULL) == 0);
}
static void make_part(struct text *out)
{
	text_add(out, parts[0]);
}
static void make_directory(struct text *out)
{
	text_add(out, text);
}
static void make_seen(struct text *out)
{
	static const unsigned char mark[SEEN_MARK] = "mark";
	struct seen *seen;

	must(seen_new(&seen, NULL) == 0);
	must(seen_check(seen, "realm", ID, 7, mark, true, NULL) == 0);
	must(seen_check(seen, "record", ID, 9, mark, false, NULL) == 0);
	must(seen_write(seen, out, NULL) == 0);
	seen_free(seen);
}
static void make_fields(struct text *out)
{
	struct record record;
	char bytes[64];

	must(record_begin(&record, bytes, sizeof(bytes), NULL) == 0);
	must(record_put(&record, "name.1", "x", NULL) == 0);
	text_add_bytes(out, bytes, record.length);
}

/* The person's ring, of two realms that she has made, by a directory that nobody signed. */
static void believe(uint32_t serial, uint32_t epoch, const unsigned char *realm_box)
{
	char box[2 * PUBLIC_KEY + 1], sign[2 * PUBLIC_KEY + 1], newest[2 * PUBLIC_KEY + 1];
	struct directory *directory;
	struct text all = { 0 };

	hex_write(box, person->box.public, PUBLIC_KEY);
	hex_write(sign, person->sign_public, PUBLIC_KEY);
	hex_write(newest, realm_box, PUBLIC_KEY);
	text_addf(&all, "homeward directory 1\nserial %u\nat 2026-11-22T10:00:00Z\n", serial);
	text_addf(&all, "recovery " OTHER " 1 %s the bank\n", box);
	text_addf(&all, "person " ID " 1 anna %s %s\nperson " OTHER " 1 boun %s %s\n", box, sign,
		box, sign);
	text_addf(&all, "realm " HERE " 0 - " OTHER " " ID "," OTHER " here\n");
	text_addf(&all, "realm " THERE " %u %s " OTHER " " ID "," OTHER " there\n", epoch,
		epoch ? newest : "-");
	must(directory_parse(&directory, text_string(&all), all.length, NULL) == 0);
	must(ring_believe(ring, directory, NULL) == 0);
	text_done(&all);
}
static void prepare_ring(void)
{
	struct epoch_made made;

	must(ring_new(&ring, NULL) == 0);
	ring_unlock_as(ring, person);
	believe(1, 0, person->box.public);
	must(ring_turn(ring, &made, HERE, NULL) == 0);
	ring_settle_realm(ring, HERE, true);
	must(ring_turn(ring, &made, THERE, NULL) == 0);
	ring_settle_realm(ring, THERE, true);
	believe(2, 1, made.box);
}
static void make_crossing(struct text *out)
{
	const struct wrap_place at = { OTHER, "office", HERE, 1, 1, 1 };
	struct text wrapped = { 0 };

	must(ring_make_case(ring, &wrapped, &at, NULL) == 0);
	must(ring_cross_write(ring, out, &cross, &at, wrapped.data, wrapped.length, NULL, NULL) ==
		0);
	text_done(&wrapped);
}
static void make_signature(struct text *out)
{
	unsigned char *signature = text_extend(out, SIGNATURE);
	uint32_t number;

	must(approval_sign(ring, &approval, &number, signature, NULL) == 0);
}

/* ---- to be opened: into plain, which has as many bytes and SEAL_KEY more */
static int open_sealed(const struct text *bytes, unsigned char *plain)
{
	size_t length;
	return unseal(plain, &length, key, place, text_string(bytes), bytes->length, NULL);
}
static int open_letter(const struct text *bytes, unsigned char *plain)
{
	return letter_read(plain, &person->box, person->sign_public, place, text_string(bytes),
		bytes->length, NULL);
}
static int open_keyfile(const struct text *bytes, unsigned char *plain)
{
	(void)plain;
	return keyfile_open(opened, text_string(bytes), bytes->length, ID, "a long passphrase",
		host, slab, NULL);
}
static int open_part(const struct text *bytes, unsigned char *plain)
{
	return share_join(plain, text_string(bytes), parts[1], slab, NULL);
}

/* Whatever is taken for a directory can be asked, and is told apart from another. */
static int open_directory(const struct text *bytes, unsigned char *plain)
{
	struct directory *directory;
	const int r = directory_parse(&directory, text_string(bytes), bytes->length, NULL);
	char line[DIRECTORY_LINE];

	(void)plain;
	must((directory == NULL) == (r != 0));
	if (r != 0)
		return r;
	const struct directory_realm *realm = directory_realm(directory, OTHER);
	for (size_t i = 0; realm && i < realm->custodian_count; i++)
		must(directory_is_custodian(directory, OTHER, realm->custodians[i]));
	must(!realm || directory_recovery(directory, realm->recovery));
	const struct directory_person *keys = directory_keys_after(directory, ID, 0);
	must(!keys || directory_keys(directory, ID, keys->number) == keys);
	for (size_t at = 0; directory_change(now, directory, &at, line, sizeof(line));)
		must(line[0] != 0);
	for (size_t at = 0; directory_change(directory, now, &at, line, sizeof(line));)
		must(line[0] != 0);
	for (size_t at = 0; directory_change(directory, directory, &at, line, sizeof(line));)
		must(false);
	directory_free(directory);
	return 0;
}

static int open_seen(const struct text *bytes, unsigned char *plain)
{
	struct text again = { 0 };
	struct seen *seen;

	(void)plain;
	must(seen_new(&seen, NULL) == 0);
	const int r = seen_read(seen, text_string(bytes), bytes->length, NULL);
	must(r != 0 || seen_write(seen, &again, NULL) == 0);
	must(r != 0 || again.length == bytes->length);
	text_done(&again);
	seen_free(seen);
	return r;
}

/* What is read can be written: each value goes and comes back. */
static int open_fields(const struct text *bytes, unsigned char *plain)
{
	struct record record;
	const char *name, *value;
	char copy[RECORD_NAME];

	memcpy(plain, text_string(bytes), bytes->length);
	const int r = record_read(&record, plain, bytes->length, bytes->length + SEAL_KEY, NULL);
	size_t at = 0;
	if (r == 0 && record_next(&record, &at, &name, &value)) {
		must(record_value(&record, name) == value);
		text_copy(copy, sizeof(copy), name);
		must(record_put(&record, copy, "other", NULL) == 0 || strlen(value) < 5);
		must(record_put(&record, copy, NULL, NULL) == 0);
		must(record_value(&record, copy) == NULL);
	}
	memset(plain, 0, bytes->length + SEAL_KEY);
	return r;
}

static int open_crossing(const struct text *bytes, unsigned char *plain)
{
	struct text wrapped = { 0 };
	const int r =
		ring_cross_read(ring, &wrapped, &cross, text_string(bytes), bytes->length, NULL);

	(void)plain;
	must(wrapped.length == (r == 0 ? RING_WRAPPED : 0));
	text_done(&wrapped);
	return r;
}

static int open_signature(const struct text *bytes, unsigned char *plain)
{
	struct writer writer;
	const int r = approval_holds(ring_directory(ring), &approval, ID, 1, text_string(bytes),
		bytes->length, &writer, NULL);

	(void)plain;
	must(writer.number == (r == 0 ? 1 : 0));
	return r;
}

static const struct {
	void (*make)(struct text *out);
	int (*open)(const struct text *bytes, unsigned char *plain);
	bool only_true; /* nothing else opens */
	int refusals[3];
} kinds[] = {
	{ make_record, open_sealed, true, { ERR_TAMPERED, ERR_KEY } },
	{ make_wrap, open_sealed, true, { ERR_TAMPERED, ERR_KEY } },
	{ make_letter, open_letter, true, { ERR_TAMPERED } },
	{ make_keyfile, open_keyfile, true, { ERR_TAMPERED } },
	{ make_part, open_part, false, { ERR_INPUT } }, /* as typed: blanks do not matter */
	{ make_directory, open_directory, false, { ERR_INPUT, ERR_CONTRACT } },
	{ make_seen, open_seen, false, { ERR_TAMPERED, ERR_CONTRACT } },
	{ make_fields, open_fields, false, { ERR_TAMPERED, ERR_CONTRACT } },
	{ make_crossing, open_crossing, true, { ERR_TAMPERED } },
	{ make_signature, open_signature, true, { ERR_TAMPERED } },
};
enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };
static struct text is_true[KINDS];

static void prepare(void)
{
	must(slab_new(&slab, 256 << 10, NULL) == 0);
	person = slab_take(slab, sizeof(*person));
	opened = slab_take(slab, sizeof(*opened));
	parts = slab_take(slab, SHARES * sizeof(*parts));
	person_make(person, ID);
	must(share_split(parts, key, slab, NULL) == 0);
	must(directory_parse(&now, text, strlen(text), NULL) == 0);
	prepare_ring();
	for (size_t i = 0; i < KINDS; i++)
		kinds[i].make(&is_true[i]);
}

static bool is_refusal(size_t kind, int r)
{
	for (size_t i = 0; i < 3; i++)
		if (r != 0 && kinds[kind].refusals[i] == r)
			return true;
	return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text bytes = { 0 };

	if (slab == NULL)
		prepare();
	if (size < 3)
		return 0;
	const size_t kind = data[0] % KINDS, kept = data[1] + 256u * data[2];
	const struct text *true_one = &is_true[kind];
	text_add_bytes(&bytes, true_one->data, kept < true_one->length ? kept : true_one->length);
	text_add_bytes(&bytes, (const char *)data + 3, size - 3);

	const bool same = bytes.length == true_one->length &&
		memcmp(bytes.data, true_one->data, bytes.length) == 0;
	const size_t taken = slab_taken(slab);
	unsigned char *plain = calloc(1, bytes.length + SEAL_KEY);
	must(plain != NULL);
	const int r = kinds[kind].open(&bytes, plain);
	must(slab_taken(slab) == taken);
	must(r == 0 || is_refusal(kind, r));
	must(r != 0 || same || !kinds[kind].only_true);
	for (size_t i = 0; r != 0 && i < bytes.length; i++)
		must(plain[i] == 0);
	free(plain);
	text_done(&bytes);
	return 0;
}
