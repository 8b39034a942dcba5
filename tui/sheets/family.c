/* Whom she has, and whether it is safe to reach them. */
#include "tui/intl.h"
#include "tui/sheets/choices.h"

enum { PEOPLE = 8 };

/* HTCDS 2.0 (vic_RelationshipToTrafficker) knows three, Primero the others. */
static const struct field_choice relations[] = {
	{ "mother", N_("mother"), NULL },
	{ "father", N_("father"), NULL },
	{ "sister", N_("sister"), NULL },
	{ "brother", N_("brother"), NULL },
	{ "daughter", N_("daughter"), NULL },
	{ "son", N_("son"), NULL },
	{ "husband", N_("husband"), NULL },
	{ "wife", N_("wife"), NULL },
	{ "partner", N_("partner"), NULL },
	{ "aunt", N_("aunt"), NULL },
	{ "uncle", N_("uncle"), NULL },
	{ "grandmother", N_("grandmother"), NULL },
	{ "grandfather", N_("grandfather"), NULL },
	{ "cousin", N_("cousin"), NULL },
	{ "in_law", N_("in-law"), NULL },
	{ "guardian", N_("guardian"), NULL },
	{ "other_family", N_("other family"), NULL },
	{ "neighbour", N_("neighbour"), NULL },
	{ "friend", N_("friend"), NULL },
	{ "acquainted", N_("acquainted"), NULL },
	{ "unacquainted", N_("unacquainted"), NULL },
	{ 0 },
};

static const struct field_choice known[] = {
	{ "yes", N_("yes"), NULL },
	{ "no", N_("no"), NULL },
	{ "not_known", N_("not known"), NULL },
	{ 0 },
};

static const struct field_choice safety[] = {
	{ "yes", N_("yes"), NULL },
	{ "consent", N_("only with her consent"), NULL },
	{ "through", N_("through somebody else"), NULL },
	{ "never", N_("never"), NULL },
	{ "not_asked", N_("not yet asked"), NULL },
	{ 0 },
};

static const struct field_choice suspected[] = {
	{ "no", N_("no"), NULL },
	{ "perhaps", N_("perhaps"), NULL },
	{ "yes", N_("yes"), NULL },
	{ "not_known", N_("not known"), NULL },
	{ 0 },
};

const struct field fields_family[] = {
	{ .name = "person.#.name", .label = N_("Name"), .limit = 120, .repeat = PEOPLE },
	{ .name = "person.#.relation",
		.label = N_("Who is that"),
		.type = FIELD_CHOICE,
		.limit = 40,
		.repeat = PEOPLE,
		.choices = relations },
	{ .name = "person.#.alive",
		.label = N_("Alive"),
		.type = FIELD_CHOICE,
		.limit = 20,
		.repeat = PEOPLE,
		.choices = known },
	{ .name = "person.#.phone",
		.label = N_("Telephone"),
		.limit = 60,
		.repeat = PEOPLE,
		.check = check_phone },
	{ .name = "person.#.village", .label = N_("Village"), .limit = 120, .repeat = PEOPLE },
	{ .name = "person.#.safe",
		.label = N_("Safe to reach"),
		.type = FIELD_CHOICE,
		.flags = FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.limit = 40,
		.repeat = PEOPLE,
		.choices = safety,
		.hint = N_("Nobody calls before this is answered by her.") },
	{ .name = "person.#.through", .label = N_("Through whom"), .limit = 120, .repeat = PEOPLE },
	{ .name = "person.#.suspected",
		.label = N_("A part in it"),
		.type = FIELD_CHOICE,
		.flags = FIELD_NO_DEFAULT,
		.limit = 20,
		.repeat = PEOPLE,
		.choices = suspected,
		.hint = N_("May this person have had a part in what happened to her?") },
	{ .name = "person.#.text", .label = N_("More"), .limit = 300, .repeat = PEOPLE },
	{ 0 },
};
