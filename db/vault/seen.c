#include "db/vault/seen.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "db/vault/bind.h"

static const unsigned char magic[] = "homeward seen 1\n";
enum {
	MAGIC = sizeof(magic) - 1,
	AT_VERSION = MAGIC - 2,
	NAME = 16, /* bytes of a hash over kind and what */
	/* as written: name, number, mark, whether it is kept */
	AT_NUMBER = NAME,
	AT_MARK = AT_NUMBER + 8,
	AT_KEEP = AT_MARK + SEEN_MARK,
	ENTRY = AT_KEEP + 1,
};

struct entry {
	unsigned char name[NAME], mark[SEEN_MARK];
	uint64_t number;
	bool keep;
};
struct seen {
	size_t count, kept;
	bool changed;
	struct entry entries[SEEN_LIMIT]; /* what was seen last stands last */
};

int seen_new(struct seen **out, struct error *e)
{
	*out = calloc(1, sizeof(**out));
	return *out ? 0 : error_set(e, ERR_MEMORY, "There is no memory left.");
}

void seen_free(struct seen *seen)
{
	if (seen)
		seen_clear(seen);
	free(seen);
}

void seen_clear(struct seen *seen)
{
	sodium_memzero(seen, sizeof(*seen));
}

static void name_of(unsigned char name[static NAME], const char *kind, const char *what)
{
	unsigned char hash[BIND_BYTES];
	struct bind bind;

	bind_begin(&bind, "hw1 seen");
	bind_text(&bind, kind);
	bind_text(&bind, what);
	bind_end(&bind, hash);
	memcpy(name, hash, NAME);
}

/* Where it stands; count: nowhere. */
static size_t find_name(const struct seen *seen, const unsigned char name[static NAME])
{
	for (size_t i = seen->count; i-- > 0;)
		if (memcmp(seen->entries[i].name, name, NAME) == 0)
			return i;
	return seen->count;
}

static size_t find(const struct seen *seen, const char *kind, const char *what)
{
	unsigned char name[NAME];

	name_of(name, kind, what);
	return find_name(seen, name);
}

uint64_t seen_newest(const struct seen *seen, const char *kind, const char *what)
{
	const size_t i = find(seen, kind, what);
	return i < seen->count ? seen->entries[i].number : 0;
}

static bool is_any(const unsigned char *mark)
{
	return sodium_is_zero(mark, SEEN_MARK) == 1;
}

static bool is_other(const struct entry *entry, uint64_t number, const unsigned char *mark)
{
	return number == entry->number && !is_any(mark) && !is_any(entry->mark) &&
		memcmp(mark, entry->mark, SEEN_MARK) != 0;
}

static int check(const struct entry *entry, uint64_t number, const unsigned char *mark,
	struct error *e)
{
	if (number < entry->number)
		return error_set(e, ERR_TAMPERED,
			"The server shows an older state of this than you have seen before; it is "
			"not used.");
	if (is_other(entry, number, mark))
		return error_set(e, ERR_TAMPERED,
			"The server shows another state of this than you have seen before under "
			"the same number; it is not used.");
	return 0;
}

/* Takes one out of the middle, for others to be added at the end. */
static void take_out(struct seen *seen, size_t i)
{
	memmove(&seen->entries[i], &seen->entries[i + 1],
		(seen->count - i - 1) * sizeof(seen->entries[0]));
	seen->count--;
}

static void make_room(struct seen *seen)
{
	size_t i = 0;

	while (seen->entries[i].keep) /* SEEN_KEPT of SEEN_LIMIT at most */
		i++;
	take_out(seen, i);
}

int seen_check(struct seen *seen, const char *kind, const char *what, uint64_t number,
	const unsigned char mark[static SEEN_MARK], bool keep, struct error *e)
{
	const size_t i = find(seen, kind, what);
	const bool is_known = i < seen->count;
	struct entry was = { 0 }, entry = { .number = number, .keep = keep };
	int r;

	if (is_known)
		was = seen->entries[i];
	if ((r = check(&was, number, mark, e)) != 0)
		return r;
	entry.keep |= was.keep;
	if (entry.keep && !was.keep && seen->kept == SEEN_KEPT)
		return error_set(e, ERR_MEMORY,
			"There are more realms and people than can be kept in mind.");
	name_of(entry.name, kind, what);
	memcpy(entry.mark, number == was.number && is_any(mark) ? was.mark : mark, SEEN_MARK);
	seen->changed |= number > was.number || entry.keep != was.keep ||
		memcmp(entry.mark, was.mark, SEEN_MARK) != 0;
	seen->kept += entry.keep && !was.keep;
	if (is_known)
		take_out(seen, i);
	else if (seen->count == SEEN_LIMIT)
		make_room(seen);
	seen->entries[seen->count++] = entry;
	return 0;
}

bool seen_changed(const struct seen *seen)
{
	return seen->changed;
}

/* ---- as bytes */
int seen_write(struct seen *seen, struct text *out, struct error *e)
{
	unsigned char *at = text_extend(out, MAGIC + seen->count * ENTRY);

	if (!at)
		return text_check(out, e);
	memcpy(at, magic, MAGIC);
	at += MAGIC;
	for (size_t i = 0; i < seen->count; i++, at += ENTRY) {
		const struct entry *entry = &seen->entries[i];
		memcpy(at, entry->name, NAME);
		for (size_t byte = 0; byte < 8; byte++)
			at[AT_NUMBER + byte] = (unsigned char)(entry->number >> 8 * byte);
		memcpy(at + AT_MARK, entry->mark, SEEN_MARK);
		at[AT_KEEP] = entry->keep;
	}
	seen->changed = false;
	return 0;
}

/* What was sealed by its owner and yet is none of ours. */
static int check_bytes(const unsigned char *bytes, size_t length, struct error *e)
{
	size_t kept = 0;

	if (length >= MAGIC && memcmp(bytes, magic, AT_VERSION) == 0 &&
		bytes[AT_VERSION] != magic[AT_VERSION])
		return error_set(e, ERR_CONTRACT,
			"A newer homeward wrote down what you have seen; update this one.");
	const bool is_ours = length >= MAGIC && memcmp(bytes, magic, MAGIC) == 0 &&
		(length - MAGIC) % ENTRY == 0 && (length - MAGIC) / ENTRY <= SEEN_LIMIT;
	for (size_t at = MAGIC; is_ours && at < length; at += ENTRY)
		kept += bytes[at + AT_KEEP] != 0;
	if (is_ours && kept <= SEEN_KEPT)
		return 0;
	return error_set(e, ERR_TAMPERED,
		"What was written down of what you have seen is damaged.");
}

static struct entry read_entry(const unsigned char *at)
{
	struct entry entry = { .keep = at[AT_KEEP] != 0 };

	memcpy(entry.name, at, NAME);
	for (size_t byte = 0; byte < 8; byte++)
		entry.number |= (uint64_t)at[AT_NUMBER + byte] << 8 * byte;
	memcpy(entry.mark, at + AT_MARK, SEEN_MARK);
	return entry;
}

int seen_read(struct seen *seen, const void *bytes, size_t length, struct error *e)
{
	const unsigned char *at = bytes;
	const int r = check_bytes(at, length, e);

	if (r != 0)
		return r;
	seen_clear(seen);
	for (at += MAGIC; seen->count < (length - MAGIC) / ENTRY; at += ENTRY) {
		seen->entries[seen->count] = read_entry(at);
		seen->kept += seen->entries[seen->count++].keep;
	}
	return 0;
}

/* ---- of two consoles */
static int check_merge(const struct seen *seen, const unsigned char *bytes, size_t length,
	struct error *e)
{
	size_t kept = seen->kept;

	for (size_t at = MAGIC; at < length; at += ENTRY) {
		const struct entry theirs = read_entry(bytes + at);
		const size_t i = find_name(seen, theirs.name);
		const bool is_known = i < seen->count;
		if (is_known && is_other(&seen->entries[i], theirs.number, theirs.mark))
			return error_set(e, ERR_TAMPERED,
				"The server has shown two states of one thing under the same "
				"number to two of your consoles.");
		kept += theirs.keep && !(is_known && seen->entries[i].keep);
	}
	return kept <= SEEN_KEPT ?
		0 :
		error_set(e, ERR_MEMORY,
			"There are more realms and people than can be kept in mind.");
}

static void take_newer(struct entry *entry, const struct entry *theirs)
{
	const bool keep = entry->keep || theirs->keep;

	if (theirs->number > entry->number ||
		(theirs->number == entry->number && is_any(entry->mark)))
		*entry = *theirs;
	entry->keep = keep;
}

/* Puts it so far from the end. */
static void put_in(struct seen *seen, const struct entry *entry, size_t after)
{
	if (seen->count == SEEN_LIMIT)
		make_room(seen);
	const size_t i = after < seen->count ? seen->count - after : 0;
	memmove(&seen->entries[i + 1], &seen->entries[i],
		(seen->count - i) * sizeof(seen->entries[0]));
	seen->entries[i] = *entry;
	seen->count++;
}

int seen_merge(struct seen *seen, const void *bytes, size_t length, struct error *e)
{
	const unsigned char *from = bytes;
	int r = check_bytes(from, length, e);

	if (r == 0)
		r = check_merge(seen, from, length, e);
	if (r != 0)
		return r;
	for (size_t at = MAGIC; at < length; at += ENTRY) {
		const struct entry theirs = read_entry(from + at);
		const size_t i = find_name(seen, theirs.name);
		const bool is_kept = i < seen->count && seen->entries[i].keep;
		if (i < seen->count)
			take_newer(&seen->entries[i], &theirs);
		else
			put_in(seen, &theirs, (length - at) / ENTRY - 1);
		seen->kept += theirs.keep && !is_kept;
	}
	return 0;
}
