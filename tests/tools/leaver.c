/*
 * leaver DIR WHAT...: what somebody has kept who left, and what it opens later on.
 *    keep LOGIN FILE   writes down all that her console could: secret keys, seeds of realms with
 *                      all before them, keys of all cases that these open
 *    try FILE SINCE    with that and the tables as they are: how much opens of what was written
 *                      before and since that moment? Every key is tried on everything, and what
 *                      comes out of that again. Prints `records before N of M, since N of M`, and
 *                      the same of letters, chains and wraps
 */
#include "tests/tools/clerk.h"

enum { KEYS = 8192, COMMITMENT = 32 };

struct known {
	unsigned char key[SEAL_KEY], commitment[COMMITMENT];
};
static struct known known[KEYS]; /* symmetric */
static size_t known_count;
static struct box_pair pairs[KEYS];
static size_t pair_count;

/* ---- what is known --------------------------------------------------------------------------- */

static bool add_key(const unsigned char *key)
{
	static const unsigned char what[] = "hw1 commitment \1";

	for (size_t i = 0; i < known_count; i++)
		if (memcmp(known[i].key, key, SEAL_KEY) == 0)
			return false;
	if (known_count == KEYS)
		fail("too many keys");
	memcpy(known[known_count].key, key, SEAL_KEY);
	crypto_generichash(known[known_count++].commitment, COMMITMENT, what, 16, key, SEAL_KEY);
	return true;
}

static void add_pair(const unsigned char *secret)
{
	box_derive(&pairs[pair_count++], secret);
}

static void derive(unsigned char *out, const char *what, const unsigned char *seed)
{
	crypto_generichash(out, SEAL_KEY, (const unsigned char *)what, strlen(what), seed,
		SEAL_KEY);
}

static bool add_seed(const unsigned char *seed)
{
	unsigned char key[SEAL_KEY];

	if (!add_key(seed))
		return false;
	derive(key, "hw1 realm wrap", seed);
	add_key(key);
	derive(key, "hw1 realm box", seed);
	add_pair(key);
	return true;
}

/* ---- keep ------------------------------------------------------------------------------------ */

static void note(FILE *out, const char *what, const unsigned char *secret)
{
	char hex[2 * SEAL_KEY + 1];

	hex_write(hex, secret, SEAL_KEY);
	fprintf(out, "%s %s\n", what, hex);
}

static void keep_cases(struct clerk *clerk, FILE *out)
{
	PGconn *owner = dial(NULL);
	struct rows *rows = run(owner,
		"select subject, key, generation, born, realm_id, epoch, wrapped "
		"from app.sealed_key",
		0, NULL);

	for (int row = 0; row < rows_count(rows); row++) {
		const struct wrap_place at = { rows_field(rows, row, "subject"),
			rows_field(rows, row, "key"), rows_field(rows, row, "realm_id"),
			(uint32_t)rows_field_int(rows, row, "generation"),
			(uint32_t)rows_field_int(rows, row, "born"),
			(uint32_t)rows_field_int(rows, row, "epoch") };
		unsigned char wrapped[RING_WRAPPED], place[BIND_BYTES], key[SEAL_KEY];
		const struct realm_key *realm;
		size_t length;

		ring_wake(clerk->ring);
		realm = ring_realm(clerk->ring, at.realm, at.epoch);
		take_bytes(wrapped, sizeof wrapped, rows, row, "wrapped");
		bind_wrap(&at, place);
		if (realm != NULL &&
			unseal(key, &length, realm->wrap, place, wrapped, sizeof wrapped, NULL) ==
				0)
			note(out, "case", key);
	}
	rows_unref(rows);
	PQfinish(owner);
}

static void keep(const char *login, const char *path)
{
	struct clerk clerk = { 0 };
	const struct held *held;
	struct rows *rows;
	FILE *out = fopen(path, "we");

	come(&clerk, login);
	rows = ask(clerk.db, Q_REALM_MINE);
	for (int row = 0; row < rows_count(rows); row++) {
		const char *realm = rows_field(rows, row, "realm");
		struct error e = { 0 };

		must(sealed_take_chain(clerk.ring, realm, ask(clerk.db, Q_REALM_CHAIN, realm), &e),
			&e);
	}
	held = ring_wake(clerk.ring);
	note(out, "pair", held->person.box.secret);
	note(out, "sign", held->person.signing);
	for (const struct realm_key *key = held->realms; key != NULL; key = key->next)
		note(out, "seed", key->seed);
	keep_cases(&clerk, out);
	rows_unref(rows);
	fclose(out);
	leave(&clerk);
}

/* ---- try ------------------------------------------------------------------------------------- */

static void read_kept(const char *path)
{
	char line[128], what[8], hex[70];
	unsigned char secret[SEAL_KEY];
	FILE *in = fopen(path, "re");

	while (in != NULL && fgets(line, sizeof line, in) != NULL) {
		if (sscanf(line, "%7s %69s", what, hex) != 2 ||
			!hex_read(secret, SEAL_KEY, hex, strlen(hex)))
			fail("%s", line);
		if (strcmp(what, "pair") == 0)
			add_pair(secret);
		else if (strcmp(what, "seed") == 0)
			add_seed(secret);
		else if (strcmp(what, "case") == 0)
			add_key(secret);
	}
	if (in == NULL)
		fail("%s is not there", path);
	fclose(in);
}

/* The key it is sealed under, by what stands in front; NULL: none of ours. */
static const unsigned char *key_of(const struct text *sealed)
{
	for (size_t i = 0; sealed->length > 34 && i < known_count; i++)
		if (memcmp(sealed->data + 2, known[i].commitment, COMMITMENT) == 0)
			return known[i].key;
	return NULL;
}

struct tally {
	const char *what;
	int opened[2], all[2]; /* before; since */
};

static void count(struct tally *tally, bool since, bool opened)
{
	tally->all[since]++;
	tally->opened[since] += opened;
}

static bool open_key(unsigned char *out, const struct text *sealed, const unsigned char *place)
{
	const unsigned char *key = key_of(sealed);
	size_t length;

	return key != NULL &&
		unseal(out, &length, key, place, sealed->data, sealed->length, NULL) == 0;
}

static bool open_letter(unsigned char *out, const struct text *letter)
{
	const unsigned char *box = (const unsigned char *)letter->data + 1 + SIGNATURE;

	for (size_t i = 0; letter->length == RING_LETTER && i < pair_count; i++)
		if (crypto_box_seal_open(out, box, RING_LETTER - 1 - SIGNATURE, pairs[i].public,
			    pairs[i].secret) == 0)
			return true;
	return false;
}

static const char *const letters_sql =
	"select letter, given_at >= $1::timestamptz as since from app.realm_letter union all "
	"select recovery, opened_at >= $1::timestamptz from app.realm_epoch";
static const char *const chains_sql =
	"select realm_id, epoch - 1 as epoch, chain, opened_at >= $1::timestamptz as since "
	"from app.realm_epoch where chain is not null";
static const char *const wraps_sql =
	"select subject, key, realm_id, generation, born, epoch, wrapped, "
	"made_at >= $1::timestamptz as since from app.sealed_key union all "
	"select subject, key, realm_id, generation, born, epoch_before, wrapped_before, "
	"made_at >= $1::timestamptz from app.sealed_key "
	"where wrapped_before is not null";
static const char *const blobs_sql =
	"select blob, written_at >= $1::timestamptz as since from app.sealed union all "
	"select blob, written_at >= $1::timestamptz from app.sealed_past";

static void place_of_chain(unsigned char *place, const struct rows *rows, int row)
{
	struct bind bind;

	bind_begin(&bind, "hw1 chain");
	bind_text(&bind, rows_field(rows, row, "realm_id"));
	bind_number(&bind, (uint64_t)rows_field_int(rows, row, "epoch"));
	bind_end(&bind, place);
}

static void place_of_wrap(unsigned char *place, const struct rows *rows, int row)
{
	const struct wrap_place at = { rows_field(rows, row, "subject"),
		rows_field(rows, row, "key"), rows_field(rows, row, "realm_id"),
		(uint32_t)rows_field_int(rows, row, "generation"),
		(uint32_t)rows_field_int(rows, row, "born"),
		(uint32_t)rows_field_int(rows, row, "epoch") };

	bind_wrap(&at, place);
}

/* One look at everything. Returns whether something new became known. */
static bool look(PGconn *owner, struct tally tallies[4], const char *const *since)
{
	static const struct {
		const char *const *sql;
		const char *column;
		void (*place)(unsigned char *place, const struct rows *rows, int row);
		bool (*found)(const unsigned char *key);
	} kinds[] = { { &letters_sql, "letter", NULL, add_seed },
		{ &chains_sql, "chain", place_of_chain, add_seed },
		{ &wraps_sql, "wrapped", place_of_wrap, add_key },
		{ &blobs_sql, "blob", NULL, NULL } };
	bool more = false;

	for (int k = 0; k < 4; k++) {
		struct rows *rows = run(owner, *kinds[k].sql, 1, since);

		for (int row = 0; row < rows_count(rows); row++) {
			unsigned char place[BIND_BYTES], key[SEAL_KEY];
			struct text sealed = { 0 };
			struct error e = { 0 };
			bool opened;

			must(bytes_read_all(&sealed, rows, row, kinds[k].column, &e), &e);
			if (kinds[k].place != NULL)
				kinds[k].place(place, rows, row);
			opened = k == 3 ? key_of(&sealed) != NULL :
				k == 0  ? open_letter(key, &sealed) :
					  open_key(key, &sealed, place);
			if (opened && kinds[k].found != NULL)
				more |= kinds[k].found(key);
			count(&tallies[k], rows_field_bool(rows, row, "since"), opened);
			text_done(&sealed);
		}
		rows_unref(rows);
	}
	return more;
}

static void try_all(const char *path, const char *since)
{
	PGconn *owner = dial(NULL);
	struct tally tallies[4];
	bool more = true;

	read_kept(path);
	while (more) {
		static const char *const names[] = { "letters", "chains", "wraps", "records" };

		for (int k = 0; k < 4; k++)
			tallies[k] = (struct tally){ .what = names[k] };
		more = look(owner, tallies, &since);
	}
	for (int k = 0; k < 4; k++)
		printf("%s before %d of %d, since %d of %d\n", tallies[k].what,
			tallies[k].opened[0], tallies[k].all[0], tallies[k].opened[1],
			tallies[k].all[1]);
	PQfinish(owner);
}

int main(int argc, char **argv)
{
	if (argc != 5)
		fail("usage: leaver DIR keep|try ...");
	dir = argv[1];
	open_slab();
	if (strcmp(argv[2], "keep") == 0)
		keep(argv[3], argv[4]);
	else
		try_all(argv[3], argv[4]);
	return 0;
}
