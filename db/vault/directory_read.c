#include "db/vault/directory_int.h"

#include <stdlib.h>
#include <string.h>

#include "db/vault/hex.h"

/* The shortest line of each kind: no text has more of them than fit into it. */
enum {
	LEAST_PERSON = sizeof("past  1 l  \n") - 1 + 36 + 2 * 64,
	LEAST_RECOVERY = sizeof("recovery  1  n\n") - 1 + 36 + 64,
	LEAST_REALM = sizeof("realm  0 -  , n\n") - 1 + 36 + 36 + 2 * 36,
};

/* ---- the words of a line */
static struct slice next_word(struct slice *line)
{
	const char *space = memchr(line->at, ' ', line->length);
	const struct slice word = { line->at, space ? (size_t)(space - line->at) : line->length };
	const size_t gone = word.length + (space != NULL);

	line->at += gone;
	line->length -= gone;
	return word;
}

static bool read_name(char out[static DIRECTORY_NAME], struct slice word)
{
	if (word.length == 0 || word.length >= DIRECTORY_NAME)
		return false;
	memcpy(out, word.at, word.length);
	out[word.length] = 0;
	return true;
}

/* Whether each character is what the shape says: `0` a digit, `x` a hex digit, else itself. */
static bool has_shape(struct slice word, const char *shape)
{
	if (word.length != strlen(shape))
		return false;
	for (size_t i = 0; i < word.length; i++) {
		const char *allowed = shape[i] == '0' ? "0123456789" :
			shape[i] == 'x'               ? "0123456789abcdef" :
							NULL;
		if (allowed ? !strchr(allowed, word.at[i]) : word.at[i] != shape[i])
			return false;
	}
	return true;
}

static bool read_id(char out[static UUID_TEXT], struct slice word)
{
	if (!has_shape(word, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"))
		return false;
	memcpy(out, word.at, word.length);
	out[word.length] = 0;
	return true;
}

/* In one way only: no sign, no leading zero. */
static bool read_number(uint32_t *out, struct slice word)
{
	uint64_t number = 0;

	if (word.length == 0 || word.length > 10 || (word.length > 1 && word.at[0] == '0'))
		return false;
	for (size_t i = 0; i < word.length; i++) {
		if (word.at[i] < '0' || word.at[i] > '9')
			return false;
		number = number * 10 + (unsigned)(word.at[i] - '0');
	}
	*out = (uint32_t)number;
	return number <= UINT32_MAX;
}

static bool read_key(unsigned char out[static PUBLIC_KEY], struct slice word)
{
	return hex_read(out, PUBLIC_KEY, word.at, word.length);
}

/* ---- lines: each reads what stands behind its first word, and says what is wrong with it */
static const char *read_keys(struct directory *directory, struct slice line, bool past)
{
	struct directory_person person = { .past = past };

	if (!read_id(person.id, next_word(&line)))
		return "no UUID of a person";
	if (!read_number(&person.number, next_word(&line)) || person.number == 0)
		return "no number of keys";
	if (!read_name(person.login, next_word(&line)))
		return "no login";
	if (!read_key(person.box, next_word(&line)) || !read_key(person.sign, line))
		return "no two keys";
	directory->people[directory->person_count++] = person;
	return NULL;
}

static const char *read_person(struct directory *directory, struct slice line)
{
	return read_keys(directory, line, false);
}

static const char *read_past(struct directory *directory, struct slice line)
{
	return read_keys(directory, line, true);
}

static const char *read_recovery(struct directory *directory, struct slice line)
{
	struct directory_recovery recovery = { 0 };

	if (!read_id(recovery.id, next_word(&line)))
		return "no UUID of a recovery key";
	if (!read_number(&recovery.number, next_word(&line)) || recovery.number == 0)
		return "no number of a key";
	if (!read_key(recovery.box, next_word(&line)))
		return "no key";
	if (!read_name(recovery.name, line))
		return "no name of a recovery key";
	directory->recoveries[directory->recovery_count++] = recovery;
	return NULL;
}

static bool read_custodians(struct directory_realm *realm, struct slice word)
{
	for (;;) {
		const struct slice one = { word.at, word.length < 36 ? word.length : 36 };
		if (realm->custodian_count == CUSTODIANS ||
			!read_id(realm->custodians[realm->custodian_count++], one))
			return false;
		for (size_t i = 0; i + 1 < realm->custodian_count; i++)
			if (slice_is(one, realm->custodians[i]))
				return false;
		if (word.length == 36)
			return realm->custodian_count >= CUSTODIANS_FEWEST;
		if (word.at[36] != ',')
			return false;
		word.at += 37;
		word.length -= 37;
	}
}

static const char *read_realm(struct directory *directory, struct slice line)
{
	struct directory_realm realm = { 0 };

	if (!read_id(realm.id, next_word(&line)))
		return "no UUID of a realm";
	if (!read_number(&realm.epoch, next_word(&line)))
		return "no epoch";
	const struct slice box = next_word(&line);
	if (realm.epoch == 0 ? !slice_is(box, "-") : !read_key(realm.box, box))
		return "no key of its epoch";
	if (!read_id(realm.recovery, next_word(&line)))
		return "no UUID of its recovery key";
	if (!read_custodians(&realm, next_word(&line)))
		return "not from 2 to 8 custodians, each of them once";
	if (!read_name(realm.name, line))
		return "no name of a realm";
	directory->realms[directory->realm_count++] = realm;
	return NULL;
}

static const char *read_serial(struct directory *directory, struct slice line)
{
	return read_number(&directory->serial, line) && directory->serial > 0 ? NULL : "no serial";
}

static const char *read_at(struct directory *directory, struct slice line)
{
	if (!has_shape(line, "0000-00-00T00:00:00Z"))
		return "no time";
	memcpy(directory->at, line.at, line.length);
	return NULL;
}

static const char *read_line(struct directory *directory, int number, struct slice line)
{
	static const struct {
		const char *word;
		int number; /* of the line; 0: any behind the first ones */
		const char *(*read)(struct directory *directory, struct slice line);
	} kinds[] = {
		{ "serial", 2, read_serial },
		{ "at", 3, read_at },
		{ "recovery", 0, read_recovery },
		{ "person", 0, read_person },
		{ "past", 0, read_past },
		{ "realm", 0, read_realm },
	};
	const struct slice word = next_word(&line);

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (slice_is(word, kinds[i].word) && kinds[i].number == (number < 4 ? number : 0))
			return kinds[i].read(directory, line);
	return "not what has to stand there";
}

static bool is_clean(struct slice line)
{
	for (size_t i = 0; i < line.length; i++)
		if ((unsigned char)line.at[i] < ' ' || line.at[i] == 0x7f)
			return false;
	return text_valid(line.at, line.length) == line.length;
}

/* The first line: ours, a newer program's, or none. */
static int check_first(struct slice line, struct error *e)
{
	static const char ours[] = "homeward directory 1", any[] = "homeward directory ";
	uint32_t version;

	if (slice_is(line, ours))
		return 0;
	if (slice_starts(line, any) &&
		read_number(&version,
			(struct slice){ line.at + sizeof(any) - 1, line.length - sizeof(any) + 1 }))
		return error_set(e, ERR_CONTRACT,
			"A newer homeward wrote this directory; update this one to read it.");
	return error_set(e, ERR_INPUT, "This is not a directory of keys.");
}

static int read_lines(struct directory *directory, const char *at, const char *end, struct error *e)
{
	int number = 1, r;

	for (const char *newline; at < end; at = newline + 1, number++) {
		newline = memchr(at, '\n', (size_t)(end - at));
		const struct slice line = { at, (size_t)((newline ? newline : end) - at) };
		const char *wrong = NULL;
		if (!newline || !is_clean(line))
			wrong = "not a line of text";
		else if (number > 1)
			wrong = read_line(directory, number, line);
		else if ((r = check_first(line, e)) != 0)
			return r;
		if (wrong)
			return error_set(e, ERR_INPUT, "Line %d of the directory: %s.", number,
				wrong);
	}
	if (number < 4)
		return error_set(e, ERR_INPUT, "The directory is cut short.");
	return directory_check(directory, e);
}

static struct directory *directory_new(size_t length)
{
	struct directory *directory = calloc(1, sizeof(*directory));

	if (!directory)
		return NULL;
	directory->people = calloc(length / LEAST_PERSON + 1, sizeof(*directory->people));
	directory->recoveries = calloc(length / LEAST_RECOVERY + 1, sizeof(*directory->recoveries));
	directory->realms = calloc(length / LEAST_REALM + 1, sizeof(*directory->realms));
	if (directory->people && directory->recoveries && directory->realms)
		return directory;
	directory_free(directory);
	return NULL;
}

int directory_parse(struct directory **out, const char *text, size_t length, struct error *e)
{
	struct directory *directory;
	int r;

	*out = NULL;
	if (length > DIRECTORY_LIMIT)
		return error_set(e, ERR_INPUT, "The directory is too long.");
	directory = directory_new(length);
	if (!directory)
		return error_set(e, ERR_MEMORY, "There is no memory left.");
	r = read_lines(directory, text, text + length, e);
	if (r != 0) {
		directory_free(directory);
		return r;
	}
	directory_bind(directory->hash, text, length);
	*out = directory;
	return 0;
}

void directory_free(struct directory *directory)
{
	if (!directory)
		return;
	free(directory->people);
	free(directory->recoveries);
	free(directory->realms);
	free(directory);
}
