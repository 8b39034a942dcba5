#include "tui/app/verb.h"

#include <string.h>

/* The first row of the first table at or after `table` that has one. */
static const struct verb *first_row(const struct verb *const *table)
{
	while (*table != NULL && (*table)->name == NULL)
		table++;
	return *table;
}

const struct verb *verb_next(const struct verb *verb)
{
	if (verb == NULL)
		return first_row(verb_tables);
	if ((++verb)->name != NULL)
		return verb;
	for (const struct verb *const *table = verb_tables; *table != NULL; table++) {
		const struct verb *row = *table;

		while (row->name != NULL)
			row++;
		if (row == verb)
			return first_row(table + 1);
	}
	return NULL;
}

bool verb_offered(const struct verb *verb, enum verb_place place)
{
	switch (place) {
	case VERB_ANYWHERE:
		return true;
	case VERB_AT_PROMPT:
		return !(verb->flags & VERB_ONLY_SHELL);
	case VERB_IN_SHELL:
		return verb->flags & (VERB_SHELL | VERB_ONLY_SHELL);
	}
	return false;
}

bool verb_tells(const struct verb *verb)
{
	return (verb->flags & VERB_CHANGES) && (verb->flags & VERB_SHELL) &&
		!(verb->flags & VERB_ONLY_SHELL);
}

bool verb_reads(const struct verb *verb)
{
	return verb_tells(verb) && !(verb->flags & VERB_SHOWS) &&
		(verb->flags & (VERB_CASE | VERB_EVENTS));
}

const struct verb *verb_find_at(enum verb_place place, const char *word, size_t length,
	bool *ambiguous)
{
	const struct verb *found = NULL, *elsewhere = NULL;
	size_t matches = 0;

	if (ambiguous != NULL)
		*ambiguous = false;
	for (const struct verb *verb = verb_next(NULL); verb != NULL; verb = verb_next(verb)) {
		if (length == 0 || strncmp(verb->name, word, length) != 0)
			continue;
		if (verb->name[length] == '\0' && verb_offered(verb, place))
			return verb;
		if (verb->name[length] == '\0')
			elsewhere = verb;
		if ((verb->flags & VERB_HIDDEN) || !verb_offered(verb, place))
			continue;
		found = verb;
		matches++;
	}
	if (elsewhere != NULL)
		return elsewhere;
	if (ambiguous != NULL)
		*ambiguous = matches > 1;
	return matches == 1 ? found : NULL;
}

const struct verb *verb_find(const char *word, size_t length, bool *ambiguous)
{
	return verb_find_at(VERB_ANYWHERE, word, length, ambiguous);
}

const struct verb *verb_by_key(const char *key)
{
	for (const struct verb *verb = verb_next(NULL); verb != NULL; verb = verb_next(verb))
		if (verb->key != NULL && strcmp(verb->key, key) == 0)
			return verb;
	return NULL;
}

int verb_argument(const struct verb *verb, const char *name, size_t length)
{
	for (int i = 0; verb->arguments[i].name != NULL; i++)
		if (strncmp(verb->arguments[i].name, name, length) == 0 &&
			verb->arguments[i].name[length] == '\0')
			return i;
	return -1;
}
