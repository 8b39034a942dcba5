#include "db/vault/keyfile.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "db/vault/seal.h"

static const char magic[] = "homeward key\n";
enum {
	VERSION_BYTE = 1,
	MAGIC = sizeof(magic) - 1,
	ID = UUID_TEXT - 1,
	SALT = crypto_pwhash_SALTBYTES,
	MAC = crypto_generichash_BYTES,
	/* what lies where, from the first byte */
	AT_VERSION = MAGIC,
	AT_ID = AT_VERSION + 1,
	AT_BOX = AT_ID + ID,
	AT_SIGN = AT_BOX + PUBLIC_KEY,
	AT_SALT = AT_SIGN + PUBLIC_KEY,
	AT_PASSES = AT_SALT + SALT,
	AT_BYTES = AT_PASSES + 8,
	AT_SEAL = AT_BYTES + 8,
	SECRETS = 2 * SECRET_KEY,
	AT_MAC = AT_SEAL + SEAL_OVERHEAD + SECRETS,
	WHOLE = AT_MAC + MAC,
};
_Static_assert(KEYFILE_BYTES == (int)WHOLE, "the layout in the header");

/* More than these would stop the host. */
enum { MOST_PASSES = 64 };
#define MOST_BYTES ((uint64_t)4 << 30)

const struct cost COST_NORMAL = { crypto_pwhash_argon2id_OPSLIMIT_MODERATE,
	crypto_pwhash_argon2id_MEMLIMIT_MODERATE };
const struct cost COST_TEST = { crypto_pwhash_argon2id_OPSLIMIT_MIN,
	crypto_pwhash_argon2id_MEMLIMIT_MIN };

/* What is in the slab while a file is opened or sealed. */
struct work {
	unsigned char stretched[SEAL_KEY], key[SEAL_KEY], secrets[SECRETS];
};

static void put_number(unsigned char *at, uint64_t number)
{
	for (int i = 0; i < 8; i++)
		at[i] = (unsigned char)(number >> 8 * i);
}

static uint64_t number_at(const unsigned char *at)
{
	uint64_t number = 0;
	for (int i = 7; i >= 0; i--)
		number = number << 8 | at[i];
	return number;
}

static void authenticate(unsigned char mac[static MAC], const unsigned char *file, size_t length,
	const unsigned char *host)
{
	crypto_generichash(mac, MAC, file, length, host, HOST_SECRET);
}

/* The seal belongs to all that stands before it. */
static void bind_file(unsigned char place[static BIND_BYTES], const unsigned char *file)
{
	struct bind bind;

	bind_begin(&bind, "hw1 key file");
	bind_bytes(&bind, file, AT_SEAL);
	bind_end(&bind, place);
}

static int derive(struct work *work, const unsigned char *file, const char *passphrase,
	const unsigned char *host, struct error *e)
{
	static const char what[] = "hw1 key file";
	crypto_generichash_state state;

	if (crypto_pwhash(work->stretched, SEAL_KEY, passphrase, strlen(passphrase), file + AT_SALT,
		    number_at(file + AT_PASSES), (size_t)number_at(file + AT_BYTES),
		    crypto_pwhash_ALG_ARGON2ID13) != 0)
		return error_set(e, ERR_MEMORY,
			"There is not enough memory to try the passphrase: %llu MiB are "
			"needed. Wait until fewer people use this host.",
			(unsigned long long)(number_at(file + AT_BYTES) >> 20));
	crypto_generichash_init(&state, host, HOST_SECRET, SEAL_KEY);
	crypto_generichash_update(&state, (const unsigned char *)what, sizeof(what));
	crypto_generichash_update(&state, work->stretched, SEAL_KEY);
	crypto_generichash_final(&state, work->key, SEAL_KEY);
	sodium_memzero(&state, sizeof(state));
	return 0;
}

/* Neither cheaper than any that homeward wrote nor more than a host can bear. */
static bool is_sane(struct cost cost)
{
	return cost.passes >= COST_TEST.passes && cost.passes <= MOST_PASSES &&
		cost.bytes >= COST_TEST.bytes && cost.bytes <= MOST_BYTES;
}

static int full(struct error *e)
{
	return error_set(e, ERR_MEMORY, "There is no room left for keys.");
}

static int check_new(const char *passphrase, struct error *e)
{
	const char *at = passphrase, *end = passphrase + strlen(passphrase);
	size_t points = 0;

	if (end - at > PASSPHRASE_LIMIT)
		return error_set(e, ERR_INPUT, "A passphrase has at most %d bytes; this is longer.",
			PASSPHRASE_LIMIT);
	for (; at < end; points++)
		if (text_next(&at, end) < 0)
			return error_set(e, ERR_INPUT, "The passphrase is not UTF-8.");
	if (points < PASSPHRASE_SHORTEST)
		return error_set(e, ERR_INPUT,
			"A passphrase has at least %d letters; four words that have nothing "
			"to do with each other are easy to keep.",
			PASSPHRASE_SHORTEST);
	return 0;
}

int keyfile_seal(struct text *out, const struct person *person, const char *passphrase,
	const unsigned char host[static HOST_SECRET], const struct cost *cost, struct slab *slab,
	struct error *e)
{
	unsigned char file[WHOLE] = { 0 }, place[BIND_BYTES];
	struct text sealed = { 0 };
	struct work *work;
	int r = check_new(passphrase, e);

	if (r != 0)
		return r;
	if (!is_sane(*cost))
		return error_set(e, ERR_INPUT, "This is no cost for a key file.");
	if (!(work = slab_take(slab, sizeof(*work))))
		return full(e);
	memcpy(file, magic, MAGIC);
	file[AT_VERSION] = VERSION_BYTE;
	memcpy(file + AT_ID, person->id, ID);
	memcpy(file + AT_BOX, person->box.public, PUBLIC_KEY);
	memcpy(file + AT_SIGN, person->sign_public, PUBLIC_KEY);
	randombytes_buf(file + AT_SALT, SALT);
	put_number(file + AT_PASSES, cost->passes);
	put_number(file + AT_BYTES, cost->bytes);
	memcpy(work->secrets, person->box.secret, SECRET_KEY);
	memcpy(work->secrets + SECRET_KEY, person->signing, SECRET_KEY);

	r = derive(work, file, passphrase, host, e);
	if (r == 0) {
		bind_file(place, file);
		r = seal(&sealed, SEAL_EXACT, work->key, place, work->secrets, SECRETS, SECRETS, e);
	}
	if (r == 0) {
		memcpy(file + AT_SEAL, sealed.data, sealed.length);
		authenticate(file + AT_MAC, file, AT_MAC, host);
		text_add_bytes(out, (const char *)file, WHOLE);
		r = text_check(out, e);
	}
	slab_give(slab, work);
	text_done(&sealed);
	return r;
}

/* Whether this host made it, of whatever version: each ends with its MAC. */
static bool is_of_host(const unsigned char *file, size_t length, const unsigned char *host)
{
	unsigned char mac[MAC];

	if (length < AT_VERSION + 1 + MAC || memcmp(file, magic, MAGIC) != 0)
		return false;
	authenticate(mac, file, length - MAC, host);
	return sodium_memcmp(mac, file + length - MAC, MAC) == 0;
}

/* What no passphrase opens, and what she does then. */
static int useless(struct error *e, const char *why)
{
	return error_set(e, ERR_TAMPERED,
		"%s It is not your passphrase, which was not tried. Put back the copy that you "
		"keep. Without one: `homeward keys make` (say no to the passphrase of before), "
		"the eight words to two registrars, and a custodian gives you your keys again.",
		why);
}

/* Of a version that we know its length is known, too: another one is of no host. */
static bool is_whole(const unsigned char *file, size_t length)
{
	return length > AT_VERSION && memcmp(file, magic, MAGIC) == 0 &&
		(length == WHOLE || file[AT_VERSION] != VERSION_BYTE);
}

/* All that can be said of a file before a passphrase is tried. */
static int check(const unsigned char *file, size_t length, const char *id,
	const unsigned char *host, struct error *e)
{
	const bool is_ours = is_of_host(file, length, host);

	if (length == 0)
		return useless(e, "Your key file is empty.");
	if (is_ours && file[AT_VERSION] != VERSION_BYTE)
		return error_set(e, ERR_CONTRACT,
			"A newer homeward wrote this key file; update this one to read it.");
	if (!is_whole(file, length) ||
		(is_ours &&
			!is_sane((struct cost){
				number_at(file + AT_PASSES), number_at(file + AT_BYTES) })))
		return useless(e, "Your key file is damaged or cut short.");
	if (!is_ours)
		return useless(e,
			"Your key file was made on another host, where it still opens, or its "
			"bytes were changed. Ask whoever keeps this host.");
	if (strlen(id) != ID || memcmp(file + AT_ID, id, ID) != 0)
		return error_set(e, ERR_INPUT,
			"This is the key file of somebody else. Put your own in its place.");
	return 0;
}

int keyfile_open(struct person *person, const void *bytes, size_t length, const char *id,
	const char *passphrase, const unsigned char host[static HOST_SECRET], struct slab *slab,
	struct error *e)
{
	const unsigned char *file = bytes;
	unsigned char place[BIND_BYTES];
	struct work *work;
	size_t opened;
	int r;

	sodium_memzero(person, sizeof(*person));
	if ((r = check(file, length, id, host, e)) != 0)
		return r;
	if (!(work = slab_take(slab, sizeof(*work))))
		return full(e);
	r = derive(work, file, passphrase, host, e);
	if (r == 0) {
		bind_file(place, file);
		r = unseal(work->secrets, &opened, work->key, place, file + AT_SEAL,
			AT_MAC - AT_SEAL, e);
	}
	if (r == ERR_KEY) /* the file is as this host made it */
		r = error_set(e, ERR_PASSPHRASE, "The passphrase is wrong.");
	if (r == 0)
		person_derive(person, id, work->secrets, work->secrets + SECRET_KEY);
	slab_give(slab, work);
	return r;
}

int keyfile_lock(const char *path, struct error *e)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

	if (fd < 0)
		return error_set(e, ERR_IO, "%s: %s.", path, strerror(errno));
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	const int why = errno;
	close(fd);
	if (why == EWOULDBLOCK)
		return error_set(e, ERR_TIMEOUT,
			"Others are unlocking on this host; it is tried again.");
	return error_set(e, ERR_IO, "%s cannot be locked: %s.", path, strerror(why));
}

void keyfile_unlock(int lock)
{
	close(lock);
}
