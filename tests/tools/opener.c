/*
 * opener: what somebody can read who has a key file, its passphrase, this host's secret and rows of
 * a database, wherever she has them from.
 *
 *	opener PERSON KEYFILE HOSTSECRET REGISTRAR... <ROWS
 *
 * with her passphrase in the first line. ROWS are tab-separated, bytes in hex digits, "" for null:
 *	directory BODY BY SIGNATURE BY SIGNATURE      a later one is believed in place of it
 *	letter REALM EPOCH BOX CHAIN RECOVERY-ID RECOVERY OPENED-BY SIGNATURE GIVEN-BY LETTER
 *	chain REALM EPOCH CHAIN
 *	wrap SUBJECT KEY GENERATION BORN REALM EPOCH WRAPPED
 *	record ID SUBJECT KIND KEY GENERATION VERSION BLOB
 * Prints the id of each record that it opens. What does not open is passed over, so that rows may
 * be of any time; a passphrase or key file that does not open ends it with 1.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/private.h"
#include "db/vault/hex.h"
#include "db/vault/ring.h"

enum { FIELDS = 10, LINE = 4 << 20, RECORD = 64 << 10 };

static struct registrars registrars;
static struct ring *ring;
static struct slab *slab;
static unsigned char *plain;

/* The bytes of a field; NULL where it is empty. They are never given back. */
static unsigned char *bytes(const char *hex, size_t *length)
{
	unsigned char *out;

	*length = strlen(hex) / 2;
	if (*length == 0)
		return NULL;
	out = malloc(*length);
	if (!hex_read(out, *length, hex, strlen(hex))) {
		fprintf(stderr, "opener: no hex digits\n");
		exit(2);
	}
	return out;
}

static void take_directory(char **f)
{
	struct directory_text text;
	struct directory *directory;
	struct error e = { 0 };
	size_t length;

	text.text = (char *)bytes(f[0], &text.length);
	for (int i = 0; i < 2; i++) {
		memcpy(text.signed_by[i].by, bytes(f[1 + 2 * i], &length), PUBLIC_KEY);
		memcpy(text.signed_by[i].signature, bytes(f[2 + 2 * i], &length), SIGNATURE);
	}
	if (directory_read(&directory, &text, &registrars, &e) != 0 ||
		ring_believe(ring, directory, &e) != 0)
		fprintf(stderr, "opener: %s\n", e.text);
}

static void take_letter(char **f)
{
	size_t length, letter_length;
	const unsigned char *letter = bytes(f[9], &letter_length);
	struct epoch epoch = { .realm = f[0],
		.epoch = (uint32_t)strtoul(f[1], NULL, 10),
		.box = bytes(f[2], &length),
		.chain = bytes(f[3], &length),
		.recovery_id = f[4],
		.recovery = bytes(f[5], &length),
		.opened_by = f[6],
		.signature = bytes(f[7], &length) };
	struct error e = { 0 };

	if (ring_take_realm(ring, &epoch, f[8], letter, letter_length, &e) != 0)
		fprintf(stderr, "opener: letter: %s\n", e.text);
}

static void take_chain(char **f)
{
	size_t length;
	const unsigned char *chain = bytes(f[2], &length);

	ring_take_before(ring, f[0], (uint32_t)strtoul(f[1], NULL, 10) - 1, chain, length, NULL);
}

static void take_wrap(char **f)
{
	size_t length;
	const unsigned char *wrapped = bytes(f[6], &length);
	const struct wrap_place at = { .case_id = f[0],
		.key = f[1],
		.generation = (uint32_t)strtoul(f[2], NULL, 10),
		.born = (uint32_t)strtoul(f[3], NULL, 10),
		.realm = f[4],
		.epoch = (uint32_t)strtoul(f[5], NULL, 10) };

	ring_take_case(ring, &at, wrapped, length, NULL);
}

static void open_record(char **f)
{
	size_t length, opened;
	const unsigned char *blob = bytes(f[6], &length);
	const struct record_place at = { .table = "sealed",
		.row = f[0],
		.case_id = f[1],
		.column = f[2],
		.key = f[3],
		.generation = (uint32_t)strtoul(f[4], NULL, 10),
		.version = (uint32_t)strtoul(f[5], NULL, 10) };
	struct writer writer;

	if (seal_room(length) <= RECORD &&
		ring_unseal(ring, plain, &opened, &writer, &at, blob, length, NULL) == 0)
		puts(f[0]);
}

static const struct {
	const char *name;
	void (*take)(char **fields);
} kinds[] = { { "directory", take_directory }, { "letter", take_letter }, { "chain", take_chain },
	{ "wrap", take_wrap }, { "record", open_record } };

static void take_line(char *line)
{
	char none[] = "", *fields[FIELDS] = { 0 }, *name = strsep(&line, "\t");

	for (int i = 0; i < FIELDS; i++)
		fields[i] = line != NULL ? strsep(&line, "\t") : none;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].name, name) == 0)
			kinds[i].take(fields);
}

static int unlock(char **argv, const char *passphrase)
{
	unsigned char *file = slab_take(slab, KEYFILE_BYTES), *host = slab_take(slab, HOST_SECRET);
	size_t length, host_length;
	struct error e = { 0 };
	int r = private_read(file, KEYFILE_BYTES, &length, argv[2], PRIVATE_OWNER, &e);

	if (r == 0)
		r = private_read(host, HOST_SECRET, &host_length, argv[3], PRIVATE_GROUP, &e);
	if (r == 0)
		r = ring_unlock(ring, file, length, argv[1], passphrase, host, &e);
	if (r != 0)
		fprintf(stderr, "opener: %s\n", e.text);
	return r;
}

int main(int argc, char **argv)
{
	static char line[LINE];

	if (argc < 6 || argc - 4 > REGISTRARS || !fgets(line, sizeof line, stdin) ||
		slab_new(&slab, 128 << 10, NULL) != 0 || ring_new(&ring, NULL) != 0) {
		fprintf(stderr, "opener PERSON KEYFILE HOSTSECRET REGISTRAR... <ROWS\n");
		return 2;
	}
	line[strcspn(line, "\n")] = '\0';
	plain = slab_take(slab, RECORD);
	for (char **key = argv + 4; *key != NULL; key++)
		if (!hex_read(registrars.sign[registrars.count++], PUBLIC_KEY, *key, strlen(*key)))
			return 2;
	if (unlock(argv, line) != 0)
		return 1;
	while (fgets(line, sizeof line, stdin)) {
		line[strcspn(line, "\n")] = '\0';
		take_line(line);
	}
	ring_free(ring);
	slab_free(slab);
	return 0;
}
