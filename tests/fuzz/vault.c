/*
 * Bytes that somebody gives us for a sealed record, a wrap, a letter, a key file, a part of a
 * recovery key, a directory, what was seen, or what lies in a record: they are refused with one of
 * the codes that their header names, or are what they should be; a refusal leaves no plain byte and
 * no piece of the slab behind. The first byte picks which, the next two say how much of a true one
 * stands before the rest, so that what lies behind its first checks is reached.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "db/vault/directory.h"
#include "db/vault/keyfile.h"
#include "db/vault/record.h"
#include "db/vault/seen.h"
#include "db/vault/share.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ID "11111111-1111-4111-8111-111111111111"
#define OTHER "22222222-2222-4222-8222-222222222222"
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
