/* What happened, as far as it would tell who she is; health; notes. */
#include "tui/intl.h"
#include "tui/sheets/choices.h"

enum { EXAMINATIONS = 8 };

/* HTCDS 2.0, vic_MethodOfRecruitment. */
static const struct field_choice recruitment[] = {
	{ "AtAPlaceOfBusiness", N_("at a place of business"), NULL },
	{ "AtAnEducationalInstitution", N_("at an educational institution"), NULL },
	{ "AtWork", N_("at work"), NULL },
	{ "ThroughOnlineSocialNetworks", N_("through online social networks"), NULL },
	{ "ThroughAnOnlineAdvertisement", N_("through an online advertisement"), NULL },
	{ "ThroughATelevisionAdvert", N_("through a television advert"), NULL },
	{ "ThroughANewspaperAdvert", N_("through a newspaper advert"), NULL },
	{ "ThroughFamilyOrFamilyEvents", N_("through family or family events"), NULL },
	{ "ThroughFriendsOrSocialEvents", N_("through friends or social events"), NULL },
	{ "Other", N_("other"), NULL },
	{ 0 },
};

/* HTCDS 2.0, vic_MethodsOfControl: the values of the field sheet and of the definitions. */
static const struct field_choice control[] = {
	{ "PhysicalThreats", N_("physical threats"), NULL },
	{ "ThreatsLawEnforcement", N_("threats of law enforcement"), NULL },
	{ "ThreatensChildrenFamily", N_("threatens children or family"), NULL },
	{ "DebtBondage", N_("debt bondage"), NULL },
	{ "FalsePromises", N_("false promises"), NULL },
	{ "PhysicalAbuse", N_("physical abuse"), NULL },
	{ "SexualAbuse", N_("sexual abuse"), NULL },
	{ "TakesEarnings", N_("takes earnings"), NULL },
	{ "RestrictsFinancialAccess", N_("restricts financial access"), NULL },
	{ "RestrictsMedicalCare", N_("restricts medical care"), NULL },
	{ "RestrictsMovement", N_("restricts movement"), NULL },
	{ "WithholdsNecessities", N_("withholds necessities"), NULL },
	{ "PsychologicalAbuse", N_("psychological abuse"), NULL },
	{ "PsychoactiveSubstance", N_("psychoactive substance"), NULL },
	{ "ExcessiveWorkingHours", N_("excessive working hours"), NULL },
	{ "WithholdsDocuments", N_("withholds documents"), NULL },
	{ "UsesChildren", N_("uses children"), NULL },
	{ "Other", N_("other"), NULL },
	{ 0 },
};

/* The means of the Palermo Protocol, article 3; for a child none is needed. */
static const struct field_choice means[] = {
	{ "threat", N_("threat"), NULL },
	{ "force", N_("force"), NULL },
	{ "coercion", N_("other coercion"), NULL },
	{ "abduction", N_("abduction"), NULL },
	{ "fraud", N_("fraud"), NULL },
	{ "deception", N_("deception"), NULL },
	{ "power", N_("abuse of power"), NULL },
	{ "vulnerability", N_("abuse of a position of vulnerability"), NULL },
	{ "payment", N_("payment to whoever had control over her"), NULL },
	{ 0 },
};

const struct field fields_circumstances[] = {
	{ .name = "recruiter",
		.label = N_("Recruiter"),
		.limit = 200,
		.hint = N_("Name, telephone, what she knows of them.") },
	{ .name = "recruited_how",
		.label = N_("Recruited how"),
		.type = FIELD_CHOICES,
		.choices = recruitment },
	{ .name = "means", .label = N_("Means"), .type = FIELD_CHOICES, .choices = means },
	{ .name = "control",
		.label = N_("Kept how"),
		.type = FIELD_CHOICES,
		.limit = 500,
		.choices = control },
	{ .name = "route",
		.label = N_("Route"),
		.type = FIELD_LONG,
		.limit = 1000,
		.hint = N_("From where, over what, by whom, when.") },
	{ .name = "place",
		.label = N_("Place"),
		.flags = FIELD_NO_DEFAULT,
		.limit = 300,
		.hint = N_("Where she was kept or made to work.") },
	{ .name = "text", .label = N_("More"), .type = FIELD_LONG, .limit = 4000 },
	{ 0 },
};

const struct field fields_health[] = {
	{ .name = "examination.#.date",
		.label = N_("Examined on"),
		.type = FIELD_DATE,
		.flags = FIELD_PAST,
		.repeat = EXAMINATIONS },
	{ .name = "examination.#.kind",
		.label = N_("What for"),
		.limit = 100,
		.repeat = EXAMINATIONS },
	{ .name = "examination.#.result",
		.label = N_("Result"),
		.limit = 400,
		.repeat = EXAMINATIONS },
	{ .name = "examination.#.next",
		.label = N_("Next on"),
		.type = FIELD_DATE,
		.repeat = EXAMINATIONS },
	{ .name = "text", .label = N_("More"), .type = FIELD_LONG, .limit = 2000 },
	{ 0 },
};

const struct field fields_note[] = {
	{ .name = "text",
		.label = N_("Note"),
		.type = FIELD_LONG,
		.flags = FIELD_REQUIRED,
		.limit = 4000,
		.hint = N_("^X saves it. Whoever works on the case can read it.") },
	{ .name = "lang",
		.label = N_("Language"),
		.type = FIELD_CHOICE,
		.limit = 60,
		.hint = N_("In which it is written.") },
	{ 0 },
};
