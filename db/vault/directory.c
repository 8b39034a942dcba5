#include "db/vault/directory_int.h"

#include <stdlib.h>
#include <string.h>

/* ---- signatures */
void directory_bind(unsigned char hash[static BIND_BYTES], const char *text, size_t length)
{
	struct bind bind;

	bind_begin(&bind, "hw1 directory");
	bind_bytes(&bind, text, length);
	bind_end(&bind, hash);
}

void directory_sign(struct directory_signature *out, const char *text, size_t length,
	const struct person *registrar)
{
	unsigned char hash[BIND_BYTES];

	directory_bind(hash, text, length);
	memcpy(out->by, registrar->sign_public, PUBLIC_KEY);
	person_sign(registrar, hash, out->signature);
}

static bool is_registrar(const struct registrars *registrars, const unsigned char *key)
{
	for (size_t i = 0; i < registrars->count; i++)
		if (memcmp(registrars->sign[i], key, PUBLIC_KEY) == 0)
			return true;
	return false;
}

static int check_signatures(const struct directory_text *text, const struct registrars *registrars,
	struct error *e)
{
	const struct directory_signature *by = text->signed_by;
	unsigned char hash[BIND_BYTES];

	directory_bind(hash, text->text, text->length);
	for (size_t i = 0; i < 2; i++) {
		if (!is_registrar(registrars, by[i].by))
			return error_set(e, ERR_TAMPERED,
				"The directory of keys is signed by somebody whom this host does "
				"not know as a registrar; it is not used.");
		if (!signature_holds(by[i].by, hash, by[i].signature))
			return error_set(e, ERR_TAMPERED,
				"The directory of keys is not the one that a registrar has signed; "
				"it is not used.");
	}
	if (memcmp(by[0].by, by[1].by, PUBLIC_KEY) == 0)
		return error_set(e, ERR_TAMPERED,
			"One registrar has signed the directory of keys twice; two people have "
			"to.");
	return 0;
}

int directory_read(struct directory **out, const struct directory_text *text,
	const struct registrars *registrars, struct error *e)
{
	const int r = check_signatures(text, registrars, e);

	*out = NULL;
	return r == 0 ? directory_parse(out, text->text, text->length, e) : r;
}

/* ---- what makes sense as a whole */
static int by_keys(const void *a, const void *b)
{
	const struct directory_person *one = a, *other = b;
	const int order = strcmp(one->id, other->id);

	return order ? order : (one->number > other->number) - (one->number < other->number);
}

/* Recoveries and realms begin with their id. */
static int by_id(const void *a, const void *b)
{
	return strcmp(a, b);
}
_Static_assert(offsetof(struct directory_recovery, id) == 0 &&
		offsetof(struct directory_realm, id) == 0,
	"by_id() looks at the beginning");

static int check_people(const struct directory *directory, struct error *e)
{
	for (size_t i = 1; i < directory->person_count; i++) {
		const struct directory_person *before = &directory->people[i - 1];
		const struct directory_person *person = &directory->people[i];
		if (strcmp(before->id, person->id) != 0)
			continue;
		if (before->number == person->number)
			return error_set(e, ERR_INPUT,
				"In the directory, keys %u of %s stand twice.", person->number,
				person->id);
		if (!before->past)
			return error_set(e, ERR_INPUT,
				"In the directory, keys %u of %s are not past though there are "
				"newer ones.",
				before->number, before->id);
	}
	return 0;
}

static int check_twice(const void *things, size_t count, size_t size, struct error *e)
{
	for (size_t i = 1; i < count; i++) {
		const char *before = (const char *)things + (i - 1) * size;
		if (strcmp(before, before + size) == 0)
			return error_set(e, ERR_INPUT, "In the directory, %s stands twice.",
				before);
	}
	return 0;
}

static int check_realms(const struct directory *directory, struct error *e)
{
	for (size_t i = 0; i < directory->realm_count; i++) {
		const struct directory_realm *realm = &directory->realms[i];
		for (size_t c = 0; c < realm->custodian_count; c++)
			if (!directory_person(directory, realm->custodians[c]))
				return error_set(e, ERR_INPUT,
					"In the directory, realm %s has a custodian without "
					"keys: %s.",
					realm->id, realm->custodians[c]);
		if (!directory_recovery(directory, realm->recovery))
			return error_set(e, ERR_INPUT,
				"In the directory, realm %s names a recovery key that "
				"is not in it.",
				realm->id);
	}
	return 0;
}

int directory_check(struct directory *directory, struct error *e)
{
	int r;

	qsort(directory->people, directory->person_count, sizeof(*directory->people), by_keys);
	qsort(directory->recoveries, directory->recovery_count, sizeof(*directory->recoveries),
		by_id);
	qsort(directory->realms, directory->realm_count, sizeof(*directory->realms), by_id);
	r = check_people(directory, e);
	if (r == 0)
		r = check_twice(directory->recoveries, directory->recovery_count,
			sizeof(*directory->recoveries), e);
	if (r == 0)
		r = check_twice(directory->realms, directory->realm_count,
			sizeof(*directory->realms), e);
	return r == 0 ? check_realms(directory, e) : r;
}

/* ---- questions */
uint32_t directory_serial(const struct directory *directory)
{
	return directory->serial;
}

const char *directory_at(const struct directory *directory)
{
	return directory->at;
}

const unsigned char *directory_hash(const struct directory *directory)
{
	return directory->hash;
}

const struct directory_person *directory_keys_after(const struct directory *directory,
	const char *id, uint32_t number)
{
	size_t first = 0, count = directory->person_count;

	while (count > 0) { /* the first that is not before (id, number) or it */
		const struct directory_person *middle = &directory->people[first + count / 2];
		const int order = strcmp(middle->id, id);
		if (order < 0 || (order == 0 && middle->number <= number)) {
			first += count / 2 + 1;
			count -= count / 2 + 1;
		} else {
			count /= 2;
		}
	}
	return first < directory->person_count && strcmp(directory->people[first].id, id) == 0 ?
		&directory->people[first] :
		NULL;
}

const struct directory_person *directory_keys(const struct directory *directory, const char *id,
	uint32_t number)
{
	const struct directory_person *keys =
		number ? directory_keys_after(directory, id, number - 1) : NULL;
	return keys && keys->number == number ? keys : NULL;
}

const struct directory_person *directory_person(const struct directory *directory, const char *id)
{
	const struct directory_person *person = directory_keys_after(directory, id, 0);

	while (person && person->past)
		person = directory_keys_after(directory, id, person->number);
	return person;
}

const struct directory_realm *directory_realm(const struct directory *directory, const char *id)
{
	return bsearch(id, directory->realms, directory->realm_count, sizeof(*directory->realms),
		by_id);
}

const struct directory_person *directory_keys_at(const struct directory *directory, size_t at)
{
	return at < directory->person_count ? &directory->people[at] : NULL;
}

const struct directory_realm *directory_realm_at(const struct directory *directory, size_t at)
{
	return at < directory->realm_count ? &directory->realms[at] : NULL;
}

const struct directory_recovery *directory_recovery(const struct directory *directory,
	const char *id)
{
	return bsearch(id, directory->recoveries, directory->recovery_count,
		sizeof(*directory->recoveries), by_id);
}

bool directory_is_custodian(const struct directory *directory, const char *realm,
	const char *person)
{
	const struct directory_realm *in = directory_realm(directory, realm);

	for (size_t i = 0; in && i < in->custodian_count; i++)
		if (strcmp(in->custodians[i], person) == 0)
			return true; /* with present keys, by directory_check() */
	return false;
}
