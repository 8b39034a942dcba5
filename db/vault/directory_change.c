#include "db/vault/directory_int.h"

#include <string.h>

#include "db/vault/hex.h"
#include "words.h"

void person_words(const char *id, uint32_t number, const char *login,
	const unsigned char box[static PUBLIC_KEY], const unsigned char sign[static PUBLIC_KEY],
	char out[static PERSON_WORDS_TEXT])
{
	unsigned char hash[BIND_BYTES];
	struct bind bind;
	size_t length = 0;

	bind_begin(&bind, "hw1 words");
	bind_text(&bind, id);
	bind_number(&bind, number);
	bind_text(&bind, login);
	bind_bytes(&bind, box, PUBLIC_KEY);
	bind_bytes(&bind, sign, PUBLIC_KEY);
	bind_end(&bind, hash);
	for (size_t i = 0; i < PERSON_WORDS; i++) {
		const size_t bit = i * 11;
		const unsigned three = (unsigned)hash[bit / 8] << 16 |
			(unsigned)hash[bit / 8 + 1] << 8 | hash[bit / 8 + 2];
		const char *word = words[three >> (13 - bit % 8) & 2047];
		if (i > 0)
			out[length++] = ' ';
		memcpy(out + length, word, strlen(word));
		length += strlen(word);
	}
	out[length] = 0;
}

/* ---- what would change: each says whether it has something to say */
static bool tell_person(struct text *line, const struct directory *now,
	const struct directory *next, const struct directory_person *person)
{
	const struct directory_person *was =
		now ? directory_keys(now, person->id, person->number) : NULL;
	const bool same = was && strcmp(was->login, person->login) == 0 &&
		memcmp(was->box, person->box, PUBLIC_KEY) == 0 &&
		memcmp(was->sign, person->sign, PUBLIC_KEY) == 0;
	char its_words[PERSON_WORDS_TEXT];

	if (same && was->past == person->past)
		return false;
	person_words(person->id, person->number, person->login, person->box, person->sign,
		its_words);
	if (same && person->past && directory_person(next, person->id) == NULL)
		text_addf(line, "%s has left", person->login);
	else if (same && person->past)
		text_addf(line, "%s: keys %u are of the past", person->login, person->number);
	else
		text_addf(line, "%s: keys %u%s%s: %s", person->login, person->number,
			same        ? " are back" :
				was ? " are other ones than before, of " :
				      " are new",
			was && !same ? was->login : "", its_words);
	if (!same && person->past)
		text_add(line, " (of the past)");
	return true;
}

static bool tell_recovery(struct text *line, const struct directory *now,
	const struct directory_recovery *recovery)
{
	const struct directory_recovery *was = now ? directory_recovery(now, recovery->id) : NULL;
	char key[2 * PUBLIC_KEY + 1];

	if (was && was->number == recovery->number && strcmp(was->name, recovery->name) == 0 &&
		memcmp(was->box, recovery->box, PUBLIC_KEY) == 0)
		return false;
	hex_write(key, recovery->box, PUBLIC_KEY);
	text_addf(line, "recovery key %s, %u%s%s: %s", recovery->name, recovery->number,
		was ? " in place of " : " is new", was ? was->name : "", key);
	return true;
}

static void add_realm(struct text *line, const struct directory *directory,
	const struct directory_realm *realm)
{
	char key[17] = "none";

	if (realm->epoch > 0)
		hex_write(key, realm->box, sizeof(key) / 2);
	text_addf(line, "%s, epoch %u, key %s, recovery %s, custodians", realm->name, realm->epoch,
		key, directory_recovery(directory, realm->recovery)->name);
	for (size_t i = 0; i < realm->custodian_count; i++)
		text_addf(line, " %s", directory_person(directory, realm->custodians[i])->login);
}

static bool is_same_realm(const struct directory_realm *a, const struct directory_realm *b)
{
	if (a->epoch != b->epoch || memcmp(a->box, b->box, PUBLIC_KEY) != 0 ||
		strcmp(a->recovery, b->recovery) != 0 || strcmp(a->name, b->name) != 0 ||
		a->custodian_count != b->custodian_count)
		return false;
	for (size_t i = 0; i < a->custodian_count; i++)
		if (strcmp(a->custodians[i], b->custodians[i]) != 0)
			return false;
	return true;
}

static bool tell_realm(struct text *line, const struct directory *now, const struct directory *next,
	const struct directory_realm *realm)
{
	const struct directory_realm *was = now ? directory_realm(now, realm->id) : NULL;

	if (was && is_same_realm(was, realm))
		return false;
	text_add(line, was ? "realm " : "new realm ");
	add_realm(line, next, realm);
	if (was) {
		text_add(line, "; before ");
		add_realm(line, now, was);
	}
	return true;
}

/* What is left out of the next one: the i-th of now. */
static bool tell_gone(struct text *line, const struct directory *now, const struct directory *next,
	size_t i)
{
	if (i < now->person_count) {
		const struct directory_person *person = &now->people[i];
		if (directory_keys(next, person->id, person->number))
			return false;
		text_addf(line, "%s: keys %u are left out: what they signed counts no longer",
			person->login, person->number);
		return true;
	}
	i -= now->person_count;
	if (i < now->recovery_count) {
		if (directory_recovery(next, now->recoveries[i].id))
			return false;
		text_addf(line, "recovery key %s is left out", now->recoveries[i].name);
		return true;
	}
	i -= now->recovery_count;
	if (directory_realm(next, now->realms[i].id))
		return false;
	text_addf(line, "realm %s is left out", now->realms[i].name);
	return true;
}

static size_t size_of(const struct directory *directory)
{
	return directory->person_count + directory->recovery_count + directory->realm_count;
}

/* What it says of the i-th of next, and behind these of the i-th of now. */
static bool tell(struct text *line, const struct directory *now, const struct directory *next,
	size_t i)
{
	if (i >= size_of(next))
		return tell_gone(line, now, next, i - size_of(next));
	if (i < next->person_count)
		return tell_person(line, now, next, &next->people[i]);
	i -= next->person_count;
	if (i < next->recovery_count)
		return tell_recovery(line, now, &next->recoveries[i]);
	return tell_realm(line, now, next, &next->realms[i - next->recovery_count]);
}

bool directory_change(const struct directory *now, const struct directory *next, size_t *at,
	char *line, size_t size)
{
	const size_t end = size_of(next) + (now ? size_of(now) : 0);
	struct text told = { 0 };
	bool has = false;

	while (!has && *at < end)
		has = tell(&told, now, next, (*at)++);
	text_copy(line, size, text_string(&told));
	text_done(&told);
	return has;
}
