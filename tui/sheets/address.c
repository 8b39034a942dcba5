/* Where she lived or lives, to the village; and a place where somebody can be brought. */
#include "tui/intl.h"
#include "tui/sheets/choices.h"

enum { ADDRESSES = 5 };

static const struct field_choice kinds[] = {
	{ "home", N_("home"), NULL },
	{ "family", N_("her family"), NULL },
	{ "last known", N_("last known"), NULL },
	{ "where she wants to go", N_("where she wants to go"), NULL },
	{ 0 },
};

const struct field fields_address[] = {
	{ .name = "address.#.kind",
		.label = N_("Address"),
		.type = FIELD_CHOICE,
		.flags = FIELD_NO_DEFAULT,
		.limit = 40,
		.repeat = ADDRESSES,
		.choices = kinds },
	{ .name = "address.#.country",
		.label = N_("Country"),
		.type = FIELD_CHOICE,
		.limit = 60,
		.repeat = ADDRESSES },
	{ .name = "address.#.province", .label = N_("Province"), .limit = 80, .repeat = ADDRESSES },
	{ .name = "address.#.district", .label = N_("District"), .limit = 80, .repeat = ADDRESSES },
	{ .name = "address.#.village", .label = N_("Village"), .limit = 120, .repeat = ADDRESSES },
	{ .name = "address.#.detail",
		.label = N_("How to find it"),
		.limit = 300,
		.repeat = ADDRESSES },
	{ 0 },
};

/* As api.place_keep() knows them. */
static const struct field_choice place_kinds[] = {
	{ "shelter", N_("shelter"), NULL },
	{ "transit centre", N_("transit centre"), NULL },
	{ "foster family", N_("foster family"), NULL },
	{ "hospital", N_("hospital"), NULL },
	{ "school", N_("school"), NULL },
	{ "authority", N_("authority"), NULL },
	{ "other", N_("other"), NULL },
	{ 0 },
};

const struct field fields_facts[] = {
	{ .name = "kind",
		.label = N_("Kind of place"),
		.type = FIELD_CHOICE,
		.flags = FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.limit = 40,
		.choices = place_kinds },
	{ .name = "office",
		.label = N_("Office"),
		.limit = 8,
		.flags = FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.hint = N_("Three letters: the office of yours that knows it. It stays with it.") },
	{ .name = "country",
		.label = N_("Country"),
		.type = FIELD_CHOICE,
		.flags = FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.limit = 60 },
	{ .name = "district",
		.label = N_("District"),
		.limit = 32,
		.flags = FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.hint = N_("The district and nothing closer: this line is not sealed.") },
	{ .name = "capacity",
		.label = N_("Room for"),
		.type = FIELD_NUMBER,
		.most = 1000,
		.hint = N_("How many people; empty: not known.") },
	{ 0 },
};

/* Where somebody is brought is never taken by itself. */
const struct field fields_place[] = {
	{ .name = "name",
		.label = N_("Name"),
		.limit = 120,
		.flags = FIELD_REQUIRED | FIELD_NO_DEFAULT },
	{ .name = "address", .label = N_("Address"), .limit = 300, .flags = FIELD_NO_DEFAULT },
	{ .name = "phone",
		.label = N_("Telephone"),
		.limit = 60,
		.flags = FIELD_NO_DEFAULT,
		.check = check_phone },
	{ .name = "contact",
		.label = N_("Whom to ask for"),
		.limit = 120,
		.flags = FIELD_NO_DEFAULT },
	{ .name = "access",
		.label = N_("Who may enter"),
		.limit = 300,
		.flags = FIELD_NO_DEFAULT,
		.hint = N_("Visiting hours, permits, words to say at the door.") },
	{ .name = "text", .label = N_("More"), .type = FIELD_LONG, .limit = 2000 },
	{ 0 },
};
