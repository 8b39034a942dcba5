/* Many people at once: counted before anybody is asked for a name. It is told in clear, so there is
 * no field for words. */
#include "tui/sheets/batch.h"

#include <string.h>

#include "tui/intl.h"
#include "tui/sheets/choices.h"
#include "tui/sheets/sheet.h"

enum { MOST = 5000 /* as app.batch_count has it */ };

static const struct field_choice kinds[] = {
	{ "raid", N_("raid"), NULL },
	{ "push-back", N_("push-back over a border"), NULL },
	{ "handover", N_("handed over to us"), NULL },
	{ 0 },
};

const char *const batch_classes[] = { "men", "women", "boys", "girls", "other", NULL };

const struct field fields_batch[] = {
	{ .name = "kind",
		.label = N_("It was"),
		.type = FIELD_CHOICE,
		.flags = FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.choices = kinds,
		.hint = N_("No names here: what they say goes into the case of each.") },
	{ .name = "line.#.nationality",
		.label = N_("Nationality"),
		.type = FIELD_CHOICE,
		.flags = FIELD_REQUIRED,
		.repeat = BATCH_LINES,
		.hint = N_("Of these people. The next nationality has a line of its own below.") },
	{ .name = "line.#.men",
		.label = N_("Men"),
		.type = FIELD_NUMBER,
		.repeat = BATCH_LINES,
		.most = MOST },
	{ .name = "line.#.women",
		.label = N_("Women"),
		.type = FIELD_NUMBER,
		.repeat = BATCH_LINES,
		.most = MOST },
	{ .name = "line.#.boys",
		.label = N_("Boys"),
		.type = FIELD_NUMBER,
		.repeat = BATCH_LINES,
		.most = MOST,
		.hint = N_("Whoever may be under 18 counts as a child.") },
	{ .name = "line.#.girls",
		.label = N_("Girls"),
		.type = FIELD_NUMBER,
		.repeat = BATCH_LINES,
		.most = MOST,
		.hint = N_("Whoever may be under 18 counts as a child.") },
	{ .name = "line.#.other",
		.label = N_("Others"),
		.type = FIELD_NUMBER,
		.repeat = BATCH_LINES,
		.most = MOST,
		.hint = N_("Others, and whoever is not yet known.") },
	{ .name = "at",
		.label = N_("When"),
		.type = FIELD_MOMENT,
		.flags = FIELD_PAST,
		.hint = N_("02:20, yesterday 23:00. Empty: now.") },
	{ .name = "place",
		.label = N_("Where they are"),
		.limit = 16,
		.hint = N_("A place that we know: PL-...., P lists them. Empty: not said.") },
	{ .name = "office",
		.label = N_("Office"),
		.limit = 8,
		.hint = N_("Three letters; empty: your own office.") },
	{ 0 },
};

/* ---- in words ---------------------------------------------------------------------------- */

static const struct {
	const char *class, *group, *one;
} words[] = {
	{ "men", N_("men"), N_("man") },
	{ "women", N_("women"), N_("woman") },
	{ "boys", N_("boys"), N_("boy") },
	{ "girls", N_("girls"), N_("girl") },
	{ "other", N_("others"), N_("other") },
};

const char *batch_group(const char *class)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].class, class) == 0)
			return _(words[i].group);
	return class;
}

const char *batch_one(const char *class)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].class, class) == 0)
			return _(words[i].one);
	return class;
}

static const char *word_of(const char *name, const char *code)
{
	const char *word = NULL;

	for (const struct field *field = fields_batch; field->name != NULL; field++)
		if (strcmp(field->name, name) == 0)
			word = sheet_word(field, code);
	return word != NULL ? word : code;
}

const char *batch_kind(const char *kind)
{
	return word_of("kind", kind);
}

const char *batch_nationality(const char *code)
{
	return word_of("line.#.nationality", code);
}

bool batch_is_nationality(const char *code)
{
	return batch_nationality(code) != code;
}
