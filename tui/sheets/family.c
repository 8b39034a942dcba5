/* Whom she has, and whether it is safe to reach them. */
#include "tui/intl.h"
#include "tui/sheets/choices.h"

enum { PEOPLE = 8 };

/* Primero's relations, with children. */
static const struct field_choice relations[] = {
	{ "Mother", N_("mother"), NULL },
	{ "Father", N_("father"), NULL },
	{ "Sister", N_("sister"), NULL },
	{ "Brother", N_("brother"), NULL },
	{ "Daughter", N_("daughter"), NULL },
	{ "Son", N_("son"), NULL },
	{ "Husband", N_("husband"), NULL },
	{ "Wife", N_("wife"), NULL },
	{ "Partner", N_("partner"), NULL },
	{ "Aunt", N_("aunt"), NULL },
	{ "Uncle", N_("uncle"), NULL },
	{ "Grandmother", N_("grandmother"), NULL },
	{ "Grandfather", N_("grandfather"), NULL },
	{ "Other Family", N_("other family"), NULL },
	{ "Other Nonfamily", N_("other than family"), NULL },
	{ 0 },
};

static const struct field_choice known[] = {
	{ "yes", N_("yes"), NULL },
	{ "no", N_("no"), NULL },
	{ "not known", N_("not known"), NULL },
	{ 0 },
};

static const struct field_choice safety[] = {
	{ "yes", N_("yes"), NULL },
	{ "only with her consent", N_("only with her consent"), NULL },
	{ "through somebody", N_("through somebody else"), NULL },
	{ "never", N_("never"), NULL },
	{ "not yet asked", N_("not yet asked"), NULL },
	{ 0 },
};

static const struct field_choice suspected[] = {
	{ "no", N_("no"), NULL },
	{ "perhaps", N_("perhaps"), NULL },
	{ "yes", N_("yes"), NULL },
	{ "not known", N_("not known"), NULL },
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
		.flags = FIELD_REQUIRED | FIELD_IF_FILLED | FIELD_NO_DEFAULT,
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
