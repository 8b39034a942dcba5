#include "db/vault/record.h"

#include <sodium.h>
#include <string.h>

#include "db/base/text.h"

static const char magic[] = "homeward\0"
			    "1"; /* and its NUL */

static bool is_name(const char *name)
{
	const size_t length = strlen(name);

	return length > 0 && length < RECORD_NAME &&
		strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_.") == length;
}

int record_begin(struct record *record, void *bytes, size_t room, struct error *e)
{
	*record = (struct record){ bytes, sizeof(magic), room };
	if (room < sizeof(magic))
		return error_set(e, ERR_MEMORY, "There is no room for a record.");
	memcpy(bytes, magic, sizeof(magic));
	return 0;
}

static int not_one(struct error *e)
{
	return error_set(e, ERR_TAMPERED, "What was sealed here is not a record of ours.");
}

int record_read(struct record *record, void *bytes, size_t length, size_t room, struct error *e)
{
	const char *name, *value;
	size_t at = 0, count = 0;

	*record = (struct record){ bytes, length, room };
	if (length < sizeof(magic) || memcmp(bytes, magic, strlen(magic) + 1) != 0 ||
		record->bytes[length - 1] != 0 || text_valid(bytes, length) != length)
		return not_one(e);
	if (strcmp(record->bytes + strlen(magic) + 1, "1") != 0)
		return error_set(e, ERR_CONTRACT,
			"A newer homeward wrote this; update this one to read it.");
	while (record_next(record, &at, &name, &value))
		if (++count > RECORD_NAMES || !value || !is_name(name) ||
			record_value(record, name) != value)
			return not_one(e);
	return 0;
}

bool record_next(const struct record *record, size_t *at, const char **name, const char **value)
{
	if (*at == 0)
		*at = sizeof(magic);
	if (*at >= record->length)
		return false;
	*name = record->bytes + *at;
	*at += strlen(*name) + 1;
	*value = *at < record->length ? record->bytes + *at : NULL;
	if (*value)
		*at += strlen(*value) + 1;
	return true;
}

const char *record_value(const struct record *record, const char *name)
{
	const char *other, *value;

	for (size_t at = 0; record_next(record, &at, &other, &value);)
		if (strcmp(other, name) == 0)
			return value;
	return NULL;
}

static bool is_full(const struct record *record)
{
	const char *name, *value;
	size_t at = 0, count = 0;

	while (record_next(record, &at, &name, &value))
		count++;
	return count == RECORD_NAMES;
}

int record_put(struct record *record, const char *name, const char *value, struct error *e)
{
	const size_t name_size = strlen(name) + 1, value_size = value ? strlen(value) + 1 : 0;
	const char *before = record_value(record, name);
	const size_t gone = before ? name_size + strlen(before) + 1 : 0;
	const size_t more = value_size > 1 ? name_size + value_size : 0;

	if (!is_name(name))
		return error_set(e, ERR_INPUT, "This is not the name of a field.");
	if (value && text_valid(value, value_size) != value_size)
		return error_set(e, ERR_INPUT, "This is not UTF-8.");
	if (more > record->room - record->length + gone || (more && !before && is_full(record)))
		return error_set(e, ERR_MEMORY, "This is too long: there is no room for it.");
	if (before) {
		char *at = record->bytes + (before - record->bytes) - name_size;
		memmove(at, at + gone, record->length - (size_t)(at - record->bytes) - gone);
		record->length -= gone;
		sodium_memzero(record->bytes + record->length, gone);
	}
	if (more) {
		memcpy(record->bytes + record->length, name, name_size);
		memcpy(record->bytes + record->length + name_size, value, value_size);
		record->length += more;
	}
	return 0;
}
